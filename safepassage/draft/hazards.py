"""Hazards: what a timed hazard closes and when zones have to be left, for scenario.yaml."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from safepassage.clock import format_instant
from safepassage.draft.hazard_arrivals import NEVER, LinkLine, ZoneShape, first_arrivals
from safepassage.errors import UsageError
from safepassage.formats.areas.keys import as_id
from safepassage.formats.areas.timed_hazard import TimedHazard
from safepassage.problems import capital

# words that YAML readers take for something else than a text
NOT_TEXT = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


@dataclass(frozen=True, slots=True)
class DraftHazard:
    """What is reached at one instant: links closed from then on, zones to be left before."""

    id: str
    name: str
    kind: str
    arrives: datetime
    links: tuple[str, ...]
    zones: tuple[str, ...]
    source: str


def hazards_for(
    hazard: TimedHazard,
    links: Sequence[LinkLine],
    zones: Sequence[ZoneShape],
    *,
    reach_m: float,
    source: str = "hazard",
    step_s: int = 60,
) -> list[DraftHazard]:
    """One hazard for each instant at which links or zones are reached for the first time.

    A link or zone is reached when the hazard is within `reach_m` metres of any part of it; it
    stands in the first hazard that reaches it and in no other.

    Parameters
    ----------
    links, zones
        Ids with longitudes and latitudes (WGS 84). A zone that is a point is better given as its
        start points in one MultiPoint.
    step_s
        Instants are rounded down to it, so that nothing is reached later than the file says.
    """
    if step_s <= 0 or step_s % 60:
        raise UsageError(f"step_s is {step_s}; give whole minutes, such as 60")
    reached = first_arrivals(hazard, links, zones, reach_m=reach_m)
    by_step: dict[int, tuple[list[str], list[str]]] = {}
    for rows, seconds, side in ((links, reached.links, 0), (zones, reached.zones, 1)):
        for (ident, _), arrives_s in zip(rows, seconds.tolist(), strict=True):
            if arrives_s != NEVER:
                by_step.setdefault(arrives_s // step_s, ([], []))[side].append(ident)
    digits = max([3, *(len(str(step * step_s // 60)) for step in by_step)])
    found = []
    for step in sorted(by_step):
        seconds_s = step * step_s
        arrives = hazard.start + timedelta(seconds=seconds_s)
        found.append(
            DraftHazard(
                id=f"{as_id(hazard.kind) or 'hazard'}-{seconds_s // 60:0{digits}d}",
                name=f"{capital(hazard.kind)}, from {format_instant(arrives)} on",
                kind=hazard.kind,
                arrives=arrives,
                links=tuple(by_step[step][0]),
                zones=tuple(by_step[step][1]),
                source=source,
            )
        )
    return found


def hazards_yaml(hazards: Sequence[DraftHazard]) -> str:
    """The key `hazards` of scenario.yaml."""
    if not hazards:
        return "hazards: []\n"
    lines = ["hazards:"]
    for hazard in hazards:
        arrives = hazard.arrives.isoformat()
        lines += [
            f"  - id: {_word(hazard.id)}",
            f"    name: {_quoted(hazard.name)}",
            f"    kind: {_word(hazard.kind)}",
            f"    arrives: {arrives}",
            f"    source: {_word(hazard.source)}",
        ]
        if hazard.links:
            words = ", ".join(_word(link) for link in hazard.links)
            indent = " " * 6
            wrapped = textwrap.wrap(
                words, 92, break_long_words=False, break_on_hyphens=False,
                initial_indent=indent, subsequent_indent=indent,
            )  # fmt: skip
            lines += ["    links: [", *wrapped, "    ]"]
        if hazard.zones:
            lines.append("    zones:")
            lines += [
                f"      - {{zone: {_word(zone)}, leave_before: {arrives}}}" for zone in hazard.zones
            ]
    return "\n".join(lines) + "\n"


def _word(text: str) -> str:
    """A text as it stands where no reader of YAML can take it for anything else."""
    plain = re.fullmatch(r"[A-Za-z_](?:[\w.-]*\w)?", text, re.ASCII)
    return text if plain and text.lower() not in NOT_TEXT else _quoted(text)


def _quoted(text: str) -> str:
    """A text in double quotes; signs that nobody sees are written as their numbers."""
    signs = []
    for sign in text:
        if sign in '"\\':
            signs.append("\\" + sign)
        elif sign.isprintable():
            signs.append(sign)
        else:
            signs.append(f"\\U{ord(sign):08x}")
    return '"' + "".join(signs) + '"'
