"""Inputs: a scenario in plain units, as of an instant; what is planned on and checked on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal, NamedTuple

from safepassage.scenario.words import NOTHING_SAID, Words

Mode = Literal["car", "foot", "seat"]  # seat: not able to walk, without a car: only seats of legs
TurnMode = Literal["car", "foot", "truck"]
UNLIMITED: Literal["unlimited"] = "unlimited"


class Node(NamedTuple):
    """A point of the network; x is longitude and y latitude in degrees (WGS 84)."""

    id: str
    name: str
    x: str
    y: str


class Link(NamedTuple):
    """One direction of a road or path; None = not for this mode. Rates: vehicles/h and people/h."""

    id: str
    from_node: str
    to_node: str
    name: str
    length_m: int
    car_s: int | None
    car_per_hour: Fraction | None
    foot_s: int | None
    foot_per_hour: Fraction | None
    walkers_on_road: bool


class Interval(NamedTuple):
    """Whole seconds since the start, [from_s, to_s), on the word of a source."""

    from_s: int
    to_s: int
    source: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """A party: whoever holds or decides something."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from; `date` as the scenario gives it (ISO date or instant)."""

    id: str
    title: str
    publisher: str
    date: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Assumption:
    """A value that no source gives, or gives only in general; shown with every answer."""

    id: str
    value: str
    unit: str
    text: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Start:
    """A point where people of a group enter the network.

    `ready` = ((second, people ready so far), ...), steps, ascending in both.
    """

    node: str
    name: str
    people: int
    seats: int | None
    ready: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Headcount:
    """People present, as three figures; the plan uses one of them times the share who go."""

    low: int
    likely: int
    high: int
    source: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """People of a zone who move alike. `people` are those expected to go, `staying` the rest."""

    id: str
    zone: str
    zone_name: str
    population: str
    kind: str
    mode: Mode
    occupancy: Fraction | None
    criteria: tuple[str, ...]
    people: int
    staying: int
    headcount: Headcount
    share_going: Fraction
    latest_departure_s: int | None
    deadline_because: str | None
    starts: tuple[Start, ...]


@dataclass(frozen=True, slots=True)
class Consent:
    """A party's agreement to a passing; counts if given, or conditional with the condition met.

    `only_for`: criteria; if not None it counts only for groups with at least one of them.
    """

    id: str
    party: str
    of: Literal["people", "aid", "all"]
    direction: Literal["out", "in", "both"]
    state: Literal["given", "refused", "unknown", "conditional"]
    condition: str | None
    condition_met: bool | None
    only_for: tuple[str, ...] | None
    from_s: int
    to_s: int
    source: str | None
    via: str | None

    @property
    def counts(self) -> bool:
        """Whether it lets anybody pass while it is valid."""
        return self.state == "given" or (self.state == "conditional" and self.condition_met is True)

    @property
    def asked_of_people(self) -> bool:
        """Whether people going out need it."""
        return self.of != "aid" and self.direction != "in"

    @property
    def asked_of_aid(self) -> bool:
        """Whether trucks coming in need it."""
        return self.of != "people" and self.direction != "out"


@dataclass(frozen=True, slots=True)
class Closure:
    """Links closed or reduced for a time, by a decision or a hazard (`because` is its address)."""

    id: str
    because: str
    links: tuple[str, ...]
    from_s: int
    to_s: int
    remaining_share: Fraction
    source: str | None


@dataclass(frozen=True, slots=True)
class ForbiddenTurn:
    """Links that nobody in these modes may travel one right after the other.

    A crossing or a leg between two links is no turn. `truck`: kept; no road of a truck is planned.
    """

    id: str
    links: tuple[str, ...]
    modes: tuple[TurnMode, ...]
    basis: str | None


@dataclass(frozen=True, slots=True)
class Corridor:
    """Named links with movement hours and consents; hours None = not known, which blocks."""

    id: str
    name: str
    holder: str
    links: tuple[str, ...]
    modes: tuple[Mode, ...]
    hours: tuple[Interval, ...] | None
    notified_from_s: int
    consents: tuple[Consent, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """One side of a crossing; open None or a rate None = not known, which blocks."""

    id: str
    side: str
    holder: str
    open: tuple[Interval, ...] | None
    rate_persons_per_hour: Fraction | None
    rate_vehicles_per_hour: Fraction | None
    rate_trucks_per_hour: Fraction | None
    eligibility: tuple[str, ...] | None
    eligibility_source: str | None
    consents: tuple[Consent, ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """Gates in series from a node to a node, all passed at the instant of entry."""

    id: str
    name: str
    from_node: str
    to_node: str
    transit_s: int
    gates: tuple[Gate, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """What a destination has of one need, and for how many people (None = not known)."""

    need: str
    have: Fraction | None
    unit: str
    per_person: Fraction
    room: int | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Destination:
    """Where people have arrived. room None = not known, which never counts."""

    id: str
    name: str
    node: str
    kind: Literal["shelter", "reception", "refuge", "outside"]
    room: int | Literal["unlimited"] | None
    short_need: str | None
    needs: tuple[Need, ...]
    intake_per_hour: Fraction | None


@dataclass(frozen=True, slots=True)
class Leg:
    """One departure with seats, in seconds since the start.

    Whoever is at `from_node` by the cut-off may board; `serves`: populations, None = any. `seats`
    counts places, whoever has booked them.
    """

    id: str
    name: str
    from_node: str
    to_node: str
    cut_off_s: int
    departs_s: int
    arrives_s: int
    seats: int
    last_departure: bool
    eligibility: tuple[str, ...] | None
    serves: tuple[str, ...] | None
    consents: tuple[Consent, ...]
    source: str

    def admits(self, group: Group) -> bool:
        """Whether people of a group may have a seat, whatever the hour and the consents."""
        listed = self.eligibility is None or bool(set(self.eligibility) & set(group.criteria))
        return listed and (self.serves is None or group.population in self.serves)


@dataclass(frozen=True, slots=True)
class AidStream:
    """Trucks that come in through a crossing for a consignee (an address), per local day."""

    id: str
    name: str
    crossing: str
    consignee: str
    minimum_per_day: Fraction
    quota_per_day: Fraction | None
    tonnes_per_truck: Fraction | None
    consents: tuple[Consent, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Day:
    """A local calendar day that the horizon touches, in seconds since the start, [from_s, to_s)."""

    date: str
    from_s: int
    to_s: int


@dataclass(frozen=True, slots=True)
class NotPlanned:
    """Something of the scenario that this version reads but does not plan."""

    address: str
    what: str
    because: str


@dataclass(frozen=True, slots=True)
class NotUsed:
    """A fact left out, and why (its source is later than `as_of`)."""

    address: str
    because: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a plan rests on, in seconds since `start`, metres, people and people per hour.

    The meaning of every field is in docs/concepts/rules.md, the file form in bundle.md.
    """

    scenario: str
    title: str
    notice: str | None
    timezone: str
    start: datetime
    as_of: datetime
    step_s: int
    periods: int
    headcount: Literal["low", "likely", "high"]
    capacity_use: Fraction
    walking_limit_m: int
    parties: tuple[Named, ...]
    sources: tuple[Source, ...]
    assumptions: tuple[Assumption, ...]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    groups: tuple[Group, ...]
    closures: tuple[Closure, ...]
    corridors: tuple[Corridor, ...]
    crossings: tuple[Crossing, ...]
    destinations: tuple[Destination, ...]
    legs: tuple[Leg, ...]
    aid_streams: tuple[AidStream, ...]
    days: tuple[Day, ...]
    not_planned: tuple[NotPlanned, ...]
    not_used: tuple[NotUsed, ...]
    forbidden_turns: tuple[ForbiddenTurn, ...] = ()
    if_open: tuple[str, ...] = ()  # hours of gates, not known, that are taken as open all the time
    words: Words = NOTHING_SAID  # shown to readers, used by no rule

    @property
    def people(self) -> int:
        """People expected to go, over all groups."""
        return sum(group.people for group in self.groups)
