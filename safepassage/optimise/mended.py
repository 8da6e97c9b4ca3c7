"""Mended: the plan that a change brings, and a bound with less of it, for a stranger to check."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ..demand.demand import estimate_demand
from ..network.aid import aid_days
from ..network.build import build_network
from ..plan.plan import Less, Mend, Mended, Plan, Shortfall
from ..scenario.address import BY_HAND
from ..scenario.inputs import Consent, Inputs, Source
from .aid import aid_taken
from .bound import exact_cuts
from .proofs import best_bounds
from .time_limit import TimeLimit
from .trials import Found

SMALL_LINK_PERIODS = 60_000  # up to here the best change of every kind, above it the best of all
Ways = Mapping[tuple[str, ...], Found]


def find_mended(
    inputs: Inputs,
    rows: Sequence[Shortfall],
    ways: Ways,
    bound: int,
    plan_of: Callable[[Inputs], Plan],
    limit: TimeLimit,
) -> tuple[list[Shortfall], tuple[Mended, ...]]:
    """The rows with what is shown of their best mends, and the plans that show it.

    `ways`: how a mend was found, by its `set`; `bound`: the most people any plan brings as it is.
    A mend of which nothing is shown keeps `folder` None: it was planned, and nobody can check it.
    """
    shown: dict[tuple[str, ...], Mend] = {}
    made: list[Mended] = []
    for mend in _best(inputs, rows):
        if limit.reached:
            break
        found = ways[mend.set]
        changed = as_said(inputs, found.lever.inputs_with(inputs, found.amount))
        plan = plan_of(changed)
        if plan.stopped is not None or plan.figures.people_arrived < found.trial.people:
            continue
        arrived = plan.figures.people_arrived
        less = _less(inputs, found, arrived) if found.amount > 1 else None
        proved = less is not None or (found.amount == 1 and bound < arrived)
        folder = f"mends/{len(made) + 1}"
        made.append(Mended(folder, mend, plan, less))
        shown[mend.set] = replace(mend, folder=folder, least_proved=proved)
    marked = [replace(row, mends=tuple(_marked(mend, shown) for mend in row.mends)) for row in rows]
    return marked, tuple(made)


def _marked(mend: Mend, shown: Mapping[tuple[str, ...], Mend]) -> Mend:
    other = shown.get(mend.set)
    if other is None:
        return mend
    return replace(mend, folder=other.folder, least_proved=other.least_proved)


def _best(inputs: Inputs, rows: Sequence[Shortfall]) -> list[Mend]:
    """The mend of every kind that brings most, the best first; of large problems only that."""
    best: dict[str, Mend] = {}
    for mend in sorted((m for row in rows for m in row.mends), key=lambda m: -m.people_more):
        best.setdefault(mend.kind, mend)
    large = len(inputs.links) * inputs.periods > SMALL_LINK_PERIODS
    return list(best.values())[: 1 if large else None]


def _less(inputs: Inputs, found: Found, arrived: int) -> Less | None:
    """One step less of a change, if a cut proves that it brings fewer people."""
    amount = found.amount - 1
    changed = as_said(inputs, found.lever.inputs_with(inputs, amount))
    network = build_network(changed)
    origins = estimate_demand([group for group in changed.groups if group.people > 0])
    taken = aid_taken(network, aid_days(network))
    bounds = best_bounds(network, origins, [exact_cuts(network, origins, taken=taken)])
    if bounds.people_arrived_bound >= arrived:
        return None
    said = found.lever.say(amount)
    end = tuple(row for row in bounds.certificates if row.claim == "people_arrived_bound")
    return Less(changed, said.amount, bounds.people_arrived_bound, end)


def as_said(before: Inputs, changed: Inputs) -> Inputs:
    """The changed inputs with a source for what was changed: nobody has said it."""

    def named(old: tuple[Consent, ...], new: tuple[Consent, ...]) -> tuple[Consent, ...]:
        return tuple(
            row if row in old or row.source is not None else replace(row, source=BY_HAND)
            for row in new
        )

    crossings = tuple(
        replace(
            new,
            gates=tuple(
                replace(gate, consents=named(was.consents, gate.consents))
                for was, gate in zip(old.gates, new.gates, strict=True)
            ),
        )
        for old, new in zip(before.crossings, changed.crossings, strict=True)
    )
    corridors = tuple(
        replace(new, consents=named(old.consents, new.consents))
        for old, new in zip(before.corridors, changed.corridors, strict=True)
    )
    consents = tuple(consent for leg in before.legs for consent in leg.consents)
    legs = tuple(replace(leg, consents=named(consents, leg.consents)) for leg in changed.legs)
    sources = changed.sources
    if not any(source.id == BY_HAND for source in sources):
        words = "Changed to see what it would bring; nobody has said it"
        day = before.as_of.date().isoformat()
        sources = (*sources, Source(BY_HAND, words, "whoever asked", day, None))
    return replace(changed, crossings=crossings, corridors=corridors, legs=legs, sources=sources)
