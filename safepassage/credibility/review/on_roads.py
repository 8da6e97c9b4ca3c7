"""On roads: rates and closures, for rows whose way names roads of the scenario, on foot."""

from __future__ import annotations

from fractions import Fraction

from safepassage.credibility.review.finding import Finding, clock, known_people, window
from safepassage.credibility.review.joined import Joined
from safepassage.scenario.inputs import Inputs, Link


def on_roads(inputs: Inputs, rows: tuple[Joined, ...]) -> list[Finding]:
    """Roads that rows need while closed; roads with more walkers than they carry in the time."""
    with_way = [row for row in rows if row.links]
    found = []
    for step in dict.fromkeys(step for row in with_way for step in row.links or ()):
        here = [row for row in with_way if step in (row.links or ())]
        links = [row for row in inputs.links if row.id in step]
        found += _closed(inputs, links, here)
        found += _rate(inputs, links, [row for row in here if row.row.mode == "foot"])
    return found


def _closed(inputs: Inputs, links: list[Link], rows: list[Joined]) -> list[Finding]:
    ids = {row.id for row in links}
    found = []
    for closure in inputs.closures:
        if closure.remaining_share or not ids <= set(closure.links):
            continue
        for row in rows:
            span = window(inputs, row)
            if span and span[0] < closure.to_s and span[1] > closure.from_s:
                text = (
                    f"{links[0].name}: closed from {clock(inputs, closure.from_s)}, within the "
                    f"window of {row.row.zone} ({row.row.where})"
                )
                address = f"link/{links[0].id}"
                found.append(Finding("closure", text, row.row.people or 0, address))
    return found


def _rate(inputs: Inputs, links: list[Link], rows: list[Joined]) -> list[Finding]:
    timed = [(row, span) for row in rows if (span := window(inputs, row))]
    rates = [row.foot_per_hour for row in links if row.foot_per_hour is not None]
    if not timed or not rates:
        return []
    first, last = min(span[0] for _, span in timed), max(span[1] for _, span in timed)
    people = known_people([row for row, _ in timed])
    most = int(Fraction(last - first, 3600) * max(rates))
    if people <= most:
        return []
    text = (
        f"{links[0].name}: {people:,} people on foot from {clock(inputs, first)} to "
        f"{clock(inputs, last)}; it carries {most:,} in that time"
    )
    return [Finding("link_capacity", text, people - most, f"link/{links[0].id}")]
