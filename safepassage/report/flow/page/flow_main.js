/* The slider: one instant for map, chart, and the figures beside them. */
function startFlow() {
  const data = readFlow();
  if (!data) return;
  const canvas = document.getElementById("flow-canvas"), slider = document.getElementById("flow-slider");
  document.getElementById("flow").hidden = false;
  const roads = document.createElement("canvas");
  const pen = canvas.getContext("2d"), road = roads.getContext("2d");
  let asked = 0, stale = true;
  const view = makeView(canvas, data.size, () => { stale = true; ask(); });
  const tell = makeFigures(data);

  function ask() {
    if (!asked) asked = requestAnimationFrame(draw);
  }
  function draw() {
    asked = 0;
    const begun = performance.now(), instant = Number(slider.value);
    if (stale) {
      road.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
      drawRoads(road, view, data);
      stale = false;
    }
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(roads, 0, 0);
    pen.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    pen.lineCap = pen.lineJoin = "round";
    const moving = drawFlows(pen, view, data, instant);
    drawMarks(pen, view, data, instant, drawShut(pen, view, data, instant));
    drawScale(pen, view, data.metres);
    Object.assign(canvas.dataset, { drawn: instant, moving, ms: (performance.now() - begun).toFixed(1) });
  }
  function slide() {
    tell(Number(slider.value));
    ask();
  }
  function size() {
    view.ratio = window.devicePixelRatio || 1;
    view.resize(Math.max(50, canvas.clientWidth), Math.max(50, canvas.clientHeight));
    for (const each of [canvas, roads]) {
      each.width = Math.round(view.wide * view.ratio);
      each.height = Math.round(view.high * view.ratio);
    }
    if (view.moved) return;
    view.whole();
    if (data.first) view.show(data.first);
  }
  slider.addEventListener("input", slide);
  startPlaying(data, slider, slide);
  document.getElementById("flow-in").addEventListener("click", () => view.zoom(1.5));
  document.getElementById("flow-out").addEventListener("click", () => view.zoom(1 / 1.5));
  document.getElementById("flow-whole").addEventListener("click", () => view.whole());
  new ResizeObserver(size).observe(canvas);
  size();
  slide();
}

/* Play and pause; slowly for those who asked for less motion. While it plays nothing is read out. */
function startPlaying(data, slider, slide) {
  const play = document.getElementById("flow-play"), people = document.getElementById("flow-people");
  let timer = 0;
  function stop() {
    clearInterval(timer);
    timer = 0;
    play.textContent = data.texts.play;
    people.setAttribute("aria-live", "polite");
  }
  play.addEventListener("click", () => {
    if (timer) return stop();
    if (Number(slider.value) >= data.steps) slider.value = "0";
    play.textContent = data.texts.pause;
    people.setAttribute("aria-live", "off");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    timer = setInterval(() => {
      slider.value = String(Number(slider.value) + 1);
      slide();
      if (Number(slider.value) >= data.steps) stop();
    }, still ? 1000 : 150);
  });
  slider.addEventListener("pointerdown", () => { if (timer) stop(); });
}
startFlow();
