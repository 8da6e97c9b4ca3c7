"""The page of a sitrep in a real browser: axe finds no barrier, nothing is asked for, all fits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from safepassage.report.language.language import Language
from safepassage.scenario import read_scenario
from safepassage.sitrep.make_sitrep import Asked, make_sitrep
from safepassage.sitrep.names import names_of
from safepassage.sitrep.page import sitrep_page
from safepassage.situation.event import Claimed, Withheld
from tests.flow.browser import DESKTOP, PHONE, browser, opened

from .scene import AS_OF, claim, first_acts, record
from .test_forms import hostile


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


def written(folder: Path, code: str, grade: str) -> Path:
    """A page with something of everything: unreviewed, withheld, changed, disputed lines."""
    late = claim("late", "order", "zone 4 is to be ready", norm={"level": "ready"})
    acts = [*first_acts(), Claimed(late), Withheld("side", "the talks are at a turn")]
    asked = Asked(
        AS_OF, grade, since=AS_OF - timedelta(days=1), next_at=AS_OF, with_unreviewed=True
    )
    names = names_of(read_scenario("rafah-2023"), code)
    path = folder / f"{code}-{grade}.html"
    page = sitrep_page(make_sitrep(record(*acts), asked, names), Language(code))
    path.write_text(page, encoding="utf-8")
    return path


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    ("code", "grade"),
    [("en", "planners"), ("ar", "planners"), ("he", "partners"), ("ar", "public")],
)
def test_page(code: str, grade: str, size: tuple[int, int], chromium: Any, tmp_path: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    with opened(chromium, written(tmp_path, code, grade), size) as page:
        found = axe.Axe().run(page.page).response["violations"]
        assert [f"{row['id']}: {row['nodes'][0]['html'][:160]}" for row in found] == []
        assert page.asked == page.errors == []
        wide = page.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size[0]


def test_hostile_words_run_nothing_and_fit(chromium: Any, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(sitrep_page(hostile(), Language("en")), encoding="utf-8")
    with opened(chromium, path, PHONE) as page:
        assert page.page.title() != "run"
        assert page.asked == page.errors == []
        assert page.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
