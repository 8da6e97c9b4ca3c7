"""The machine contract of `value`, what it refuses, and that its words say what a row means."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROW = [
    "what", "address", "change", "hours_earlier", "people_more", "people_hours_less", "kind",
    "within_gap", "set",
]  # fmt: skip


def value(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "safepassage", "value", *args],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def value_json(*args: str) -> dict[str, Any]:
    done = value(*args, "--json")
    assert done.returncode == 0, done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def test_causeway_as_json() -> None:
    answer = value_json("causeway", "--duals")
    assert (answer["people"], answer["kind"], answer["only_a_bound"]) == (600, "optimum", [])
    assert answer["now"] == {"people_arrived": 0, "clearance_min": None, "people_hours": 6000}
    assert all(list(row) == ROW for row in answer["rows"])
    first = answer["rows"][0]
    assert first["people_more"] == 600
    assert first["hours_earlier"] is None
    assert first["set"] == ["crossing/causeway/gate/mainland/consent/mainland/state=given"]
    assert all(row["people_more"] == 0 for row in answer["rows"][1:])
    assert {row["kind"] for row in answer["duals"]} <= {"dual"}


def test_only_top_day_and_set_narrow_the_question() -> None:
    given = "crossing/causeway/gate/mainland/consent/mainland/state=given"
    answer = value_json(
        "causeway", "--set", given, "--only", "hours", "--day", "2031-06-02", "--top", "3"
    )
    assert len(answer["rows"]) == 3
    assert {row["what"] for row in answer["rows"]} == {"hours"}
    assert [row["hours_earlier"] for row in answer["rows"]] == [-1, -1, -1]


def test_by_plan_says_so_in_every_row() -> None:
    given = "crossing/causeway/gate/mainland/consent/mainland/state=given"
    answer = value_json("causeway", "--set", given, "--by", "plan", "--only", "hours")
    assert {row["kind"] for row in answer["rows"]} == {"plan"}
    assert answer["now"]["clearance_min"] == 320
    assert answer["bound"]["clearance_min"] == 319


def test_the_words_say_what_a_row_means_and_name_no_party_as_at_fault() -> None:
    done = value("causeway")
    assert done.returncode == 0
    text = " ".join(done.stdout.split())
    assert "do not add up" in text
    assert "both proved" in text
    assert "+600 not all" in text
    assert "make no difference" in text
    for word in ("permission", "blame", "refuses", "is safe"):
        assert word not in text
    assert done.stderr == ""


def test_a_bound_says_why_it_is_one() -> None:
    done = value("harbour", "--by", "optimum", "--only", "room")
    text = " ".join(done.stdout.split())
    assert "It is not what a plan gains or loses (trucks pass gates that people use" in text


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["causeway", "--only", "hour"], '--only: "hour" is not known. Allowed: consent,'),
        (["causeway", "--by", "dual"], "Allowed: optimum, plan"),
        (["causeway", "--only", "departure"], "It would take departure: a leg"),
        (["causeway", "--only", "hours", "--day", "2031-07-01"], "(on 2031-07-01)"),
        (["causeway", "--day", "tomorrow"], "--day"),
        (["causeway", "--only", "rate", "--day", "2031-06-02"], "--day chooses hours"),
        (["causeway", "--aid"], "no aid stream is known"),
        (["causeway", "--plot", "a.svg"], "give --aid too"),
        (
            [
                "causeway",
                "--set",
                "link/shore-path/allowed_uses=truck",
                "--set",
                "link/shore-path/free_speed=50",
            ],
            "no road leads from any start",
        ),
        (["harbour", "--aid", "--top", "3"], "takes no --top"),
        (["harbour", "--aid", "--plot", "a.pdf"], "give .svg or .png"),
        (["harbour", "--headcount", "most"], "--headcount"),
        (["harbour", "--set", "group/nobody/mode=foot"], "nobody"),
    ],
)
def test_what_cannot_be_valued_is_refused_in_words(args: list[str], words: str) -> None:
    done = value(*args)
    assert done.returncode == 2
    assert words in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_nobody_expected_to_go_is_refused() -> None:
    done = value("causeway", "--set", "group/villagers/share_going=0")
    assert done.returncode == 2
    assert "nobody is expected to go" in done.stderr


def test_trucks_against_people_as_json_and_picture(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    picture = tmp_path / "aid.svg"
    answer = value_json("harbour", "--aid", "--plot", str(picture))
    assert answer["shared"] == ["crossing/harbour"]
    assert answer["rows"][0]["trucks_per_day"] == 4
    assert answer["rows"][0]["clearance_min"] is not None
    assert answer["rows"][-1]["clearance_min"] is None
    assert answer["rows"][0]["set"] == [
        "aid_stream/flour/trucks_minimum_per_day=4",
        "aid_stream/flour/trucks_quota_per_day=4",
    ]
    assert answer["plot"] == str(picture)
    assert "<svg" in picture.read_text()
