"""A route tells a run of roads without a name as one, by where it begins and ends."""

from __future__ import annotations

from pathlib import Path

from safepassage import make_inputs, make_plan, read_scenario
from tests.cases.osm_town import town_xml

HOME = {"highway": "residential"}


def test_roads_without_a_name_in_a_row_are_told_once(tmp_path: Path) -> None:
    from safepassage.draft.draft import draft_scenario
    from safepassage.draft.request import DraftRequest

    nodes = {n: (round(10 + n / 100, 5), 50.0) for n in range(1, 8)}
    nodes |= {10 + n: (round(10 + n / 100, 5), 50.01) for n in (2, 3, 4)}
    ways = {
        100: ([1, 2], {**HOME, "name": "First Street"}),
        101: ([2, 3, 4, 5], HOME),
        102: ([5, 6, 7, 99], {"highway": "primary", "name": "Last Road"}),
        103: ([2, 12], {**HOME, "name": "Side A"}),
        104: ([3, 13], {**HOME, "name": "Side B"}),
        105: ([4, 14], {**HOME, "name": "Side C"}),
    }
    (tmp_path / "t.osm").write_text(town_xml(nodes, ways), encoding="utf-8")
    request = DraftRequest(tmp_path / "t.osm", tmp_path / "d", people=500, preview=False)
    draft_scenario(request)
    plan = make_plan(make_inputs(read_scenario(tmp_path / "d")))
    told = {row.route_names for row in plan.instructions}
    run = "unnamed road from Side A / First Street to Last Road / Side C"
    assert (run, "Last Road") in told  # it passes Side B, where another unnamed road begins
    assert all(sum("unnamed" in name for name in names) <= 1 for names in told)
