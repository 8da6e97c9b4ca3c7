"""Headcount: how many people are said to be there, put into low, likely and high of groups."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..scenario.convert.people import largest_remainder
from ..scenario.group import Group
from ..situation.claim import Claim
from ..situation.figure import Figure, Number
from .draft import Draft

# Of these the people counted are those who are there; killed, released or arrived are not.
PRESENT = (
    "present",
    "waiting",
    "trapped",
    "stranded",
    "sheltering",
    "displaced",
    "residents",
    "population",
)
WISHING = "wishing_to_leave"
COLUMNS = ("people_low", "people_likely", "people_high")
Counts = tuple[int, int, int]


def figure_of(claim: Claim) -> Figure:
    """The figure of a claim with the words of its value."""
    spans = claim.fields.get("value", ())
    return Figure.of(claim.norm, spans[0].text if spans else None)


def groups_of(draft: Draft, subject: str) -> tuple[Group, ...]:
    """The groups of a population, or the one group of an address."""
    kind, _, name = subject.partition("/")
    field = {"population": "population", "group": "group_id"}[kind]
    return tuple(row for row in draft.scenario.groups if getattr(row, field) == name.split("/")[0])


def counts_people(draft: Draft, claim: Claim, subject: str) -> bool:
    """Whether a figure counts people of some groups who are there; if not the reason is noted."""
    groups = groups_of(draft, subject)
    measure, unit = claim.norm.get("measure"), claim.norm.get("unit")
    mend = f"people who are there: {', '.join(PRESENT)}"
    if unit not in (None, "persons", "people"):
        why = f"it counts {unit}, and groups are counted in people"
    elif not groups:
        why, mend = f"no group is of {subject}: its people are in no headcount", ""
    elif measure == WISHING and any(group.share_going != 1 for group in groups):
        why = "it counts those who wish to leave, and of the groups only a share is expected to go"
    elif measure not in (*PRESENT, WISHING):
        named = str(measure).replace("_", " ") if measure else "of an unnamed measure"
        why = f"it counts people {named}, not people who are there"
    else:
        return True
    draft.leave((claim,), subject, why, mend)
    return False


def put_headcount(draft: Draft, subject: str, claims: Sequence[Claim]) -> None:
    """Put figures that do not contradict one another into the groups, oldest first."""
    groups = groups_of(draft, subject)
    before = [_counts(group) for group in groups]
    known = [counts for counts in before if counts is not None]
    was = None if len(known) < len(before) else _sum(known)
    total = was
    used: list[Claim] = []
    for claim in claims:
        after = moved(total, figure_of(claim))
        if isinstance(after, str):
            draft.leave((claim,), subject, after, "log a figure with the bounds that are meant")
            continue
        total = after
        used.append(claim)
    if total is None or not used:
        return
    if total == was and not any(draft.not_known_yet(group.people_source) for group in groups):
        draft.leave(used, subject, "the scenario's range says the same", "")
        return
    newer = next((g for g in groups if draft.is_newer(g.people_source, used)), None)
    if newer is not None and draft.leave_for_newer(used, subject, newer.people_source):
        return
    if any(_is_counted(draft, group) for group in groups):
        why = "claims about single groups of it were put first, and are not mixed with a total"
        draft.leave(used, subject, why, "take the claims about its groups back, or this one")
        return
    parts = shared_out(total, known if was else [], len(groups))
    if isinstance(parts, str):
        draft.leave(used, subject, parts, "log a figure for each group: subject group/<id>")
        return
    _write(draft, subject, groups, parts, used)


def _is_counted(draft: Draft, group: Group) -> bool:
    """Whether another claim has set the group's people already."""
    row = draft.groups.find("group_id", group.group_id)
    assert row is not None
    return draft.groups.cell(row, "people_source") != (group.people_source or "")


def _counts(group: Group) -> Counts | None:
    values = (group.people_low, group.people_likely, group.people_high)
    if isinstance(values[0], int) and isinstance(values[1], int) and isinstance(values[2], int):
        return values[0], values[1], values[2]
    return None


def _sum(rows: Sequence[Counts]) -> Counts:
    return sum(r[0] for r in rows), sum(r[1] for r in rows), sum(r[2] for r in rows)


def moved(now: Counts | None, figure: Figure) -> Counts | str:
    """Low, likely and high after a figure; or why it says too little.

    An exact number is all three. About and estimates are the likely one, in a range that is
    widened to hold it. Bounds cut the range off: a number that lies outside moves to the bound.
    """
    low, high = _whole(figure.low), _whole(figure.high)
    match figure.qualifier:
        case "about" | "estimated" if (approx := _whole(figure.approx)) is not None:
            before = now or (approx, approx, approx)
            return min(before[0], approx), approx, max(before[2], approx)
        case "exact" if low is not None:
            return low, low, low
        case "more_than" if low is not None:
            low += 1
        case "less_than" if high is not None:
            high -= 1
        case _:
            pass
    if low is None and high is None:
        return f'"{figure.words()}" names no number'
    if now is None:
        return f'"{figure.words()}" is a bound, and the scenario has no figure to bound'
    if figure.qualifier == "between" and low is not None and high is not None:
        return low, min(max(now[1], low), high), high
    if low is not None:
        now = max(now[0], low), max(now[1], low), max(now[2], low)
    if high is not None:
        now = min(now[0], high), min(now[1], high), min(now[2], high)
    return now


def _whole(value: Number | None) -> int | None:
    return None if value is None else int(value)


def shared_out(total: Counts, before: Sequence[Counts], groups: int) -> list[Counts] | str:
    """Exact whole people for each group, by the shares that the scenario's likely figures have."""
    if groups == 1:
        return [total]
    weights = [row[1] for row in before] if any(row[1] for row in before) else []
    if not weights:
        return "the scenario has no figures by which to share it out over its groups"
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    was = _sum(before)
    columns = [
        [row[at] for row in before]
        if total[at] == was[at]
        else largest_remainder([share * total[at] for share in shares], total[at])
        for at in range(3)
    ]
    parts = list(zip(*columns, strict=True))
    if all(low <= likely <= high for low, likely, high in parts):
        return parts
    # columns with shares of their own: each next one is the one before and its own surplus
    steps = [total[0], total[1] - total[0], total[2] - total[1]]
    rows = [largest_remainder([share * step for share in shares], step) for step in steps]
    return [(a, a + b, a + b + c) for a, b, c in zip(*rows, strict=True)]


def _write(
    draft: Draft,
    subject: str,
    groups: Sequence[Group],
    parts: Sequence[Counts],
    claims: Sequence[Claim],
) -> None:
    source = draft.source(claims)
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for group, counts in zip(groups, parts, strict=True):
        row = draft.groups.find("group_id", group.group_id)
        assert row is not None
        before[group.group_id] = [draft.groups.cell(row, column) for column in COLUMNS]
        after[group.group_id] = [str(count) for count in counts]
        cells = dict(zip(COLUMNS, after[group.group_id], strict=True))
        draft.groups.put(row, {**cells, "people_source": source})
    said = "; ".join(f"{claim.by_whom()}: {figure_of(claim).words()}" for claim in claims)
    taken = ["shared out by the scenario's own likely figures" if len(groups) > 1 else None]
    taken.append(draft.in_place_of(*(group.people_source for group in groups)))
    in_all = ", ".join(f"{count:,}" for count in _sum(parts))
    draft.change(
        f"{subject}/people",
        before,
        after,
        claims,
        f"{said}; low, likely, high in all {in_all}",
        "; ".join(dict.fromkeys(text for text in taken if text)) or None,
    )
