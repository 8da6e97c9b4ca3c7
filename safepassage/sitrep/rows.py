"""Rows: what a record holds at an instant, as the rows of a sitrep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations

from ..situation.claim import Claim
from ..situation.event import Linked
from ..situation.figure import Figure, agree
from ..situation.record import Held
from .names import Names
from .part import Part, part_of
from .row import SECTIONS, Answer, Detail, Row, Told
from .told import told_of, voice, words_of

UNSAID = "unsaid"
# states that say something beside what is open or closed now
BESIDE = frozenset({"planned_open", "planned_closed", "sole_exit"})
PERSONS = frozenset({"persons", "people", "person", None})


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim, the part that it plays, and on whose word."""

    claim: Claim
    part: Part
    told: Told


def rows_of(
    held: Held,
    names: Names,
    at: datetime,
    *,
    since: datetime | None = None,
    with_unreviewed: bool = False,
    inside: bool = False,
) -> tuple[Row, ...]:
    """The rows at an instant, section by section.

    Of one speaker the newest word on a thing stands; what others say stands beside it. A claim
    that was said later than `at` is not used, and a deadline that ended before `since` is left
    out. `inside`: the readers may know what is withheld, and why. Sides of the scenario that
    nobody spoke of stand as such.
    """
    said = []
    for claim in held.standing(with_unreviewed=with_unreviewed):
        part = part_of(claim, names) if is_known(claim, at) else None
        if part is not None and not _is_over(claim, part, at, since):
            said.append(_Said(claim, part, told_of(held, claim, inside=inside)))
    links = held.links
    groups: defaultdict[tuple[str, str], list[_Said]] = defaultdict(list)
    same = _same_events(said, links)
    for one in said:
        groups[one.part.section, same.get(one.claim.id, one.part.key)].append(one)
    apart = _in_conflict(said, links)
    rows = [_row(key, group, said, apart) for (_, key), group in groups.items()]
    rows += _unsaid(names, {row.key for row in rows})
    return tuple(sorted(rows, key=lambda row: _order(row, names)))


def is_known(claim: Claim, at: datetime) -> bool:
    """Whether a claim had been said, or at least published, by an instant."""
    told = claim.said or claim.published
    return told is None or told.earliest <= at


def _is_over(claim: Claim, part: Part, at: datetime, since: datetime | None) -> bool:
    """Whether it ended before: a deadline before the last sitrep, anything else before now."""
    if part.section == "deadlines":
        return since is not None and part.until is not None and part.until.latest < since
    until = claim.valid.until
    return until is not None and until.latest < at


def _same_events(said: list[_Said], links: Iterable[Linked]) -> dict[str, str]:
    """One key for claims that are linked as the same event: that of the first of them."""
    root = {one.claim.id: one.claim.id for one in said}
    keys = {one.claim.id: one.part.key for one in said}
    places = {one.claim.id: number for number, one in enumerate(said)}
    sections = {one.claim.id: one.part.section for one in said}

    def top(name: str) -> str:
        while root[name] != name:
            name = root[name]
        return name

    for link in links:
        if link.kind != "conflicts" and link.a in root and link.b in root:
            if sections[link.a] != sections[link.b]:
                continue
            first, last = sorted((top(link.a), top(link.b)), key=lambda name: places[name])
            root[last] = first
    return {name: keys[top(name)] for name in root}


def _in_conflict(said: list[_Said], links: Iterable[Linked]) -> frozenset[str]:
    """Claims that somebody linked as contradicting one that stands here too."""
    here = {one.claim.id for one in said}
    return frozenset(
        name
        for link in links
        if link.kind == "conflicts" and {link.a, link.b} <= here
        for name in (link.a, link.b)
    )


def _row(key: str, group: list[_Said], said: list[_Said], apart: frozenset[str]) -> Row:
    newest = _newest(group)
    answers: dict[tuple[object, ...], Answer] = {}
    for one in newest:
        answer = _answer(one, said)
        before = answers.get(answer.said)
        answers[answer.said] = (
            answer if before is None else replace(before, told=before.told + answer.told)
        )
    part = newest[0].part
    differ = _differ(part.section, list(answers.values()))
    differ |= any(one.claim.id in apart for one in newest)
    return Row(part.section, key, part.name, part.under, tuple(answers.values()), differ)


def _newest(group: list[_Said]) -> list[_Said]:
    """Without what the same speaker said before on the same thing; incidents are kept apart."""
    if group[0].part.section == "incidents":
        return group
    kept = []
    for one in group:
        later = (
            other
            for other in group
            if voice(other.told) == voice(one.told) and _is_later(other.told, one.told)
        )
        if next(later, None) is None:
            kept.append(one)
    return kept


def _is_later(a: Told, b: Told) -> bool:
    """Whether a was surely said after b."""
    then, before = a.said or a.published, b.said or b.published
    return then is not None and before is not None and then.earliest > before.latest


def _answer(one: _Said, said: list[_Said]) -> Answer:
    details = one.part.details
    if one.part.section == "incidents":
        details += tuple(_figures_within(one.claim, said))
    return Answer(
        one.part.state,
        one.part.figure,
        details,
        one.claim.valid.since,
        one.part.until,
        (one.told,),
    )


def _figures_within(claim: Claim, said: list[_Said]) -> Iterable[Detail]:
    """Figures that stand in the words of an incident: how many were killed or hurt."""
    if claim.evidence is None:
        return
    for other in said:
        inside = other.claim.evidence
        if other.part.figure is None or inside is None or other.claim.document != claim.document:
            continue
        if claim.evidence.start <= inside.start and inside.end <= claim.evidence.end:
            yield Detail(f"count:{other.part.state or words_of(other.claim, 'what')}",
                         other.part.figure)  # fmt: skip


def _differ(section: str, answers: list[Answer]) -> bool:
    """Whether those who speak of it do not say the same."""
    if section == "figures":
        figures = [answer.figure for answer in answers if answer.figure is not None]
        return any(not _may_agree(a, b) for a, b in combinations(figures, 2))
    return len({answer.state for answer in answers} - BESIDE) > 1


def _may_agree(a: Figure, b: Figure) -> bool:
    """Words such as "hundreds" have no bounds, so they agree only with their like."""
    if "vague_plural" in (a.qualifier, b.qualifier) and a.low is None and b.low is None:
        return a.wording == b.wording
    return agree(a, b)


def _unsaid(names: Names, spoken: set[str]) -> list[Row]:
    """Sides of the scenario that no claim speaks of."""
    return [
        Row(
            "access",
            side.address,
            side.side,
            f"{side.crossing}, {side.holder}",
            (Answer(UNSAID, None, (), None, None, ()),),
        )
        for side in names.sides
        if side.address not in spoken
    ]


def _order(row: Row, names: Names) -> tuple[int, float]:
    """Sections in their order; sides as passed, deadlines by their end, others as put down."""
    place = float("inf")
    if row.section == "access":
        sides = [side.address for side in names.sides]
        near = [i for i, address in enumerate(sides) if address.startswith(row.key)]
        place = near[0] - (row.key not in sides) / 2 if near else place
    elif row.section == "deadlines":
        ends = [answer.until.earliest.timestamp() for answer in row.answers if answer.until]
        place = min(ends, default=place)
    return SECTIONS.index(row.section), place
