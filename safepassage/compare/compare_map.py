"""Compare map: where people go in both plans, or in one only, as one SVG without any script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from math import sqrt

from safepassage.compare.comparison import Comparison
from safepassage.compare.map_names import Mark, Use, names_svg, sign_svg
from safepassage.plan.plan import Plan
from safepassage.report.grade import Grade
from safepassage.report.language.language import Language
from safepassage.report.map_frame import Frame, Pixel, box_around, round_length
from safepassage.report.map_line import Position, centre_longitude, line_of, near
from safepassage.scenario.inputs import Inputs

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 1100.0, 320.0, 760.0
THIN, THICK = 3.0, 11.0
OSM = "© OpenStreetMap contributors, ODbL"


def compare_map(found: Comparison, language: Language, grade: Grade) -> str:
    """The map with its legend; nothing where nobody goes anywhere, or of different scenarios."""
    ground = _Ground(found)
    uses = sorted(ground.uses(), key=lambda use: max(use.row.people.before, use.row.people.after))
    if not uses:
        return ""
    marks = list(ground.marks())
    places = [at for use in uses for at in use.line] + [mark.at for mark in marks]
    box = box_around(places)
    frame = Frame(box, WIDTH, max(LEAST_HEIGHT, min(MOST_HEIGHT, WIDTH / box.aspect)))
    most = max(max(use.row.people.before, use.row.people.after) for use in uses)
    lines = "".join(_line_svg(use, frame, most, language, grade) for use in uses)
    kinds = [use.kind for use in uses]
    says = language.say(
        "c-map-says", both=kinds.count("both"), a=kinds.count("a"), b=kinds.count("b")
    )
    return (
        f'<figure><svg class="flows" viewBox="0 0 {frame.width:g} {frame.height:.0f}" role="img" '
        f'aria-labelledby="flows-says"><title id="flows-says">{escape(says)}</title>'
        f'<path class="road" d="{ground.roads(frame)}"/>{lines}{names_svg(marks, uses, frame)}'
        f"{_scale_svg(frame)}</svg><figcaption>{language.html('c-map-caption')}"
        f"{_legend(language)}{f'<p>{OSM}</p>' if ground.from_osm else ''}</figcaption></figure>"
    )


class _Ground:
    """Where things lie, from the inputs of both plans."""

    def __init__(self, found: Comparison) -> None:
        self.found = found
        plans = (found.other.plan, found.one.plan)  # what both have is drawn as the first has it
        nodes = {row.id: (float(row.x), float(row.y)) for p in plans for row in p.inputs.nodes}
        centre = centre_longitude(lon for lon, _ in nodes.values())
        self.at = {id_: near(place, centre) for id_, place in nodes.items()}
        self.centre = centre
        self.ends = _ends(plans)
        self.shapes = {id_: wkt for p in plans for id_, wkt in p.inputs.words.shapes}
        self.from_osm = any(
            "openstreetmap" in row.publisher.lower() for p in plans for row in p.inputs.sources
        )

    def line(self, address: str) -> tuple[Position, ...]:
        """The line of an element; the way back of a bent road is the same line."""
        start, end = (self.at[node] for node in self.ends[address])
        link = address.removeprefix("link/")
        geometry = self.shapes.get(link) or self.shapes.get(link.removesuffix("~"))
        return tuple(near(place, self.centre) for place in line_of(geometry, start, end).positions)

    def uses(self) -> Iterator[Use]:
        """Every element that somebody passes."""
        for row in self.found.uses:
            before, after = row.people.before, row.people.after
            if before or after:
                kind = "both" if before and after else "a" if before else "b"
                yield Use(kind, row, self.line(row.address))

    def marks(self) -> Iterator[Mark]:
        """Crossings, destinations where somebody arrives in either plan, and starts."""
        plans = (self.found.one.plan, self.found.other.plan)
        seen: set[tuple[str, str]] = set()
        reached = {row.destination for plan in plans for row in plan.instructions}
        for plan in plans:
            for mark, id_ in _marks_of(plan.inputs, reached, self.at):
                if (mark.kind, id_) not in seen:
                    seen.add((mark.kind, id_))
                    yield mark

    def roads(self, frame: Frame) -> str:
        """All roads that nobody uses as one thin path."""
        used = {row.address for row in self.found.uses if row.people.before or row.people.after}
        return "".join(
            _path(frame.pixels(self.line(address)))
            for address in self.ends
            if address.startswith("link/") and address not in used
        )


def _ends(plans: tuple[Plan, ...]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for inputs in (plan.inputs for plan in plans):
        found |= {f"link/{row.id}": (row.from_node, row.to_node) for row in inputs.links}
        found |= {f"crossing/{row.id}": (row.from_node, row.to_node) for row in inputs.crossings}
        found |= {f"leg/{row.id}": (row.from_node, row.to_node) for row in inputs.legs}
    return found


def _marks_of(
    inputs: Inputs, reached: set[str], at: Mapping[str, Position]
) -> Iterator[tuple[Mark, str]]:
    for crossing in inputs.crossings:
        (x0, y0), (x1, y1) = at[crossing.from_node], at[crossing.to_node]
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        yield Mark("crossing", crossing.name, middle), crossing.id
    for place in inputs.destinations:
        if place.id in reached:
            yield Mark("place", place.name, at[place.node]), place.id
    for group in inputs.groups:
        for start in group.starts:
            yield Mark("zone", group.zone_name, at[start.node]), start.node


def _line_svg(use: Use, frame: Frame, most: int, language: Language, grade: Grade) -> str:
    """A line with its tooltip; its width says about how many people, where that may be shown."""
    people = max(use.row.people.before, use.row.people.after)
    share = 0.3 if grade.hides_parts else sqrt(people / most)
    width = THIN + (THICK - THIN) * share
    dash = {
        "a": f' stroke-dasharray="{2.4 * width:.1f} {1.3 * width:.1f}"',
        "b": f' stroke-dasharray="0.1 {1.9 * width:.1f}" stroke-linecap="round"',
        "both": "",
    }[use.kind]
    shown = [grade.shown(count) for count in (use.row.people.before, use.row.people.after)]
    texts = [f"{count:,}" if isinstance(count, int) else count for count in shown]
    title = f"{use.row.name or use.row.address}: A {texts[0]}, B {texts[1]}"
    path = _path(frame.pixels(use.line))
    return (
        f'<g><title>{escape(title)}</title><path class="halo" d="{path}" '
        f'stroke-width="{width + 3:.1f}"/><path class="use {use.kind}" d="{path}" '
        f'stroke-width="{width:.1f}"{dash}/></g>'
    )


def _path(points: list[Pixel]) -> str:
    """A path; points within half a pixel of the one before are left out."""
    text, last = f"M{points[0][0]:.1f} {points[0][1]:.1f}", points[0]
    for x, y in points[1:-1]:
        if abs(x - last[0]) + abs(y - last[1]) > 0.5:
            text += f"L{x:.1f} {y:.1f}"
            last = (x, y)
    return text + f"L{points[-1][0]:.1f} {points[-1][1]:.1f}"


def _scale_svg(frame: Frame) -> str:
    metres = round_length(150 * frame.metres_per_pixel)
    long, y = metres / frame.metres_per_pixel, frame.height - 12
    label = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    return (
        f'<path class="scale" d="M14 {y - 8:.1f}v8h{long:.1f}v-8"/>'
        f'<text class="scale-text" x="{14 + long / 2:.1f}" y="{y - 5:.1f}" '
        f'text-anchor="middle">{label}</text>'
    )


def _legend(language: Language) -> str:
    rows = (
        ('<path class="use both" d="M2 7H44" stroke-width="6"/>', "c-map-both"),
        (
            '<path class="use a" d="M2 7H44" stroke-width="6" stroke-dasharray="14 8"/>',
            "c-map-only-a",
        ),
        (
            '<path class="use b" d="M4 7H44" stroke-width="6" stroke-dasharray="0.1 11" '
            'stroke-linecap="round"/>',
            "c-map-only-b",
        ),
        ('<path class="road" d="M2 7H44"/>', "c-map-unused"),
        (sign_svg("zone", 23, 7), "c-map-zone"),
        (sign_svg("place", 23, 7), "c-map-place"),
        ('<path class="sign crossing" d="M23 0l7 7l-7 7l-7 -7z"/>', "place-crossing"),
    )
    items = "".join(
        f'<li><svg class="key" width="46" height="14" viewBox="0 0 46 14" aria-hidden="true">'
        f"{sign}</svg> {language.html(key)}</li>"
        for sign, key in rows
    )
    return f'<ul class="keys">{items}</ul>'
