"""Changes: everything in which one model differs from another, and whether that is one change."""

from collections.abc import Iterator
from typing import Any

BY_HAND = "set-by-hand"  # the source of what was set for one answer
LISTS = {
    "groups": "group",
    "corridors": "corridor",
    "crossings": "crossing",
    "gates": "gate",
    "consents": "consent",
    "destinations": "destination",
    "legs": "leg",
}
LATER = ("cut_off_s", "departs_s", "arrives_s")


def differences(one: Any, other: Any) -> set[str]:
    """Addresses of all that differs, e.g. crossing/harbour/gate/far/open; a leg without its day.

    Things that have an id are compared by id, and their order has to be the same; a source that
    only says "set by hand" may be there or not.
    """
    return set(_differ(one, other, ""))


def _differ(one: Any, other: Any, where: str) -> Iterator[str]:
    if not isinstance(one, dict) or not isinstance(other, dict) or set(one) != set(other):
        if one != other or type(one) is not type(other):
            yield where.removesuffix("/") or "everything"
        return
    for key, value in one.items():
        if key in LISTS:
            yield from _by_id(value, other[key], f"{where}{LISTS[key]}/")
        elif key == "sources":
            rows = [[row for row in model[key] if row["id"] != BY_HAND] for model in (one, other)]
            if rows[0] != rows[1]:
                yield "sources"
        elif value != other[key] or type(value) is not type(other[key]):
            yield f"{where}{key}"


def _by_id(one: Any, other: Any, where: str) -> Iterator[str]:
    rows = [{row["id"]: row for row in some} for some in (one, other)]
    both = [name for name in rows[0] if name in rows[1]]
    if both != [name for name in rows[1] if name in rows[0]]:
        yield f"{where}order"
    for name in {**rows[0], **rows[1]}:
        address = f"{where}{name.partition('@')[0]}/"
        if name in both:
            yield from _differ(rows[0][name], rows[1][name], address)
        else:
            yield address.removesuffix("/")


def not_of(change: str, model: Any, found: set[str]) -> list[str]:
    """Those differences that are no part of one change, named as `--set` names it."""
    parts = change.split("/")
    if parts[0] == "hazard" and len(parts) == 5:
        allowed = {
            f"group/{group['id']}/latest_departure_s"
            for group in model["groups"]
            if group["zone"] == parts[3] and group["deadline_because"] == "/".join(parts[:2])
        }
    elif parts[0] == "group":
        allowed = {f"group/{parts[1]}/latest_departure_s"}
    elif parts[0] == "destination":
        allowed = {f"destination/{parts[1]}/{key}" for key in ("room", "needs", "short_need")}
    elif parts[0] == "leg" and parts[2:] == ["departs"]:
        allowed = {f"leg/{parts[1]}/{key}" for key in LATER}
    elif parts[0] == "leg" and parts[2:] == ["last_day"]:
        allowed = {f"leg/{parts[1]}"}
    elif "consent" in parts:
        consent = "/".join(parts[: parts.index("consent") + 2])
        fields = ("state", "from_s", "to_s", "condition_met", "source")
        allowed = {f"{consent}/{key}" for key in fields}
    else:
        allowed = {change}
    return sorted(found - allowed)
