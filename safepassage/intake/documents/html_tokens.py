"""HTML tokens: tags and texts of a page in one pass whose time grows with its length alone.

The parser of the standard library took quadratic time on unclosed comments until 2025
(CVE-2025-6069), and pages come from anywhere, so the few rules needed here are written out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

# Their content is text up to their own end tag, whatever it looks like.
RAW = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript")
READABLE_RAW = ("title",)  # entities count in it
TAG = re.compile(r"</?([a-zA-Z][^\s/>]{0,80})")
ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)?))?"""
)
RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}
MOST_ATTRIBUTES = 200


class Start(NamedTuple):
    """A start tag; of an attribute that is there twice the first one counts."""

    name: str
    attributes: dict[str, str]
    empty: bool  # written <name/>


class End(NamedTuple):
    """An end tag."""

    name: str


class Text(NamedTuple):
    """Characters, with entities read."""

    words: str


def html_tokens(page: str) -> Iterator[Start | End | Text]:
    """The tokens of a page in order. Comments, doctypes and instructions give none."""
    at, length = 0, len(page)
    while at < length:
        opens = page.find("<", at)
        if opens < 0:
            opens = length
        if opens > at:
            yield Text(html.unescape(page[at:opens]))
        if opens == length:
            return
        tag = TAG.match(page, opens)
        if tag is None:
            at, plain = _no_tag(page, opens)
            if plain:
                yield Text(plain)
            continue
        name = tag.group(1).lower()
        attributes, at, empty = _attributes(page, tag.end())
        if page[opens + 1] == "/":
            yield End(name)
            continue
        yield Start(name, attributes, empty)
        if name in RAW_END:
            raw, at = _raw(page, at, name)
            yield from raw


def _no_tag(page: str, opens: int) -> tuple[int, str]:
    """Where to go on behind a "<" that begins no tag, and the text that it stands for."""
    if page.startswith("<!--", opens):
        # "<!-->" is a whole comment, and one that never ends takes the rest
        closes = page.find("-->", opens + 2)
        return (len(page) if closes < 0 else closes + 3), ""
    if page.startswith(("<!", "<?", "</"), opens):
        closes = page.find(">", opens)
        return (len(page) if closes < 0 else closes + 1), ""
    return opens + 1, "<"


def _attributes(page: str, at: int) -> tuple[dict[str, str], int, bool]:
    """The attributes of a tag, where it ends, and whether it ends with a slash."""
    attributes: dict[str, str] = {}
    while True:
        found = ATTRIBUTE.match(page, at)
        if found is None:
            break
        name = found.group(1).lower()
        value = found.group(2) or found.group(3) or found.group(4) or ""
        if len(attributes) < MOST_ATTRIBUTES:
            attributes.setdefault(name, html.unescape(value))
        at = found.end()
    closes = page.find(">", at)
    if closes < 0:
        return attributes, len(page), False
    return attributes, closes + 1, page[closes - 1] == "/"


def _raw(page: str, at: int, name: str) -> tuple[list[Text | End], int]:
    """The text of a script or the like, its end tag, and where to go on."""
    end = RAW_END[name].search(page, at)
    stop = len(page) if end is None else end.start()
    words = page[at:stop]
    if end is None:
        return [Text(words)], stop
    _, at, _ = _attributes(page, end.end())
    return [Text(html.unescape(words) if name in READABLE_RAW else words), End(name)], at
