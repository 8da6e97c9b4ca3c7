"""Split: one span that holds two facts becomes two claims, each with its own exact words."""

from __future__ import annotations

import re
from dataclasses import replace

from ...problems import Refusal, quoted
from ..claim import Claim
from ..span import Span, span_of

MOST_WORDS = 200


def words_in(claim: Claim) -> tuple[Span, ...]:
    """The words of a claim's evidence, each with its place in the document."""
    if claim.evidence is None:
        raise Refusal(f"claim {claim.id} has no exact words", "edit it, or log two claims by hand")
    start = claim.evidence.start
    found = re.finditer(r"\S+", claim.evidence.text)
    return tuple(Span(start + m.start(), start + m.end(), m[0]) for m in found)


def split_at(claim: Claim, word: int) -> tuple[Claim, Claim]:
    """Two claims: the words before that word (counted from 1), and the words from it on.

    A field goes with the part that holds its words; a field that lies outside the evidence (a
    speaker's full name) goes with both. The norm goes with both, for the reviewer to edit.
    """
    words = words_in(claim)
    assert claim.evidence is not None
    if not 2 <= word <= len(words):
        raise Refusal(f"word {word} begins no second part", f"give a number from 2 to {len(words)}")
    last, first = words[word - 2], words[word - 1]
    evidence = claim.evidence
    cut = last.end - evidence.start
    before = Span(evidence.start, last.end, evidence.text[:cut])
    after = Span(first.start, evidence.end, evidence.text[first.start - evidence.start :])
    return _part(claim, before, evidence), _part(claim, after, evidence)


def word_number(claim: Claim, text: str) -> int:
    """The number that was typed, or the place of the words that the second part begins with."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return int(text)
    words = words_in(claim)
    wanted = text.split()
    places = [
        number
        for number in range(1, len(words) + 1)
        if wanted and [w.text for w in words[number - 1 : number - 1 + len(wanted)]] == wanted
    ]
    if len(places) != 1:
        times = "do not stand there" if not places else f"stand there {len(places)} times"
        raise Refusal(f"{quoted(text)}: these words {times}", "give the number of a word instead")
    return places[0]


def _part(claim: Claim, evidence: Span, whole: Span) -> Claim:
    fields = {}
    for name, spans in claim.fields.items():
        kept = tuple(s for s in spans if _within(s, evidence) or not _within(s, whole))
        if kept:
            fields[name] = kept
    return replace(claim, evidence=evidence, fields=fields)


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def around(text: str, span: Span, most: int = 240) -> tuple[str, str]:
    """What stands before and behind a span in its paragraph, cut at words to `most` characters."""
    begin = max(text.rfind("\n", 0, span.start) + 1, span.start - most)
    end = text.find("\n", span.end)
    end = min(len(text) if end < 0 else end, span.end + most)
    before, behind = span_of(text, begin, span.start).text, span_of(text, span.end, end).text
    if begin > 0 and text[begin - 1] != "\n":
        before = "... " + before.partition(" ")[2]
    if end < len(text) and text[end] != "\n":
        behind = behind.rpartition(" ")[0] + " ..."
    return before, behind
