/* A sheet: one canvas in one pane of the map, painted whole after every move by a function of ours. */
"use strict";
(function (T) {
  const LETTERS = 15; // pixels: the page's letters as they usually are
  const WIDE = 1700; // pixels: a map as wide as a screen is looked at from farther away
  const WIDE_SIZE = 1.28;

  /** How many times larger than usual a frame's map is drawn: names, pins, lines and the room they ask for.
      What is painted counts in such larger pixels (`T.viewOf`); Leaflet and the panels count in the screen's. */
  T.size = 1;

  /** As large as the letters of the page around the map. */
  T.wantedSize = function (map) {
    const letters = parseFloat(getComputedStyle(window.parent.document.documentElement).fontSize);
    const wide = map.getContainer().clientWidth >= WIDE ? WIDE_SIZE : 1;
    return Math.max(wide, Math.round((100 * letters) / LETTERS) / 100 || 1);
  };

  T.Sheet = L.Canvas.extend({
    options: { padding: 0.4 },

    initialize: function (paint, options) {
      L.Canvas.prototype.initialize.call(this, options);
      this._paintWith = paint;
    },

    /** Paint again at the next frame of the screen. */
    repaint: function () {
      if (!this._map || this._wanted) return;
      this._wanted = requestAnimationFrame(() => {
        this._wanted = 0;
        if (this._map && !this._map._animatingZoom) this._updatePaths();
      });
    },

    /** Paint at once, and not again for what was wanted before. */
    paintNow: function () {
      cancelAnimationFrame(this._wanted);
      this._wanted = 0;
      if (this._map && !this._map._animatingZoom) this._updatePaths();
    },

    _initContainer: function () {
      this._container = document.createElement("canvas");
      this._container.style.pointerEvents = "none";
      this._ctx = this._container.getContext("2d");
    },

    _destroyContainer: function () {
      cancelAnimationFrame(this._wanted);
      this._container.remove();
      delete this._ctx;
    },

    _draw: function () {
      this._updatePaths();
    },

    _updatePaths: function () {
      if (this._postponeUpdatePaths || !this._bounds) return;
      const bounds = this._bounds;
      const size = bounds.getSize();
      this._ctx.clearRect(bounds.min.x, bounds.min.y, size.x, size.y);
      this._ctx.save();
      this._ctx.scale(T.size, T.size);
      this._paintWith(this._ctx, T.viewOf(this._map, bounds));
      this._ctx.restore();
    },
  });

  /** Where world positions fall on a sheet: pixel = world · scale − origin; `box` is the sheet in world units. */
  T.viewOf = function (map, sheet) {
    const scale = (256 * Math.pow(2, map.getZoom())) / T.size;
    const { x: left, y: top } = map.getPixelOrigin().divideBy(T.size);
    const bounds = L.bounds(sheet.min.divideBy(T.size), sheet.max.divideBy(T.size));
    return {
      scale, left, top, bounds, zoom: map.getZoom(),
      box: [(bounds.min.x + left) / scale, (bounds.min.y + top) / scale,
        (bounds.max.x + left) / scale, (bounds.max.y + top) / scale],
      x: (world) => world * scale - left,
      y: (world) => world * scale - top,
    };
  };

  const CLOSE = 0.7; // pixels: a vertex nearer than this to the one before is not drawn

  function meets(boxes, ring, box) {
    const i = ring * 4;
    return boxes[i] <= box[2] && boxes[i + 2] >= box[0] && boxes[i + 1] <= box[3] && boxes[i + 3] >= box[1];
  }

  function traceRing(path, shapes, ring, view, closed) {
    const { xy, first } = shapes;
    const { scale, left, top } = view;
    const end = first[ring + 1];
    let px = 0, py = 0, drawn = false;
    for (let i = first[ring]; i < end; i++) {
      const x = xy[2 * i] * scale - left;
      const y = xy[2 * i + 1] * scale - top;
      if (!drawn) path.moveTo(x, y);
      else if (Math.abs(x - px) + Math.abs(y - py) < CLOSE && i < end - 1) continue;
      else path.lineTo(x, y);
      [px, py, drawn] = [x, y, true];
    }
    if (closed) path.closePath();
  }

  /** Path of the rings of all shapes, or of one, that meet the view. */
  T.pathOf = function (shapes, view, { closed = true, only = -1 } = {}) {
    const path = new Path2D();
    const begin = only < 0 ? 0 : shapes.firstRing[only];
    const end = only < 0 ? shapes.firstRing[shapes.count] : shapes.firstRing[only + 1];
    for (let ring = begin; ring < end; ring++) {
      if (meets(shapes.boxes, ring, view.box)) traceRing(path, shapes, ring, view, closed);
    }
    return path;
  };
})(window.Thalweg);
