// Panel: what is chosen on the map, in words; text only, so a name can never become a page.
const panel = document.getElementById("chosen");
const REACH = { mouse: 9, touch: 18 };
let lastPick = { key: "", turn: 0 };

function element(tag, text, parent) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (parent) parent.append(made);
  return made;
}

function fact(list, term, text) {
  if (!text) return;
  element("dt", term, list);
  element("dd", text, list).dir = "auto";
}

function head(title, kind) {
  panel.replaceChildren();
  element("h3", title, panel).dir = "auto";
  element("p", kind, panel).className = "kind";
  return element("dl", undefined, panel);
}

function mark(links, places) {
  marked = { links, places };
  redraw();
}

function metresText(metres) {
  return metres >= 10000 ? `${(metres / 1000).toFixed(1)} km` : `${Math.round(metres * 10) / 10} m`;
}

function howText(flags, auto, walk) {
  return [flags & auto ? "by car" : "", flags & walk ? "on foot" : ""].filter(Boolean).join(" and ");
}

function tellLink(row) {
  const { links, words } = data;
  const flags = links.flags[row];
  const facts = head(nameOf(row) || "(no name)", data.classes[links.class[row]].label);
  const stuck = howText(flags, FLAG.stuckAuto, FLAG.stuckWalk);
  fact(facts, "Cannot leave", stuck && `${stuck}: no exit, crossing or departure can be reached from its end`);
  fact(facts, "Closed", (links.closed[row] || []).join("; "));
  fact(facts, "Link", links.id[row]);
  fact(facts, "Road class", words[links.kind[row]] || "not given");
  fact(facts, "Length", metresText(links.length[row]));
  const oneWay = flags & FLAG.auto ? "one way for cars, as the arrow points" : "one way, as the arrow points";
  fact(facts, "Direction", flags & FLAG.oneWay ? oneWay : "both ways");
  const uses = [[FLAG.auto, "cars"], [FLAG.walk, "people on foot"], [FLAG.truck, "trucks"]];
  fact(facts, "Used by", uses.filter(([flag]) => flags & flag).map(([, who]) => who).join(", "));
  fact(facts, "Structure", words[links.structure[row]]);
  for (const [name, value, isDefault] of data.figures[links.figures[row]]) {
    const text = isDefault ? `${value} (default)` : value;
    fact(facts, name[0].toUpperCase() + name.slice(1), text);
  }
  const basis = [links.basis[row], words[links.tail[row]]].filter(Boolean).join("; ");
  fact(facts, "Where the figures come from", basis || "link.csv does not say");
  mark([row], []);
}

function tellZone(zone) {
  const facts = head(zone.name, "Zone");
  fact(facts, "Zone", zone.id);
  fact(facts, "People", zone.peopleText);
  fact(facts, "By car, on foot", `${zone.byCar.toLocaleString("en")}, ${zone.onFoot.toLocaleString("en")}`);
  fact(facts, "Leave before", zone.leaveBefore);
  fact(facts, "Place", zone.atSaid ? "as in zone.csv" : "middle of its start points");
  for (const start of zone.starts) {
    const stuck = start.stuck.length ? ` (cannot leave ${start.stuck.join(" or ")})` : "";
    fact(facts, "Start point", `${start.name}, ${start.share} of the people${stuck}`);
  }
  mark([], [zone.at, ...zone.starts.map((start) => start.at)].filter(Boolean));
}

function tellExit(exit) {
  const facts = head(exit.name, `Destination (${exit.kind})`);
  fact(facts, "Destination", exit.id);
  fact(facts, "Room for people", exit.room);
  mark([], [exit.at]);
}

function tellCrossing(crossing) {
  const facts = head(crossing.name, "Crossing");
  fact(facts, "Crossing", crossing.id);
  for (const side of crossing.sides) {
    fact(facts, side.side, side.said);
    fact(facts, "Held by", side.holder);
    fact(facts, "Open", side.hours);
    fact(facts, "Lets pass", side.rates);
    fact(facts, "Consents", side.consents);
  }
  mark([], crossing.line);
}

function tellLeg(leg) {
  const facts = head(leg.name, "Departure with seats");
  fact(facts, "Departure", leg.id);
  fact(facts, "When", leg.said);
  mark([], leg.line);
}

const tellers = [
  { rows: data.exits, layer: "exits", at: (row) => toScreen(row.at), reach: () => 10, tell: tellExit },
  { rows: data.crossings, layer: "crossings", at: crossingAt, reach: (row) => 12 * row.sides.length, tell: tellCrossing },
  { rows: data.legs, layer: "legs", at: (row) => toScreen(row.line[0]), reach: () => 6, tell: tellLeg },
  { rows: data.zones.filter((zone) => zone.at), layer: "zones", at: (row) => toScreen(row.at), reach: radiusOf, tell: tellZone },
];

function forget() {
  panel.replaceChildren();
  element("p", panel.dataset.empty, panel);
  mark([], []);
}

// everything near a point of the screen, the nearest first
function near(x, y, reach) {
  const found = [];
  for (const { rows, layer, at, reach: size, tell } of tellers) {
    if (!layers.has(layer)) continue;
    for (const row of rows) {
      const [px, py] = at(row);
      const far = Math.hypot(px - x, py - y) - size(row);
      if (far < reach / 2) found.push({ far: far < 0 ? 0 : far, key: `${layer}/${row.id}`, tell: () => tell(row) });
    }
  }
  for (const row of linksNear(x, y, reach)) {
    found.push({ far: 0.5 + row.far, key: `link/${row.row}`, tell: () => tellLink(row.row) });
  }
  return found.sort((a, b) => a.far - b.far);
}

function linksNear(x, y, reach) {
  const fx = (x - view.width / 2) / view.scale + view.x;
  const fy = (y - view.height / 2) / view.scale + view.y;
  const flatReach = reach / view.scale;
  const box = [fx - flatReach, fy - flatReach, fx + flatReach, fy + flatReach];
  return linkRows
    .filter((row) => isVisible(row, box) && layers.has(`class-${data.links.class[row]}`))
    .map((row) => ({ row, far: distanceTo(row, fx, fy) * view.scale }))
    .filter(({ far }) => far <= reach);
}

function distanceTo(row, fx, fy) {
  const { first, x, y } = roads;
  let best = Infinity;
  for (let at = first[row] + 1; at < first[row + 1]; at++) {
    const dx = x[at] - x[at - 1];
    const dy = y[at] - y[at - 1];
    const whole = dx * dx + dy * dy;
    const share = whole ? Math.max(0, Math.min(1, ((fx - x[at - 1]) * dx + (fy - y[at - 1]) * dy) / whole)) : 0;
    best = Math.min(best, Math.hypot(x[at - 1] + share * dx - fx, y[at - 1] + share * dy - fy));
  }
  return best;
}

// the same place again gives the next thing there: links lie on one another
function pick(x, y, reach) {
  const found = near(x, y, reach);
  if (!found.length) {
    forget();
    return;
  }
  const key = found.map((row) => row.key).sort().join();
  lastPick = { key, turn: key === lastPick.key ? (lastPick.turn + 1) % found.length : 0 };
  found[lastPick.turn].tell();
  if (found.length > 1) {
    element("p", `${lastPick.turn + 1} of ${found.length} here; choose again for the next.`, panel).className = "hint";
  }
}
