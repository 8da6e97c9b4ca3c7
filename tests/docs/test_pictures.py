"""Pictures are seen first: small enough to load, shown with words, made by a script."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 250_000


def shown() -> dict[str, str]:
    """Picture -> its text for those who cannot see it, over README and all pages."""
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    found = {}
    for page in pages:
        for text, path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text("utf-8")):
            found[(page.parent / path).resolve().name] = text
    return found


def test_pictures_are_small_and_each_is_shown_with_words() -> None:
    used = shown()
    for picture in PICTURES.glob("*.png"):
        assert picture.stat().st_size < MOST_BYTES, picture.name
        assert picture.name in used, f"{picture.name} is on no page"
    assert all(len(text) > 15 for text in used.values()), "a picture needs words beside it"


def test_every_picture_is_made_by_a_script() -> None:
    scripts = [ROOT / "docs" / "pictures.py", ROOT / "docs" / "screens.py"]
    scripts += [*(ROOT / "docs" / "gallery").glob("*.py"), *(ROOT / "benchmarks").glob("*.py")]
    code = "\n".join(path.read_text("utf-8") for path in scripts)
    for picture in PICTURES.glob("*.png"):
        assert picture.name in code, f"no script names {picture.name}"
