/* Names on the map, each written where it covers no pin, no panel and no other name.
   The most needed come first: the banks, the places of claims, the river, countries, then towns by size. */
"use strict";
(function (T) {
  T.FONT = '"Source Sans", "Source Sans Pro", "Segoe UI", system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif';
  const MOST_TOWNS = 16;
  const APART = 70; // pixels between the dots of two towns

  /** Boxes already covered; `take` says whether a box was free, and then covers it. `line` is the river:
      points that names stay clear of, but where nothing else is free. */
  T.Room = class {
    constructor(frame, covered, line = []) {
      this.frame = frame;
      this.covered = covered;
      this.line = line;
    }
    free([x0, y0, x1, y1]) {
      const f = this.frame;
      if (x0 < f[0] || y0 < f[1] || x1 > f[2] || y1 > f[3]) return false;
      return !this.covered.some((b) => b[0] < x1 && b[2] > x0 && b[1] < y1 && b[3] > y0);
    }
    dry([x0, y0, x1, y1]) {
      return !this.line.some(([x, y]) => x > x0 - 3 && x < x1 + 3 && y > y0 - 2 && y < y1 + 2);
    }
    /** Whether the way from a place to the middle of its name stays on one side of the line. */
    sameSide(x, y, box) {
      const [dx, dy] = [(box[0] + box[2]) / 2 - x, (box[1] + box[3]) / 2 - y];
      const length = Math.hypot(dx, dy) || 1;
      return !this.line.some(([px, py]) => {
        const along = ((px - x) * dx + (py - y) * dy) / length;
        const off = Math.abs((px - x) * dy - (py - y) * dx) / length;
        return along > 6 && along < length && off < 3.5;
      });
    }
    take(box) {
      if (!this.free(box)) return false;
      this.covered.push(box);
      return true;
    }
  };

  /** Points of the boundary in the frame, at most some pixels apart. */
  T.riverPoints = function (view, line, frame) {
    const points = [];
    let last = null;
    for (let i = 0; i < line.xy.length; i += 2) {
      const here = [view.x(line.xy[i]), view.y(line.xy[i + 1])];
      const near = (p) => p[0] > frame[0] - 400 && p[0] < frame[2] + 400 && p[1] > frame[1] - 400 && p[1] < frame[3] + 400;
      if (last && (near(here) || near(last))) {
        const steps = Math.min(400, Math.ceil(gap(last, here) / 6));
        for (let s = 0; s < steps; s++) {
          points.push([last[0] + ((here[0] - last[0]) * s) / steps, last[1] + ((here[1] - last[1]) * s) / steps]);
        }
      }
      last = here;
    }
    return points.filter(([x, y]) => x > frame[0] && x < frame[2] && y > frame[1] && y < frame[3]);
  };

  /** Text with a halo. Returns nothing; what was written is in `log`. */
  function write(ctx, text, x, y, { font, ink, halo, spacing = 0, align = "left", width = 3 }) {
    ctx.font = font;
    if ("letterSpacing" in ctx) ctx.letterSpacing = `${spacing}px`;
    ctx.textAlign = align;
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = width;
    ctx.strokeStyle = halo;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = ink;
    ctx.fillText(text, x, y);
    if ("letterSpacing" in ctx) ctx.letterSpacing = "0px";
  }

  function widthOf(ctx, text, font, spacing = 0) {
    ctx.font = font;
    return ctx.measureText(text).width + spacing * text.length;
  }

  const short = (text) => (text.length > 48 ? `${text.slice(0, 47)}…` : text);

  /** Writes all names; returns those written, for tests and for readers of the state. */
  T.paintLabels = function (ctx, view, state, room) {
    const written = [];
    ctx.save();
    paintBankNames(ctx, view, state, room, written);
    paintPlaces(ctx, view, state, room, written, "claimed");
    paintRiverName(ctx, view, state, room, written);
    paintCountries(ctx, view, state, room, written);
    paintPlaces(ctx, view, state, room, written, "town");
    ctx.restore();
    return written;
  };

  function paintBankNames(ctx, view, state, room, written) {
    const font = `600 14px ${T.FONT}`;
    state.scene.areas.forEach((area, number) => {
      if (!area.label) return;
      const half = widthOf(ctx, area.label, font, 0.4) / 2 + 6;
      const path = T.pathOf(state.shapes.areas, view, { only: number });
      const spot = bestSpot(ctx, path, room, half, 12, view, state);
      if (!spot) return;
      room.take([spot[0] - half, spot[1] - 12, spot[0] + half, spot[1] + 12]);
      const ink = state.colours[`${area.bank}_ink`] || state.colours.label;
      write(ctx, area.label, spot[0], spot[1],
        { font, ink, halo: state.colours.halo, spacing: 0.4, align: "center", width: 3.5 });
      written.push({ kind: "bank", text: area.label, at: spot });
    });
  }

  /** The spot nearest the middle of the view, and not hard by the river, whose whole box lies in the area. */
  function bestSpot(ctx, path, room, half, tall, view, state) {
    const [x0, y0, x1, y1] = room.frame;
    const [mx, my] = [(x0 + x1) / 2, (y0 + y1) / 2];
    const inside = (x, y) => T.inPath(ctx, path, x, y);
    let best = null;
    let least = Infinity;
    for (let row = 1; row < 12; row++) {
      for (let column = 1; column < 16; column++) {
        const x = x0 + ((x1 - x0) * column) / 16;
        const y = y0 + ((y1 - y0) * row) / 12;
        const far = Math.hypot((x - mx) / (x1 - x0), (y - my) / (y1 - y0));
        const score = Math.abs(far - 0.3);
        if (score >= least || !room.free([x - half, y - tall, x + half, y + tall])) continue;
        const corners = [[-half, -tall - 8], [half, -tall - 8], [-half, tall + 8], [half, tall + 8], [0, 0]];
        if (!corners.every(([dx, dy]) => inside(x + dx, y + dy))) continue;
        [best, least] = [[x, y], score];
      }
    }
    return best;
  }

  const AROUND = [[1, 0], [-1, 0], [0, -1], [0, 1], [0.8, -0.9], [0.8, 0.9], [-0.8, -0.9], [-0.8, 0.9]];

  function paintPlaces(ctx, view, state, room, written, kind) {
    const claimed = kind === "claimed";
    const dots = [];
    const { labels } = state.scene;
    const xy = state.labelWorld;
    for (let i = 0; i < labels.length; i++) {
      if (labels[i].kind !== kind || (!claimed && dots.length >= MOST_TOWNS)) continue;
      const x = view.x(xy[2 * i]);
      const y = view.y(xy[2 * i + 1]);
      const f = room.frame;
      if (x < f[0] || x > f[2] || y < f[1] || y > f[3]) continue;
      if (!claimed && dots.some((d) => Math.hypot(d[0] - x, d[1] - y) < APART)) continue;
      if (!claimed && !state.townFits(state.scene, i, view.zoom)) continue;
      if (placeName(ctx, labels[i], x, y, state, room, claimed)) {
        dots.push([x, y]);
        written.push({ kind, text: labels[i].name, local: labels[i].local, at: [x, y] });
      }
    }
  }

  /** The name with the one in its own script below it; alone where both find no room. */
  function placeName(ctx, label, x, y, state, room, claimed) {
    return (label.local && namePlaceAs(ctx, label, x, y, state, room, claimed)) ||
      namePlaceAs(ctx, { name: label.name }, x, y, state, room, claimed);
  }

  function namePlaceAs(ctx, { name, local }, x, y, state, room, claimed) {
    const text = short(name);
    const font = `${claimed ? 600 : 400} ${claimed ? 13 : 12}px ${T.FONT}`;
    const localFont = `400 12px ${T.FONT}`;
    const below = local ? short(local) : "";
    const half = Math.max(widthOf(ctx, text, font), below ? widthOf(ctx, below, localFont) : 0) / 2 + 2;
    const dot = claimed ? 3.4 : 2.2;
    const tall = below ? 16 : 8;
    const boxes = boxesAround(x, y, half, tall, claimed ? [9, 22, 36, 52] : [7]).filter((box) => room.free(box));
    const dry = boxes.filter((each) => room.dry(each));
    const box = dry.find((each) => room.sameSide(x, y, each)) || (claimed ? dry[0] || boxes[0] : null);
    if (!box) return false;
    room.take(box);
    if (claimed || room.take([x - dot, y - dot, x + dot, y + dot])) paintDot(ctx, x, y, dot, state, claimed);
    const ink = claimed ? state.colours.label : state.colours.muted;
    const [cx, cy] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    const look = { ink, halo: state.colours.halo, align: "center" };
    write(ctx, text, cx, below ? cy - 8 : cy, { font, ...look });
    if (below) write(ctx, below, cx, cy + 8, { font: localFont, ...look });
    return true;
  }

  function boxesAround(x, y, half, tall, gaps) {
    return gaps.flatMap((gap) => AROUND.map(([dx, dy]) => {
      const cx = x + dx * (half + gap) * (dy && dx ? 0.8 : 1);
      const cy = y + dy * (gap + tall - 3);
      return [cx - half, cy - tall, cx + half, cy + tall];
    }));
  }

  function paintDot(ctx, x, y, r, state, claimed) {
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fillStyle = claimed ? state.colours.label : state.colours.muted;
    ctx.strokeStyle = state.colours.halo;
    ctx.lineWidth = 2.4;
    ctx.stroke();
    ctx.fill();
  }

  function paintCountries(ctx, view, state, room, written) {
    const spacing = view.zoom < 5 ? 2 : 5;
    const font = `500 ${view.zoom < 5 ? 12 : 16}px ${T.FONT}`;
    const { labels } = state.scene;
    for (let i = 0; i < labels.length; i++) {
      if (labels[i].kind !== "country") continue;
      const text = short(labels[i].name).toUpperCase();
      const half = widthOf(ctx, text, font, spacing) / 2;
      const x = view.x(state.labelWorld[2 * i]);
      const y = view.y(state.labelWorld[2 * i + 1]);
      if (!room.take([x - half - 4, y - 11, x + half + 4, y + 11])) continue;
      write(ctx, text, x, y,
        { font, ink: state.colours.country, halo: state.colours.halo, spacing, align: "center", width: 2.5 });
      written.push({ kind: "country", text: labels[i].name, at: [x, y] });
    }
  }

  /** The river's name along a straight part of it, beside the line. */
  function paintRiverName(ctx, view, state, room, written) {
    const text = short(state.scene.boundary || "");
    if (!text) return;
    const font = `italic 500 13px ${T.FONT}`;
    const width = widthOf(ctx, text, font, 1.5) + 16;
    const spot = straightPart(room, width);
    if (!spot) return;
    ctx.save();
    ctx.translate(spot.x, spot.y);
    ctx.rotate(spot.angle);
    write(ctx, text, 0, 0,
      { font, ink: state.colours.river_ink, halo: state.colours.halo, spacing: 1.5, align: "center" });
    ctx.restore();
    written.push({ kind: "river", text, at: [spot.x, spot.y] });
  }

  function straightPart(room, width) {
    const points = room.line;
    let best = null;
    for (let a = 0, b = 0; a < points.length; a += 4) {
      b = Math.max(b, a);
      while (b < points.length && gap(points[a], points[b]) < width) b++;
      if (b >= points.length) break;
      const bend = worstBend(points, a, b);
      if (bend > 14 || (best && bend >= best.bend)) continue;
      const sides = [-1, 1].map((side) => namePlace(points[a], points[b], side * (12 + bend / 2)));
      const spot = sides.find(({ boxes }) => boxes.every((box) => room.free(box) && room.dry(inner(box))));
      if (spot) best = { ...spot, bend };
    }
    if (best) best.boxes.forEach((box) => room.covered.push(box));
    return best;
  }

  const inner = ([x0, y0, x1, y1]) => [x0 + 5, y0 + 4, x1 - 5, y1 - 4];

  const gap = (p, q) => Math.hypot(p[0] - q[0], p[1] - q[1]);

  function worstBend(points, a, b) {
    const [p, q] = [points[a], points[b]];
    const length = gap(p, q) || 1;
    let worst = 0;
    for (let i = a; i <= b; i++) {
      const off = (q[0] - p[0]) * (p[1] - points[i][1]) - (p[0] - points[i][0]) * (q[1] - p[1]);
      worst = Math.max(worst, Math.abs(off) / length);
    }
    return worst;
  }

  /** Where a name goes beside the chord from p to q, and the small boxes that it covers. */
  function namePlace(p, q, shift) {
    let angle = Math.atan2(q[1] - p[1], q[0] - p[0]);
    if (Math.abs(angle) > Math.PI / 2) angle += Math.PI;
    const off = [-shift * Math.sin(angle), shift * Math.cos(angle)];
    const boxes = [0, 0.17, 0.33, 0.5, 0.67, 0.83, 1].map((t) => {
      const [x, y] = [p[0] + (q[0] - p[0]) * t + off[0], p[1] + (q[1] - p[1]) * t + off[1]];
      return [x - 9, y - 9, x + 9, y + 9];
    });
    return { x: (p[0] + q[0]) / 2 + off[0], y: (p[1] + q[1]) / 2 + off[1], angle, boxes };
  }
})(window.Thalweg);
