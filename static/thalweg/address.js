/* The map's centre and zoom in the address of the page: at=34.45,40.92,9, as geo/links.py reads it.

   The address is written without a step in the history and without a word to the server, which writes its own
   keys at each filter: then ours is put back beside them. Back and Forward, a link that was opened and another
   case bring an address with a centre of its own, or with none. Only a page that wants it (`store.linked`). */
"use strict";
(function (T) {
  const LOOK_MS = 250;
  const WRITTEN = /^(-?\d{1,3}(?:\.\d{1,8})?),(-?\d{1,3}(?:\.\d{1,8})?),(\d{1,2}(?:\.\d{1,8})?)$/;

  /** Watches the page's address for a map; `place` shows the map where a new address says, or as at first. */
  T.Address = class {
    constructor(state, place) {
      this.state = state;
      this.page = window.parent;
      this.store = state.store;
      this.place = place;
      this.seen = this.page.location.search;
      this.asked = this.page.location.pathname;
      const back = () => this.wentBack();
      const look = setInterval(() => this.look(), LOOK_MS);
      this.page.addEventListener("popstate", back);
      window.addEventListener("pagehide", () => {
        clearInterval(look);
        this.page.removeEventListener("popstate", back);
      });
      state.map.on("moveend", () => this.write());
    }

    isOn() {
      return this.page !== window && Boolean(this.store.linked);
    }

    key(name) {
      return new URLSearchParams(this.page.location.search).get(name);
    }

    /** Centre and zoom that the address asks for, or that this case had when the reader left the map. */
    centre() {
      if (!this.isOn()) return null;
      const held = this.store.at;
      const text = this.key("at") || (held && held.case === this.key("case") ? held.text : "");
      const parts = WRITTEN.exec(text || "");
      if (!parts) return null;
      const [lat, lon, zoom] = parts.slice(1).map(Number);
      const { map } = this.state;
      const fits = Math.abs(lat) <= 85 && Math.abs(lon) <= 180 && zoom >= map.getMinZoom() && zoom <= map.getMaxZoom();
      return fits ? { at: [lat, lon], zoom } : null;
    }

    wentBack() {
      this.seen = this.page.location.search;
      this.store.at = null;
      if (this.isOn()) this.place();
    }

    /** The server wrote the address: the same case keeps the map's place. */
    look() {
      if (!this.isOn() || this.page.location.search === this.seen || this.page.location.pathname !== this.asked) return;
      const other = this.store.at && this.store.at.case !== this.key("case");
      this.seen = this.page.location.search;
      this.state.keepsPlace = false;
      if (other) this.store.at = null;
      else this.write();
    }

    write() {
      const { state, page } = this;
      if (!this.isOn() || !state.moved || !state.scene || page.location.pathname !== this.asked) return;
      const text = words(state.map);
      this.store.at = { text, case: this.key("case") };
      if (text === this.key("at")) return;
      const { pathname, search, hash } = page.location;
      const others = search.slice(1).split("&").filter((pair) => pair && !pair.startsWith("at="));
      page.history.replaceState(page.history.state, "", `${pathname}?${[...others, `at=${text}`].join("&")}${hash}`);
      this.seen = page.location.search;
    }
  };

  /** Rounded to what a screen can tell apart: a pixel or two at that zoom. */
  function words(map) {
    const { lat, lng } = map.getCenter();
    const zoom = Math.round(map.getZoom() * 4) / 4;
    const digits = Math.max(0, Math.ceil(Math.log10((256 * 2 ** zoom) / 360)) - 1);
    const east = ((((Number(lng.toFixed(digits)) + 180) % 360) + 360) % 360) - 180;
    return [Number(lat.toFixed(digits)) + 0, Number(east.toFixed(digits)) + 0, zoom].join(",");
  }
})(window.Thalweg);
