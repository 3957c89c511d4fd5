/* Crowded pins. While a scene has few, those that would cover each other are set side by side with a line
   back to their spot, each on its own bank; what finds no seat, and every scene with many pins, is drawn as
   groups, each of one bank. Seats depend on the scene and the zoom alone: a filter moves no pin. */
"use strict";
(function (T) {
  const CROWD = 19; // pixels: pins nearer than this on one bank are drawn as one group
  const SEAT = 30; // pixels between the middles of two pins set side by side
  const ROOM = SEAT * 0.93;
  const RINGS = 3; // seats no farther than so many pins from their spot
  const MOST_SEATED = 160; // pins of a scene

  const key = (x, y, size) => Math.floor(x / size) * 65536 + Math.floor(y / size);

  /** A grid of things with x and y, to ask who is near. */
  class Grid {
    constructor(size) {
      this.size = size;
      this.cells = new Map();
    }
    add(thing) {
      const cell = key(thing.x, thing.y, this.size);
      if (this.cells.has(cell)) this.cells.get(cell).push(thing);
      else this.cells.set(cell, [thing]);
    }
    near(x, y, reach, fits = () => true) {
      for (let dx = -1; dx <= 1; dx++) {
        for (let dy = -1; dy <= 1; dy++) {
          for (const thing of this.cells.get(key(x + dx * this.size, y + dy * this.size, this.size)) || []) {
            if (Math.hypot(thing.x - x, thing.y - y) < reach && fits(thing)) return thing;
          }
        }
      }
      return null;
    }
  }

  /** Shifts in pixels of each pin from its spot, two numbers a pin; null where there are too many pins. */
  T.seatsOf = function (ctx, view, state) {
    const { scene } = state;
    const count = scene.columns.pin_size.length;
    if (count > MOST_SEATED) return null;
    const kept = state.seats;
    if (kept && kept.scene === scene.id && kept.zoom === view.zoom && kept.size === T.size) return kept.shifts;
    const shifts = new Float32Array(2 * count);
    const taken = new Grid(SEAT);
    const onBank = bankTest(ctx, view, state);
    const inExtent = extentTest(ctx, view, state);
    const at = (pin) => [view.x(scene.pinWorld[2 * pin]), view.y(scene.pinWorld[2 * pin + 1])];
    const crowded = [];
    for (let pin = 0; pin < count; pin++) {
      const [x, y] = at(pin);
      if (taken.near(x, y, ROOM)) crowded.push(pin);
      else taken.add({ x, y });
    }
    for (const pin of crowded) {
      const [x, y] = at(pin);
      const fits = inExtent(pin);
      const seat = freeSeat(x, y, taken, (sx, sy) => onBank(scene.columns.pin_bank[pin], sx, sy) && fits(sx, sy));
      if (!seat) continue;
      taken.add({ x: x + seat[0], y: y + seat[1] });
      shifts.set(seat, 2 * pin);
    }
    state.seats = { scene: scene.id, zoom: view.zoom, size: T.size, shifts };
    return shifts;
  };

  /** The nearest free seat: a finer search as it goes out, for the river leaves few that are on it. */
  function freeSeat(x, y, taken, allowed) {
    for (let far = SEAT; far <= RINGS * SEAT; far += SEAT / 3) {
      const steps = Math.round(far / 3.5);
      for (let step = 0; step < steps; step++) {
        const angle = (2 * Math.PI * step) / steps;
        const seat = [far * Math.cos(angle), far * Math.sin(angle)];
        if (taken.near(x + seat[0], y + seat[1], ROOM)) continue;
        if (allowed(x + seat[0], y + seat[1])) return seat;
      }
    }
    return null;
  }

  /** Whether a pin's whole picture lies in the area of its bank, or the middle of one that is on the river on
      the river; pins of no bank may stand anywhere. */
  function bankTest(ctx, view, state) {
    const { scene } = state;
    const paths = {};
    const everywhere = { ...view, box: [-1, -1, 2, 2] };
    scene.areas.forEach((area, number) => {
      paths[area.bank] = T.pathOf(state.shapes.areas, everywhere, { only: number });
    });
    const reach = T.PIN_RADIUS + 3;
    const river = T.pathOf(state.shapes.boundary, everywhere, { closed: false });
    const onRiver = scene.banks.indexOf("on_river");
    return (bank, x, y) => {
      if (bank === onRiver) return scene.boundary === "" || T.onPath(ctx, river, x, y);
      const path = paths[scene.banks[bank]];
      if (!path) return true;
      return [[0, 0], [reach, 0], [-reach, 0], [0, reach], [0, -reach]]
        .every(([dx, dy]) => T.inPath(ctx, path, x + dx, y + dy));
    };
  }

  /** For a pin, whether a seat lies in its claims' extent. An extent that has no room for two pins on the
      screen confines none: there the line back to the spot tells the place. */
  function extentTest(ctx, view, state) {
    const { scene, shapes } = state;
    const { claim_extent: of, pin_claims: claims } = scene.columns;
    const everywhere = { ...view, box: [-1, -1, 2, 2] };
    const tests = new Map();
    const make = (extent) => {
      const [rings, lines] = [shapes.extents, shapes.reaches];
      if (sizeOf(rings, extent, view) >= 2 * SEAT) {
        const path = T.pathOf(rings, everywhere, { only: extent });
        return (x, y) => T.inPath(ctx, path, x, y);
      }
      if (sizeOf(lines, extent, view) < 2 * SEAT) return () => true;
      const path = T.pathOf(lines, everywhere, { only: extent, closed: false });
      return (x, y) => T.onPath(ctx, path, x, y);
    };
    return (pin) => {
      const extent = of[claims[scene.pinFirst[pin]]];
      if (extent < 0) return () => true;
      if (!tests.has(extent)) tests.set(extent, make(extent));
      return tests.get(extent);
    };
  }

  /** The longer side of a shape's box in pixels; 0 where it has no rings. */
  function sizeOf(shapes, shape, view) {
    let longest = 0;
    for (let ring = shapes.firstRing[shape]; ring < shapes.firstRing[shape + 1]; ring++) {
      const [west, north, east, south] = shapes.boxes.subarray(4 * ring, 4 * ring + 4);
      longest = Math.max(longest, (east - west) * view.scale, (south - north) * view.scale);
    }
    return longest;
  }

  /** isPointInPath takes pixels of the canvas: the sheet's own shift and density come on top. */
  T.inPath = function (ctx, path, x, y) {
    const m = ctx.getTransform();
    return ctx.isPointInPath(path, m.a * x + m.e, m.d * y + m.f, "evenodd");
  };

  T.onPath = function (ctx, path, x, y) {
    const m = ctx.getTransform();
    const width = ctx.lineWidth;
    ctx.lineWidth = 8;
    const on = ctx.isPointInStroke(path, m.a * x + m.e, m.d * y + m.f);
    ctx.lineWidth = width;
    return on;
  };

  /** What to draw of the visible pins in and around the view: one thing a pin, or one for a crowd.
      Cells hold chains of groups in flat arrays: a hundred thousand pins take some ten milliseconds. */
  T.gather = function (scene, counts, view, shifts) {
    const { min, max } = view.bounds;
    const wide = Math.ceil((max.x - min.x) / CROWD) + 3;
    const tall = Math.ceil((max.y - min.y) / CROWD) + 3;
    const heads = new Int32Array(wide * tall).fill(-1);
    const next = [];
    const groups = [];
    const { pin_bank: banks } = scene.columns;
    const { pinWorld } = scene;
    const { scale, left, top } = view;
    for (let pin = 0; pin < counts.length; pin++) {
      if (!counts[pin]) continue;
      const sx = pinWorld[2 * pin] * scale - left;
      const sy = pinWorld[2 * pin + 1] * scale - top;
      if (sx < min.x || sx > max.x || sy < min.y || sy > max.y) continue;
      const x = shifts ? sx + shifts[2 * pin] : sx;
      const y = shifts ? sy + shifts[2 * pin + 1] : sy;
      const column = Math.max(1, Math.min(wide - 2, Math.floor((x - min.x) / CROWD) + 1));
      const row = Math.max(1, Math.min(tall - 2, Math.floor((y - min.y) / CROWD) + 1));
      const cell = row * wide + column;
      const found = nearGroup(groups, heads, next, cell, wide, x, y, banks[pin]);
      if (found >= 0) {
        groups[found].pins.push(pin);
        groups[found].count += counts[pin];
        continue;
      }
      next.push(heads[cell]);
      heads[cell] = groups.length;
      groups.push({ x, y, sx, sy, bank: banks[pin], pins: [pin], count: counts[pin] });
    }
    return groups;
  };

  function nearGroup(groups, heads, next, cell, wide, x, y, bank) {
    for (let row = -wide; row <= wide; row += wide) {
      for (let column = -1; column <= 1; column++) {
        for (let g = heads[cell + row + column]; g >= 0; g = next[g]) {
          const group = groups[g];
          if (group.bank !== bank) continue;
          const [dx, dy] = [group.x - x, group.y - y];
          if (dx * dx + dy * dy < CROWD * CROWD) return g;
        }
      }
    }
    return -1;
  }
})(window.Thalweg);
