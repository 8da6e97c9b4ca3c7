"""The whole report in a real browser: it asks for nothing, obeys keys, and axe has no complaint."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .browser import DESKTOP, PHONE, TABLET, opened
from .conftest import Reports

SIZES = (DESKTOP, TABLET, PHONE)
MOST_TABS = 400


def violations(page: Any) -> list[str]:
    """What axe finds, with the first element of each kind."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page).response["violations"]
    return [f"{row['id']}: {row['nodes'][0]['html'][:160]}" for row in found]


# a run of axe takes seconds: every size in two languages, and the rest where it is narrowest
PAGES = [
    *(("harbour", language, "planners", size) for language in ("en", "ar") for size in SIZES),
    ("rafah-2023", "en", "planners", DESKTOP),
    ("rafah-2023", "ar", "planners", PHONE),
    ("causeway", "he", "planners", PHONE),
    ("harbour", "en", "partners", DESKTOP),
    ("harbour", "ar", "partners", PHONE),
    ("harbour", "en", "public", DESKTOP),
    ("harbour", "ar", "public", PHONE),
]


@pytest.mark.parametrize(("name", "language", "grade", "size"), PAGES)
def test_axe_finds_nothing(
    name: str, language: str, grade: str, size: tuple[int, int], reports: Reports, chromium: Any
) -> None:
    """With everything unfolded, in the middle of the plan."""
    with opened(chromium, reports.page(name, language, grade), size) as page:
        page.page.evaluate(
            "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
        )
        if grade != "public":
            page.slide(int(page.attribute("#flow-slider", "max")) // 2)
        assert violations(page.page) == []
        assert page.asked == page.errors == []


def test_axe_can_find_something(tmp_path: Path, chromium: Any) -> None:
    """The control: without it, the tests above could not fail."""
    path = tmp_path / "bad.html"
    path.write_text('<!doctype html><html><title>t</title><body><img src="data:,"><input></html>')
    with opened(chromium, path) as page:
        ids = {row.split(":")[0] for row in violations(page.page)}
    assert {"image-alt", "label", "html-has-lang"} <= ids


def test_a_page_that_asks_is_caught(tmp_path: Path, chromium: Any) -> None:
    """The control of `asked`: a picture, and a script that asks later."""
    path = tmp_path / "asks.html"
    path.write_text(
        '<img src="http://foreign.invalid/a.png">'
        '<script>fetch("https://foreign.invalid/b").catch(() => { window.done = 1; })</script>'
    )
    with opened(chromium, path) as page:
        page.page.wait_for_function("window.done")
        asked = set(page.asked)
    assert asked == {"http://foreign.invalid/a.png", "https://foreign.invalid/b"}


def test_the_page_lets_no_other_script_run(reports: Reports, tmp_path: Path, chromium: Any) -> None:
    """A script or a style that somebody adds to the file is not run: the page names its own."""
    text = reports.page("harbour").read_text(encoding="utf-8")
    path = tmp_path / "added.html"
    path.write_text(text.replace("</body>", "<script>document.title='run'</script></body>"))
    with opened(chromium, path) as page:
        assert page.page.title() != "run"
        assert any("Content Security Policy" in error for error in page.errors)


def test_nothing_is_wider_than_the_window(reports: Reports, chromium: Any) -> None:
    for language in ("en", "ar"):
        for size in SIZES:
            with opened(chromium, reports.page("rafah-2023", language), size) as page:
                wide = page.page.evaluate("document.documentElement.scrollWidth")
                assert wide <= size[0], (language, size)


# --- keys ------------------------------------------------------------------------------------


def tab_to(page: Any, id_: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(MOST_TABS):
        page.page.keyboard.press("Tab")
        if page.focused() == id_:
            return
    raise AssertionError(f"no way to {id_} by the Tab key")


def test_slider_by_keys(reports: Reports, chromium: Any) -> None:
    with opened(chromium, reports.page("harbour")) as page:
        tab_to(page, "flow-slider")
        begins = page.text("#flow-when")
        page.page.keyboard.press("ArrowRight")
        assert page.page.locator("#flow-slider").input_value() == "1"
        assert page.text("#flow-when") != begins
        page.page.keyboard.press("End")
        assert page.attribute('[data-name="arrived"]', "data-value") == "1400"
        assert page.attribute("#flow-slider", "aria-valuetext") == page.text("#flow-when")
        page.page.keyboard.press("Home")
        assert page.text("#flow-when") == begins


def test_in_arabic_time_runs_from_right_to_left(reports: Reports, chromium: Any) -> None:
    with opened(chromium, reports.page("harbour", "ar")) as page:
        tab_to(page, "flow-slider")
        page.page.keyboard.press("ArrowLeft")
        assert page.page.locator("#flow-slider").input_value() == "1"


def test_map_by_keys(reports: Reports, chromium: Any) -> None:
    with opened(chromium, reports.page("harbour")) as page:
        tab_to(page, "flow-canvas")
        first = picture(page)
        pictures = {first}
        for key in ("+", "ArrowRight", "ArrowDown", "-"):
            page.page.keyboard.press(key)
            pictures.add(picture(page))
        assert len(pictures) == 5
        page.page.keyboard.press("0")
        assert picture(page) == first


def picture(page: Any) -> str:
    """The map as it is drawn after the next frames."""
    return str(
        page.page.evaluate(
            """async () => {
                for (const _ of [1, 2]) await new Promise((done) => requestAnimationFrame(done));
                return document.getElementById("flow-canvas").toDataURL();
            }"""
        )
    )


def test_filter_by_keys(reports: Reports, chromium: Any) -> None:
    with opened(chromium, reports.page("harbour")) as page:
        rows = page.page.locator("#instruction-table tbody tr")
        everything = rows.count()
        tab_to(page, "filter-text")
        page.page.keyboard.type("hillside")
        shown = [row for row in rows.all() if row.is_visible()]
        assert 0 < len(shown) < everything
        assert all("hillside" in str(row.text_content()).lower() for row in shown)


@pytest.mark.parametrize(("motion", "steps"), [("no-preference", 6), ("reduce", 1)])
def test_play_goes_on_and_pauses(motion: str, steps: int, reports: Reports, chromium: Any) -> None:
    """A second of the page's own clock, which the test turns."""
    with opened(chromium, reports.page("harbour"), reduced_motion=motion) as page:
        page.page.clock.install(time=0)
        page.page.clock.pause_at(3_600_000)  # from here it runs only as far as it is told to
        tab_to(page, "flow-play")
        page.page.keyboard.press("Enter")
        page.page.clock.run_for(1000)
        assert page.page.locator("#flow-slider").input_value() == str(steps)
        page.page.keyboard.press("Enter")
        page.page.clock.run_for(3000)
        assert page.page.locator("#flow-slider").input_value() == str(steps)


def test_without_script_the_tables_remain(reports: Reports, chromium: Any) -> None:
    with opened(chromium, reports.page("harbour"), java_script_enabled=False) as page:
        assert not page.page.locator("#flow").is_visible()
        assert page.page.locator("#chart").is_visible()
        page.page.locator("details:has(#flow-table) > summary").click()
        assert page.page.locator("#flow-table").is_visible()
