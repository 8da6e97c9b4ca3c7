"""Last safe starts: until when one person alone may still leave a zone or pass a gate."""

from .bounds import Networks
from .inputs import Inputs
from .network import State, last_free, latest_periods


def last_safe_periods(inputs: Inputs, networks: Networks) -> dict[str, int]:
    """For every zone and gate the last period in which one person alone may leave or pass."""
    right = {f"zone/{group.zone}": -1 for group in inputs.groups.values()}
    for element in inputs.elements.values():
        if element.kind == "crossing":
            right |= {gate: -1 for gate, _ in element.charges["foot"]}
    step_s, last = inputs.step_s, inputs.periods - 1
    for key, network in networks.of.items():
        latest = latest_periods(network, last, {}, in_plan=True)
        allowed: dict[State, list[tuple[str, int]]] = {}
        for group in networks.groups[key]:
            limit_s = group.latest_departure_s
            by = last if limit_s is None else min(last, limit_s // step_s - 1)
            for node in group.starts:
                allowed.setdefault((node, group.mode, ()), []).append((f"zone/{group.zone}", by))
        ends = {d.node for d in inputs.destinations.values() if d.takes_people()}
        for (node, *_), zones in allowed.items():
            for zone, by in zones if node in ends else ():
                right[zone] = max(right[zone], by)
        for state, arcs in network.into.items():
            for arc in arcs if state in latest else ():
                by_then = latest[state] - arc.ceil
                for zone, by in allowed.get(arc.tail, ()):
                    right[zone] = max(right[zone], last_free(arc.plan_free, min(by, by_then)))
                for name in arc.resources if arc.kind == "crossing" else ():
                    right[name] = max(right[name], last_free(arc.plan_free, by_then))
    return right
