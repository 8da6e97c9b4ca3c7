"""Elements: links, crossings and legs, how each is passed and by whom, and what they ask for."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

from .window import Window, joined

Trait = str | tuple[str]  # a criterion, or a population in a tuple of its own
Traits = frozenset[Trait]


class Timetable(NamedTuple):
    """When a leg is boarded and left, in seconds and in periods of a plan and of a bound."""

    departs_s: int
    boards: int
    arrives: int
    bound_boards: int
    bound_arrives: int
    seats: int


@dataclass(frozen=True)
class Element:
    """One link, crossing or leg. `seconds` and `charges` go by how it is passed."""

    name: str
    kind: str  # "link", "crossing" or "leg"
    tail: str
    head: str
    length_m: int
    gets_off: bool  # people in cars get off here and go on on foot
    seconds: dict[str, int]
    charges: dict[str, tuple[tuple[str, Fraction | None], ...]]  # resource, rate per hour
    eligibility: tuple[Traits, ...] = ()
    consents: dict[str, list[Any]] = field(default_factory=lambda: {"car": [], "foot": []})
    hours: dict[str, list[Window]] = field(default_factory=lambda: {"car": [], "foot": []})
    closed: list[tuple[int, int]] = field(default_factory=list)
    slowed: list[tuple[int, int, Fraction]] = field(default_factory=list)
    timetable: Timetable | None = None

    @property
    def is_link(self) -> bool:
        """Whether it is a link: only these have corridors, closures and capacity_use."""
        return self.kind == "link"

    def manner(self, mode: str) -> str:
        """How somebody in this mode passes, and goes on afterwards."""
        return "foot" if self.gets_off and mode == "car" else mode

    def admits(self, manner: str, traits: Traits) -> bool:
        """Whether the scenario lets them pass at all, whatever the hour."""
        return (
            manner in self.seconds
            and all(rate for _, rate in self.charges[manner])
            and all(asked & traits for asked in self.eligibility)
        )

    def consents_hold(self, traits: Traits) -> bool:
        """Whether every consent of a leg counts for them and holds when it departs."""
        at = self.timetable.departs_s if self.timetable else 0
        return all(
            a <= at < b
            for consent in self.consents["foot"]
            for a, b in valid(consent, traits) or ((1, 0),)
        )


def rate_of(text: str | None) -> Fraction | None:
    """A rate as an exact number; None: unknown."""
    return Fraction(text) if text else None


def make_link(row: list[str]) -> Element:
    """A link from its row of link.csv."""
    name, tail, head, _, length, car_s, car_rate, foot_s, foot_rate, on_road = row
    place = f"link/{name}/{'road' if on_road == '1' else 'walkway'}"
    seconds: dict[str, int] = {}
    charges: dict[str, tuple[tuple[str, Fraction | None], ...]] = {}
    if car_s:
        seconds["car"], charges["car"] = int(car_s), ((f"link/{name}/road", rate_of(car_rate)),)
    if foot_s:
        seconds["foot"], charges["foot"] = int(foot_s), ((place, rate_of(foot_rate)),)
    return Element(f"link/{name}", "link", tail, head, int(length), False, seconds, charges)


def make_crossing(row: Any) -> Element:
    """A crossing with all its gates."""
    name = f"crossing/{row['id']}"
    gates = [(f"{name}/gate/{gate['id']}", gate) for gate in row["gates"]]
    charges = {"foot": tuple((at, rate_of(gate["rate_persons_per_hour"])) for at, gate in gates)}
    gets_off = any(gate["rate_vehicles_per_hour"] is None for _, gate in gates)
    if not gets_off:
        charges["car"] = tuple((at, rate_of(gate["rate_vehicles_per_hour"])) for at, gate in gates)
    rules = [gate["eligibility"] for _, gate in gates if gate["eligibility"] is not None]
    element = Element(
        name,
        "crossing",
        row["from_node"],
        row["to_node"],
        0,
        gets_off,
        dict.fromkeys(charges, row["transit_s"]),
        charges,
        tuple(map(frozenset, rules)),
    )
    for _, gate in gates:
        for manner in ("car", "foot"):
            element.hours[manner].append(hours_of(gate["open"]))
            element.consents[manner] += asked_of_people(gate)
    return element


def make_leg(row: Any, step_s: int) -> Element:
    """A timetabled leg: drivers leave their cars behind, who has only a seat keeps to seats."""
    name = f"leg/{row['id']}"
    rules: list[Traits] = []
    if row["eligibility"] is not None:
        rules.append(frozenset(row["eligibility"]))
    if row["serves"] is not None:
        rules.append(frozenset((population,) for population in row["serves"]))
    manners = ("foot", "seat")
    return Element(
        name,
        "leg",
        row["from_node"],
        row["to_node"],
        0,
        True,
        dict.fromkeys(manners, row["arrives_s"] - row["departs_s"]),
        dict.fromkeys(manners, ((f"{name}/seats", Fraction(1)),)),
        tuple(rules),
        dict.fromkeys(manners, asked_of_people(row)),
        timetable=Timetable(
            row["departs_s"],
            row["cut_off_s"] // step_s - 1,
            row["arrives_s"] // step_s,
            (row["cut_off_s"] - 1) // step_s,
            (row["arrives_s"] - 1) // step_s,
            row["seats"],
        ),
    )


def hours_of(intervals: list[Any] | None) -> Window:
    """Unknown hours are never."""
    return joined((row["from_s"], row["to_s"]) for row in intervals or ())


def asked_of_people(row: Any) -> list[Any]:
    """The consents that people who go out need."""
    return [c for c in row["consents"] if c["of"] != "aid" and c["direction"] != "in"]


def asked_of_aid(row: Any) -> list[Any]:
    """The consents that aid needs to come in."""
    return [c for c in row["consents"] if c["of"] != "people" and c["direction"] != "out"]


def valid(consent: Any, traits: Traits | None) -> Window:
    """When a consent counts for people with these traits; None: whoever it is for."""
    met = consent["state"] == "conditional" and consent["condition_met"] is True
    for_them = (
        traits is None or consent["only_for"] is None or not traits.isdisjoint(consent["only_for"])
    )
    if for_them and (met or consent["state"] == "given"):
        return ((consent["from_s"], consent["to_s"]),)
    return ()
