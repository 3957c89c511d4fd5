/* The claims: extents, names and pins, one sheet above all others. Knows what is visible, selected and hovered. */
"use strict";
(function (T) {
  const EXTENTS_SHOWN = 60; // more than this at once would only be noise: then on hover and selection alone

  /** Columns of a scene packet, ready to paint. */
  T.readScene = function (packet) {
    const c = packet.columns;
    const pinFirst = new Uint32Array(c.pin_size.length + 1);
    const pinOf = new Int32Array(packet.claims).fill(-1);
    for (let pin = 0; pin < c.pin_size.length; pin++) {
      pinFirst[pin + 1] = pinFirst[pin] + c.pin_size[pin];
      for (let i = pinFirst[pin]; i < pinFirst[pin + 1]; i++) pinOf[c.pin_claims[i]] = pin;
    }
    return { ...packet, pinFirst, pinOf, pinWorld: T.toWorld(c.pin_xy) };
  };

  /** How many claims of each pin are visible. */
  T.countVisible = function (scene, mask) {
    const { pin_claims: claims, pin_size: sizes } = scene.columns;
    const counts = new Uint32Array(sizes.length);
    for (let pin = 0, i = 0; pin < sizes.length; pin++) {
      for (const end = scene.pinFirst[pin + 1]; i < end; i++) counts[pin] += mask[claims[i]];
    }
    return counts;
  };

  T.groupReach = (group) => (group.pins.length > 1 ? T.groupRadius(group.count) : T.PIN_RADIUS);

  T.groupAt = function (groups, x, y, slack = 4) {
    let best = null;
    let least = Infinity;
    for (const group of groups) {
      const far = Math.hypot(group.x - x, group.y - y) - T.groupReach(group);
      if (far <= slack && far < least) [best, least] = [group, far];
    }
    return best;
  };

  T.paintClaims = function (ctx, view, state) {
    const { scene } = state;
    if (!scene || !state.counts) return;
    state.groups = T.gather(scene, state.counts, view, T.seatsOf(ctx, view, state));
    paintExtents(ctx, view, state);
    const frame = state.frame();
    const room = new T.Room(frame, state.covered(), T.riverPoints(view, state.shapes.boundary, frame));
    for (const group of state.groups) {
      const r = T.groupReach(group) + 3;
      room.covered.push([group.x - r, group.y - r, group.x + r, group.y + r]);
    }
    state.written = T.paintLabels(ctx, view, state, room);
    T.paintPairs(ctx, state);
    state.groups.forEach((group) => paintLeader(ctx, state, group));
    for (let i = state.groups.length - 1; i >= 0; i--) paintGroup(ctx, state, state.groups[i]);
    paintMarks(ctx, state);
    paintSpot(ctx, view, state);
  };

  /** From a pin that was set aside to the spot it stands for. */
  function paintLeader(ctx, state, group) {
    if (Math.hypot(group.x - group.sx, group.y - group.sy) < 4) return;
    const { colours } = state;
    for (const [style, width] of [[colours.casing, 3.4], [colours.ink, 1.2]]) {
      ctx.strokeStyle = ctx.fillStyle = style;
      ctx.lineWidth = width;
      ctx.beginPath();
      ctx.moveTo(group.x, group.y);
      ctx.lineTo(group.sx, group.sy);
      ctx.stroke();
      ctx.beginPath();
      ctx.arc(group.sx, group.sy, width > 2 ? 3.4 : 2.2, 0, 2 * Math.PI);
      ctx.fill();
    }
  }

  /** A cross where a place was searched for: a place in the gazetteer, no claim. */
  function paintSpot(ctx, view, state) {
    if (!state.spot) return;
    const [x, y] = [view.x(T.worldX(state.spot.lon)), view.y(T.worldY(state.spot.lat))];
    for (const [style, width] of [[state.colours.casing, 5], [state.colours.ink, 1.8]]) {
      ctx.strokeStyle = style;
      ctx.lineWidth = width;
      for (const [dx, dy] of [[1, 0], [0, 1], [-1, 0], [0, -1]]) {
        ctx.beginPath();
        ctx.moveTo(x + 4 * dx, y + 4 * dy);
        ctx.lineTo(x + 12 * dx, y + 12 * dy);
        ctx.stroke();
      }
    }
  }

  function paintGroup(ctx, state, group) {
    const { scene, colours } = state;
    const c = scene.columns;
    if (group.pins.length > 1) {
      T.drawGroup(ctx, group.x, group.y, { parts: actorParts(state, group), count: group.count, colours });
      return;
    }
    const pin = group.pins[0];
    T.drawPin(ctx, group.x, group.y, {
      colour: scene.actors[c.pin_actor[pin]].colour, stance: scene.stances[c.pin_stance[pin]],
      negated: c.pin_negated[pin] === 1, count: group.count, colours,
    });
  }

  /** Parts of a group by actor, what is said to be so before what is not: [colour, claims, solid]. */
  function actorParts(state, group) {
    const { actors, columns: c } = state.scene;
    const asserted = state.scene.stances.indexOf("asserted");
    const sums = new Uint32Array(2 * actors.length);
    for (const pin of group.pins) {
      const solid = c.pin_stance[pin] === asserted && c.pin_negated[pin] === 0;
      sums[2 * c.pin_actor[pin] + (solid ? 0 : 1)] += state.counts[pin];
    }
    const parts = [];
    sums.forEach((n, part) => n && parts.push([actors[part >> 1].colour, n, part % 2 === 0]));
    return parts;
  }

  T.selectedPin = (state) => (state.selected >= 0 && state.scene ? state.scene.pinOf[state.selected] : -1);

  /** The pin of the row that the reader points at in the page's list; -1 where none is. */
  function pointedPin(state) {
    return state.pointed >= 0 && state.mask[state.pointed] ? state.scene.pinOf[state.pointed] : -1;
  }

  function paintMarks(ctx, state) {
    const pin = T.selectedPin(state);
    const row = pointedPin(state);
    const pointed = row >= 0 && state.groups.find((group) => group.pins.includes(row));
    if (pointed) T.drawMark(ctx, pointed.x, pointed.y, T.groupReach(pointed), state.colours, false);
    const chosen = pin >= 0 && state.groups.find((group) => group.pins.includes(pin));
    if (state.hovered && state.groups.includes(state.hovered)) {
      T.drawMark(ctx, state.hovered.x, state.hovered.y, T.groupReach(state.hovered), state.colours, false);
    }
    if (chosen) T.drawMark(ctx, chosen.x, chosen.y, T.groupReach(chosen), state.colours, true);
  }

  /** Light for all while they are few; strong for the selected claim and the pin under the pointer. */
  function paintExtents(ctx, view, state) {
    const strong = strongExtents(state);
    const shown = visibleExtents(state);
    if (shown.size <= EXTENTS_SHOWN) for (const extent of shown) if (!strong.has(extent)) paintExtent(ctx, view, state, extent, null);
    for (const [extent, colour] of strong) paintExtent(ctx, view, state, extent, colour);
  }

  function visibleExtents(state) {
    const shown = new Set();
    const { claim_extent: of, pin_claims: claims } = state.scene.columns;
    for (const group of state.groups) {
      for (const pin of group.pins) {
        for (let i = state.scene.pinFirst[pin]; i < state.scene.pinFirst[pin + 1]; i++) {
          if (state.mask[claims[i]] && of[claims[i]] >= 0) shown.add(of[claims[i]]);
        }
        if (shown.size > EXTENTS_SHOWN) return shown;
      }
    }
    return shown;
  }

  function strongExtents(state) {
    const strong = new Map();
    const c = state.scene.columns;
    const add = (claim, pin) => {
      if (c.claim_extent[claim] >= 0) strong.set(c.claim_extent[claim], state.scene.actors[c.pin_actor[pin]].colour);
    };
    if (state.hovered) {
      for (const pin of state.hovered.pins.slice(0, 12)) {
        for (let i = state.scene.pinFirst[pin]; i < Math.min(state.scene.pinFirst[pin] + 12, state.scene.pinFirst[pin + 1]); i++) {
          if (state.mask[c.pin_claims[i]]) add(c.pin_claims[i], pin);
        }
      }
    }
    const row = pointedPin(state);
    if (row >= 0) add(state.pointed, row);
    const chosen = T.selectedPin(state);
    if (chosen >= 0) add(state.selected, chosen);
    return strong;
  }

  function paintExtent(ctx, view, state, extent, colour) {
    const kind = state.scene.extent_kinds[state.scene.columns.extent_kind[extent]];
    const rings = T.pathOf(state.shapes.extents, view, { only: extent });
    const lines = T.pathOf(state.shapes.reaches, view, { only: extent, closed: false });
    const ink = colour || state.colours.ink;
    ctx.save();
    ctx.lineJoin = ctx.lineCap = "round";
    ctx.fillStyle = ctx.strokeStyle = ink;
    ctx.globalAlpha = colour ? 0.2 : kind === "area" ? 0 : 0.045;
    ctx.fill(rings, "evenodd");
    ctx.globalAlpha = colour ? 0.95 : kind === "area" ? 0.22 : 0.38;
    ctx.lineWidth = colour ? 2 : 1.1;
    if (kind === "area") ctx.setLineDash([6, 5]);
    ctx.lineCap = "butt";
    ctx.stroke(rings);
    ctx.setLineDash([]);
    ctx.lineCap = "round";
    ctx.globalAlpha = colour ? 0.55 : 0.16;
    ctx.lineWidth = 12;
    ctx.stroke(lines);
    ctx.restore();
    paintArrow(ctx, view, state, extent, colour);
  }

  const ARROW_LEAST = 27; // pixels from its middle to each end: more than a pin hides
  const ARROW_MOST = 70;
  const HEAD = 8;

  /** A crossing: over the line, dashed where it is not said to be so. */
  function paintArrow(ctx, view, state, extent, colour) {
    const { arrows } = state.shapes;
    const ring = arrows.firstRing[extent];
    if (ring === arrows.firstRing[extent + 1]) return;
    const at = 2 * arrows.first[ring];
    const [x0, y0, x1, y1] = [0, 1, 2, 3].map((i) => (i % 2 ? view.y : view.x)(arrows.xy[at + i]));
    const kind = state.scene.columns.arrow_kind[extent];
    const half = Math.hypot(x1 - x0, y1 - y0) / 2;
    const reach = Math.min(ARROW_MOST, Math.max(ARROW_LEAST, half));
    const [mx, my] = [(x0 + x1) / 2, (y0 + y1) / 2];
    const [ux, uy] = [(x1 - x0) / (2 * half), (y1 - y0) / (2 * half)];
    const path = new Path2D();
    path.moveTo(mx - ux * reach, my - uy * reach);
    path.lineTo(mx + ux * reach, my + uy * reach);
    const heads = new Path2D();
    addHead(heads, mx + ux * reach, my + uy * reach, ux, uy);
    if (kind & 1) addHead(heads, mx - ux * reach, my - uy * reach, -ux, -uy);
    ctx.save();
    ctx.lineJoin = ctx.lineCap = "round";
    for (const [style, width] of [[state.colours.casing, 5.4], [colour || state.colours.ink, 2.4]]) {
      ctx.strokeStyle = style;
      ctx.lineWidth = width;
      ctx.setLineDash(kind & 2 || width > 3 ? [] : [5, 5]);
      ctx.stroke(path);
      ctx.setLineDash([]);
      ctx.stroke(heads);
    }
    ctx.restore();
  }

  function addHead(path, x, y, ux, uy) {
    path.moveTo(x - HEAD * (ux + 0.65 * uy), y - HEAD * (uy - 0.65 * ux));
    path.lineTo(x, y);
    path.lineTo(x - HEAD * (ux - 0.65 * uy), y - HEAD * (uy + 0.65 * ux));
  }
})(window.Thalweg);
