/* Pins. The colour tells the actor, the shape the stance: filled only where the words say that it is so.
     asserted  filled disc          denied    ring, struck through from corner to corner
     doubted   dashed ring          demanded  diamond
     planned   square               negated   hollow, struck through from side to side */
"use strict";
(function (T) {
  const RADIUS = 12.5;
  T.PIN_RADIUS = RADIUS;

  /** Black or white, whichever reads better on the colour. */
  T.inkOn = function (colour) {
    const [r, g, b] = T.channels(colour);
    return 0.299 * r + 0.587 * g + 0.114 * b > 150 ? "#1d1d1d" : "#ffffff";
  };

  T.channels = function (colour) {
    const number = /^#[0-9a-f]{6}$/i.test(colour) ? parseInt(colour.slice(1), 16) : 0x6b6b6b;
    return [number >> 16, (number >> 8) & 255, number & 255];
  };

  T.mixed = function (a, b, part) {
    const [one, two] = [T.channels(a), T.channels(b)];
    const mix = one.map((value, i) => Math.round(value * part + two[i] * (1 - part)));
    return `rgb(${mix.join(",")})`;
  };

  function outline(stance, x, y, r) {
    const path = new Path2D();
    if (stance === "demanded") {
      const d = r * 1.22;
      path.moveTo(x, y - d);
      path.lineTo(x + d, y);
      path.lineTo(x, y + d);
      path.lineTo(x - d, y);
      path.closePath();
    } else if (stance === "planned") {
      path.roundRect(x - r * 0.92, y - r * 0.92, r * 1.84, r * 1.84, 3);
    } else {
      path.arc(x, y, r, 0, 2 * Math.PI);
    }
    return path;
  }

  /** The light rim that lifts a pin off the map, and a shadow below it: a blurred one would cost too much. */
  function shade(ctx, shadow, rim, colours) {
    ctx.fillStyle = "rgba(0,0,0,.24)";
    ctx.fill(shadow);
    ctx.fillStyle = colours.casing;
    ctx.fill(rim);
  }

  function bar(ctx, x, y, dx, dy, colour, paper) {
    ctx.lineCap = "round";
    for (const [style, width] of [[paper, 5], [colour, 2.4]]) {
      ctx.strokeStyle = style;
      ctx.lineWidth = width;
      ctx.beginPath();
      ctx.moveTo(x - dx, y - dy);
      ctx.lineTo(x + dx, y + dy);
      ctx.stroke();
    }
  }

  function number(ctx, x, y, text, ink, halo) {
    ctx.font = `700 ${text.length > 3 ? 9 : text.length > 2 ? 10 : 11.5}px ${T.FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    if (halo) {
      ctx.lineJoin = "round";
      ctx.lineWidth = 6;
      ctx.strokeStyle = halo;
      ctx.strokeText(text, x, y + 0.5);
    }
    ctx.fillStyle = ink;
    ctx.fillText(text, x, y + 0.5);
  }

  T.shortCount = (n) => (n < 1000 ? `${n}` : n < 10000 ? `${Math.floor(n / 100) / 10}k` : `${Math.floor(n / 1000)}k`);

  /** One pin. `count` 0 leaves the number out. */
  T.drawPin = function (ctx, x, y, { colour, stance, negated, count, colours, scale = 1 }) {
    const r = RADIUS * scale;
    const filled = stance === "asserted" && !negated;
    const paper = T.mixed(colour, colours.panel, 0.16);
    const shape = outline(stance, x, y, filled ? r : r - 1.2);
    ctx.save();
    shade(ctx, outline(stance, x, y + 0.8, r + 2.6 * scale), outline(stance, x, y, r + 1.8 * scale), colours);
    ctx.fillStyle = filled ? colour : paper;
    ctx.fill(shape);
    if (!filled) {
      ctx.strokeStyle = colour;
      ctx.lineWidth = 3 * scale;
      if (stance === "doubted") ctx.setLineDash([4.4 * scale, 3 * scale]);
      ctx.stroke(shape);
      ctx.setLineDash([]);
    }
    const reach = r + 3 * scale;
    if (stance === "denied") bar(ctx, x, y, reach * 0.74, -reach * 0.74, colour, paper);
    if (negated) bar(ctx, x, y, reach, 0, colour, paper);
    if (count > 0) {
      const ink = filled ? T.inkOn(colour) : colours.ink;
      const struck = stance === "denied" || negated;
      number(ctx, x, y, T.shortCount(count), ink, struck ? paper : "");
    }
    ctx.restore();
  };

  /** Pins that crowd at this zoom: their number, and a ring with each actor's part, thin where nothing is
      said to be so. */
  T.drawGroup = function (ctx, x, y, { parts, count, colours }) {
    const r = T.groupRadius(count);
    ctx.save();
    shade(ctx, outline("", x, y + 0.8, r + 2.8), outline("", x, y, r + 2), colours);
    let from = -Math.PI / 2;
    for (const [colour, part, solid] of parts) {
      const to = from + (2 * Math.PI * part) / count;
      ctx.strokeStyle = colour;
      ctx.lineWidth = solid ? 5 : 2;
      ctx.beginPath();
      ctx.arc(x, y, solid ? r - 2.5 : r - 1, from, to);
      ctx.stroke();
      from = to;
    }
    ctx.fillStyle = colours.panel;
    ctx.beginPath();
    ctx.arc(x, y, r - 5.5, 0, 2 * Math.PI);
    ctx.fill();
    number(ctx, x, y, T.shortCount(count), colours.ink, "");
    ctx.restore();
  };

  T.groupRadius = (count) => Math.min(26, 14 + 2.2 * Math.log10(count));

  /** Mark around the selected pin or the one under the pointer. */
  T.drawMark = function (ctx, x, y, r, colours, strong) {
    ctx.save();
    for (const [style, width] of [[colours.casing, strong ? 6 : 4.5], [colours.ink, strong ? 2.6 : 1.6]]) {
      ctx.strokeStyle = style;
      ctx.lineWidth = width;
      ctx.beginPath();
      ctx.arc(x, y, r + 5.5, 0, 2 * Math.PI);
      ctx.stroke();
    }
    ctx.restore();
  };
})(window.Thalweg);
