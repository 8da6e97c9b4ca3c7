"""The ferry: one hand-made bundle in which every rule has something to test."""

from typing import Any

from .build import (
    Parts,
    aid_stream,
    closure,
    consent,
    corridor,
    crossing,
    days,
    destination,
    entry,
    gate,
    group,
    hours,
    instruction,
    leg,
    link,
    parts,
    start,
    turn,
)


def ferry() -> Parts:
    """Three groups, one by car, one on a boat; two gates, aid, a corridor, two closures."""
    trucks = {"rate_trucks_per_hour": "360"}
    east = gate("east", "3600", eligibility=["list"], eligibility_source="s", **trucks)
    east["open"] = hours((-1800, 10**6))
    west = gate("west", "1800", open=hours((-1800, 3600)), consents=[consent("west-out")], **trucks)
    cars = group(
        "g1",
        [start("home", 60, [[0, 30], [120, 60]], 80)],
        "2",
        criteria=["list"],
        latest_departure_s=1200,
        deadline_because="hazard/flood",
    )
    walkers = group("g2", [start("near", 50)], criteria=["list", "other"])
    seated = group("g3", [start("pier", 20)], criteria=["list"], mode="seat")
    boat = leg("boat", "pier", "haven", (600, 660, 1500), 25, eligibility=["list"])
    made = parts(
        links=[
            link("1", "home", "near", (120, "900"), (300, "3000"), length_m=2000),
            link("2", "far", "mid", None, (120, "2400"), length_m=150),
            link("3", "mid", "camp", None, (180, "2400"), length_m=250),
            link("4", "camp", "mid", None, (180, "2400"), length_m=250),
        ],
        groups=[cars, walkers, seated],
        destinations=[destination("camp", "camp", 110, "3600"), destination("haven", "haven")],
        legs=[boat | {"consents": [consent("boat-out")]}],
        aid_streams=[
            aid_stream("food", "pass", "4", "6", consents=[consent("in", of="aid", from_s=-1800)])
        ],
        days=days(-3600, 1800, 5400),
        crossings=[crossing("pass", "near", "far", [west, east], 60)],
        closures=[closure("works", ["1"], 1800, 2400, "0.5"), closure("flood", ["1"], 3000, 3300)],
        corridors=[corridor("way", ["2"], hours((0, 3600)), ["foot"], [consent("way-out")])],
        forbidden_turns=[turn("back", ["3", "4"])],
        walking_limit_m=1000,
    )
    made["instructions"] = [
        instruction(
            "1",
            cars,
            "home",
            60,
            (0, 300),
            ["link/1", "crossing/pass", "link/2", "link/3"],
            "camp",
            2400,
            480,
            [0, 1],
        ),
        instruction(
            "2",
            walkers,
            "near",
            50,
            (600, 900),
            ["crossing/pass", "link/2", "link/3"],
            "camp",
            400,
            360,
        ),
        instruction("3", seated, "pier", 20, (300, 600), ["leg/boat"], "haven", 0, 840),
    ]
    made["movements"] = [["1", 0, 2, 28], ["1", 0, 3, 28], ["1", 0, 4, 4]]
    made["movements"] += [["1", 1, 5, 28], ["1", 1, 6, 28], ["1", 1, 7, 4]]
    made["movements"] += [["2", 0, 10, 25], ["2", 0, 11, 25], ["3", 0, 9, 20]]
    made["aid"] = [["food", "in", 3, 2], ["food", "in", 35, 3], ["food", "in", 40, 1]]
    made["aid"] += [["food", "out", 8, 2], ["food", "out", 45, 4]]
    west_name = "crossing/pass/gate/west"

    def by_west(claim: str, until: int, use: str = "0.95") -> Any:
        return entry(claim, until, [[west_name, 0, max(until - 5, 0)]], use=use)

    made["bounds"] = {
        "arrivals": [
            by_west("t50_bound_s", 5),
            by_west("t90_bound_s", 6),
            by_west("t100_bound_s", 7),
            by_west("t100_bound_full_use_s", 7, "1"),
            {**by_west("people_arrived_bound", 59), "runs": []},
        ],
        "arrivals_by_second": [],
        "priced": [
            by_west("t90_bound_s", 8)
            | {"worth": 3, "runs": [[west_name, 0, 7, 2, 0], ["leg/boat/seats", 9, 9, 3, 0]]}
        ],
        "total_arrival": {"deadline_period": 12, "runs": [[west_name, 0, 3, 4, -1]], "rooms": []},
    }
    return made
