"""Report page: seconds to write it, its bytes, and how fast it opens and slides in a browser.

Chromium draws without a graphics card (`--disable-gpu`). A step of the slider counts from the
input to a picture that can be read back, the wait for the next frame included.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

REPEATS = 3
STEPS = 40
EXAMPLES = ("harbour", "rafah-2023", "rafah-2024")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SLIDE = """async (steps) => {
  const slider = document.getElementById("flow-slider");
  const canvas = document.getElementById("flow-canvas");
  const found = [];
  let moving = 0;
  for (let i = 1; i <= steps; i++) {
    const begun = performance.now();
    slider.value = String(Math.round(slider.max * i / steps));
    slider.dispatchEvent(new Event("input"));
    await new Promise((done) => requestAnimationFrame(done));
    canvas.getContext("2d").getImageData(0, 0, 1, 1);
    found.push(performance.now() - begun);
    moving = Math.max(moving, Number(canvas.dataset.moving));
  }
  return { times: found.sort((a, b) => a - b), moving };
}"""


def run() -> dict[str, Any]:
    """One row for each plan."""
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in (*EXAMPLES, "town of 19,880 links"):
            bundle = Path(folder) / name.split()[0]
            command = [sys.executable, "-m", "benchmarks.report_page", name, str(bundle)]
            subprocess.run(command, cwd=Path(__file__).parents[1], check=True)
            rows[name] = _report(bundle)
            print(f"{name}: {json.dumps(rows[name])}", flush=True)
        page = Path(folder) / "moving.html"
        rows["19,880 links, people on every one all the time"] = _moving(page)
        print(json.dumps(rows), flush=True)
    return rows


def _report(bundle: Path) -> dict[str, Any]:
    """The command as anybody runs it, the best of three, and the page in a browser."""
    page = bundle.with_suffix(".html")
    command = [sys.executable, "-m", "safepassage", "report", str(bundle), "--out", str(page)]
    seconds = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(round(time.perf_counter() - begun, 2))
    links = (bundle / "inputs" / "link.csv").read_text(encoding="utf-8").count("\n") - 1
    return {
        "links": links,
        "report_seconds": min(seconds),
        "report_seconds_of_each_run": seconds,
        "bytes": page.stat().st_size,
    } | in_browser(page)


def _moving(page: Path) -> dict[str, Any]:
    """The map alone, with the largest load that it can have."""
    from benchmarks.moving_grid import moving_grid
    from safepassage.report.flow.flow_section import flow_section
    from safepassage.report.grade import Grade
    from safepassage.report.language.language import Language

    plan = moving_grid()
    begun = time.perf_counter()
    section = flow_section(plan, Language("en"), Grade("planners", hides_parts=False))
    seconds = round(time.perf_counter() - begun, 2)
    page.write_text(map_alone(section.html, section.css, section.script, section.data), "utf-8")
    row = {"links": len(plan.inputs.links), "map_seconds": seconds, "bytes": page.stat().st_size}
    return row | in_browser(page)


def map_alone(html: str, css: str, script: str, data: dict[str, Any] | None) -> str:
    """A page that holds nothing but the map."""
    text = json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Map</title>'
        f"<style>{css}</style><main><h1>Map</h1>{html}</main>"
        f'<script type="application/json" id="flow-data">{text}</script>'
        f'<script>"use strict";{script}</script></html>'
    )


def in_browser(path: Path) -> dict[str, Any]:
    """Milliseconds until the map is drawn, and for a step of the slider."""
    from playwright.sync_api import sync_playwright

    found = next((p for name in BROWSERS if (p := shutil.which(name))), None)
    if found is None:
        return {"browser": "absent, not measured"}
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        opens, steps = [], []
        for _ in range(REPEATS):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(path.resolve().as_uri())
            page.wait_for_function("document.getElementById('flow-canvas').dataset.drawn")
            opens.append(round(page.evaluate("performance.now()")))
            steps.append(page.evaluate(SLIDE, STEPS))
            page.close()
        version = browser.version
        browser.close()
    best = min((step["times"] for step in steps), key=lambda times: times[len(times) // 2])
    return {
        "browser": f"Chromium {version}",
        "open_ms": min(opens),
        "step_ms_median": round(best[len(best) // 2], 1),
        "step_ms_most": round(best[-1], 1),
        "links_moving_at_most": max(step["moving"] for step in steps),
    }


def make(name: str, bundle: Path) -> None:
    """Plan in this process and write the bundle."""
    from benchmarks.moving_grid import planned_grid
    from safepassage.optimise.make_plan import make_plan
    from safepassage.plan.bundle import write_bundle
    from safepassage.scenario import make_inputs, read_scenario

    plan = make_plan(make_inputs(read_scenario(name))) if name in EXAMPLES else planned_grid()
    write_bundle(plan, bundle)


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]))
