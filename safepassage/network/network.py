"""Network: arcs with travel seconds, windows and budgets, one layer of states per travel class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from ..scenario.inputs import Group, Inputs, Leg, Mode
from .travel_class import TravelClass, class_of
from .turns import Came

if TYPE_CHECKING:
    from ..kernels.tree import Graph

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]


class State(NamedTuple):
    """Somebody of a class at a node in a mode; `came`: what counts of the way there (turns.py).

    A sink has class -1.
    """

    node: str
    mode: Mode
    row: int
    came: Came = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """Something with a rate, counted in budget units of its own (whole numbers).

    A period gives `Network.seconds[profile] * factor` units; the longest and the shortest single
    passing there take `longest` and `shortest` units. Of a leg's seats nothing is ever late:
    `longest` is 0, and a seat is one unit of time in the period of boarding, which is another one
    in a bound (`profile_bound`).
    """

    address: str
    profile: int
    profile_bound: int
    factor: int
    longest: int
    shortest: int


class Use(NamedTuple):
    """One person's passing of a resource: its row, budget units, and seconds."""

    resource: int
    cost: int
    passing_s: Fraction


class Times(NamedTuple):
    """Periods in which a leg is boarded and has arrived: in a plan, and in a bound."""

    board: int
    arrive: int
    board_bound: int
    arrive_bound: int

    @classmethod
    def of(cls, leg: Leg, step_s: int) -> Times:
        """In a plan people are there by the end of a period, in a bound at its beginning."""
        return cls(
            leg.cut_off_s // step_s - 1,
            leg.arrives_s // step_s,
            (leg.cut_off_s - 1) // step_s,
            (leg.arrives_s - 1) // step_s,
        )


@dataclass(frozen=True, slots=True)
class Arc:
    """One element as one class passes it, from a state to a state.

    `element` is "link/...", "crossing/..." or "leg/..."; "destination/..." for the last step of a
    route. `profile`, `profile_bound`: rows of Network.seconds, when this class may enter (they
    differ for legs only).
    """

    element: str
    from_state: int
    to_state: int
    travel_s: int
    length_m: int
    on_foot: bool
    profile: int
    uses: tuple[Use, ...]
    profile_bound: int
    times: Times | None = None
    ride_s: int | None = None  # of a leg, from departure to arrival

    @property
    def own_seconds(self) -> int:
        """Seconds under way; time at a station before the departure does not count."""
        return self.travel_s if self.ride_s is None else self.ride_s

    def periods(self, step_s: int, *, round_up: bool) -> int:
        """Whole periods from entry to end: rounded up in a plan, down in a bound."""
        if self.times is not None:
            board, arrive, board_bound, arrive_bound = self.times
            return arrive - board if round_up else arrive_bound - board_bound
        return -(-self.travel_s // step_s) if round_up else self.travel_s // step_s

    def opens(self, *, round_up: bool) -> int:
        """The row of Network.seconds that says when it may be entered."""
        return self.profile if round_up else self.profile_bound


@dataclass(frozen=True, slots=True)
class Sink:
    """A destination of the network; room None = unlimited."""

    destination: int  # row of inputs.destinations
    state: int
    room: int | None


@dataclass(frozen=True)
class Network:
    """What people can use. Rows of `arcs` and `resources` are their identity.

    A state is a node in a mode, for one class of people (row of `classes`); where a forbidden turn
    begins there is one more, for who came that way. So one element may be several arcs of a class.
    `seconds` has shape (n_profile, n_period): open seconds times a common scale, whole numbers.
    """

    inputs: Inputs
    classes: tuple[TravelClass, ...]
    asked: frozenset[str]  # criteria that make a difference
    served: frozenset[str]  # populations that some leg names
    states: dict[State, int]
    arcs: tuple[Arc, ...]
    resources: tuple[Resource, ...]
    seconds: I64
    scale: int  # units of `seconds` in one second
    sinks: tuple[Sink, ...]
    lifted: frozenset[str]

    @cached_property
    def places(self) -> tuple[State, ...]:
        """What each row of a state stands for."""
        return tuple(self.states)

    @cached_property
    def into(self) -> list[list[int]]:
        """Arcs by the state they lead to."""
        found: list[list[int]] = [[] for _ in self.states]
        for index, arc in enumerate(self.arcs):
            found[arc.to_state].append(index)
        return found

    @cached_property
    def out(self) -> list[list[int]]:
        """Arcs by the state they begin at."""
        found: list[list[int]] = [[] for _ in self.states]
        for index, arc in enumerate(self.arcs):
            found[arc.from_state].append(index)
        return found

    @cached_property
    def for_trees(self) -> tuple[Graph, npt.NDArray[np.float64], dict[str, list[int]]]:
        """Arcs for the tree kernel, their travel seconds, and the rows of each element."""
        from ..kernels.tree import Graph

        into = self.into
        first = np.cumsum([0, *(len(rows) for rows in into)]).astype(np.int32)
        order = np.array([index for rows in into for index in rows], dtype=np.int32)
        tails = np.array([arc.from_state for arc in self.arcs], dtype=np.int32)
        rows_of: dict[str, list[int]] = {}
        for index, arc in enumerate(self.arcs):
            rows_of.setdefault(arc.element, []).append(index)
        travel_s = np.array([arc.travel_s for arc in self.arcs], dtype=np.float64)
        return Graph(first, order, tails), travel_s, rows_of

    def state_of(self, group: Group, node: str) -> int | None:
        """The state in which people of a group start at a node; None = no way begins there."""
        row = self.classes.index(class_of(group, self.asked, self.served))
        return self.states.get(State(node, group.mode, row))

    def budget(self, resource: int) -> I64:
        """Budget units per period for a bound, shape (n_period,)."""
        row = self.resources[resource]
        budget: I64 = self.seconds[row.profile_bound] * row.factor
        return budget

    def binding(self, arc: int) -> Use | None:
        """The slowest use of an arc; all resources of one arc are open at the same seconds."""
        return max(self.arcs[arc].uses, key=lambda use: use.passing_s, default=None)


def with_reserved(network: Network, reserved: Mapping[str, I64], *, least: int = 0) -> Network:
    """The same network with seconds (n_period,) of some resources taken by others.

    `least`: units that are left in every open period, so that a cut still sees it as open.
    """
    rows = list(network.resources)
    table = [network.seconds]
    count = network.seconds.shape[0]
    for index, row in enumerate(rows):
        if row.address in reserved:
            left = network.seconds[row.profile] - reserved[row.address] * network.scale
            kept = np.minimum(network.seconds[row.profile], least)
            table.append(np.maximum(left, kept)[None, :])
            rows[index] = replace(row, profile=count, profile_bound=count)
            count += 1
    return replace(network, resources=tuple(rows), seconds=np.concatenate(table))
