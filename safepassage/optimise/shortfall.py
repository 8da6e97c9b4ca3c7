"""Shortfall: who does not arrive, which rule stands in the way, and whether that is proved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from ..demand.demand import Origin
from ..network.build import build_network
from ..network.exits import blockers_on_easiest_way
from ..network.network import Network
from ..network.passage import Passage, State
from ..network.passages import PassageBook
from ..network.paths import NEVER, latest_departures, ways_out
from ..plan.plan import Shortfall
from ..scenario.inputs import Destination

# In the order in which a reader would ask: agreement first, then hours, then the rest.
ASK_FIRST = (
    "no_path",
    "forbidden_turn",
    "eligibility",
    "gate_consent",
    "corridor_consent",
    "leg_consent",
    "gate_hours",
    "corridor_hours",
    "closure",
    "gate_rate",
    "leg_gone",
    "leg_seats",
    "no_vehicle",
    "destination_room",
)


def can_arrive_alone(network: Network, origins: Sequence[Origin]) -> list[bool]:
    """Whether one person of each origin, with nobody else about, could arrive by the end."""
    latest = latest_departures(network, round_up=False)
    step_s, periods = network.inputs.step_s, network.inputs.periods
    can: list[bool] = []
    for origin in origins:
        state = network.state_of(origin.group, origin.start.node)
        released = origin.released(step_s)
        until = (
            periods - 1
            if "departure_deadline" in network.lifted
            else origin.last_period_of_bound(step_s, periods)
        )
        can.append(
            state is not None and bool(released) and released[0][0] <= min(latest[state], until)
        )
    return can


def people_within_reach(network: Network, origins: Sequence[Origin]) -> int:
    """People who could arrive if nobody were in anybody's way: the certificate without a price."""
    latest = latest_departures(network, round_up=False)
    step_s, periods = network.inputs.step_s, network.inputs.periods
    total = 0
    for origin in origins:
        state = network.state_of(origin.group, origin.start.node)
        if state is not None:
            until = min(latest[state], origin.last_period_of_bound(step_s, periods))
            total += sum(n for period, n in origin.released(step_s) if period <= until)
    return total


def find_shortfall(
    network: Network,
    origins: Sequence[Origin],
    arrived: Mapping[tuple[str, str], int],
    arrived_bound: int,
    priced: Sequence[str],
    rooms: Sequence[str],
    full: Collection[str],
) -> list[Shortfall]:
    """Rows that add up to the people who do not arrive, start by start.

    `priced`, `rooms`: what the certificate of the arrivals bound charges for, by name; `full`:
    destinations that this plan fills.
    """
    rows: list[Shortfall] = []
    proved_left = network.inputs.people - arrived_bound

    def add(origin: Origin, rule: str, because: str, people: int, provable: bool) -> None:
        nonlocal proved_left
        proved = min(people, proved_left) if provable else 0
        proved_left -= proved
        for count, flag in ((proved, True), (people - proved, False)):
            if count:
                rows.append(
                    Shortfall(
                        origin.group.id,
                        origin.group.zone,
                        origin.start.node,
                        rule,
                        because,
                        count,
                        flag,
                    )
                )

    reached = can_arrive_alone(network, origins)
    later: list[tuple[Origin, int]] = []
    cut_off: list[tuple[Origin, int]] = []
    for origin, reach in zip(origins, reached, strict=True):
        missing = origin.start.people - arrived.get(origin.key, 0)
        seats = origin.start.seats
        walk_home = max(0, origin.start.people - seats) if seats is not None else 0
        if walk_home and missing:
            because = f"{seats} seats are counted at {origin.start.name}"
            add(origin, "no_vehicle", because, min(walk_home, missing), True)
            missing -= min(walk_home, missing)
        never_ready = min(missing, origin.start.people - walk_home - origin.can_ride)
        if never_ready > 0:
            add(origin, "departure_ready", "not ready within the horizon", never_ready, True)
            missing -= never_ready
        if reach and (late := min(missing, _ready_too_late(network, origin))):
            because = origin.group.deadline_because or "the latest departure"
            add(origin, "deadline", f"not ready by {because}", late, True)
            missing -= late
        if missing:
            (later if reach else cut_off).append((origin, missing))
    if cut_off:
        reasons = _reasons(network, [origin for origin, _ in cut_off])
        for (origin, missing), (rule, because) in zip(cut_off, reasons, strict=True):
            add(origin, rule, because, missing, True)
    by_rates = _Reach(network)
    later.sort(key=lambda row: row[0].group.mode != "seat")  # seats explain nobody else's stay
    for origin, missing in later:
        # what is proved is the bound's to explain, the rest is this plan's
        proved = min(missing, proved_left)
        ends = by_rates.from_origin(origin)
        rule, because = _crowded(network, origin, ends, priced, rooms)
        add(origin, rule, because, proved, True)
        add(origin, *_this_plan(ends, full), missing - proved, False)
    return rows


def _ready_too_late(network: Network, origin: Origin) -> int:
    """People of an origin who get ready only when nobody may leave it any more."""
    inputs = network.inputs
    until = origin.last_period_of_bound(inputs.step_s, inputs.periods)
    return sum(people for period, people in origin.released(inputs.step_s) if period > until)


def _reasons(network: Network, origins: Sequence[Origin]) -> list[tuple[str, str]]:
    """For origins that nobody leaves: the rule in the way, and everything in the way in words."""
    inputs = network.inputs
    span = (0, inputs.periods * inputs.step_s)
    passages: dict[str, list[Passage]] = {}
    reasons: list[tuple[str, str]] = []
    walking = build_network(inputs, lift=frozenset({"walking_limit"}))
    too_far = can_arrive_alone(walking, origins)
    for origin, walked in zip(origins, too_far, strict=True):
        group = origin.group
        if group.id not in passages:
            passages[group.id] = PassageBook(inputs, group, span).all()
        start = State(origin.start.node, group.mode)
        found = blockers_on_easiest_way(inputs, passages[group.id], start)
        if found:
            rules = [blocker.rule for blocker in found]
            rule = next((name for name in ASK_FIRST if name in rules), rules[0])
            reasons.append((rule, "; ".join(b.sentence for b in found)))
        elif walked:
            limit_km = inputs.walking_limit_m / 1000
            why = f"no way out has at most {limit_km:g} km on foot"
            reasons.append(("walking_limit", why))
        elif group.latest_departure_s is not None:
            because = group.deadline_because or "the latest departure"
            reasons.append(("deadline", f"the way opens too late for {because}"))
        else:
            why = "every part of a way is open at some time, but not in the order of travel"
            reasons.append(("gate_hours", why))
    return reasons


class _Reach:
    """Destinations to which some road leads, found for all origins together when first asked."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.seconds: list[tuple[int, ...]] | None = None  # of every sink, by state

    def from_origin(self, origin: Origin) -> list[Destination]:
        """Destinations to which some road leads from an origin."""
        network = self.network
        if self.seconds is None:
            self.seconds = [ways_out(network, [i]).seconds for i in range(len(network.sinks))]
        state = network.state_of(origin.group, origin.start.node)
        assert state is not None
        return [
            network.inputs.destinations[sink.destination]
            for sink, seconds in zip(network.sinks, self.seconds, strict=True)
            if seconds[state] < NEVER
        ]


def _this_plan(ends: Sequence[Destination], full: Collection[str]) -> tuple[str, str]:
    """Why this plan leaves people behind whom another plan might bring to some of `ends`."""
    open_ends = [row for row in ends if row.id not in full]
    if not open_ends:
        return "destination_room", "every destination within reach is full in this plan"
    names = ", ".join(row.name for row in open_ends[:4])
    return "horizon", f"there is room at {names}, but this plan does not get them there in time"


def _crowded(
    network: Network,
    origin: Origin,
    ends: Sequence[Destination],
    priced: Sequence[str],
    rooms: Sequence[str],
) -> tuple[str, str]:
    """The rule for people who could arrive alone but not all together, from the arrivals bound."""
    legs = sorted(name for name in priced if name.startswith("leg/"))
    if origin.group.mode == "seat" and legs:
        ours = {f"leg/{leg}/seats" for leg in _legs_from(network, origin)}
        if names := [name for name in legs if name in ours]:
            return "leg_seats", "not all find a seat in time: " + ", ".join(names[:5])
    kinds: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("gate_rate", lambda name: "/gate/" in name),
        ("intake_rate", lambda name: name.endswith("/intake")),
        ("link_capacity", lambda name: name.startswith("link/")),
        ("leg_seats", lambda name: name.startswith("leg/")),
    )
    full = [row for row in ends if row.id in rooms]
    if full:
        short = [
            f"{row.name} has room for {row.room}"
            + (f" (short of {row.short_need})" if row.short_need else "")
            for row in full
        ]
        return "destination_room", "; ".join(short)
    for rule, belongs in kinds:
        names = sorted({name for name in priced if belongs(name)})
        if names:
            what = "find a seat" if rule == "leg_seats" else "pass"
            return rule, f"not all can {what} in time: {', '.join(names[:5])}"
    return "horizon", "this plan does not bring them in time; no proof that none could"


def _legs_from(network: Network, origin: Origin) -> set[str]:
    """Ids of the legs that leave where an origin starts, without their days."""
    node = origin.start.node
    return {leg.id.partition("@")[0] for leg in network.inputs.legs if leg.from_node == node}
