"""First prices: from which a search for better ones begins."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from .pricing import Pricer, Prices


def first_prices(pricer: Pricer, until: int, worth: int) -> Iterator[Prices]:
    """Nothing; and at the narrowest gate of every crossing, all the time, a whole person's worth.

    What a passing costs there is what one kind of people would have to pay all they are worth;
    once for each kind.
    """
    yield Prices(worth, {}, {})
    network = pricer.network
    counted = np.arange(pricer.periods) <= until
    narrowest: dict[str, tuple[Fraction, int]] = {}
    for row, resource in enumerate(network.resources):
        crossing, gate, _ = resource.address.partition("/gate/")
        if gate:
            budget = int((network.budget(row) * counted).sum())
            found = (Fraction(budget, resource.shortest), row)
            narrowest[crossing] = min(narrowest.get(crossing, found), found)
    gates = sorted(row for _, row in narrowest.values())
    kinds = {
        Fraction(network.resources[use.resource].shortest, use.cost)
        for arc in network.arcs
        for use in arc.uses
        if use.resource in gates
    }
    for kind in sorted(kinds):
        price = np.where(counted, np.int64(-(-kind * worth // 1)), 0)
        yield Prices(worth, dict.fromkeys(gates, price), {})


def moved(prices: Prices, until: int, to: int) -> Iterator[Prices]:
    """Prices for arrivals by the end of `until` as some for `to`: at the same time, and as late."""
    for by in (0, to - until):
        of = {}
        for resource, price in prices.of.items():
            at = np.clip(np.arange(price.size) - by, 0, until)
            of[resource] = np.where(np.arange(price.size) <= to, price[at], 0)
        yield Prices(prices.worth, of, prices.rooms)
