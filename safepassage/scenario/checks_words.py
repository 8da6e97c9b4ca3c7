"""Checks on words and hours: subjects of claims, overlapping hours, what must be there."""

from __future__ import annotations

from itertools import pairwise

from safepassage.problems import Refusal, quoted
from safepassage.scenario.address import look
from safepassage.scenario.convert.hours import spans_of
from safepassage.scenario.interval import Interval
from safepassage.scenario.raw import TABLE_FILES, Path, Raw
from safepassage.scenario.scenario import Scenario
from safepassage.scenario.values import Unknown

NEEDED = ("destinations", "populations", "sources", "departure_curves")
NEEDED_TABLES = ("config", "nodes", "links", "zones", "start_points", "groups")


def check_there(raw: Raw) -> None:
    """What every scenario has at least one of."""
    for name in (*NEEDED, *NEEDED_TABLES):
        if not raw.tree.get(name):
            file = TABLE_FILES.get(name)
            what = "the table has no row" if file else f"{name} is missing"
            raw.refuse((name,), Scenario, Refusal(what, "a scenario has at least one"))
    if len(raw.tree.get("config", [])) > 1:
        raw.refuse(("config", 1), Scenario, Refusal("a second row stands here", "give one row"))


def check_hours(raw: Raw, scenario: Scenario) -> None:
    """The intervals of one gate or corridor do not overlap."""
    for crossing in scenario.crossings:
        at = _at(raw, "crossings", crossing.id)
        for number, gate in enumerate(crossing.gates):
            _overlaps(raw, scenario, (*at, "gates", number, "open"), gate.open)
    for corridor in scenario.corridors:
        path = (*_at(raw, "corridors", corridor.id), "hours")
        _overlaps(raw, scenario, path, corridor.hours)


def _at(raw: Raw, name: str, id_: str) -> Path:
    for number, item in enumerate(raw.tree[name]):
        if isinstance(item, dict) and item.get("id") == id_:
            return (name, number)
    return (name,)


def _overlaps(
    raw: Raw, scenario: Scenario, path: Path, hours: tuple[Interval, ...] | Unknown
) -> None:
    if isinstance(hours, str):
        return
    spans = [
        (first, last, number)
        for number, interval in enumerate(hours)
        for first, last in spans_of(interval, scenario)
    ]
    spans.sort()
    told = set()
    for (_, last, one), (first, _, other) in pairwise(spans):
        pair = (min(one, other), max(one, other))
        if first < last and pair not in told:
            told.add(pair)
            line = raw.place((*path, pair[0])).line
            raw.refuse(
                (*path, pair[1]),
                Scenario,
                Refusal(
                    f"the interval overlaps the one in line {line}",
                    "intervals of one gate do not overlap",
                    "join them, or end the first where the second begins",
                ),
            )


def check_subjects(raw: Raw) -> None:
    """The subject of a claim is the address of something in the scenario."""
    _joins(raw, "claims", "subject", frozenset({"end", "start"}))


def _joins(raw: Raw, name: str, key: str, other: frozenset[str] = frozenset()) -> None:
    """The addresses in one field of all items name something, or are one of `other`."""
    for number, item in enumerate(raw.tree.get(name, [])):
        address = item.get(key) if isinstance(item, dict) else None
        if not isinstance(address, str) or address in other:
            continue
        try:
            look(raw, address)
        except Refusal as refusal:
            raw.refuse(
                (name, number, key),
                Scenario,
                Refusal(f"{quoted(address)}: {refusal.read}", refusal.allowed, refusal.mend),
            )


def check_names(raw: Raw, scenario: Scenario) -> None:
    """A local name is that of something in the scenario, and there is one for each language."""
    told: dict[tuple[str, str], int] = {}
    for number, row in enumerate(scenario.names):
        first = told.setdefault((row.address, row.language), number)
        if first != number:
            raw.refuse(
                ("names", number),
                Scenario,
                Refusal(
                    f"{row.address} has a name in {row.language} already, in line "
                    f"{raw.place(('names', first)).line}",
                    "give one name for each language",
                    "remove one of the two",
                ),
            )
    _joins(raw, "names", "address")
