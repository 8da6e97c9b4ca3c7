"""Run a rule: every place in a sentence where its trigger stands, as a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...situation.span import Span
from ..proposal import Proposal
from .phrases import phrase_after, phrase_before
from .reading import Reading
from .rule import Rule
from .sentences import Piece

_AND_PARTIES = re.compile(r"\s*,?\s+and\s+|\s*,\s+")


def run_rule(rule: Rule, reading: Reading, piece: Piece) -> Iterator[Proposal]:
    """Proposals of a rule in a sentence."""
    text = reading.text
    if rule.needs is not None and rule.needs.search(text, piece.start, piece.end) is None:
        return
    if rule.unless is not None and rule.unless.search(text, piece.start, piece.end) is not None:
        return
    for match in rule.trigger.finditer(text, piece.start, piece.end):
        proposal = _propose(rule, reading, piece, match)
        if proposal is not None:
            yield proposal


def _propose(rule: Rule, reading: Reading, piece: Piece, match: re.Match[str]) -> Proposal | None:
    clause = reading.clause(piece.start, piece.end, match.start(), match.end())
    fields = _groups(reading, match)
    subject = None
    if rule.subject is not None and rule.subject not in fields:
        subject = _subject(rule, reading, piece, match)
        if subject is not None:
            fields[rule.subject] = (subject,)
        elif rule.needs_subject:
            return None
    if rule.object is not None and rule.object not in fields:
        found = phrase_after(
            reading.text, match.end(), max(clause[1], match.end()), reading.lexicon, long=True
        )
        if found is not None:
            fields[rule.object] = (reading.span(*found),)
    first, last = _reach(rule, piece, match, clause, subject)
    evidence = reading.trimmed(first, last)
    if evidence is None:
        return None
    return Proposal(rule.type, evidence, fields, dict(rule.norm), rule.name, rule.why)


def _groups(reading: Reading, match: re.Match[str]) -> dict[str, tuple[Span, ...]]:
    """Named groups as fields; a trailing digit lets two groups fill one field."""
    fields: dict[str, tuple[Span, ...]] = {}
    for name, value in match.groupdict().items():
        if not value:
            continue
        span = reading.trimmed(match.start(name), match.end(name))
        if span is not None:
            key = name.rstrip("0123456789")
            fields[key] = (*fields.get(key, ()), span)
    return fields


def _subject(rule: Rule, reading: Reading, piece: Piece, match: re.Match[str]) -> Span | None:
    if rule.subject_behind:
        found = phrase_after(reading.text, match.end(), piece.end, reading.lexicon)
    else:
        found = phrase_before(reading.text, piece.start, match.start(), reading.lexicon)
    return None if found is None else reading.span(*found)


def _reach(
    rule: Rule,
    piece: Piece,
    match: re.Match[str],
    clause: tuple[int, int],
    subject: Span | None,
) -> tuple[int, int]:
    low = match.start() if subject is None else min(match.start(), subject.start)
    match_end = match.end() if subject is None else max(match.end(), subject.end)
    if rule.scope == "match":
        return low, match_end
    if rule.scope == "sentence":
        return piece.start, piece.end
    if rule.scope == "onward":
        return low, max(match_end, clause[1])
    return min(low, clause[0]), max(match_end, clause[1])
