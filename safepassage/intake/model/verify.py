"""Verify: a fact that a model told becomes a proposal only by words that stand in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...situation.fact_types import FACT_TYPES
from ...situation.review.norm_names import NUMBERS, YES_OR_NO, norm_names
from ...situation.span import Span
from ..engine.finish import finish
from ..engine.reading import Reading
from ..proposal import Proposal
from .answer import Refused, Told, shown
from .numbered import Numbered
from .told_number import BOUNDS, Untrue, told_number

LONGEST_WHY = 200
LEAST_LETTERS = 4  # of words that may be a part of one
MOST_SENTENCES = 8  # that one quotation may run through
# Without these a fact says nothing, or says it on the wrong person's word.
NEEDED = {
    "statement": ("speaker",),
    "figure": ("value",),
    "place_status": ("place",),
    "contact": ("a",),
    "consent": ("party",),
}
NEEDED_NORM = {"place_status": "status", "consent": "state", "position": "stance"}
_SLUG = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_OURS = ("party_id", "same_event_as", "conflicts_with")  # joins that a model has no say in


@dataclass(frozen=True)
class Verifier:
    """Holds facts against the sentences that were sent and the text that they come from.

    `has_rules`: whether numbers can be read in words of the text's language, not in digits alone.
    """

    reading: Reading
    sentences: Mapping[int, Numbered]
    model: str
    where: str
    has_rules: bool = True

    def proposal(self, told: Told) -> tuple[Proposal | None, tuple[Refused, ...]]:
        """The proposal, or None; and what was left out of it, each with the reason."""
        what = f"{told.type} {shown(told.evidence)}"
        refused: list[Refused] = []
        try:
            evidence = self._words(told.sentence, told.evidence)
            fields = self._fields(told, refused, what)
            norm = self._norm(told, refused, what)
            if told.type == "figure":
                self._figure(evidence, fields, norm, refused)
            self._refuse_incomplete(told.type, fields, norm)
        except Untrue as error:
            return None, (*refused, Refused(what, str(error)))
        rule = f"model:{self.model}"
        made = Proposal(told.type, evidence, fields, norm, rule, self._why(told.why))
        return finish(made, self.reading), tuple(refused)

    def _words(self, number: int, words: str, *, first: bool = False) -> Span:
        """Where the words stand, once, or the `first` place; only white space may differ.

        They begin in that sentence, and may run on into the next ones, as quotations do.
        """
        if number not in self.sentences:
            raise Untrue(f"no sentence {number} was sent")
        parts = words.split()
        if not parts:
            raise Untrue("there are no words")
        span = self.sentences[number].span
        pattern = re.compile(self._whole(r"\s+".join(map(re.escape, parts)), len(words)))
        found = pattern.finditer(self.reading.text, span.start, self._reach(number))
        places = [place for place in found if place.start() < span.end]
        if not places:
            raise Untrue(f"these words do not stand in sentence {number}: {shown(words)}")
        if len(places) > 1 and not first:
            raise Untrue(f"these words stand {len(places)} times in sentence {number}")
        return self.reading.span(places[0].start(), places[0].end())

    def _whole(self, pattern: str, length: int) -> str:
        """Whole words; other scripts write "and" or "to" together with the word that follows."""
        if not self.has_rules and length >= LEAST_LETTERS:
            return pattern
        return rf"(?<!\w){pattern}(?!\w)"

    def _reach(self, number: int) -> int:
        """Where the sentences end that follow one another with nothing else between them."""
        end = self.sentences[number].span.end
        for following in range(number + 1, number + MOST_SENTENCES):
            row = self.sentences.get(following)
            if row is None or self.reading.text[end : row.span.start].strip():
                break
            end = row.span.end
        return end

    def _fields(self, told: Told, refused: list[Refused], what: str) -> dict[str, tuple[Span, ...]]:
        """Fields whose words stand where they are said to; the others are left out, and said."""
        fields: dict[str, tuple[Span, ...]] = {}
        known = FACT_TYPES[told.type].fields
        for name, number, words in told.fields:
            if name not in known:
                refused.append(Refused(what, f"{shown(name)} is no field of a {told.type}"))
                continue
            try:
                span = self._words(number, words, first=True)
            except Untrue as error:
                refused.append(Refused(what, f"field {name}: {error}"))
                continue
            if span not in fields.get(name, ()):
                fields[name] = (*fields.get(name, ()), span)
        return fields

    def _norm(self, told: Told, refused: list[Refused], what: str) -> dict[str, Any]:
        """Values of closed lists, plain words of ours, and words that stand in the text.

        A value that a closed list does not have fells the fact; others fall alone. Numbers and
        dates of a norm are read by our own reader from the text and never taken from a model.
        """
        kind = FACT_TYPES[told.type]
        norm: dict[str, Any] = {}
        for name, value in told.norm:
            if name in kind.allowed:
                if value not in kind.allowed[name]:
                    raise Untrue(
                        f"{name} {shown(value)} is none of: {', '.join(kind.allowed[name])}"
                    )
                norm[name] = value
            elif name not in norm_names(told.type) or name in _OURS:
                refused.append(Refused(what, f"{shown(name)} is no part of a {told.type}"))
            elif name in NUMBERS:
                if told.type == "figure":
                    norm[name] = value  # held against the words in _figure
            elif name in YES_OR_NO:
                norm[name] = value.strip().lower() in ("yes", "true")
            elif _SLUG.fullmatch(value) or (value.strip() and value in self.reading.text):
                norm[name] = value
            else:
                refused.append(Refused(what, f"{name} {shown(value)} does not stand in the text"))
        return norm

    def _figure(
        self,
        evidence: Span,
        fields: dict[str, tuple[Span, ...]],
        norm: dict[str, Any],
        refused: list[Refused],
    ) -> None:
        """The number as our reader reads it at the value's place; the model's must agree."""
        told = told_number(self.reading, evidence, fields, norm, has_rules=self.has_rules)
        ours = told.norm["qualifier"]
        if norm.get("qualifier", ours) != ours:
            because = f"the words say {ours}, not {norm['qualifier']}"
            refused.append(Refused(f"figure {shown(evidence.text)}", because))
        for name in BOUNDS:
            norm.pop(name, None)
        norm |= told.norm
        fields.pop("qualifier", None)
        fields |= told.fields

    def _refuse_incomplete(
        self, kind: str, fields: Mapping[str, tuple[Span, ...]], norm: Mapping[str, Any]
    ) -> None:
        lacking = [name for name in NEEDED.get(kind, ()) if name not in fields]
        value = NEEDED_NORM.get(kind)
        if value is not None and value not in norm:
            lacking.append(value)
        if lacking:
            raise Untrue(f"a {kind} needs {' and '.join(lacking)}")

    def _why(self, why: str) -> str:
        own = "".join(sign if sign.isprintable() else " " for sign in why)
        own = " ".join(own.split())[:LONGEST_WHY]
        said = f' Its own reason: "{own}"' if own else ""
        return f"Marked by the model {self.model} at {self.where}, words checked.{said}"
