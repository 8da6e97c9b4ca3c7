"""Claims: what the bundle says of its plan, against the replay and the certificates."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from .aid import Aid, shortage
from .bundle import Bundle
from .cannot import check_cannot
from .inputs import Inputs
from .mends import check_mends
from .proofs import TIME_BOUNDS, Proofs
from .replay import Outcome
from .rules import Tally
from .safe_start import last_safe_periods
from .shapes import Fit, is_whole

SHARES = {"t50": Fraction(1, 2), "t90": Fraction(9, 10), "t100": Fraction(1)}
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
AID_ROW = {
    "aid_stream": "text",
    "date": "text",
    "trucks": "whole",
    "required": "whole",
    "quota": "whole?",
    "most": "whole",
}
PARTS = {"claims", "short_of", "last_safe_start", "aid", "cannot", "mends"}


@dataclass(frozen=True)
class ClaimRow:
    """One claim and what the check made of it."""

    claim: str
    value: Any
    status: str
    note: str


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
            "longest_wait_s": self.outcome.queues.longest_wait * step_s,
            "largest_queue": self.outcome.queues.largest(),
            "trucks": sum(self.outcome.trucks.values()),
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
                good = proofs.never(name, need)
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
                at_most = proofs.most_people()
                self.say(name, value, "PROVED", value >= at_most, f"proved: at most {at_most}")
            else:
                at_least = proofs.earliest(name, need) if is_time else proofs.total
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

    def aid(self, rows: Any, aid: Aid) -> None:
        """Trucks of every stream and day, and how much of what is missing is impossible."""
        trucks = self.outcome.trucks
        right = [
            {"aid_stream": stream, "date": date, "trucks": trucks[stream, date]}
            | {"required": row.required, "quota": row.quota, "most": row.most}
            for (stream, date), row in aid.figures.items()
        ]
        fit = Fit()
        fit.value(rows, [AID_ROW], "aid")
        good = not fit.problems and rows == right
        wrong = [row for row in right if isinstance(rows, list) and row not in rows]
        count = len(rows) if isinstance(rows, list) else None
        self.say("aid", count, "CHECKED", good, "" if good else f"counted: {str(wrong[:2])[1:-1]}")
        for crossing in aid.at:
            for day in aid.days:
                missing = shortage(aid, trucks, crossing, day)
                sure = aid.surely_missing(crossing, day)
                if missing:
                    status = "PROVED" if sure >= missing else "CHECKED"
                    note = f"proved: {max(0, sure)} are impossible"
                    self.say(
                        f"aid_short/{crossing.partition('/')[2]}/{day.date}",
                        missing,
                        status,
                        True,
                        note,
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


def check_claims(
    inputs: Inputs, aid: Aid, outcome: Outcome, bundle: Bundle, folder: Path, tally: Tally
) -> list[ClaimRow]:
    """All claims with their status; what is missing or unknown is FAILED."""
    parts = an_object(bundle.claims)
    claims = an_object(parts.get("claims"))
    proofs = Proofs(inputs, aid, bundle.bounds, sum(outcome.by_period), tally)
    checker = Checker(inputs, outcome, proofs)
    checker.replayed(claims)
    checker.proved(claims)
    checker.short_of(parts.get("short_of"), claims.get("people_arrived_bound"))
    checker.last_safe_start(parts.get("last_safe_start"))
    checker.aid(parts.get("aid"), aid)
    if parts.get("cannot") is not None:
        good, value, note = check_cannot(inputs, proofs, parts["cannot"])
        checker.say("cannot", value, "PROVED", good, note)
    check_mends(folder, bundle, checker.arrived, parts.get("mends", []), checker.say)
    known = {row.claim for row in checker.rows}
    for name in sorted(claims.keys() - known) + sorted(parts.keys() - PARTS):
        checker.say(name, None, "CHECKED", False, "is no claim that this check knows")
    return checker.rows


def unchecked_claims(said: Any) -> list[ClaimRow]:
    """Claims of a bundle whose inputs are not sound: nothing is shown."""
    claims = an_object(an_object(said).get("claims"))
    return [ClaimRow(name, None, "FAILED", "the inputs are not sound") for name in sorted(claims)]


def an_object(value: Any) -> dict[str, Any]:
    """The value if it is an object, else an empty one, so that every claim in it is missing."""
    return value if isinstance(value, dict) else {}
