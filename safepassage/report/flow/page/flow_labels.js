/* Labels: names where there is room, the weightiest first; none covers a sign or another name. */
const LETTERS = 34;
const LABEL_FONT = "13px system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Hebrew', sans-serif";

/* names may be long, and run from right to left: cut, and kept apart from what stands beside them */
function shortName(text) {
  const letters = Array.from(text);
  return `\u2068${letters.length > LETTERS ? letters.slice(0, LETTERS - 1).join("") + "…" : text}\u2069`;
}

function makeLabels(pen, view) {
  const taken = [];
  const free = (box) => box[0] >= 0 && box[1] >= 0 && box[2] <= view.wide && box[3] <= view.high &&
    !taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3]);
  function write(lines, left, top, width) {
    pen.direction = document.dir === "rtl" ? "rtl" : "ltr";
    pen.textAlign = "center";
    pen.lineJoin = "round";
    pen.lineWidth = 4;
    pen.strokeStyle = "#ffffff";
    pen.fillStyle = "#1a2129";
    lines.forEach((line, i) => {
      pen.strokeText(line, left + width / 2, top + 12 + 15 * i);
      pen.fillText(line, left + width / 2, top + 12 + 15 * i);
    });
  }
  function place(lines, x, y, gap) {
    pen.font = LABEL_FONT;
    const width = Math.max(...lines.map((line) => pen.measureText(line).width)), high = 15 * lines.length;
    const middle = Math.max(3, Math.min(view.wide - width - 3, x - width / 2)); // within the map
    const spots = [
      [middle, y - gap - high], [middle, y + gap],
      [x + gap + 2, y - high / 2], [x - gap - 2 - width, y - high / 2],
      [x + gap, y - gap - high], [x - gap - width, y - gap - high],
      [x + gap, y + gap], [x - gap - width, y + gap],
      [x + 2.6 * gap, y - high / 2], [x - 2.6 * gap - width, y - high / 2],
    ];
    for (const [left, top] of spots) {
      const box = [left - 2, top, left + width + 2, top + high + 2];
      if (!free(box)) continue;
      taken.push(box);
      write(lines, left, top, width);
      return true;
    }
    return false;
  }
  return {
    keepBox: (box) => taken.push(box),
    keep: (x, y, half) => taken.push([x - half, y - half, x + half, y + half]),
    /* all lines where they fit, else the first alone */
    put: (lines, x, y, gap) => {
      if (x < 0 || y < 0 || x > view.wide || y > view.high) return;
      if (!place(lines, x, y, gap) && lines.length > 1) place(lines.slice(0, 1), x, y, gap);
    },
  };
}
