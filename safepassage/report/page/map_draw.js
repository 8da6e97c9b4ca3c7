// Draw: the whole picture, from the ground up; each layer can be switched off in the legend.
const WARN = "#c44a00";
const CLOSED = "#a3267a";
const MARKED = "#ffd400";
const GROUND = "#fbfbf8";
const layers = new Set(["zones", "areas", "starts", "exits", "crossings", "legs", "stuck", "closed", "defaults", "structures", "one-way", "names"]);
const MOST_DASHED = 4000; // dashes of more links cost more than a frame may
const ROWS_A_STROKE = 300;
let marked = { links: [], places: [] };
let waiting = 0;
const typicalLength = typical();

function typical() {
  const lengths = linkRows.map((row) => {
    const box = boxOfRow(row);
    return Math.hypot(box[2] - box[0], box[3] - box[1]);
  });
  lengths.sort((a, b) => a - b);
  return lengths.length ? lengths[lengths.length >> 1] : 100;
}

function redraw() {
  if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; draw(); });
}

// how wide roads are drawn: thin from afar, where links are short on the screen
function widthFactor() {
  return Math.max(0.45, Math.min(1.5, 0.4 + (typicalLength * view.scale) / 50));
}

function draw() {
  ink.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  ink.fillStyle = GROUND;
  ink.fillRect(0, 0, view.width, view.height);
  ink.lineJoin = "round";
  ink.lineCap = "butt";
  const box = visibleBox(20);
  const seen = rowsByClass.map((rows, kind) =>
    layers.has(`class-${kind}`) ? rows.filter((row) => isVisible(row, box)) : []);
  const factor = widthFactor();
  if (layers.has("areas")) drawAreas();
  drawMarkedLinks(box, factor);
  if (layers.has("structures")) drawStructures(seen, factor);
  drawClasses(seen, factor);
  const on = (row) => isVisible(row, box) && layers.has(`class-${data.links.class[row]}`);
  if (layers.has("closed")) drawClosed(closedRows.filter(on), factor);
  if (layers.has("stuck")) drawStuck(stuckRows.filter(on), factor);
  if (layers.has("one-way")) drawArrows(oneWayRows.filter(on));
  drawMarks(seen);
  drawScaleBar();
}

// one stroke of many links is slow, and so is one stroke a link: some hundreds at a time
function stroke(rows, width, colour, dash) {
  ink.strokeStyle = colour;
  ink.lineWidth = width;
  ink.setLineDash(dash || []);
  for (let from = 0; from < rows.length; from += ROWS_A_STROKE) {
    ink.beginPath();
    const to = Math.min(rows.length, from + ROWS_A_STROKE);
    for (let at = from; at < to; at++) trace(rows[at]);
    ink.stroke();
  }
  ink.setLineDash([]);
}

// the line of a link, without bends that no eye can see at this scale
function trace(row) {
  const { first, x, y } = roads;
  const last = first[row + 1] - 1;
  let px = screenX(x[first[row]]);
  let py = screenY(y[first[row]]);
  ink.moveTo(px, py);
  for (let at = first[row] + 1; at <= last; at++) {
    const qx = screenX(x[at]);
    const qy = screenY(y[at]);
    if (at < last && Math.abs(qx - px) + Math.abs(qy - py) < 1.5) continue;
    ink.lineTo(qx, qy);
    px = qx;
    py = qy;
  }
}

function drawClasses(seen, factor) {
  const total = seen.reduce((sum, rows) => sum + rows.length, 0);
  const dashed = layers.has("defaults") && total <= MOST_DASHED;
  const isDefault = isLink(FLAG.allDefault);
  for (let kind = seen.length - 1; kind >= 0; kind--) {
    const { color, width } = data.classes[kind];
    const wide = Math.max(0.6, width * factor);
    if (!dashed) {
      stroke(seen[kind], wide, color);
      continue;
    }
    stroke(seen[kind].filter((row) => !isDefault(row)), wide, color);
    stroke(seen[kind].filter(isDefault), wide, color, [wide * 2 + 3, wide + 2]);
  }
}

function drawMarkedLinks(box, factor) {
  const rows = marked.links.filter((row) => isVisible(row, box));
  stroke(rows, 7 * factor + 7, "#1a2129");
  stroke(rows, 7 * factor + 4, MARKED);
}

// a bridge has two solid sides, a tunnel two broken ones, a ford two dotted ones
function drawStructures(seen, factor) {
  if (typicalLength * view.scale < 12) return;
  for (let kind = 0; kind < seen.length; kind++) {
    const wide = data.classes[kind].width * factor;
    for (const [word, dash] of [["ford", [2, 3]], ["tunnel", [6, 4]], ["bridge", []]]) {
      const rows = seen[kind].filter((row) => data.words[data.links.structure[row]].includes(word));
      stroke(rows, wide + 5, "#1a2129", dash);
      stroke(rows, wide + 2.4, GROUND);
    }
  }
}

// hollow lines: seen without colour too
function drawStuck(rows, factor) {
  const wide = Math.max(2.6, 3.2 * factor);
  stroke(rows, wide + 1.6, WARN);
  stroke(rows, wide * 0.4, "#ffffff");
}

function drawClosed(rows, factor) {
  stroke(rows, 5 * factor, CLOSED, [3, 5]);
  ink.strokeStyle = CLOSED;
  ink.lineWidth = 2.5;
  ink.beginPath();
  for (const row of rows.slice(0, 800)) {
    const at = middleOf(row);
    const x = screenX(at.x);
    const y = screenY(at.y);
    ink.moveTo(x - 5, y - 5);
    ink.lineTo(x + 5, y + 5);
    ink.moveTo(x - 5, y + 5);
    ink.lineTo(x + 5, y - 5);
  }
  ink.stroke();
}

function drawArrows(rows) {
  if (rows.length > 1500) return;
  ink.fillStyle = "#1a2129";
  ink.strokeStyle = "#ffffff";
  ink.lineWidth = 1.2;
  for (const row of rows) {
    const at = middleOf(row);
    if (at.length * view.scale < 24) continue;
    ink.save();
    ink.translate(screenX(at.x), screenY(at.y));
    ink.rotate(at.angle);
    ink.beginPath();
    ink.moveTo(6, 0);
    ink.lineTo(-4, -4.5);
    ink.lineTo(-2, 0);
    ink.lineTo(-4, 4.5);
    ink.closePath();
    ink.stroke();
    ink.fill();
    ink.restore();
  }
}
