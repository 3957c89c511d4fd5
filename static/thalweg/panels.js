/* What stands around the map: buttons, legend, scale, notice, credits, and the note beside the pointer.
   Text is set as text; nothing here reads markup. */
"use strict";
(function (T) {
  /** Narrow maps have their legend in a strip below, as map.css says with the same number. */
  T.isNarrow = (map) => map.getSize().x <= 700;

  const SCALE_WIDTH = 110;

  function element(name, className, parent, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    if (parent) parent.appendChild(made);
    return made;
  }

  /** Panels of one map. `actions` are its buttons' doings. */
  T.Panels = class {
    constructor(map, actions) {
      this.map = map;
      const frame = map.getContainer();
      this.buttons = element("div", "tw-buttons tw-panel", frame);
      this.button("+", "Zoom in", () => map.zoomIn());
      this.button("−", "Zoom out", () => map.zoomOut());
      this.button("⤢", "Show all visible claims", actions.fit);
      this.button("", "Full screen", actions.fill).className = "tw-corners"; // few fonts have a sign for it
      this.bottom = element("div", "tw-bottom", frame);
      this.legend = element("div", "tw-legend tw-panel", this.bottom);
      this.legend.setAttribute("role", "list");
      this.legend.setAttribute("aria-label", "Legend");
      this.foot = element("div", "tw-foot", this.bottom);
      this.notice = element("div", "tw-notice", this.foot);
      this.credits = element("div", "tw-credits", this.foot);
      this.north = element("div", "tw-north", frame, "N");
      this.north.setAttribute("role", "img");
      this.north.setAttribute("aria-label", "North is up");
      this.note = element("div", "tw-note tw-panel", frame);
      this.note.hidden = true;
      this.keys = element("div", "tw-keys", frame);
      this.scale = L.control.scale({ imperial: false, position: "bottomright", maxWidth: SCALE_WIDTH }).addTo(map);
      for (const part of [this.buttons, this.bottom]) {
        L.DomEvent.disableClickPropagation(part);
        L.DomEvent.disableScrollPropagation(part);
      }
    }

    button(sign, label, act) {
      const made = element("button", "", this.buttons, sign);
      made.type = "button";
      made.title = label;
      made.setAttribute("aria-label", label);
      made.onclick = act;
      return made;
    }

    /** Colours of the theme as CSS variables of the map. */
    setTheme(theme, colours) {
      const frame = this.map.getContainer();
      frame.dataset.theme = theme;
      for (const [name, value] of Object.entries(colours)) {
        frame.style.setProperty(`--tw-${name.replace("_", "-")}`, value);
      }
    }

    /** As large as the map is drawn. */
    setSize(size) {
      this.map.getContainer().style.setProperty("--tw-size", size);
      this.scale.options.maxWidth = SCALE_WIDTH * size;
      this.scale._update();
    }

    fill(state) {
      this.notice.textContent = state.scene.notice;
      this.credits.textContent = [...state.scene.credits, ...state.tileCredits()].join(" · ");
      this.legend.replaceChildren();
      if (state.scene.legend.length) this.legendToggle();
      for (const kind of ["actor", "stance", "extent"]) {
        const entries = state.scene.legend.filter((entry) => entry.kind === kind);
        if (!entries.length) continue;
        const block = element("div", "tw-block", this.legend);
        for (const entry of entries) this.entry(block, entry, state.colours);
        if (kind === "extent" && state.scene.columns.pair_stance.length) {
          this.entry(block, { kind, symbol: "pair", label: "claims that may conflict" }, state.colours);
        }
      }
      this.place();
    }

    /** On a low map the legend is folded into a button: style sheet and height say where. */
    legendToggle() {
      const toggle = element("button", "tw-toggle", this.legend, "Legend");
      toggle.type = "button";
      toggle.setAttribute("aria-expanded", String(this.legend.classList.contains("tw-open")));
      toggle.onclick = () => {
        toggle.setAttribute("aria-expanded", String(this.legend.classList.toggle("tw-open")));
        this.place();
      };
    }

    /** Keeps the scale clear of what stands at the bottom. */
    place() {
      const tall = (T.isNarrow(this.map) ? this.bottom : this.foot).offsetHeight;
      this.map.getContainer().style.setProperty("--tw-bottom", `${tall}px`);
    }

    entry(block, entry, colours) {
      const row = element("div", "tw-entry", block);
      row.setAttribute("role", "listitem");
      const canvas = element("canvas", "", row);
      const size = 20;
      canvas.width = canvas.height = size * 2;
      const ctx = canvas.getContext("2d");
      ctx.scale(2, 2);
      drawSymbol(ctx, size / 2, entry, colours);
      element("span", "", row, entry.label);
    }

    showNote(lines, x, y) {
      this.note.replaceChildren();
      lines.forEach((line, number) => element("div", number ? "" : "tw-first", this.note, line));
      this.note.hidden = false;
      const { x: width, y: height } = this.map.getSize();
      const beside = 18 * T.size;
      const right = x + beside + this.note.offsetWidth > width;
      this.note.style.left = `${Math.max(4, right ? x - beside - this.note.offsetWidth : x + beside)}px`;
      this.note.style.top = `${Math.max(4, Math.min(y - 10, height - this.note.offsetHeight - 4))}px`;
    }

    hideNote() {
      this.note.hidden = true;
    }

    /** One button per pin for the keyboard, under the pins' pictures; too many help nobody. */
    setKeys(groups, describe, pick) {
      const wanted = groups.length <= 120 ? groups : [];
      while (this.keys.children.length > wanted.length) this.keys.lastChild.remove();
      wanted.forEach((group, number) => {
        const made = this.keys.children[number] || element("button", "", this.keys);
        made.type = "button";
        const at = this.map.layerPointToContainerPoint([group.x * T.size, group.y * T.size]);
        made.style.left = `${at.x}px`;
        made.style.top = `${at.y}px`;
        made.setAttribute("aria-label", describe(group).join(". "));
        made.onclick = () => pick(group);
      });
    }

    /** Boxes that panels cover, in pixels of the map's frame. */
    covered() {
      const frame = this.map.getContainer().getBoundingClientRect();
      const scale = this.map.getContainer().querySelector(".leaflet-control-scale");
      return [this.buttons, this.north, this.legend, this.foot, scale].filter(Boolean).map((part) => {
        const box = part.getBoundingClientRect();
        return [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top];
      });
    }
  };

  function drawSymbol(ctx, at, entry, colours) {
    if (entry.kind === "actor") {
      ctx.fillStyle = entry.colour;
      ctx.beginPath();
      ctx.arc(at, at, 6.5, 0, 2 * Math.PI);
      ctx.fill();
    } else if (entry.kind === "stance") {
      const negated = entry.symbol === "negated";
      T.drawPin(ctx, at, at,
        { colour: "#7a7a7a", stance: negated ? "asserted" : entry.symbol, negated, count: 0, colours, scale: 0.56 });
    } else {
      drawExtent(ctx, at, entry.symbol, colours);
    }
  }

  function drawExtent(ctx, at, kind, colours) {
    ctx.strokeStyle = ctx.fillStyle = colours.ink;
    ctx.lineCap = "round";
    if (kind === "bank") {
      for (const [bank, x] of [["right", at - 7], ["left", at]]) {
        ctx.globalAlpha = 0.55;
        ctx.fillStyle = colours[bank];
        ctx.fillRect(x, at - 5.5, 7, 11);
      }
      ctx.globalAlpha = 1;
      ctx.fillStyle = colours.river;
      ctx.fillRect(at - 1, at - 6.5, 2, 13);
      return;
    }
    if (kind === "unsure") {
      ctx.lineWidth = 3.6;
      ctx.lineCap = "butt";
      ctx.strokeStyle = colours.river;
      ctx.setLineDash([5, 3.5]);
      ctx.beginPath();
      ctx.moveTo(at - 9, at);
      ctx.lineTo(at + 9, at);
      ctx.stroke();
      return;
    }
    if (kind === "pair") {
      ctx.lineWidth = 1.3;
      ctx.setLineDash([4, 2.6]);
      ctx.beginPath();
      ctx.moveTo(at - 8, at + 3);
      ctx.lineTo(at + 8, at - 3);
      ctx.stroke();
      return;
    }
    if (kind === "arrow") {
      ctx.lineJoin = "round";
      ctx.lineWidth = 2;
      ctx.beginPath();
      ctx.moveTo(at - 8, at);
      ctx.lineTo(at + 8, at);
      ctx.moveTo(at + 3, at - 4);
      ctx.lineTo(at + 8, at);
      ctx.lineTo(at + 3, at + 4);
      ctx.stroke();
      return;
    }
    if (kind === "reach") {
      ctx.globalAlpha = 0.35;
      ctx.lineWidth = 7;
      ctx.beginPath();
      ctx.moveTo(at - 6, at + 4);
      ctx.quadraticCurveTo(at, at - 6, at + 6, at - 3);
      ctx.stroke();
      return;
    }
    if (kind === "area") ctx.setLineDash([3, 2.5]);
    ctx.beginPath();
    if (kind === "area") ctx.rect(at - 6.5, at - 5.5, 13, 11);
    else ctx.arc(at, at, 7, Math.PI * 0.75, Math.PI * 1.75);
    ctx.closePath();
    ctx.globalAlpha = 0.14;
    ctx.fill();
    ctx.globalAlpha = 0.7;
    ctx.lineWidth = 1.2;
    ctx.stroke();
  }
})(window.Thalweg);
