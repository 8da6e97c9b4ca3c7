/* Marks: zones, destinations and the sides of crossings at an instant, with their names. */
const INK = "#1a2129", PLACE = "#1b6e3c";
const FILLS = { open: "#d9f0e0", held: "#ffe2b8", "held-trucks": "#ffe2b8", closed: "#f6d9c9", unknown: "#fff4c2" };
const MOST_SIGNS = 6; // of one crossing
const SIGN = 11;

function drawMarks(pen, view, data, instant, shut) {
  const labels = makeLabels(pen, view);
  for (const [x, y] of shut) labels.keep(x, y, 7);
  for (const box of view.covered) labels.keepBox(box);
  const most = Math.max(1, ...data.zones.map((zone) => zone.people));
  const radius = (zone) => 4 + 14 * Math.sqrt(zone.people / most);
  const zones = [...data.zones].sort((a, b) => b.people - a.people);
  for (const place of data.places) drawPlace(pen, view, labels, place, instant);
  for (const zone of zones) drawZone(pen, view, labels, zone, radius(zone), instant);
  const middles = [];
  for (const crossing of data.crossings) drawCrossing(pen, view, data, labels, crossing, instant, middles);
  data.crossings.forEach((crossing, i) => {
    const more = crossing.sides.length - MOST_SIGNS;
    const lines = [shortName(crossing.name), ...(more > 0 ? [`+${more}`] : [])];
    labels.put(lines, ...middles[i], SIGN + 3);
  });
  for (const place of data.places) {
    const came = count(data, soFar(place, instant));
    const told = typeof place.room === "number"
      ? data.texts["came-of-room"].replace("#1", came).replace("#2", place.room.toLocaleString("en"))
      : data.texts.came.replace("#1", came);
    labels.put([shortName(place.name), told], view.x(place.x), view.y(place.y), 11);
  }
  for (const zone of zones) {
    const still = data.texts.still.replace("#1", count(data, Math.max(0, zone.people - soFar(zone, instant))));
    labels.put([shortName(zone.name), still], view.x(zone.x), view.y(zone.y), radius(zone) + 2);
  }
}

function drawPlace(pen, view, labels, place, instant) {
  const x = view.x(place.x), y = view.y(place.y);
  pen.fillStyle = soFar(place, instant) ? PLACE : "#ffffff";
  pen.strokeStyle = PLACE;
  pen.lineWidth = 2;
  pen.fillRect(x - 8, y - 8, 16, 16);
  pen.strokeRect(x - 8, y - 8, 16, 16);
  labels.keep(x, y, 9);
}

function drawZone(pen, view, labels, zone, radius, instant) {
  const x = view.x(zone.x), y = view.y(zone.y);
  const share = zone.people ? Math.min(1, soFar(zone, instant) / zone.people) : 0;
  pen.fillStyle = "#ffffffd0";
  pen.strokeStyle = INK;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  labels.keep(x, y, radius * 0.8);
  if (share >= 1) return;
  pen.fillStyle = "#5b6670"; // the part that is still there
  pen.beginPath();
  pen.moveTo(x, y);
  pen.arc(x, y, radius, -Math.PI / 2 + 2 * Math.PI * share, 1.5 * Math.PI);
  pen.fill();
}

/* Sides stand side by side in the order of passing, however short the crossing is on the screen;
   crossings at one place (for people, for trucks) beside one another. */
function drawCrossing(pen, view, data, labels, crossing, instant, middles) {
  const [a, b, u, v] = crossing.line;
  const length = Math.hypot(u - a, v - b), sides = crossing.sides.slice(0, MOST_SIGNS);
  const dx = length ? (u - a) / length : 1, dy = length ? (v - b) / length : 0;
  let x = view.x((a + u) / 2), y = view.y((b + v) / 2);
  while (middles.some((other) => Math.hypot(x - other[0], y - other[1]) < 2 * SIGN)) {
    x -= dy * (2 * SIGN + 2);
    y += dx * (2 * SIGN + 2);
  }
  middles.push([x, y]);
  sides.forEach((side, i) => {
    const along = (i - (sides.length - 1) / 2) * (2 * SIGN + 2);
    drawSign(pen, x + along * dx, y + along * dy, stateAt(side.states, instant), data.signs);
    labels.keep(x + along * dx, y + along * dy, SIGN);
  });
}

function drawSign(pen, x, y, state, signs) {
  pen.fillStyle = FILLS[state];
  pen.strokeStyle = INK;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(x, y - SIGN);
  pen.lineTo(x + SIGN, y);
  pen.lineTo(x, y + SIGN);
  pen.lineTo(x - SIGN, y);
  pen.closePath();
  pen.fill();
  pen.stroke();
  pen.fillStyle = INK;
  pen.font = "bold 12px system-ui, sans-serif";
  pen.direction = "ltr";
  pen.textAlign = "center";
  pen.fillText(signs[state], x, y + 4);
}

function drawScale(pen, view, metres) {
  const aim = 110 / view.scale * metres, power = 10 ** Math.floor(Math.log10(aim));
  const length = [5, 2, 1].map((n) => n * power).find((n) => n <= aim) || power;
  const width = length / metres * view.scale, x = 12, y = view.high - 14;
  pen.strokeStyle = INK;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.moveTo(x, y - 5);
  pen.lineTo(x, y);
  pen.lineTo(x + width, y);
  pen.lineTo(x + width, y - 5);
  pen.stroke();
  pen.fillStyle = INK;
  pen.direction = "ltr";
  pen.textAlign = "left";
  pen.font = "12px system-ui, sans-serif";
  pen.fillText(length >= 1000 ? `${length / 1000} km` : `${length} m`, x + 4, y - 6);
}
