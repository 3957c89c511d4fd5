/* Pairs of claims that may conflict: thin lines between their pins. All while they are few; else those of
   the selected claim and of the pin under the pointer. Dotted where what differs is what the speakers want. */
"use strict";
(function (T) {
  const PAIRS_SHOWN = 25;

  /** Pairs of which both claims are visible and drawn apart: [group, group, is of stance]. */
  T.shownPairs = function (state) {
    const { scene } = state;
    const { pair_claims: pairs, pair_stance: stances } = scene.columns;
    if (!pairs.length) return [];
    const groupOf = new Map();
    for (const group of state.groups) for (const pin of group.pins) groupOf.set(pin, group);
    const few = pairs.length <= 2 * PAIRS_SHOWN;
    const found = new Map();
    for (let i = 0; i < stances.length; i++) {
      const [a, b] = [pairs[2 * i], pairs[2 * i + 1]];
      if (!state.mask[a] || !state.mask[b]) continue;
      const [one, two] = [groupOf.get(scene.pinOf[a]), groupOf.get(scene.pinOf[b])];
      if (!one || !two || one === two) continue;
      const near = a === state.selected || b === state.selected || one === state.hovered || two === state.hovered;
      if (!few && !near) continue;
      const key = [state.groups.indexOf(one), state.groups.indexOf(two)].sort((x, y) => x - y).join(" ");
      const before = found.get(key);
      found.set(key, { one, two, stance: stances[i] === 1 && (!before || before.stance), near: near || Boolean(before && before.near) });
    }
    return [...found.values()];
  };

  T.paintPairs = function (ctx, state) {
    const { colours } = state;
    ctx.save();
    ctx.lineCap = "round";
    for (const pair of T.shownPairs(state)) {
      for (const [style, width] of [[colours.casing, pair.near ? 4.6 : 3.4], [colours.ink, pair.near ? 2 : 1.1]]) {
        ctx.strokeStyle = style;
        ctx.lineWidth = width;
        ctx.setLineDash(style === colours.ink ? (pair.stance ? [1, 4.5] : [5, 3.5]) : []);
        ctx.globalAlpha = pair.near ? 1 : 0.75;
        ctx.beginPath();
        ctx.moveTo(pair.one.x, pair.one.y);
        ctx.lineTo(pair.two.x, pair.two.y);
        ctx.stroke();
      }
    }
    ctx.restore();
  };
})(window.Thalweg);
