"""Aid trade-off: trucks a day against who arrives and when, by planning with each number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ..errors import UsageError
from ..network.aid import aid_days
from ..network.aid_window import truck_passings_s
from ..network.build import build_network
from ..network.network import Network
from ..scenario.inputs import AidStream, Crossing, Inputs
from .options import PlanOptions
from .proofs import share_people
from .solve import Progress, Solved, arrivals_of, solve
from .value_figures import Figures, figures_of_bound, figures_of_plan

POINTS = 8


@dataclass(frozen=True, slots=True)
class AidPoint:
    """One number of trucks a day, hard on every day, and the plan that leaves them their seconds.

    `a_day`: trucks of each stream whose gates take any, on a whole day (pro rata on the first and
    last); `brought`: in all, over the horizon; `most_s`: when 90 % of all who are expected to go
    have arrived, None = never; `bound`: what is proved for any plan; `set`: what `--set` needs for
    the same plan.
    """

    a_day: tuple[tuple[str, int], ...]
    brought: int
    figures: Figures
    most_s: int | None
    bound: Figures
    set: tuple[str, ...]

    @property
    def trucks(self) -> int:
        """Trucks a day, all streams together."""
        return sum(trucks for _, trucks in self.a_day)


@dataclass(frozen=True, slots=True)
class AidTradeoff:
    """The points from the minimum to what the gates can take.

    Crossings of streams: `shared`, where trucks and people pass the same gates; `apart`, where only
    trucks do; `shut`, where no truck passes as things are.
    """

    inputs: Inputs
    points: tuple[AidPoint, ...]
    shared: tuple[str, ...]
    apart: tuple[str, ...]
    shut: tuple[str, ...]


def aid_tradeoff(
    inputs: Inputs, points: int = POINTS, progress: Progress = lambda stage: None
) -> AidTradeoff:
    """About so many points from the minimum of every stream to what the gates can take.

    What is beyond the minimum is shared out among the streams of a crossing by their minimums.

    Raises
    ------
    UsageError
        There is no stream, nobody is expected to go, or no gate lets any truck of a stream pass.
    """
    if not inputs.aid_streams:
        raise UsageError(
            f"{inputs.scenario}: no aid stream is known at {inputs.as_of.isoformat()}, so there is "
            "nothing to weigh against people. Add one under aid_streams."
        )
    if inputs.people == 0:
        raise UsageError(f"{inputs.scenario}: nobody is expected to go, so aid costs nobody time.")
    progress("how many trucks the gates take")
    network = build_network(inputs)
    holds = _holds(network)
    numbers = _numbers(inputs, holds, points)
    found = []
    for number, a_day in enumerate(numbers, start=1):
        progress(f"{number} of {len(numbers)}: {sum(a_day.values())} trucks a day")
        found.append(_point(inputs, a_day))
    people = {row.address.split("/")[1] for row in network.resources if "/gate/" in row.address}
    return AidTradeoff(
        inputs,
        tuple(found),
        shared=tuple(name for name in holds if holds[name] and name in people),
        apart=tuple(name for name in holds if holds[name] and name not in people),
        shut=tuple(name for name in holds if not holds[name]),
    )


def _holds(network: Network) -> dict[str, int]:
    """Trucks that the gates of each crossing with streams hold on their best day."""
    inputs = network.inputs
    most: dict[str, int] = {}
    for day in aid_days(network):
        holds = max((row.holds for row in day.streams), default=0)
        most[day.crossing.id] = max(most.get(day.crossing.id, 0), holds)
    if not any(most.values()):
        raise UsageError(
            f"{inputs.scenario}: no gate lets any truck pass. {_why_none(inputs)} Set what is "
            "missing first with --set."
        )
    return most


def _numbers(inputs: Inputs, most: Mapping[str, int], points: int) -> list[dict[str, int]]:
    """Trucks a day of each stream, from the minimum to what the gates hold."""
    least = {stream.id: int(stream.minimum_per_day) for stream in inputs.aid_streams}
    found: list[dict[str, int]] = []
    for step in range(points):
        number: dict[str, int] = {}
        for crossing, holds in most.items():
            streams = [row for row in inputs.aid_streams if row.crossing == crossing]
            more = max(0, holds - sum(least[row.id] for row in streams))
            if holds:
                number |= _shared_out(streams, least, more * step // max(1, points - 1))
        if number not in found:
            found.append(number)
    return found


def _shared_out(streams: Sequence[AidStream], least: dict[str, int], more: int) -> dict[str, int]:
    """The minimum of each stream and its share of the rest, the first ones rounded up."""
    weights = [least[row.id] for row in streams]
    weights = weights if any(weights) else [1] * len(streams)
    before, so_far = 0, 0
    found: dict[str, int] = {}
    for row, weight in zip(streams, weights, strict=True):
        so_far += weight
        upto = -(-more * so_far // sum(weights))
        found[row.id] = least[row.id] + upto - before
        before = upto
    return found


def _why_none(inputs: Inputs) -> str:
    """For each crossing with a stream: its rate is not known, or it is never open to trucks."""
    said = []
    for name in dict.fromkeys(stream.crossing for stream in inputs.aid_streams):
        crossing: Crossing = next(row for row in inputs.crossings if row.id == name)
        why = "its hours and consents never let trucks in"
        if truck_passings_s(crossing) is None:
            why = "some gate has no known rate for trucks"
        said.append(f"crossing/{name}: {why}.")
    return " ".join(said)


def _point(inputs: Inputs, a_day: dict[str, int]) -> AidPoint:
    """The plan with so many trucks, no fewer and no more."""
    changed = replace(
        inputs,
        aid_streams=tuple(
            replace(
                stream,
                minimum_per_day=Fraction(a_day[stream.id]),
                quota_per_day=Fraction(a_day[stream.id]),
            )
            if stream.id in a_day
            else stream
            for stream in inputs.aid_streams
        ),
    )
    solved = solve(changed, PlanOptions(mend=False))
    bound = figures_of_bound(changed, solved.cuts[0], solved.bounds)
    sets = [
        f"aid_stream/{name}/trucks_{field}_per_day={trucks}"
        for name, trucks in a_day.items()
        for field in ("minimum", "quota")
    ]
    parts = solved.packing.parts
    return AidPoint(
        tuple(a_day.items()),
        sum(solved.packing.aid.trucks.values()),
        figures_of_plan(changed, parts),
        _most_s(solved, inputs),
        bound,
        tuple(sets),
    )


def _most_s(solved: Solved, inputs: Inputs) -> int | None:
    """When 90 % have arrived."""
    so_far = 0
    for period, people in arrivals_of(solved.packing.parts):
        so_far += people
        if so_far >= share_people(inputs.people, 90):
            return (period + 1) * inputs.step_s
    return None
