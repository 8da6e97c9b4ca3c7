"""Read facts: every typed fact that the rules of a language see in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from ..errors import UsageError
from ..situation.span import Span
from .engine.dates import DateReader
from .engine.figures import figures
from .engine.finish import finish
from .engine.lexicon import Lexicon, read_lexicon
from .engine.measures import Measures, read_measures
from .engine.norms import read_norms
from .engine.numbers import NumberReader
from .engine.parts import fill, read_parts
from .engine.reading import Reading
from .engine.rule import Rule, read_rules
from .engine.run_rule import run_rule
from .engine.sentences import Piece, Sentence, sentences
from .engine.sieve import Sieve
from .engine.statements import LastSpoke, joined, statements
from .gazetteer import Gazetteer
from .proposal import Proposal

LANGUAGES = {"en": "english"}


@lru_cache(maxsize=4)
def _tools(
    language: str,
) -> tuple[Lexicon, NumberReader, DateReader, tuple[Rule, ...], Sieve, Measures]:
    if language not in LANGUAGES:
        raise UsageError(
            f'Texts in "{language}" cannot be read. There are rules for: {", ".join(LANGUAGES)}. '
            "Put the facts down by hand: safepassage situation log --help"
        )
    folder = LANGUAGES[language]
    lexicon = read_lexicon(folder)
    rules = read_rules(folder)
    spoken = tuple(rule for rule in rules if rule.type == "statement")
    others = Sieve([rule for rule in rules if rule.type != "statement"])
    return (
        lexicon,
        NumberReader(lexicon),
        DateReader(lexicon),
        spoken,
        others,
        read_measures(folder),
    )


def read_facts(
    text: str,
    published: date,
    gazetteer: Gazetteer | None = None,
    *,
    language: str = "en",
    furniture: Sequence[Span] = (),
) -> tuple[Proposal, ...]:
    """Proposals in the order of the text; every span is exact.

    `published` is the day from which "Tuesday" and "last week" count. `furniture`: stretches that
    are the page's and not the text's; nothing is proposed from them. UsageError for a language
    that has no rules.
    """
    lexicon, numbers, dates, spoken, others, measures = _tools(language)
    norms = read_norms(LANGUAGES[language])
    parts = read_parts(LANGUAGES[language])
    reading = Reading(text, published, lexicon, numbers, dates, gazetteer, norms)
    last = LastSpoke()
    found: list[Proposal] = []
    said: list[Proposal] = []
    for sentence in sentences(text, lexicon):
        if _is_furniture(sentence, furniture):
            continue
        said = joined(said, statements(spoken, reading, sentence, last), text)
        for piece in sentence.pieces:
            rules = others.rules_for(text, piece.start, piece.end)
            facts = _by_rules(rules, reading, piece)
            facts += figures(measures, reading, piece)
            found += [fill(fact, reading, piece, parts) for fact in without_doubles(facts)]
    said = [fill(p, reading, Piece(p.evidence.start, p.evidence.end), parts) for p in said]
    found = [p for p in (*said, *found) if not _touches(p.evidence, furniture)]
    found.sort(key=lambda p: (p.evidence.start, p.evidence.end, p.type))
    return tuple(finish(proposal, reading) for proposal in found)


def _by_rules(rules: Sequence[Rule], reading: Reading, piece: Piece) -> list[Proposal]:
    """What the rules see in a sentence; those that count alone only where others saw nothing."""
    found: list[Proposal] = []
    for rule in rules:
        if not rule.alone:
            found += run_rule(rule, reading, piece)
    seen = {proposal.type for proposal in found}
    for rule in rules:
        if rule.alone and rule.type not in seen:
            more = list(run_rule(rule, reading, piece))
            found += more[:1]
            seen |= {proposal.type for proposal in more}
    return found


def without_doubles(proposals: Iterable[Proposal]) -> list[Proposal]:
    """One proposal where several rules of a type saw the same words: the first rule's."""
    kept: list[Proposal] = []
    for proposal in proposals:
        if not any(_same(proposal, other) for other in kept):
            kept.append(proposal)
    return kept


def _same(a: Proposal, b: Proposal) -> bool:
    if a.type != b.type:
        return False
    if a.type == "figure":
        return a.fields["value"] == b.fields["value"]
    if a.type == "place_status" and _apart(a, b):
        return False
    if a.type == "incident" and a.rule == b.rule:
        return True
    overlap = min(a.evidence.end, b.evidence.end) - max(a.evidence.start, b.evidence.start)
    lengths = (a.evidence.end - a.evidence.start, b.evidence.end - b.evidence.start)
    return overlap > 0.5 * min(lengths)


def _apart(a: Proposal, b: Proposal) -> bool:
    """Whether two states of places are said by different words and are not the same state."""
    one, other = a.fields.get("status"), b.fields.get("status")
    if one is None or other is None or a.norm.get("status") == b.norm.get("status"):
        return False
    return one[0].end <= other[0].start or other[0].end <= one[0].start


def _is_furniture(sentence: Sentence, furniture: Sequence[Span]) -> bool:
    return any(f.start <= sentence.start and sentence.end <= f.end for f in furniture)


def _touches(span: Span, furniture: Sequence[Span]) -> bool:
    return any(f.start < span.end and span.start < f.end for f in furniture)
