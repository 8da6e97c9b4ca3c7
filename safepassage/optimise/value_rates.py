"""Value rates: 1,000 places more at a destination, a tenth more an hour at a gate."""

from __future__ import annotations

from collections.abc import Iterator

from ..scenario.inputs import Inputs
from .changes_at_gates import rate_levers
from .changes_of_places import room_levers
from .value_change import Change, NotValued

PLACES = 1000


def room_changes(inputs: Inputs) -> Iterator[Change | NotValued]:
    """1,000 places more at each destination that has not room for everybody."""
    levers = {lever.prices[0]: lever for lever in room_levers(inputs)}
    for place in inputs.destinations:
        at = f"destination/{place.id}"
        if at not in levers:
            yield NotValued("room", at, "it has room for everybody already")
            continue
        before = "none is known" if place.room is None else f"{place.room:,} now"
        changed = levers[at].inputs_with(inputs, PLACES)
        sets = levers[at].say(PLACES).set
        yield Change("room", at, f"{PLACES:,} places more ({before})", changed, sets)


def rate_changes(inputs: Inputs) -> Iterator[Change | NotValued]:
    """A tenth more an hour at each gate with a known rate, at least one; cars apart."""
    levers = {lever.say(1).change: lever for lever in rate_levers(inputs)}
    for crossing in inputs.crossings:
        for gate in crossing.gates:
            at = f"crossing/{crossing.id}/gate/{gate.id}"
            if not any(address.startswith(f"{at}/") for address in levers):
                yield NotValued("rate", at, "everybody can pass within an hour already")
    for address, lever in levers.items():
        least = lever.say(1)
        now = int(least.amount) - 1
        if now == 0:
            yield NotValued("rate", address, "no rate above 0 is known, so there is no tenth")
            continue
        more = -(-now // 10)
        words = f"{more} {least.unit} more ({now} now)"
        sets = lever.say(more).set
        gate_at = address.rpartition("/")[0]
        yield Change("rate", gate_at, words, lever.inputs_with(inputs, more), sets)
