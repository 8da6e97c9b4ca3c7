"""Talks, contacts and support in lines."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from ...situation.talks.contacts import Contact
from ...situation.talks.negotiations import Negotiation, Part
from ...situation.talks.support import Support
from .when_text import left_text, when_text
from .word_text import detail_lines, label, row_lines, word_lines

MET = {
    "absent": "NOT MET: nobody says that it is",
    "claimed": "SAID TO BE MET by another, not by the supporter itself",
    "met": "MET, on the supporter's own word",
}


def talks_lines(row: Negotiation, zone: ZoneInfo) -> list[str]:
    """Talks: how they stand, between whom, what hangs on them."""
    topic = f"Talks about {row.topic}" if row.topic else "Talks (topic not said)"
    lines = row_lines(f"{topic}: {label(row.state).upper()}")
    lines += detail_lines("Parties", ", ".join(row.parties))
    for channel in row.channels:
        via = f"through {channel.via}" if channel.indirect else "nobody in between is named"
        lines += detail_lines("Channel", f"{' and '.join(channel.parties)}, {via}")
    if row.waits:
        lines += detail_lines("Waiting on it, never on seats", ", ".join(row.waits))
    lines += word_lines(row.health, zone)
    for name, parts in (
        ("In between", row.intermediaries),
        ("Demanded", row.demands),
        ("Refused", row.refusals),
        ("Offered or supported", row.offers),
        ("Outcome", row.outcomes),
    ):
        lines += _parts(name, parts, zone)
    for condition in row.conditions:
        lines += detail_lines("Condition", condition.requirement)
    for clock in row.clocks:
        left = left_text(clock.least_left, clock.most_left)
        what = clock.action or clock.what
        text = f"{label(clock.kind)}, {what}: {when_text(clock.due, zone)}; {left}"
        lines += detail_lines("Clock", text)
        lines += detail_lines("Otherwise", clock.consequence)
    for meeting in row.meetings:
        day = when_text(meeting.when, zone) if meeting.when else "day not known"
        text = f"{meeting.a} and {meeting.b or 'not said whom'}, {meeting.state}, {day}"
        lines += detail_lines(label(meeting.form), text)
    return lines


def _parts(name: str, parts: tuple[Part, ...], zone: ZoneInfo) -> list[str]:
    lines = []
    for part in parts:
        lines += word_lines((part.word,), zone, f"{name} ({part.why}): ")
    return lines


def contact_lines(row: Contact, zone: ZoneInfo) -> list[str]:
    """A call or meeting: what is said again, what is new, what is no longer spoken of."""
    day = when_text(row.when, zone) if row.when else "day not known"
    place = f", {row.place}" if row.place else ""
    a, b = _who(row.a, row.a_role), _who(row.b, row.b_role)
    state = "" if row.state == "held" else f" ({label(row.state)})"
    lines = row_lines(f"{label(row.form)}{state}, {day}{place}: {a} and {b}")
    for topic in row.topics:
        again = {True: " (again)", False: " (new between them)", None: ""}[topic.again]
        lines += detail_lines("Topic", f"{topic.words}{again}")
    for old in row.not_again:
        lines += detail_lines("Not spoken of this time", old)
    for one in row.commitments:
        again = "Said again" if one.said_again or one.before else "Affirmed"
        lines += detail_lines(again, one.word.says)
    return lines + word_lines(row.words, zone)


def _who(name: str, role: str) -> str:
    return f"{name or 'not said who'} ({role})" if role else name or "not said who"


def support_lines(row: Support, zone: ZoneInfo) -> list[str]:
    """Support that hangs on something."""
    of = f" of {row.of}" if row.of else ""
    lines = row_lines(f"{row.by or 'Not said who'}, support{of}: {MET[row.state]}")
    lines += detail_lines("Of what", row.trigger)
    lines += detail_lines("Only with", row.requirement)
    lines += word_lines(row.words, zone)
    return lines + word_lines(row.rests_on, zone)
