"""The page reader has tokens of its own; on sound pages they are those of the library."""

from __future__ import annotations

import random
from html.parser import HTMLParser

import pytest

from safepassage.intake.documents.html_tokens import End, Start, Text, html_tokens

NAMES = ["p", "div", "b", "h1", "li", "a", "x-y", "SPAN"]
WORDS = ["gate ", "open", "40 &amp; 50", "&eacute;", "&#8217;", " < 3 ", "שער", "a & b", "\n"]
VALUES = ["", ' class="a b"', " hidden", " data-x='1 > 0'", ' href="?a=1&amp;b=2"', " lang=en"]


class Standard(HTMLParser):
    """What the standard library makes of a page, texts that touch joined."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[object, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("start", tag, tuple(sorted((k, v or "") for k, v in attrs))))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("end", tag))

    def handle_data(self, data: str) -> None:
        self.found.append(("text", data))


def plain(page: str) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for token in html_tokens(page):
        if isinstance(token, Start):
            found.append(("start", token.name, tuple(sorted(token.attributes.items()))))
            if token.empty:
                found.append(("end", token.name))
        elif isinstance(token, End):
            found.append(("end", token.name))
        elif isinstance(token, Text):
            found.append(("text", token.words))
    return found


def joined(tokens: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for token in tokens:
        if token[0] == "text" and rows and rows[-1][0] == "text":
            rows[-1] = ("text", f"{rows[-1][1]}{token[1]}")
        elif token != ("text", ""):
            rows.append(token)
    return rows


def page(rng: random.Random) -> str:
    parts = []
    for _ in range(30):
        name = rng.choice(NAMES)
        parts.append(
            rng.choice(
                [
                    f"<{name}{rng.choice(VALUES)}>",
                    f"</{name}>",
                    f"<{name}{rng.choice(VALUES)} />",
                    "<!-- a > b -- c -->",
                    "<!DOCTYPE html>",
                    "<script>if (a < b) { x = '</p>' }</script>",
                    "<style>p > b { }</style>",
                    rng.choice(WORDS),
                ]
            )
        )
    return "".join(parts)


@pytest.mark.parametrize("seed", range(80))
def test_tokens_are_those_of_the_standard_library(seed: int) -> None:
    text = page(random.Random(seed))
    standard = Standard()
    standard.feed(text)
    standard.close()
    assert joined(plain(text)) == joined(standard.found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a<!-- never ends", "a"),
        ("a<!-->b", "ab"),
        ("a<script>b", "ab"),
        ("1 < 2 <3", "1 < 2 <3"),
        ("a<b c='never ends", "a"),
        ("a</ b>c", "ac"),
        ("a<?php echo 1 ?>b", "ab"),
        ("<title>A &amp; B</title>c", "A & Bc"),
        ("a<", "a<"),
    ],
)
def test_broken_pages_have_a_reading(text: str, words: str) -> None:
    found = "".join(token.words for token in html_tokens(text) if isinstance(token, Text))
    assert found == words
