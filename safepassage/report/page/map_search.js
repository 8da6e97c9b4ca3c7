// Search: roads, zones, destinations, crossings and departures by name or id.
const MOST_FOUND = 12;
const field = document.getElementById("search");
const hits = document.getElementById("hits");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const known = knownNames();

function knownNames() {
  const named = [];
  for (const [kind, rows, tell] of [
    ["zone", data.zones, tellZone],
    ["destination", data.exits, tellExit],
    ["crossing", data.crossings, tellCrossing],
    ["departure", data.legs, tellLeg],
  ]) {
    for (const row of rows) {
      const places = row.line || (row.at ? [row.at] : []);
      named.push({ name: row.name, kind, keys: [plain(row.name), plain(row.id)], go: () => goTo(places.map(boxOfPlace), () => tell(row)) });
    }
  }
  const byName = new Map();
  for (const row of linkRows) {
    const name = nameOf(row);
    if (name) byName.set(name, [...(byName.get(name) || []), row]);
  }
  for (const [name, rows] of byName) {
    const kind = rows.length === 1 ? "road" : `road, ${rows.length} links`;
    named.push({ name, kind, keys: [plain(name)], go: () => goTo(rows.map(boxOfRow), () => (rows.length === 1 ? tellLink(rows[0]) : tellRoad(name, rows))) });
  }
  return named;
}

function goTo(boxes, tell) {
  if (boxes.length) show(joinBoxes(boxes), Math.max(view.whole, 0.5));
  tell();
}

function tellRoad(name, rows) {
  const facts = head(name, "Road");
  fact(facts, "Links", rows.slice(0, 20).map((row) => data.links.id[row]).join(", ") + (rows.length > 20 ? ", ..." : ""));
  fact(facts, "Length", metresText(rows.reduce((sum, row) => sum + data.links.length[row], 0)));
  mark(rows, []);
}

function search() {
  const text = plain(field.value.trim());
  hits.replaceChildren();
  const said = document.getElementById("hits-said");
  said.textContent = "";
  if (!text) return;
  const starts = known.filter((row) => row.keys.some((key) => key.startsWith(text)));
  const inside = known.filter((row) => !starts.includes(row) && row.keys.some((key) => key.includes(text)));
  const found = [...starts, ...inside, ...linksById(field.value.trim())];
  for (const row of found.slice(0, MOST_FOUND)) {
    const button = element("button", undefined, element("li", undefined, hits));
    button.type = "button";
    element("bdi", row.name.length > 80 ? `${row.name.slice(0, 79)}…` : row.name, button);
    element("small", ` ${row.kind}`, button);
    button.addEventListener("click", row.go);
  }
  const more = found.length > MOST_FOUND ? `, the first ${MOST_FOUND} shown` : "";
  said.textContent = `${found.length} found${more}`;
}

function linksById(text) {
  const row = data.links.id.indexOf(text);
  return row < 0 ? [] : [{ name: text, kind: "link", go: () => goTo([boxOfRow(row)], () => tellLink(row)) }];
}

field.addEventListener("input", search);
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter") {
    event.preventDefault();
    hits.querySelector("button")?.click();
  }
});
