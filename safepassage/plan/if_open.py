"""If open: what an answer says that takes gates as open of which nobody has said when they are."""

from __future__ import annotations

from ..network.blocker import Blocker
from ..network.still_shut import gates_that_block
from ..scenario.inputs import Inputs

IF = "if the gates open"
NOTHING_TAKEN = "No gate's hours are unknown, so --if-open changes nothing here."


def aside(inputs: Inputs) -> str:
    """What every figure carries: ", if the gates open", or nothing."""
    return f", {IF}" if inputs.if_open else ""


def capital(inputs: Inputs) -> str:
    """What the first sentence begins with: "If the gates open: ", or nothing."""
    return "If the gates open: " if inputs.if_open else ""


def taken_as_open(inputs: Inputs) -> str:
    """Which gates are taken as open, in a sentence or two; nothing where none are."""
    if not inputs.if_open:
        return ""
    parties = {row.id: row.name for row in inputs.parties}
    names = [
        f"{gate.side} of {crossing.name} ({parties.get(gate.holder, gate.holder)})"
        for crossing in inputs.crossings
        for gate in crossing.gates
        if f"crossing/{crossing.id}/gate/{gate.id}/open" in inputs.if_open
    ]
    count = "1 gate is" if len(names) == 1 else f"{len(names)} gates are"
    return (
        f"IF THE GATES OPEN: nobody has said when {count} open: {'; '.join(names)}. Every figure "
        "here takes them as open all the time. Consents, rates and hours that are known stay as "
        "they are."
    )


def still_blocking(inputs: Inputs) -> tuple[Blocker, ...]:
    """Gates that block although the unknown ones are taken as open; nothing without these."""
    return gates_that_block(inputs) if inputs.if_open else ()
