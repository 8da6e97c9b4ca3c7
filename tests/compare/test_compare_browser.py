"""The page of a comparison in a real browser: nothing is asked of the network, nothing is wider
than a phone, and axe finds no barrier, in English and Arabic."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from safepassage.compare.compare_page import compare_page
from safepassage.compare.comparison import compare_plans
from safepassage.report.grade import Grade
from safepassage.report.language.language import Language
from tests.compare.conftest import Bundle

CHROMIUM = Path("/usr/bin/chromium")
playwright = pytest.importorskip("playwright.sync_api", reason="needs the package playwright")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM.exists():
        pytest.skip(f"needs a browser at {CHROMIUM}")
    with playwright.sync_playwright() as player:
        opened = player.chromium.launch(executable_path=str(CHROMIUM))
        yield opened
        opened.close()


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=["desktop", "phone"])
@pytest.mark.parametrize("code", ["en", "ar"])
def test_page(
    code: str, size: tuple[int, int], bundle: Bundle, browser: Any, tmp_path: Path
) -> None:
    page_file = tmp_path / "compare.html"
    for other, grade in (("withdrawn", "planners"), ("hour-less", "public")):
        found = compare_plans(bundle("harbour"), bundle(other))
        made = compare_page(found, Language(code), Grade(grade, False))  # type: ignore[arg-type]
        page_file.write_text(made, encoding="utf-8")
        page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda row, asked=asked: asked.append(row.url))
        page.on("console", lambda row, said=said: said.append(row.text))
        page.goto(page_file.as_uri())
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        assert said == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        results = axe.Axe().run(page)
        found_barriers = [row["id"] for row in results.response["violations"]]
        page.close()
        assert found_barriers == []
