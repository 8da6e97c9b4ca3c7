"""Apart: what keeps two plans from being compared part by part, said and never guessed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Literal

from safepassage.report.facts.sealed import Sealed

What = Literal["scenario", "timezone", "start", "end", "step", "if_open"]


@dataclass(frozen=True, slots=True)
class Apart:
    """One thing in which two answers are not of one kind: what it is in each of them."""

    what: What
    before: str
    after: str


def things_apart(one: Sealed, other: Sealed) -> tuple[Apart, ...]:
    """Everything of this kind, the gravest first."""
    found = []
    for what, before, after in zip(WHATS, _all(one), _all(other), strict=True):
        if before != after:
            found.append(Apart(what, before, after))
    return tuple(found)


WHATS: tuple[What, ...] = ("scenario", "timezone", "start", "end", "step", "if_open")


def _all(side: Sealed) -> tuple[str, ...]:
    inputs = side.plan.inputs
    end = inputs.start + timedelta(seconds=inputs.periods * inputs.step_s)
    return (
        inputs.scenario,
        inputs.timezone,
        # the same instant may be written with another offset
        f"{inputs.start.astimezone(UTC):%Y-%m-%d %H:%M}",
        f"{end.astimezone(UTC):%Y-%m-%d %H:%M}",
        str(inputs.step_s),
        ", ".join(inputs.if_open),
    )
