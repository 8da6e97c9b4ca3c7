"""Exits sheets: who can leave now, what stands in the way, what would free the most people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from safepassage.frames.sheet import Sheet, sheet
from safepassage.network.exits import Exits
from safepassage.network.whose_word import whose_word


def groups(exits: Exits) -> Sheet:
    """One row for each group and start. `people_per_day` NA: no limit known."""
    inputs = exits.inputs
    rows = []
    for row in exits.groups:
        way = row.way
        arrives = None if way is None else inputs.start + timedelta(seconds=way.arrives_s)
        rows.append(
            (
                row.group.population,
                row.group.id,
                row.group.zone,
                row.group.zone_name,
                row.start,
                row.people,
                way is not None,
                None if way is None else way.by,
                None if way is None else way.by_name,
                None if way is None else " > ".join(way.names),
                None if way is None else way.on_foot_m,
                arrives,
                None if way is None else way.per_day,
            )
        )
    return sheet(
        "population group zone zone_name start people:whole can_leave:yes_no by by_name way "
        "on_foot_m:whole arrives:instant people_per_day:whole",
        rows,
        inputs.timezone,
    )


def blockers(exits: Exits) -> Sheet:
    """What stands in the way of each group that cannot leave, on whose word, since when."""
    rows = []
    for row in exits.groups:
        for blocker in row.blockers:
            word = whose_word(exits.inputs, blocker)
            rows.append(
                (
                    row.group.id,
                    row.start,
                    row.people,
                    blocker.address,
                    blocker.rule,
                    blocker.sentence,
                    blocker.party,
                    None if word is None else word.source,
                    None if word is None else word.since,
                )
            )
    return sheet("group start people:whole address rule what party source since", rows)


def unlocks(exits: Exits) -> Sheet:
    """Sets of openings and consents, and people more who could leave with all of a set.

    No rows also where there are too many sets to try: then `Exits.unlocks` is None.
    """
    return sheet(
        "conditions:whole people_more:whole addresses",
        (
            (len(row.conditions), row.people, " ".join(row.conditions))
            for row in exits.unlocks or ()
        ),
    )


EXITS_SHEETS: dict[str, Callable[[Exits], Sheet]] = {
    "groups": groups,
    "blockers": blockers,
    "unlocks": unlocks,
}
