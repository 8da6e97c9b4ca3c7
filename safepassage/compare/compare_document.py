"""Compare document: a comparison as one JSON document, for these readers."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from safepassage.compare.cells import TOTALS
from safepassage.compare.comparison import Comparison, notices
from safepassage.compare.input_changes import InputChange
from safepassage.compare.instruction_changes import InstructionChange, window
from safepassage.compare.people_changes import Arriving, PeopleChange
from safepassage.compare.public_changes import public_changes
from safepassage.compare.sentences import fact_value, said, sentences, warnings
from safepassage.plan.plan import Instruction
from safepassage.report.facts.sealed import Sealed
from safepassage.report.grade import Grade
from safepassage.report.language.language import Language

Shown = int | str | None  # a count of people, or "< 10" or "-" where readers may not see it


def compare_document(found: Comparison, language: Language, grade: Grade) -> dict[str, Any]:
    """The machine contract of docs/how-to/compare.md; `public` holds public facts alone."""
    if grade.name == "public":
        changes = public_changes(found)
        return {
            "grade": grade.name,
            "passed": found.one.passed and found.other.passed,
            "gone": [asdict(way) for way in changes.gone],
            "added": [asdict(way) for way in changes.added],
            "help": [asdict(row) for row in changes.help],
        }
    return {
        "grade": grade.name,
        "a": _side(found.one),
        "b": _side(found.other),
        "notices": list(notices(found)),
        "same": found.same,
        "apart": [asdict(row) for row in found.apart],
        "warnings": [row.say(language, grade) for row in warnings(found)],
        "words": [row.say(language, grade) for row in sentences(found, grade)],
        "inputs": [_input(row, language, grade) for row in found.inputs],
        "figures": _figures(found, grade),
        "people": [_people(row, grade) for row in found.people if row.differs],
        "rules": [
            {
                "rule": row.rule,
                **_counts("people", row.people.before, row.people.after, grade),
                **_counts("proved", row.proved.before, row.proved.after, grade),
            }
            for row in found.rules
            if row.people.differs or row.proved.differs
        ],
        "aid": [
            {
                "aid_stream": row.aid_stream,
                "date": row.date,
                "a": None if row.figures.before is None else asdict(row.figures.before),
                "b": None if row.figures.after is None else asdict(row.figures.after),
            }
            for row in found.aid
            if row.figures.differs
        ],
        "uses": [
            {
                "address": row.address,
                "name": row.name,
                **_counts("people", row.people.before, row.people.after, grade),
                "trucks_a": row.trucks.before,
                "trucks_b": row.trucks.after,
            }
            for row in found.uses
            if row.people.differs or row.trucks.differs
        ],
        "last_safe_start": [
            {
                "address": row.address,
                "a": _iso(row.instant.before, found.one),
                "b": _iso(row.instant.after, found.other),
            }
            for row in found.starts
            if row.instant.differs
        ],
        "instructions": [_instruction_change(row, found, grade) for row in found.instructions],
    }


def _side(side: Sealed) -> dict[str, Any]:
    inputs = side.plan.inputs
    return {
        "name": side.name,
        "fingerprint": side.fingerprint,
        "check": side.check.verdict,
        "broken_rules": list(side.broken_rules),
        "failed_claims": list(side.failed_claims),
        "scenario": inputs.scenario,
        "as_of": inputs.as_of.isoformat(),
        "start": inputs.start.isoformat(),
        "end": side.instant(inputs.periods * inputs.step_s).isoformat(),
        "step_s": inputs.step_s,
        "headcount": inputs.headcount,
        "if_open": list(inputs.if_open),
        "status": side.plan.figures.status,
    }


def _input(row: InputChange, language: Language, grade: Grade) -> dict[str, Any]:
    """As it is for planners; for others without numbers of some of the people."""
    found = asdict(row)
    if not grade.is_planners:
        for name in ("before", "after"):
            if found[name]:
                value = fact_value(row.address, found[name], there=True)
                found[name] = str(said(value, language, grade))
    return found


def _figures(found: Comparison, grade: Grade) -> list[dict[str, Any]]:
    rows = []
    for row in found.figures:
        if row.name == "people_gap" and not grade.is_planners:
            continue
        part = row.unit == "people" and row.name not in TOTALS
        rows.append(
            {
                "figure": row.name,
                "unit": row.unit,
                "proved": row.proved,
                "a": _value(row.value.before, found.one, grade if part else None),
                "b": _value(row.value.after, found.other, grade if part else None),
            }
        )
    return rows


def _value(
    value: int | float | datetime | None, side: Sealed, grade: Grade | None
) -> int | float | str | None:
    if isinstance(value, datetime):
        return _iso(value, side)
    return value if grade is None or value is None else grade.shown(int(value))


def _people(row: PeopleChange, grade: Grade) -> dict[str, Any]:
    return {
        "population": row.population,
        "zone": row.zone,
        "group": row.group,
        "start": row.start,
        "a": _arriving(row.before, grade),
        "b": _arriving(row.after, grade),
        "mean_later_min": row.mean_later_min,
        "last_later_min": row.last_later_min,
        "loses_way": row.loses_way,
        "gains_way": row.gains_way,
        "other_way": grade.shown(row.other_way),
        "other_destination": grade.shown(row.other_destination),
    }


def _arriving(row: Arriving | None, grade: Grade) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "people": grade.shown(row.people),
        "arrived": grade.shown(row.arrived),
        "open_by": row.open_by,
        "short_of": {rule: grade.shown(people) for rule, people in row.short_of.items()},
    }


def _instruction_change(row: InstructionChange, found: Comparison, grade: Grade) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "differs": list(row.differs),
        "group": row.either.group,
        "zone": row.either.zone,
        "start": row.either.start,
        "a": _instruction(row.before, found.one, grade),
        "b": _instruction(row.after, found.other, grade),
    }


def _instruction(row: Instruction | None, side: Sealed, grade: Grade) -> dict[str, Any] | None:
    if row is None:
        return None
    first, last = window(side.plan, row)
    return {
        "id": row.id,
        "people": grade.shown(row.people),
        "from": _iso(first, side),
        "to": _iso(last, side),
        "route": list(row.route_names),
        "destination": row.destination,
    }


def _counts(name: str, before: int, after: int, grade: Grade) -> dict[str, Shown]:
    return {f"{name}_a": grade.shown(before), f"{name}_b": grade.shown(after)}


def _iso(value: datetime | None, side: Sealed) -> str | None:
    return None if value is None else value.astimezone(side.instant(0).tzinfo).isoformat()
