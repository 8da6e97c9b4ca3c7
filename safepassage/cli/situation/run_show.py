"""Run `situation show`: read the record, replay it, print a view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typer

from ...errors import UsageError
from ...problems import did_you_mean
from ...scenario import read_scenario
from ...situation.disclosure.for_grade import held_for
from ...situation.disclosure.grade import PLANNERS
from ...situation.record import Held
from ...situation.talks.contacts import contacts
from ...situation.talks.negotiations import negotiations
from ...situation.talks.support import supports
from ...situation.views.consents import conditions, consents
from ...situation.views.contradictions import contradictions
from ...situation.views.deadlines import deadlines
from ...situation.views.figures import figures
from ...situation.views.gate_board import gate_board
from ...situation.views.incidents import incidents
from ...situation.views.movement import movement
from ...situation.views.plain import plain
from ...situation.views.positions import positions
from ...situation.views.side import Side, sides_of
from ...situation.views.standing import told_at
from ...situation.views.unknowns import unknowns
from ...store.store import open_record
from ..options import instant_option
from ..output import print_json
from .options import instant_or_now
from .show_text import show_text

View = Callable[[Held, datetime, tuple[Side, ...], bool], tuple[Any, ...]]


def _alone(view: Callable[..., tuple[Any, ...]]) -> View:
    return lambda held, at, _, unreviewed: view(held, at, with_unreviewed=unreviewed)


def _with_sides(view: Callable[..., tuple[Any, ...]]) -> View:
    return lambda held, at, sides, unreviewed: view(held, at, sides, with_unreviewed=unreviewed)


# in the order of the overview: what may hold everything else up comes first
VIEWS: dict[str, View] = {
    "gates": _with_sides(gate_board),
    "deadlines": _alone(deadlines),
    "contradictions": _with_sides(contradictions),
    "consents": _alone(consents),
    "conditions": _alone(conditions),
    "support": _alone(supports),
    "talks": _alone(negotiations),
    "contacts": _alone(contacts),
    "incidents": _alone(incidents),
    "figures": _alone(figures),
    "movement": _alone(movement),
    "positions": _alone(positions),
    "unknowns": _alone(unknowns),
}
OVERVIEW = "overview"


@dataclass(frozen=True, slots=True)
class ShowRequest:
    """What was asked for on the command line."""

    record: Path
    view: str
    known: str | None
    at: str | None
    scenario: str | None
    with_unreviewed: bool
    json: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """The views that were asked for, of what was held at `held.known` about `at`.

    `unreviewed`: claims that nobody has reviewed; in it or left out, as was asked for.
    """

    held: Held
    at: datetime
    zone: ZoneInfo
    views: dict[str, tuple[Any, ...]]
    unreviewed: int


def run_show(request: ShowRequest) -> None:
    """Print the view. Raises UsageError for what the user can mend."""
    shown = _shown(request)
    if request.json:
        print_json(_document(request, shown))
    else:
        count = shown.unreviewed
        counts = (0, count) if request.with_unreviewed else (count, 0)
        typer.echo(show_text(shown.held, shown.at, shown.zone, shown.views, *counts), nl=False)


def _shown(request: ShowRequest) -> Shown:
    names = _names(request.view)
    known = instant_option("--known", request.known)
    at = instant_option("--at", request.at) or known or instant_or_now("--at", None)
    scenario = None if request.scenario is None else read_scenario(request.scenario)
    sides = () if scenario is None else sides_of(scenario)
    with open_record(request.record) as store:
        held = held_for(store.record(), PLANNERS, known)
    held = replace(held, known=known or max(at, instant_or_now("--known", None)))
    views = {name: VIEWS[name](held, at, sides, request.with_unreviewed) for name in names}
    zone = ZoneInfo("UTC") if scenario is None else scenario.zone_info
    return Shown(held, at.replace(microsecond=0), zone, views, _unreviewed(held, at))


def _names(view: str) -> tuple[str, ...]:
    if view == OVERVIEW:
        return tuple(VIEWS)
    if view not in VIEWS:
        known = (OVERVIEW, *VIEWS)
        raise UsageError(
            f'There is no view "{view}". Allowed: {", ".join(known)}. {did_you_mean(view, known)}'
        )
    return (view,)


def _unreviewed(held: Held, at: datetime) -> int:
    """Claims told by then that nobody has reviewed."""
    return sum(
        state == "proposed" and told_at(held, held.claims[name]) <= at
        for name, state in held.states.items()
    )


def _document(request: ShowRequest, shown: Shown) -> dict[str, Any]:
    """The answer in the form of docs/reference/json.md."""
    return {
        "known": shown.held.known.isoformat(),
        "at": shown.at.isoformat(),
        "with_unreviewed": request.with_unreviewed,
        "unreviewed": shown.unreviewed,
        "views": {name: plain(rows) for name, rows in shown.views.items()},
    }
