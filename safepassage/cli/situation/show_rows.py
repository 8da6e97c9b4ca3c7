"""Rows of the views in lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from ...situation.views.consents import ConditionRow, ConsentRow
from ...situation.views.contradictions import Contradiction
from ...situation.views.deadlines import DeadlineRow
from ...situation.views.figures import FigureRow
from ...situation.views.gate_board import UNKNOWN, GateRow
from ...situation.views.incidents import IncidentRow
from ...situation.views.movement import MovementRow
from ...situation.views.positions import PositionRow
from ...situation.views.unknowns import UnknownRow
from ...situation.views.word import Word
from ..exits_text import wrap
from .show_talks import contact_lines, support_lines, talks_lines
from .when_text import left_text, when_text
from .word_text import detail_lines, label, row_lines, word_lines

FOUND = {
    "voices": "different voices",
    "one_voice": "one voice, in one text",
    "headline": "the headline against the body of its text",
    "retelling": "tellings of one incident",
    "whole_and_sides": "the whole crossing against its sides",
    "linked": "linked",
    "likely_retelling": "two tellings of what may be one incident; nobody has linked them",
}


# in what a headline differs from its body
OTHERWISE = {"value": "how many", "what": "who is counted", "measure": "what befell them"}


def gate_lines(row: GateRow, zone: ZoneInfo) -> list[str]:
    """A side: what it is said to be, and who says so; "NOT KNOWN" where nobody does."""
    holder = f" (operated by {row.holder})" if row.holder else ""
    status = "NOT KNOWN" if row.status == UNKNOWN else label(row.status).upper()
    lines = row_lines(f"{row.place}{holder}: {status}")
    if not row.words:
        lines += wrap("Nobody says how it is at that time; not known is not open.", "    ")
    lines += word_lines(row.words, zone)
    lines += word_lines(row.remarks, zone, "also said: ")
    lines += word_lines(row.planned, zone, "said to come: ")
    return lines + word_lines(row.said_holders, zone, "said to be operated by: ")


def consent_lines(row: ConsentRow, zone: ZoneInfo) -> list[str]:
    """A consent with its conditions."""
    about = f" to {row.about}" if row.about else f" for {row.subject}" if row.subject else ""
    own = "" if row.own_word else " (not on its own word)"
    lines = row_lines(f"{row.party}{about}: {label(row.state).upper()}{own}")
    lines += word_lines(row.words, zone)
    met = {True: " (said to be so)", False: " (said not to be so)", None: ""}[row.met]
    lines += detail_lines("Only if", f"{row.only_if}{met}" if row.only_if else "")
    for condition in row.conditions:
        lines += detail_lines("Only if", condition.requirement)
    return lines


def condition_lines(row: ConditionRow, zone: ZoneInfo) -> list[str]:
    """A condition."""
    trigger = f"{row.trigger}: " if row.trigger else ""
    lines = row_lines(f"{row.by or 'Not said who'} sets a condition: {trigger}{row.requirement}")
    lines += detail_lines("To be done by", row.on_party)
    return lines + word_lines((_bare(word) for word in row.words), zone)


def deadline_lines(row: DeadlineRow, zone: ZoneInfo) -> list[str]:
    """A deadline: when, how long is left, what follows."""
    lines = row_lines(f"{label(row.kind).upper()}: {row.action or row.what}")
    due = when_text(row.due, zone) if row.due else "nobody can tell when"
    if row.due is not None and not row.anchored:
        due += " (a range: from when it counts is not said)"
    if row.differ:
        due += " (those who speak of it differ)"
    lines += detail_lines("Ends", f"{due}; {left_text(row.least_left, row.most_left)}")
    for name, text in (("Set by", row.by), ("For", row.on), ("Otherwise", row.consequence)):
        lines += detail_lines(name, text)
    return lines + word_lines((_bare(word) for word in row.words), zone)


def contradiction_lines(row: Contradiction, zone: ZoneInfo) -> list[str]:
    """What is said, version by version."""
    reason = f" ({row.reason})" if row.reason else ""
    about = row.about or row.subject or ""
    about = OTHERWISE[about] if row.kind == "headline" else label(about)
    lines = row_lines(f"{label(row.type)}, {about}: {FOUND[row.kind]}{reason}")
    for version in row.versions:
        lines += word_lines((_saying(word, version.value) for word in version.words), zone, "- ")
    return lines


def incident_lines(row: IncidentRow, zone: ZoneInfo) -> list[str]:
    """An incident with each wording, and its figures apart."""
    where = next((said.value for said in row.said if said.name == "place"), "")
    when = when_text(row.when, zone) if row.when else "day not known"
    lines = row_lines(f"{label(row.kind)}{', ' if where else ''}{where}: {when}")
    for name in row.differ:
        versions = " / ".join(label(said.value) for said in row.said if said.name == name)
        lines += detail_lines(f"They differ in {name}", versions)
    lines += word_lines((_bare(word) for word in row.words), zone)
    for one in row.figures:
        measure = label(one.figure.measure or "")
        lines += word_lines((_saying(one.word, f"{one.figure.words()} {measure}"),), zone, "- ")
    return lines


def figure_lines(row: FigureRow, zone: ZoneInfo) -> list[str]:
    """A figure over time; none is averaged."""
    place = f", {row.place or row.subject}" if row.place or row.subject else ""
    measure = label(row.measure) or "number"
    part = " (a part of another number)" if row.part else ""
    differ = ": THOSE WHO SPEAK DIFFER" if row.differ else ""
    unit = row.unit if row.unit not in ("persons", row.what) else ""
    what = " ".join(filter(None, (unit, row.what)))
    lines = row_lines(f"{measure}: {what or 'not said of whom'}{place}{part}{differ}")
    return lines + word_lines((one.word for one in row.over_time), zone)


def movement_lines(row: MovementRow, zone: ZoneInfo) -> list[str]:
    """A departure, a service, an order or a force."""
    last = ", the LAST one" if row.last else ""
    lines = row_lines(f"{label(row.type)}, {row.name}: {label(row.state).upper()}{last}")
    for name, text in row.details:
        if text != row.name:
            lines += detail_lines(label(name), text)
    return lines + word_lines((_bare(word) for word in row.words), zone)


def position_lines(row: PositionRow, zone: ZoneInfo) -> list[str]:
    """A position over time."""
    changed = ", CHANGED" if row.changed else ""
    lines = row_lines(f"{row.party}: {label(row.stance).upper()}{changed}, {row.about}")
    return lines + word_lines(row.over_time, zone)


def unknown_lines(row: UnknownRow, zone: ZoneInfo) -> list[str]:
    """What is said not to be known."""
    lines = row_lines(f"{label(row.status).upper()}: {row.what}")
    told = f"{len(row.since_told)} figure(s) about the same address" if row.since_told else ""
    lines += word_lines((_bare(word) for word in row.words), zone)
    return lines + detail_lines("Told since", told)


def _bare(word: Word) -> Word:
    return word._replace(says="")


def _saying(word: Word, says: str) -> Word:
    return word._replace(says=says)


ROWS: dict[str, Callable[[Any, ZoneInfo], list[str]]] = {
    "gates": gate_lines,
    "deadlines": deadline_lines,
    "contradictions": contradiction_lines,
    "consents": consent_lines,
    "conditions": condition_lines,
    "support": support_lines,
    "talks": talks_lines,
    "contacts": contact_lines,
    "incidents": incident_lines,
    "figures": figure_lines,
    "movement": movement_lines,
    "positions": position_lines,
    "unknowns": unknown_lines,
}
