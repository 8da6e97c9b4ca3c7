"""Screens: report, card and terminal as people see them, photographed from real runs."""

from __future__ import annotations

import html
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image

import safepassage as sp

DESKTOP, PHONE = (1280, 900), (390, 844)
COLOURS = 192  # a palette keeps the files small and the letters sharp
TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #1d2429; display: inline-block }
pre { margin: 0; padding: 18px 22px; color: #e6ebee; font: 14px/1.4 "DejaVu Sans Mono", monospace }
b { color: #9ad1ff; font-weight: normal }
</style><pre><b>$ {command}</b>
{text}</pre>"""


# the map over time begins before anybody has left: show it in the forenoon of some day
SLIDE = """part => {
  const slider = document.querySelector("#flow-slider");
  slider.value = Math.round(Number(slider.max) * 0.3);
  slider.dispatchEvent(new Event("input", {bubbles: true}));
  document.querySelector(part).scrollIntoView();
}"""


def shrink(png: bytes, path: Path) -> None:
    """Write a picture with a palette."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def bundle(folder: Path, example: str) -> Path:
    """An example, planned."""
    return sp.write_bundle(
        sp.make_plan(sp.make_inputs(sp.read_scenario(example))), folder / example
    )


@contextmanager
def browser() -> Iterator[Any]:
    """The Chromium of this computer; none is downloaded."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        sys.exit("Pictures of pages need chromium (Debian: apt-get install chromium).")
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()


def photograph(
    chrome: Any, page: Path, out: Path, size: tuple[int, int], part: str | None = None
) -> None:
    """The first screen of a page, or the part that a CSS selector names."""
    width, height = size
    tab = chrome.new_page(viewport={"width": width, "height": height})
    tab.goto(page.as_uri())
    tab.wait_for_timeout(400)
    if part is not None:
        tab.evaluate(SLIDE, part)
        tab.wait_for_timeout(600)
    shrink(tab.screenshot(), out)
    tab.close()


def terminal(chrome: Any, words: list[str], lines: int, folder: Path, out: Path) -> None:
    """What a command prints, its first lines, on a dark ground."""
    done = subprocess.run(
        [sys.executable, "-m", "safepassage", *words],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    text = html.escape("\n".join([*done.stdout.split("\n")[:lines], "  ..."]))
    page = folder / "terminal.html"
    command = html.escape(" ".join(["safepassage", *words]))
    page.write_text(TERMINAL.replace("{command}", command).replace("{text}", text), "utf-8")
    tab = chrome.new_page(viewport={"width": 1000, "height": 400})
    tab.goto(page.as_uri())
    shrink(tab.locator("body").screenshot(), out)
    tab.close()


def card(harbour: Path, folder: Path, out: Path) -> None:
    """A zone card in two languages, as it is printed."""
    subprocess.run(
        [sys.executable, "-m", "safepassage", "cards", harbour.name, "--languages", "en,ar",
         "--zone", "old-town", "--out", "card.pdf"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    subprocess.run(
        ["pdftoppm", "-png", "-r", "120", "-singlefile", "card.pdf", "card"],
        cwd=folder, check=True,
    )  # fmt: skip
    shrink((folder / "card.png").read_bytes(), out)


def screens(out: Path) -> list[str]:
    """All of them; gives the names of the files."""
    with tempfile.TemporaryDirectory() as name, browser() as chrome:
        folder = Path(name)
        harbour, rafah = bundle(folder, "harbour"), bundle(folder, "rafah-2024")
        english, arabic = folder / "harbour.html", folder / "harbour-ar.html"
        sp.write_report(harbour, english)
        sp.write_report(harbour, arabic, language="ar")
        sp.write_report(rafah, folder / "rafah.html")
        photograph(chrome, english, out / "report.png", DESKTOP)
        photograph(chrome, english, out / "report-phone.png", PHONE)
        photograph(chrome, arabic, out / "report-phone-ar.png", PHONE)
        photograph(chrome, arabic, out / "report-ar.png", DESKTOP)
        photograph(chrome, english, out / "report-map.png", DESKTOP, "#map-and-time")
        place = folder / "rafah.html"
        photograph(chrome, place, out / "report-rafah-2024.png", DESKTOP)
        photograph(chrome, place, out / "report-rafah-2024-map.png", DESKTOP, "#map-and-time")
        terminal(chrome, ["credibility", "harbour"], 36, folder, out / "credibility.png")
        card(harbour, folder, out / "card.png")
    names = ("report", "report-phone", "report-phone-ar", "report-ar", "report-map",
             "report-rafah-2024", "report-rafah-2024-map", "credibility", "card")  # fmt: skip
    return [f"{name}.png" for name in names]
