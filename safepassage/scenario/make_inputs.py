"""Make inputs: the scenario in plain units, as of an instant; what is planned on and checked on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from safepassage import clock
from safepassage.errors import ScenarioError, UsageError
from safepassage.problems import Problem, Refusal
from safepassage.scenario import inputs
from safepassage.scenario.convert.aid import aid_streams
from safepassage.scenario.convert.assumptions import assumptions, value_of
from safepassage.scenario.convert.closures import closures
from safepassage.scenario.convert.facts import Facts
from safepassage.scenario.convert.legs import days, legs
from safepassage.scenario.convert.not_planned import list_not_planned
from safepassage.scenario.convert.passages import IF_OPEN, corridors, crossings
from safepassage.scenario.convert.people import HeadcountName, groups
from safepassage.scenario.convert.places import destinations
from safepassage.scenario.convert.roads import half_up, links, nodes
from safepassage.scenario.convert.turns import forbidden_turns
from safepassage.scenario.convert.words import words
from safepassage.scenario.raw import YAML_FILE
from safepassage.scenario.scenario import Scenario


def make_inputs(
    scenario: Scenario,
    *,
    as_of: datetime | None = None,
    headcount: HeadcountName = "likely",
    start: datetime | None = None,
    step_s: int | None = None,
    if_open: bool = False,
) -> inputs.Inputs:
    """Plain inputs from the start (the horizon's end stays) with the facts known at `as_of`.

    Times are whole seconds since the start, lengths metres, rates people or vehicles an hour as
    exact fractions; None is not known. This is what is planned on, sealed, and checked on.

    Parameters
    ----------
    as_of
        Facts whose source is later are listed in `not_used`; without it those known at the start
        count. Aware.
    headcount
        Which of the three figures of people present: "low", "likely" or "high".
    start
        When people are told, aware; without it the scenario's start.
    step_s
        Seconds of a period; without it 60, 300 or 900, the smallest with at most 1,500 periods.
    if_open
        Gates of which nobody has said when they are open are taken as open all the time;
        `Inputs.if_open` lists them.

    Raises
    ------
    UsageError
        The start is not before the end, an instant has no offset, or the step does not fit.
    ScenarioError
        A value that the inputs need is not known, or two of them cannot both be true.

    Source
    ------
    Own model, docs/concepts/rules.md.
    """
    begin = scenario.start if start is None else start
    _aware(begin, "start")
    if as_of is not None:
        _aware(as_of, "as_of")
    facts = Facts(scenario, begin, begin if as_of is None else as_of, if_open)
    if facts.end_s <= 0:
        raise UsageError(f"start {begin.isoformat()} is not before the end of the scenario")
    step = _step(facts.end_s, step_s)
    periods = facts.end_s // step
    road_links = links(facts, value_of(facts, "walk_speed_kmh"))
    made = inputs.Inputs(
        scenario=scenario.name,
        title=scenario.title,
        notice=scenario.notice,
        timezone=scenario.timezone,
        start=begin,
        as_of=facts.as_of,
        step_s=step,
        periods=periods,
        headcount=headcount,
        capacity_use=Fraction(value_of(facts, "capacity_use")),
        walking_limit_m=half_up(Fraction(value_of(facts, "walking_limit_km")) * 1000),
        parties=tuple(inputs.Named(party.id, party.name) for party in scenario.parties),
        sources=tuple(
            inputs.Source(s.id, s.title, s.publisher, s.date_text, s.url) for s in scenario.sources
        ),
        assumptions=assumptions(facts, facts.end_s - periods * step),
        nodes=nodes(facts),
        links=road_links,
        groups=groups(facts, headcount, Fraction(value_of(facts, "occupancy"))),
        closures=closures(facts, periods * step),
        corridors=corridors(facts),
        crossings=crossings(facts),
        destinations=destinations(facts),
        legs=legs(facts),
        aid_streams=aid_streams(facts),
        days=days(facts, periods * step),
        not_planned=_not_planned(facts),
        not_used=tuple(facts.not_used),
        forbidden_turns=forbidden_turns(scenario),
        words=words(facts),
    )
    return _if_open(made, facts) if facts.opened else made


def _if_open(made: inputs.Inputs, facts: Facts) -> inputs.Inputs:
    """The inputs with the list of gates taken as open, on nobody's word but the asker's."""
    if any(source.id == IF_OPEN for source in made.sources):
        raise UsageError(f'a source is called "{IF_OPEN}", which is kept for --if-open: rename it')
    title = "Taken as open for this answer alone (--if-open): nobody has said so"
    word = inputs.Source(IF_OPEN, title, "whoever asked", facts.as_of.isoformat(), None)
    return replace(made, sources=(*made.sources, word), if_open=tuple(facts.opened))


def _not_planned(facts: Facts) -> tuple[inputs.NotPlanned, ...]:
    list_not_planned(facts)
    return tuple(facts.not_planned)


def _aware(instant: datetime, name: str) -> None:
    if instant.tzinfo is None:
        raise UsageError(f"{name} {instant.isoformat()} has no offset; give an aware datetime")


def _step(seconds: int, step_s: int | None) -> int:
    """The step asked for, or the smallest that gives a grid of a sensible size."""
    if step_s is not None:
        if step_s < 1 or step_s > seconds:
            raise UsageError(f"step_s {step_s}: give whole seconds from 1 to {seconds}")
        return step_s
    try:
        return clock.choose_step(seconds)
    except Refusal as refusal:
        problem = Problem(YAML_FILE, None, None, "end", refusal.read, refusal.allowed, refusal.mend)
        raise ScenarioError([problem]) from None
