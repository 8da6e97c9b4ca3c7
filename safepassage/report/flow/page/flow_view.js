/* The window on the map: what part of it is seen, moved by mouse, fingers, wheel and keys.
   The page itself must still scroll over the map: one finger moves it sideways only, two fingers
   every way, and the wheel zooms while the map has the focus or with the control key. */
function makeView(canvas, size, changed) {
  const view = { scale: 1, left: 0, top: 0, wide: 1, high: 1, ratio: 1, moved: false, covered: [] };
  const MARGIN = 42, CLOSEST = 400;
  let farthest = 1; // scale at which everything is seen
  view.sees = ([west, north, east, south]) => {
    const x = view.left, y = view.top, margin = 20 / view.scale;
    return east >= x - margin && south >= y - margin &&
      west <= x + view.wide / view.scale + margin && north <= y + view.high / view.scale + margin;
  };
  view.show = ([west, north, east, south]) => {
    const across = Math.max(east - west, 1), down = Math.max(south - north, 1);
    view.scale = Math.min((view.wide - 2 * MARGIN) / across, (view.high - 2 * MARGIN) / down);
    view.left = (west + east) / 2 - view.wide / 2 / view.scale;
    view.top = (north + south) / 2 - view.high / 2 / view.scale;
    changed();
  };
  view.whole = () => {
    view.show([0, 0, size[0], size[1]]);
    farthest = view.scale;
    view.moved = false;
  };
  /* a new size of the window: what stood in its middle stays there */
  view.resize = (wide, high) => {
    view.left += (view.wide - wide) / 2 / view.scale;
    view.top += (view.high - high) / 2 / view.scale;
    view.wide = wide;
    view.high = high;
    view.covered = [[0, high - 36, 130, high], buttonsBox(canvas)]; // the scale, the buttons
    changed();
  };
  view.x = (x) => (x - view.left) * view.scale;
  view.y = (y) => (y - view.top) * view.scale;
  view.zoom = (factor, px = view.wide / 2, py = view.high / 2) => {
    const x = view.left + px / view.scale, y = view.top + py / view.scale;
    view.moved = true;
    view.scale = Math.min(farthest * CLOSEST, Math.max(farthest / 4, view.scale * factor));
    view.left = x - px / view.scale;
    view.top = y - py / view.scale;
    changed();
  };
  view.move = (dx, dy) => {
    view.moved = true;
    view.left -= dx / view.scale;
    view.top -= dy / view.scale;
    changed();
  };
  const pointers = new Map();
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = [event.offsetX, event.offsetY];
    if (pointers.size === 1) view.move(now[0] - before[0], now[1] - before[1]);
    if (pointers.size === 2) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
      const apart = (p) => Math.hypot(p[0] - other[0], p[1] - other[1]) || 1;
      view.move((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
      view.zoom(apart(now) / apart(before), other[0], other[1]);
    }
    pointers.set(event.pointerId, now);
  });
  for (const name of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(name, (event) => pointers.delete(event.pointerId));
  }
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.activeElement !== canvas) return;
    event.preventDefault();
    view.zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, event.offsetX, event.offsetY);
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    if (moves[event.key]) view.move(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") view.zoom(1.4);
    else if (event.key === "-") view.zoom(1 / 1.4);
    else if (event.key === "0") view.whole();
    else return;
    event.preventDefault();
  });
  return view;
}

/* where the buttons lie on the map */
function buttonsBox(canvas) {
  const map = canvas.getBoundingClientRect();
  const box = canvas.parentElement.querySelector(".flow-zoom").getBoundingClientRect();
  return [box.left - map.left, box.top - map.top, box.right - map.left, box.bottom - map.top];
}
