"""Pairs: figures, aid, shortfall, gates and last safe starts of two plans, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, Literal, TypeVar

from safepassage.plan.passings import parts
from safepassage.plan.plan import AidDayFigures, Plan

T = TypeVar("T")
Unit = Literal["people", "instant", "min", "percent", "trucks"]


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """A value in the first plan and in the other."""

    before: T
    after: T

    @property
    def differs(self) -> bool:
        """Whether it is not the same in both."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class FigurePair:
    """A figure by its name in claims.json without its unit; None = never, or not known (gap)."""

    name: str
    unit: Unit
    value: Pair[int | float | datetime | None]
    proved: bool  # a bound on any plan


@dataclass(frozen=True, slots=True)
class AidPair:
    """A stream on a local day; None where a plan has no such stream or day."""

    aid_stream: str
    name: str
    date: str
    figures: Pair[AidDayFigures | None]

    @property
    def missing(self) -> Pair[int]:
        """Trucks that are missing to the minimum."""
        one, other = self.figures.before, self.figures.after
        return Pair(_missing(one), _missing(other))

    @property
    def most_differs(self) -> bool:
        """Whether the most that any plan could bring is not the same."""
        one, other = self.figures.before, self.figures.after
        return bool(one and other and one.most != other.most)


@dataclass(frozen=True, slots=True)
class RulePair:
    """People who do not arrive because of a rule, and how many of them in no plan."""

    rule: str
    people: Pair[int]
    proved: Pair[int]


@dataclass(frozen=True, slots=True)
class UsePair:
    """People (and at crossings trucks) who pass an element: crossing, leg or road."""

    address: str
    name: str
    people: Pair[int]
    trucks: Pair[int]


@dataclass(frozen=True, slots=True)
class StartPair:
    """The last start from a zone or through a gate that still arrives; None = there is none."""

    address: str
    instant: Pair[datetime | None]


def figure_pairs(one: Plan, other: Plan) -> tuple[FigurePair, ...]:
    """The figures of both plans, in one order."""
    first, second = list(_figures(one)), list(_figures(other))
    return tuple(
        FigurePair(name, unit, Pair(value, after), proved)
        for (name, unit, proved, value), (_, _, _, after) in zip(first, second, strict=True)
    )


def _figures(plan: Plan) -> Iterator[tuple[str, Unit, bool, int | float | datetime | None]]:
    f = plan.figures
    arrived = f.people_arrived
    yield "people", "people", False, f.people
    yield "people_staying", "people", False, f.people_staying
    yield "people_arrived", "people", False, arrived
    yield "people_arrived_bound", "people", True, f.people_arrived_bound
    yield "people_gap", "people", False, f.people_gap
    for share in ("t50", "t90", "t100"):
        yield share, "instant", False, _instant(plan, getattr(f, f"{share}_s"))
        yield f"{share}_bound", "instant", True, _instant(plan, getattr(f, f"{share}_bound_s"))
    yield "gap", "percent", False, None if f.gap is None else round(100 * f.gap, 2)
    mean_s = f.total_arrival_s / arrived if arrived else None
    yield "mean_arrival", "instant", False, _instant(plan, mean_s)
    yield "longest_wait", "min", False, f.longest_wait_s / 60
    yield "largest_queue", "people", False, f.largest_queue
    yield "trucks", "trucks", False, f.trucks


def _instant(plan: Plan, second: float | None) -> datetime | None:
    """To the whole second, as instants are."""
    return None if second is None else plan.inputs.start + timedelta(seconds=round(second))


def aid_pairs(one: Plan, other: Plan) -> tuple[AidPair, ...]:
    """Every stream and local day of either plan."""
    names = {row.id: row.name for plan in (other, one) for row in plan.inputs.aid_streams}
    first = {(row.aid_stream, row.date): row for row in one.aid_days}
    second = {(row.aid_stream, row.date): row for row in other.aid_days}
    return tuple(
        AidPair(stream, names[stream], date, Pair(first.get(key), second.get(key)))
        for key in sorted({**first, **second})
        for stream, date in (key,)
    )


def _missing(row: AidDayFigures | None) -> int:
    return 0 if row is None else max(0, row.required - row.trucks)


def rule_pairs(one: Plan, other: Plan) -> tuple[RulePair, ...]:
    """People who do not arrive, by the rule that stands in the way."""
    rows = [Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()]
    for count, plan in zip(rows, (one, other), strict=True):
        for lack in plan.short_of:
            count[(lack.rule, lack.proved)] += lack.people
    first, second = rows
    return tuple(
        RulePair(
            rule,
            Pair(
                first[(rule, True)] + first[(rule, False)],
                second[(rule, True)] + second[(rule, False)],
            ),
            Pair(first[(rule, True)], second[(rule, True)]),
        )
        for rule in dict.fromkeys(rule for rule, _ in [*first, *second])
    )


def use_pairs(one: Plan, other: Plan) -> tuple[UsePair, ...]:
    """Every crossing and leg of either plan, and the roads that somebody uses."""
    first, second = _people(one), _people(other)
    trucks = _trucks(one), _trucks(other)
    names = {**_names(other), **_names(one)}
    return tuple(
        UsePair(
            address,
            name,
            Pair(first[address], second[address]),
            Pair(trucks[0][address], trucks[1][address]),
        )
        for address, name in names.items()
        if not address.startswith("link/") or first[address] or second[address]
    )


def _people(plan: Plan) -> Counter[str]:
    count: Counter[str] = Counter()
    for part in parts(plan):
        count[part.address] += sum(people for _, people in part.leaving)
    return count


def _trucks(plan: Plan) -> Counter[str]:
    """Trucks that come in, by crossing."""
    crossing = {row.id: row.crossing for row in plan.inputs.aid_streams}
    count: Counter[str] = Counter()
    for row in plan.aid:
        if row.direction == "in":
            count[f"crossing/{crossing[row.aid_stream]}"] += row.trucks
    return count


def _names(plan: Plan) -> dict[str, str]:
    inputs = plan.inputs
    return {
        **{f"crossing/{row.id}": row.name for row in inputs.crossings},
        **{f"leg/{row.id}": row.name for row in inputs.legs},
        **{f"link/{row.id}": row.name for row in inputs.links},
    }


def start_pairs(one: Plan, other: Plan) -> tuple[StartPair, ...]:
    """Last safe starts by zone and gate."""
    first, second = _starts(one), _starts(other)
    return tuple(
        StartPair(address, Pair(first.get(address), second.get(address)))
        for address in {**first, **second}
    )


def _starts(plan: Plan) -> dict[str, datetime | None]:
    return {row.address: _instant(plan, row.instant_s) for row in plan.last_safe_start}
