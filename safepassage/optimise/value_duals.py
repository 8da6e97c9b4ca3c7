"""Value duals: marginal prices of the proofs, element by element and hour by hour.

They are no values: a price says what a little more would bring as long as nothing else becomes
narrow. A gate shows 0 where the road behind it is as narrow, and where two cuts are equally good
only one of them has the prices.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from ..clock import Span
from .value_answers import Proved
from .value_hours import local_hours

I64 = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Dual:
    """The prices of a resource over one local hour (`span`), times the people whom it lets through.

    `people_more` by the proof of who can arrive at all, `people_hours_less` by that of the mean.
    """

    address: str
    span: Span
    people_more: Fraction
    people_hours_less: Fraction


def dual_values(proved: Proved) -> list[Dual]:
    """Every gate in every hour in which it is open, and whatever else has a price."""
    network = proved.network
    step_s, periods = network.inputs.step_s, network.inputs.periods
    people, hours = _people_prices(proved), _hours_prices(proved)
    rows = {row.address: i for i, row in enumerate(network.resources)}
    found: list[Dual] = []
    for address in sorted(rows):
        if "/gate/" not in address and address not in people and address not in hours:
            continue
        resource = network.resources[rows[address]]
        through = network.budget(rows[address])
        for span in local_hours(network.inputs):
            # a period belongs to the hour in which it begins
            first, last = -(-span[0] // step_s), min(periods, -(-span[1] // step_s))
            inside = through[first:last]
            if not inside.any():
                continue
            worth = [
                _priced(prices.get(address), first, last, inside, unit * resource.shortest)
                for prices, unit in ((people, _worth(proved)), (hours, Fraction(3600, step_s)))
            ]
            if "/gate/" in address or any(worth):
                found.append(Dual(address, span, worth[0], worth[1]))
    return found


def _priced(
    prices: I64 | None, first: int, last: int, inside: I64, unit: int | Fraction
) -> Fraction:
    if prices is None:
        return Fraction(0)
    return Fraction(int((inside * prices[first:last]).sum())) / unit


def _worth(proved: Proved) -> int:
    """The price of a whole person in the proof of who can arrive."""
    by_prices = [row for row in proved.priced if row.claim == "people_arrived_bound"]
    return by_prices[0].worth if by_prices else 1


def _people_prices(proved: Proved) -> dict[str, I64]:
    """Prices by resource and period in the proof of who can arrive: by prices, else by a cut."""
    inputs, found = proved.network.inputs, dict[str, I64]()
    by_prices = [row for row in proved.priced if row.claim == "people_arrived_bound"]
    for priced in by_prices[:1]:
        for address, first, last, price, change in priced.runs:
            _row(found, address, inputs.periods)[first : last + 1] += _ramp(
                first, last, price, change
            )
    cuts = [] if by_prices else [c for c in proved.arrivals if c.claim == "people_arrived_bound"]
    for cut in cuts:
        for address, first, last in cut.runs:
            if cut.by_second:
                first, last = first // inputs.step_s, (last - 1) // inputs.step_s
            _row(found, address, inputs.periods)[first : last + 1] = 1
    return found


def _hours_prices(proved: Proved) -> dict[str, I64]:
    """Periods saved by one passing more, by resource and period, in the proof of the mean."""
    found: dict[str, I64] = {}
    for address, first, last, price, change in () if proved.total is None else proved.total.runs:
        row = _row(found, address, proved.network.inputs.periods)
        row[first : last + 1] += _ramp(first, last, price, change)
    return found


def _row(found: dict[str, I64], address: str, periods: int) -> I64:
    return found.setdefault(address, np.zeros(periods, dtype=np.int64))


def _ramp(first: int, last: int, price: int, change: int) -> I64:
    ramp: I64 = price + change * np.arange(last + 1 - first, dtype=np.int64)
    return ramp
