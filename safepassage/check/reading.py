"""Reading: all files of a bundle as shaped data, and everything in them that does not fit."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from .bundle import Bundle
from .shapes import INSTRUCTION, LINK, MODEL, NODE, Fit

IF_OPEN = "if-open"  # the source of hours that are taken for one answer alone


@dataclass(frozen=True)
class Shaped:
    """The tables after their cells were looked at; people and trucks stay as read."""

    nodes: list[list[str]]
    links: list[list[str]]
    movements: dict[str, list[dict[int, str]]]  # by instruction, then stage by stage
    trucks: dict[tuple[str, str], dict[int, str]]  # by stream and direction


def read_shapes(bundle: Bundle) -> tuple[Shaped, list[str]]:
    """All that does not fit in inputs and plan; the rest of the check runs only if it is empty."""
    fit = Fit()
    fit.table(bundle.nodes, NODE, "node.csv")
    fit.table(bundle.links, LINK, "link.csv")
    fit.value(bundle.model, MODEL, "model")
    fit.value(bundle.instructions, [INSTRUCTION], "instructions")
    fit.join()
    if not fit.problems:
        _sane_model(bundle.model, fit)
        _sane_links(bundle.links, fit)
        _sane_turns(bundle, fit)
        _sane_if_open(bundle.model, fit)
        _sane_instructions(bundle, fit)
    if fit.problems:
        return Shaped(bundle.nodes, bundle.links, {}, {}), fit.problems
    movements, trucks = _movements(bundle, fit), _trucks(bundle, fit)
    return Shaped(bundle.nodes, bundle.links, movements, trucks), fit.problems


def _sane_model(model: Any, fit: Fit) -> None:
    if not 1 <= model["periods"] <= 20_000 or not 1 <= model["step_s"] <= 86_400:
        return fit.no(
            "model", (model["periods"], model["step_s"]), "1 to 20000 periods of 1 to 86400 s"
        )
    length = timedelta(seconds=model["periods"] * model["step_s"])
    if datetime.fromisoformat(model["end"]) - datetime.fromisoformat(model["start"]) != length:
        fit.no("model/end", model["end"], "start + periods * step_s")
    if not 0 < float_free(model["capacity_use"]) <= 10**9:
        fit.no("model/capacity_use", model["capacity_use"], "more than 0, at most 1")
    for closure in model["closures"]:
        if float_free(closure["remaining_share"]) > 10**9:
            fit.no(f"closure/{closure['id']}", closure["remaining_share"], "a share from 0 to 1")
    for group in model["groups"]:
        _sane_group(group, f"group/{group['id']}", fit)
    rows = [*model["corridors"], *model["legs"], *model["aid_streams"]]
    consents = [consent for row in rows for consent in row["consents"]]
    for crossing in model["crossings"]:
        gates = crossing["gates"]
        if not gates or len({gate["id"] for gate in gates}) < len(gates):
            fit.no(f"crossing/{crossing['id']}", len(gates), "one or more gates, each id once")
        consents += [consent for gate in gates for consent in gate["consents"]]
    for consent in consents:
        if consent["source"] is None and consent["state"] in ("given", "conditional"):
            fit.no(f"consent/{consent['id']}", consent["state"], "a source, or state unknown")
    _sane_legs_and_aid(model, fit)
    return None


def _sane_legs_and_aid(model: Any, fit: Fit) -> None:
    for leg in model["legs"]:
        times = [leg["cut_off_s"], leg["departs_s"], leg["arrives_s"]]
        if not times[0] <= times[1] < times[2]:
            fit.no(f"leg/{leg['id']}", times, "cut_off_s <= departs_s < arrives_s")
    for stream in model["aid_streams"]:
        least, quota = stream["minimum_per_day"], stream["quota_per_day"]
        if quota is not None and float_free(quota) < float_free(least):
            fit.no(f"aid_stream/{stream['id']}", quota, f"a quota of {least} or more")
    days, end_s = model["days"], model["periods"] * model["step_s"]
    gaps = any(
        one["to_s"] != other["from_s"] or one["date"] >= other["date"]
        for one, other in pairwise(days)
    )
    if gaps or not days or not days[0]["from_s"] <= 0 < days[0]["to_s"]:
        fit.no("model/days", days[:3], "days in order without a gap, the first with second 0")
    elif not days[-1]["from_s"] < end_s <= days[-1]["to_s"]:
        fit.no("model/days", days[-1], "a last day that holds the end of the horizon")


def float_free(text: str) -> int:
    """A decimal text in billionths, exact."""
    whole, _, rest = text.partition(".")
    return int(whole) * 10**9 + int(rest.ljust(9, "0"))


def _sane_group(group: Any, where: str, fit: Fit) -> None:
    nodes = [start["node"] for start in group["starts"]]
    if len(set(nodes)) < len(nodes):
        fit.no(where, nodes, "every start once")
    if group["people"] != sum(start["people"] for start in group["starts"]):
        fit.no(f"{where}/people", group["people"], "the sum over its starts")
    headcount = group["headcount"]
    if not headcount["low"] <= headcount["likely"] <= headcount["high"]:
        fit.no(f"{where}/headcount", headcount, "low <= likely <= high")
    by_car = group["mode"] == "car"
    if by_car != (group["occupancy"] is not None) or (
        by_car and not float_free(group["occupancy"])
    ):
        fit.no(f"{where}/occupancy", group["occupancy"], "more than 0 by car, null on foot")
    for start in group["starts"]:
        if by_car and start["seats"] is None:
            fit.no(f"{where}/start/{start['node']}/seats", None, "the seats of a car group")
        seconds = [second for second, _ in start["ready"]]
        people = [0, *(so_far for _, so_far in start["ready"]), start["people"]]
        if seconds != sorted(set(seconds)) or people != sorted(people):
            fit.no(f"{where}/start/{start['node']}/ready", start["ready"], "an ascending curve")


def _sane_links(rows: list[list[str]], fit: Fit) -> None:
    for row in rows:
        if bool(row[5]) != bool(row[6]) or bool(row[7]) != bool(row[8]):
            fit.no(f"link/{row[0]}", row[5:9], "seconds and rate of a mode, or neither")


def _sane_turns(bundle: Bundle, fit: Fit) -> None:
    """The links of a forbidden turn follow one another."""
    ends = {row[0]: (row[1], row[2]) for row in bundle.links}
    for turn in bundle.model["forbidden_turns"]:
        links = turn["links"]
        apart = any(ends[a][1] != ends[b][0] for a, b in pairwise(links))
        if len(links) < 2 or apart or not turn["modes"]:
            fit.no(f"forbidden_turn/{turn['id']}", links, "two or more links one after the other")


def _sane_if_open(model: Any, fit: Fit) -> None:
    """What is taken as open is a gate, and whatever is open on that word is listed."""
    hours = {
        f"crossing/{row['id']}/gate/{gate['id']}/open": gate["open"] or []
        for row in model["crossings"]
        for gate in row["gates"]
    }
    taken = {at for at, rows in hours.items() if any(row["source"] == IF_OPEN for row in rows)}
    listed = model["if_open"]
    if len(set(listed)) < len(listed) or not taken <= set(listed) <= hours.keys():
        fit.no("model/if_open", listed, f"the gates whose hours are of source {IF_OPEN}, each once")


def _sane_instructions(bundle: Bundle, fit: Fit) -> None:
    groups = {group["id"]: group for group in bundle.model["groups"]}
    for instruction in bundle.instructions:
        group = groups[instruction["group"]]
        where = f"instruction/{instruction['id']}"
        if instruction["zone"] != group["zone"]:
            fit.no(f"{where}/zone", instruction["zone"], "the zone of its group")
        if instruction["start"] not in [start["node"] for start in group["starts"]]:
            fit.no(f"{where}/start", instruction["start"], "a start of its group")
        stages = instruction["stages"]
        last = max(0, len(instruction["route"]) - 1)
        if stages != sorted(set(stages)) or not stages or stages[0] != 0 or stages[-1] > last:
            fit.no(f"{where}/stages", stages, "ascending indexes of the route, the first 0")


def _movements(bundle: Bundle, fit: Fit) -> dict[str, list[dict[int, str]]]:
    found: dict[str, list[dict[int, str]]] = {
        row["id"]: [{} for _ in row["stages"]] for row in bundle.instructions
    }
    for line, row in enumerate(bundle.movements, start=2):
        where = f"movements.csv line {line}"
        if len(row) != 4 or row[0] not in found or not all(map(_is_index, row[1:3])):
            fit.no(where, row, "a known instruction, a stage, a period, people")
            continue
        stages, stage, period = found[row[0]], int(row[1]), int(row[2])
        if stage >= len(stages):
            fit.no(where, row, f"a stage below {len(stages)}")
        elif period in stages[stage]:
            fit.no(where, row, "every instruction, stage and period once")
        else:
            stages[stage][period] = row[3]
    return found


def _trucks(bundle: Bundle, fit: Fit) -> dict[tuple[str, str], dict[int, str]]:
    found: dict[tuple[str, str], dict[int, str]] = {
        (row["id"], direction): {}
        for row in bundle.model["aid_streams"]
        for direction in ("in", "out")
    }
    periods = bundle.model["periods"]
    for line, row in enumerate(bundle.aid, start=2):
        where = f"aid.csv line {line}"
        key = (row[0], row[1]) if len(row) == 4 else ("", "")
        if key not in found or not _is_index(row[2]) or int(row[2]) >= periods:
            fit.no(where, row, "a known stream, in or out, a period of the horizon, trucks")
        elif int(row[2]) in found[key]:
            fit.no(where, row, "every stream, direction and period once")
        else:
            found[key][int(row[2])] = row[3]
    return found


def _is_index(text: str) -> bool:
    return re.fullmatch("[0-9]{1,9}", text) is not None
