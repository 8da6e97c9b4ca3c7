"""The table of claims reads back as the record, and no cell of it is run by a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from safepassage.cli.situation.run_export import AskedExport, exported
from safepassage.errors import UsageError
from safepassage.formats.situation.csv import COLUMNS, columns, safe_cell
from safepassage.situation.claim import Speaker
from safepassage.situation.event import Claimed, Linked, Retracted, Withheld
from safepassage.store.store import open_record
from tests.digest.scene import ALL, CLOSED, HURT, MORNING, TEXT, WAITING, add, later, read_bulletin

ROOT = Path(__file__).parents[3]


def rows(path: Path, grade: str = "planners", **more: bool) -> list[dict[str, str]]:
    content = exported(AskedExport("csv", path, "harbour", grade, **more))
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record"
    with open_record(path, create=True) as store:
        read_bulletin(store, *ALL, at=MORNING)
        opened = later(CLOSED, "gate-open", 2, norm={"status": "open"})
        acts = (
            Claimed(opened, "accepted"), Linked("waiting", "hurt", "same_event"),
            Retracted("talks", "an error"), Withheld("last-bus", "asked for"),
        )  # fmt: skip
        add(store, *acts, at=MORNING + timedelta(hours=3))
    return path


def test_inside_every_claim_stands_with_what_became_of_it(record: Path) -> None:
    found = {row["id"]: row for row in rows(record)}
    assert {name: row["state"] for name, row in found.items()} == {
        "gate-closed": "superseded",
        "waiting": "accepted",
        "last-bus": "accepted",
        "talks": "retracted",
        "hurt": "accepted",
        "gate-open": "accepted",
    }
    for claim in ALL:
        row = found[claim.id]
        assert TEXT[int(row["start"]) : int(row["end"])] == row["words"]
        assert json.loads(row["norm"]) == dict(claim.norm)
    assert found["gate-open"]["supersedes"] == "gate-closed"
    assert found["waiting"]["same_event"] == "hurt"
    assert found["last-bus"]["withheld"] == "asked for"
    assert (found["waiting"]["approx"], found["waiting"]["qualifier"]) == ("1150", "about")


def test_partners_get_what_stands_and_no_small_count(record: Path) -> None:
    found = rows(record, "partners")
    assert [row["id"] for row in found] == ["1", "2", "3"]
    assert [row["type"] for row in found] == ["figure", "figure", "place_status"]
    hurt = found[1]
    assert (hurt["low"], hurt["high"], hurt["qualifier"]) == ("", "10", "less_than")
    assert hurt["words"] == hurt["start"] == ""
    assert not {"norm", "why", "rule", "withheld", "title", "url"} & set(hurt)
    assert "Seven" not in exported(AskedExport("csv", record, "harbour", "partners")).decode()


def test_the_public_gets_places_of_the_scenario_in_words_of_closed_lists(record: Path) -> None:
    (row,) = rows(record, "public")
    assert (row["subject"], row["name"], row["says"]) == (
        "crossing/harbour/gate/far",
        "far side",
        "open",
    )
    assert row["outlet"] == "Harbour Bulletin"
    assert set(row) == {column.name for column in columns("public")}
    assert not {"words", "reported_by", "title", "low"} & set(row)


def test_what_nobody_reviewed_goes_out_only_on_request(tmp_path: Path) -> None:
    path = tmp_path / "record"
    with open_record(path, create=True) as store:
        read_bulletin(store, *ALL, state="proposed", at=MORNING)
    assert rows(path, "partners") == []
    assert {row["state"] for row in rows(path, "partners", with_unreviewed=True)} == {"proposed"}


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "  =1", "＝1+1", "=cmd|' /C calc'!A0"],
)
def test_a_cell_that_begins_like_a_formula_is_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


def test_other_cells_stay_as_they_are() -> None:
    for cell in ("a=b", "1,150", "", None, 5, -5, "’tis"):
        assert safe_cell(cell) == cell


def test_hostile_words_of_a_record_are_cells_of_the_table(tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://x","a"),\r\nb;"c'
    path = tmp_path / "record"
    bad = replace(
        WAITING, id="bad", speaker=Speaker(evil, evil), evidence=None, document=None,
        norm={"note": evil}, chain=(evil,),
    )  # fmt: skip
    with open_record(path, create=True) as store:
        read_bulletin(store, HURT, at=MORNING)
        add(store, Claimed(bad, "accepted"), at=MORNING)
    row = rows(path)[1]
    for name in ("words", "reported_by", "role", "via"):
        assert row[name] == f"'{evil}"


def test_each_column_is_in_the_guide() -> None:
    guide = (ROOT / "docs" / "how-to" / "digest.md").read_text(encoding="utf-8")
    for column in COLUMNS:
        assert f"| `{column.name}` | {column.says} |" in guide


def test_options_that_have_no_use_are_refused(record: Path) -> None:
    with pytest.raises(UsageError, match="--as-of is for feeds"):
        exported(AskedExport("csv", record, as_of="2031-05-05T08:00:00+00:00"))
    with pytest.raises(UsageError, match="Allowed: prov, csv, atom, rss"):
        exported(AskedExport("xml", record))
    with pytest.raises(UsageError, match="Allowed: planners, partners, public"):
        exported(AskedExport("csv", record, grade="all"))
