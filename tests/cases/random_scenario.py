"""A random scenario as a folder: walkers, two crossings with two gates each, a ferry, room."""

from __future__ import annotations

import random
from pathlib import Path

DAY = "2031-05-05T"


def _clock(hour: int, minute: int = 0) -> str:
    return f"{DAY}{hour:02d}:{minute:02d}:00+00:00"


def write_random_scenario(folder: Path, seed: int) -> Path:
    """One class of people and no aid, so that the optimum of the bound kernel is exact.

    From 06:00 to 14:00; nodes home-0 to home-2, a square, two crossings to a far side.
    """
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    homes = [f"home-{i}" for i in range(3)]
    nodes = [*homes, "square", "west", "west-far", "east", "east-far", "pier", "isle", "far"]
    _csv(
        folder / "node.csv",
        "node_id,name,x_coord,y_coord",
        [f"{name},{name},{10 + i * 0.01:.2f},50.00" for i, name in enumerate(nodes)],
    )
    pairs = [(home, "square") for home in homes]
    pairs += [("square", "west"), ("square", "east"), ("square", "pier")]
    pairs += [("west-far", "far"), ("east-far", "far"), ("isle", "far")]
    _csv(
        folder / "link.csv",
        "link_id,name,from_node_id,to_node_id,directed,length,walk_capacity,allowed_uses",
        [
            f"road-{i},Road {i},{a},{b},1,{rng.choice((200, 400, 800))},"
            f"{rng.choice((240, 300, 600))},walk"
            for i, (a, b) in enumerate(pairs)
        ],
    )
    _csv(
        folder / "config.csv",
        "dataset_name,long_length,speed,crs",
        ["random,m,km/h,EPSG:4326"],
    )
    _csv(folder / "zone.csv", "zone_id,name", [f"zone-{i},Zone {i}" for i in range(3)])
    _csv(
        folder / "start_point.csv",
        "zone_id,node_id,share",
        [f"zone-{i},{home},1" for i, home in enumerate(homes)],
    )
    _csv(
        folder / "group.csv",
        "group_id,zone_id,population,kind,people_low,people_likely,people_high,people_source,"
        "share_going,mode,able_to_walk,departure_curve",
        [
            f"group-{i},zone-{i},residents,resident,{n},{n},{n},exercise,1,foot,yes,at-once"
            for i, n in enumerate(rng.randint(50, 200) for _ in homes)
        ],
    )
    crossings = "".join(_crossing(rng, side) for side in ("west", "east"))
    (folder / "scenario.yaml").write_text(_HEAD + crossings + _tail(rng))
    return folder


def _csv(path: Path, heading: str, rows: list[str]) -> None:
    path.write_text("\n".join([heading, *rows]) + "\n")


def _crossing(rng: random.Random, side: str) -> str:
    return (
        f"  - id: {side}\n    name: {side} crossing\n    from_node: {side}\n"
        f"    to_node: {side}-far\n    transit_min: {rng.choice((0, 5))}\n    gates:\n"
        + "".join(_gate(rng, gate) for gate in ("near", "far"))
    )


def _gate(rng: random.Random, gate: str) -> str:
    first = rng.randint(6, 8)
    last = rng.randint(9, 13)
    state = rng.choice(("given",) * 7 + ("unknown", "conditional"))
    more = ", condition: a list is agreed, condition_met: no" if state == "conditional" else ""
    return (
        f"      - id: {gate}\n        side: {gate} side\n        holder: town\n        open:\n"
        f"          - {{from: {_clock(first, rng.choice((0, 20)))}, to: {_clock(last)}, "
        "source: exercise}\n"
        f"        rate_persons_per_hour: {rng.choice((60, 120, 150, 240))}\n"
        "        rate_source: exercise\n        consents:\n"
        f"          - {{id: town, party: town, of: people, direction: out, state: {state}, "
        f"from: {_clock(0)}, to: {_clock(23)}, source: exercise{more}}}\n"
    )


def _tail(rng: random.Random) -> str:
    departs = rng.randint(8, 11)
    room = rng.choice((60, 150, 400))
    return f"""
destinations:
  - {{id: camp, name: Camp, node: far, kind: reception, room: {room}, room_source: exercise}}
  - {{id: hall, name: Hall, node: west-far, kind: shelter, room: 40, room_source: exercise}}

legs:
  - id: ferry
    name: Ferry
    node: pier
    departs: {_clock(departs, 30)}
    cut_off: {_clock(departs)}
    to: isle
    arrives: {_clock(departs + 1)}
    seats: {rng.choice((20, 60))}
    source: exercise
"""


_HEAD = f"""name: random
title: "A random scenario of the tests"
summary: Walkers, two crossings, a ferry.
timezone: Etc/UTC
start: {_clock(6)}
end: {_clock(14)}
end_source: exercise

parties:
  - {{id: town, name: Town}}

sources:
  - {{id: exercise, title: Exercise paper (invented), publisher: Safe Passage, date: 2031-05-04}}

populations:
  - {{id: residents, name: Residents}}

departure_curves:
  - {{id: at-once, form: at_once, source: exercise}}

crossings:
"""
