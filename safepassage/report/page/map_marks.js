// Marks: zones, starts, exits, crossings and labels over the roads.
const DARK = "#1a2129";
const EXIT = "#004d40";
const GATE = "#5d2a86";
const START = "#12672f";
const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif";
const mostPeople = Math.max(1, ...data.zones.map((zone) => zone.people));
const HALF_SIGN = 10.5;
let taken = [];
let crossingSpots = new Map();

function drawMarks(seen) {
  taken = [];
  if (layers.has("starts")) drawStarts();
  if (layers.has("zones")) for (const zone of data.zones) drawZone(zone);
  if (layers.has("legs")) for (const leg of data.legs) drawLeg(leg);
  placeCrossings();
  if (layers.has("exits")) for (const exit of data.exits) drawExit(exit);
  if (layers.has("crossings")) for (const crossing of data.crossings) drawCrossing(crossing);
  drawMarkedPlaces();
  drawLabels();
  if (layers.has("names")) drawRoadNames(seen);
}

function outside(x, y, margin) {
  return x < -margin || y < -margin || x > view.width + margin || y > view.height + margin;
}

// how far zones are from one another: the middle one of the distances to the nearest other
const zoneGap = gapOf(data.zones.filter((zone) => zone.at).map((zone) => flat(zone.at)));

function gapOf(places) {
  if (places.length < 2) return Infinity;
  const gaps = places.slice(0, 300).map(([x, y]) => {
    let gap = Infinity;
    for (const [ox, oy] of places) {
      const far = Math.hypot(ox - x, oy - y);
      if (far > 0 && far < gap) gap = far;
    }
    return gap;
  });
  return gaps.sort((a, b) => a - b)[gaps.length >> 1];
}

// the area of a circle goes with the people; near zones get small circles
function radiusOf(zone) {
  const most = Math.max(8, Math.min(30, 0.55 * zoneGap * view.scale));
  return Math.max(3, most * Math.sqrt(zone.people / mostPeople));
}

function drawAreas() {
  for (const zone of data.zones) {
    if (!zone.area.length) continue;
    ink.beginPath();
    for (const ring of zone.area) {
      ring.forEach((place, at) => {
        const [x, y] = toScreen(place);
        if (at) ink.lineTo(x, y);
        else ink.moveTo(x, y);
      });
      ink.closePath();
    }
    ink.fillStyle = "rgba(230, 159, 0, 0.10)";
    ink.fill("evenodd");
    ink.strokeStyle = "#9a6a00";
    ink.lineWidth = 1;
    ink.setLineDash([7, 3, 2, 3]);
    ink.stroke();
    ink.setLineDash([]);
  }
}

function drawStarts() {
  const nearBy = view.scale > view.whole * 2.5 || data.summary.starts <= 60;
  for (const zone of data.zones) {
    const centre = zone.at && toScreen(zone.at);
    for (const start of zone.starts) {
      const [x, y] = toScreen(start.at);
      if (outside(x, y, 40) && (!centre || outside(centre[0], centre[1], 40))) continue;
      if (centre && nearBy) {
        ink.strokeStyle = "#4f5b66";
        ink.lineWidth = 0.8;
        ink.setLineDash([2, 3]);
        ink.beginPath();
        ink.moveTo(centre[0], centre[1]);
        ink.lineTo(x, y);
        ink.stroke();
        ink.setLineDash([]);
      }
      const lost = start.stuck.length > 0;
      const size = nearBy ? 6 : 3.5;
      const tip = lost ? -size : size; // upside down where nobody can leave
      shape([[x, y - tip], [x + size, y + tip * 0.8], [x - size, y + tip * 0.8]], lost ? WARN : START, "#ffffff", 1.2);
    }
  }
}

function shape(corners, fill, edge, width) {
  ink.beginPath();
  corners.forEach(([x, y], at) => (at ? ink.lineTo(x, y) : ink.moveTo(x, y)));
  ink.closePath();
  ink.lineJoin = "miter";
  ink.lineWidth = width * 2;
  ink.strokeStyle = edge;
  ink.stroke();
  ink.fillStyle = fill;
  ink.fill();
  ink.lineJoin = "round";
}

function drawZone(zone) {
  if (!zone.at) return;
  const [x, y] = toScreen(zone.at);
  const radius = radiusOf(zone);
  if (outside(x, y, radius)) return;
  ink.beginPath();
  ink.arc(x, y, radius, 0, 2 * Math.PI);
  ink.fillStyle = "rgba(230, 159, 0, 0.38)";
  ink.fill();
  ink.lineWidth = 1.3;
  ink.strokeStyle = "#6b4700";
  if (zone.notCounted) ink.setLineDash([3, 3]);
  ink.stroke();
  ink.setLineDash([]);
}

// many exits are drawn smaller from afar
function exitSize() {
  return data.exits.length > 12 && view.scale < 2.5 * view.whole ? 5 : 7;
}

function drawExit(exit) {
  const [x, y] = toScreen(exit.at);
  if (outside(x, y, 20)) return;
  const size = exitSize();
  shape([[x - size, y - size], [x + size, y - size], [x + size, y + size], [x - size, y + size]], EXIT, "#ffffff", 1.3);
  const half = size / 2;
  ink.strokeStyle = "#ffffff"; // an arrow out
  ink.lineWidth = size / 3.5;
  ink.beginPath();
  ink.moveTo(x - half, y + half);
  ink.lineTo(x + half * 0.9, y - half * 0.9);
  ink.moveTo(x - half * 0.4, y - half);
  ink.lineTo(x + half, y - half);
  ink.lineTo(x + half, y + half * 0.4);
  ink.stroke();
}

function drawLeg(leg) {
  const [a, b] = leg.line.map(toScreen);
  ink.strokeStyle = "#5a4fcf";
  ink.lineWidth = 1.5;
  ink.setLineDash([1, 4]);
  ink.beginPath();
  ink.moveTo(a[0], a[1]);
  ink.lineTo(b[0], b[1]);
  ink.stroke();
  ink.setLineDash([]);
  if (outside(a[0], a[1], 12)) return;
  ink.beginPath();
  ink.arc(a[0], a[1], 5, 0, 2 * Math.PI);
  ink.fillStyle = "#ffffff";
  ink.fill();
  ink.lineWidth = 2.5;
  ink.stroke();
}

// one diamond a side, in the order of passing, with its state as a sign
function drawCrossing(crossing) {
  const [a, b] = crossing.line.map(toScreen);
  ink.strokeStyle = GATE;
  ink.lineWidth = 3;
  ink.beginPath();
  ink.moveTo(a[0], a[1]);
  ink.lineTo(b[0], b[1]);
  ink.stroke();
  const at = crossingAt(crossing);
  ink.lineWidth = 1;
  ink.beginPath();
  ink.moveTo(...crossingMiddle(crossing));
  ink.lineTo(...at);
  ink.stroke();
  crossing.sides.forEach((side, number) => {
    const x = at[0] + (number - (crossing.sides.length - 1) / 2) * 2 * HALF_SIGN;
    shape([[x, at[1] - 12], [x + 12, at[1]], [x, at[1] + 12], [x - 12, at[1]]],
      side.state === "open" ? "#ffffff" : GATE, side.state === "open" ? GATE : "#ffffff", 1.2);
    ink.fillStyle = side.state === "open" ? GATE : "#ffffff";
    ink.font = `bold 13px ${FONT}`;
    ink.textAlign = "center";
    ink.textBaseline = "middle";
    ink.fillText({ open: "o", closed: "x", unknown: "?" }[side.state], x, at[1]);
  });
}

// where the signs of each crossing stand: in its middle, or above or below other signs
function placeCrossings() {
  const spots = layers.has("exits") ? data.exits.map((row) => [...toScreen(row.at), exitSize()]) : [];
  crossingSpots = new Map();
  for (const crossing of data.crossings) {
    const [x, middle] = crossingMiddle(crossing);
    const half = HALF_SIGN * crossing.sides.length;
    const isFree = (y) => !spots.some(([ox, oy, across]) => Math.abs(x - ox) < half + across && Math.abs(y - oy) < 23);
    const y = [0, -25, 25, -50, 50, -75, 75, -100, 100].map((step) => middle + step).find(isFree) ?? middle;
    spots.push([x, y, half]);
    crossingSpots.set(crossing, [x, y]);
  }
}

function crossingMiddle(crossing) {
  const [a, b] = crossing.line.map(toScreen);
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function crossingAt(crossing) {
  return crossingSpots.get(crossing);
}

function drawMarkedPlaces() {
  for (const place of marked.places) {
    const [x, y] = toScreen(place);
    for (const [width, colour] of [[7, DARK], [4, MARKED]]) {
      ink.beginPath();
      ink.arc(x, y, 15, 0, 2 * Math.PI);
      ink.lineWidth = width;
      ink.strokeStyle = colour;
      ink.stroke();
    }
  }
}
