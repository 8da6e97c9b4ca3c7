// Main: fingers, mouse, keys and buttons; nothing moves by itself.
const cross = document.getElementById("cross");
const fingers = new Map();
let moved = 0;

function spot(event) {
  const frame = canvas.getBoundingClientRect();
  return [event.clientX - frame.left, event.clientY - frame.top];
}

canvas.addEventListener("pointerdown", (event) => {
  canvas.setPointerCapture(event.pointerId);
  fingers.set(event.pointerId, spot(event));
  if (fingers.size === 1) moved = 0;
  cross.hidden = true;
});

canvas.addEventListener("pointermove", (event) => {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  const now = spot(event);
  if (fingers.size === 2) {
    const other = [...fingers].find(([id]) => id !== event.pointerId)[1];
    const was = Math.hypot(before[0] - other[0], before[1] - other[1]);
    const is = Math.hypot(now[0] - other[0], now[1] - other[1]);
    moveBy((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
    if (was > 0) zoomBy(is / was, (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    moved = Infinity;
  } else if (fingers.size === 1) {
    moved += Math.abs(now[0] - before[0]) + Math.abs(now[1] - before[1]);
    if (moved > 5) moveBy(now[0] - before[0], now[1] - before[1]);
  }
  fingers.set(event.pointerId, now);
});

for (const kind of ["pointerup", "pointercancel"]) {
  canvas.addEventListener(kind, (event) => {
    const here = spot(event);
    const alone = fingers.size === 1;
    if (!fingers.delete(event.pointerId) || kind === "pointercancel") return;
    if (alone && moved <= 5) pick(here[0], here[1], event.pointerType === "touch" ? REACH.touch : REACH.mouse);
  });
}

canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  const step = event.deltaMode === 1 ? event.deltaY * 30 : event.deltaY;
  zoomBy(Math.exp(-Math.max(-300, Math.min(300, step)) / 400), ...spot(event));
}, { passive: false });

canvas.addEventListener("dblclick", (event) => zoomBy(2, ...spot(event)));

const KEYS = {
  ArrowLeft: () => moveBy(80, 0),
  ArrowRight: () => moveBy(-80, 0),
  ArrowUp: () => moveBy(0, 80),
  ArrowDown: () => moveBy(0, -80),
  "+": () => zoomBy(1.5),
  "=": () => zoomBy(1.5),
  "-": () => zoomBy(1 / 1.5),
  "0": showEverything,
  Enter: () => pick(view.width / 2, view.height / 2, REACH.touch),
  Escape: forget,
};

canvas.addEventListener("keydown", (event) => {
  const act = KEYS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  cross.hidden = false;
  act();
});
canvas.addEventListener("focus", () => { cross.hidden = !canvas.matches(":focus-visible"); });
canvas.addEventListener("blur", () => { cross.hidden = true; });

document.getElementById("nearer").addEventListener("click", () => zoomBy(1.5));
document.getElementById("farther").addEventListener("click", () => zoomBy(1 / 1.5));
document.getElementById("whole").addEventListener("click", showEverything);

for (const tick of document.querySelectorAll("input[data-layer]")) {
  const set = () => (tick.checked ? layers.add(tick.dataset.layer) : layers.delete(tick.dataset.layer));
  set();
  tick.addEventListener("change", () => { set(); redraw(); });
}

function offer(item, { links, places }) {
  if (!links.length && !places.length) return;
  const button = element("button", "Show on the map", item);
  button.type = "button";
  button.setAttribute("aria-label", `Show on the map: ${item.firstChild.textContent}`);
  button.addEventListener("click", () => {
    show(joinBoxes([...links.map(boxOfRow), ...places.map(boxOfPlace)]), Math.max(view.whole, 0.5));
    mark(links, places);
    document.querySelector(".map").scrollIntoView({ block: "nearest" });
  });
}
for (const item of document.querySelectorAll("li[data-finding]")) offer(item, data.findings[Number(item.dataset.finding)]);
for (const item of document.querySelectorAll("li[data-note]")) offer(item, data.notes[Number(item.dataset.note)]);

// a change of size keeps what is in the middle; so does paper
function fit() {
  const whole = view.whole;
  measure();
  view.scale *= view.whole / whole;
  draw();
}
new ResizeObserver(fit).observe(canvas);
for (const [kind, paper] of [["beforeprint", true], ["afterprint", false]]) {
  window.addEventListener(kind, () => { onPaper = paper; fit(); });
}

document.documentElement.classList.add("works");
measure();
showFirst();
draw();
document.documentElement.dataset.drawn = `${roads.count} links`;
