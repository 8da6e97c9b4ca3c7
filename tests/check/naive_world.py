"""The naive twin's world: elements, windows, rates and aid, second by second."""

from fractions import Fraction
from functools import cache
from typing import Any

BIG = 10**30
Who = tuple[frozenset[str], str]  # criteria, population


class World:
    """One bundle's inputs, evaluated by brute force."""

    def __init__(self, made: dict[str, Any]) -> None:
        self.made, self.model = made, made["model"]
        self.step, self.periods = self.model["step_s"], self.model["periods"]
        self.end = self.step * self.periods
        self.links = {f"link/{row[0]}": row for row in made["links"]}
        self.crossings = {f"crossing/{row['id']}": row for row in self.model["crossings"]}
        self.legs = {f"leg/{row['id']}": row for row in self.model["legs"]}
        self.groups = {row["id"]: row for row in self.model["groups"]}
        self.destinations = {row["id"]: row for row in self.model["destinations"]}
        self.streams = {row["id"]: row for row in self.model["aid_streams"]}
        self.names = [*self.links, *self.crossings, *self.legs]
        self.people = sum(row["people"] for row in self.groups.values())
        self.any_gets_off = bool(self.legs) or any(map(self.gets_off, self.crossings))
        self.open_at = cache(self._open_at)
        self.weight = cache(self._weight)
        self.must = cache(self._must)
        self.aid_open_at = cache(self._aid_open_at)
        self.aid_figures = cache(self._aid_figures)

    # ---- who passes what, and how

    def who(self, group: Any) -> Who:
        return frozenset(group["criteria"]), group["population"]

    def modes(self, mode: str) -> set[str]:
        return {"car", "foot"} if mode == "car" and self.any_gets_off else {mode}

    def gets_off(self, name: str) -> bool:
        return any(g["rate_vehicles_per_hour"] is None for g in self.crossings[name]["gates"])

    def ends(self, name: str) -> tuple[str, str]:
        if name in self.links:
            return self.links[name][1], self.links[name][2]
        row = self.crossings.get(name) or self.legs[name]
        return row["from_node"], row["to_node"]

    def manner(self, name: str, mode: str) -> str:
        if mode == "car" and (
            name in self.legs or (name in self.crossings and self.gets_off(name))
        ):
            return "foot"
        return mode

    def seconds(self, name: str, manner: str) -> int | None:
        if name in self.legs:
            return self.legs[name]["arrives_s"] - self.legs[name]["departs_s"]
        if manner == "seat":
            return None
        if name in self.crossings:
            return self.crossings[name]["transit_s"]
        text = self.links[name][5 if manner == "car" else 7]
        return int(text) if text else None

    def boards(self, name: str) -> int:
        """The last period of a plan that ends by the cut-off."""
        return max(
            (p for p in range(self.periods) if (p + 1) * self.step <= self.legs[name]["cut_off_s"]),
            default=-1,
        )

    def bound_times(self, name: str) -> tuple[int, int]:
        """The periods that hold the last second before the cut-off and before the arrival."""
        leg = self.legs[name]
        return (leg["cut_off_s"] - 1) // self.step, (leg["arrives_s"] - 1) // self.step

    def plan_boards(self, name: str) -> int | None:
        """None: the leg has left, or leaves beyond the horizon."""
        at = self.boards(name)
        late = self.legs[name]["cut_off_s"] >= (self.periods + 1) * self.step
        return None if at < 0 or late else at

    def turns_made(self, passed: list[tuple[str, str]]) -> list[str]:
        """The forbidden turns among elements that are passed one after the other."""
        return [
            row["id"]
            for row in self.model["forbidden_turns"]
            for mode in row["modes"]
            for k in range(len(passed))
            if passed[k : k + len(row["links"])] == [(f"link/{n}", mode) for n in row["links"]]
        ]

    def charges(self, name: str, manner: str) -> list[tuple[str, Fraction]]:
        """Resource and rate per hour; an unknown rate is 0 here."""
        if name in self.legs:
            return [(f"{name}/seats", Fraction(1))]
        if name in self.crossings:
            key = "rate_persons_per_hour" if manner == "foot" else "rate_vehicles_per_hour"
            gates = self.crossings[name]["gates"]
            return [(f"{name}/gate/{gate['id']}", Fraction(gate[key] or 0)) for gate in gates]
        row = self.links[name]
        place = "road" if manner == "car" or row[9] == "1" else "walkway"
        return [(f"{name}/{place}", Fraction(row[6 if manner == "car" else 8] or 0))]

    def admits(self, name: str, manner: str, who: Who) -> bool:
        if self.seconds(name, manner) is None:
            return False
        if any(rate == 0 for _, rate in self.charges(name, manner)):
            return False
        if name in self.legs:
            serves = self.legs[name]["serves"]
            if serves is not None and who[1] not in serves:
                return False
        rows = self.crossings[name]["gates"] if name in self.crossings else []
        rows = [self.legs[name]] if name in self.legs else rows
        return all(r["eligibility"] is None or who[0] & set(r["eligibility"]) for r in rows)

    def passers(self, resource: str) -> list[tuple[str, str, Who, Fraction]]:
        """Who may pass: element, manner, people, seconds of one passing."""
        found = []
        for group in self.groups.values():
            for mode in self.modes(group["mode"]):
                for name in self.names:
                    if name in self.legs or self.manner(name, mode) != mode:
                        continue
                    if not self.admits(name, mode, self.who(group)):
                        continue
                    for charged, rate in self.charges(name, mode):
                        if charged == resource:
                            each = rate * (Fraction(group["occupancy"]) if mode == "car" else 1)
                            found.append((name, mode, self.who(group), 3600 / each))
        return found

    def known(self, resource: str) -> bool:
        found = {f"{name}/seats" for name in self.legs} | {
            f"destination/{d}/intake"
            for d, row in self.destinations.items()
            if row["intake_per_hour"] is not None
        }
        for name in [*self.links, *self.crossings]:
            for manner in ("car", "foot"):
                if self.seconds(name, manner) is not None and not (
                    name in self.crossings and manner == "car" and self.gets_off(name)
                ):
                    found |= {resource for resource, _ in self.charges(name, manner)}
        return resource in found

    def longest_shortest(self, resource: str) -> tuple[Fraction, Fraction]:
        if resource.startswith("leg/"):
            return Fraction(0), Fraction(1)
        if resource.startswith("destination/"):
            rate = Fraction(self.destinations[resource.split("/")[1]]["intake_per_hour"])
            once = 3600 / rate if rate else Fraction(0)
            return once, once
        all_seconds = [seconds for *_, seconds in self.passers(resource)] or [Fraction(0)]
        return max(all_seconds), min(all_seconds)

    # ---- windows

    def holds_at(self, consent: Any, second: int) -> bool:
        counts = consent["state"] == "given" or (
            consent["state"] == "conditional" and consent["condition_met"]
        )
        return bool(counts and consent["from_s"] <= second < consent["to_s"])

    def _asked_open(self, row: Any, second: int, who: Who) -> bool:
        for consent in row["consents"]:
            if consent["of"] == "aid" or consent["direction"] == "in":
                continue
            theirs = consent["only_for"] is None or who[0] & set(consent["only_for"])
            if not theirs or not self.holds_at(consent, second):
                return False
        return True

    def _stays_open(self, name: str, manner: str, who: Who, second: int) -> bool:
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
            if not self._asked_open(row, second, who):
                return False
        return True

    def _open_at(self, name: str, manner: str, who: Who) -> list[bool]:
        """The entry window of a link or crossing, second by second."""
        stays = [self._stays_open(name, manner, who, s) for s in range(self.end)]
        if name in self.crossings:
            return stays
        took = self.seconds(name, manner) or 0
        return [all(stays[s : min(s + took, self.end - 1) + 1]) for s in range(self.end)]

    def open_period(self, name: str, manner: str, who: Who, p: int, *, plan: bool = False) -> bool:
        if name in self.legs:
            leg = self.legs[name]
            at = self.plan_boards(name) if plan else self.bound_times(name)[0]
            return at == p and self._asked_open(leg, leg["departs_s"], who)
        window = self.open_at(name, manner, who)
        return any(window[p * self.step : (p + 1) * self.step])

    # ---- budgets

    def _weight(self, resource: str) -> list[Fraction]:
        """The open seconds of every period, not yet times capacity_use."""
        kind, name = resource.split("/")[:2]
        if kind == "leg":
            seats = [Fraction(0)] * self.periods
            at = self.bound_times(f"leg/{name}")[0]
            if 0 <= at < self.periods:
                seats[at] = Fraction(self.legs[f"leg/{name}"]["seats"])
            return seats
        if kind == "destination":
            rate = Fraction(self.destinations[name]["intake_per_hour"])
            return [Fraction(self.step if rate else 0)] * self.periods
        windows = [self.open_at(*who[:3]) for who in self.passers(resource)]
        streams = [
            row
            for row in self.streams.values()
            if kind == "crossing" and row["crossing"] == name and self.trucks_pass(name)
        ]
        link = name if kind == "link" else None
        budget = [Fraction(0)] * self.periods
        for second in range(self.end):
            if any(window[second] for window in windows) or any(
                self.aid_open(row, second) for row in streams
            ):
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

    # ---- aid

    def gates(self, crossing: str) -> dict[str, Any]:
        rows = self.crossings[f"crossing/{crossing}"]["gates"]
        return {f"crossing/{crossing}/gate/{row['id']}": row for row in rows}

    def truck_s(self, gate: Any) -> Fraction | None:
        rate = Fraction(gate["rate_trucks_per_hour"] or 0)
        return 3600 / rate if rate else None

    def trucks_pass(self, crossing: str) -> bool:
        return all(self.truck_s(gate) for gate in self.gates(crossing).values())

    def aid_consented(self, stream: Any, second: int) -> bool:
        for row in [stream, *self.gates(stream["crossing"]).values()]:
            for consent in row["consents"]:
                asked = consent["of"] != "people" and consent["direction"] != "out"
                if asked and not self.holds_at(consent, second):
                    return False
        return True

    def aid_open(self, stream: Any, second: int) -> bool:
        return self.aid_open_at(stream["id"], second)

    def _aid_open_at(self, name: str, second: int) -> bool:
        stream = self.streams[name]
        return self.aid_consented(stream, second) and all(
            any(h["from_s"] <= second < h["to_s"] for h in gate["open"] or [])
            for gate in self.gates(stream["crossing"]).values()
        )

    def day_periods(self, day: Any) -> list[int]:
        """The periods that begin on a day."""
        return [p for p in range(self.periods) if day["from_s"] <= p * self.step < day["to_s"]]

    def aid_open_period(self, stream: Any, p: int) -> bool:
        return any(self.aid_open(stream, s) for s in range(p * self.step, (p + 1) * self.step))

    def aid_row(self, stream: Any, day: Any) -> dict[str, Any]:
        """Required, quota, holds and most of one stream on one day."""
        return dict(self.aid_figures(stream["id"], day["from_s"], day["to_s"]))

    def _aid_figures(self, name: str, from_s: int, to_s: int) -> dict[str, Any]:
        stream, day = self.streams[name], {"from_s": from_s, "to_s": to_s}
        seconds = range(day["from_s"], day["to_s"])
        inside = [s for s in seconds if 0 <= s < self.end]
        open_all = sum(self.aid_open(stream, s) for s in seconds)
        open_in = sum(self.aid_open(stream, s) for s in inside)
        part = Fraction(len(inside), len(seconds))
        if len(inside) < len(seconds) and open_all:
            part = Fraction(open_in, open_all)
        quota = stream["quota_per_day"]
        fits, most = [], []
        used = [p for p in self.day_periods(day) if self.aid_open_period(stream, p)]
        for name, gate in self.gates(stream["crossing"]).items():
            truck_s = self.truck_s(gate)
            fits.append(int(open_in // (2 * truck_s)) if truck_s else 0)
            if used and self.trucks_pass(stream["crossing"]) and truck_s:
                late = max(truck_s, self.longest_shortest(name)[0])
                seconds_there = sum(self.budget(name, Fraction(1))[used[0] : used[-1] + 1])
                most.append(int((seconds_there + late) // (2 * truck_s)))
        return {
            "required": int(Fraction(stream["minimum_per_day"]) * part),
            "quota": None if quota is None else int(Fraction(quota) * part),
            "holds": min(fits),
            "most": min(most, default=0),
        }

    def streams_at(self, crossing: str) -> list[Any]:
        return [row for row in self.streams.values() if row["crossing"] == crossing]

    def alike(self, rows: list[Any]) -> bool:
        """Whether all have one window: it can only change where something begins or ends."""
        borders = {0}
        for stream in rows:
            for row in [stream, *self.gates(stream["crossing"]).values()]:
                borders |= {c[k] for c in row["consents"] for k in ("from_s", "to_s")}
                borders |= {h[k] for h in row.get("open") or [] for k in ("from_s", "to_s")}
        return all(
            len({self.aid_open(row, at) for row in rows}) == 1 for b in borders for at in (b - 1, b)
        )

    def _must(self, crossing: str, number: int) -> int:
        rows = self.streams_at(crossing)
        figures = [self.aid_row(row, self.model["days"][number]) for row in rows]
        if self.alike(rows):
            return int(min(sum(row["required"] for row in figures), figures[0]["holds"]))
        return int(max(min(row["required"], row["holds"]) for row in figures))

    def taken(self, resource: str) -> list[tuple[Fraction, list[int]]]:
        """Seconds of a gate that trucks need on every day, and the periods in which they come."""
        found: list[tuple[Fraction, list[int]]] = []
        if not resource.startswith("crossing/"):
            return found
        crossing = resource.split("/")[1]
        rows = self.streams_at(crossing)
        truck_s = self.truck_s(self.gates(crossing)[resource])
        for number, day in enumerate(self.model["days"] if rows and truck_s else []):
            periods = [
                p
                for p in self.day_periods(day)
                if any(self.aid_open_period(row, p) for row in rows)
            ]
            if periods and truck_s:
                found.append((2 * self.must(crossing, number) * truck_s, periods))
        return found
