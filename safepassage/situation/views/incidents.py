"""Incidents: what happened, where and when, by all who speak of it, with their figures apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from ..claim import Claim
from ..record import Held
from ..when import When, when_of
from .figures import FigureWord, figure_of
from .groups import same_things
from .standing import heard, told_at, word_of
from .terms import key_of, noted, words_of
from .word import Word

# what two tellings of one incident may say otherwise
TOLD_APART = ("kind", "actor", "weapon", "place", "date")
NOTED = ("kind", "date")  # whose norm is clearer than the words


class Said(NamedTuple):
    """One thing that is said of an incident, and the claims that say so."""

    name: str
    value: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """Claims that links call one event are one row. `said`: kind, actor, weapon, place and date
    in each wording; `differ`: the names of those of which there is more than one.
    """

    kind: str
    when: When | None
    subject: str | None
    said: tuple[Said, ...]
    differ: tuple[str, ...]
    words: tuple[Word, ...]
    figures: tuple[FigureWord, ...]


def incidents(
    held: Held, at: datetime, *, with_unreviewed: bool = False
) -> tuple[IncidentRow, ...]:
    """The latest first, by when it is said to have been or else by when it was told.

    Figures stand with an incident that a link or the same words of the same text join them to.
    """
    claims: list[Claim] = []
    numbers: list[Claim] = []
    for claim in held.standing(("incident", "figure"), with_unreviewed=with_unreviewed):
        if heard(held, claim, at):
            (claims if claim.type == "incident" else numbers).append(claim)
    names = [claim.id for claim in (*claims, *numbers)]
    same = same_things(held, names, ("same_event", "repeats"))
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[same.get(claim.id, claim.id)].append(claim)
    counted = _figures_of(claims, numbers, same)
    rows = [_row(held, group, counted.get(name, [])) for name, group in groups.items()]
    return tuple(sorted(rows, key=lambda row: _order(held, row), reverse=True))


def _order(held: Held, row: IncidentRow) -> datetime:
    return row.when.earliest if row.when else told_at(held, row.words[0].claim)


def _figures_of(
    claims: Iterable[Claim], numbers: Iterable[Claim], same: Mapping[str, str]
) -> dict[str, list[Claim]]:
    """The figures of each group of incidents: linked, or within the words of one of its claims."""
    by_text: dict[str, list[Claim]] = defaultdict(list)
    groups = {same.get(claim.id, claim.id) for claim in claims}
    for claim in claims:
        if claim.document is not None and claim.evidence is not None:
            by_text[claim.document].append(claim)
    found: dict[str, list[Claim]] = defaultdict(list)
    for number in numbers:
        linked = same.get(number.id)
        if linked in groups:
            found[linked].append(number)
            continue
        for claim in by_text.get(number.document or "", ()):
            if _shares_words(claim, number):
                found[same.get(claim.id, claim.id)].append(number)
                break
    return found


def _shares_words(incident: Claim, number: Claim) -> bool:
    one, other = incident.evidence, number.evidence
    return one is not None and other is not None and one.start < other.end and other.start < one.end


def _row(held: Held, claims: list[Claim], numbers: list[Claim]) -> IncidentRow:
    said = _said(claims)
    names = [one.name for one in said]
    whens = [when for claim in claims if (when := _when(claim)) is not None]
    figures = [(figure_of(number), number) for number in numbers]
    return IncidentRow(
        noted(claims[-1], "kind") or "incident",
        whens[-1] if whens else None,
        next((claim.subject for claim in reversed(claims) if claim.subject), None),
        said,
        tuple(name for name in TOLD_APART if names.count(name) > 1),
        tuple([word_of(held, claim, noted(claim, "kind")) for claim in claims]),
        tuple([FigureWord(figure, word_of(held, one, figure.words())) for figure, one in figures]),
    )


def _when(claim: Claim) -> When | None:
    return when_of(claim.norm.get("date")) or claim.valid.since


def _said(claims: list[Claim]) -> tuple[Said, ...]:
    found: dict[tuple[str, str], tuple[str, list[str]]] = {}
    for claim in claims:
        for name in TOLD_APART:
            value = noted(claim, name) if name in NOTED else ""
            value = value or words_of(claim, name)
            if value:
                _, names = found.setdefault((name, key_of(value)), (value, []))
                names.append(claim.id)
    return tuple([Said(name, value, tuple(ids)) for (name, _), (value, ids) in found.items()])
