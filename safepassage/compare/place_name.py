"""Place name: what an address is called by people, beside the address itself."""

from __future__ import annotations

from collections.abc import Mapping

from safepassage.scenario.inputs import Inputs


def place_names(inputs: Inputs) -> dict[str, str]:
    """Names by address of crossings, gates, legs, roads, destinations, zones, groups, streams."""
    found = {f"link/{row.id}": row.name for row in inputs.links}
    found |= {f"leg/{row.id}": row.name for row in inputs.legs}
    found |= {f"destination/{row.id}": row.name for row in inputs.destinations}
    found |= {f"corridor/{row.id}": row.name for row in inputs.corridors}
    found |= {f"aid_stream/{row.id}": row.name for row in inputs.aid_streams}
    for group in inputs.groups:
        found[f"group/{group.id}"] = found[f"zone/{group.zone}"] = group.zone_name
    for crossing in inputs.crossings:
        found[f"crossing/{crossing.id}"] = crossing.name
        for gate in crossing.gates:
            found[f"crossing/{crossing.id}/gate/{gate.id}"] = f"{crossing.name}, {gate.side}"
    return found


def place_name(names: Mapping[str, str], address: str) -> str | None:
    """The name of the place that an address lies in; None if it has none."""
    parts = address.split("/")
    for length in (4, 2):
        name = names.get("/".join(parts[:length]))
        if name and len(parts) >= length:
            return name
    return None
