"""Unlocks from the definition: every subset of conditions lifted, every way walked.

For walkers and openings on the minute, so that it is enough to try the first second of each.
"""

from __future__ import annotations

from itertools import combinations

from safepassage.scenario.inputs import Consent, Gate, Group, Inputs


def _consent_ok(consent: Consent, second: int, group: Group) -> bool:
    listed = consent.only_for is None or bool(set(consent.only_for) & set(group.criteria))
    return consent.of == "aid" or (
        consent.counts and listed and consent.from_s <= second < consent.to_s
    )


def _gate_ok(gate: Gate, at: str, second: int, group: Group, lifted: frozenset[str]) -> bool:
    hours = gate.open is not None and any(a <= second < b for a, b, _ in gate.open)
    if not hours and f"{at}/open" not in lifted:
        return False
    if gate.eligibility is not None and not set(gate.eligibility) & set(group.criteria):
        return False
    if not gate.rate_persons_per_hour:
        return False
    return all(
        _consent_ok(c, second, group) or f"{at}/consent/{c.id}/state" in lifted
        for c in gate.consents
    )


def passable(inputs: Inputs, group: Group, span_s: int, lifted: frozenset[str]) -> set[str]:
    """Elements with a second in the span at which a walker could enter."""
    found = set()
    for crossing in inputs.crossings:
        for second in range(0, span_s, 60):
            if all(
                _gate_ok(g, f"crossing/{crossing.id}/gate/{g.id}", second, group, lifted)
                for g in crossing.gates
            ):
                found.add(f"crossing/{crossing.id}")
                break
    for link in inputs.links:
        ok = []
        for second in range(0, span_s, 60):
            shut = any(
                link.id in c.links and c.remaining_share == 0 and c.from_s <= second < c.to_s
                for c in inputs.closures
            )
            for row in inputs.corridors:
                if link.id in row.links:
                    at = f"corridor/{row.id}"
                    hours = row.hours is not None and any(a <= second < b for a, b, _ in row.hours)
                    shut = shut or not (hours or f"{at}/hours" in lifted)
                    for c in row.consents:
                        given = _consent_ok(c, second, group)
                        shut = shut or not (given or f"{at}/consent/{c.id}/state" in lifted)
            ok.append(not shut)
        assert link.foot_s is not None
        # open from entry to the end of the link; beyond the span everything counts as open
        minutes = link.foot_s // 60 + 1
        if any(all(ok[m : m + minutes]) for m in range(len(ok))):
            found.add(f"link/{link.id}")
    return found


def can_walk_out(inputs: Inputs, group: Group, node: str, passable_: set[str]) -> bool:
    """Whether a chain of passable elements leads to a destination with known room."""
    steps = [(f"link/{x.id}", x.from_node, x.to_node) for x in inputs.links]
    steps += [(f"crossing/{x.id}", x.from_node, x.to_node) for x in inputs.crossings]
    ends = {d.node for d in inputs.destinations if d.room}
    seen = {node}
    grown = True
    while grown:
        grown = False
        for name, a, b in steps:
            if name in passable_ and a in seen and b not in seen:
                seen.add(b)
                grown = True
    return bool(seen & ends)


def conditions(inputs: Inputs) -> list[str]:
    """Every opening and consent of the scenario."""
    found = []
    for crossing in inputs.crossings:
        for gate in crossing.gates:
            at = f"crossing/{crossing.id}/gate/{gate.id}"
            found += [f"{at}/open"] + [f"{at}/consent/{c.id}/state" for c in gate.consents]
    for row in inputs.corridors:
        at = f"corridor/{row.id}"
        found += [f"{at}/hours"] + [f"{at}/consent/{c.id}/state" for c in row.consents]
    return found


def best_unlocks(
    inputs: Inputs, span_s: int, blocked: dict[tuple[str, str], int]
) -> dict[int, int]:
    """Number of conditions -> most people freed by so many, where more than by fewer."""
    most, best = 0, {}
    groups = {g.id: g for g in inputs.groups}
    names = conditions(inputs)
    for size in range(len(names) + 1):
        top = 0
        for chosen in combinations(names, size):
            lifted = frozenset(chosen)
            people = 0
            for (group_id, node), count in blocked.items():
                group = groups[group_id]
                if can_walk_out(inputs, group, node, passable(inputs, group, span_s, lifted)):
                    people += count
            top = max(top, people)
        if top > most:
            most = top
            best[size] = top
    return best
