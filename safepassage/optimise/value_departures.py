"""Value departures: a leg twice, not at all, on a day more, on a day less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..scenario.inputs import Inputs, Leg
from .changes_of_places import departure_levers
from .value_change import Change, NotValued


def departure_changes(inputs: Inputs) -> Iterator[Change | NotValued]:
    """Each departure: a second one beside it, and none; a daily one also for a day more or less.

    A daily leg is one fact with one number of seats, so a second one, or none, means every day.
    """
    near = frozenset(f"leg/{leg.id}" for leg in inputs.legs)
    longer = {
        lever.say(1).change: lever
        for lever in departure_levers(inputs, near)
        if lever.say(1).unit == "as last day"
    }
    for name in dict.fromkeys(leg.id.partition("@")[0] for leg in inputs.legs):
        days = [leg for leg in inputs.legs if leg.id.partition("@")[0] == name]
        at, daily = f"leg/{name}", "@" in days[0].id
        if all(leg.cut_off_s <= 0 for leg in days):
            yield NotValued("departure", at, "it has left before the start")
            continue
        yield from _seats(inputs, days, daily=daily)
        lever = longer.get(f"{at}/last_day")
        if lever is not None:
            said = lever.say(1)
            words = f"one day more, until {said.amount}"
            yield Change("departure", at, words, lever.inputs_with(inputs, 1), said.set)
        if daily and len(days) > 1:
            yield _day_less(inputs, days)


def _seats(inputs: Inputs, days: Sequence[Leg], *, daily: bool) -> Iterator[Change]:
    at, seats = f"leg/{days[0].id.partition('@')[0]}", days[0].seats
    when = " on every day" if daily else ""
    if seats == 0:
        return
    for number, words in (
        (2 * seats, f"a second one at the same time{when} ({seats} seats more)"),
        (0, f"cancelled{when} ({seats} seats less{' a day' if daily else ''})"),
    ):
        legs = tuple(replace(leg, seats=number) if leg in days else leg for leg in inputs.legs)
        changed = replace(inputs, legs=legs)
        yield Change("departure", at, words, changed, (f"{at}/seats={number}",))


def _day_less(inputs: Inputs, days: Sequence[Leg]) -> Change:
    """Without its last day; it left on every day before, so the new last day is the day before."""
    name, _, last = days[-1].id.partition("@")
    before = (date.fromisoformat(last) - timedelta(days=1)).isoformat()
    changed = replace(inputs, legs=tuple(leg for leg in inputs.legs if leg.id != days[-1].id))
    sets = (f"leg/{name}/last_day={before}",)
    return Change("departure", f"leg/{name}", f"cancelled on {last}", changed, sets)
