"""Closures: links closed or reduced, by decision or by a hazard until the end of the horizon."""

from __future__ import annotations

from fractions import Fraction

from safepassage.scenario import inputs
from safepassage.scenario.convert.facts import Facts
from safepassage.scenario.convert.passages import both_ways


def closures(facts: Facts, end_s: int) -> tuple[inputs.Closure, ...]:
    """The closures known as of the answer; `because` is the address of the reason."""
    found = []
    for closure in facts.scenario.closures:
        address = f"closure/{closure.closure_id}"
        if facts.known(closure.source, address, "the closure is not used"):
            found.append(
                inputs.Closure(
                    closure.closure_id,
                    address,
                    both_ways(facts.scenario, closure.link_ids),
                    facts.seconds(closure.from_),
                    facts.seconds(closure.to),
                    Fraction(closure.remaining_share),
                    closure.source,
                )
            )
    for hazard in facts.scenario.hazards:
        address = f"hazard/{hazard.id}"
        if not facts.known(hazard.source, address, "the hazard is not used"):
            continue
        arrives_s = facts.seconds(hazard.arrives)
        if hazard.links and arrives_s < end_s:
            links = both_ways(facts.scenario, hazard.links)
            found.append(
                inputs.Closure(
                    hazard.id, address, links, arrives_s, end_s, Fraction(0), hazard.source
                )
            )
    return tuple(found)
