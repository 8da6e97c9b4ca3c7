"""Still shut: which gates let some people not pass at any time, and why, on whose word."""

from __future__ import annotations

from ..scenario.inputs import Inputs
from .blocker import Blocker
from .passages import PassageBook


def gates_that_block(inputs: Inputs) -> tuple[Blocker, ...]:
    """What shuts a gate to a group from the start to the end, each thing once, gate by gate.

    Hours, consents, rates and lists are looked at one by one, not how they fit together.
    """
    span = (0, inputs.periods * inputs.step_s)
    found: dict[str, Blocker] = {}
    seen: set[tuple[object, ...]] = set()
    for group in inputs.groups:
        alike = (group.mode, group.criteria)
        if alike in seen:
            continue
        seen.add(alike)
        for passage in PassageBook(inputs, group, span).crossings():
            for condition in passage.conditions:
                if not condition.spans:
                    found.setdefault(condition.address, condition.blocker)
    order = {row.id: place for place, row in enumerate(inputs.crossings)}
    return tuple(sorted(found.values(), key=lambda row: order[row.address.split("/")[1]]))
