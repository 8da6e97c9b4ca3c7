"""A naive twin of the check: second by second, state by state, straight from the definitions."""

from collections import Counter, defaultdict
from fractions import Fraction
from functools import cache
from math import ceil
from typing import Any

BIG = 10**30
SHARES = {"t50": Fraction(1, 2), "t90": Fraction(9, 10), "t100": Fraction(1)}


class Naive:
    """One bundle, evaluated by brute force."""

    def __init__(self, made: dict[str, Any]) -> None:
        self.made, self.model = made, made["model"]
        self.step, self.periods = self.model["step_s"], self.model["periods"]
        self.end = self.step * self.periods
        self.links = {f"link/{row[0]}": row for row in made["links"]}
        self.crossings = {f"crossing/{row['id']}": row for row in self.model["crossings"]}
        self.groups = {row["id"]: row for row in self.model["groups"]}
        self.destinations = {row["id"]: row for row in self.model["destinations"]}
        self.names = [*self.links, *self.crossings]
        self.people = sum(row["people"] for row in self.groups.values())
        self.any_gets_off = any(map(self.gets_off, self.crossings))
        self.open_at = cache(self._open_at)
        self.weight = cache(self._weight)

    def near(self, mode: str, criteria: frozenset[str]) -> set[tuple[str, str]]:
        """Elements with the mode before them that some route within the walking limit uses."""
        asked = {
            word
            for crossing in self.crossings.values()
            for gate in crossing["gates"]
            for row in [gate["eligibility"], *(c["only_for"] for c in gate["consents"])]
            for word in row or ()
        }
        for corridor in self.model["corridors"]:
            asked |= {word for c in corridor["consents"] for word in c["only_for"] or ()}
        steps = []
        for name in self.names:
            for before in {mode, "foot"} if self.any_gets_off else {mode}:
                manner = self.manner(name, before)
                opens = self.admits(name, manner, criteria) and any(
                    self.open_period(name, manner, criteria, p) for p in range(self.periods)
                )
                if opens:
                    tail, head = self.ends(name)
                    metres = int(self.links[name][4]) if name in self.links else 0
                    on_foot = metres if manner == "foot" else 0
                    steps.append((name, (tail, before), (head, manner), on_foot))
        walked: dict[Any, int] = {}
        for group in self.groups.values():
            if group["mode"] == mode and set(group["criteria"]) & asked == criteria & asked:
                walked |= {(start["node"], mode): 0 for start in group["starts"]}
        to_walk = {
            (row["node"], m): 0
            for row in self.destinations.values()
            if row["room"] not in (0, None)
            and (row["intake_per_hour"] is None or Fraction(row["intake_per_hour"]) > 0)
            for m in ("car", "foot")
        }
        for _ in range(2 * len(self.made["nodes"]) + 1):
            for _, a, b, metres in steps:
                walked[b] = min(walked.get(b, BIG), walked.get(a, BIG) + metres)
                to_walk[a] = min(to_walk.get(a, BIG), to_walk.get(b, BIG) + metres)
        limit = self.model["walking_limit_m"]
        return {
            (name, a[1])
            for name, a, b, metres in steps
            if walked.get(a, BIG) + metres + to_walk.get(b, BIG) <= limit
        }

    def gets_off(self, name: str) -> bool:
        return any(g["rate_vehicles_per_hour"] is None for g in self.crossings[name]["gates"])

    def ends(self, name: str) -> tuple[str, str]:
        if name in self.links:
            return self.links[name][1], self.links[name][2]
        return self.crossings[name]["from_node"], self.crossings[name]["to_node"]

    def manner(self, name: str, mode: str) -> str:
        return "foot" if name in self.crossings and self.gets_off(name) else mode

    def seconds(self, name: str, manner: str) -> int | None:
        if name in self.crossings:
            return self.crossings[name]["transit_s"]
        text = self.links[name][5 if manner == "car" else 7]
        return int(text) if text else None

    def charges(self, name: str, manner: str) -> list[tuple[str, Fraction]]:
        """Resource and rate per hour; an unknown rate is 0 here."""
        if name in self.crossings:
            key = "rate_persons_per_hour" if manner == "foot" else "rate_vehicles_per_hour"
            gates = self.crossings[name]["gates"]
            return [(f"{name}/gate/{gate['id']}", Fraction(gate[key] or 0)) for gate in gates]
        row = self.links[name]
        place = "road" if manner == "car" or row[9] == "1" else "walkway"
        return [(f"{name}/{place}", Fraction(row[6 if manner == "car" else 8] or 0))]

    def admits(self, name: str, manner: str, criteria: frozenset[str]) -> bool:
        if self.seconds(name, manner) is None:
            return False
        if any(rate == 0 for _, rate in self.charges(name, manner)):
            return False
        gates = self.crossings[name]["gates"] if name in self.crossings else []
        return all(g["eligibility"] is None or criteria & set(g["eligibility"]) for g in gates)

    def _asked_open(self, row: Any, second: int, criteria: frozenset[str]) -> bool:
        for consent in row["consents"]:
            if consent["of"] == "aid":
                continue
            counts = consent["state"] == "given" or (
                consent["state"] == "conditional" and consent["condition_met"]
            )
            theirs = consent["only_for"] is None or criteria & set(consent["only_for"])
            if not (counts and theirs and consent["from_s"] <= second < consent["to_s"]):
                return False
        return True

    def _stays_open(self, name: str, manner: str, criteria: frozenset[str], second: int) -> bool:
        if name in self.crossings:
            rows = [(gate, gate["open"]) for gate in self.crossings[name]["gates"]]
        else:
            link = name.split("/")[1]
            for closure in self.model["closures"]:
                shut = link in closure["links"] and Fraction(closure["remaining_share"]) == 0
                if shut and closure["from_s"] <= second < closure["to_s"]:
                    return False
            rows = [
                (row, row["hours"])
                for row in self.model["corridors"]
                if link in row["links"] and manner in row["modes"]
            ]
        for row, hours in rows:
            if second < row.get("notified_from_s", -BIG):
                return False
            if not any(h["from_s"] <= second < h["to_s"] for h in hours or []):
                return False
            if not self._asked_open(row, second, criteria):
                return False
        return True

    def _open_at(self, name: str, manner: str, criteria: frozenset[str]) -> list[bool]:
        """The entry window, second by second."""
        stays = [self._stays_open(name, manner, criteria, s) for s in range(self.end)]
        if name in self.crossings:
            return stays
        took = self.seconds(name, manner) or 0
        return [all(stays[s : min(s + took, self.end - 1) + 1]) for s in range(self.end)]

    def open_period(self, name: str, manner: str, criteria: frozenset[str], p: int) -> bool:
        window = self.open_at(name, manner, criteria)
        return any(window[p * self.step : (p + 1) * self.step])

    def passers(self, resource: str) -> list[tuple[str, str, frozenset[str], Fraction]]:
        """Who may pass: element, manner, criteria, seconds of one passing."""
        found = []
        for group in self.groups.values():
            criteria = frozenset(group["criteria"])
            modes = {group["mode"]} | ({"foot"} if self.any_gets_off else set())
            for mode in modes:
                for name in self.names:
                    if mode == "car" and self.manner(name, mode) == "foot":
                        continue
                    if not self.admits(name, mode, criteria):
                        continue
                    for charged, rate in self.charges(name, mode):
                        if charged == resource:
                            each = rate * (Fraction(group["occupancy"]) if mode == "car" else 1)
                            found.append((name, mode, criteria, 3600 / each))
        return found

    def known(self, resource: str) -> bool:
        found = {
            f"destination/{d}/intake"
            for d, row in self.destinations.items()
            if row["intake_per_hour"] is not None
        }
        for name in self.names:
            for manner in ("car", "foot"):
                if self.seconds(name, manner) is not None and not (
                    name in self.crossings and manner == "car" and self.gets_off(name)
                ):
                    found |= {resource for resource, _ in self.charges(name, manner)}
        return resource in found

    def longest_shortest(self, resource: str) -> tuple[Fraction, Fraction]:
        if resource.startswith("destination/"):
            rate = Fraction(self.destinations[resource.split("/")[1]]["intake_per_hour"])
            once = 3600 / rate if rate else Fraction(0)
            return once, once
        all_seconds = [seconds for *_, seconds in self.passers(resource)] or [Fraction(0)]
        return max(all_seconds), min(all_seconds)

    def _weight(self, resource: str) -> list[Fraction]:
        """The open seconds of every period, not yet times capacity_use."""
        if resource.startswith("destination/"):
            rate = Fraction(self.destinations[resource.split("/")[1]]["intake_per_hour"])
            return [Fraction(self.step if rate else 0)] * self.periods
        windows = [self.open_at(*who[:3]) for who in self.passers(resource)]
        link = resource.split("/")[1] if resource.startswith("link/") else None
        budget = [Fraction(0)] * self.periods
        for second in range(self.end):
            if any(window[second] for window in windows):
                shares = [Fraction(1)]
                for row in self.model["closures"]:
                    share = Fraction(row["remaining_share"])
                    if link in row["links"] and share and row["from_s"] <= second < row["to_s"]:
                        shares.append(share)
                budget[second // self.step] += min(shares)
        return budget

    def budget(self, resource: str, use: Fraction) -> list[Fraction]:
        factor = use if resource.startswith("link/") else Fraction(1)
        return [factor * seconds for seconds in self.weight(resource)]

    # ---- the explicit time-expanded minimum

    def cheapest(
        self,
        mode: str,
        criteria: frozenset[str],
        until: int,
        prices: Any,
        rooms: Any,
        arrival_counts: bool,
    ) -> tuple[dict[Any, int], dict[Any, int]]:
        """Least price (+ arrival period) from (node, mode, period); and for leaving just then."""
        nodes = [row[0] for row in self.made["nodes"]]
        cost: dict[Any, int] = {}
        leave: dict[Any, int] = {}
        arcs = []
        near = self.near(mode, criteria)
        for name in self.names:
            for before in {mode, "foot"}:
                manner = self.manner(name, before)
                if before == "foot" != mode and not self.any_gets_off:
                    continue
                if (name, before) in near:
                    arcs.append((name, before, manner))
        changed = True
        while changed:
            changed = False
            for p in range(self.periods - 1, -1, -1):
                best: dict[Any, int] = defaultdict(lambda: BIG)
                for row in self.destinations.values():
                    rate = row["intake_per_hour"]
                    if row["room"] in (0, None) or (rate is not None and Fraction(rate) == 0):
                        continue
                    price = prices.get((f"destination/{row['id']}/intake", p), 0)
                    price += rooms.get(row["id"], 0) + (p if arrival_counts else 0)
                    for m in ("car", "foot"):
                        if p <= until:
                            best[row["node"], m] = min(best[row["node"], m], price)
                for name, before, manner in arcs:
                    tail, head = self.ends(name)
                    there = p + (self.seconds(name, manner) or 0) // self.step
                    if there >= self.periods or not self.open_period(name, manner, criteria, p):
                        continue
                    price = cost.get((head, manner, there), BIG)
                    price += sum(prices.get((r, p), 0) for r, _ in self.charges(name, manner))
                    best[tail, before] = min(best[tail, before], price)
                for node in nodes:
                    for m in ("car", "foot"):
                        leave[node, m, p] = best[node, m]
                        new = min(best[node, m], cost.get((node, m, p + 1), BIG))
                        if new < cost.get((node, m, p), BIG):
                            cost[node, m, p] = new
                            changed = True
        return cost, leave

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
            longest, shortest = self.longest_shortest(name)
            prices |= {(name, p): 1 for p in range(first, last + 1)}
            if shortest:
                bound += (sum(self.budget(name, use)[first : last + 1]) + longest) // shortest
        rooms = dict.fromkeys(entry["rooms"], 1)
        for group in self.groups.values():
            cost, _ = self.cheapest(
                group["mode"], frozenset(group["criteria"]), until, prices, rooms, False
            )
            limit = group["latest_departure_s"]
            for node, s, people in self.released(group):
                # some period of s .. free is allowed by the deadline: s itself is the first
                free = s < self.periods and cost.get((node, group["mode"], s), BIG) == 0
                if free and (limit is None or s * self.step < limit):
                    bound += people
        return min(int(bound), self.people)

    def total_bound(self, entry: Any, arrived: int) -> int | None:
        rooms = {row[0]: row[1] for row in entry["rooms"]}
        if self.spoilt_runs(entry["runs"], 5) or self.spoilt_rooms([r[0] for r in entry["rooms"]]):
            return None
        m = entry["deadline_period"]
        if m < 0 or any(price < 0 for price in rooms.values()):
            return None
        value = Fraction(arrived * m)
        value -= sum((self.destinations[name]["room"] or 0) * y for name, y in rooms.items())
        prices: dict[Any, int] = {}
        for name, first, last, at_first, change in entry["runs"]:
            for i, p in enumerate(range(first, last + 1)):
                prices[name, p] = at_first + i * change
        use = Fraction(self.model["capacity_use"])
        for name in {name for name, _ in prices}:
            longest, shortest = self.longest_shortest(name)
            if not shortest:
                continue
            before = 0
            for p, seconds in enumerate(self.budget(name, use)):
                now = prices.get((name, p), 0)
                value -= seconds * now / shortest + max(0, now - before) * longest / shortest
                before = now
        for group in self.groups.values():
            mode = group["mode"]
            cost, leave = self.cheapest(
                mode, frozenset(group["criteria"]), self.periods - 1, prices, rooms, True
            )
            limit = group["latest_departure_s"]
            for node, s, people in self.released(group):
                least = cost.get((node, mode, s), BIG)
                if limit is not None:
                    ways = [
                        leave[node, mode, p]
                        for p in range(s, self.periods)
                        if p * self.step < limit
                    ]
                    least = min(ways, default=BIG)
                value -= people * max(0, m - least)
        return max(0, int(value * self.step // 1))

    # ---- replay

    def replay(self) -> tuple[dict[int, int], Counter[Any], set[str]]:
        """Arrivals by period, by start, and the rules of flow that are broken."""
        by_period: dict[int, int] = defaultdict(int)
        by_start: Counter[Any] = Counter()
        used: dict[Any, Fraction] = defaultdict(Fraction)
        broken = set()
        rooms: Counter[str] = Counter()
        gone: dict[Any, Counter[int]] = defaultdict(Counter)
        moves = defaultdict(list)
        for name, period, people in self.made["movements"]:
            if str(people).isdigit() and int(people) > 0:
                moves[name].append((int(period), int(people)))
            else:
                broken.add("whole_people")
        for row in self.made["instructions"]:
            group = self.groups[row["group"]]
            criteria = frozenset(group["criteria"])
            for d, n in moves[row["id"]]:
                gone[row["group"], row["start"]][d] += n
                if d * self.step < row["from_s"] or (d + 1) * self.step > row["to_s"]:
                    broken.add("instruction_window")
            if sum(n for _, n in moves[row["id"]]) != row["people"]:
                broken.add("instruction_window")
            legs, mode, node = [], group["mode"], row["start"]
            for name in row["route"]:
                if name not in self.names or self.ends(name)[0] != node:
                    node = ""
                    break
                mode = self.manner(name, mode)
                if self.seconds(name, mode) is None:
                    node = ""
                    break
                legs.append((name, mode))
                node = self.ends(name)[1]
            if node != self.destinations[row["destination"]]["node"]:
                broken.add("route_connected")
                continue
            times = [self.seconds(*leg) or 0 for leg in legs]
            figures = (sum(int(self.links[n][4]) for n, _ in legs if n in self.links), sum(times))
            if figures != (row["length_m"], row["travel_s"]):
                broken.add("route_connected")
            whole = ceil(Fraction(sum(times), self.step))
            for d, n in moves[row["id"]]:
                if d + whole >= self.periods:
                    broken.add("horizon")
                    continue
                by_period[d + whole] += n
                by_start[row["group"], row["start"]] += n
                rooms[row["destination"]] += n
                rate = self.destinations[row["destination"]]["intake_per_hour"]
                if rate is not None:
                    intake = f"destination/{row['destination']}/intake"
                    if Fraction(rate):
                        used[intake, d + whole] += n * 3600 / Fraction(rate)
                    else:
                        broken.add("late")
                for k, (name, manner) in enumerate(legs):
                    at = d + whole - ceil(Fraction(sum(times[k:]), self.step))
                    if not self.admits(name, manner, criteria):
                        broken.add("admits")
                        continue
                    if not self.open_period(name, manner, criteria, at):
                        broken.add("open")
                    for resource, rate in self.charges(name, manner):
                        each = rate * (Fraction(group["occupancy"]) if manner == "car" else 1)
                        used[resource, at] += n * 3600 / each
            walked = sum(int(self.links[n][4]) for n, m in legs if n in self.links and m == "foot")
            if walked > self.model["walking_limit_m"]:
                broken.add("walking_limit")
        for name, number in rooms.items():
            room = self.destinations[name]["room"]
            if room != "unlimited" and number > (room or 0):
                broken.add("destination_room")
        for resource in {name for name, _ in used}:
            # in every run of periods: budget plus one passing
            budget = self.budget(resource, Fraction(self.model["capacity_use"]))
            longest, _ = self.longest_shortest(resource)
            for a in range(self.periods):
                spent = Fraction(0)
                for b in range(a, self.periods):
                    spent += used.get((resource, b), 0) - budget[b]
                    if spent > longest:
                        broken.add("late")
        for (group_id, node), counts in gone.items():
            group = self.groups[group_id]
            start = next(row for row in group["starts"] if row["node"] == node)
            for d in range(max(counts) + 1):
                so_far = sum(n for p, n in counts.items() if p <= d)
                ready = max([n for s, n in start["ready"] if s <= d * self.step], default=0)
                if so_far > ready:
                    broken.add("departure_ready")
            if group["mode"] == "car" and sum(counts.values()) > start["seats"]:
                broken.add("no_vehicle")
            limit = group["latest_departure_s"]
            if limit is not None and (max(counts) + 1) * self.step > limit:
                broken.add("departure_deadline")
        for row in self.made["instructions"]:
            everyone = sum(gone[row["group"], row["start"]].values())
            if row["people"] <= 0:
                broken.add("whole_people")
            if row["people"] < 50 and row["people"] != everyone:
                broken.add("instruction_size")
            if row["from_s"] % 300 or row["to_s"] % 300:
                broken.add("instruction_window")
        return by_period, by_start, broken

    # ---- claims

    def last_safe(self) -> dict[str, int | None]:
        right: dict[str, int] = {}
        for row in self.crossings.values():
            right |= {f"crossing/{row['id']}/gate/{gate['id']}": -1 for gate in row["gates"]}
        for group in self.groups.values():
            zone = f"zone/{group['zone']}"
            right.setdefault(zone, -1)
            criteria = frozenset(group["criteria"])
            self.reach = self.near(group["mode"], criteria)
            ok = self._arrives(group["mode"], criteria)
            for p in range(self.periods):
                for start in group["starts"]:
                    limit = group["latest_departure_s"]
                    if limit is not None and (p + 1) * self.step > limit:
                        continue
                    if self._may_leave(start["node"], group["mode"], p, criteria, ok):
                        right[zone] = max(right[zone], p)
                for name in self.crossings:
                    for mode in {group["mode"], "foot"}:
                        if mode != group["mode"] and not self.any_gets_off:
                            continue
                        if self._may_enter(name, mode, p, criteria, ok):
                            for gate in self.crossings[name]["gates"]:
                                key = f"{name}/gate/{gate['id']}"
                                right[key] = max(right[key], p)
        return {name: None if p < 0 else p * self.step for name, p in right.items()}

    def _may_enter(self, name: str, mode: str, p: int, criteria: Any, ok: set[Any]) -> bool:
        manner = self.manner(name, mode)
        if (name, mode) not in self.reach:
            return False
        if not self.open_period(name, manner, criteria, p):
            return False
        there = p + ceil(Fraction(self.seconds(name, manner) or 0, self.step))
        return (self.ends(name)[1], manner, there) in ok

    def _may_leave(self, node: str, mode: str, p: int, criteria: Any, ok: set[Any]) -> bool:
        for row in self.destinations.values():
            rate = row["intake_per_hour"]
            takes = row["room"] not in (0, None) and (rate is None or Fraction(rate) > 0)
            if row["node"] == node and takes:
                return True
        return any(
            self.ends(name)[0] == node and self._may_enter(name, mode, p, criteria, ok)
            for name in self.names
        )

    def _arrives(self, mode: str, criteria: frozenset[str]) -> set[Any]:
        """States from which one person alone, free to wait at nodes, arrives by the end."""
        ok: set[Any] = set()
        while True:
            before = len(ok)
            for p in range(self.periods - 1, -1, -1):
                for node in (row[0] for row in self.made["nodes"]):
                    for m in ("car", "foot"):
                        if (node, m, p + 1) in ok or self._may_leave(node, m, p, criteria, ok):
                            ok.add((node, m, p))
            if len(ok) == before:
                return ok

    def claims(self) -> dict[str, Any]:
        """What may be claimed at best; the bounds as far as the certificates go."""
        by_period, by_start, _ = self.replay()
        arrived = sum(by_period.values())
        said: dict[str, Any] = {
            "people": self.people,
            "people_staying": sum(row["staying"] for row in self.groups.values()),
            "people_arrived": arrived,
            "total_arrival_s": sum((p + 1) * n for p, n in by_period.items()) * self.step,
        }
        entries = {row["claim"]: row for row in self.made["bounds"]["arrivals"]}
        most = None
        if "people_arrived_bound" in entries:
            most = self.arrivals_bound(entries["people_arrived_bound"])
        said["people_arrived_bound"] = self.people if most is None else most
        said["people_gap"] = said["people_arrived_bound"] - arrived
        for name, share in SHARES.items():
            need = ceil(share * self.people)
            ends = [
                (p + 1) * self.step
                for p in range(self.periods)
                if sum(n for a, n in by_period.items() if a <= p) >= need
            ]
            said[f"{name}_s"] = (ends or [None])[0] if need else 0
            for claim in [f"{name}_bound_s"] + ["t100_bound_full_use_s"] * (name == "t100"):
                bound = self.arrivals_bound(entries[claim]) if claim in entries else None
                proved = bound is not None and bound < need
                said[claim] = (entries[claim]["until_period"] + 1) * self.step if proved else 0
        total = self.made["bounds"]["total_arrival"]
        said["total_arrival_bound_s"] = (total and self.total_bound(total, arrived)) or 0
        short = []
        left = self.people - said["people_arrived_bound"]
        for group in self.groups.values():
            for start in group["starts"]:
                lacks = start["people"] - by_start[group["id"], start["node"]]
                if lacks > 0:
                    short.append(
                        {
                            "group": group["id"],
                            "zone": group["zone"],
                            "start": start["node"],
                            "rule": "gate_rate",
                            "because": "",
                            "people": lacks,
                            "proved": lacks <= left,
                        }
                    )
                    left -= lacks if lacks <= left else 0
        safe = [
            {"address": address, "instant_s": instant}
            for address, instant in sorted(self.last_safe().items())
        ]
        return {"claims": said, "short_of": short, "last_safe_start": safe}


def settled(made: dict[str, Any]) -> dict[str, Any]:
    """The bundle with the claims that its plan and certificates allow."""
    return made | {"claims": Naive(made).claims()}
