/* The filter of the instructions, and everything unfolded on paper. */
function startFilter() {
  const form = document.getElementById("filter"), body = document.querySelector("#instruction-table tbody");
  if (!form || !body) return;
  const text = document.getElementById("filter-text"), zone = document.getElementById("filter-zone");
  const told = document.getElementById("filter-count"), rows = [...body.rows];
  const words = rows.map((row) => row.textContent.toLowerCase());
  const say = document.body.dataset.filterCount;
  function filter() {
    const asked = text.value.trim().toLowerCase();
    let shown = 0;
    rows.forEach((row, i) => {
      row.hidden = !(words[i].includes(asked) && (!zone.value || row.dataset.zone === zone.value));
      shown += row.hidden ? 0 : 1;
    });
    told.textContent = say.replace("#1", shown.toLocaleString("en")).replace("#2", rows.length.toLocaleString("en"));
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  text.addEventListener("input", filter);
  zone.addEventListener("change", filter);
  filter();
}
function unfoldForPrint() {
  const closed = [];
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("details:not([open])")) { each.open = true; closed.push(each); }
  });
  addEventListener("afterprint", () => { while (closed.length) closed.pop().open = false; });
}
/* what is cut off by its height can be scrolled with keys */
function reachLongTexts() {
  for (const each of document.querySelectorAll("h1, .notice")) {
    if (each.scrollHeight > each.clientHeight) each.tabIndex = 0;
  }
}
startFilter();
reachLongTexts();
unfoldForPrint();
