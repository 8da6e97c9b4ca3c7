"""Aid: when trucks may pass, and how many a local day needs, holds and can take at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from ..clock import Span, intersection, total_seconds, union
from ..scenario.inputs import AidStream, Crossing, Day, Inputs
from .aid_window import aid_window, truck_passings_s
from .network import Network
from .windows import Spans, weighted_seconds


@dataclass(frozen=True, slots=True)
class AidDay:
    """One stream on one local day (docs/concepts/rules.md, Aid), in whole trucks.

    `required`: the minimum, pro rata on the first and last day; `quota` the same of the quota;
    `holds`: what fits without being late; `most`: no plan brings more.
    """

    stream: AidStream
    day: Day
    required: int
    quota: int | None
    holds: int
    most: int


@dataclass(frozen=True, slots=True)
class CrossingDay:
    """All streams of a crossing on one local day; `must`: what a plan has to bring in."""

    crossing: Crossing
    day: Day
    window: Spans
    streams: tuple[AidDay, ...]
    must: int

    @property
    def required(self) -> int:
        """Trucks that the minimums ask for."""
        return sum(row.required for row in self.streams)

    @property
    def most(self) -> int:
        """Trucks that can come in at all, all streams together."""
        return max(row.most for row in self.streams)


def aid_days(network: Network) -> tuple[CrossingDay, ...]:
    """Every crossing with aid streams on every local day that the horizon touches."""
    inputs = network.inputs
    step_s, end_s = inputs.step_s, inputs.periods * inputs.step_s
    found = []
    for crossing in inputs.crossings:
        streams = [row for row in inputs.aid_streams if row.crossing == crossing.id]
        windows = [aid_window(crossing, row) for row in streams]
        any_of_them = union(span for window in windows for span in window)
        any_of_them = intersection(any_of_them, [(0, end_s)])
        budgets = _gate_seconds(network, crossing, any_of_them) if streams else []
        for day in inputs.days if streams else ():
            rows = tuple(
                _aid_day(network, crossing, stream, window, day, budgets)
                for stream, window in zip(streams, windows, strict=True)
            )
            if len(set(windows)) == 1:
                must = min(sum(row.required for row in rows), rows[0].holds)
            else:
                must = max(min(row.required, row.holds) for row in rows)
            # a period belongs to the day that holds its first second
            own = (-(-day.from_s // step_s) * step_s, -(-day.to_s // step_s) * step_s)
            inside = intersection(any_of_them, [own])
            found.append(CrossingDay(crossing, day, inside, rows, must))
    return tuple(found)


def _gate_seconds(
    network: Network, crossing: Crossing, aid: Spans
) -> list[tuple[npt.NDArray[np.int64], Fraction]]:
    """For each gate: open seconds by period (of people and aid), and people's longest passing."""
    rows = {row.address: i for i, row in enumerate(network.resources)}
    inputs = network.inputs
    found = []
    for gate in crossing.gates:
        index = rows.get(f"crossing/{crossing.id}/gate/{gate.id}")
        if index is None:
            seconds = np.zeros(inputs.periods, dtype=np.int64)
            for period, value in weighted_seconds(aid, (), inputs.step_s, inputs.periods):
                seconds[period] = int(value)
            found.append((seconds, Fraction(0)))
        else:
            resource = network.resources[index]
            unit = resource.factor * network.scale
            seconds = network.seconds[resource.profile] // network.scale
            found.append((seconds, Fraction(resource.longest, unit)))
    return found


def _aid_day(
    network: Network,
    crossing: Crossing,
    stream: AidStream,
    window: Spans,
    day: Day,
    budgets: Sequence[tuple[npt.NDArray[np.int64], Fraction]],
) -> AidDay:
    end_s = network.inputs.periods * network.inputs.step_s
    whole: Span = (day.from_s, day.to_s)
    part: Span = (max(0, day.from_s), min(end_s, day.to_s))
    open_s = total_seconds(intersection(window, [part]))
    share = Fraction(1)
    if part != whole:
        all_day_s = total_seconds(intersection(window, [whole]))
        share = (
            Fraction(open_s, all_day_s)
            if all_day_s
            else Fraction(part[1] - part[0], whole[1] - whole[0])
        )
    passings = truck_passings_s(crossing)
    quota = stream.quota_per_day
    return AidDay(
        stream,
        day,
        int(stream.minimum_per_day * share),
        None if quota is None else int(quota * share),
        0 if passings is None else min(int(open_s / (2 * t)) for t in passings),
        0 if passings is None else _most(network.inputs, window, day, passings, budgets),
    )


def _most(
    inputs: Inputs,
    window: Spans,
    day: Day,
    passings: Sequence[Fraction],
    budgets: Sequence[tuple[npt.NDArray[np.int64], Fraction]],
) -> int:
    """Trucks that can come in and go out on a day, if nothing else passed."""
    step_s, end_s = inputs.step_s, inputs.periods * inputs.step_s
    own = (-(-day.from_s // step_s) * step_s, -(-day.to_s // step_s) * step_s)
    spans = intersection(window, [(max(0, own[0]), min(end_s, own[1]))])
    if not spans:
        return 0
    first, last = spans[0][0] // step_s, (spans[-1][1] - 1) // step_s
    return min(
        int((int(seconds[first : last + 1].sum()) + max(longest, t)) / (2 * t))
        for t, (seconds, longest) in zip(passings, budgets, strict=True)
    )
