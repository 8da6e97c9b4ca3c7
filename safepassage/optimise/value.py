"""Value: what each gate-hour, consent, departure and 1,000 places is worth, by optimising again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..errors import UsageError
from ..network.build import build_network
from ..network.network import Network
from ..network.paths import reached_by_any_way
from ..scenario.inputs import Inputs
from .solve import Progress
from .value_answers import Answers, Optima, Plans, Proved, only_a_bound, trucks_share_gates
from .value_change import Change, NotValued
from .value_consents import consent_changes
from .value_departures import departure_changes
from .value_figures import Figures, Worth, open_between, worth
from .value_hours import hours_changes
from .value_network import Networks
from .value_rates import rate_changes, room_changes
from .value_roads import priced_roads, road_changes

KINDS = ("consent", "departure", "room", "rate", "road", "hours")
MOST_OPTIMA = 2000  # rows, if the caller says nothing
PLAN_WORK = 20_000_000  # the same of plans: link-periods planned again
FEWEST_PLANS = 20
By = Literal["optimum", "plan"]
Kind = Literal["optimum", "bound", "plan"]


@dataclass(frozen=True, slots=True)
class Value:
    """A change and what it is worth; `kind` says of what the difference is.

    `within_gap`: of plans, a difference no larger than what the plan of now leaves open: it may be
    the planner's alone.
    """

    change: Change
    worth: Worth
    kind: Kind
    within_gap: bool


@dataclass(frozen=True, slots=True)
class Values:
    """All rows, in the order of the changes, and the answer that they are compared with.

    `because`: why an optimum of these inputs is a bound only; empty = it is exact.
    """

    inputs: Inputs
    kind: Kind
    because: tuple[str, ...]
    base: Figures
    proved: Proved
    left_open: Worth  # between the answer of now and what is proved of any plan
    rows: tuple[Value, ...]
    not_valued: tuple[NotValued, ...]


def value_changes(
    inputs: Inputs,
    *,
    by: By | None = None,
    kinds: Collection[str] = KINDS,
    day: date | None = None,
    most: int | None = None,
    progress: Progress = lambda stage: None,
) -> Values:
    """What each change is worth: the answer on the changed inputs less the answer of now.

    `by`: differences of two optima of the bound kernel, or of two plans. Without it of plans where
    there are several classes of people or trucks pass the same gates, else of optima. `day`: hours
    of that local day only. `most`: rows that are optimised again (one that changes nothing that
    people use takes no time and is not counted); what is left is in `not_valued`.

    Raises
    ------
    UsageError
        Nobody is expected to go, no road leads to any destination, or nothing of the kinds asked
        for is in the inputs.
    """
    if inputs.people == 0:
        raise UsageError(
            f"{inputs.scenario}: nobody is expected to go, so no change is worth anything. "
            "Give a group people_likely and share_going above 0."
        )
    _refuse_no_way(inputs)
    progress("the answer of now")
    network = build_network(inputs)
    because = tuple(only_a_bound(network))
    if by is None:
        by = "plan" if len(network.classes) > 1 or trucks_share_gates(network) else "optimum"
    kind: Kind = "plan" if by == "plan" else "bound" if because else "optimum"
    answers: Answers = Plans(network) if by == "plan" else Optima(network)
    if most is None:
        most = MOST_OPTIMA if by == "optimum" else most_plans(inputs)
    found = list(_changes(inputs, kinds, day, answers.proved))
    not_valued = [row for row in found if isinstance(row, NotValued)]
    changes = [row for row in found if isinstance(row, Change)]
    if not changes:
        raise UsageError(_nothing(inputs, kinds, day, not_valued))
    base, proved = answers.base, answers.proved
    left_open = open_between(base, proved.bound)
    rows: list[Value] = []
    for change, after in _answered(network, changes, answers, most, progress):
        if after is None:
            words = f"{change.change}: more than the {most} changes that are tried (see --most)"
            not_valued.append(NotValued(change.what, change.address, words))
            continue
        found_worth = worth(base, after)
        small = by == "plan" and not found_worth.nothing and found_worth.within(left_open)
        rows.append(Value(change, found_worth, kind, small))
    return Values(inputs, kind, because, base, proved, left_open, tuple(rows), tuple(not_valued))


def _answered(
    network: Network,
    changes: Sequence[Change],
    answers: Answers,
    most: int,
    progress: Progress,
) -> Iterator[tuple[Change, Figures | None]]:
    """The figures of each change; None of those beyond `most`."""
    networks, made = Networks(network), 0
    for number, change in enumerate(changes, start=1):
        if made >= most and not networks.surely_same(change.inputs):
            yield change, None
            continue
        changed = networks.of(change.inputs)
        if changed is network:
            yield change, answers.base
            continue
        made += 1
        progress(f"{number} of {len(changes)}: {change.address}")
        yield change, answers.of(changed)


def _refuse_no_way(inputs: Inputs) -> None:
    """Without any road from a start to a destination no change that is tried here helps."""
    ends = {row.node for row in inputs.destinations}
    starts = {(start.node, group.mode) for group in inputs.groups for start in group.starts}
    if not any(node in ends for node, _ in reached_by_any_way(inputs, starts)):
        raise UsageError(
            f"{inputs.scenario}: no road leads from any start to any destination, even with every "
            "gate, link and consent open, so no change is worth anything. Look at from_node_id, "
            "to_node_id and allowed_uses in link.csv."
        )


def most_plans(inputs: Inputs) -> int:
    """How many rows are planned again if nobody says, from the size of the problem alone."""
    return max(FEWEST_PLANS, PLAN_WORK // max(1, len(inputs.links) * inputs.periods))


def _changes(
    inputs: Inputs, kinds: Collection[str], day: date | None, proved: Proved
) -> Iterator[Change | NotValued]:
    """Every change of these kinds, kind by kind; of roads those that a proof charges."""
    if "consent" in kinds:
        yield from consent_changes(inputs)
    if "departure" in kinds:
        yield from departure_changes(inputs)
    if "room" in kinds:
        yield from room_changes(inputs)
    if "rate" in kinds:
        yield from rate_changes(inputs)
    if "road" in kinds:
        yield from road_changes(inputs, priced_roads(proved))
    if "hours" in kinds:
        yield from hours_changes(inputs, day)


def _nothing(
    inputs: Inputs, kinds: Collection[str], day: date | None, why: Sequence[NotValued]
) -> str:
    """That there is nothing of these kinds, and what the scenario would need for it."""
    needs = {
        "consent": "a consent that people are asked for",
        "departure": "a leg that has not left",
        "room": "a destination whose room is less than everybody",
        "rate": "a gate with a known rate of less than everybody in an hour",
        "road": "a road that the bound charges for",
        "hours": "a gate or a corridor" + ("" if day is None else f" (on {day.isoformat()})"),
    }
    lacking = "; ".join(f"{kind}: {needs[kind]}" for kind in KINDS if kind in kinds)
    said = "".join(f"\n    {row.address}: {row.because}" for row in why)
    return f"{inputs.scenario}: there is nothing to value. It would take {lacking}.{said}"
