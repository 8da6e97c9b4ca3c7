"""Claims: what the bundle says of its plan, against the replay and the certificates."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .bounds import Networks, Spoilt, last_free, latest_periods
from .inputs import Inputs
from .replay import Outcome
from .rules import Tally
from .shapes import Fit, is_whole

SHARES = {"t50": Fraction(1, 2), "t90": Fraction(9, 10), "t100": Fraction(1)}
TIME_BOUNDS = {
    "t50_bound_s": Fraction(1, 2),
    "t90_bound_s": Fraction(9, 10),
    "t100_bound_s": Fraction(1),
    "t100_bound_full_use_s": Fraction(1),
}
ARRIVAL_CLAIMS = {*TIME_BOUNDS, "people_arrived_bound"}
SHORT_ROW = {
    "group": "text",
    "zone": "text",
    "start": "text",
    "rule": "text",
    "because": "text",
    "people": "whole",
    "proved": "bool",
}
SAFE_ROW = {"address": "text", "instant_s": "whole?"}
CERTIFICATE_KEYS = {"claim", "until_period", "capacity_use", "runs", "rooms"}


@dataclass(frozen=True)
class ClaimRow:
    """One claim and what the check made of it."""

    claim: str
    value: Any
    status: str
    note: str


class Proofs:
    """The certificates, evaluated: for every claim its last period and bound, or what is spoilt."""

    def __init__(self, inputs: Inputs, bounds: Any, arrived: int, tally: Tally) -> None:
        self.inputs = inputs
        self.networks = Networks(inputs)
        self.proved: dict[str, tuple[int, int]] = {}
        self.spoilt: dict[str, str] = {}
        self.total = 0
        self.entries: dict[str, Any] = {}
        counted = 0
        if not isinstance(bounds, dict) or set(bounds) != {"arrivals", "total_arrival"}:
            self.spoilt = dict.fromkeys([*ARRIVAL_CLAIMS, "total_arrival_bound_s"], "no such form")
        else:
            rows = bounds["arrivals"]
            for row in rows if isinstance(rows, list) else [None]:
                self._arrivals(row)
                counted += 1
            if bounds["total_arrival"] is not None:
                counted += 1
                try:
                    self.total = self.networks.total_bound(bounds["total_arrival"], arrived)
                except Spoilt as error:
                    self.spoilt["total_arrival_bound_s"] = str(error)
        where = "; ".join(f"{name}: {note}" for name, note in sorted(self.spoilt.items())[:3])
        if counted or self.spoilt:
            tally.note("bounds_certificate", -len(self.spoilt), "spoilt certificates", where)

    def _arrivals(self, row: Any) -> None:
        if not isinstance(row, dict) or row.get("claim") not in [*ARRIVAL_CLAIMS]:
            self.spoilt["arrivals"] = f"{row!r:.60} is for no claim"
            return
        name = row["claim"]
        try:
            if set(row) != CERTIFICATE_KEYS or name in self.entries:
                raise Spoilt("stands twice, or has other keys")
            self.entries[name] = row
            full = name == "t100_bound_full_use_s"
            use = Fraction(1) if full else self.inputs.capacity_use
            fit = Fit()
            fit.value(row["capacity_use"], "decimal", "")
            if fit.problems or Fraction(row["capacity_use"]) != use:
                raise Spoilt(f"capacity_use {row['capacity_use']!r:.40} is not {use}")
            if name == "people_arrived_bound" and row["until_period"] != self.inputs.periods - 1:
                raise Spoilt("until_period is not the last one")
            bound = self.networks.arrivals_bound(row, use)
            self.proved[name] = (row["until_period"], bound)
        except Spoilt as error:
            self.spoilt[name] = str(error)
            self.proved.pop(name, None)

    def never(self, name: str, need: int) -> bool:
        """Whether it is proved that no plan brings so many people by the end."""
        if "people_arrived_bound" not in self.proved:
            at_most = self.inputs.people
        elif name == "t100_bound_full_use_s":
            at_most = self.networks.arrivals_bound(
                self.entries["people_arrived_bound"], Fraction(1)
            )
        else:
            at_most = self.proved["people_arrived_bound"][1]
        if name == "t100_bound_full_use_s" and name in self.proved:
            until, bound = self.proved[name]
            if until == self.inputs.periods - 1:
                at_most = min(at_most, bound)
        return at_most < need


class Checker:
    """Compares one claim after the other, and keeps the rows."""

    def __init__(self, inputs: Inputs, outcome: Outcome, proofs: Proofs) -> None:
        self.inputs, self.outcome, self.proofs = inputs, outcome, proofs
        self.rows: list[ClaimRow] = []
        self.arrived = sum(outcome.by_period)

    def say(self, claim: str, value: Any, status: str, good: bool, note: str = "") -> None:
        """Add a row: `status` if it is good, else FAILED with the note."""
        self.rows.append(ClaimRow(claim, value, status if good else "FAILED", note))

    def replayed(self, claims: dict[str, Any]) -> None:
        """Claims that hold for this plan, by counting again."""
        inputs, step_s = self.inputs, self.inputs.step_s
        arrivals = list(enumerate(self.outcome.by_period, start=1))
        counted: dict[str, Any] = {
            "people": inputs.people,
            "people_staying": sum(group.staying for group in inputs.groups.values()),
            "people_arrived": self.arrived,
            "total_arrival_s": sum(end * people for end, people in arrivals) * step_s,
        }
        bound: Any = claims.get("people_arrived_bound")
        counted["people_gap"] = bound - self.arrived if is_whole(bound) else "a number"
        for name, share in SHARES.items():
            need, so_far = -(-share * inputs.people // 1), 0
            counted[f"{name}_s"] = None if need else 0
            for end, people in arrivals if need else ():
                so_far += people
                if so_far >= need:
                    counted[f"{name}_s"] = end * step_s
                    break
        for name, right in counted.items():
            value: Any = claims.get(name)
            good = name in claims and type(value) is type(right) and value == right
            self.say(name, value, "CHECKED", good, "" if good else f"counted: {right}")

    def proved(self, claims: dict[str, Any]) -> None:
        """Claims that hold for any plan, by their certificates."""
        proofs, inputs = self.proofs, self.inputs
        for name in [*TIME_BOUNDS, "people_arrived_bound", "total_arrival_bound_s"]:
            value: Any = claims.get(name)
            is_time = name in TIME_BOUNDS
            need = int(-(-TIME_BOUNDS.get(name, Fraction(0)) * inputs.people // 1))
            if name not in claims:
                self.say(name, None, "PROVED", False, "is missing")
            elif name in proofs.spoilt:
                self.say(name, value, "PROVED", False, f"certificate: {proofs.spoilt[name]}")
            elif value is None and is_time:
                spoilt = "people_arrived_bound" in proofs.spoilt
                good = proofs.never(name, need) and not spoilt
                self.say(
                    name,
                    None,
                    "PROVED",
                    good,
                    "no plan reaches it"
                    if good
                    else "the bound on people_arrived does not show that no plan reaches it",
                )
            elif not is_whole(value) or value < 0:
                self.say(name, value, "PROVED", False, "not a whole number of 0 or more")
            elif name == "people_arrived_bound":
                at_most = proofs.proved.get(name, (0, inputs.people))[1]
                self.say(name, value, "PROVED", value >= at_most, f"proved: at most {at_most}")
            else:
                until, bound = proofs.proved.get(name, (0, need))
                at_least = proofs.total
                if is_time:
                    at_least = (until + 1) * inputs.step_s if bound < need else 0
                self.say(name, value, "PROVED", value <= at_least, f"proved: at least {at_least}")

    def short_of(self, rows: Any, bound: Any) -> None:
        """Who has not arrived: all of them, start by start; proved no more than the bound says."""
        fit = Fit()
        fit.value(rows, [SHORT_ROW], "short_of")
        if fit.problems:
            self.say("short_of", None, "CHECKED", False, fit.problems[0])
            return
        lacks: dict[tuple[str, str], int] = {}
        for group in self.inputs.groups.values():
            for node, start in group.starts.items():
                key = (group.name, node)
                lacks[key] = start.people - self.outcome.by_start[key]
        wrong = []
        for row in rows:
            key = (row["group"], row["start"])
            if key not in lacks or self.inputs.groups[key[0]].zone != row["zone"]:
                wrong.append(f"{key} is no start of zone {row['zone']}")
            elif row["people"] == 0:
                wrong.append(f"{key}: a row for nobody")
            else:
                lacks[key] -= row["people"]
        wrong += [f"{key}: {more} people more are short" for key, more in lacks.items() if more]
        total = sum(row["people"] for row in rows)
        self.say("short_of", total, "CHECKED", not wrong, "; ".join(wrong[:3]))
        proved = sum(row["people"] for row in rows if row["proved"])
        status = {row.claim: row.status for row in self.rows}
        sure = self.inputs.people - bound if status["people_arrived_bound"] == "PROVED" else 0
        self.say(
            "short_of_proved",
            proved,
            "PROVED",
            not wrong and proved <= max(sure, 0),
            f"proved: {max(sure, 0)}",
        )

    def last_safe_start(self, rows: Any) -> None:
        """The last instants at which one person alone may still leave or pass."""
        fit = Fit()
        fit.value(rows, [SAFE_ROW], "last_safe_start")
        if fit.problems:
            return self.say("last_safe_start", None, "CHECKED", False, fit.problems[0])
        right = last_safe_periods(self.inputs, self.proofs.networks) if rows else {}
        for row in rows:
            period = right.get(row["address"], -1)
            instant = period * self.inputs.step_s if period >= 0 else None
            good = row["address"] in right and row["instant_s"] == instant
            self.say(
                f"last_safe_start/{row['address']}",
                row["instant_s"],
                "CHECKED",
                good,
                "" if good else f"counted: {instant}",
            )
        return None


def last_safe_periods(inputs: Inputs, networks: Networks) -> dict[str, int]:
    """For every zone and gate the last period in which one person alone may leave or pass."""
    right = {f"zone/{group.zone}": -1 for group in inputs.groups.values()}
    for element in inputs.elements.values():
        if not element.is_link:
            right |= {gate: -1 for gate, _ in element.charges["foot"]}
    step_s, last = inputs.step_s, inputs.periods - 1
    for key, network in networks.of.items():
        latest = latest_periods(network, last, {}, rounded_up=True)
        allowed: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for group in networks.groups[key]:
            limit_s = group.latest_departure_s
            by = last if limit_s is None else min(last, limit_s // step_s - 1)
            for node in group.starts:
                allowed.setdefault((node, group.mode), []).append((f"zone/{group.zone}", by))
        ends = {d.node for d in inputs.destinations.values() if d.takes_people()}
        for (node, _), zones in allowed.items():
            for zone, by in zones if node in ends else ():
                right[zone] = max(right[zone], by)
        for state, arcs in network.into.items():
            for arc in arcs if state in latest else ():
                by_then = latest[state] + arc.seconds // -step_s
                for zone, by in allowed.get(arc.tail, ()):
                    right[zone] = max(right[zone], last_free(arc.free, min(by, by_then)))
                for name in arc.resources if "/gate/" in arc.resources[0] else ():
                    right[name] = max(right[name], last_free(arc.free, by_then))
    return right


def check_claims(
    inputs: Inputs, outcome: Outcome, said: Any, bounds: Any, tally: Tally
) -> list[ClaimRow]:
    """All claims with their status; what is missing or unknown is FAILED."""
    parts = an_object(said)
    claims = an_object(parts.get("claims"))
    proofs = Proofs(inputs, bounds, sum(outcome.by_period), tally)
    checker = Checker(inputs, outcome, proofs)
    checker.replayed(claims)
    checker.proved(claims)
    checker.short_of(parts.get("short_of"), claims.get("people_arrived_bound"))
    checker.last_safe_start(parts.get("last_safe_start"))
    known = {row.claim for row in checker.rows}
    for name in sorted(claims.keys() - known) + sorted(
        parts.keys() - {"claims", "short_of", "last_safe_start"}
    ):
        checker.say(name, None, "CHECKED", False, "is no claim that this check knows")
    return checker.rows


def unchecked_claims(said: Any) -> list[ClaimRow]:
    """Claims of a bundle whose inputs are not sound: nothing is shown."""
    claims = an_object(an_object(said).get("claims"))
    return [ClaimRow(name, None, "FAILED", "the inputs are not sound") for name in sorted(claims)]


def an_object(value: Any) -> dict[str, Any]:
    """The value if it is an object, else an empty one, so that every claim in it is missing."""
    return value if isinstance(value, dict) else {}
