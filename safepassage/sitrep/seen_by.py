"""Seen by: the rows that readers of a grade may see; what the public sees is named, not left."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ..situation.disclosure.grade import PLANNERS, PUBLIC
from ..situation.disclosure.public import PUBLIC_DEADLINES, PUBLIC_KINDS
from ..situation.disclosure.small_counts import (
    NOT_SHOWN,
    Places,
    masked,
    places_not_shown,
    tells_withheld,
    text_outside,
    words_outside,
)
from ..situation.figure import Figure
from ..situation.record import Held
from ..situation.when import When
from .names import Names
from .row import Answer, Detail, Row, Told

# what the public's sitrep holds, by name; everything else stays out
PUBLIC_SECTIONS = frozenset({"access", "deadlines", "orders", "movement"})
PUBLIC_DETAILS = frozenset({"hours", "when", "until", "since", "last"})
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores?"
    r"|\w+teen|\w+ty|hundreds?|thousands?|millions?)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:[^\d]|\b\d{1,2}[:.]\d\d\b)*")


def seen_by(rows: Iterable[Row], held: Held, names: Names, grade: str) -> tuple[Row, ...]:
    """The rows as readers of a grade see them."""
    if grade == PLANNERS:
        return tuple(rows)
    if grade == PUBLIC:
        return tuple(row for each in rows if (row := _public(each, names)) is not None)
    claims = held.claims.values()
    silent = frozenset(claim.id for claim in claims if tells_withheld(claim, names.withheld))
    spans = places_not_shown(claims, names.withheld)
    known = frozenset(names.names.values())
    found = (_partners(row, held, silent, spans, known) for row in rows)
    return tuple(row for row in found if row is not None)


def _partners(
    row: Row, held: Held, silent: frozenset[str], spans: Places, known: frozenset[str]
) -> Row | None:
    answers, hidden = [], False
    for answer in row.answers:
        told = []
        for one in answer.told:
            claim = held.claims[one.claim]
            if row.section != "figures" or one.claim not in silent:
                quote = words_outside(claim, spans)
                hidden = hidden or bool(one.quote and not quote)
                told.append(replace(one, claim="", quote=quote and one.quote))
        if answer.told and not told:
            continue
        figure = answer.figure and (masked(answer.figure) or answer.figure)
        details = tuple(_detail(detail) for detail in answer.details)
        details = tuple(detail for detail in details if not _tells(detail, silent))
        answers.append(replace(answer, figure=figure, details=details, told=tuple(told)))
    if not answers:
        return None
    if hidden:
        answers = [_without_numbers(answer) for answer in answers]
    texts = [
        text and (NOT_SHOWN if hidden and text not in known and _NUMBER.search(text)
                  else text_outside(text))
        for text in (row.name, row.under)
    ]  # fmt: skip
    return replace(row, name=texts[0] or "", under=texts[1], answers=tuple(answers))


def _without_numbers(answer: Answer) -> Answer:
    """Where the words of a text are not shown, no number in a piece of them is shown either."""
    kept = tuple(
        detail
        for detail in answer.details
        if not isinstance(detail.value, str) or not _NUMBER.search(detail.value)
    )
    return replace(answer, details=kept)


def _tells(detail: Detail, silent: frozenset[str]) -> bool:
    """Counts within an incident stay out where a number of the scenario is withheld."""
    return bool(silent) and isinstance(detail.value, Figure)


def _detail(detail: Detail) -> Detail:
    if isinstance(detail.value, Figure):
        return replace(detail, value=masked(detail.value) or detail.value)
    if isinstance(detail.value, When):
        return detail
    return replace(detail, value=text_outside(detail.value))


def _public(row: Row, names: Names) -> Row | None:
    """What everybody may see of a row: names of the scenario, words of closed lists, times."""
    if row.section not in PUBLIC_SECTIONS or not _is_of_scenario(row, names):
        return None
    if row.section == "deadlines" and row.answers[0].state not in PUBLIC_DEADLINES:
        return None
    side = next((side for side in names.sides if side.address == row.key), None)
    answers = tuple(
        Answer(
            answer.state,
            None,
            tuple(d for d in answer.details if d.label in PUBLIC_DETAILS and _is_time(d.value)),
            answer.since,
            answer.until,
            tuple(dict.fromkeys(_outlet(one) for one in answer.told)),
        )
        for answer in row.answers
    )
    return Row(row.section, row.key, row.name, side.crossing if side else None, answers,
               row.differ)  # fmt: skip


def _is_of_scenario(row: Row, names: Names) -> bool:
    return any(
        name == row.name and address.partition("/")[0] in PUBLIC_KINDS
        for address, name in names.names.items()
    )


def _is_time(value: str | When | Figure) -> bool:
    """Whether a detail holds no number but hours of a clock."""
    if isinstance(value, Figure):
        return False
    return isinstance(value, When) or (len(value) < 60 and bool(_CLOCK.fullmatch(value)))


def _outlet(told: Told) -> Told:
    """Only where it was published: no person, no party, no words; a call was published nowhere."""
    via = told.via[-1:] if told.document else ()
    return Told("", "", None, None, via, told.document, None, told.published, "F6",
                told.reviewed, "")  # fmt: skip
