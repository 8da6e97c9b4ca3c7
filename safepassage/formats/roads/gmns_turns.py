"""GMNS turns: forbidden turns from forbidden_turn.csv, and tables beside that are not read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from safepassage.formats.roads.gmns_files import GmnsFiles
from safepassage.formats.roads.gmns_table import GmnsTable, Row
from safepassage.formats.roads.road_map import ForbiddenTurn, LeftOut, Movement, Road
from safepassage.problems import quoted
from safepassage.scenario.link import BACK
from safepassage.scenario.values import split_words

# tables of GMNS that say something of roads
OTHER_TABLES = (
    *("movement", "movement_tod", "link_tod", "lane", "lane_tod", "segment", "segment_lane"),
    *("segment_tod", "geometry", "use_definition", "use_group", "signal_controller"),
)


def read_turns(
    files: GmnsFiles, roads: Sequence[Road], refs: Collection[str]
) -> tuple[list[ForbiddenTurn], list[LeftOut]]:
    """Forbidden turns of cars (our own table; <link>~ is the way back), and what was left out.

    `refs` are all links of the table, also those that are no roads here.
    """
    notes = []
    for noun in OTHER_TABLES:
        beside = _beside(files, noun)
        if beside.is_file():
            notes.append(LeftOut(f"table {beside.name}", 1, 0.0, "it is not read"))
    path = _beside(files, "forbidden_turn")
    if not path.is_file():
        return [], notes
    row_of = {road.ref: row for row, road in enumerate(roads)}
    table = GmnsTable(path, ("turn_id", "link_ids"))
    found, others, no_road = [], 0, 0
    for row in table.rows():
        if row["uses"] and "auto" not in split_words(row["uses"]):
            others += 1
            continue
        words = split_words(row["link_ids"])
        _check(table, row, words, refs)
        ways = [(word if word in refs else word.removesuffix(BACK), word) for word in words]
        if any(ref not in row_of for ref, _ in ways):
            no_road += 1
            continue
        movements = tuple(Movement(row_of[ref], ref == word) for ref, word in ways)
        found.append(ForbiddenTurn(movements, row["turn_id"], row["basis"] or "forbidden turn"))
    table.refusals.stop_if_any()
    if others:
        notes.append(LeftOut("forbidden turn", others, 0.0, "it binds no cars"))
    if no_road:
        notes.append(LeftOut("forbidden turn", no_road, 0.0, "it is over a link that is left out"))
    return found, notes


def _check(table: GmnsTable, row: Row, words: list[str], refs: Collection[str]) -> None:
    place = row.place("link_ids", f"forbidden_turn/{row['turn_id']}")
    for word in words:
        if word not in refs and word.removesuffix(BACK) not in refs:
            read = f"link {quoted(word)} is not in the link table"
            table.refusals.add(*place, read, "give link_id, or link_id~ for the way back")
    if len(words) < 2:
        table.refusals.add(*place, f"it names {len(words)} link", "a turn has two or more")


def _beside(files: GmnsFiles, noun: str) -> Path:
    beginning = files.link.name[: -len("link.csv")]
    return files.link.with_name(f"{beginning}{noun}.csv")
