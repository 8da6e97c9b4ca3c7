"""Checks on forbidden turns: links that follow one another and are for those named, each once."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from safepassage.problems import Refusal
from safepassage.scenario.forbidden_turn import ForbiddenTurn
from safepassage.scenario.link import BACK
from safepassage.scenario.raw import Path, Raw
from safepassage.scenario.scenario import Scenario

# who may travel a link with these uses: trucks with aid go wherever cars may
MAY_TRAVEL = {"auto": {"auto"}, "walk": {"walk"}, "truck": {"truck", "auto"}}


class _Way(NamedTuple):
    """One direction of a link."""

    from_node: str
    to_node: str
    uses: tuple[str, ...]


def check_turns(raw: Raw, scenario: Scenario) -> None:
    """The links of each forbidden turn follow one another, and no turn is there twice."""
    if not scenario.forbidden_turns:
        return
    ways = _ways(scenario)
    rows: dict[str, int] = {}
    for number, item in enumerate(raw.tree.get("forbidden_turns", [])):
        rows.setdefault(item.get("turn_id", ""), number)
    first: dict[tuple[str, tuple[str, ...]], ForbiddenTurn] = {}
    for turn in scenario.forbidden_turns:
        path: Path = ("forbidden_turns", rows[turn.turn_id])
        _follow(raw, path, turn, ways)
        _travelled(raw, path, turn, ways)
        for use in dict.fromkeys(turn.uses):
            before = first.setdefault((use, turn.link_ids), turn)
            if before is not turn and before.turn_id != turn.turn_id:
                line = raw.place(("forbidden_turns", rows[before.turn_id])).line
                _twice(raw, path, before, use, line)


def _ways(scenario: Scenario) -> dict[str, _Way]:
    found: dict[str, _Way] = {}
    for link in scenario.links:
        a, b, uses = link.from_node_id, link.to_node_id, link.allowed_uses
        found[link.link_id] = _Way(a, b, uses)
        if not link.directed:
            found[link.link_id + BACK] = _Way(b, a, uses)
    return found


def _follow(raw: Raw, path: Path, turn: ForbiddenTurn, ways: dict[str, _Way]) -> None:
    """Each link begins where the one before it ends; unknown ones are said elsewhere."""
    for one, next_ in pairwise(turn.link_ids):
        if one not in ways or next_ not in ways:
            continue
        ends, begins = ways[one].to_node, ways[next_].from_node
        if ends == begins:
            continue
        back = next_.removesuffix(BACK) if next_.endswith(BACK) else next_ + BACK
        mend = "give the links in the order of travel"
        if back in ways and ways[back].from_node == ends:
            mend = f"write {back} if the other direction is meant"
        raw.refuse(
            (*path, "link_ids"),
            Scenario,
            Refusal(
                f"link {next_} does not follow link {one}: {one} ends at {ends}, and {next_} "
                f"begins at {begins}",
                "each link begins where the one before it ends",
                mend,
            ),
        )


def _travelled(raw: Raw, path: Path, turn: ForbiddenTurn, ways: dict[str, _Way]) -> None:
    """Nobody need be told not to do what the links do not allow at all."""
    for use in dict.fromkeys(turn.uses):
        for link in dict.fromkeys(turn.link_ids):
            if link in ways and not MAY_TRAVEL[use].intersection(ways[link].uses):
                raw.refuse(
                    (*path, "uses"),
                    Scenario,
                    Refusal(
                        f"the turn is forbidden for {use}, and link {link} is for "
                        f"{' '.join(ways[link].uses)} only",
                        "a turn is forbidden for uses that all of its links allow; empty is auto",
                        f"take {use} out of uses, or remove the row",
                    ),
                )
                break


def _twice(raw: Raw, path: Path, before: ForbiddenTurn, use: str, line: int | None) -> None:
    raw.refuse(
        path,
        Scenario,
        Refusal(
            f"the same links are forbidden for {use} in turn {before.turn_id} (line {line}) too",
            "give each turn once",
            "remove one of the two rows",
        ),
    )
