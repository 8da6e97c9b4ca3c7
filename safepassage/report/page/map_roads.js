// Roads: the links of the page's data as arrays, in metres on a flat map (Mercator).
const data = JSON.parse(document.getElementById("map-data").textContent);
const EARTH_M = 6371008.8;
const FLAG = { oneWay: 1, auto: 2, walk: 4, truck: 8, allDefault: 16, stuckAuto: 32, stuckWalk: 64 };

function mercator(lat) {
  const clamped = Math.max(-85.05, Math.min(85.05, lat));
  return Math.log(Math.tan(Math.PI / 4 + (clamped * Math.PI) / 360));
}
const middle = data.middle;
function flatX(lon) {
  return ((lon - middle[0]) * Math.PI / 180) * EARTH_M;
}
function flatY(lat) {
  return (mercator(middle[1]) - mercator(lat)) * EARTH_M; // down, as on a screen
}
function latitudeOf(y) {
  const m = mercator(middle[1]) - y / EARTH_M;
  return (2 * Math.atan(Math.exp(m)) - Math.PI / 2) * 180 / Math.PI;
}
function flat(place) {
  return [flatX(place[0]), flatY(place[1])];
}

function readRoads(links) {
  const count = links.points.length;
  const first = new Int32Array(count + 1);
  for (let row = 0; row < count; row++) first[row + 1] = first[row] + links.points[row];
  const x = new Float64Array(first[count]);
  const y = new Float64Array(first[count]);
  let lon = 0;
  let lat = 0;
  for (let at = 0; at < x.length; at++) {
    lon += links.xy[2 * at];
    lat += links.xy[2 * at + 1];
    x[at] = flatX(lon / 1e6);
    y[at] = flatY(lat / 1e6);
  }
  const box = new Float64Array(4 * count);
  for (let row = 0; row < count; row++) {
    box.set(boxOf(x, y, first[row], first[row + 1]), 4 * row);
  }
  return { count, first, x, y, box };
}

function boxOf(x, y, from, to) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = from; at < to; at++) {
    if (x[at] < box[0]) box[0] = x[at];
    if (y[at] < box[1]) box[1] = y[at];
    if (x[at] > box[2]) box[2] = x[at];
    if (y[at] > box[3]) box[3] = y[at];
  }
  return box;
}

function joinBoxes(boxes) {
  const all = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    all[0] = Math.min(all[0], box[0]);
    all[1] = Math.min(all[1], box[1]);
    all[2] = Math.max(all[2], box[2]);
    all[3] = Math.max(all[3], box[3]);
  }
  return all;
}

const roads = readRoads(data.links);
const linkRows = Array.from({ length: roads.count }, (_, row) => row);
const rowsByClass = data.classes.map((_, kind) => linkRows.filter((row) => data.links.class[row] === kind));
const isLink = (flag) => (row) => (data.links.flags[row] & flag) !== 0;
const stuckRows = linkRows.filter(isLink(FLAG.stuckAuto | FLAG.stuckWalk));
const oneWayRows = linkRows.filter(isLink(FLAG.oneWay));
const closedRows = Object.keys(data.links.closed).map(Number);
const nameOf = (row) => data.words[data.links.name[row]];

function boxOfRow(row) {
  return roads.box.subarray(4 * row, 4 * row + 4);
}
function boxOfPlace(place) {
  const [x, y] = flat(place);
  return [x, y, x, y];
}

// the middle of a link along its line, and the direction there
function middleOf(row) {
  const { first, x, y } = roads;
  let whole = 0;
  for (let at = first[row] + 1; at < first[row + 1]; at++) {
    whole += Math.hypot(x[at] - x[at - 1], y[at] - y[at - 1]);
  }
  let left = whole / 2;
  for (let at = first[row] + 1; at < first[row + 1]; at++) {
    const step = Math.hypot(x[at] - x[at - 1], y[at] - y[at - 1]);
    if (step >= left && step > 0) {
      const share = left / step;
      return {
        x: x[at - 1] + (x[at] - x[at - 1]) * share,
        y: y[at - 1] + (y[at] - y[at - 1]) * share,
        angle: Math.atan2(y[at] - y[at - 1], x[at] - x[at - 1]),
        length: whole,
      };
    }
    left -= step;
  }
  return { x: x[first[row]], y: y[first[row]], angle: 0, length: whole };
}
