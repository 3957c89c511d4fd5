/* Packets: the bytes that geo/leaflet/packet.py packs, as columns; and positions on the Mercator square.

   World positions run from 0 to 1, west to east and north to south; times 256 · 2^zoom they are pixels. */
"use strict";
window.Thalweg = window.Thalweg || {};
(function (T) {
  const TYPES = {
    f4: Float32Array, u4: Uint32Array, u2: Uint16Array, u1: Uint8Array, i4: Int32Array, i2: Int16Array, i1: Int8Array,
  };

  /** Head of a packet alone: cheap enough to ask at every rerun. */
  T.readHead = function (bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.byteLength < 8 || view.getUint32(0, false) !== 0x54485731) throw new Error("not a packet");
    const length = view.getUint32(4, true);
    const words = new TextDecoder("ascii").decode(bytes.subarray(8, 8 + length));
    return { head: JSON.parse(words), begin: 8 + length };
  };

  /** The packet's head, with `columns` as typed arrays. */
  T.unpack = function (bytes) {
    const { head, begin } = T.readHead(bytes);
    const body = new Uint8Array(bytes.length - begin);
    body.set(bytes.subarray(begin));
    const columns = {};
    for (const [name, [type, offset, count]] of Object.entries(head.columns)) {
      columns[name] = new TYPES[type](body.buffer, offset, count);
    }
    return { ...head, columns };
  };

  T.worldX = (lon) => (lon + 180) / 360;
  T.worldY = function (lat) {
    const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  };

  /** World positions of a column of lon, lat in turn. */
  T.toWorld = function (xy) {
    const world = new Float64Array(xy.length);
    for (let i = 0; i < xy.length; i += 2) {
      world[i] = T.worldX(xy[i]);
      world[i + 1] = T.worldY(xy[i + 1]);
    }
    return world;
  };

  /** Shapes of a packet: which rings belong to which shape, their vertices and their boxes. */
  T.shapes = function (packet, name) {
    const { columns } = packet;
    const perShape = columns[`${name}_shape`] || new Uint32Array(0);
    const perRing = columns[`${name}_ring`] || new Uint32Array(0);
    const xy = T.toWorld(columns[`${name}_xy`] || new Float32Array(0));
    const firstRing = sums(perShape);
    const first = sums(perRing);
    return { count: perShape.length, firstRing, first, xy, boxes: boxesOf(first, xy) };
  };

  function sums(lengths) {
    const first = new Uint32Array(lengths.length + 1);
    for (let i = 0; i < lengths.length; i++) first[i + 1] = first[i] + lengths[i];
    return first;
  }

  function boxesOf(first, xy) {
    const boxes = new Float64Array((first.length - 1) * 4);
    for (let ring = 0; ring + 1 < first.length; ring++) {
      let [west, north, east, south] = [2, 2, -1, -1];
      for (let i = first[ring]; i < first[ring + 1]; i++) {
        west = Math.min(west, xy[2 * i]);
        east = Math.max(east, xy[2 * i]);
        north = Math.min(north, xy[2 * i + 1]);
        south = Math.max(south, xy[2 * i + 1]);
      }
      boxes.set([west, north, east, south], ring * 4);
    }
    return boxes;
  }

  /** One number per claim, from one bit per claim. */
  T.readMask = function (bits, count) {
    const mask = new Uint8Array(count);
    for (let i = 0; i < count; i++) mask[i] = (bits[i >> 3] >> (i & 7)) & 1;
    return mask;
  };
})(window.Thalweg);
