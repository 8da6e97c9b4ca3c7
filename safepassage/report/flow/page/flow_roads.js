/* Roads: all of them once to a picture of their own, and on it whatever moves or is shut. */
const ROAD = "#a9b5bf", FLOW = "#0b5394", SHUT = "#9c3b00";
const LINES_A_STROKE = 300; // one stroke of many lines is slow, and so is one stroke a line
const MOST_ARROWS = 250;
const MOST_KEPT = 200; // signs that no name may cover

function trace(pen, view, line) {
  let px = view.x(line[0]), py = view.y(line[1]);
  pen.moveTo(px, py);
  for (let i = 2; i < line.length; i += 2) {
    const qx = view.x(line[i]), qy = view.y(line[i + 1]);
    // no eye can see a shorter bend
    if (i < line.length - 2 && Math.abs(qx - px) + Math.abs(qy - py) < 1.5) continue;
    pen.lineTo(qx, qy);
    px = qx;
    py = qy;
  }
}

function strokeRows(pen, view, data, rows, width, colour) {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  for (let from = 0; from < rows.length; from += LINES_A_STROKE) {
    pen.beginPath();
    for (const row of rows.slice(from, from + LINES_A_STROKE)) trace(pen, view, data.lines[row]);
    pen.stroke();
  }
}

function drawRoads(pen, view, data) {
  pen.clearRect(0, 0, view.wide, view.high);
  pen.lineCap = pen.lineJoin = "round";
  const seen = data.lines.map((_, row) => row).filter((row) => view.sees(data.boxes[row]));
  const fits = (low, high) => seen.filter((row) => data.roads.rate[row] >= low && data.roads.rate[row] < high);
  strokeRows(pen, view, data, fits(0, 600), 1, ROAD);
  strokeRows(pen, view, data, fits(600, 1500), 1.8, ROAD);
  strokeRows(pen, view, data, fits(1500, Infinity), 2.8, ROAD);
}

function flowWidth(people) {
  return Math.min(10, Math.max(2, Math.round(2.4 * Math.log10(people + 1) - 1.5)));
}

function drawFlows(pen, view, data, instant) {
  const byWidth = new Map(), moving = [];
  for (const flow of data.flows) {
    if (!view.sees(data.boxes[flow.row])) continue;
    const people = lately(data, flow, instant);
    if (!people) continue;
    const width = flowWidth(anHour(data, people));
    if (!byWidth.has(width)) byWidth.set(width, []);
    byWidth.get(width).push(flow.row);
    moving.push(flow.row);
  }
  for (const [width, rows] of [...byWidth].sort((a, b) => a[0] - b[0])) {
    strokeRows(pen, view, data, rows, width, FLOW);
  }
  drawLegs(pen, view, data, instant);
  drawArrows(pen, view, data, moving);
  return moving.length;
}

function drawLegs(pen, view, data, instant) {
  pen.setLineDash([7, 6]);
  pen.strokeStyle = FLOW;
  pen.lineWidth = 3;
  pen.beginPath();
  for (const leg of data.legs) {
    if (soFar(leg, instant) === soFar(leg, Math.max(0, instant - leg.takes))) continue; // not under way
    pen.moveTo(view.x(leg.x), view.y(leg.y));
    pen.lineTo(view.x(leg.u), view.y(leg.v));
  }
  pen.stroke();
  pen.setLineDash([]);
}

/* which way people go, where a piece of road is long enough on the screen to show it */
function drawArrows(pen, view, data, rows) {
  let drawn = 0;
  pen.fillStyle = "#ffffff";
  pen.strokeStyle = FLOW;
  pen.lineWidth = 1.5;
  for (const row of rows) {
    const [x, y, dx, dy] = middlePiece(view, data.lines[row]);
    const length = Math.hypot(dx, dy);
    if (length < 34) continue;
    if (++drawn > MOST_ARROWS) return;
    const ux = dx / length, uy = dy / length;
    pen.beginPath();
    pen.moveTo(x + 9 * ux, y + 9 * uy);
    pen.lineTo(x - 6 * ux - 6.5 * uy, y - 6 * uy + 6.5 * ux);
    pen.lineTo(x - 6 * ux + 6.5 * uy, y - 6 * uy - 6.5 * ux);
    pen.closePath();
    pen.fill();
    pen.stroke();
  }
}

/* the middle of the middle piece of a line on the screen, and where it leads */
function middlePiece(view, line) {
  const at = Math.max(0, 2 * Math.floor((line.length / 2 - 1) / 2));
  const next = Math.min(at + 2, line.length - 2);
  const ax = view.x(line[at]), ay = view.y(line[at + 1]), bx = view.x(line[next]), by = view.y(line[next + 1]);
  return [(ax + bx) / 2, (ay + by) / 2, bx - ax, by - ay];
}

/* a cross on what is closed, one stroke on what is reduced; a casing keeps them apart from flows */
function drawShut(pen, view, data, instant) {
  const at = [];
  for (const [width, colour] of [[5.5, "#ffffff"], [2.5, SHUT]]) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    for (const [row, first, after, whole] of data.closed) {
      if (instant < first || instant >= after || !view.sees(data.boxes[row])) continue;
      const [x, y] = middlePiece(view, data.lines[row]);
      if (width < 5) at.push([x, y]);
      pen.moveTo(x - 6, y + 6);
      pen.lineTo(x + 6, y - 6);
      if (!whole) continue;
      pen.moveTo(x - 6, y - 6);
      pen.lineTo(x + 6, y + 6);
    }
    pen.stroke();
  }
  return at.slice(0, MOST_KEPT);
}
