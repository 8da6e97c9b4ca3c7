"""The bound by prices, from the rules: one linear programme with every element in every period."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from safepassage.scenario.inputs import Inputs
from safepassage.scenario.inputs_json import inputs_to_files
from tests.check.naive_bounds import Bounds
from tests.check.naive_world import Who

MANY = 10**9


def rows_of(text: bytes) -> list[list[str]]:
    """A table of a bundle without its header."""
    return list(csv.reader(text.decode().splitlines()))[1:]


class World(Bounds):
    """The world of the naive twin, its windows found by rows of seconds instead of one by one."""

    def __init__(self, inputs: Inputs) -> None:
        files = inputs_to_files(inputs)
        super().__init__(
            {
                "model": json.loads(files["inputs/model.json"]),
                "nodes": rows_of(files["inputs/node.csv"]),
                "links": rows_of(files["inputs/link.csv"]),
            }
        )
        self.use = inputs.capacity_use
        self.who_passes: dict[str, list[Any]] = defaultdict(list)
        for group in self.groups.values():
            for mode in self.modes(group["mode"]):
                for name in {*self.links, *self.crossings}:
                    who = self.who(group)
                    if self.manner(name, mode) != mode or not self.admits(name, mode, who):
                        continue
                    people = Fraction(group["occupancy"]) if mode == "car" else 1
                    for resource, rate in self.charges(name, mode):
                        self.who_passes[resource].append((name, mode, who, 3600 / (rate * people)))

    def passers(self, resource: str) -> list[tuple[str, str, Who, Fraction]]:
        return self.who_passes[resource]

    def span(self, rows: Iterable[Any]) -> np.ndarray:
        """Seconds of the horizon that lie in one of the intervals."""
        inside = np.zeros(self.end, dtype=bool)
        for row in rows:
            inside[max(0, row["from_s"]) : max(0, row["to_s"])] = True
        return inside

    def _open_at(self, name: str, manner: str, who: Who) -> list[bool]:
        opens = np.ones(self.end, dtype=bool)
        link = name.split("/")[1] if name in self.links else None
        for row in self.model["closures"]:
            if link in row["links"] and Fraction(row["remaining_share"]) == 0:
                opens &= ~self.span([row])
        rows = [
            (row, row["hours"])
            for row in self.model["corridors"]
            if link in row["links"] and manner in row["modes"]
        ]
        if link is None:
            rows = [(gate, gate["open"]) for gate in self.crossings[name]["gates"]]
        for row, hours in rows:
            opens &= self.span(hours or [])
            opens[: max(0, row.get("notified_from_s", 0))] = False
            for c in row["consents"]:
                if c["of"] != "aid" and c["direction"] != "in":
                    theirs = c["only_for"] is None or bool(who[0] & set(c["only_for"]))
                    holds = theirs and self.holds_at(c, c["from_s"])
                    opens &= self.span([c] if holds else [])
        takes = (self.seconds(name, manner) or 0) + 1 if link else 1
        # open from entry to exit; what comes after the end of the horizon counts as open
        shut = np.cumsum(np.r_[0, ~opens, np.zeros(takes, dtype=int)])
        enter: list[bool] = (shut[takes : takes + self.end] == shut[: self.end]).tolist()
        return enter

    def _weight(self, resource: str) -> list[Fraction]:
        kind, name = resource.split("/")[:2]
        if kind not in ("link", "crossing"):
            return super()._weight(resource)
        opens = np.zeros(self.end, dtype=bool)
        for name_of, manner, who, _ in self.passers(resource):
            opens |= self.open_at(name_of, manner, who)
        for row in self.streams.values():
            if kind == "crossing" and row["crossing"] == name and self.trucks_pass(name):
                opens |= [self.aid_open(row, second) for second in range(self.end)]
        seconds = [Fraction(0)] * self.periods
        partial = [
            row
            for row in self.model["closures"]
            if kind == "link" and name in row["links"] and Fraction(row["remaining_share"])
        ]
        for share in sorted({*(Fraction(row["remaining_share"]) for row in partial), Fraction(1)}):
            rows = [row for row in partial if Fraction(row["remaining_share"]) == share]
            here = opens & self.span(rows) if share < 1 else opens
            opens = opens & ~here
            counted = here.reshape(self.periods, self.step).sum(axis=1).tolist()
            seconds = [had + share * n for had, n in zip(seconds, counted, strict=True)]
        return seconds


class Table:
    """Rows by name and period, each `sum <= limit`, and columns of 0 or more."""

    def __init__(self, until: int) -> None:
        self.size, self.count = until + 1, 0
        self.first: dict[Any, int] = {}
        self.limits: list[np.ndarray] = []
        self.entries: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self.gains: list[np.ndarray] = []
        self.most: list[np.ndarray] = []

    def row(self, key: Any, limit: Any = 0.0) -> None:
        """One row for each period."""
        self.first[key] = self.size * len(self.limits)
        self.limits.append(np.broadcast_to(limit, self.size))

    def add(self, parts: Sequence[Any], gain: float = 0, most: float = np.inf) -> None:
        """One column for each of the periods; `parts`: (key, periods, share of one)."""
        count = len(parts[0][1])
        columns = np.arange(self.count, self.count + count)
        for key, periods, share in parts:
            if key not in self.first:
                self.row(key)
            at = np.asarray(periods, dtype=int)
            inside = at < self.size
            rows = self.first[key] + at[inside]
            self.entries.append((rows, columns[inside], np.full(rows.size, float(share))))
        self.count += count
        self.gains.append(np.full(count, -gain))
        self.most.append(np.full(count, most))

    def solve(self) -> float | None:
        """The most that can be gained; None if nothing keeps all rows."""
        if not self.entries:
            return 0.0
        rows, columns, shares = (np.concatenate(part) for part in zip(*self.entries, strict=True))
        limits = np.concatenate(self.limits)
        table = coo_array((shares, (rows, columns)), shape=(limits.size, self.count)).tocsr()
        bounds = np.stack([np.zeros(self.count), np.concatenate(self.most)], axis=1)
        answer = linprog(np.concatenate(self.gains), table, limits, bounds=bounds, method="highs")
        assert answer.status in (0, 2), answer.message
        return None if answer.status == 2 else -float(answer.fun)


class PathLp:
    """The most people, in parts, who can have arrived by the end of a period.

    What is left of one passing may be paid in the next period, as in a plan. Trucks take the
    seconds of the gates that they must have, in any periods of their days.
    """

    def __init__(self, inputs: Inputs, until: int) -> None:
        self.world, self.until = World(inputs), until
        self.now = np.arange(until + 1)
        self.table = Table(until)
        self.taken = {
            f"{name}/gate/{gate['id']}": self.world.taken(f"{name}/gate/{gate['id']}")
            for name, row in self.world.crossings.items()
            for gate in row["gates"]
        }
        self.longest: dict[str, tuple[Fraction, Fraction]] = {}
        self.homes: list[Any] = []  # kind, place, last period to leave in, key
        self.waits: dict[Any, set[Any]] = defaultdict(set)
        self.ends: dict[Any, set[Any]] = defaultdict(set)
        for group in self.world.groups.values():
            self._home(group)
        for kind in dict.fromkeys(self._kind(group) for group in self.world.groups.values()):
            self._ways(kind)

    def value(self) -> float | None:
        """None: not even the trucks that must come in fit."""
        return self.table.solve()

    def _kind(self, group: Any) -> tuple[str, Who, str]:
        return group["mode"], self.world.who(group), group["occupancy"] or "1"

    def _budget(self, name: str) -> tuple[Fraction, Fraction]:
        """Rows of a resource, made when it is first used; its longest and shortest passing."""
        if name in self.longest:
            return self.longest[name]
        longest, shortest = self.longest[name] = self.world.longest_shortest(name)
        budget = [float(s / shortest) for s in self.world.budget(name, self.world.use)]
        families = [(name, longest)]
        if self.taken.get(name):
            gate = self.world.gates(name.split("/")[1])[name]
            families.append((f"all {name}", max(longest, self.world.truck_s(gate) or longest)))
        for key, most in families:
            self.table.row(key, budget[: self.until + 1])
            late = [(key, self.now, -1), (key, self.now + 1, 1)]
            self.table.add(late, most=float(most / shortest))
        for number, (seconds, periods) in enumerate(self.taken.get(name, ())):
            must = f"must {number} {name}"
            self.table.row(must, np.r_[-float(seconds / shortest), np.zeros(self.until)])
            self.table.add([(must, np.zeros(len(periods)), -1), (f"all {name}", periods, 1)])
        return longest, shortest

    def _pay(self, name: str, seconds: Fraction, periods: Any) -> list[Any]:
        """What one person uses of a resource, in shortest passings."""
        share = seconds / self._budget(name)[1]
        both = [name, f"all {name}"] if self.taken.get(name) else [name]
        return [(key, periods, share) for key in both]

    def _arrive(self, node: str, key: Any, periods: np.ndarray) -> None:
        for name, row in self.world.destinations.items():
            if row["node"] == node and self.world.takes(row):
                room = MANY if row["room"] == "unlimited" else row["room"]
                if ("room", name) not in self.table.first:
                    self.table.row(("room", name), np.r_[float(room), np.zeros(self.until)])
                parts = [(key, periods, 1), (("room", name), 0 * periods, 1)]
                if row["intake_per_hour"] is not None:
                    once = 3600 / Fraction(row["intake_per_hour"])
                    parts += self._pay(f"destination/{name}/intake", once, periods)
                self.table.add(parts, gain=1)

    def _home(self, group: Any) -> None:
        """People of a group: ready, waiting at home, and those who are there already."""
        step, limit = self.world.step, group["latest_departure_s"]
        last = self.until if limit is None else min(self.until, (limit - 1) // step)
        for start in group["starts"]:
            ready = np.zeros(self.until + 1)
            for node, period, people in self.world.released(group):
                if node == start["node"] and period <= last:
                    ready[period] += people
            key = ("home", group["id"], start["node"])
            self.homes.append((self._kind(group), (start["node"], group["mode"]), last, key))
            self.table.row(key, ready)
            self.table.add([(key, self.now[:-1], 1), (key, self.now[1:], -1)])
            self._arrive(start["node"], key, self.now[: last + 1])

    def _ways(self, kind: tuple[str, Who, str]) -> None:
        """All elements of one kind of people, and where they may wait between them."""
        world, (mode, who, occupancy) = self.world, kind
        assert not world.model["forbidden_turns"]  # a place here does not know how one came there
        for name, before in sorted({(name, a[1]) for name, a, _ in world.near(mode, who)}):
            manner = world.manner(name, before)
            tail, head = (world.ends(name)[0], before), (world.ends(name)[1], manner)
            waits = {tail} if name not in world.links else set()
            waits |= {head} if name in world.legs else set()
            for place in waits - self.waits[kind]:
                self.table.add(
                    [((kind, place), self.now[:-1], 1), ((kind, place), self.now[1:], -1)]
                )
            if head not in self.ends[kind]:
                self._arrive(head[0], (kind, head), self.now)
            self.waits[kind] |= waits
            self.ends[kind].add(head)
            opens = [p for p in self.now if world.open_period(name, manner, who, p)]
            takes = world.heads(name, manner, 0, exactly=True)
            boards = -1
            if name in world.legs:
                boards, (at, there) = world.boards(name), world.bound_times(name)
                takes = {there - at}
            for n in takes:
                at = np.array([p for p in opens if p + n <= self.until], dtype=int)
                on: list[Any] = [((kind, head), at + n, -1)]
                for resource, rate in world.charges(name, manner):
                    each = rate * (Fraction(occupancy) if manner == "car" else 1)
                    on += self._pay(resource, 1 if name in world.legs else 3600 / each, at)
                self.table.add([((kind, tail), at, 1), *on])
                for other, place, last, key in self.homes:
                    if other == kind and place == tail and at.size:
                        self._leave(key, at, on, last, boards)

    def _leave(self, key: Any, at: np.ndarray, on: list[Any], last: int, boards: int) -> None:
        """The first element from home, in periods that the deadline allows.

        A leg counts as entered when a plan boards it, and in the period of the bound as well.
        """
        early = at <= last
        self.table.add([(key, at[early], 1), *((k, p[early], share) for k, p, share in on)])
        if 0 <= boards <= last and boards != at[0]:
            self.table.add([(key, 0 * at + boards, 1), *on])
