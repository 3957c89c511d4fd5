/* A line that a visitor draws: the page says which points it has, this shows them and tells of each click.
   The page keeps the points, so that typing and clicking give one line. */
"use strict";
(function (T) {
  const DOT = 4;

  /** Shows the draft of the view; `undefined` is a map that is not being drawn on. */
  T.showDraft = function (state, draft) {
    const frame = state.map.getContainer();
    const drawing = Array.isArray(draft);
    frame.classList.toggle("tw-drawing", drawing);
    const digits = drawing ? draft.join() : "";
    if (digits === (state.draftDigits || "")) return;
    state.draftDigits = digits;
    if (state.draft) state.draft.remove();
    state.draft = drawing ? drawn(state, draft).addTo(state.map) : null;
  };

  T.isDrawing = (state) => Boolean(state.view && Array.isArray(state.view.draft));

  /** Tells the page of a point; `n` is how many it had, so that no click counts twice. */
  T.addPoint = function (state, at) {
    if (!state.emit) return;
    const round = (degrees) => Math.round(degrees * 1e5) / 1e5;
    const { lat, lng } = at.wrap();
    state.emit({ scene: state.scene.id, point: [round(lng), round(lat)], n: state.view.draft.length / 2 });
  };

  function drawn(state, draft) {
    if (!state.map.getPane("draft")) state.map.createPane("draft").style.zIndex = 460;
    const points = [];
    for (let i = 0; i + 1 < draft.length; i += 2) points.push([draft[i + 1], draft[i]]);
    const ink = state.colours ? state.colours.ink : "#2b2b2b";
    const common = { pane: "draft", color: ink, interactive: false };
    const dots = points.map((point, number) =>
      L.circleMarker(point, { ...common, radius: T.size * (number ? DOT : DOT + 3), weight: 2 * T.size, fillOpacity: number ? 1 : 0.2 }));
    return L.layerGroup([L.polyline(points, { ...common, weight: 3 * T.size, dashArray: `${6 * T.size} ${5 * T.size}` }), ...dots]);
  }
})(window.Thalweg);
