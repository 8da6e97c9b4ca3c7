"""`safepassage new` on a little town: a folder that plans, the same each time, or nothing."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from safepassage.cli.main import app
from safepassage.errors import SafePassageError
from safepassage.scenario.read_scenario import read_scenario
from tests.cases.osm_town import little_town

START = "2031-05-05T08:00:00+00:00"


def new(folder: Path, *options: str, out: str = "draft") -> Result:
    """Run the command in process; errors come as they are."""
    town = folder / "town.osm"
    if not town.exists():
        little_town(town)
    words = ["new", "--osm", str(town), "--out", str(folder / out), "--start", START, *options]
    return CliRunner().invoke(app, words)


def drafted(folder: Path, *options: str, out: str = "draft") -> dict[str, Any]:
    result = new(folder, "--no-map", "--json", *options, out=out)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_summary_counts_what_the_tables_hold(tmp_path: Path) -> None:
    document = drafted(tmp_path, "--people", "5000", "--zone-size", "1000")
    links = rows(tmp_path / "draft" / "link.csv")
    ways = sum(1 if row["directed"] == "1" else 2 for row in links)
    assert document["links"] == ways
    assert document["nodes"] == len(rows(tmp_path / "draft" / "node.csv"))
    people = [int(row["people_likely"]) for row in rows(tmp_path / "draft" / "group.csv")]
    assert document["people"] == sum(people) == 5000
    assert document["zones"] == len(rows(tmp_path / "draft" / "zone.csv")) == 5
    assert max(people) <= 1000
    assert document["exits"] == ["A 1"]
    marked = [row for row in links if "default: " in row["basis"]]
    assert document["defaults"]["lanes"] == pytest.approx(
        sum(2 if row["directed"] == "0" else 1 for row in marked if "lanes" in row["basis"]) / ways,
        abs=1e-3,
    )
    main = [row for row in links if row["facility_type"] == "primary"]
    assert {(row["free_speed"], row["lanes"]) for row in main} == {("80", "1")}
    assert all("capacity" in row["basis"] and "lanes" not in row["basis"] for row in main)


def test_it_is_planned_and_checked_as_it_stands(tmp_path: Path) -> None:
    """5,000 people, 2.3 in a car, leave by one lane of 1,500 an hour used at 95 %: the last of
    them no earlier than 5000 / 2.3 / 1425 hours after the first, 91.5 minutes."""
    drafted(tmp_path, "--people", "5000", "--zone-size", "1000")
    words = ["plan", str(tmp_path / "draft"), "--out", str(tmp_path / "plan"), "--json"]
    answer = json.loads(CliRunner().invoke(app, words).stdout)
    assert (answer["check"], answer["status"]) == ("passed", "complete")
    assert answer["lower_bound_min"] >= 91
    assert answer["t100_min"] <= 110
    assert answer["gap"] < 0.1


def test_the_same_files_each_time(tmp_path: Path) -> None:
    for out in ("one", "two"):
        drafted(tmp_path, "--people", "3000", "--name", "town", "--title", "Town", out=out)
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "two").iterdir())
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_the_folder_says_what_to_check_first_and_where_it_comes_from(tmp_path: Path) -> None:
    drafted(tmp_path, "--people", "3000")
    text = (tmp_path / "draft" / "scenario.yaml").read_text(encoding="utf-8")
    assert "# Check first:" in text
    assert "© OpenStreetMap contributors, ODbL" in text
    scenario = read_scenario(tmp_path / "draft")
    assert "OpenStreetMap" in (scenario.notice or "")
    assert {a.id for a in scenario.assumptions} >= {"occupancy", "road_defaults"}
    assert all(group.people_source == "draft" for group in scenario.groups)


def test_people_on_foot_have_their_share_and_their_links(tmp_path: Path) -> None:
    drafted(tmp_path, "--people", "3000", "--without-car", "0.25")
    groups = rows(tmp_path / "draft" / "group.csv")
    on_foot = sum(int(row["people_likely"]) for row in groups if row["mode"] == "foot")
    assert on_foot == pytest.approx(750, abs=len(groups))
    assert sum(int(row["people_likely"]) for row in groups) == 3000


def test_shelters_take_people_where_they_stand(tmp_path: Path) -> None:
    shelters = tmp_path / "shelters.csv"
    shelters.write_text("name,lon,lat,capacity\nHall,10.0,50.0,400\nBarn,10.028,50.018,\n", "utf-8")
    document = drafted(tmp_path, "--people", "1000", "--to", str(shelters))
    assert (document["exits"], document["shelters"]) == ([], 2)
    scenario = read_scenario(tmp_path / "draft")
    rooms = {row.name: row.room for row in scenario.destinations}
    assert (rooms["Hall"], str(rooms["Barn"])) == (400, "unknown")


def test_crossings_are_not_known_until_somebody_says(tmp_path: Path) -> None:
    gates = tmp_path / "gates.csv"
    gates.write_text(
        "crossing,gate,lon,lat,holder\nEast,town side,10.049,50.009,Town\n"
        "East,far side,10.049,50.009,\n",
        "utf-8",
    )
    document = drafted(tmp_path, "--people", "1000", "--crossings", str(gates))
    assert document["crossings"] == ["East (both gates not known)"]
    words = ["plan", str(tmp_path / "draft"), "--out", str(tmp_path / "plan"), "--json"]
    answer = json.loads(CliRunner().invoke(app, words).stdout)
    assert answer["people_arrived"] == 0
    assert {row["rule"] for row in answer["short_of"]} == {"gate_hours"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "nobody is counted: give --people N"),
        (("--people", "100", "--occupancy", "0"), "--occupancy 0: give 1 to 10"),
        (("--people", "100", "--occupancy", "two"), '--occupancy "two": give a plain number'),
        (("--people", "100", "--without-car", "2"), "--without-car 2: give 0 to 1"),
        (("--people", "100", "--timezone", "Mars/Base"), "Mars/Base"),
        (("--people", "100", "--area", "nowhere.geojson"), "there is no such file"),
        (("--people", "100", "--population", "town.osm"), "give --zones FILE too"),
        (("--people", "100", "--within", "1 of 10,50"), "no road lies inside the area"),
        (("--people", "100", "--no-exits"), "no way out was found"),
        (("--people", "100", "--name", "my town"), "is not an id"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(
    options: tuple[str, ...], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    little_town(tmp_path / "town.osm")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SafePassageError, match=words):
        drafted(tmp_path, *options)
    assert [path.name for path in tmp_path.iterdir()] == ["town.osm"]


def test_a_folder_that_stands_there_is_replaced_only_when_asked(tmp_path: Path) -> None:
    drafted(tmp_path, "--people", "100")
    with pytest.raises(SafePassageError, match="--force replaces it"):
        drafted(tmp_path, "--people", "200")
    edited = tmp_path / "draft" / "scenario.yaml"
    edited.write_text(edited.read_text("utf-8") + "# asked the mayor\n", encoding="utf-8")
    assert drafted(tmp_path, "--people", "200", "--force")["people"] == 200
    kept = tmp_path / "draft.before-1" / "scenario.yaml"
    assert kept.read_text("utf-8").endswith("# asked the mayor\n")
    other = tmp_path / "letters"
    other.mkdir()
    (other / "letter.txt").write_text("dear all", encoding="utf-8")
    with pytest.raises(SafePassageError, match="holds something that is no scenario"):
        drafted(tmp_path, "--people", "200", "--force", out="letters")
    assert (other / "letter.txt").exists()


def test_names_cannot_break_the_files(tmp_path: Path) -> None:
    """Quotes, colons, line breaks, markup and 500 letters in a name stay one text."""
    bad = 'A "quoted": # name\n- {id: x} <script>é' + "x" * 500
    little_town(tmp_path / "town.osm", name=bad)
    drafted(tmp_path, "--people", "1000", "--title", bad)
    scenario = read_scenario(tmp_path / "draft")
    assert scenario.title.startswith('A "quoted": # name - {id: x} <script>é')
    assert len(scenario.parties) == 1


def test_a_town_on_both_sides_of_longitude_180(tmp_path: Path) -> None:
    """The same town there: as many people, zones and links, and the same clearance."""
    answers = []
    for west in (10.0, 179.985):
        folder = tmp_path / str(west)
        folder.mkdir()
        little_town(folder / "town.osm", west=west)
        document = drafted(folder, "--people", "4000", "--zone-size", "1000")
        words = ["plan", str(folder / "draft"), "--out", str(folder / "plan"), "--json"]
        answer = json.loads(CliRunner().invoke(app, words).stdout)
        assert document["people_within_300_m"] > 0.5
        answers.append((document["links"], document["people"], answer["lower_bound_min"]))
    assert answers[0] == answers[1]


def test_the_map_is_drawn_into_the_folder(tmp_path: Path) -> None:
    result = new(tmp_path, "--people", "1000")
    assert result.exit_code == 0
    assert (tmp_path / "draft" / "map.html").stat().st_size > 10_000
    assert (tmp_path / "draft" / "map.png").read_bytes()[:4] == b"\x89PNG"
    assert "Littleton" in (tmp_path / "draft" / "map.html").read_text(encoding="utf-8")
    assert "© OpenStreetMap contributors, ODbL" in result.stdout


@pytest.mark.parametrize("package", ["shapely", "osmium", "pyogrio"])
def test_without_the_extra_geo_the_message_says_what_to_install(
    package: str, tmp_path: Path
) -> None:
    little_town(tmp_path / "town.osm")
    code = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "sys.argv = ['safepassage', 'new', '--osm', 'town.osm', '--people', '9', '--out', 'd']\n"
        "from safepassage.cli.main import run; run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert package in done.stderr
    assert "pip install 'safepassage[geo]'" in done.stderr
    assert not (tmp_path / "d").exists()
