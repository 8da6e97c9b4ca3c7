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
    if rule.type == "incident" and _only_said_of(reading, piece, match):
        return None
    clause = reading.clause(piece.start, piece.end, match.start(), match.end())
    fields = _groups(reading, match)
    subject = None
    if rule.subject is not None and rule.subject not in fields:
        subject = _subject(rule, reading, piece, match)
        if subject is not None:
            fields[rule.subject] = (subject,)
        elif rule.needs_subject or rule.subject_has is not None:
            return None
    if rule.object is not None and rule.object not in fields:
        thing = _object(rule, reading, match, clause)
        if thing is not None:
            fields[rule.object] = (thing,)
        elif rule.object_has is not None:
            return None
    inside = subject if subject is None or subject.start >= piece.start else None
    first, last = _reach(rule, reading, piece, match, clause, inside)
    if rule.scope == "clause":
        opening = reading.pattern("opens_clause").match(reading.text, first, match.start())
        first = first if opening is None else opening.end()
    evidence = reading.trimmed(first, last)
    if evidence is None:
        return None
    return Proposal(rule.type, evidence, fields, dict(rule.norm), rule.name, rule.why)


def _object_meant(rule: Rule, reading: Reading, at: int) -> Span | None:
    """ "took the crossing and closed it": the last such thing before, where the object is "it"."""
    assert rule.object_has is not None
    if reading.pattern("it").match(reading.text, at) is None:
        return None
    hits = list(rule.object_has.finditer(reading.text, max(0, at - _BACK), at))
    if not hits:
        return None
    found = phrase_before(reading.text, max(0, at - _BACK), hits[-1].end(), reading.lexicon)
    last = hits[-1]
    return reading.span(last.start(), last.end()) if found is None else reading.span(*found)


def _only_said_of(reading: Reading, piece: Piece, match: re.Match[str]) -> bool:
    """Whether something could, should or did not happen: no incident."""
    before = reading.text[max(piece.start, match.start() - 40) : match.start()]
    return reading.pattern("not_happened").search(before) is not None


def _object(
    rule: Rule, reading: Reading, match: re.Match[str], clause: tuple[int, int]
) -> Span | None:
    """What follows the trigger in its clause; up to the noun that the rule asks for, if it does."""
    most = max(clause[1], match.end())
    found = phrase_after(reading.text, match.end(), most, reading.lexicon, long=True)
    if found is None:
        return None
    if rule.object_has is None:
        return reading.span(*found)
    noun = rule.object_has.search(reading.text, found[0], min(found[1], found[0] + 90))
    if noun is None:
        return _object_meant(rule, reading, found[0])
    narrow = phrase_after(reading.text, match.end(), most, reading.lexicon)
    if narrow is not None and narrow[0] <= noun.start() and noun.end() <= narrow[1]:
        return reading.span(*narrow)
    between = reading.text[found[0] : noun.start()]
    return reading.span(found[0], noun.end()) if len(between.split()) <= 6 else None


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


_BACK = 320  # how far back a pronoun may point, in characters


def _subject(rule: Rule, reading: Reading, piece: Piece, match: re.Match[str]) -> Span | None:
    text, lexicon = reading.text, reading.lexicon
    if rule.subject_behind:
        found = phrase_after(text, match.end(), piece.end, lexicon)
        return None if found is None else reading.span(*found)
    at = match.start()
    if reading.pattern("relative_opens").match(match[0]) is not None:
        # ", which is": the phrase is what stands before the comma, not an apposition
        at = piece.start + len(text[piece.start : at].rstrip(" ,\n"))
    found = phrase_before(text, piece.start, at, lexicon)
    if rule.subject_has is None:
        return None if found is None else reading.span(*found)
    if found is not None and rule.subject_has.search(text, *found):
        return reading.span(*found)
    wide = phrase_before(text, piece.start, at, lexicon, wide=True)
    if wide is not None and rule.subject_has.search(text, *wide):
        return reading.span(*_from_article(rule, reading, wide))
    return _shared_subject(rule, reading, piece, match.start()) or _pointed_at(
        rule, reading, piece, match.start()
    )


def _from_article(rule: Rule, reading: Reading, wide: tuple[int, int]) -> tuple[int, int]:
    """A wide phrase from the last article before the noun that the rule asks for."""
    assert rule.subject_has is not None
    text = reading.text
    noun = rule.subject_has.search(text, *wide)
    assert noun is not None
    articles = list(reading.pattern("article").finditer(text, wide[0], noun.start() + 1))
    return (articles[-1].start(), wide[1]) if articles else wide


def _shared_subject(rule: Rule, reading: Reading, piece: Piece, at: int) -> Span | None:
    """ "The schools are shelters and are full": what the sentence begins with, before an "and"."""
    assert rule.subject_has is not None
    head = reading.text[piece.start : at].rstrip()
    head = reading.pattern("hangs_on").sub("", head).rstrip()
    if reading.pattern("ends_with_and").search(head) is None:
        return None
    found = phrase_after(reading.text, piece.start, at, reading.lexicon)
    if found is None or rule.subject_has.search(reading.text, *found) is None:
        return None
    return reading.span(*found)


def _pointed_at(rule: Rule, reading: Reading, piece: Piece, at: int) -> Span | None:
    """What "it" stands for: the last phrase before it that could be meant."""
    text = reading.text
    assert rule.subject_has is not None
    head = text[piece.start : at].rstrip()
    head = reading.pattern("hangs_on").sub("", head)
    if reading.pattern("pronoun").match(head) is None:
        return None
    hits = list(
        rule.subject_has.finditer(text, max(0, at - _BACK), piece.start + max(len(head) - 4, 0))
    )
    if not hits:
        return None
    last = hits[-1]
    found = phrase_before(text, max(0, at - _BACK), last.end(), reading.lexicon)
    return reading.span(last.start(), last.end()) if found is None else reading.span(*found)


def _reach(
    rule: Rule,
    reading: Reading,
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
    return min(low, _clause_start(reading, clause, match)), max(match_end, clause[1])


def _clause_start(reading: Reading, clause: tuple[int, int], match: re.Match[str]) -> int:
    """Where what happened begins: "He said that two men who were freed" begins with two men."""
    text = reading.text
    relative = reading.pattern("relative_verb").search(text[clause[0] : match.start()])
    if relative is None:
        return clause[0]
    found = phrase_before(text, clause[0], clause[0] + relative.start(), reading.lexicon)
    return clause[0] if found is None else found[0]
