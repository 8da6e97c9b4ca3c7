"""Small hand-made bundles for the tests of the check, written from docs/develop/bundle.md alone."""

import csv
import hashlib
import io
import json
from copy import deepcopy
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

Parts = dict[str, Any]
START = datetime.fromisoformat("2031-05-04T06:00:00+00:00")
NODE_COLUMNS = ["node_id", "name", "x_coord", "y_coord"]
LINK_COLUMNS = ["link_id", "from_node_id", "to_node_id", "name", "length_m", "car_s"]
LINK_COLUMNS += ["car_per_hour", "foot_s", "foot_per_hour", "walkers_on_road"]
MOVEMENT_COLUMNS = ["instruction_id", "stage", "period", "people"]
AID_COLUMNS = ["aid_stream", "direction", "period", "trucks"]


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def table(rows: list[list[Any]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def consent(name: str, **change: Any) -> dict[str, Any]:
    return {
        "id": name,
        "party": "p",
        "of": "people",
        "direction": "both",
        "state": "given",
        "condition": None,
        "condition_met": None,
        "only_for": None,
        "from_s": 0,
        "to_s": 10**6,
        "source": "s",
        "via": None,
    } | change


def hours(*intervals: tuple[int, int]) -> list[dict[str, Any]]:
    return [{"from_s": a, "to_s": b, "source": "s"} for a, b in intervals]


def gate(name: str, persons: str | None = "3600", **change: Any) -> dict[str, Any]:
    return {
        "id": name,
        "side": name,
        "holder": "p",
        "open": hours((0, 10**6)),
        "rate_persons_per_hour": persons,
        "rate_vehicles_per_hour": None,
        "rate_trucks_per_hour": None,
        "eligibility": None,
        "eligibility_source": None,
        "consents": [],
    } | change


def crossing(name: str, tail: str, head: str, gates: list[Any], transit_s: int = 0) -> Any:
    return {
        "id": name,
        "name": name,
        "from_node": tail,
        "to_node": head,
        "transit_s": transit_s,
        "gates": gates,
    }


def destination(name: str, node: str, room: Any = "unlimited", intake: str | None = None) -> Any:
    return {
        "id": name,
        "name": name,
        "node": node,
        "kind": "shelter",
        "room": room,
        "short_need": None,
        "needs": [],
        "intake_per_hour": intake,
    }


def start(node: str, people: int, ready: Any = None, seats: int | None = None) -> Any:
    return {
        "node": node,
        "name": node,
        "people": people,
        "seats": seats,
        "ready": [[0, people]] if ready is None else ready,
    }


def group(name: str, starts: list[Any], occupancy: str | None = None, **change: Any) -> Any:
    people = sum(row["people"] for row in starts)
    return {
        "id": name,
        "zone": f"z-{name}",
        "zone_name": name,
        "population": "residents",
        "kind": "resident",
        "mode": "car" if occupancy else "foot",
        "occupancy": occupancy,
        "criteria": [],
        "people": people,
        "staying": 0,
        "headcount": {"low": 0, "likely": people, "high": 2 * people, "source": "s"},
        "share_going": "1",
        "latest_departure_s": None,
        "deadline_because": None,
        "starts": starts,
    } | change


def link(
    name: str,
    tail: str,
    head: str,
    car: Any = None,
    foot: Any = None,
    on_road: int = 0,
    length_m: int = 100,
) -> list[str]:
    """`car` and `foot` are (seconds, rate per hour)."""
    car, foot = car or ("", ""), foot or ("", "")
    return list(map(str, [name, tail, head, name, length_m, *car, *foot, on_road]))


def closure(name: str, links: list[str], a: int, b: int, share: str = "0") -> Any:
    return {
        "id": name,
        "because": f"closure/{name}",
        "links": links,
        "from_s": a,
        "to_s": b,
        "remaining_share": share,
        "source": "s",
    }


def corridor(
    name: str,
    links: list[str],
    open_hours: Any,
    modes: Any = ("car", "foot"),
    consents: Any = (),
    notified_from_s: int = 0,
) -> Any:
    return {
        "id": name,
        "name": name,
        "holder": "p",
        "links": links,
        "modes": list(modes),
        "hours": open_hours,
        "notified_from_s": notified_from_s,
        "consents": list(consents),
    }


def turn(name: str, links: list[str], modes: Any = ("car", "foot")) -> Any:
    return {"id": name, "links": links, "modes": list(modes), "basis": None}


def leg(
    name: str, tail: str, head: str, times: tuple[int, int, int], seats: int = 100, **change: Any
) -> Any:
    """`times` are cut_off_s, departs_s, arrives_s."""
    return {
        "id": name,
        "name": name,
        "from_node": tail,
        "to_node": head,
        "cut_off_s": times[0],
        "departs_s": times[1],
        "arrives_s": times[2],
        "seats": seats,
        "last_departure": False,
        "eligibility": None,
        "serves": None,
        "consents": [],
        "source": "s",
    } | change


def aid_stream(
    name: str, crossing_id: str, minimum: str, quota: str | None = None, **change: Any
) -> Any:
    return {
        "id": name,
        "name": name,
        "crossing": crossing_id,
        "consignee": "hospital",
        "minimum_per_day": minimum,
        "quota_per_day": quota,
        "tonnes_per_truck": None,
        "consents": [],
        "source": "s",
    } | change


def days(*borders: int) -> list[dict[str, Any]]:
    """Days from border to border."""
    first = date(2031, 5, 4)
    return [
        {"date": (first + timedelta(days=i)).isoformat(), "from_s": a, "to_s": b}
        for i, (a, b) in enumerate(pairwise(borders))
    ]


def utc_days(length_s: int) -> list[dict[str, Any]]:
    """The days of UTC that the horizon touches: it begins at six in the morning."""
    last = (length_s - 1 + 21600) // 86400
    return days(*(86400 * i - 21600 for i in range(last + 2)))


def instruction(
    name: str,
    group_row: Any,
    node: str,
    people: int,
    window: tuple[int, int],
    route: list[str],
    destination_id: str,
    length_m: int,
    travel_s: int,
    stages: Any = (0,),
) -> Any:
    legs = [part.split("/")[1] for part in route if part.startswith("leg/")]
    crossings = [part.split("/")[1] for part in route if part.startswith("crossing/")]
    return {
        "id": name,
        "group": group_row["id"],
        "zone": group_row["zone"],
        "start": node,
        "start_name": node,
        "people": people,
        "from_s": window[0],
        "to_s": window[1],
        "route": route,
        "stages": list(stages),
        "route_names": route,
        "crossing": crossings[0] if crossings else None,
        "leg": legs[0] if legs else None,
        "destination": destination_id,
        "length_m": length_m,
        "travel_s": travel_s,
        "fallback": None,
    }


def parts(
    *,
    links: list[list[str]],
    groups: list[Any],
    destinations: list[Any],
    step_s: int = 60,
    periods: int = 60,
    **model: Any,
) -> Parts:
    """A bundle with an empty plan, no certificates and no claims."""
    nodes = {node for row in links for node in row[1:3]} | {row["node"] for row in destinations}
    nodes |= {row["node"] for item in groups for row in item["starts"]}
    for row in model.get("crossings", []) + model.get("legs", []):
        nodes |= {row["from_node"], row["to_node"]}
    return {
        "model": {
            "scenario": "small",
            "title": "Small",
            "notice": None,
            "timezone": "Europe/Oslo",
            "start": START.isoformat(),
            "end": (START + timedelta(seconds=step_s * periods)).isoformat(),
            "as_of": START.isoformat(),
            "step_s": step_s,
            "periods": periods,
            "headcount": "likely",
            "capacity_use": "0.95",
            "walking_limit_m": 20000,
            "parties": [{"id": "p", "name": "P"}],
            "sources": [
                {"id": "s", "title": "S", "publisher": "S", "date": "2031-05-01", "url": None}
            ],
            "assumptions": [],
            "groups": groups,
            "closures": [],
            "forbidden_turns": [],
            "if_open": [],
            "corridors": [],
            "crossings": [],
            "destinations": destinations,
            "legs": [],
            "aid_streams": [],
            "days": utc_days(step_s * periods),
            "not_planned": [],
            "not_used": [],
        }
        | model,
        "nodes": [[node, node, "0", "0"] for node in sorted(nodes)],
        "links": links,
        "instructions": [],
        "movements": [],
        "aid": [],
        "claims": {"claims": {}, "short_of": [], "last_safe_start": [], "aid": []},
        "bounds": {
            "arrivals": [],
            "arrivals_by_second": [],
            "priced": [],
            "total_arrival": None,
        },
    }


def entry(claim: str, until: int, runs: Any = (), rooms: Any = (), use: str = "0.95") -> Any:
    """One certificate of arrivals."""
    return {
        "claim": claim,
        "until_period": until,
        "capacity_use": use,
        "runs": list(runs),
        "rooms": list(rooms),
    }


def contents(made: Parts) -> dict[str, bytes]:
    """The files of a bundle but its manifest."""
    return {
        "inputs/model.json": canonical(made["model"]),
        "inputs/node.csv": table([NODE_COLUMNS, *made["nodes"]]),
        "inputs/link.csv": table([LINK_COLUMNS, *made["links"]]),
        "plan/instructions.json": canonical(made["instructions"]),
        "plan/movements.csv": table([MOVEMENT_COLUMNS, *made["movements"]]),
        "plan/aid.csv": table([AID_COLUMNS, *made["aid"]]),
        "claims.json": canonical(made["claims"]),
        "certificate/bounds.json": canonical(made["bounds"]),
        "plan.txt": b"for people\n",
    }


def seal(folder: Path) -> Path:
    """Write a manifest that fits the files."""
    files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != "manifest.json" and not name.startswith("signature/"):
            content = path.read_bytes()
            files[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest = {
        "format": "safepassage-bundle",
        "version": 5,
        "scenario": "small",
        "created": START.isoformat(),
        "parent": None,
        "tools": {},
        "files": files,
    }
    (folder / "manifest.json").write_bytes(canonical(manifest))
    return folder


def write(folder: Path, made: Parts) -> Path:
    """Write and seal a bundle."""
    for name, content in contents(deepcopy(made)).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return seal(folder)
