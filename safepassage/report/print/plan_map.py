"""Plan map: where people go in the whole plan, as one drawing for the printed report."""

from __future__ import annotations

from collections import Counter

from safepassage.plan.passings import parts
from safepassage.plan.plan import Plan
from safepassage.report.print.drawable import Drawable
from safepassage.report.print.map_paper import MapPaper, lines_of, places_of
from safepassage.scenario.link import BACK

WIDTH, HEIGHT, EDGE, LETTERS = 760.0, 520.0, 40.0, 11.0
WIDEST = 11.0  # of a line, for the most people that any road takes
MOST_NAMES = 60


def plan_map(plan: Plan, drawable: Drawable) -> str:
    """An SVG: roads pale, used ways as wide as the people on them, places and crossings named.

    Departures with seats are dashes and may lead off the drawing, which shows the roads. "" where
    the plan has neither a road nor a crossing.
    """
    inputs = plan.inputs
    places = places_of(inputs)
    lines = lines_of(inputs, places)
    shown = [
        place
        for address, line in lines.items()
        if not address.startswith("leg/")
        for place in (line[0], line[-1])
    ]
    if not shown:
        return ""
    paper = MapPaper(shown, WIDTH, HEIGHT, EDGE, LETTERS)
    used: Counter[str] = Counter()
    for part in parts(plan):
        used[part.address] += sum(people for _, people in part.leaving)
    pale = "".join(
        paper.path(lines[f"link/{link.id}"]) for link in inputs.links if not link.id.endswith(BACK)
    )
    inside = f'<path d="{pale}" fill="none" stroke="#b5b5b5" stroke-width="1"/>'
    most = max(used.values(), default=1)
    for address, people in sorted(used.items()):
        dashes = ' stroke-dasharray="6 5"' if address.startswith("leg/") else ""
        wide = 1.5 if dashes else 1.5 + (WIDEST - 1.5) * people / most
        inside += (
            f'<path d="{paper.path(lines[address])}" fill="none" stroke="#0b4a8f" '
            f'stroke-width="{wide:.1f}" stroke-linejoin="round" stroke-linecap="round"{dashes}/>'
        )
        paper.keep_off(lines[address])
    return paper.frame(inside + _marks(plan, paper, places, drawable))


def _marks(
    plan: Plan, paper: MapPaper, places: dict[str, tuple[float, float]], drawable: Drawable
) -> str:
    """Destinations as squares, crossings as diamonds, zones as rings; names while there is room."""
    inputs = plan.inputs
    rows: list[tuple[str, str, tuple[float, float]]] = [
        ("square", row.name, paper.at(places[row.node])) for row in inputs.destinations
    ]
    for crossing in inputs.crossings:
        (x, y), (to_x, to_y) = (
            paper.at(places[node]) for node in (crossing.from_node, crossing.to_node)
        )
        rows.append(("diamond", crossing.name, ((x + to_x) / 2, (y + to_y) / 2)))
    zones: dict[str, tuple[str, tuple[float, float]]] = {}
    for group in inputs.groups:
        for start in group.starts[:1]:
            zones.setdefault(group.zone, (group.zone_name, paper.at(places[start.node])))
    rows += [("ring", name, at) for name, at in zones.values()]
    inside = [
        row for row in rows if 0 <= row[2][0] <= paper.width and 0 <= row[2][1] <= paper.height
    ]
    paper.taken += [at for _, _, at in inside]
    signs = "".join(_sign(kind, *at) for kind, _, at in inside)
    names = "".join(
        paper.name(drawable(name), at, strong=kind == "square", spare=kind == "ring")
        for kind, name, at in inside[:MOST_NAMES]
    )
    return signs + names


def _sign(kind: str, x: float, y: float) -> str:
    if kind == "ring":
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#fff" stroke="#000" stroke-width="2"/>'
        )
    turn = f' transform="rotate(45 {x:.1f} {y:.1f})"' if kind == "diamond" else ""
    fill = "#fff" if kind == "diamond" else "#000"
    return (
        f'<rect x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9" fill="{fill}" '
        f'stroke="#000" stroke-width="1.5"{turn}/>'
    )
