"""HTML page: the report on a page as plain text, one line a paragraph."""

from __future__ import annotations

import re
from collections import Counter

from safepassage.errors import UsageError
from safepassage.intake.documents.content import Content
from safepassage.intake.documents.decode import decode
from safepassage.intake.documents.file_bytes import MOST_TEXT_BYTES, too_large
from safepassage.intake.documents.html_about import About, about_page, one_line
from safepassage.intake.documents.html_dropped import why_dropped
from safepassage.intake.documents.html_tree import ENDS_PARAGRAPH, Element, html_tree
from safepassage.intake.documents.media import HTML
from safepassage.intake.documents.plain_text import date_hint
from safepassage.intake.documents.signs import without_fillers
from safepassage.situation.span import span_of

BREAKS = ENDS_PARAGRAPH | {"li", "dt", "dd", "tr", "br", "caption", "legend", "body", "html"}
CELLS = ("td", "th")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# The charset is looked for where browsers look for it.
CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
LOOKED_AT = 1024
# Labels that browsers read as another encoding (WHATWG Encoding, 4.2).
MEANS = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-9": "windows-1254",
    "unicode": "utf-8",
    "utf-16": "utf-8",  # a page that says so in bytes of ASCII is not in UTF-16
}
# Placeholders inside a running text: a line's end, and the border between two cells.
LINE, CELL = "\x1e", "\x1f"


def read_html_page(data: bytes, where: str, encoding: str | None = None) -> Content:
    """Title, paragraphs and dates of a page. Scripts are dropped unread; nothing is fetched.

    Raises
    ------
    UsageError
        Larger than 5 MB, bytes that are not in the page's encoding, or no text on it.
    """
    if len(data) > MOST_TEXT_BYTES:
        raise too_large(where, len(data), MOST_TEXT_BYTES)
    charset = encoding or _charset(data)
    page = html_tree(decode(data, where, charset, option="--encoding"), where)
    about = about_page(page)
    left: Counter[str] = Counter()
    root = _report(page)
    lines = _lines(root, left, in_article=root.name != "body")
    headline = _headline(page, root, about, lines)
    if headline is not None and headline not in lines[:3]:
        lines.insert(0, headline)
    if not lines:
        raise UsageError(
            f"{where}: no text is on this page (it may be filled in by a script, which is not "
            "run). Save the page with its text, or copy the text into a .txt file."
        )
    text = "\n".join(lines) + "\n"
    at = text.index(headline) if headline is not None else -1
    return Content(
        text,
        HTML,
        title=headline or about.title,
        headline=None if headline is None else span_of(text, at, at + len(headline)),
        outlet=about.outlet,
        url=about.url,
        language=about.language,
        stated=about.stated,
        hint=date_hint(text),
        notes=(*_notes(about, left), *_doubt(data, charset, given=encoding is not None)),
    )


def _charset(data: bytes) -> str | None:
    """What the page names as its encoding; None stands for UTF-8, strictly."""
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    found = CHARSET.search(data[:LOOKED_AT])
    if found is None:
        return None
    name = found.group(1).decode("ascii").lower()
    return MEANS.get(name, name)


def _doubt(data: bytes, charset: str | None, *, given: bool) -> tuple[str, ...]:
    """A note on bytes that are UTF-8 as well: many pages are labelled wrongly."""
    if given or charset is None or charset.startswith("utf-8") or data.isascii():
        return ()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ()
    return (
        f"the page says that it is in {charset} and was read so, but its bytes are sound UTF-8 "
        "too: if letters look wrong, read it again with --encoding utf-8",
    )


def _report(page: Element) -> Element:
    """The part of the page that holds its report: its longest article, else main, else all."""
    elements = list(page.elements())
    body = next((e for e in elements if e.name == "body"), page)
    for wanted in (
        [e for e in elements if e.name == "article" or e.has_role("article")],
        [e for e in elements if e.name == "main" or e.has_role("main")],
        [e for e in elements if "articlebody" in e.attributes.get("itemprop", "").lower()],
    ):
        found = max(wanted, key=_prose, default=None)
        # a page of teasers has many short articles and none that holds most of its prose
        if found is not None and found.prose and 2 * found.prose >= body.prose:
            return _innermost(found)
    return body


def _prose(element: Element) -> int:
    return element.prose


def _innermost(article: Element) -> Element:
    """The article within this one that holds most of it; this one if there is none."""
    for inner in article.elements():
        if inner.name == "article" and 2 * inner.prose >= article.prose:
            return _innermost(inner)
    return article


def _lines(root: Element, left: Counter[str], *, in_article: bool) -> list[str]:
    parts: list[str] = []
    _walk(root, root, parts, left, in_article)
    lines = without_fillers("".join(parts)).split(LINE)
    tidy = (" ".join(line.replace(CELL, " | ").split()).strip("| ") for line in lines)
    return [line for line in tidy if line]


def _walk(
    element: Element, root: Element, parts: list[str], left: Counter[str], in_article: bool
) -> None:
    breaks = element.name in BREAKS
    if breaks:
        parts.append(LINE)
    for child in element.children:
        if isinstance(child, str):
            text = child.replace(LINE, " ").replace(CELL, " ")
            parts.append(text.replace("\n", LINE) if element.name == "pre" else text)
            continue
        if child.name == "br" and element.name in HEADINGS:
            parts.append(" ")
            continue
        why = why_dropped(child, root, in_article=in_article)
        if why is None:
            _walk(child, root, parts, left, in_article or child.name in ("article", "main"))
        elif why:
            left[why] += 1
    if breaks:
        parts.append(LINE)
    elif element.name in CELLS:
        parts.append(CELL)


def _headline(page: Element, root: Element, about: About, lines: list[str]) -> str | None:
    """The report's heading of the first level, else what the page's data call its headline, else
    the first heading of the page (which may be the outlet's name), else its title."""
    return (
        _first_heading(root)
        or about.headline
        or _first_heading(page)
        or (about.title if lines else None)
    )


def _first_heading(within: Element) -> str | None:
    headings = (element for element in within.elements() if element.name == "h1")
    found = (one_line(" ".join(_lines(h, Counter(), in_article=True))) for h in headings)
    return next((words for words in found if words), None)


def _notes(about: About, left: Counter[str]) -> tuple[str, ...]:
    notes = []
    if left:
        what = ", ".join(f"{noun} ({count})" for noun, count in sorted(left.items()))
        notes.append(f"left out of the page: {what}")
    if about.changed:
        notes.append(f"the page says that it was changed at {about.changed[:40]}")
    return tuple(notes)
