"""Comparison sheets: two plans side by side; `_before` is of the first, `_after` of the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from safepassage.compare.comparison import Comparison
from safepassage.frames.sheet import Sheet, sheet


def inputs(found: Comparison) -> Sheet:
    """Each input that differs; a text NA: not known, or not there (`kind` says which)."""
    return sheet(
        "address kind before after source_before source_after",
        (
            (row.address, row.kind, row.before, row.after, row.source_before, row.source_after)
            for row in found.inputs
        ),
    )


def figures(found: Comparison) -> Sheet:
    """Figures that are numbers; those that are instants stand in "times"."""
    return sheet(
        "figure unit before:number after:number difference:number",
        (
            (
                row.name,
                row.unit,
                row.value.before,
                row.value.after,
                None
                if row.value.before is None or row.value.after is None
                else row.value.after - row.value.before,  # type: ignore[operator]
            )
            for row in found.figures
            if row.unit != "instant"
        ),
    )


def times(found: Comparison) -> Sheet:
    """Figures that are instants, NA = never; `later_min` below 0: earlier."""
    return sheet(
        "figure before:instant after:instant later_min:number proved:yes_no",
        (
            (
                row.name,
                row.value.before,
                row.value.after,
                _later(row.value.before, row.value.after),
                row.proved,
            )
            for row in found.figures
            if row.unit == "instant"
        ),
        found.one.plan.inputs.timezone,
    )


def _later(one: object, other: object) -> float | None:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return (other - one).total_seconds() / 60
    return None


def people(found: Comparison) -> Sheet:
    """Everybody by group and start; means are of those who arrive."""
    return sheet(
        "population zone zone_name group start arrived_before:whole arrived_after:whole "
        "more:whole open_by_before open_by_after loses_way:yes_no gains_way:yes_no "
        "mean_later_min:number last_later_min:number other_way:whole other_destination:whole",
        (
            (
                row.population,
                row.zone,
                row.zone_name,
                row.group,
                row.start,
                *row.arrived,
                row.more,
                row.before and row.before.open_by,
                row.after and row.after.open_by,
                row.loses_way,
                row.gains_way,
                row.mean_later_min,
                row.last_later_min,
                row.other_way,
                row.other_destination,
            )
            for row in found.people
        ),
    )


def rules(found: Comparison) -> Sheet:
    """People who do not arrive, by rule, and how many of them in no plan."""
    return sheet(
        "rule people_before:whole people_after:whole proved_before:whole proved_after:whole",
        (
            (row.rule, row.people.before, row.people.after, row.proved.before, row.proved.after)
            for row in found.rules
        ),
    )


def aid(found: Comparison) -> Sheet:
    """Trucks by stream and local day; NA where a plan has no such stream or day."""
    rows = []
    for row in found.aid:
        one, other = row.figures.before, row.figures.after
        rows.append(
            (
                row.aid_stream,
                row.date,
                None if one is None else one.trucks,
                None if other is None else other.trucks,
                None if one is None else row.missing.before,
                None if other is None else row.missing.after,
            )
        )
    return sheet(
        "aid_stream date trucks_before:whole trucks_after:whole trucks_missing_before:whole "
        "trucks_missing_after:whole",
        rows,
    )


def uses(found: Comparison) -> Sheet:
    """People and trucks through every crossing and leg, and every road in use."""
    return sheet(
        "address name people_before:whole people_after:whole trucks_before:whole "
        "trucks_after:whole",
        (
            (
                row.address,
                row.name,
                row.people.before,
                row.people.after,
                row.trucks.before,
                row.trucks.after,
            )
            for row in found.uses
        ),
    )


def instructions(found: Comparison) -> Sheet:
    """Instructions that are not the same; ids NA where there is none."""
    return sheet(
        "kind differs group start instruction_before instruction_after people_before:whole "
        "people_after:whole",
        (
            (
                row.kind,
                " ".join(row.differs) or None,
                row.either.group,
                row.either.start,
                row.before and row.before.id,
                row.after and row.after.id,
                row.before and row.before.people,
                row.after and row.after.people,
            )
            for row in found.instructions
        ),
    )


COMPARISON_SHEETS: dict[str, Callable[[Comparison], Sheet]] = {
    "inputs": inputs,
    "figures": figures,
    "times": times,
    "people": people,
    "rules": rules,
    "aid": aid,
    "uses": uses,
    "instructions": instructions,
}
