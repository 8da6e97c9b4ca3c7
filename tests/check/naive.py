"""A naive twin of the check: replay and claims, straight from the definitions."""

from collections import Counter, defaultdict
from fractions import Fraction
from math import ceil
from typing import Any

from .naive_bounds import Bounds

SHARES = {"t50": Fraction(1, 2), "t90": Fraction(9, 10), "t100": Fraction(1)}


class Naive(Bounds):
    """One bundle, evaluated by brute force."""

    def replay(self) -> tuple[dict[int, int], Counter[Any], set[str]]:
        """Arrivals by period, by start, and the rules that are broken."""
        self.by_period: dict[int, int] = defaultdict(int)
        self.by_start: Counter[Any] = Counter()
        self.used: dict[Any, Fraction] = defaultdict(Fraction)
        self.trucks_at: set[Any] = set()
        self.broken: set[str] = set()
        self.rooms: Counter[str] = Counter()
        self.boarded: Counter[str] = Counter()
        self.waits: list[int] = []
        self.queues: list[tuple[str, list[int], list[int]]] = []
        self.gone: dict[Any, Counter[int]] = defaultdict(Counter)
        moves: dict[Any, list[tuple[int, int]]] = defaultdict(list)
        for name, stage, period, people in self.made["movements"]:
            if str(people).isdigit() and int(people) > 0:
                moves[name, int(stage)].append((int(period), int(people)))
            else:
                self.broken.add("whole_people")
        for row in self.made["instructions"]:
            self._instruction(row, [moves[row["id"], j] for j in range(len(row["stages"]))])
        self._drive()
        for name, number in self.rooms.items():
            room = self.destinations[name]["room"]
            if room != "unlimited" and number > (room or 0):
                self.broken.add("destination_room")
        for name, number in self.boarded.items():
            if number > self.legs[name]["seats"]:
                self.broken.add("leg_seats")
        self._late()
        self._starts()
        return self.by_period, self.by_start, self.broken

    def _instruction(self, row: Any, moves: list[list[tuple[int, int]]]) -> None:
        group = self.groups[row["group"]]
        for d, n in moves[0]:
            self.gone[row["group"], row["start"]][d] += n
            if d * self.step < row["from_s"] or (d + 1) * self.step > row["to_s"]:
                self.broken.add("instruction_window")
        if sum(n for _, n in moves[0]) != row["people"]:
            self.broken.add("instruction_window")
        passed, mode, node = [], group["mode"], row["start"]
        for name in row["route"]:
            if name not in self.names or self.ends(name)[0] != node:
                self.broken.add("route_connected")
                return
            mode = self.manner(name, mode)
            if self.seconds(name, mode) is None:
                self.broken.add("route_connected")
                return
            passed.append((name, mode))
            node = self.ends(name)[1]
        if node != self.destinations[row["destination"]]["node"]:
            self.broken.add("route_connected")
            return
        for i in range(len(passed)):
            may = i == 0 or passed[i][0] not in self.links or passed[i - 1][0] in self.legs
            must = passed[i][0] in self.legs or (i > 0 and passed[i - 1][0] in self.legs)
            if (i in row["stages"] and not may) or (must and i not in row["stages"]):
                self.broken.add("route_connected")
                return
        if self.turns_made(passed):
            self.broken.add("forbidden_turn")
        times = [self.seconds(*part) or 0 for part in passed]
        metres = [int(self.links[n][4]) for n, _ in passed if n in self.links]
        if (sum(metres), sum(times)) != (row["length_m"], row["travel_s"]):
            self.broken.add("route_connected")
        for kind in ("crossing", "leg"):
            named = [n.split("/")[1] for n, _ in passed if n.startswith(kind)]
            if row[kind] not in (named or [None]):
                self.broken.add("route_connected")
        walked = [int(self.links[n][4]) for n, m in passed if n in self.links and m == "foot"]
        if walked and sum(walked) > self.model["walking_limit_m"]:
            self.broken.add("walking_limit")
        self._travel(row, group, passed, moves)

    def _travel(self, row: Any, group: Any, passed: Any, moves: Any) -> None:
        begins = [*row["stages"], len(passed)]
        came: list[int] = []  # for every person the period at the end of the stage before
        for j, moved in enumerate(moves):
            stage = passed[begins[j] : begins[j + 1]]
            left = sorted(d for d, n in moved for _ in range(n))
            if j:
                self._queue(self.ends(stage[0][0])[0], came, left)
            times = [Fraction(self.seconds(*part) or 0) for part in stage]
            whole = ceil(sum(times) / self.step)
            came = [d + whole for d in left]
            if stage and stage[0][0] in self.legs:
                came = [self.legs[stage[0][0]]["arrives_s"] // self.step] * len(left)
                self._board(stage[0][0], group, left)
                continue
            for d, n in moved:
                for k, (name, manner) in enumerate(stage):
                    at = d + whole - ceil(sum(times[k:]) / self.step)
                    if at < self.periods:
                        self._pass(group, name, manner, at, n)
        key = row["group"], row["start"]
        for a in came:
            if a >= self.periods:
                self.broken.add("horizon")
                continue
            self.by_period[a] += 1
            self.by_start[key] += 1
            self.rooms[row["destination"]] += 1
            rate = self.destinations[row["destination"]]["intake_per_hour"]
            if rate is not None and Fraction(rate):
                self.used[f"destination/{row['destination']}/intake", a] += 3600 / Fraction(rate)
            elif rate is not None:
                self.broken.add("intake_rate")

    def _pass(self, group: Any, name: str, manner: str, at: int, n: int) -> None:
        if not self.admits(name, manner, self.who(group)):
            self.broken.add("admits")
            return
        if not self.open_period(name, manner, self.who(group), at):
            self.broken.add("open")
        for resource, rate in self.charges(name, manner):
            each = rate * (Fraction(group["occupancy"]) if manner == "car" else 1)
            self.used[resource, at] += n * 3600 / each

    def _board(self, name: str, group: Any, left: list[int]) -> None:
        leg = self.legs[name]
        if not left:
            return
        self.boarded[name] += len(left)
        if any(d != self.plan_boards(name) for d in left):
            self.broken.add("leg_departure")
        if not self._asked_open(leg, leg["departs_s"], self.who(group)):
            self.broken.add("leg_consent")
        if not self.admits(name, "foot", self.who(group)):
            self.broken.add("eligibility")

    def _queue(self, node: str, came: list[int], left: list[int]) -> None:
        """First come, first on, person by person."""
        came = sorted(came)
        if len(came) != len(left) or any(a > b for a, b in zip(came, left, strict=True)):
            self.broken.add("queue")
        self.waits += [max(0, b - a) for a, b in zip(came, left, strict=False)]
        self.queues.append((node, came, left))

    def largest_queue(self) -> int:
        most = 0
        for node in {node for node, _, _ in self.queues}:
            for p in range(self.periods):
                there = [
                    sum(a <= p for a in came) - sum(b <= p for b in left)
                    for at, came, left in self.queues
                    if at == node
                ]
                most = max(most, sum(there))
        return most

    def _drive(self) -> None:
        """Aid, truck by truck and second by second."""
        self.trucks: Counter[Any] = Counter()
        inside: dict[Any, list[int]] = defaultdict(lambda: [0] * self.periods)
        for name, direction, period, trucks in self.made["aid"]:
            stream, p = self.streams[name], int(period)
            if not str(trucks).isdigit() or int(trucks) < 1:
                self.broken.add("whole_people")
                continue
            n = int(trucks)
            inside[name][p] += n if direction == "in" else -n
            date = next(
                d["date"] for d in self.model["days"] if d["from_s"] <= p * self.step < d["to_s"]
            )
            self.trucks[name, date, direction] += n
            if not self.aid_open_period(stream, p):
                self.broken.add("aid window")
            elif not self.trucks_pass(stream["crossing"]):
                self.broken.add("gate_rate")
            else:
                for gate, row in self.gates(stream["crossing"]).items():
                    self.used[gate, p] += n * (self.truck_s(row) or 0)
                    self.trucks_at.add((gate, p))
        for changes in inside.values():
            if any(sum(changes[: p + 1]) < 0 for p in range(self.periods)):
                self.broken.add("aid_return")
        for name, date, _ in self.trucks:
            if self.trucks[name, date, "in"] != self.trucks[name, date, "out"]:
                self.broken.add("aid_return")
        for crossing in {row["crossing"] for row in self.streams.values()}:
            for number, day in enumerate(self.model["days"]):
                asked = sum(self.aid_row(r, day)["required"] for r in self.streams_at(crossing))
                if self.missing(crossing, day) > asked - self.must(crossing, number):
                    self.broken.add("aid_minimum")

    def missing(self, crossing: str, day: Any) -> int:
        return sum(
            max(0, self.aid_row(row, day)["required"] - self.trucks[row["id"], day["date"], "in"])
            for row in self.streams_at(crossing)
        )

    def _late(self) -> None:
        """In every run of periods up to one in which something enters: budget plus one passing."""
        for resource in {name for name, _ in self.used}:
            budget = self.budget(resource, Fraction(self.model["capacity_use"]))
            longest, _ = self.longest_shortest(resource)
            for b in range(self.periods):
                if not self.used.get((resource, b)):
                    continue
                limit = longest
                if (resource, b) in self.trucks_at:
                    gate = self.gates(resource.split("/")[1])[resource]
                    limit = max(longest, self.truck_s(gate) or Fraction(0))
                spent = Fraction(0)
                for a in range(b, -1, -1):
                    spent += self.used.get((resource, a), 0) - budget[a]
                    if spent > limit:
                        self.broken.add("late")

    def _starts(self) -> None:
        for (group_id, node), counts in self.gone.items():
            group = self.groups[group_id]
            start = next(row for row in group["starts"] if row["node"] == node)
            for d in range(max(counts, default=-1) + 1):
                so_far = sum(n for p, n in counts.items() if p <= d)
                ready = max([n for s, n in start["ready"] if s <= d * self.step], default=0)
                if so_far > ready:
                    self.broken.add("departure_ready")
            if group["mode"] == "car" and sum(counts.values()) > start["seats"]:
                self.broken.add("no_vehicle")
            limit = group["latest_departure_s"]
            if limit is not None and counts and (max(counts) + 1) * self.step > limit:
                self.broken.add("departure_deadline")
        for row in self.made["instructions"]:
            if row["people"] <= 0:
                self.broken.add("whole_people")
            seats = any(part.startswith("leg/") for part in row["route"])
            others = [
                other
                for other in self.made["instructions"]
                if (other["group"], other["start"]) == (row["group"], row["start"])
            ]
            on_roads = sum(
                n
                for other in others
                if not any(part.startswith("leg/") for part in other["route"])
                for name, stage, _, n in self.made["movements"]
                if name == other["id"] and str(stage) == "0" and str(n).isdigit()
            )
            if row["people"] < 50 and row["people"] != on_roads and not seats:
                self.broken.add("instruction_size")
            if row["from_s"] % 300 or row["to_s"] % 300:
                self.broken.add("instruction_window")

    # ---- claims

    def proofs(self, claim: str) -> list[tuple[int, int]]:
        """Last period and bound of every certificate of a claim that is not spoilt."""
        found = []
        for kind, bound in (
            ("arrivals", self.arrivals_bound),
            ("arrivals_by_second", self.by_second),
            ("priced", self.priced_bound),
        ):
            for row in self.made["bounds"][kind]:
                value = bound(row) if row["claim"] == claim else None
                if value is not None:
                    found.append((row["until_period"], value))
        return found

    def aid_rows(self) -> list[dict[str, Any]]:
        rows = []
        for stream in self.streams.values():
            for day in self.model["days"]:
                row = self.aid_row(stream, day)
                del row["holds"]
                trucks = self.trucks[stream["id"], day["date"], "in"]
                rows.append(
                    {"aid_stream": stream["id"], "date": day["date"], "trucks": trucks} | row
                )
        return rows

    def claims(self) -> dict[str, Any]:
        """What may be claimed at best; the bounds as far as the certificates go."""
        by_period, by_start, _ = self.replay()
        arrived = sum(by_period.values())
        said: dict[str, Any] = {
            "people": self.people,
            "people_staying": sum(row["staying"] for row in self.groups.values()),
            "people_arrived": arrived,
            "total_arrival_s": sum((p + 1) * n for p, n in by_period.items()) * self.step,
            "longest_wait_s": max(self.waits, default=0) * self.step,
            "largest_queue": self.largest_queue(),
            "trucks": sum(n for (*_, way), n in self.trucks.items() if way == "in"),
        }
        bounds = [bound for _, bound in self.proofs("people_arrived_bound")]
        said["people_arrived_bound"] = min(bounds, default=self.people)
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
                said[claim] = max(
                    [(q + 1) * self.step for q, bound in self.proofs(claim) if bound < need],
                    default=0,
                )
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
        parts = {"short_of": short, "last_safe_start": safe, "aid": self.aid_rows()}
        return {"claims": said} | parts


def settled(made: dict[str, Any]) -> dict[str, Any]:
    """The bundle with the claims that its plan and certificates allow."""
    return made | {"claims": Naive(made).claims()}
