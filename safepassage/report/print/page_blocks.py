"""Page blocks: the report's page as plain data for print, so that both say the same.

The page is our own HTML (`report/html`), read as data and never as markup: what is for the screen
alone (buttons, filters, the map that moves) is left out, what is folded is unfolded.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from typing import Any

SCREEN_ONLY = frozenset({"script", "style", "nav", "form", "button", "canvas", "head"})
EMPTY = frozenset({"br", "meta", "link", "input", "img", "path", "line", "rect", "circle"})
LONGEST_WORD, MOST_USUAL = 16, 400  # letters; beyond that a column is not made wider
LONG_ROW = 1500  # letters; a row of more may be broken between pages
TITLES = {"h1": 1, "h2": 2, "h3": 3, "summary": 4, "caption": 5}
LESS_THAN = re.compile("< \\d+")
FIRST_STRONG, LEFT_TO_RIGHT, END_OF_ISOLATE = "\u2068", "\u2066", "\u2069"


def page_blocks(html: str) -> list[dict[str, Any]]:
    """The blocks of a page, in order.

    A block has a `kind`: "title" (with `level` 1 to 5), "p" and "li" (with `runs` and a `look`),
    "table" (`title`, `heads`, `rows`, each cell a list of runs, `widths`, and
    `long`: a row is longer than a page is likely to hold), "svg" (`svg`). A run is
    `{"text", "strong", "small", "code", "badge"}`; a line break is the text "\\n".
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.finish()


class _Reader(HTMLParser):
    """Turns elements into blocks; knows the elements that the report's page is made of."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[dict[str, Any]] = []
        self.runs: list[dict[str, Any]] = []
        self.skipping = 0
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.svg: list[str] | None = None
        self.table: dict[str, Any] | None = None
        self.signs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a cell, a look; or pass over what is for the screen."""
        given = dict(attrs)
        if self.skipping or self._is_for_screen(tag, given):
            self.skipping += tag not in EMPTY
            return
        if tag == "svg" or self.svg is not None:
            self._svg_begins(tag, attrs)
            return
        if tag == "br":
            self._say("\n")
            return
        if tag in ("p", "div", "li", "ul", "header", "footer", "pre", *TITLES):
            self._flush()
        if tag == "table":
            self._flush()
            self.table = {"kind": "table", "heads": [], "rows": [], "title": []}
        if tag == "tr" and self.table is not None:
            self.table["rows"].append([])
        if tag == "q":
            self._say("“")
        if tag in ("bdi", "code"):
            self._say(LEFT_TO_RIGHT if given.get("dir") == "ltr" else FIRST_STRONG)
        if tag not in EMPTY:
            self.open.append((tag, given))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that ends at once; only drawings have such."""
        if self.svg is not None:
            self.svg.append(_tag(tag, attrs, "/>"))

    def handle_endtag(self, tag: str) -> None:
        """End what began; a paragraph, item, cell or drawing is then whole."""
        if self.skipping:
            self.skipping -= tag not in EMPTY
            return
        if self.svg is not None:
            self.svg.append(f"</{tag}>")
            if tag == "svg":
                self._svg_ends()
            return
        if tag in ("bdi", "code"):
            self._say(END_OF_ISOLATE)
        if tag == "q":
            self._say("”")
        if tag in ("td", "th") and self.table is not None:
            self._cell_ends(tag)
        elif tag == "caption" and self.table is not None:
            title, self.runs = _trimmed(self.runs), []
            before = self.blocks[-1] if self.blocks else {}
            said = before.get("kind") == "title" and _text(before["runs"]) == _text(title)
            self.table["title"] = [] if said else title
        elif tag in ("p", "div", "li", "header", "footer", "pre", *TITLES):
            self._flush()
        if tag == "table" and self.table is not None:
            self.table["rows"] = [row for row in self.table["rows"] if row]
            self.table["widths"] = _widths(self.table)
            longest = max((sum(map(_length, row)) for row in self.table["rows"]), default=0)
            self.table["long"] = longest > LONG_ROW
            self.blocks.append(self.table)
            self.table = None
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Words go where the writing is; a drawing keeps its own."""
        if self.skipping:
            return
        if self.svg is not None:
            self.svg.append(escape(data))
            return
        if self._within("pre"):
            self._say(data)
        elif data.strip():
            self._say(" ".join(f"x{data}x".split())[1:-1])
        elif self.runs:
            self._say(" ")

    def finish(self) -> list[dict[str, Any]]:
        """The blocks, the last one too."""
        self._flush()
        return self.blocks

    def _is_for_screen(self, tag: str, given: dict[str, str | None]) -> bool:
        return (
            tag in SCREEN_ONLY
            or "hidden" in given
            or given.get("class") == "skip"
            or (given.get("aria-hidden") == "true" and tag != "svg")
        )

    def _within(self, *tags: str) -> bool:
        return any(tag in tags for tag, _ in self.open)

    def _look(self) -> tuple[str, int]:
        """The innermost block, and how deep its list is."""
        depth = sum(tag == "ul" for tag, _ in self.open)
        for tag, given in reversed(self.open):
            if tag in TITLES or tag == "li":
                return tag, depth
            if tag in ("p", "div", "pre", "footer"):
                return given.get("class") or tag, depth
        return "p", depth

    def _say(self, text: str) -> None:
        classes = " ".join(given.get("class") or "" for tag, given in self.open if tag == "span")
        badge = next((word for word in classes.split() if word != "badge"), "")
        self.runs.append(
            {
                # in a line from the right "< 10" would be mirrored and read as "more than 10"
                "text": LESS_THAN.sub(f"{LEFT_TO_RIGHT}\\g<0>{END_OF_ISOLATE}", text),
                "strong": self._within("strong"),
                "small": self._within("small"),
                "code": self._within("code", "pre"),
                "badge": badge if "badge" in classes.split() else "",
            }
        )

    def _flush(self) -> None:
        """The words so far become a block; within a table they wait for their cell."""
        if self.table is not None:
            if self.runs and self.runs[-1]["text"] != "\n":
                self._say("\n")
            return
        runs, self.runs = _trimmed(self.runs), []
        if not any(
            run["text"].strip(FIRST_STRONG + LEFT_TO_RIGHT + END_OF_ISOLATE) for run in runs
        ):
            return
        look, depth = self._look()
        if look in TITLES:
            self.blocks.append({"kind": "title", "level": TITLES[look], "runs": runs})
        elif look == "li" or depth:
            sign, self.signs = (self.signs[0] if self.signs else ""), []
            self.blocks.append({"kind": "li", "depth": depth, "runs": runs, "sign": sign})
        else:
            self.blocks.append({"kind": "p", "look": look, "runs": runs})

    def _cell_ends(self, tag: str) -> None:
        assert self.table is not None
        cell, self.runs = _trimmed(self.runs), []
        if self._within("thead"):
            self.table["heads"].append(cell)
        elif self.table["rows"]:
            self.table["rows"][-1].append(cell)

    def _svg_begins(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.svg is None:
            self.svg = []
        self.svg.append(_tag(tag, attrs, ">"))

    def _svg_ends(self) -> None:
        """A drawing is a block of its own; within a list it is the sign before an item."""
        drawing, self.svg = "".join(self.svg or []), None
        if self._within("li"):
            self.signs.append(drawing)
        else:
            self._flush()
            self.blocks.append({"kind": "svg", "svg": drawing})


def _tag(tag: str, attrs: list[tuple[str, str | None]], end: str) -> str:
    # the parser lowers all names, a drawing needs this one as it is
    names = {"viewbox": "viewBox"}
    given = [(names.get(name, name), value or "") for name, value in attrs]
    if tag == "svg" and not any(name == "xmlns" for name, _ in given):
        given.append(("xmlns", "http://www.w3.org/2000/svg"))
    words = "".join(f' {name}="{escape(value)}"' for name, value in given)
    return f"<{tag}{words}{end}"


def _trimmed(runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without spaces and line breaks at both ends."""
    runs = list(runs)
    while runs and not runs[0]["text"].strip():
        runs.pop(0)
    while runs and not runs[-1]["text"].strip():
        runs.pop()
    return runs


def _widths(table: dict[str, Any]) -> list[float]:
    """A share of the page's width for each column: more for more words, but never very little."""
    widths = []
    for column, head in enumerate(table["heads"]):
        cells = [row[column] for row in table["rows"] if column < len(row)]
        lengths = sorted(map(_length, [*cells, head]))
        many = lengths[len(lengths) * 9 // 10]
        words = [
            len(word) for cell in [*cells, head] for run in cell for word in run["text"].split()
        ]
        longest = min(max(words, default=1), LONGEST_WORD)
        usual = (sum(lengths) / len(lengths) + many) / 2
        widths.append(round(max(longest * 1.15, 7, min(usual, MOST_USUAL) ** 0.75), 2))
    return widths


def _length(runs: list[dict[str, Any]]) -> int:
    return sum(len(run["text"]) for run in runs)


def _text(runs: list[dict[str, Any]]) -> str:
    return "".join(run["text"] for run in runs)
