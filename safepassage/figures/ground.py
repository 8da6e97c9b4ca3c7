"""Ground: where the roads, crossings, legs and places of some plans lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from safepassage.plan.passings import parts
from safepassage.plan.plan import Plan
from safepassage.report.map_line import Position, centre_longitude, line_of, near


class Place(NamedTuple):
    """A named place: zone (a start), place (a destination) or crossing."""

    kind: str
    name: str
    at: Position


class Ground:
    """Lines and places of plans of one scenario; longitudes stay in one piece at 180 degrees."""

    def __init__(self, plans: tuple[Plan, ...]) -> None:
        self.plans = plans
        nodes = {n.id: (float(n.x), float(n.y)) for p in plans for n in p.inputs.nodes}
        self.centre = centre_longitude(lon for lon, _ in nodes.values())
        self.at = {id_: near(place, self.centre) for id_, place in nodes.items()}
        self.shapes = {id_: wkt for p in plans for id_, wkt in p.inputs.words.shapes}
        self.ends: dict[str, tuple[str, str]] = {}
        for inputs in (plan.inputs for plan in plans):
            for noun, rows in (
                ("link", inputs.links),
                ("crossing", inputs.crossings),
                ("leg", inputs.legs),
            ):
                self.ends |= {f"{noun}/{r.id}": (r.from_node, r.to_node) for r in rows}
        self.from_osm = any(
            "openstreetmap" in row.publisher.lower() for p in plans for row in p.inputs.sources
        )

    def people(self, plan: Plan) -> Counter[str]:
        """People who pass each element that somebody passes."""
        count: Counter[str] = Counter()
        for part in parts(plan):
            count[part.address] += sum(people for _, people in part.leaving)
        return +count

    def line(self, address: str) -> tuple[Position, ...]:
        """The line of an element; the way back of a bent road is the same line."""
        start, end = (self.at[node] for node in self.ends[address])
        link = address.removeprefix("link/")
        geometry = self.shapes.get(link) or self.shapes.get(link.removesuffix("~"))
        return tuple(near(place, self.centre) for place in line_of(geometry, start, end).positions)

    def roads(self) -> Iterator[str]:
        """Addresses of all roads."""
        return (address for address in self.ends if address.startswith("link/"))

    def marks(self) -> list[Place]:
        """Crossings, destinations where somebody arrives, and starts; each once."""
        found: dict[tuple[str, str], Place] = {}
        for plan in self.plans:
            inputs = plan.inputs
            reached = {row.destination for row in plan.instructions}
            for crossing in inputs.crossings:
                (x0, y0), (x1, y1) = self.at[crossing.from_node], self.at[crossing.to_node]
                middle = ((x0 + x1) / 2, (y0 + y1) / 2)
                found.setdefault(
                    ("crossing", crossing.id), Place("crossing", crossing.name, middle)
                )
            for place in inputs.destinations:
                if place.id in reached:
                    row = Place("place", place.name, self.at[place.node])
                    found.setdefault(("place", place.id), row)
            for group in inputs.groups:
                for start in group.starts:
                    row = Place("zone", group.zone_name, self.at[start.node])
                    found.setdefault(("zone", start.node), row)
        return list(found.values())
