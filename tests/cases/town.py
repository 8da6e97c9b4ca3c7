"""A small town in which every rule of a plan for walkers has something to say."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

from safepassage.scenario.inputs import (
    Closure,
    Consent,
    Corridor,
    Crossing,
    Day,
    Destination,
    Gate,
    Group,
    Headcount,
    Inputs,
    Interval,
    Link,
    Named,
    Node,
    Source,
    Start,
)

PLACES = ("home", "square", "far", "camp", "hut")
STEP_S = 60
PERIODS = 240
HORIZON_S = STEP_S * PERIODS


def consent(party: str, **changes: object) -> Consent:
    """A consent that is given for the whole time unless changed."""
    values: dict[str, object] = {
        "id": party, "party": party, "of": "people", "direction": "out", "state": "given",
        "condition": None, "condition_met": None, "only_for": None, "from_s": 0,
        "to_s": HORIZON_S, "source": "s", "via": None,
    }  # fmt: skip
    return Consent(**{**values, **changes})  # type: ignore[arg-type]


def gate(name: str, rate: int, **changes: object) -> Gate:
    """A gate of party `north`, open all the time unless changed."""
    values: dict[str, object] = {
        "id": name, "side": name, "holder": "north", "open": (Interval(0, HORIZON_S, "s"),),
        "rate_persons_per_hour": Fraction(rate), "rate_vehicles_per_hour": None,
        "rate_trucks_per_hour": None,
        "eligibility": None, "eligibility_source": None, "consents": (),
    }  # fmt: skip
    return Gate(**{**values, **changes})  # type: ignore[arg-type]


def link(name: str, a: str, b: str, seconds: int, rate: int, length_m: int = 100) -> Link:
    """A path for walkers."""
    return Link(name, a, b, name.title(), length_m, None, None, seconds, Fraction(rate), False)


def group(name: str, node: str, people: int, **changes: object) -> Group:
    """Walkers who are ready at once unless changed."""
    ready = changes.pop("ready", ((0, people),))
    start = Start(node, node.title(), people, None, ready)  # type: ignore[arg-type]
    values: dict[str, object] = {
        "id": name, "zone": name, "zone_name": name.title(), "population": "residents",
        "kind": "resident", "mode": "foot", "occupancy": None, "criteria": (), "people": people,
        "staying": 0, "headcount": Headcount(people, people, people, "s"),
        "share_going": Fraction(1), "latest_departure_s": None, "deadline_because": None,
        "starts": (start,),
    }  # fmt: skip
    return Group(**{**values, **changes})  # type: ignore[arg-type]


def destination(name: str, node: str, room: object, **changes: object) -> Destination:
    """A shelter."""
    values: dict[str, object] = {
        "id": name, "name": name.title(), "node": node, "kind": "shelter", "room": room,
        "short_need": None, "needs": (), "intake_per_hour": None,
    }  # fmt: skip
    return Destination(**{**values, **changes})  # type: ignore[arg-type]


def town(**changes: object) -> Inputs:
    """home -> square -> (gate) -> far -> camp, and home -> (steep path) -> hut."""
    values: dict[str, object] = {
        "scenario": "town", "title": "Town",  "notice": None, "timezone": "Etc/UTC",
        "start": datetime(2031, 5, 5, 6, tzinfo=UTC), "as_of": datetime(2031, 5, 5, 6, tzinfo=UTC),
        "step_s": STEP_S, "periods": PERIODS, "headcount": "likely",
        "capacity_use": Fraction(19, 20), "walking_limit_m": 20000,
        "parties": (Named("north", "North"), Named("south", "South")),
        "sources": (Source("s", "A source", "Tests", "2031-05-04", None),), "assumptions": (),
        "nodes": tuple(Node(n, n.title(), "1", "2") for n in PLACES),
        "links": (
            link("street", "home", "square", 300, 900),
            link("road", "far", "camp", 600, 900),
            link("steep", "home", "hut", 900, 240),
        ),
        "groups": (group("people", "home", 400),),
        "closures": (), "corridors": (),
        "crossings": (crossing(gate("near", 360), gate("far", 300)),),
        "destinations": (destination("camp", "camp", "unlimited"), destination("hut", "hut", 150)),
        "legs": (), "aid_streams": (), "days": (Day("2031-05-05", -21600, 64800),),
        "not_planned": (), "not_used": (),
    }  # fmt: skip
    return Inputs(**{**values, **changes})  # type: ignore[arg-type]


def closure(link_id: str, low: int, high: int, share: Fraction = Fraction(0)) -> Closure:
    """A closure by a decision."""
    return Closure("shut", "closure/shut", (link_id,), low, high, share, "s")


def corridor(link_id: str, **changes: object) -> Corridor:
    """A corridor of one link, open all the time unless changed."""
    values: dict[str, object] = {
        "id": "way", "name": "Way", "holder": "north", "links": (link_id,), "modes": ("foot",),
        "hours": (Interval(0, HORIZON_S, "s"),), "notified_from_s": 0, "consents": (),
    }  # fmt: skip
    return Corridor(**{**values, **changes})  # type: ignore[arg-type]


def crossing(*gates: Gate) -> Crossing:
    """The pass with other gates."""
    return Crossing("pass", "Pass", "square", "far", 60, gates)
