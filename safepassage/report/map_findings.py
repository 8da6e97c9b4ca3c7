"""Findings of a map: what an error of reading looks like, counted, with the place to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from safepassage.report.map_data import Finding, MapCrossing, MapLink, MapZone
from safepassage.report.map_line import Position, metres_between
from safepassage.report.map_links import LinkDoubt
from safepassage.scenario.scenario import Scenario

FAR_M = 10_000.0  # a zone so far from all its start points is looked at
BY_MODE = {"auto": "by car", "walk": "on foot"}


def counted(number: int, noun: str, plural: str = "") -> str:
    """1 link, 2,000 links."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def map_findings(
    scenario: Scenario,
    links: Sequence[MapLink],
    doubts: Sequence[LinkDoubt],
    zones: Sequence[MapZone],
    crossings: Sequence[MapCrossing],
    places: Mapping[str, Position],
) -> tuple[Finding, ...]:
    """All findings, the gravest first."""
    if not (scenario.destinations or scenario.crossings or scenario.legs):
        no_exit = [Finding("There is no destination, crossing or departure: nobody can leave.")]
    else:
        no_exit = [*_stuck_starts(zones), *_stuck_links(links)]
    return (
        *no_exit,
        *_about_zones(zones),
        *_about_lines(doubts),
        *_about_nodes(scenario, places),
        *_about_crossings(crossings),
        *_about_defaults(links),
    )


def _stuck_starts(zones: Sequence[MapZone]) -> Iterator[Finding]:
    for mode, how in BY_MODE.items():
        rows = [(zone, start) for zone in zones for start in zone.starts if mode in start.stuck]
        if rows:
            people = len({zone.id for zone, _ in rows})
            yield Finding(
                f"{counted(len(rows), 'start point')} of {counted(people, 'zone')} cannot reach "
                f"any exit {how}.",
                places=tuple(start.at for _, start in rows),
            )


def _stuck_links(links: Sequence[MapLink]) -> Iterator[Finding]:
    for mode, how in BY_MODE.items():
        rows = tuple(row for row, link in enumerate(links) if mode in link.stuck)
        if rows:
            km = sum(links[row].length_m for row in rows) / 1000
            yield Finding(
                f"{counted(len(rows), 'link')} ({km:,.1f} km) cannot leave {how}: no exit, "
                "crossing or departure can be reached from there.",
                links=rows,
            )


def _about_zones(zones: Sequence[MapZone]) -> Iterator[Finding]:
    def about(rows: list[MapZone], text: str) -> Iterator[Finding]:
        if rows:
            at = tuple(zone.at for zone in rows if zone.at is not None)
            yield Finding(f"{counted(len(rows), 'zone')} {text}", places=at)

    yield from about([z for z in zones if not z.starts], "without a start point.")
    yield from about(
        [z for z in zones if z.at is None], "on no map: neither coordinates nor a start point."
    )
    yield from about(
        [z for z in zones if z.starts and not z.at_said],
        "without coordinates: drawn in the middle of the start points.",
    )
    yield from about(
        [z for z in zones if _is_far(z)],
        f"more than {FAR_M / 1000:g} km from every one of the start points.",
    )
    yield from about([z for z in zones if z.not_counted], "with people whom nobody has counted.")
    yield from about([z for z in zones if not z.people and not z.not_counted], "without people.")


def _is_far(zone: MapZone) -> bool:
    at = zone.at
    if at is None or not zone.at_said or not zone.starts:
        return False
    return min(metres_between(at, start.at) for start in zone.starts) > FAR_M


def _about_lines(doubts: Sequence[LinkDoubt]) -> Iterator[Finding]:
    kinds: tuple[tuple[Callable[[LinkDoubt], bool], str], ...] = (
        (lambda d: d.too_short, "shorter than the straight line between the nodes."),
        (lambda d: d.doubt == "unreadable", "with a geometry that is no LINESTRING in degrees."),
        (lambda d: d.doubt == "elsewhere", "drawn more than 100 m away from the nodes."),
    )
    for is_so, text in kinds:
        rows = tuple(doubt.row for doubt in doubts if is_so(doubt))
        if rows:
            yield Finding(f"{counted(len(rows), 'link')} {text}", links=rows)


def _about_nodes(scenario: Scenario, places: Mapping[str, Position]) -> Iterator[Finding]:
    used = {link.from_node_id for link in scenario.links}
    used.update(link.to_node_id for link in scenario.links)
    used.update(node for row in scenario.crossings for node in (row.from_node, row.to_node))
    used.update(node for row in scenario.legs for node in (row.node, row.to))
    alone = [node.node_id for node in scenario.nodes if node.node_id not in used]
    if alone:
        text = f"{counted(len(alone), 'node')} that no link, crossing or departure touches."
        yield Finding(text, places=tuple(places[node] for node in alone))


def _about_crossings(crossings: Sequence[MapCrossing]) -> Iterator[Finding]:
    rows = [crossing for crossing in crossings if crossing.is_unknown]
    if rows:
        yield Finding(
            f"{counted(len(rows), 'crossing')} with a side that is not known; "
            "what is not known blocks.",
            places=tuple(crossing.line[0] for crossing in rows),
        )


def _about_defaults(links: Sequence[MapLink]) -> Iterator[Finding]:
    rows = tuple(row for row, link in enumerate(links) if link.all_default)
    if rows:
        text = f"{counted(len(rows), 'link')} of which every figure is a default."
        yield Finding(text, links=rows)
