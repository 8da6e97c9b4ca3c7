"""Proofs: the certificates of a bundle, evaluated, and what each of them shows."""

from fractions import Fraction
from typing import Any

from .aid import Aid
from .bounds import Networks
from .certificates import Spoilt
from .inputs import Inputs
from .rules import Tally
from .shapes import Fit

TIME_BOUNDS = {
    "t50_bound_s": Fraction(1, 2),
    "t90_bound_s": Fraction(9, 10),
    "t100_bound_s": Fraction(1),
    "t100_bound_full_use_s": Fraction(1),
}
FULL_USE = "t100_bound_full_use_s"
ARRIVAL_CLAIMS = [*TIME_BOUNDS, "people_arrived_bound"]
KEYS = {
    "arrivals": {"claim", "until_period", "capacity_use", "runs", "rooms"},
    "arrivals_by_second": {"claim", "until_period", "capacity_use", "runs", "rooms"},
    "priced": {"claim", "until_period", "capacity_use", "worth", "runs", "rooms"},
}
Entry = tuple[str, Any]  # the list in which it stands, and the certificate


class Proofs:
    """For every claim the last periods and bounds of its certificates, or what is spoilt."""

    def __init__(self, inputs: Inputs, aid: Aid, bounds: Any, arrived: int, tally: Tally) -> None:
        self.inputs = inputs
        self.networks = Networks(inputs, aid)
        self.proved: dict[str, list[tuple[int, int]]] = {}
        self.spoilt: dict[str, str] = {}
        self.total = 0
        self.entries: dict[str, list[Entry]] = {}
        counted = 0
        if not isinstance(bounds, dict) or set(bounds) != {*KEYS, "total_arrival"}:
            self.spoilt = dict.fromkeys([*ARRIVAL_CLAIMS, "total_arrival_bound_s"], "no such form")
        else:
            for kind in KEYS:
                rows = bounds[kind]
                for row in rows if isinstance(rows, list) else [None]:
                    self._arrivals(kind, row)
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

    def _arrivals(self, kind: str, row: Any) -> None:
        if not isinstance(row, dict) or row.get("claim") not in ARRIVAL_CLAIMS:
            self.spoilt[kind] = f"{row!r:.60} is for no claim"
            return
        name = row["claim"]
        try:
            before = self.entries.setdefault(name, [])
            if set(row) != KEYS[kind] or kind in [other for other, _ in before]:
                raise Spoilt("stands twice, or has other keys")
            before.append((kind, row))
            use = Fraction(1) if name == FULL_USE else self.inputs.capacity_use
            fit = Fit()
            fit.value(row["capacity_use"], "decimal", "")
            if fit.problems or Fraction(row["capacity_use"]) != use:
                raise Spoilt(f"capacity_use {row['capacity_use']!r:.40} is not {use}")
            if name == "people_arrived_bound" and row["until_period"] != self.inputs.periods - 1:
                raise Spoilt("until_period is not the last one")
            bound = self._bound((kind, row), use)
            self.proved.setdefault(name, []).append((row["until_period"], bound))
        except Spoilt as error:
            self.spoilt[name] = str(error)

    def _bound(self, entry: Entry, use: Fraction) -> int:
        kind, row = entry
        if kind == "priced":
            return self.networks.priced_bound(row, use)
        if kind == "arrivals_by_second":
            return self.networks.arrivals_bound_by_second(row, use)
        return self.networks.arrivals_bound(row, use)

    def most_people(self) -> int:
        """The most people whom any plan can bring by the end."""
        rows = self.proved.get("people_arrived_bound", [])
        return min([bound for _, bound in rows], default=self.inputs.people)

    def earliest(self, name: str, need: int) -> int:
        """The second before which no plan brings so many people."""
        shown = [until + 1 for until, bound in self.proved.get(name, []) if bound < need]
        return max(shown, default=0) * self.inputs.step_s

    def never(self, name: str, need: int) -> bool:
        """Whether it is proved that no plan brings so many people by the end."""
        if "people_arrived_bound" in self.spoilt:
            return False
        if name != FULL_USE:
            return self.most_people() < need
        own = [bound for until, bound in self.proved.get(name, []) if self._is_last(until)]
        for entry in self.entries.get("people_arrived_bound", []):
            own.append(self._bound(entry, Fraction(1)))
        return min(own, default=self.inputs.people) < need

    def _is_last(self, until: int) -> bool:
        return until == self.inputs.periods - 1
