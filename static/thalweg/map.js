/* The map of one frame: takes packets from the page that holds the frame, among them the view of its panel.

   The page keeps them in `window.thalweg`: parts (id → bytes and a way to tell the page what was picked),
   listeners, and the theme. Both sides make the store if the other has not. */
"use strict";
(function (T) {
  const TILES = {
    street: {
      url: "https://tile.openstreetmap.org/{z}/{x}/{y}.png", most: 19, credit: "Tiles: © OpenStreetMap contributors",
    },
    satellite: {
      url: "https://server.arcgisonline.com/ArcGIS/rest/services/World_Imagery/MapServer/tile/{z}/{y}/{x}",
      most: 18, credit: "Imagery: Esri, Maxar, Earthstar Geographics",
    },
  };
  const TILES_GONE = "The chosen map background can't be reached; the plain land is shown";
  const SIDE_WORDS = { on_river: "on the river", both: "both banks", none: "no side named" };

  function pageStore() {
    const page = window.parent;
    page.thalweg = page.thalweg || { parts: {}, listeners: [], theme: "" };
    return page.thalweg;
  }

  /** Makes `map` ours; folium calls this once, right after it made the map. */
  T.open = function (map, panel) {
    const state = (T.state = {
      map, panel, store: pageStore(), world: null, region: null, scene: null, shapes: null, view: null,
      mask: null, counts: null, groups: [], written: [], selected: -1, hovered: null, pointed: -1, tiles: null, shownTiles: "none",
      theme: "", colours: null, read: {}, paints: 0,
      townFits, frame: () => frameOf(state), covered: () => coveredOf(state),
      tileCredits: () => creditsOf(state),
    });
    followMotion(map);
    addPanes(state);
    state.panels = new T.Panels(map, { fit: () => whenStill(map, () => fitVisible(state)), fill: () => fillScreen(state) });
    grow(state);
    state.address = new T.Address(state, () => place(state));
    listen(state);
    followScreen(state);
    const update = () => takePackets(state);
    state.store.listeners.push(update);
    followRows(state);
    state.store.isView = isView;
    state.store.opened = true;
    window.addEventListener("pagehide", () => {
      state.store.listeners = state.store.listeners.filter((listener) => listener !== update);
    });
    update();
  };

  /** What to show, where no packet says it: in a page of its own. */
  T.show = function (view) {
    T.state.view = view;
    takePackets(T.state);
  };

  function addPanes(state) {
    const { map } = state;
    const panes = [["land", 150], ["banks", 250], ["boundary", 300], ["claims", 450]];
    for (const [name, z] of panes) map.createPane(name).style.zIndex = z;
    const ready = (paint) => (ctx, view) => state.colours && paint(ctx, view, state);
    state.sheets = {
      land: new T.Sheet(ready(T.paintLand), { pane: "land", padding: 0.5 }).addTo(map),
      banks: new T.Sheet(ready(T.paintBanks), { pane: "banks", padding: 0.5 }).addTo(map),
      boundary: new T.Sheet(ready(T.paintBoundary), { pane: "boundary", padding: 0.5 }).addTo(map),
      claims: new T.Sheet(ready((ctx, view) => paintTop(ctx, view, state)), { pane: "claims", padding: 0.25 }).addTo(map),
    };
  }

  function paintTop(ctx, view, state) {
    T.paintClaims(ctx, view, state);
    state.panels.setKeys(inFrame(state), (group) => describe(state, group), (group) => pick(state, group));
    if (state.scene) state.paints += 1;
  }

  function inFrame(state) {
    const [x0, y0, x1, y1] = frameOf(state);
    return state.groups.filter((g) => g.x >= x0 && g.x <= x1 && g.y >= y0 && g.y <= y1);
  }

  function repaint(state) {
    for (const sheet of Object.values(state.sheets)) sheet.repaint();
  }

  /** Reads what is new among the page's parts and shows it; the view first, for it names the scene. */
  function takePackets(state) {
    let changed = setTheme(state);
    const parts = Object.values(state.store.parts);
    for (const part of parts) part.head = part.head || T.readHead(part.bytes).head;
    for (const part of parts.sort((a, b) => a.count - b.count)) takeView(state, part);
    for (const part of parts) changed = takePart(state, part) || changed;
    if (changed && state.colours) {
      if (state.scene) state.panels.fill(state);
      repaint(state);
    }
    if (state.view) applyView(state);
  }

  function isView(bytes) {
    try {
      return T.readHead(bytes).head.kind === "view";
    } catch {
      return false; // some other bytes that begin alike
    }
  }

  function takeView(state, part) {
    if (part.head.kind !== "view" || part.head.panel !== state.panel) return;
    if (state.view && state.view.part && state.view.part.count >= part.count) return;
    state.view = { ...part.head, part, visible: T.unpack(part.bytes).columns.visible };
  }

  function takePart(state, part) {
    const { head } = part;
    if (head.kind === "view") return false;
    if (head.kind === "scene") return takeScene(state, part, head);
    const id = `${head.kind} ${head.box}`;
    if (state.read[head.kind] === id || (head.kind === "region" && !serves(state, head.box))) return false;
    state.read[head.kind] = id;
    const packet = T.unpack(part.bytes);
    state[head.kind] = T.readBase(packet);
    if (packet.palettes) state.palettes = packet.palettes;
    setTheme(state);
    return true;
  }

  function serves(state, box) {
    if (!state.scene) return true;
    const [w, s, e, n] = state.scene.bounds;
    return box[0] <= w && box[1] <= s && box[2] >= e && box[3] >= n;
  }

  function takeScene(state, part, head) {
    if (!state.view || head.id !== state.view.scene) return false;
    state.emit = part.emit;
    if (state.scene && state.scene.id === head.id) return false;
    const packet = T.unpack(part.bytes);
    state.scene = T.readScene(packet);
    state.labelWorld = T.toWorld(packet.columns.label_xy);
    state.shapes = {
      areas: T.shapes(packet, "area"), boundary: T.shapes(packet, "boundary"), unsure: T.shapes(packet, "unsure"),
      extents: T.shapes(packet, "extent"), reaches: T.shapes(packet, "reach"),
      arrows: T.shapes(packet, "arrow"),
    };
    state.shown = state.mask = state.counts = state.hovered = null; // they count another scene's claims
    state.groups = [];
    state.selected = state.pointed = -1;
    state.read.region = "";
    if (state.colours) state.panels.fill(state);
    place(state);
    return true;
  }

  /** Where the address says, with the claim it names as it stands; else as the claims lie. */
  function place(state) {
    if (!state.scene) return;
    const asked = state.address.centre();
    state.moved = state.keepsPlace = asked !== null;
    if (!asked) return fitTo(state, state.scene.bounds);
    state.map.invalidateSize(false);
    state.map.setView(asked.at, asked.zoom, { animate: false });
  }

  function applyView(state) {
    const { view, scene } = state;
    setTheme(state);
    setTiles(state, view.tiles);
    goTo(state, view.spot);
    T.showDraft(state, view.draft);
    if (!scene || scene.id !== view.scene) return;
    const masked = state.mask && sameBits(state.shown, view.visible);
    if (masked && state.selected === view.selected) return;
    if (!masked) {
      state.shown = view.visible;
      state.mask = T.readMask(view.visible, scene.claims);
      state.counts = T.countVisible(scene, state.mask);
    }
    const moved = state.selected !== view.selected;
    state.selected = view.selected;
    tellRows(state, null);
    state.hovered = null;
    state.panels.hideNote();
    state.sheets.claims.paintNow();
    state.address.look();
    if (moved && !state.keepsPlace) bringIntoView(state);
  }

  const sameBits = (one, other) => one.length === other.length && one.every((bits, i) => bits === other[i]);

  /** Where this reader wants nothing to move by itself, the map is at once where it goes: no zoom, pan, throw or
      fade of Leaflet's own. Followed while the page is open. */
  function followMotion(map) {
    const wish = matchMedia("(prefers-reduced-motion: reduce)");
    const follow = () => {
      const moves = !wish.matches;
      Object.assign(map.options, { zoomAnimation: moves, fadeAnimation: moves, markerZoomAnimation: moves, inertia: moves });
      map._zoomAnimated = map._fadeAnimated = moves && L.Browser.any3d; // Leaflet reads its options only once
    };
    map.panBy = (by, options) =>
      L.Map.prototype.panBy.call(map, by, wish.matches ? { ...options, animate: false } : options);
    wish.addEventListener("change", follow);
    follow();
  }

  /** Does it once no zoom is on its way: Leaflet swallows whatever would move the map meanwhile. */
  function whenStill(map, act) {
    if (map._animatingZoom) map.once("zoomend", act);
    else act();
  }

  /** Goes to a place that was searched for, once; what an older view of this page asked for is done. */
  function goTo(state, [lon, lat, number] = []) {
    const before = state.gone;
    state.gone = number || 0;
    if (before === undefined || !number || number === before) return;
    state.spot = { lon, lat };
    state.moved = true;
    whenStill(state.map, () => state.map.setView([lat, lon], Math.max(state.map.getZoom(), 9), { animate: true }));
    state.sheets.claims.repaint();
  }

  function setTheme(state) {
    const theme = (state.view && state.view.theme) || state.store.theme || "light";
    if (!state.palettes || (theme === state.theme && state.colours)) return false;
    state.theme = theme;
    state.colours = state.palettes[theme];
    state.panels.setTheme(theme, state.colours);
    if (state.scene) state.panels.fill(state);
    repaint(state);
    return true;
  }

  /** Whose background is shown, or that none comes. */
  function creditsOf(state) {
    const source = TILES[state.shownTiles];
    return source ? [state.tilesGone ? TILES_GONE : source.credit] : [];
  }

  /** Says once when not one tile comes; the first that comes takes it back. */
  function watchTiles(state) {
    const say = (gone) => {
      if (gone === state.tilesGone) return;
      state.tilesGone = gone;
      state.panels.fill(state);
    };
    let came = false;
    state.tiles.on("tileload", () => say(!(came = true)));
    state.tiles.on("tileerror", () => say(!came));
  }

  /** Tiles lie over the land and under the boundary; where a server is dead the land stays. */
  function setTiles(state, name) {
    if (name === state.shownTiles) return;
    if (state.tiles) state.tiles.remove();
    state.shownTiles = name;
    const source = TILES[name];
    state.tilesGone = false;
    state.tiles = source ? L.tileLayer(source.url, { maxNativeZoom: source.most, maxZoom: 15 }) : null;
    if (state.tiles) watchTiles(state);
    if (state.tiles) state.tiles.addTo(state.map);
    if (state.scene) state.panels.fill(state);
  }

  function fitTo(state, [west, south, east, north]) {
    const { map } = state;
    map.invalidateSize(false);
    const narrow = T.isNarrow(map);
    const foot = Math.min(state.panels.bottom.offsetHeight, map.getSize().y / 2);
    map.fitBounds([[south, west], [north, east]],
      { animate: false, paddingTopLeft: [narrow ? 8 : 24 * T.size, 8], paddingBottomRight: [8, foot + 8], maxZoom: 12 });
  }

  /** A frame gets its size late: until a reader moves the map, it goes on fitting the scene. */
  function resized(state) {
    state.map.invalidateSize(false);
    grow(state);
    state.panels.place();
    if (state.scene && !state.moved) fitTo(state, state.scene.bounds);
  }

  /** As large as the page's letters are. */
  function grow(state) {
    const size = T.wantedSize(state.map);
    if (size === T.size) return;
    T.size = size;
    state.panels.setSize(size);
    repaint(state);
  }

  /** The map alone on the screen, and back; where the browser refuses, nothing happens. */
  function fillScreen(state) {
    const page = window.parent.document;
    const frame = window.frameElement || state.map.getContainer();
    if (page.fullscreenElement) page.exitFullscreen();
    else frame.requestFullscreen().catch(() => {});
  }

  /** The frame is as tall as the screen while it fills it; its map follows. */
  function followScreen(state) {
    const shown = state.map.getContainer().style;
    const usual = shown.height;
    window.addEventListener("resize", () => {
      const full = window.frameElement && window.parent.document.fullscreenElement === window.frameElement;
      shown.height = full ? "100vh" : usual;
    });
  }

  function fitVisible(state) {
    if (!state.scene || !state.counts) return;
    state.moved = true; // by a button's key or a screen reader's click, too
    const box = L.latLngBounds([]);
    const { pin_xy: xy } = state.scene.columns;
    state.counts.forEach((count, pin) => count && box.extend([xy[2 * pin + 1], xy[2 * pin]]));
    if (!box.isValid()) return fitTo(state, state.scene.bounds);
    const [h, w] = [Math.max(0.08, (box.getNorth() - box.getSouth()) * 0.18), Math.max(0.1, (box.getEast() - box.getWest()) * 0.18)];
    return fitTo(state, [box.getWest() - w, box.getSouth() - h, box.getEast() + w, box.getNorth() + h]);
  }

  function bringIntoView(state) {
    const pin = T.selectedPin(state);
    if (pin < 0) return;
    const { pin_xy: xy } = state.scene.columns;
    const at = [xy[2 * pin + 1], xy[2 * pin]];
    whenStill(state.map, () => state.map.panInside(at, { padding: [60 * T.size, 60 * T.size], animate: true }));
  }

  function listen(state) {
    const { map } = state;
    const groupUnder = (event) => {
      const at = map.containerPointToLayerPoint(event.containerPoint);
      return T.groupAt(state.groups, at.x / T.size, at.y / T.size);
    };
    map.on("mousemove", (event) => hover(state, groupUnder(event), event.containerPoint));
    map.on("mouseout", () => hover(state, null));
    map.on("movestart zoomstart", () => hover(state, null));
    map.on("click", (event) => {
      if (T.isDrawing(state)) T.addPoint(state, event.latlng);
      else pick(state, groupUnder(event));
    });
    for (const kind of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(kind, () => (state.moved = true), { capture: true, passive: true });
    }
    const watcher = new ResizeObserver(() => resized(state));
    watcher.observe(map.getContainer());
    watcher.observe(state.panels.bottom);
  }

  function hover(state, group, at) {
    if (group && at) state.panels.showNote(describe(state, group), at.x, at.y);
    else state.panels.hideNote();
    if (group === state.hovered) return;
    tellRows(state, group);
    state.hovered = group;
    state.map.getContainer().classList.toggle("tw-over", Boolean(group));
    state.sheets.claims.repaint();
  }

  const ROWS_TOLD = 500; // claims of a group: more than a page of the list has

  /** Numbers of the claims under the pointer, for the rows of the page's list. */
  function tellRows(state, group) {
    if (group === state.hovered) return;
    const page = window.parent;
    const { pinFirst, columns } = state.scene;
    const claims = [];
    for (const pin of group ? group.pins : []) {
      for (let i = pinFirst[pin]; i < pinFirst[pin + 1] && claims.length < ROWS_TOLD; i++) claims.push(columns.pin_claims[i]);
    }
    page.dispatchEvent(new page.CustomEvent("thalweg:pin", { detail: claims }));
  }

  /** A row under the pointer or with the focus marks its pin and extent. */
  function followRows(state) {
    const page = window.parent;
    const point = ({ detail }) => {
      if (!state.scene || detail === state.pointed) return;
      state.pointed = detail < state.scene.claims ? detail : -1;
      state.sheets.claims.repaint();
    };
    page.addEventListener("thalweg:row", point);
    const choose = ({ detail }) => choseRow(state, detail);
    page.addEventListener("thalweg:choose", choose);
    window.addEventListener("pagehide", () => {
      page.removeEventListener("thalweg:row", point);
      page.removeEventListener("thalweg:choose", choose);
    });
  }

  /** Shows the claim of a row at once; the page's own word follows and counts. */
  function choseRow(state, number) {
    if (!state.view || !state.scene || number === state.selected || number >= state.scene.claims) return;
    state.view = { ...state.view, selected: number };
    applyView(state);
  }

  /** Tells the page which pins were picked; a crowd that zooming can part is parted instead. */
  function pick(state, group) {
    if (!group && state.selected < 0) return;
    if (group && group.pins.length > 1 && canPart(state, group)) {
      const world = group.pins.map((pin) => [state.scene.columns.pin_xy[2 * pin + 1], state.scene.columns.pin_xy[2 * pin]]);
      const box = L.latLngBounds(world).pad(0.4);
      whenStill(state.map, () => state.map.fitBounds(box, { maxZoom: state.map.getMaxZoom(), animate: true }));
      return;
    }
    if (state.emit) state.emit({ scene: state.scene.id, pins: group ? group.pins.slice(0, 500) : [] });
  }

  function canPart(state, group) {
    const { pinWorld } = state.scene;
    const most = 256 * Math.pow(2, state.map.getMaxZoom());
    if (state.map.getZoom() >= state.map.getMaxZoom()) return false;
    const [a] = group.pins;
    return group.pins.some((b) =>
      Math.hypot(pinWorld[2 * a] - pinWorld[2 * b], pinWorld[2 * a + 1] - pinWorld[2 * b + 1]) * most > 40 * T.size);
  }

  /** A pin in words: who, how said, how many, where, on which side, and who says it. */
  function describe(state, group) {
    const { scene } = state;
    const c = scene.columns;
    const seen = { actors: new Set(), places: new Set(), speakers: new Set() };
    for (const pin of group.pins.slice(0, 40)) {
      seen.actors.add(`${scene.actors[c.pin_actor[pin]].name}: ${stanceWords(scene, pin)}`);
      for (let i = scene.pinFirst[pin]; i < scene.pinFirst[pin + 1] && seen.speakers.size < 9; i++) {
        const claim = c.pin_claims[i];
        if (!state.mask[claim]) continue;
        if (c.claim_place[claim] >= 0) seen.places.add(scene.places[c.claim_place[claim]]);
        if (c.claim_speaker[claim] >= 0) seen.speakers.add(scene.speakers[c.claim_speaker[claim]]);
      }
    }
    const where = [...few(seen.places, 2), sideWords(scene, group.bank)].join(" · ");
    return [...few(seen.actors, 4), `${group.count} ${group.count === 1 ? "claim" : "claims"} · ${where}`,
      `Said by ${few(seen.speakers, 3).join("; ")}`];
  }

  function few(values, most) {
    const all = [...values];
    return all.length > most ? [...all.slice(0, most), `and ${all.length - most} more`] : all;
  }

  function stanceWords(scene, pin) {
    const stance = scene.stances[scene.columns.pin_stance[pin]];
    const negated = scene.columns.pin_negated[pin] === 1;
    if (stance === "asserted") return negated ? "said not to be so" : "said to be so";
    return negated ? `${stance}, and negated` : stance;
  }

  function sideWords(scene, bank) {
    const name = scene.banks[bank];
    const area = scene.areas.find((each) => each.bank === name && each.label);
    return area ? area.label : SIDE_WORDS[name] || `${name} bank`;
  }

  /** Larger towns first as one zooms in. */
  function townFits(scene, label, zoom) {
    const people = scene.columns.label_population[label];
    return people >= 2e6 / Math.pow(2.6, Math.max(0, zoom - 4.5));
  }

  function frameOf(state) {
    const size = state.map.getSize();
    const corner = state.map.containerPointToLayerPoint([0, 0]);
    return [corner.x + 4, corner.y + 4, corner.x + size.x - 4, corner.y + size.y - 4].map((side) => side / T.size);
  }

  function coveredOf(state) {
    const corner = state.map.containerPointToLayerPoint([0, 0]);
    return state.panels.covered().map((box) => box.map((side, i) => (side + (i % 2 ? corner.y : corner.x)) / T.size));
  }
})(window.Thalweg);
