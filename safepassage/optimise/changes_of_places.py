"""Changes of places and times: room at a destination, a departure, a deadline."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from ..clock import local_instant
from ..network.build import build_network
from ..network.paths import latest_departures
from ..scenario.inputs import Destination, Group, Inputs, Leg, Need
from .changes import STEP_S, Lever, Said, by_hand, end_s, grain, instant


def room_levers(inputs: Inputs) -> Iterator[Lever]:
    """Room at each destination, person by person, up to everybody in one place."""
    for place in inputs.destinations:
        now = place.room or 0
        if now != "unlimited" and now < inputs.people:
            yield _room(inputs, place, now)


def _room(inputs: Inputs, place: Destination, now: int) -> Lever:
    at = f"destination/{place.id}"

    def bigger(changed: Inputs, k: int) -> Inputs:
        new = with_room(place, now + k)
        rows = tuple(new if row.id == place.id else row for row in changed.destinations)
        return replace(changed, destinations=rows)

    def say(k: int) -> Said:
        room = now + k
        if not place.needs:
            more = by_hand(inputs, f"{at}/room", f"{at}/room_source")
            return Said(f"{at}/room", str(room), "people", (f"{at}/room={room}", *more))
        short = [need for need in place.needs if need.room is None or need.room < room]
        sets: list[str] = []
        for need in short:
            here = f"{at}/need/{need.need}"
            sets.append(f"{here}/have={_have(need, room)}")
            sets += by_hand(inputs, here, f"{here}/have_source")
        if len(short) == 1:
            change, _, amount = sets[0].partition("=")
            return Said(change, amount, short[0].unit, tuple(sets))
        return Said(f"{at}/needs", str(room), "people", tuple(sets))

    return Lever("room", frozenset({at}), inputs.people - now, bigger, say, (at,))


def _have(need: Need, room: int) -> int:
    """What so many people take, in whole units."""
    return -int(-room * need.per_person // 1)


def with_room(place: Destination, room: int) -> Destination:
    """The place with whatever it is short of for so many people filled up, in whole units."""
    if not place.needs:
        return replace(place, room=room)
    needs: list[Need] = []
    for need in place.needs:
        if need.room is None or need.room < room:
            have = Fraction(_have(need, room))
            need = replace(need, have=have, room=int(have // need.per_person))
        needs.append(need)
    least = min(needs, key=lambda need: need.room or 0)
    return replace(place, needs=tuple(needs), room=least.room, short_need=least.need)


def departure_levers(inputs: Inputs, near: Collection[str]) -> Iterator[Lever]:
    """Each departure near: more seats, or later, or on more days; all its days change together."""
    for name in dict.fromkeys(leg.id.partition("@")[0] for leg in inputs.legs):
        days = [leg for leg in inputs.legs if leg.id.partition("@")[0] == name]
        if not _on(days).isdisjoint(near):
            yield _seats(inputs, name, days)
            yield from _later(inputs, name, days)
            if "@" in days[0].id:
                yield from _more_days(inputs, name, days)


def _on(days: Sequence[Leg]) -> frozenset[str]:
    return frozenset(f"leg/{leg.id}" for leg in days)


def _with_legs(inputs: Inputs, new: Sequence[Leg]) -> Inputs:
    changed = {leg.id: leg for leg in new}
    return replace(inputs, legs=tuple(changed.get(leg.id, leg) for leg in inputs.legs))


def _seats(inputs: Inputs, name: str, days: Sequence[Leg]) -> Lever:
    at, now = f"leg/{name}/seats", days[0].seats

    def more(changed: Inputs, k: int) -> Inputs:
        return _with_legs(changed, [replace(leg, seats=now + k) for leg in days])

    def say(k: int) -> Said:
        return Said(at, str(now + k), "seats", (f"{at}={now + k}",))

    prices = tuple(f"leg/{leg.id}/seats" for leg in days)
    return Lever("departure", _on(days), inputs.people, more, say, prices)


def _later(inputs: Inputs, name: str, days: Sequence[Leg]) -> Iterator[Lever]:
    """The leg leaves and arrives later, so that whoever comes too late now can still go on it.

    Not so late that a consent has ended, that nobody gets from there to a destination any more, or
    (of a leg that leaves every day) that it leaves on another day.
    """
    first = days[0]

    def moved(k: int) -> list[Leg]:
        later_s = k * STEP_S
        start = replace(
            first,
            cut_off_s=first.cut_off_s + later_s,
            departs_s=first.departs_s + later_s,
            arrives_s=first.arrives_s + later_s,
        )
        return [_on_day(inputs, start, (_day(leg) - _day(first)).days) for leg in days]

    def later(changed: Inputs, k: int) -> Inputs:
        return _with_legs(changed, moved(k))

    def say(k: int) -> Said:
        at, leg = f"leg/{name}", moved(k)[0]
        times = (("departs", leg.departs_s), ("cut_off", leg.cut_off_s), ("arrives", leg.arrives_s))
        sets = tuple(f"{at}/{field}={instant(inputs, second)}" for field, second in times)
        return Said(f"{at}/departs", str(k * STEP_S // 60), "min later", sets)

    latest_s = end_s(inputs) - 1 - first.arrives_s
    for consent in first.consents:
        if consent.asked_of_people and consent.counts:
            latest_s = min(latest_s, consent.to_s - 1 - first.departs_s)
    if "@" in first.id:
        latest_s = min(latest_s, _until_midnight_s(inputs, first.departs_s) - 1)
    most = latest_s // STEP_S
    if most > 0:
        useful_s = _last_useful_arrival_s(_with_legs(inputs, moved(most)), _on(days))
        most = min(most, (useful_s - first.arrives_s) // STEP_S)
    if most > 0:
        yield Lever("departure", _on(days), most, later, say, (), grain(inputs))


def _last_useful_arrival_s(inputs: Inputs, legs: frozenset[str]) -> int:
    """The last second at which who gets off one of the legs can still go on to a destination."""
    network = build_network(inputs)
    latest = latest_departures(network, round_up=True)
    ends = [latest[arc.to_state] for arc in network.arcs if arc.element in legs]
    return (max(ends, default=-1) + 1) * inputs.step_s - 1


def _more_days(inputs: Inputs, name: str, days: Sequence[Leg]) -> Iterator[Lever]:
    """The leg leaves on so many days more, as long as it arrives within the horizon."""
    so_far = (_day(days[-1]) - _day(days[0])).days
    extra: list[Leg] = []
    while True:
        leg = _on_day(inputs, days[0], so_far + len(extra) + 1)
        if leg.arrives_s >= end_s(inputs):
            break
        extra.append(leg)

    def longer(changed: Inputs, k: int) -> Inputs:
        place = max(i for i, leg in enumerate(changed.legs) if f"leg/{leg.id}" in _on(days)) + 1
        return replace(changed, legs=(*changed.legs[:place], *extra[:k], *changed.legs[place:]))

    def say(k: int) -> Said:
        at, last = f"leg/{name}/last_day", _day(extra[k - 1]).isoformat()
        return Said(at, last, "as last day", (f"{at}={last}",))

    if extra:
        yield Lever("departure", _on(days), len(extra), longer, say)


def _day(leg: Leg) -> date:
    """The local day of one departure of a leg that leaves every day (any day for other legs)."""
    return date.fromisoformat(leg.id.partition("@")[2] or "2000-01-01")


def _on_day(inputs: Inputs, first: Leg, shift: int) -> Leg:
    """The same departure some local days later; see scenario/convert/legs.py."""
    if "@" not in first.id:
        return first
    day = (_day(first) + timedelta(days=shift)).isoformat()
    name, _, first_day = first.id.partition("@")
    return replace(
        first,
        id=f"{name}@{day}",
        name=f"{first.name.removesuffix(first_day)}{day}",
        cut_off_s=_days_later(inputs, first.cut_off_s, shift),
        departs_s=_days_later(inputs, first.departs_s, shift),
        arrives_s=_days_later(inputs, first.arrives_s, shift),
    )


def _days_later(inputs: Inputs, second: int, days: int) -> int:
    """The same local time some days later."""
    at = inputs.start + timedelta(seconds=second)
    local = at.astimezone(ZoneInfo(inputs.timezone))
    return second + int(((local + timedelta(days=days)).astimezone(UTC) - at).total_seconds())


def _until_midnight_s(inputs: Inputs, second: int) -> int:
    local = (inputs.start + timedelta(seconds=second)).astimezone(ZoneInfo(inputs.timezone))
    midnight = local_instant(local.date(), 1440, ZoneInfo(inputs.timezone))
    return int((midnight - local).total_seconds())


def deadline_levers(inputs: Inputs) -> Iterator[Lever]:
    """Each latest departure, of a group or of a zone in the way of a hazard, up to the end.

    Inputs hold the earliest deadline of a group only: one that hides behind it still holds.
    """
    of_hazard: dict[tuple[str, str], list[Group]] = {}
    for group in inputs.groups:
        because = group.deadline_because or ""
        if group.latest_departure_s is None:
            continue
        if because.startswith("hazard/"):
            of_hazard.setdefault((because, group.zone), []).append(group)
        else:
            yield from _deadline(inputs, f"group/{group.id}/latest_departure", [group])
    for (hazard, zone), groups in of_hazard.items():
        yield from _deadline(inputs, f"{hazard}/zone/{zone}/leave_before", groups)


def _deadline(inputs: Inputs, address: str, groups: Sequence[Group]) -> Iterator[Lever]:
    now = groups[0].latest_departure_s
    assert now is not None
    ids = {group.id for group in groups}

    def later(changed: Inputs, k: int) -> Inputs:
        return replace(
            changed,
            groups=tuple(
                replace(row, latest_departure_s=now + k * STEP_S) if row.id in ids else row
                for row in changed.groups
            ),
        )

    def say(k: int) -> Said:
        value = instant(inputs, now + k * STEP_S)
        return Said(address, str(k * STEP_S // 60), "min later", (f"{address}={value}",))

    most = -(-(end_s(inputs) - now) // STEP_S)
    if most > 0:
        on = frozenset(f"group/{id_}" for id_ in ids)
        yield Lever("deadline", on, most, later, say, (), grain(inputs))
