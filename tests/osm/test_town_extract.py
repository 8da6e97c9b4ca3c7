"""The made-up towns of the benchmark are as large as they say: once they were a seventh smaller."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import osmium
import pytest

from benchmarks.town_extract import write_town
from safepassage.formats.roads.osm_tags import DRIVABLE

# as the list of the shared data counts them
NODES = 221_009
HEIDELBERG = {"highway": 25_359, "drivable": 9_896, "restriction": 476}


def counted(path: Path) -> Counter[str]:
    """Things of a file by a plain pass over it."""
    found: Counter[str] = Counter()
    for thing in osmium.FileProcessor(str(path)):
        kind = thing.tags.get("highway") or ""
        found["node"] += thing.is_node()
        found["highway"] += thing.is_way() and bool(kind)
        found["drivable"] += thing.is_way() and kind in DRIVABLE
        found["restriction"] += thing.is_relation() and thing.tags.get("type") == "restriction"
    return found


@pytest.mark.parametrize("nodes", [20_000, 45_003])
def test_a_town_has_the_nodes_asked_for_and_the_ways_of_a_city(tmp_path: Path, nodes: int) -> None:
    path = tmp_path / "town.osm.pbf"
    write_town(path, nodes)
    found = counted(path)
    assert found["node"] == nodes
    for thing, number in HEIDELBERG.items():
        assert found[thing] / nodes == pytest.approx(number / NODES, rel=0.1), thing


def test_one_seed_is_one_town(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.osm.pbf" for name in ("a", "b", "c")]
    for path, seed in zip(paths, (1, 1, 2), strict=True):
        write_town(path, 20_000, seed=seed)
    one, same, other = (path.read_bytes() for path in paths)
    assert one == same
    assert one != other
