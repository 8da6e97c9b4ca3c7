// View: which part of the flat map is on the screen, how large, and how it moves.
const canvas = document.getElementById("map");
const ink = canvas.getContext("2d");
const view = { x: 0, y: 0, scale: 1, width: 1, height: 1, ratio: 1, whole: 1 };
let onPaper = false;
const LARGEST = 20; // pixels a metre

function everything() {
  const boxes = [];
  if (roads.count) boxes.push(boxOf(roads.x, roads.y, 0, roads.x.length));
  for (const zone of data.zones) {
    if (zone.at) boxes.push(boxOfPlace(zone.at));
    for (const ring of zone.area) for (const place of ring) boxes.push(boxOfPlace(place));
    for (const start of zone.starts) boxes.push(boxOfPlace(start.at));
  }
  for (const exit of data.exits) boxes.push(boxOfPlace(exit.at));
  for (const row of [...data.crossings, ...data.legs]) for (const place of row.line) boxes.push(boxOfPlace(place));
  return boxes.length ? joinBoxes(boxes) : [-1000, -1000, 1000, 1000];
}
const wholeBox = everything();

function measure() {
  const frame = canvas.getBoundingClientRect();
  view.width = Math.max(1, frame.width);
  view.height = Math.max(1, frame.height);
  view.ratio = Math.max(window.devicePixelRatio || 1, onPaper ? 3 : 1);
  canvas.width = Math.round(view.width * view.ratio);
  canvas.height = Math.round(view.height * view.ratio);
  view.whole = scaleFor(wholeBox);
}

function scaleFor(box) {
  const margin = Math.min(60, view.width / 8);
  const across = (view.width - 2 * margin) / Math.max(box[2] - box[0], 20);
  const down = (view.height - 2 * margin) / Math.max(box[3] - box[1], 20);
  return Math.min(across, down, LARGEST);
}

function show(box, largest) {
  view.scale = Math.min(scaleFor(box), largest || LARGEST);
  view.x = (box[0] + box[2]) / 2;
  view.y = (box[1] + box[3]) / 2;
  redraw();
}

function showEverything() {
  document.getElementById("more").hidden = true;
  show(wholeBox);
}

// where nearly all links are, if that is much less than the whole; then more lies outside
function showFirst() {
  if (!data.first) {
    showEverything();
    return;
  }
  const [west, south, east, north] = data.first;
  document.getElementById("more").hidden = false;
  show(joinBoxes([boxOfPlace([west, south]), boxOfPlace([east, north])]));
}

function screenX(x) {
  return (x - view.x) * view.scale + view.width / 2;
}
function screenY(y) {
  return (y - view.y) * view.scale + view.height / 2;
}
function toScreen(place) {
  return [screenX(flatX(place[0])), screenY(flatY(place[1]))];
}

function moveBy(right, down) {
  view.x -= right / view.scale;
  view.y -= down / view.scale;
  redraw();
}

// zoom so that what lies under (px, py) stays there
function zoomBy(factor, px, py) {
  const right = (px === undefined ? view.width / 2 : px) - view.width / 2;
  const down = (py === undefined ? view.height / 2 : py) - view.height / 2;
  const scale = Math.max(view.whole / 8, Math.min(LARGEST, view.scale * factor));
  view.x += right / view.scale - right / scale;
  view.y += down / view.scale - down / scale;
  view.scale = scale;
  redraw();
}

function visibleBox(margin) {
  const right = (view.width / 2 + margin) / view.scale;
  const down = (view.height / 2 + margin) / view.scale;
  return [view.x - right, view.y - down, view.x + right, view.y + down];
}

function isVisible(row, box) {
  const at = 4 * row;
  const b = roads.box;
  return b[at] <= box[2] && b[at + 2] >= box[0] && b[at + 1] <= box[3] && b[at + 3] >= box[1];
}

function metresPerPixel() {
  return Math.cos(latitudeOf(view.y) * Math.PI / 180) / view.scale;
}

function drawScaleBar() {
  const most = metresPerPixel() * 130;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) || power;
  const bar = document.getElementById("scale-bar");
  bar.style.width = `${Math.round(metres / metresPerPixel())}px`;
  bar.textContent = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
}
