"""Their breaks: on what someone else's plan rests, as far as its rows name it."""

from __future__ import annotations

from collections.abc import Iterator

from safepassage.credibility.review.breaks import Break
from safepassage.credibility.review.finding import known_people
from safepassage.credibility.review.joined import Joined
from safepassage.credibility.review.their_plan import TheirAid
from safepassage.scenario.inputs import Inputs


def their_breaks(
    inputs: Inputs, rows: tuple[Joined, ...], aid: tuple[tuple[TheirAid, str], ...]
) -> tuple[Break, ...]:
    """Each gate, consent, place and road that rows name, taken away one at a time."""
    everybody = known_people(list(rows))
    found = [
        Break(
            address,
            loss,
            known_people(here),
            len(here),
            known_people(here) / max(1, everybody),
            known_people([row for row in here if row.row.fallback]),
            trucks,
        )
        for address, loss, here, trucks in _losses(inputs, rows, aid)
        if here or trucks
    ]
    return tuple(sorted(found, key=lambda row: (-row.people, -row.trucks, row.address)))


def _losses(
    inputs: Inputs, rows: tuple[Joined, ...], aid: tuple[tuple[TheirAid, str], ...]
) -> Iterator[tuple[str, str, list[Joined], int]]:
    parties = {row.id: row.name for row in inputs.parties}
    through = {row.id: row.crossing for row in inputs.aid_streams}
    for crossing in inputs.crossings:
        here = [row for row in rows if row.crossing == crossing.id]
        trucks = sum(row.trucks for row, stream in aid if through[stream] == crossing.id)
        for gate in crossing.gates:
            at, name = f"crossing/{crossing.id}/gate/{gate.id}", f"{crossing.name}, {gate.side}"
            holder = parties.get(gate.holder, gate.holder)
            yield f"{at}/open", f"{name} (held by {holder}) stays closed", here, trucks
            for consent in gate.consents:
                party = parties.get(consent.party, consent.party)
                yield (
                    f"{at}/consent/{consent.id}",
                    f"{party} does not hold to its consent for {name}",
                    here if consent.asked_of_people else [],
                    trucks if consent.asked_of_aid else 0,
                )
    for place in inputs.destinations:
        here = [row for row in rows if row.destination == place.id]
        yield f"destination/{place.id}", f"{place.name} cannot take anybody in", here, 0
    for step in dict.fromkeys(step for row in rows for step in row.links or ()):
        here = [row for row in rows if step in (row.links or ())]
        link = next(row for row in inputs.links if row.id in step)
        yield f"link/{link.id}", f"{link.name or link.id} is cut", here, 0
