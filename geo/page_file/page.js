/* The page around the map: writes the brief's words as text, filters by side and actor, ties list and map. */
"use strict";
(function (T) {
  const brief = JSON.parse(document.getElementById("brief").textContent);
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];

  function element(name, className, parent, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    parent.appendChild(made);
    return made;
  }

  function bytesOf(digits) {
    const letters = atob(digits);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
    return bytes;
  }

  function bitsOf(visible) {
    const bytes = new Uint8Array(Math.ceil(visible.length / 8));
    visible.forEach((shown, i) => { if (shown) bytes[i >> 3] |= 1 << (i & 7); });
    return bytes;
  }

  function writeWords() {
    one("h1").textContent = brief.title;
    one("h1").dir = "auto";
    one(".tw-subtitle").textContent = brief.subtitle;
    one(".tw-asof").textContent = brief.as_of;
    one("#map_div").setAttribute("aria-label", brief.alt);
    for (const line of all(".tw-marking")) {
      line.textContent = brief.marking;
      line.hidden = !brief.marking;
    }
    const sources = brief.sources.length ? [`Source: ${brief.sources.join("; ")}`] : [];
    one(".tw-source").textContent = sources.join("");
    one(".tw-about").textContent = [brief.count, "Made with Thalweg"].join(" · ");
  }

  function counted(keysOf) {
    const counts = new Map();
    for (const claim of brief.claims) for (const key of keysOf(claim)) counts.set(key, (counts.get(key) || 0) + 1);
    return counts;
  }

  function makeFilters() {
    const sides = counted((claim) => [claim.bank]);
    for (const [bank, name] of Object.entries(brief.sides)) {
      if (!sides.has(bank)) continue;
      const label = element("label", "", one(".tw-sides"));
      const box = element("input", "", label);
      box.type = "checkbox";
      box.value = bank;
      label.append(` ${name} `);
      element("small", "", label, `${sides.get(bank)}`);
    }
    const actors = [...counted((claim) => claim.actors)].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
    for (const [name, count] of actors) {
      const option = element("option", "", one(".tw-actor"), `${name} (${count})`);
      option.value = name;
    }
    one(".tw-filters").addEventListener("change", update);
    one(".tw-filters").addEventListener("reset", () => setTimeout(update));
    one(".tw-filters").addEventListener("submit", (event) => event.preventDefault());
  }

  function makeRows() {
    return brief.claims.map((claim, index) => {
      const item = element("li", "", one(".tw-list"));
      item.dataset.claim = claim.id;
      const row = element("button", "tw-row", item);
      row.type = "button";
      row.setAttribute("aria-pressed", "false");
      drawSymbol(element("canvas", "", row), claim);
      element("span", "tw-who", row, claim.speaker).dir = "auto";
      element("span", "", row, claim.text).dir = "auto";
      const below = element("span", "tw-below", row);
      element("b", "", below, claim.stance);
      const rest = [claim.details, claim.on_map ? "" : "not on the map", severalSources ? claim.source : ""];
      below.append(` · ${rest.filter(Boolean).join(" · ")}`);
      row.addEventListener("click", () => select(selected === index ? -1 : index));
      return item;
    });
  }

  function drawSymbol(canvas, claim) {
    canvas.width = canvas.height = 68;
    canvas.setAttribute("aria-hidden", "true");
    const ctx = canvas.getContext("2d");
    ctx.scale(2, 2);
    const colours = { ...palette(), ...(claim.on_map ? {} : { casing: "rgba(0,0,0,0)" }) };
    T.drawPin(ctx, 17, 17,
      { colour: claim.colour, stance: claim.shape, negated: claim.negated, count: 0, colours, scale: 0.85 });
  }

  const severalSources = new Set(brief.claims.map((claim) => claim.source)).size > 1;
  const theme = document.documentElement.dataset.theme;
  const palette = () => T.unpack(parts.world.bytes).palettes[theme];
  const parts = {};
  let selected = -1;
  let rows = [];

  function keeps(claim) {
    const sides = all(".tw-sides input:checked").map((box) => box.value);
    const actor = one(".tw-actor").value;
    return (!sides.length || sides.includes(claim.bank)) && (!actor || claim.actors.includes(actor));
  }

  function update() {
    const visible = brief.claims.map(keeps);
    const shown = visible.filter(Boolean).length;
    if (selected >= 0 && !visible[selected]) selected = -1;
    rows.forEach((item, index) => {
      item.hidden = !visible[index];
      item.firstChild.setAttribute("aria-pressed", String(index === selected));
    });
    const off = brief.claims.filter((claim, index) => visible[index] && !claim.on_map).length;
    one(".tw-count").textContent =
      `${shown} of ${brief.claims.length} claims${off ? ` · ${off} not on the map` : ""}`;
    T.show({ scene: brief.scene, visible: bitsOf(visible), selected, theme, tiles: "none" });
  }

  function select(index) {
    selected = index;
    update();
    if (index >= 0) rows[index].scrollIntoView({ block: "nearest" });
  }

  function picked({ pins }) {
    const claims = pins.flatMap((pin) => brief.pins[pin]).filter((index) => !rows[index].hidden);
    select(claims.length ? claims[(claims.indexOf(selected) + 1) % claims.length] : -1);
  }

  function makeMap() {
    window.parent = window; // the map asks the page around its frame for packets: here that is this page
    for (const packet of all(".packet")) {
      parts[packet.dataset.name] = { bytes: bytesOf(packet.textContent), emit: picked };
    }
    window.thalweg = { parts, listeners: [], theme };
    const map = L.map("map_div", {
      center: [20, 10], zoom: 2, zoomControl: false, attributionControl: false, minZoom: 2, maxZoom: 15,
      worldCopyJump: true, zoomSnap: 0.25, zoomDelta: 0.75, wheelPxPerZoomLevel: 90,
    });
    T.open(map);
  }

  writeWords();
  makeMap();
  makeFilters();
  rows = makeRows();
  update();
})(window.Thalweg);
