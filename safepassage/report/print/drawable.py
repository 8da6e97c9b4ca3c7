"""Drawable: texts as the fonts can draw them; a character without a glyph is shown, not lost."""

from __future__ import annotations

from typing import Any

from safepassage.report.print.fonts import glyphs

# what shapes text and has no glyph of its own
INVISIBLE = frozenset(
    "\n\r\t\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\u202a\u202b\u202c"
)


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


def drawn(value: Any, drawable: Drawable) -> Any:
    """The same data with every text in it drawable."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {key: drawn(item, drawable) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [drawn(item, drawable) for item in value]
    return value
