/* Figures: what stands beside the map at an instant, also as data- attributes. */
function makeFigures(data) {
  const people = [...document.querySelectorAll("#flow-people [data-name]")];
  const rows = new Map([...document.querySelectorAll("#flow-gates [data-gate]")].map((row) => [row.dataset.gate, row]));
  const when = document.getElementById("flow-when"), slider = document.getElementById("flow-slider");
  const chart = document.getElementById("chart"), now = document.getElementById("chart-now");
  const from = Number(chart.dataset.left), to = Number(chart.dataset.right);

  function tellGate(crossing, side, instant) {
    const row = rows.get(side.address), state = stateAt(side.states, instant);
    const passed = soFar(crossing.people, instant), hour = anHour(data, lately(data, crossing.people, instant));
    const trucks = soFar(crossing.trucks, instant);
    row.querySelector(".gate-state").textContent = `${data.signs[state]} ${data.texts[state]}`;
    row.querySelector(".gate-hour").textContent = count(data, hour);
    row.querySelector(".gate-sofar").textContent = count(data, passed);
    row.querySelector(".gate-trucks").textContent = trucks.toLocaleString("en");
    Object.assign(row.dataset, { state, hour, sofar: passed, trucks });
  }
  return function tell(instant) {
    const left = instant ? data.left[instant - 1] : 0, arrived = instant ? data.arrived[instant - 1] : 0;
    const figures = { left, way: left - arrived, arrived };
    for (const place of people) {
      const value = figures[place.dataset.name];
      place.textContent = `${data.texts[place.dataset.name]}: ${count(data, value)}`;
      place.dataset.value = value;
    }
    when.textContent = data.instants[instant];
    slider.setAttribute("aria-valuetext", data.instants[instant]);
    for (const crossing of data.crossings) {
      for (const side of crossing.sides) tellGate(crossing, side, instant);
    }
    now.setAttribute("transform", `translate(${(to - from) * instant / data.steps} 0)`);
  };
}
