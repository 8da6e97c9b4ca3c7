"""The naive twin's bounds: explicit time-expanded minima, state by state."""

from collections import defaultdict
from fractions import Fraction
from functools import cache
from math import ceil
from typing import Any

from .naive_world import BIG, Who, World

State = tuple[str, str, tuple[str, ...]]  # node, mode, the last links of the way there


class Bounds(World):
    """What certificates prove, and the last safe starts."""

    def __init__(self, made: dict[str, Any]) -> None:
        super().__init__(made)
        self.near = cache(self._near)
        self.moves = cache(self._moves)

    def takes(self, row: Any) -> bool:
        rate = row["intake_per_hour"]
        return row["room"] not in (0, None) and (rate is None or Fraction(rate) > 0)

    def class_of(self, who: Who) -> Any:
        """What of the people makes a difference anywhere."""
        consents = [c for row in self.model["corridors"] for c in row["consents"]]
        rules = list(self.legs.values())
        for crossing in self.crossings.values():
            rules += crossing["gates"]
        consents += [c for row in rules for c in row["consents"]]
        asked = {word for row in rules for word in row["eligibility"] or ()}
        for c in consents:
            if c["of"] != "aid" and c["direction"] != "in":
                asked |= set(c["only_for"] or ())
        served = {name for leg in self.legs.values() for name in leg["serves"] or ()}
        return who[0] & asked, who[1] if who[1] in served else None

    def _moves(self, mode: str) -> list[tuple[str, State, State]]:
        """Every element from every state; a state has the last links, so no turn is overlooked."""
        turns = self.model["forbidden_turns"]
        kept = max((len(row["links"]) for row in turns), default=1) - 1
        found: dict[tuple[str, State, State], None] = {}
        todo: list[State] = [
            (row[0], m, ()) for row in self.made["nodes"] for m in self.modes(mode)
        ]
        seen = set(todo)
        while todo:
            state = node, before, trail = todo.pop()
            for name in self.names:
                manner = self.manner(name, before)
                if self.ends(name)[0] != node or self.seconds(name, manner) is None:
                    continue
                walked = (*trail, name) if name in self.links else ()
                if any(
                    before in row["modes"]
                    and walked[-len(row["links"]) :] == tuple(f"link/{n}" for n in row["links"])
                    for row in turns
                ):
                    continue
                to = (self.ends(name)[1], manner, walked[-kept:] if kept else ())
                found[name, state, to] = None
                if to not in seen:
                    seen.add(to)
                    todo.append(to)
        return list(found)

    def _near(self, mode: str, who: Who) -> list[tuple[str, State, State]]:
        """Elements from state to state that some route within the walking limit uses."""
        steps = []
        for name, a, b in self.moves(mode):
            manner = b[1]
            opens = self.admits(name, manner, who) and any(
                self.open_period(name, manner, who, p) for p in range(self.periods)
            )
            if opens:
                metres = int(self.links[name][4]) if name in self.links else 0
                steps.append((name, a, b, metres if manner == "foot" else 0))
        walked: dict[Any, int] = {}
        for group in self.groups.values():
            if group["mode"] == mode and self.class_of(self.who(group)) == self.class_of(who):
                walked |= {(start["node"], mode, ()): 0 for start in group["starts"]}
        ends = {row["node"] for row in self.destinations.values() if self.takes(row)}
        states = {state for _, a, b, _ in steps for state in (a, b)}
        to_walk = {state: 0 for state in states if state[0] in ends}
        for _ in range(len(states) + 1):
            for _, a, b, metres in steps:
                walked[b] = min(walked.get(b, BIG), walked.get(a, BIG) + metres)
                to_walk[a] = min(to_walk.get(a, BIG), to_walk.get(b, BIG) + metres)
        limit = self.model["walking_limit_m"]
        return [
            (name, a, b)
            for name, a, b, metres in steps
            if walked.get(a, BIG) + metres + to_walk.get(b, BIG) <= limit
        ]

    def heads(self, name: str, manner: str, p: int, *, exactly: bool) -> set[int]:
        """Periods in which who enters in `p` may be at the head."""
        if name in self.legs:
            return {self.bound_times(name)[1]}
        seconds = Fraction(self.seconds(name, manner) or 0, self.step)
        return {p + int(seconds), p + ceil(seconds)} if exactly else {p + int(seconds)}

    def cheapest(
        self,
        mode: str,
        who: Who,
        until: int,
        prices: Any,
        rooms: Any,
        *,
        arrival_counts: bool = False,
        wait_anywhere: bool = True,
        occupancy: str | None = None,
    ) -> tuple[dict[Any, int], dict[Any, int]]:
        """Least price (+ arrival period) from (state, period); and for leaving just then."""
        cost: dict[Any, int] = {}
        leave: dict[Any, int] = {}
        arcs = self.near(mode, who)
        states = {(row[0], m, ()) for row in self.made["nodes"] for m in self.modes(mode)}
        states |= {state for _, a, b in arcs for state in (a, b)}
        places = {state[:2] for state in states} if wait_anywhere else set()
        for name, a, b in arcs:
            if name not in self.links:
                places.add(a[:2])
            if name in self.legs:
                places.add(b[:2])
        changed = True
        while changed:
            changed = False
            for p in range(self.periods - 1, -1, -1):
                best: dict[Any, int] = defaultdict(lambda: BIG)
                early: dict[Any, int] = defaultdict(lambda: BIG)
                for row in self.destinations.values():
                    if p > until or not self.takes(row):
                        continue
                    price = prices.get((f"destination/{row['id']}/intake", p), 0)
                    price += rooms.get(row["id"], 0) + (p if arrival_counts else 0)
                    for state in states:
                        if state[0] == row["node"]:
                            best[state] = min(best[state], price)
                for name, a, b in arcs:
                    at, manner = p, b[1]
                    if name in self.legs and p == self.plan_boards(name):
                        at = self.bound_times(name)[0]  # leaves home now, for the deadline
                    if at >= self.periods or not self.open_period(name, manner, who, at):
                        continue
                    price = min(
                        cost.get((b, there), BIG)
                        for there in self.heads(name, manner, at, exactly=not wait_anywhere)
                    )
                    for r, rate in self.charges(name, manner):
                        price += self.own_price(r, rate, manner, occupancy, prices.get((r, at), 0))
                    kept = best if at == p else early
                    kept[a] = min(kept[a], price)
                for state in states:
                    leave[state, p] = min(best[state], early[state])
                    new = best[state]
                    if state[:2] in places:
                        new = min(new, cost.get((state, p + 1), BIG))
                    if new < cost.get((state, p), BIG):
                        cost[state, p] = new
                        changed = True
        return cost, leave

    def own_price(
        self, name: str, rate: Fraction, manner: str, occupancy: str | None, price: int
    ) -> int:
        """A price by how long this person's passing takes; as it is where no occupancy is said."""
        if occupancy is None or name.startswith("leg/") or not price:
            return price
        return int(price * self.passings(name, rate, manner, occupancy))

    def passings(self, name: str, rate: Fraction, manner: str, occupancy: str) -> Fraction:
        """One person's passing of a resource, in shortest ones."""
        if name.startswith("leg/"):
            return Fraction(1)
        each = rate * (Fraction(occupancy) if manner == "car" else 1)
        return 3600 / each / self.longest_shortest(name)[1]

    def released(self, group: Any) -> list[tuple[str, int, int]]:
        found = []
        for start in group["starts"]:
            before = 0
            for second, people in start["ready"]:
                period = max(0, second // self.step)
                people = min(people, start["seats"]) if group["mode"] == "car" else people
                found.append((start["node"], period, people - before))
                before = people
        return found

    def least(self, group: Any, leave: Any, node: str, s: int) -> int:
        """The least of leaving in one of the periods from `s` on that the deadline allows."""
        limit = group["latest_departure_s"]
        ways = [
            leave[(node, group["mode"], ()), p]
            for p in range(s, self.periods)
            if limit is None or p * self.step < limit
        ]
        return min(ways, default=BIG)

    def spoilt_runs(self, runs: Any, width: int) -> bool:
        seen = set()
        for run in runs:
            if len(run) != width or not self.known(run[0]):
                return True
            for p in range(run[1], run[2] + 1):
                if (run[0], p) in seen or not 0 <= p < self.periods:
                    return True
                if width == 5 and run[3] + (p - run[1]) * run[4] < 0:
                    return True
                seen.add((run[0], p))
            if run[1] > run[2]:
                return True
        return False

    def spoilt_rooms(self, rooms: list[str]) -> bool:
        wrong = any(
            name not in self.destinations or self.destinations[name]["room"] == "unlimited"
            for name in rooms
        )
        return wrong or len(set(rooms)) < len(rooms)

    def price_of(self, runs: Any) -> dict[Any, int]:
        return {
            (name, p): at_first + i * change
            for name, first, last, at_first, change in runs
            for i, p in enumerate(range(first, last + 1))
        }

    def paid(self, name: str, prices: dict[Any, int], use: Fraction, late: Fraction) -> Fraction:
        """Budgets times prices, and a late passing at every rise."""
        paid, before = Fraction(0), 0
        for p, seconds in enumerate(self.budget(name, use)):
            now = prices.get((name, p), 0)
            paid += seconds * now + max(0, now - before) * late
            before = now
        return paid

    def limit(self, name: str, prices: dict[Any, int], use: Fraction) -> Fraction:
        """What people can pay at most at one resource, aid taking its part."""
        longest, shortest = self.longest_shortest(name)
        if not shortest:
            return Fraction(0)
        most = self.paid(name, prices, use, longest)
        taken = self.taken(name)
        if taken:
            truck_s = self.truck_s(self.gates(name.split("/")[1])[name]) or Fraction(0)
            other = self.paid(name, prices, use, max(longest, truck_s))
            for seconds, periods in taken:
                other -= seconds * min(prices.get((name, p), 0) for p in periods)
            most = max(Fraction(0), min(most, other))
        return most / shortest

    def arrivals_bound(self, entry: Any, use: Fraction | None = None) -> int | None:
        """None: spoilt."""
        until = entry["until_period"]
        if self.spoilt_runs(entry["runs"], 3) or self.spoilt_rooms(entry["rooms"]):
            return None
        if not 0 <= until < self.periods:
            return None
        use = Fraction(entry["capacity_use"]) if use is None else use
        bound = sum(self.destinations[name]["room"] or 0 for name in entry["rooms"])
        prices = {}
        for name, first, last in entry["runs"]:
            run = {(name, p): 1 for p in range(first, last + 1)}
            bound += int(self.limit(name, run, use) // 1)  # one run at a time
            prices |= run
        rooms = dict.fromkeys(entry["rooms"], 1)
        for group in self.groups.values():
            cost, _ = self.cheapest(group["mode"], self.who(group), until, prices, rooms)
            limit = group["latest_departure_s"]
            for node, s, people in self.released(group):
                # some period of s .. free is allowed by the deadline: s itself is the first
                free = s < self.periods and cost.get(((node, group["mode"], ()), s), BIG) == 0
                if free and (limit is None or s * self.step < limit):
                    bound += people
        return min(int(bound), self.people)

    def by_second(self, entry: Any, use: Fraction | None = None) -> int | None:
        """Every second of every state looked at, until nothing changes; None: spoilt."""
        until, end = entry["until_period"], self.periods * self.step
        if self.spoilt_spans(entry["runs"]) or self.spoilt_rooms(entry["rooms"]):
            return None
        if not 0 <= until < self.periods:
            return None
        use = Fraction(entry["capacity_use"]) if use is None else use
        bound = sum(self.destinations[name]["room"] or 0 for name in entry["rooms"])
        priced = set()
        for name, a, b in entry["runs"]:
            priced |= {(name, second) for second in range(a, b)}
            run = {(name, second // self.step): 1 for second in range(a, b)}
            bound += int(self.limit(name, run, use) // 1)
        for group in self.groups.values():
            free = self._free(group, (until + 1) * self.step, priced, entry["rooms"])
            limit = group["latest_departure_s"]
            for node, s, people in self.released(group):
                is_free = s * self.step < end and ((node, group["mode"], ()), s * self.step) in free
                if is_free and (limit is None or s * self.step < limit):
                    bound += people
        return min(int(bound), self.people)

    def _free(self, group: Any, until_s: int, priced: set[Any], rooms: Any) -> set[Any]:
        """(state, second) from which a destination is reached before `until_s`, nothing paid."""
        free: set[Any] = set()
        mode, who = group["mode"], self.who(group)
        arcs = self.near(mode, who)
        states = {(row[0], m, ()) for row in self.made["nodes"] for m in self.modes(mode)}
        states |= {state for _, a, b in arcs for state in (a, b)}
        end = self.periods * self.step
        for row in self.destinations.values():
            if self.takes(row) and row["id"] not in rooms:
                for second in range(min(until_s, end)):
                    if (f"destination/{row['id']}/intake", second) not in priced:
                        free |= {(state, second) for state in states if state[0] == row["node"]}
        before = -1
        while len(free) > before:
            before = len(free)
            for second in range(end - 1, -1, -1):
                free |= {(state, second) for state in states if (state, second + 1) in free}
                for name, a, b in arcs:
                    at = second // self.step
                    if not self.open_period(name, b[1], who, at):
                        continue
                    if any((r, second) in priced for r, _ in self.charges(name, b[1])):
                        continue
                    there = second + int(self.seconds(name, b[1]) or 0)
                    if name in self.legs:
                        there = self.bound_times(name)[1] * self.step
                    if (b, there) in free:
                        free.add((a, second))
        return free

    def spoilt_spans(self, spans: Any) -> bool:
        """Whether some seconds lie outside, or two runs of a resource touch one period."""
        seen = set()
        for name, a, b in spans:
            if not self.known(name) or not 0 <= a < b <= self.periods * self.step:
                return True
            touched = {(name, second // self.step) for second in range(a, b)}
            if touched & seen:
                return True
            seen |= touched
        return False

    def priced_bound(self, entry: Any, use: Fraction | None = None) -> int | None:
        """None: spoilt."""
        until, worth = entry["until_period"], entry["worth"]
        rooms = {row[0]: row[1] for row in entry["rooms"]}
        if self.spoilt_runs(entry["runs"], 5) or self.spoilt_rooms([r[0] for r in entry["rooms"]]):
            return None
        if not 0 <= until < self.periods or worth < 1 or any(y < 0 for y in rooms.values()):
            return None
        use = Fraction(entry["capacity_use"]) if use is None else use
        prices = self.price_of(entry["runs"])
        bound = Fraction(sum((self.destinations[n]["room"] or 0) * y for n, y in rooms.items()))
        bound += sum(self.limit(name, prices, use) for name in {name for name, _ in prices})
        for group in self.groups.values():
            _, leave = self.cheapest(
                group["mode"],
                self.who(group),
                until,
                prices,
                rooms,
                wait_anywhere=False,
                occupancy=group["occupancy"] or "1",
            )
            for node, s, people in self.released(group):
                bound += people * max(0, worth - self.least(group, leave, node, s))
        return min(int(bound // worth), self.people)

    def total_bound(self, entry: Any, arrived: int) -> int | None:
        """None: spoilt."""
        rooms = {row[0]: row[1] for row in entry["rooms"]}
        if self.spoilt_runs(entry["runs"], 5) or self.spoilt_rooms([r[0] for r in entry["rooms"]]):
            return None
        m = entry["deadline_period"]
        if m < 0 or any(price < 0 for price in rooms.values()):
            return None
        value = Fraction(arrived * m)
        value -= sum((self.destinations[name]["room"] or 0) * y for name, y in rooms.items())
        prices = self.price_of(entry["runs"])
        use = Fraction(self.model["capacity_use"])
        for name in {name for name, _ in prices}:
            longest, shortest = self.longest_shortest(name)
            if shortest:
                value -= self.paid(name, prices, use, longest) / shortest
        for group in self.groups.values():
            last = self.periods - 1
            cost, leave = self.cheapest(
                group["mode"], self.who(group), last, prices, rooms, arrival_counts=True
            )
            for node, s, people in self.released(group):
                least = cost.get(((node, group["mode"], ()), s), BIG)
                if group["latest_departure_s"] is not None:
                    least = self.least(group, leave, node, s)
                value -= people * max(0, m - least)
        return max(0, int(value * self.step // 1))

    # ---- last safe starts

    def last_safe(self) -> dict[str, int | None]:
        right: dict[str, int] = {}
        for row in self.crossings.values():
            right |= {f"crossing/{row['id']}/gate/{gate['id']}": -1 for gate in row["gates"]}
        for group in self.groups.values():
            zone = f"zone/{group['zone']}"
            right.setdefault(zone, -1)
            self.reach = self.near(group["mode"], self.who(group))
            who = self.who(group)
            ok = self._arrives(who)
            for p in range(self.periods):
                for start in group["starts"]:
                    limit = group["latest_departure_s"]
                    if limit is not None and (p + 1) * self.step > limit:
                        continue
                    if self._may_leave((start["node"], group["mode"], ()), p, who, ok):
                        right[zone] = max(right[zone], p)
                for name, _, b in self.reach:
                    if name in self.crossings and self._may_enter(name, b, p, who, ok):
                        for gate in self.crossings[name]["gates"]:
                            key = f"{name}/gate/{gate['id']}"
                            right[key] = max(right[key], p)
        return {name: None if p < 0 else p * self.step for name, p in right.items()}

    def _may_enter(self, name: str, to: State, p: int, who: Who, ok: set[Any]) -> bool:
        manner = to[1]
        if not self.open_period(name, manner, who, p, plan=True):
            return False
        there = p + ceil(Fraction(self.seconds(name, manner) or 0, self.step))
        if name in self.legs:
            there = self.legs[name]["arrives_s"] // self.step
        return (to, there) in ok

    def _may_leave(self, state: State, p: int, who: Who, ok: set[Any]) -> bool:
        ends = {row["node"] for row in self.destinations.values() if self.takes(row)}
        return state[0] in ends or any(
            a == state and self._may_enter(name, b, p, who, ok) for name, a, b in self.reach
        )

    def _arrives(self, who: Who) -> set[Any]:
        """States from which one person alone, free to wait at nodes, arrives by the end."""
        ok: set[Any] = set()
        states = {state for _, a, b in self.reach for state in (a, b)}
        while True:
            before = len(ok)
            for p in range(self.periods - 1, -1, -1):
                for state in states:
                    if (state, p + 1) in ok or self._may_leave(state, p, who, ok):
                        ok.add((state, p))
            if len(ok) == before:
                return ok
