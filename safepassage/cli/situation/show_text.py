"""The views in words: what is contested and what is due first, each line with who says so."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ...situation.record import Held
from .glance import glance
from .show_rows import ROWS
from .when_text import instant_text

HEADINGS = {
    "gates": "GATES AND PLACES, BY SIDE",
    "deadlines": "DEADLINES, THE NEXT ONE FIRST",
    "contradictions": "WHERE THOSE WHO SPEAK DIFFER",
    "consents": "CONSENTS",
    "conditions": "CONDITIONS",
    "support": "SUPPORT THAT HANGS ON SOMETHING",
    "talks": "TALKS",
    "contacts": "CALLS AND MEETINGS",
    "incidents": "INCIDENTS, THE LATEST FIRST",
    "figures": "FIGURES BY SOURCE, NEVER AVERAGED",
    "movement": "DEPARTURES, SERVICES, ORDERS, FORCES",
    "positions": "POSITIONS",
    "unknowns": "SAID NOT TO BE KNOWN OR GIVEN",
}


def show_text(
    held: Held,
    at: datetime,
    zone: ZoneInfo,
    views: dict[str, tuple[Any, ...]],
    waiting: int,
    unreviewed: int = 0,
) -> str:
    """All views, each below its heading; one without a row says so.

    `waiting`: claims that nobody has reviewed and that are left out; `unreviewed`: those that are
    in it.
    """
    blocks = [_head(held, at, zone, waiting, unreviewed)]
    if {"gates", "deadlines", "contradictions"} <= views.keys():
        blocks.append(glance(views["gates"], views["deadlines"], views["contradictions"], zone))
    for name, rows in views.items():
        lines = [HEADINGS[name]]
        for row in rows:
            lines += ROWS[name](row, zone)
        blocks.append(lines if rows else [f"{HEADINGS[name]}: nothing is held"])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _head(held: Held, at: datetime, zone: ZoneInfo, waiting: int, unreviewed: int) -> list[str]:
    known = held.known.replace(microsecond=0)
    lines = [f"At {instant_text(at, zone)} ({zone}), as recorded by {instant_text(known, zone)}"]
    if unreviewed:
        lines.append(
            f"NOT ALL REVIEWED: {unreviewed} claim(s) in it were accepted by nobody, each marked."
        )
    if waiting:
        lines.append(
            f"{waiting} claim(s) that nobody has reviewed are left out; --with-unreviewed shows "
            "them, marked."
        )
    inside = len(held.withheld)
    if inside:
        lines.append(f"For planners only: {inside} claim(s) here stay inside, each marked.")
    return lines
