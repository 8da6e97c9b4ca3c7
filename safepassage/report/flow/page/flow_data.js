/* What the page holds, unpacked: running sums by step, lines of roads with their boxes. */
function readFlow() {
  const box = document.getElementById("flow-data");
  if (!box) return null;
  const data = JSON.parse(box.textContent);
  data.flows = data.flows.map(([row, ...pairs]) => ({ row, ...sums(pairs) }));
  data.zones = data.zones.map(([name, x, y, people, pairs]) => ({ name, x, y, people, ...sums(pairs) }));
  data.places = data.places.map(([name, x, y, room, pairs]) => ({ name, x, y, room, ...sums(pairs) }));
  data.legs = data.legs.map(([name, x, y, u, v, takes, pairs]) => ({ name, x, y, u, v, takes, ...sums(pairs) }));
  for (const crossing of data.crossings) {
    crossing.people = sums(crossing.people);
    crossing.trucks = sums(crossing.trucks);
  }
  data.lines = roadLines(data.roads);
  data.boxes = data.lines.map(boxOf);
  return data;
}

/* step, number, step, number, ... as differences: the steps, and what they add up to */
function sums(pairs) {
  const steps = [], totals = [];
  let step = 0, total = 0;
  for (let i = 0; i < pairs.length; i += 2) {
    step += pairs[i];
    total += pairs[i + 1];
    steps.push(step);
    totals.push(total);
  }
  return { steps, totals };
}

function roadLines(roads) {
  const lines = [];
  let at = 0;
  for (const count of roads.count) {
    const line = new Int32Array(2 * count);
    let x = 0, y = 0;
    for (let i = 0; i < count; i++) {
      x += roads.xy[at++];
      y += roads.xy[at++];
      line[2 * i] = x;
      line[2 * i + 1] = y;
    }
    lines.push(line);
  }
  return lines;
}

function boxOf(line) {
  const box = [line[0], line[1], line[0], line[1]];
  for (let i = 2; i < line.length; i += 2) {
    box[0] = Math.min(box[0], line[i]);
    box[1] = Math.min(box[1], line[i + 1]);
    box[2] = Math.max(box[2], line[i]);
    box[3] = Math.max(box[3], line[i + 1]);
  }
  return box;
}

/* What a row adds up to before an instant. */
function soFar(row, instant) {
  let low = 0, high = row.steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (row.steps[middle] < instant) low = middle + 1; else high = middle;
  }
  return low ? row.totals[low - 1] : 0;
}

/* What passes in the step (or the steps of an hour, where sums are rounded) before an instant. */
function lately(data, row, instant) {
  return soFar(row, instant) - soFar(row, Math.max(0, instant - data.window));
}

function anHour(data, people) {
  return Math.round(people * 60 / (data.stepMinutes * data.window));
}

function stateAt(states, instant) {
  let found = states[0][1];
  for (const [from, state] of states) if (from <= instant) found = state;
  return found;
}

/* A count as this page may say it. */
function count(data, value) {
  return value < data.fewest ? `< ${data.fewest}` : value.toLocaleString("en");
}
