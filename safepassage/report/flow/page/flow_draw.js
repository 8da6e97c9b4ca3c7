/* Drawing: roads once to a picture of their own, and on it whatever changes with time. */
const INK = "#1a2129", ROAD = "#b9c3cb", FLOW = "#0b5394", SHUT = "#9c3b00", PLACE = "#1b6e3c";

function trace(pen, view, line) {
  pen.moveTo(view.x(line[0]), view.y(line[1]));
  for (let i = 2; i < line.length; i += 2) pen.lineTo(view.x(line[i]), view.y(line[i + 1]));
}

function drawRoads(pen, view, data) {
  pen.clearRect(0, 0, view.wide, view.high);
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = ROAD;
  for (const wide of [false, true]) {
    pen.lineWidth = wide ? 2.5 : 1.2;
    pen.beginPath();
    data.lines.forEach((line, row) => {
      if ((data.roads.rate[row] > 1500) === wide) trace(pen, view, line);
    });
    pen.stroke();
  }
}

function drawFlows(pen, view, data, instant) {
  const widths = new Map();
  for (const flow of data.flows) {
    const people = inStep(flow, instant);
    if (!people) continue;
    const anHour = people * 60 / data.stepMinutes;
    const width = Math.min(9, Math.max(2, Math.round(1.6 * Math.log10(anHour + 1))));
    if (!widths.has(width)) widths.set(width, []);
    widths.get(width).push(flow.row);
  }
  pen.strokeStyle = FLOW;
  for (const [width, rows] of [...widths].sort((a, b) => a[0] - b[0])) {
    pen.lineWidth = width;
    pen.beginPath();
    for (const row of rows) trace(pen, view, data.lines[row]);
    pen.stroke();
  }
  pen.setLineDash([7, 6]);
  pen.lineWidth = 3;
  pen.beginPath();
  for (const leg of data.legs) {
    if (inStep(leg, instant)) {
      pen.moveTo(view.x(leg.x), view.y(leg.y));
      pen.lineTo(view.x(leg.u), view.y(leg.v));
    }
  }
  pen.stroke();
  pen.setLineDash([]);
}

function drawShut(pen, view, data, instant) {
  pen.strokeStyle = SHUT;
  pen.lineWidth = 2.5;
  pen.beginPath();
  for (const [row, first, after] of data.closed) {
    if (instant < first || instant >= after) continue;
    const line = data.lines[row], middle = 2 * Math.floor(line.length / 4);
    const next = Math.min(middle + 2, line.length - 2), back = Math.max(0, next - 2);
    const x = view.x((line[back] + line[next]) / 2), y = view.y((line[back + 1] + line[next + 1]) / 2);
    pen.moveTo(x - 6, y - 6); pen.lineTo(x + 6, y + 6);
    pen.moveTo(x - 6, y + 6); pen.lineTo(x + 6, y - 6);
  }
  pen.stroke();
}

function label(pen, text, x, y, taken, wide) {
  pen.font = "13px system-ui, 'Noto Sans', 'Noto Sans Arabic', sans-serif";
  const shown = text.length > 34 ? text.slice(0, 33) + "…" : text;
  const width = pen.measureText(shown).width;
  const left = Math.max(2, Math.min(x - width / 2, wide - width - 2));
  const box = [left - 2, y - 12, left + width + 2, y + 4];
  if (taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3])) return;
  taken.push(box);
  pen.textAlign = "left";
  pen.lineWidth = 4;
  pen.strokeStyle = "#ffffff";
  pen.strokeText(shown, left, y);
  pen.fillStyle = INK;
  pen.fillText(shown, left, y);
}

function drawMarks(pen, view, data, instant) {
  const taken = [];
  const most = Math.max(1, ...data.zones.map((zone) => zone.people));
  for (const place of data.places) {
    const x = view.x(place.x), y = view.y(place.y), came = soFar(place, instant);
    pen.fillStyle = came ? PLACE : "#ffffff";
    pen.strokeStyle = PLACE;
    pen.lineWidth = 2;
    pen.fillRect(x - 8, y - 8, 16, 16);
    pen.strokeRect(x - 8, y - 8, 16, 16);
  }
  for (const zone of data.zones) {
    const x = view.x(zone.x), y = view.y(zone.y);
    const radius = 4 + 14 * Math.sqrt(zone.people / most);
    const share = zone.people ? Math.min(1, soFar(zone, instant) / zone.people) : 0;
    pen.fillStyle = "#ffffffd0";
    pen.strokeStyle = INK;
    pen.lineWidth = 1.5;
    pen.beginPath(); pen.arc(x, y, radius, 0, 2 * Math.PI); pen.fill(); pen.stroke();
    if (share < 1) { // the part that is still there
      pen.fillStyle = "#5b6670";
      pen.beginPath(); pen.moveTo(x, y);
      pen.arc(x, y, radius, -Math.PI / 2 + 2 * Math.PI * share, 1.5 * Math.PI);
      pen.fill();
    }
  }
  for (const gate of data.gates) {
    const x = view.x(gate.at[0]), y = view.y(gate.at[1]), state = stateAt(gate.states, instant);
    pen.fillStyle = state === "open" ? "#d9f0e0" : state === "closed" ? "#f6d9c9" : "#fff4c2";
    pen.strokeStyle = INK;
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.moveTo(x, y - 11); pen.lineTo(x + 11, y); pen.lineTo(x, y + 11); pen.lineTo(x - 11, y);
    pen.closePath(); pen.fill(); pen.stroke();
    pen.fillStyle = INK;
    pen.font = "bold 12px system-ui, sans-serif";
    pen.textAlign = "center";
    pen.fillText({ open: "o", closed: "x", unknown: "?" }[state], x, y + 4);
  }
  for (const place of data.places) label(pen, place.name, view.x(place.x), view.y(place.y) - 13, taken, view.wide);
  for (const gate of data.gates) label(pen, gate.name, view.x(gate.at[0]), view.y(gate.at[1]) - 15, taken, view.wide);
  const zones = [...data.zones].sort((a, b) => b.people - a.people);
  for (const zone of zones) label(pen, zone.name, view.x(zone.x), view.y(zone.y) + 28, taken, view.wide);
}

function drawScale(pen, view, metres) {
  const aim = 110 / view.scale * metres, power = 10 ** Math.floor(Math.log10(aim));
  const length = [5, 2, 1].map((n) => n * power).find((n) => n <= aim) || power;
  const width = length / metres * view.scale, x = 12, y = view.high - 14;
  pen.strokeStyle = INK; pen.lineWidth = 2;
  pen.beginPath(); pen.moveTo(x, y - 5); pen.lineTo(x, y); pen.lineTo(x + width, y); pen.lineTo(x + width, y - 5);
  pen.stroke();
  pen.fillStyle = INK; pen.textAlign = "left"; pen.font = "12px system-ui, sans-serif";
  pen.fillText(length >= 1000 ? length / 1000 + " km" : length + " m", x + 4, y - 6);
}
