"""Parts: the fields that a rule left open, found by the words around them in its sentence."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from ...situation.fact_types import FACT_TYPES
from ...situation.span import Span
from ..proposal import Proposal
from .phrases import phrase_after, phrase_before
from .reading import Reading
from .rule import expand, flexible, read_macros
from .sentences import Piece
from .speakers import speaker_behind, split_role

TAKES = ("group", "before", "after", "onward")
LOOKS = ("evidence", "sentence", "behind")
_BEHIND = 80  # how far behind its evidence a part may stand, in characters
_INITIALS = re.compile(r"(?:^|[\s.])[A-Z]\.$")
_OFFICE = 40  # how much of an office ("and Minister of ...") may stand before the name's comma
_PLACES = ("place", "origin", "dest")
_PEOPLE = (("a", "a_role"), ("b", "b_role"))


@dataclass(frozen=True)
class Part:
    """`trigger` is searched for a field of a type of fact that has none yet.

    `take`: the named group `part` of the trigger; the noun phrase before it or after it; or all
    that follows in the clause. `look`: in the evidence, in the whole sentence, or behind the
    evidence up to the next mark; a part that `extends` then makes the evidence reach to what was
    found. `positive`: sentences with the words that are found in them.
    """

    type: str
    field: str
    trigger: re.Pattern[str]
    take: str
    look: str
    extends: bool
    positive: tuple[tuple[str, str], ...]
    negative: tuple[str, ...]


@dataclass(frozen=True)
class Parts:
    """The parts of a language by type of fact, in the order of its file."""

    by_type: dict[str, tuple[Part, ...]]
    attribution: re.Pattern[str]
    ends_behind: re.Pattern[str]
    no_place: re.Pattern[str]


@lru_cache(maxsize=4)
def read_parts(language: str) -> Parts:
    """The parts of a language's folder.

    Raises ValueError for a part that no fact of its type has.
    """
    folder = files("safepassage.intake") / language
    raw = tomllib.loads((folder / "parts.toml").read_text(encoding="utf-8"))
    macros = read_macros(language)
    for name, words in raw.get("macros", {}).items():
        macros[name] = expand(words, macros, f"parts.toml: {name}")
    found: dict[str, tuple[Part, ...]] = {}
    for row in raw["part"]:
        where = f"parts.toml: {row['type']} {row['field']}"
        take, look = row.get("take", "group"), row.get("look", "evidence")
        if row["field"] not in FACT_TYPES[row["type"]].fields:
            raise ValueError(f"{where}: a {row['type']} has no such field")
        if take not in TAKES or look not in LOOKS:
            raise ValueError(f"{where}: take is one of {TAKES}, look one of {LOOKS}")
        pattern = flexible(expand(row["trigger"], macros, where))
        part = Part(
            row["type"],
            row["field"],
            re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE),
            take,
            look,
            row.get("extends", False),
            tuple((sentence, words) for sentence, words in row["positive"]),
            tuple(row.get("negative", ())),
        )
        found[part.type] = (*found.get(part.type, ()), part)
    named = {
        name: re.compile(flexible(expand(words, macros, f"parts.toml: {name}")), re.IGNORECASE)
        for name, words in raw["patterns"].items()
    }
    return Parts(found, **named)


def fill(proposal: Proposal, reading: Reading, piece: Piece, parts: Parts) -> Proposal:
    """The proposal with the fields that its sentence gives beyond those of its rule."""
    fields = {name: spans for name, spans in proposal.fields.items() if not _bare(spans, reading)}
    evidence = proposal.evidence
    for part in parts.by_type.get(proposal.type, ()):
        if part.field not in fields:
            spans = _spans(part, evidence, reading, piece, parts)
            if spans:
                fields[part.field] = spans
                if part.extends:
                    evidence = reading.span(evidence.start, max(evidence.end, spans[0].end))
    if proposal.type == "contact":
        _people(fields, reading, piece)
    if proposal.type == "condition" and "trigger" not in fields and "requirement" in fields:
        first = fields.get("conj", fields["requirement"])[0]
        end = fields["requirement"][0].end
        span = _what_hangs_on_it(first.start, end, reading, piece, parts.attribution)
        if span is not None:
            fields["trigger"] = (span,)
    return replace(proposal, evidence=evidence, fields=fields)


def _bare(spans: tuple[Span, ...], reading: Reading) -> bool:
    """Whether a field holds nothing but a preposition, which says nothing."""
    return len(spans) == 1 and spans[0].text.lower() in reading.lexicon.prepositions


def _spans(
    part: Part, evidence: Span, reading: Reading, piece: Piece, parts: Parts
) -> tuple[Span, ...] | None:
    start, end = _region(part, evidence, reading, piece, parts)
    for match in part.trigger.finditer(reading.text, start, end):
        if part.take == "group":
            span = reading.trimmed(*match.span("part"))
        else:
            span = _phrase(part, match, reading, start, end)
        if span is None or (part.field in _PLACES and parts.no_place.match(span.text)):
            continue
        return (_without_stop(span, reading),)
    return None


def _without_stop(span: Span, reading: Reading) -> Span:
    """The span without the full stop of its sentence; "U.S." keeps its own."""
    if not span.text.endswith(".") or _INITIALS.search(span.text):
        return span
    return reading.span(span.start, span.end - 1)


def _region(
    part: Part, evidence: Span, reading: Reading, piece: Piece, parts: Parts
) -> tuple[int, int]:
    if part.look == "sentence":
        return min(piece.start, evidence.start), max(piece.end, evidence.end)
    if part.look == "behind":
        end = max(min(piece.end, evidence.end + _BEHIND), evidence.end)
        while end < piece.end and reading.text[end].isalnum():
            end += 1  # a word is never cut in two
        mark = parts.ends_behind.search(reading.text, evidence.end, end)
        return evidence.end, end if mark is None else mark.start()
    return evidence.start, evidence.end


def _phrase(
    part: Part, match: re.Match[str], reading: Reading, start: int, end: int
) -> Span | None:
    text, lexicon = reading.text, reading.lexicon
    if part.take == "before":
        found = phrase_before(text, start, match.start(), lexicon)
    else:
        onward = part.take == "onward"
        found = phrase_after(text, match.end(), end, lexicon, long=onward)
    return None if found is None else reading.trimmed(*found)


def _people(fields: dict[str, tuple[Span, ...]], reading: Reading, piece: Piece) -> None:
    """Names and roles of the two who met: "Foreign Minister Danela Rosk" is one of each."""
    if "a" in fields and "b" not in fields:
        both = fields["a"][0]
        join = reading.pattern("joins_two").search(both.text)
        if join is not None:
            middle, end = both.start + join.start(), both.start + join.end()
            fields["a"] = (reading.span(both.start, middle),)
            fields["b"] = (reading.span(end, both.end),)
    for side, office in _PEOPLE:
        if side not in fields or len(fields[side]) != 1:
            continue
        whole = fields[side][0]
        comma = reading.text.find(",", whole.end, min(piece.end, whole.end + _OFFICE))
        goes_on = reading.pattern("joins_two").match(reading.text, whole.end) is not None
        end = comma if goes_on and comma >= 0 else whole.end
        name, role, _ = speaker_behind(reading, whole.start, end, piece.end)
        span = whole if role is not None else _narrow(whole, reading)
        if role is None:
            name, role = split_role(reading, span.start, span.end)
        if role is None and office not in fields:
            name, role, _ = speaker_behind(reading, span.start, span.end, piece.end)
        fields[side] = (name,)
        if role is not None:
            fields.setdefault(office, (role,))


def _narrow(span: Span, reading: Reading) -> Span:
    """The noun phrase that a span begins with, without the day that may follow it."""
    found = phrase_after(reading.text, span.start, span.end, reading.lexicon)
    if found is None:
        return span
    days = [d.start for d in reading.days_in(*found) if d.start > found[0]]
    narrow = reading.trimmed(found[0], min([found[1], *days]))
    return span if narrow is None else narrow


def _what_hangs_on_it(
    start: int, end: int, reading: Reading, piece: Piece, attribution: re.Pattern[str]
) -> Span | None:
    """The other half of the sentence: before "unless X", or behind "If X,"."""
    head = reading.text[piece.start : start].rstrip(" ,")
    if len(head.split()) >= 2:
        said = attribution.match(head)
        cut = max(head.rfind(mark) for mark in ("; ", "“", '"', ": ", ", "))
        cut = cut if said is None else max(cut, said.end() - 1)
        return reading.trimmed(piece.start + cut + 1, piece.start + len(head))
    stop = re.compile(r"[.;”\"]").search(reading.text, end, piece.end)
    return reading.trimmed(end, piece.end if stop is None else stop.start())
