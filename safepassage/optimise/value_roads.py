"""Value roads: which roads a proof charges for; more of any other road brings nobody sooner."""

from __future__ import annotations

from .value_answers import Proved

MOST_ROADS = 10


def priced_roads(proved: Proved) -> list[str]:
    """Resources of roads in the certificates of the base, those with the most weight first.

    Weight: priced periods in the proofs of clearance and arrivals, then in that of the mean.
    """
    weight: dict[str, list[float]] = {}

    def add(address: str, place: int, amount: float) -> None:
        if address.startswith("link/"):
            weight.setdefault(address, [0.0, 0.0])[place] += amount

    for cut in proved.arrivals:
        if cut.claim in ("t100_bound_s", "people_arrived_bound"):
            unit = proved.network.inputs.step_s if cut.by_second else 1
            for address, first, last in cut.runs:
                add(address, 0, (last - first) / unit)
    for priced in proved.priced:
        for address, first, last, price, change in priced.runs:
            add(address, 0, _area(first, last, price, change) / priced.worth)
    for run in () if proved.total is None else proved.total.runs:
        add(run[0], 1, _area(*run[1:]))
    ordered = sorted(weight, key=lambda address: ([-w for w in weight[address]], address))
    return ordered[:MOST_ROADS]


def _area(first: int, last: int, price: int, change: int) -> float:
    """The sum of the prices of a run."""
    count = last + 1 - first
    return count * price + change * count * (count - 1) / 2
