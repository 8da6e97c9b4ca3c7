"""Fonts: those of the package alone, so that the same PDF comes out on every machine."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from safepassage.errors import UsageError

PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic", "fontpkg_heebo")
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Heebo")
MISSING = "safepassage[print]"


def need_print() -> None:
    """Raise UsageError if what printing needs is not installed."""
    for name in ("typst", "segno", "fontTools", *PACKAGES):
        if find_spec(name) is None:
            raise UsageError(f"{name} is not installed. Install it with: pip install '{MISSING}'")


@cache
def folders() -> tuple[str, ...]:
    """The folders that hold the fonts."""
    found = []
    for name in PACKAGES:
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            raise UsageError(f"{name} is not installed. Install it with: pip install '{MISSING}'")
        found.append(str(Path(spec.origin).parent / "files"))
    return tuple(found)


@cache
def glyphs() -> frozenset[int]:
    """The code points that some font can draw."""
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for folder in folders():
        for path in Path(folder).glob("*.ttf"):
            with TTFont(path, lazy=True) as font:
                found |= set(font.getBestCmap())
    return frozenset(found)
