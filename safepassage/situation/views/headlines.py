"""Headlines: where the figure of a headline is not the one of the body of its text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..figure import agree
from ..record import Held
from .figures import FigureWord
from .terms import noted, words_of

_WORD = re.compile(r"\w+")
SMALL_WORDS = frozenset(
    {"a", "all", "an", "and", "at", "for", "from", "in", "of", "on", "other", "the", "their", "to"}
)
Pair = tuple[FigureWord, FigureWord, str]


def against_body(held: Held, words: Iterable[FigureWord]) -> Iterator[Pair]:
    """Pairs of a headline's figure and one of the body that is not the same, and in what.

    - `value`: of one measure and thing, no number fits both;
    - `what`: of one measure, the headline counts others than the body;
    - `measure`: of the same number of the same people the headline says otherwise what befell
      them.
    """
    heads: dict[str, list[FigureWord]] = defaultdict(list)
    bodies: dict[str, list[FigureWord]] = defaultdict(list)
    for one in words:
        if one.word.claim.document is not None:
            (heads if one.word.headline else bodies)[one.word.claim.document].append(one)
    for document, found in heads.items():
        for head in found:
            for body in bodies[document]:
                about = _otherwise(head, body)
                if about is not None:
                    yield head, body, about


def _otherwise(head: FigureWord, body: FigureWord) -> str | None:
    one, other = head.word.claim, body.word.claim
    same_measure = noted(one, "measure") == noted(other, "measure") != ""
    head_words, body_words = _content(head), _content(body)
    same_thing = bool(head_words & body_words) or not head_words or not body_words
    if same_measure and same_thing:
        return None if agree(head.figure, body.figure) else "value"
    if same_measure:
        return "what"
    if same_thing and head_words and head.figure.words() == body.figure.words():
        return "measure"
    return None


def _content(one: FigureWord) -> frozenset[str]:
    words = _WORD.findall(words_of(one.word.claim, "what").casefold())
    return frozenset(words) - SMALL_WORDS
