"""Words of a scenario, as far as known as of the answer."""

from __future__ import annotations

from collections.abc import Iterator

from safepassage.scenario.convert.facts import Facts
from safepassage.scenario.convert.hours import hours
from safepassage.scenario.convert.passages import gate_hours
from safepassage.scenario.inputs import Interval
from safepassage.scenario.words import (
    CardWords,
    CriterionWords,
    HelpWords,
    Hours,
    NameWords,
    PopulationWords,
    Said,
    StatementWords,
    TakenBackWords,
    Words,
)


def words(facts: Facts) -> Words:
    """All words; a claim said later than the answer, or a source of later, is left out."""
    scenario = facts.scenario
    return Words(
        summary=scenario.summary,
        end_source=scenario.end_source,
        populations=tuple(
            PopulationWords(row.id, row.name, row.withheld) for row in scenario.populations
        ),
        criteria=tuple(
            CriterionWords(row.id, row.kind, row.name, row.source)
            for row in scenario.criteria
            if facts.quietly_known(row.source)
        ),
        claims=tuple(
            Said(
                c.id, c.speaker, c.role, c.said, c.subject, c.text, c.source, c.span, c.contradicts
            )
            for c in scenario.claims
            if c.said <= facts.as_of
        ),
        statements=tuple(
            StatementWords(row.criterion, row.field_, row.text, row.by, row.source)
            for row in scenario.statements
            if _is_known(facts, row.source)
        ),
        help=tuple(
            HelpWords(row.name, row.contact, row.hours, row.languages, row.source)
            for row in scenario.help
            if _is_known(facts, row.source)
        ),
        card_texts=tuple(
            CardWords(row.language, row.bring, row.leaving, row.note) for row in scenario.card_texts
        ),
        names=tuple(NameWords(row.address, row.language, row.name) for row in scenario.names),
        word_for=tuple(
            (address, source) for address, source in _sources(facts) if _is_known(facts, source)
        ),
        taken_back=tuple(_taken_back(facts)),
        shapes=tuple(
            (link.link_id, link.geometry)
            for link in scenario.links
            if link.geometry is not None and link.geometry.count(",") > 1
        ),
    )


def _is_known(facts: Facts, source: str | None) -> bool:
    return source is None or facts.quietly_known(source)


def _sources(facts: Facts) -> Iterator[tuple[str, str]]:
    """Sources of rates, rooms and vehicles, by the address of the figure."""
    for crossing in facts.scenario.crossings:
        for gate in crossing.gates:
            if gate.rate_source is not None:
                at = f"crossing/{crossing.id}/gate/{gate.id}"
                for kind in ("persons", "vehicles", "trucks"):
                    yield f"{at}/rate_{kind}_per_hour", gate.rate_source
    for place in facts.scenario.destinations:
        if place.room_source is not None:
            yield f"destination/{place.id}/room", place.room_source
    for zone in facts.scenario.zones:
        if zone.vehicles_source is not None:
            yield f"zone/{zone.zone_id}/vehicles", zone.vehicles_source


def _taken_back(facts: Facts) -> Iterator[TakenBackWords]:
    """Gates of which a later word, known by now, has taken hours back."""
    quiet = Facts(facts.scenario, facts.start, facts.as_of, facts.if_open)  # lists nothing twice
    for crossing in facts.scenario.crossings:
        for gate in crossing.gates:
            at = f"crossing/{crossing.id}/gate/{gate.id}"
            closed = hours(quiet, gate.closed, f"{at}/closed")
            if closed:
                said = gate_hours(quiet, gate, at)
                yield TakenBackWords(at, None if said is None else _plain(said), _plain(closed))


def _plain(rows: tuple[Interval, ...]) -> Hours:
    return tuple((row.from_s, row.to_s, row.source) for row in rows)
