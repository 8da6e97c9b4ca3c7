"""Checks on aid: a consignee whom trucks can reach from the crossing, if roads for trucks are told.

A gate that passes no truck, or of which nobody knows whether it does, is an answer and no error.
"""

from __future__ import annotations

from safepassage.problems import Refusal
from safepassage.scenario.checks_network import links_of, reach
from safepassage.scenario.checks_people import row_of
from safepassage.scenario.raw import Raw
from safepassage.scenario.scenario import Scenario


def check_consignees(raw: Raw, scenario: Scenario) -> None:
    """Links for trucks or cars lead from the inner side of the crossing to the consignee."""
    if not any("truck" in link.allowed_uses for link in scenario.links):
        return
    ways = links_of(
        link for link in scenario.links if {"truck", "auto"}.intersection(link.allowed_uses)
    )
    inner = {crossing.id: crossing.from_node for crossing in scenario.crossings}
    for stream in scenario.aid_streams:
        nodes = {place.node for place in scenario.destinations if place.id == stream.consignee}
        nodes |= {p.node_id for p in scenario.start_points if p.zone_id == stream.consignee}
        first = inner[stream.crossing]
        if not nodes & reach(ways, [first]):
            raw.refuse(
                (*row_of(raw, "aid_streams", "id", stream.id), "consignee"),
                Scenario,
                Refusal(
                    f"no link for trucks or cars leads from {first}, the inner side of crossing "
                    f"{stream.crossing}, to {stream.consignee}",
                    "a consignee is connected with the crossing by links for truck or auto",
                    "add truck to allowed_uses of the links on the way, or name another consignee",
                ),
            )
