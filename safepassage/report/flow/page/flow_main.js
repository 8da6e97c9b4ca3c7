/* The slider: one instant for map, chart, and the figures beside them. */
function startFlow() {
  const data = readFlow();
  if (!data) return;
  const box = document.getElementById("flow"), canvas = document.getElementById("flow-canvas");
  const slider = document.getElementById("flow-slider"), when = document.getElementById("flow-when");
  const play = document.getElementById("flow-play"), now = document.getElementById("chart-now");
  const chart = document.getElementById("chart");
  box.hidden = false;
  const roads = document.createElement("canvas");
  const pen = canvas.getContext("2d"), road = roads.getContext("2d");
  const number = (value) => value.toLocaleString("en");
  let asked = 0, stale = true;
  const view = makeView(canvas, data.size, () => { stale = true; ask(); });

  function ask() {
    if (!asked) asked = requestAnimationFrame(draw);
  }
  function draw() {
    asked = 0;
    const begun = performance.now(), instant = Number(slider.value);
    const ratio = roads.width / view.wide;
    if (stale) {
      road.setTransform(ratio, 0, 0, ratio, 0, 0);
      drawRoads(road, view, data);
      stale = false;
    }
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(roads, 0, 0);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.lineCap = pen.lineJoin = "round";
    drawFlows(pen, view, data, instant);
    drawShut(pen, view, data, instant);
    drawMarks(pen, view, data, instant);
    drawScale(pen, view, data.metres);
    canvas.dataset.drawn = String(instant);
    canvas.dataset.ms = (performance.now() - begun).toFixed(1);
  }
  function tell() {
    const instant = Number(slider.value);
    const left = instant ? data.left[instant - 1] : 0, arrived = instant ? data.arrived[instant - 1] : 0;
    when.textContent = data.instants[instant];
    slider.setAttribute("aria-valuetext", data.instants[instant]);
    const figures = { left, way: left - arrived, arrived };
    for (const [name, value] of Object.entries(figures)) {
      const place = document.querySelector(`#flow-people [data-name="${name}"]`);
      place.textContent = `${data.texts[name]}: ${number(value)}`;
      place.dataset.value = String(value);
    }
    data.gates.forEach((gate) => {
      const row = document.querySelector(`[data-gate="${CSS.escape(gate.address)}"]`);
      const state = stateAt(gate.states, instant), people = inStep(gate.people, instant);
      row.querySelector(".gate-state").textContent = data.texts[state];
      const anHour = Math.round(people * 60 / data.stepMinutes);
      row.querySelector(".gate-flow").textContent =
        `${number(anHour)} ${data.texts["an-hour"]}, ${number(soFar(gate.people, instant))} ${data.texts["so-far"]}`;
      row.dataset.state = state;
      row.dataset.step = String(people);
      row.dataset.sofar = String(soFar(gate.people, instant));
      row.dataset.trucks = String(soFar(gate.trucks, instant));
    });
    const from = Number(chart.dataset.left), to = Number(chart.dataset.right);
    now.setAttribute("transform", `translate(${(to - from) * instant / data.steps} 0)`);
    ask();
  }
  function size() {
    const ratio = window.devicePixelRatio || 1;
    view.wide = Math.max(50, canvas.clientWidth);
    view.high = Math.max(50, canvas.clientHeight);
    for (const each of [canvas, roads]) {
      each.width = Math.round(view.wide * ratio);
      each.height = Math.round(view.high * ratio);
    }
    if (data.first) view.show(data.first); else view.whole();
  }
  let timer = 0;
  function stop() {
    clearInterval(timer);
    timer = 0;
    play.textContent = data.texts.play;
  }
  play.addEventListener("click", () => {
    if (timer) return stop();
    if (Number(slider.value) >= data.steps) slider.value = "0";
    play.textContent = data.texts.pause;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    timer = setInterval(() => {
      slider.value = String(Number(slider.value) + 1);
      tell();
      if (Number(slider.value) >= data.steps) stop();
    }, still ? 1000 : 120);
  });
  slider.addEventListener("input", tell);
  document.getElementById("flow-in").addEventListener("click", () => view.zoom(1.5));
  document.getElementById("flow-out").addEventListener("click", () => view.zoom(1 / 1.5));
  document.getElementById("flow-whole").addEventListener("click", () => view.whole());
  new ResizeObserver(size).observe(canvas);
  size();
  tell();
}
startFlow();
