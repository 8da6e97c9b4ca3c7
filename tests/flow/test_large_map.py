"""A town of 20,000 links on which everybody moves opens and slides; seconds are printed only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.moving_grid import moving_grid
from benchmarks.report_page import SLIDE, map_alone
from safepassage.report.flow.flow_section import flow_section
from safepassage.report.grade import Grade
from safepassage.report.language.language import Language

from .browser import opened


def test_twenty_thousand_links_open_and_slide(tmp_path: Path, chromium: Any) -> None:
    plan = moving_grid(40)
    section = flow_section(plan, Language("en"), Grade("planners", hides_parts=False))
    path = tmp_path / "large.html"
    path.write_text(map_alone(section.html, section.css, section.script, section.data), "utf-8")
    with opened(chromium, path) as page:
        page.slide(10)
        assert int(page.attribute("#flow-canvas", "data-moving")) == len(plan.inputs.links) > 19_800
        # something of the flows' colour is on the canvas, not only in its attributes
        blue = page.page.evaluate(
            """() => {
                const canvas = document.getElementById("flow-canvas");
                const pen = canvas.getContext("2d");
                const all = pen.getImageData(0, 0, canvas.width, canvas.height).data;
                let found = 0;
                for (let i = 0; i < all.length; i += 4) {
                    found += all[i] === 11 && all[i + 1] === 83 && all[i + 2] === 148 ? 1 : 0;
                }
                return found;
            }"""
        )
        drawn = page.page.evaluate(SLIDE, 10)
        assert page.errors == page.asked == []
    print(f"step of the slider: {drawn['times'][5]:.0f} ms, at most {drawn['times'][-1]:.0f} ms")
    assert blue > 10_000
