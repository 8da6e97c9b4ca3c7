/* What the page holds, unpacked: running sums by step, lines of roads. */
function readFlow() {
  const box = document.getElementById("flow-data");
  if (!box) return null;
  const data = JSON.parse(box.textContent);
  const sums = (pairs) => {
    const steps = [], totals = [];
    let step = 0, total = 0;
    for (let i = 0; i < pairs.length; i += 2) {
      step += pairs[i]; total += pairs[i + 1];
      steps.push(step); totals.push(total);
    }
    return { steps, totals };
  };
  data.flows = data.flows.map(([row, ...pairs]) => ({ row, ...sums(pairs) }));
  data.zones = data.zones.map(([name, x, y, people, pairs]) => ({ name, x, y, people, ...sums(pairs) }));
  data.places = data.places.map(([name, x, y, pairs]) => ({ name, x, y, ...sums(pairs) }));
  data.legs = data.legs.map(([name, x, y, u, v, pairs]) => ({ name, x, y, u, v, ...sums(pairs) }));
  for (const gate of data.gates) {
    gate.people = sums(gate.people);
    gate.trucks = sums(gate.trucks);
  }
  data.lines = roadLines(data.roads);
  return data;
}

function roadLines(roads) {
  const lines = [];
  let at = 0;
  for (const count of roads.count) {
    const line = new Int32Array(2 * count);
    let x = 0, y = 0;
    for (let i = 0; i < count; i++) {
      x += roads.xy[at++]; y += roads.xy[at++];
      line[2 * i] = x; line[2 * i + 1] = y;
    }
    lines.push(line);
  }
  return lines;
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

/* What passes in the step that ends at an instant. */
function inStep(row, instant) {
  return instant ? soFar(row, instant) - soFar(row, instant - 1) : 0;
}

function stateAt(states, instant) {
  let found = states[0][1];
  for (const [from, state] of states) if (from <= instant) found = state;
  return found;
}
