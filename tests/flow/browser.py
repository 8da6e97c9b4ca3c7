"""A real browser for tests: opens a file from disk, and keeps what the page asked and said."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

BROWSER = next(
    (p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))),
    None,
)
DESKTOP, TABLET, PHONE = (1280, 900), (768, 1024), (390, 844)


class Opened:
    """A page that is open; `asked`: addresses beyond its own file; `errors`: what its script said.

    `page` is Playwright's.
    """

    def __init__(self, page: Any) -> None:
        self.page = page
        self.asked: list[str] = []
        self.errors: list[str] = []

    def attribute(self, selector: str, name: str) -> str:
        """An attribute of the one element that fits."""
        value = self.page.locator(selector).get_attribute(name)
        assert value is not None, (selector, name)
        return str(value)

    def text(self, selector: str) -> str:
        """The text of the one element that fits."""
        return str(self.page.locator(selector).text_content())

    def slide(self, instant: int) -> None:
        """Move the slider as a reader does, and wait until the map is drawn."""
        self.page.evaluate(
            """(value) => {
                const slider = document.getElementById("flow-slider");
                slider.value = String(value);
                slider.dispatchEvent(new Event("input", { bubbles: true }));
            }""",
            instant,
        )
        self.page.wait_for_function(
            "(n) => document.getElementById('flow-canvas').dataset.drawn === String(n)", arg=instant
        )

    def focused(self) -> str:
        """The id of the element that has the focus."""
        return str(self.page.evaluate("document.activeElement.id"))


@contextmanager
def browser() -> Iterator[Any]:
    """Chromium as it is installed; skips, saying what is missing."""
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright (requirements/dev)")
    if BROWSER is None:
        pytest.skip("needs chromium, chromium-browser or google-chrome")
    with api.sync_playwright() as play:
        started = play.chromium.launch(
            executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


@contextmanager
def opened(
    started: Any, path: Path, size: tuple[int, int] = DESKTOP, **more: Any
) -> Iterator[Opened]:
    """A file in a window of its own; nothing it asks for beyond the file is answered."""
    context = started.new_context(viewport={"width": size[0], "height": size[1]}, **more)
    page = context.new_page()
    found = Opened(page)
    own = path.resolve().as_uri()

    def ask(route: Any) -> None:
        url = route.request.url
        if url.split("#")[0] == own or url.startswith("data:"):
            route.continue_()
        else:
            found.asked.append(url)
            route.abort()

    page.route("**/*", ask)
    page.on("pageerror", lambda error: found.errors.append(str(error)))
    page.on("console", lambda m: found.errors.append(m.text) if m.type == "error" else None)
    page.goto(own)
    yield found
    context.close()
