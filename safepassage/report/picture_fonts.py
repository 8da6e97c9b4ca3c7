"""Picture fonts: which fonts draw the names of a picture, and which names none of them can."""

from __future__ import annotations

from collections.abc import Iterable

FIRST = "DejaVu Sans"  # comes with matplotlib
# fonts that usual systems have for letters that the first one lacks
MORE = (
    "Noto Sans", "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans Arabic", "Noto Sans Hebrew",
    "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Ethiopic", "Noto Sans Myanmar",
    "Noto Sans Thai", "Noto Sans Khmer", "Noto Sans Tamil", "Noto Sans Georgian",
    "Noto Sans Armenian", "Arial Unicode MS", "PingFang SC", "Hiragino Sans", "Microsoft YaHei",
    "Malgun Gothic", "Nirmala UI", "WenQuanYi Micro Hei",
)  # fmt: skip


class PictureFonts:
    """The fonts for some texts; `families` is what matplotlib takes."""

    def __init__(self, texts: Iterable[str]) -> None:
        from matplotlib import font_manager

        missing = {letter for text in texts for letter in text if not letter.isspace()}
        installed = set(font_manager.get_font_names())
        self.families: list[str] = []
        for name in (FIRST, *MORE):
            if name not in installed or (self.families and not missing):
                continue
            letters = font_manager.get_font(font_manager.findfont(name)).get_charmap()
            found = {letter for letter in missing if ord(letter) in letters}
            if found or not self.families:
                self.families.append(name)
                missing -= found
        self._missing = missing

    def can_draw(self, text: str) -> bool:
        """Whether every letter is in one of the fonts."""
        return not self._missing.intersection(text)
