"""Fonts: those of the package alone, so that the same PDF comes out on every machine."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from safepassage.errors import UsageError

PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic", "fontpkg_heebo")
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Heebo")
MISSING = "safepassage[print]"
# what shapes text and has no glyph of its own
INVISIBLE = frozenset(
    "\n\r\t\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\u202a\u202b\u202c"
)


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


class Drawable:
    """Texts as the fonts can draw them; what they cannot stands as [U+XXXX] and is collected."""

    def __init__(self) -> None:
        self.missing: dict[str, None] = {}

    def __call__(self, text: str) -> str:
        """The text with every character that no font has made visible by its code point."""
        known = glyphs()
        if all(ord(letter) in known or letter in INVISIBLE for letter in text):
            return text
        shown = []
        for letter in text:
            if ord(letter) in known or letter in INVISIBLE:
                shown.append(letter)
            else:
                self.missing[letter] = None
                shown.append(f"[U+{ord(letter):04X}]")
        return "".join(shown)
