// Labels: names where there is room, the weightiest first; none covers another.
const MOST_LABELS = 140;
const LONGEST = 40; // letters; the rest is in the panel and the tables

// names may be long, or run from right to left: cut, and kept apart from what stands beside them
function shortName(text) {
  const letters = Array.from(text);
  const cut = letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : text;
  return `\u2068${cut}\u2069`;
}

function drawLabels() {
  const labels = [];
  keepSignsFree();
  if (layers.has("crossings")) {
    for (const row of data.crossings) {
      const sides = row.sides.map((side) => `${shortName(side.side)}: ${side.said}`);
      labels.push({ at: crossingAt(row), gap: 15, aside: 3 + HALF_SIGN * row.sides.length, colour: GATE, lines: [shortName(row.name), ...sides] });
    }
  }
  if (layers.has("exits")) {
    for (const row of data.exits) labels.push({ at: toScreen(row.at), gap: exitSize() + 4, colour: EXIT, lines: [shortName(row.name)] });
  }
  if (layers.has("zones")) {
    for (const zone of [...data.zones].sort((a, b) => b.people - a.people)) {
      if (zone.at) labels.push({ at: toScreen(zone.at), gap: radiusOf(zone) * 0.7, colour: DARK, lines: [shortName(zone.name), zone.peopleText] });
    }
  }
  if (layers.has("legs")) {
    for (const leg of data.legs) labels.push({ at: toScreen(leg.line[0]), gap: 8, colour: "#4038a0", lines: [shortName(leg.name)] });
  }
  let drawn = 0;
  for (const label of labels) {
    if (drawn >= MOST_LABELS) break;
    if (!outside(label.at[0], label.at[1], 0) && drawLabel(label)) drawn++;
  }
}

// no label covers an exit or a crossing
function keepSignsFree() {
  const keep = ([x, y], across, down) => taken.push([x - across, y - down, x + across, y + down]);
  if (layers.has("exits")) for (const row of data.exits) keep(toScreen(row.at), exitSize(), exitSize());
  if (layers.has("crossings")) for (const row of data.crossings) keep(crossingAt(row), HALF_SIGN * row.sides.length, 11);
}

function drawLabel(label) {
  ink.textBaseline = "alphabetic";
  const fonts = label.lines.map((_, at) => `${at ? "" : "600 "}12px ${FONT}`);
  const width = Math.max(...label.lines.map((line, at) => ((ink.font = fonts[at]), ink.measureText(line).width)));
  const height = label.lines.length * 14;
  const [x, y] = label.at;
  const aside = label.aside || label.gap;
  const spots = [
    [x + aside, y - height / 2],
    [x - aside - width, y - height / 2],
    [x - width / 2, y + label.gap],
    [x - width / 2, y - label.gap - height],
  ];
  for (const [left, top] of spots) {
    const box = [left - 2, top - 1, left + width + 2, top + height + 1];
    if (box[0] < 0 || box[1] < 0 || box[2] > view.width || box[3] > view.height || isTaken(box)) continue;
    taken.push(box);
    ink.textAlign = "left";
    label.lines.forEach((line, at) => {
      ink.font = fonts[at];
      haloText(line, left, top + 11 + 14 * at, label.colour);
    });
    return true;
  }
  return false;
}

function isTaken(box) {
  return taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
}

function haloText(text, x, y, colour) {
  ink.lineWidth = 3.5;
  ink.lineJoin = "round";
  ink.strokeStyle = "rgba(255, 255, 255, 0.92)";
  ink.strokeText(text, x, y);
  ink.fillStyle = colour;
  ink.fillText(text, x, y);
}

// along the middle of links that are long enough on the screen; the same name not twice close by
function drawRoadNames(seen) {
  const placed = [];
  let tried = 0;
  ink.font = `11px ${FONT}`;
  ink.textAlign = "center";
  ink.textBaseline = "middle";
  for (const rows of seen) {
    for (const row of rows) {
      const name = nameOf(row);
      const box = boxOfRow(row);
      if (!name || Math.hypot(box[2] - box[0], box[3] - box[1]) * view.scale < 70) continue;
      if (tried++ > 500 || placed.length > 80) return;
      const text = shortName(name);
      const width = ink.measureText(text).width;
      const at = middleOf(row);
      const x = screenX(at.x);
      const y = screenY(at.y);
      if (at.length * view.scale < width + 12) continue;
      if (placed.some((other) => other.name === name && Math.hypot(other.x - x, other.y - y) < 300)) continue;
      const angle = Math.abs(at.angle) > Math.PI / 2 ? at.angle + Math.PI : at.angle;
      const across = (Math.abs(Math.cos(angle)) * width + Math.abs(Math.sin(angle)) * 12) / 2;
      const down = (Math.abs(Math.sin(angle)) * width + Math.abs(Math.cos(angle)) * 12) / 2;
      const room = [x - across, y - down, x + across, y + down];
      if (isTaken(room)) continue;
      taken.push(room);
      placed.push({ name, x, y });
      ink.save();
      ink.translate(x, y);
      ink.rotate(angle);
      haloText(text, 0, -7, "#38424c");
      ink.restore();
    }
  }
}
