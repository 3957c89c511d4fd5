/* The base map: land, lakes and small rivers below everything, tiles included; above the tiles the banks'
   tints, the borders and the river that divides. */
"use strict";
(function (T) {
  const LAYERS = ["land", "lakes", "rivers", "borders", "disputed"];

  /** Layers of a packet of base map, ready to paint. */
  T.readBase = function (packet) {
    const base = { box: packet.box };
    for (const name of LAYERS) base[name] = T.shapes(packet, name);
    return base;
  };

  function boxPath(box, view) {
    const [west, south, east, north] = box;
    const path = new Path2D();
    const x = view.x(T.worldX(west));
    const y = view.y(T.worldY(north));
    path.rect(x, y, view.x(T.worldX(east)) - x, view.y(T.worldY(south)) - y);
    return path;
  }

  function outside(path, view) {
    const whole = new Path2D(path);
    const { min, max } = view.bounds;
    whole.rect(min.x, min.y, max.x - min.x, max.y - min.y);
    return whole;
  }

  /** The coarse world outside the region's box, the close region inside it. */
  function painted(ctx, state, view, paint) {
    const { world, region } = state;
    const close = region && region.land.count > 0 && view.zoom >= 4;
    if (world) {
      ctx.save();
      if (close) ctx.clip(outside(boxPath(region.box, view), view), "evenodd");
      paint(world);
      ctx.restore();
    }
    if (close) {
      ctx.save();
      ctx.clip(boxPath(region.box, view));
      paint(region);
      ctx.restore();
    }
  }

  T.paintLand = function (ctx, view, state) {
    const colour = state.colours;
    painted(ctx, state, view, (base) => {
      const land = T.pathOf(base.land, view);
      ctx.fillStyle = ctx.strokeStyle = colour.land;
      ctx.fill(land, "evenodd");
      ctx.lineWidth = 0.8; // land comes in pieces: closes the hairlines between them
      ctx.stroke(land);
      ctx.fillStyle = colour.sea;
      ctx.fill(T.pathOf(base.lakes, view), "evenodd");
      ctx.strokeStyle = colour.tributary;
      ctx.lineWidth = view.zoom < 7 ? 0.7 : 1.1;
      ctx.lineJoin = "round";
      ctx.stroke(T.pathOf(base.rivers, view, { closed: false }));
    });
  };

  T.paintBoundary = function (ctx, view, state) {
    painted(ctx, state, view, (base) => paintBorders(ctx, view, state.colours, base));
    if (state.scene) paintRiver(ctx, view, state);
  };

  const FADE = 0.16; // part of the areas' box, from each side, over which the tints end

  /** A flat tint, and a deeper one along the river that fades with the distance from it. */
  T.paintBanks = function (ctx, view, state) {
    if (!state.scene) return;
    const line = T.pathOf(state.shapes.boundary, view, { closed: false });
    state.scene.areas.forEach((area, number) => {
      if (area.bank === "left" || area.bank === "right") {
        paintBank(ctx, T.pathOf(state.shapes.areas, view, { only: number }), line, state.colours, area.bank);
      }
    });
    fadeOut(ctx, view, state.shapes.areas.boxes);
  };

  function paintBank(ctx, path, line, colours, bank) {
    const tint = Number(colours.tint);
    ctx.save();
    ctx.fillStyle = ctx.strokeStyle = colours[bank];
    ctx.globalAlpha = tint * 0.72;
    ctx.fill(path, "evenodd");
    ctx.clip(path, "evenodd");
    ctx.lineJoin = ctx.lineCap = "round";
    ctx.globalAlpha = tint * 0.14;
    for (let width = 84; width > 8; width -= 11) {
      ctx.lineWidth = width;
      ctx.stroke(line);
    }
    ctx.restore();
  }

  /** The areas end where their box ends, which is no boundary: they fade towards it. */
  function fadeOut(ctx, view, boxes) {
    if (!boxes.length) return;
    const all = [...boxes];
    const edge = (start, pick) => pick(...all.filter((_, i) => i % 4 === start));
    const [x0, y0] = [view.x(edge(0, Math.min)), view.y(edge(1, Math.min))];
    const [x1, y1] = [view.x(edge(2, Math.max)), view.y(edge(3, Math.max))];
    const [dx, dy] = [(x1 - x0) * FADE, (y1 - y0) * FADE];
    ctx.save();
    ctx.globalCompositeOperation = "destination-out";
    for (const [fx, fy, tx, ty] of [[x0, 0, x0 + dx, 0], [x1, 0, x1 - dx, 0], [0, y0, 0, y0 + dy], [0, y1, 0, y1 - dy]]) {
      const gradient = ctx.createLinearGradient(fx, fy, tx, ty);
      gradient.addColorStop(0, "rgba(0,0,0,1)");
      gradient.addColorStop(1, "rgba(0,0,0,0)");
      ctx.fillStyle = gradient;
      ctx.fillRect(x0 - 2, y0 - 2, x1 - x0 + 4, y1 - y0 + 4);
    }
    ctx.restore();
  }

  function paintBorders(ctx, view, colours, base) {
    const lines = T.pathOf(base.borders, view, { closed: false });
    const disputed = T.pathOf(base.disputed, view, { closed: false });
    ctx.save();
    ctx.lineJoin = "round";
    ctx.strokeStyle = colours.casing;
    ctx.globalAlpha = 0.6;
    ctx.lineWidth = 4;
    ctx.stroke(lines);
    ctx.globalAlpha = 1;
    ctx.strokeStyle = colours.border;
    ctx.lineWidth = 1.3;
    ctx.setLineDash([7, 4, 1.5, 4]);
    ctx.stroke(lines);
    ctx.setLineDash([2, 4]);
    ctx.stroke(disputed);
    ctx.restore();
  }

  function paintRiver(ctx, view, state) {
    const line = T.pathOf(state.shapes.boundary, view, { closed: false });
    ctx.save();
    ctx.lineJoin = ctx.lineCap = "round";
    ctx.strokeStyle = state.colours.casing;
    ctx.lineWidth = 6.5;
    ctx.stroke(line);
    ctx.strokeStyle = state.colours.river;
    ctx.lineWidth = 3.6;
    ctx.stroke(line);
    ctx.lineCap = "butt";
    ctx.strokeStyle = state.colours.casing; // gaps, where the course is not sure
    ctx.setLineDash([4, 6]);
    ctx.stroke(T.pathOf(state.shapes.unsure, view, { closed: false }));
    ctx.restore();
  }
})(window.Thalweg);
