"""The HTML of a mail in a real browser: axe finds no barrier, nothing is asked for, all fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from safepassage.digest.ledger import SENT, open_ledger
from safepassage.digest.read_subscribers import read_subscribers
from safepassage.digest.write_letters import Desk, write_letters
from safepassage.situation.claim import Speaker
from safepassage.situation.event import Claimed, Retracted, Withheld
from safepassage.store.store import open_record
from tests.flow.browser import DESKTOP, PHONE, browser, opened

from .scene import (
    ALL,
    CLOSED,
    MORNING,
    TALKS,
    add,
    harbour_names,
    later,
    read_bulletin,
    subscribers_file,
)

LONG = "<img src=x onerror=alert(1)>" + "W" * 400 + "\u202e"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A second digest for each reader: changed, taken back, withheld, not reviewed, hostile."""
    folder = tmp_path_factory.mktemp("mails")
    readers = read_subscribers(subscribers_file(folder))
    hostile = replace(
        TALKS, id="hostile", speaker=Speaker(LONG, LONG), chain=(LONG,), document=None,
        evidence=None, fields={}, norm={"state": "ongoing", "topic": LONG},
    )  # fmt: skip
    found = {}
    with (
        open_record(folder / "record", create=True) as store,
        open_ledger(folder / "ledger") as ledger,
    ):
        read_bulletin(store, *ALL, at=MORNING)
        for hours in (1, 30):
            desk = Desk(store.record(), readers, harbour_names, with_unreviewed=True)
            now = MORNING + timedelta(hours=hours)
            for one in write_letters(desk, ledger, now):
                assert one.letter is not None
                assert one.said is not None
                ledger.note(one.letter, SENT, now)
                path = folder / f"{one.subscriber.language}.html"
                path.write_text(one.said.html, encoding="utf-8")
                found[one.subscriber.language] = path
            add(
                store,
                Claimed(later(CLOSED, "open", 2, norm={"status": "open"}), "accepted"),
                Claimed(hostile),
                Retracted("waiting", LONG),
                Withheld("last-bus", LONG),
                at=MORNING + timedelta(hours=3),
            )
    return found


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("code", ["en", "ar", "he"])
def test_page(code: str, size: tuple[int, int], pages: dict[str, Path], chromium: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    with opened(chromium, pages[code], size) as page:
        found = axe.Axe().run(page.page).response["violations"]
        assert [f"{row['id']}: {row['nodes'][0]['html'][:160]}" for row in found] == []
        assert page.asked == page.errors == []
        assert page.page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert page.page.locator("img, script, link, iframe, form").count() == 0
        assert page.page.locator(".kind").count() >= 1
