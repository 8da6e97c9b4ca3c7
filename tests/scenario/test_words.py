"""What is said beside the numbers reaches the inputs as known then, and no rule sees it."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from safepassage.errors import ScenarioError
from safepassage.scenario import (
    inputs_from_files,
    inputs_to_files,
    make_inputs,
    read_scenario,
)

TOWN = Path(__file__).parent / "town"


def test_words_of_the_town() -> None:
    words = make_inputs(
        read_scenario(TOWN), as_of=datetime.fromisoformat("2031-10-25T23:00+02:00")
    ).words
    assert [(row.criterion, row.field, row.by) for row in words.statements] == [
        ("C01", "reason", "town engineer")
    ]
    assert (words.help[0].contact, words.help[0].languages) == ("555-0100", ("es", "ar"))
    assert words.card_texts[0].bring == ("agua", "documentos")
    assert words.name_in("zone/centre", "ar") == "وسط البلدة"
    assert words.name_in("zone/centre", "he") is None
    assert words.source_of("zone/centre/vehicles") == "count"
    assert words.population_name("visitors") == "Visitors"


def test_what_was_said_later_is_left_out() -> None:
    town = read_scenario(TOWN)
    before = make_inputs(town, as_of=datetime.fromisoformat("2031-10-24T11:59:00+02:00")).words
    after = make_inputs(town, as_of=datetime.fromisoformat("2031-10-24T12:00:00+02:00")).words
    assert [row.id for row in before.claims] == []
    assert [row.id for row in after.claims] == ["hours"]
    assert before.source_of("zone/centre/vehicles") is None  # counted on the 25th


def test_words_change_nothing_that_is_planned_on() -> None:
    town = read_scenario(TOWN)
    bare = town.model_copy(update={"statements": (), "help": (), "card_texts": (), "names": ()})
    files, without = inputs_to_files(make_inputs(town)), inputs_to_files(make_inputs(bare))
    assert {name for name in files if files[name] != without[name]} == {"inputs/words.json"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("statements/0/criterion=C26", '"C26" is no criterion'),
        ("statements/0/criterion=1", "Write C01"),
        ("card_text/es/note=", None),
        ("names/0/name=", "is empty"),
        ("help/0/languages=[Spanish]", '"Spanish" is not a language code'),
    ],
)
def test_words_that_are_refused(change: str, said: str | None) -> None:
    if said is None:
        assert read_scenario(TOWN, set_=(change,)).card_texts[0].note is None
        return
    with pytest.raises(ScenarioError, match=re.escape(said)):
        read_scenario(TOWN, set_=(change,))


def test_a_name_of_nothing_is_refused(tmp_path: Path) -> None:
    for file in TOWN.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "local_name.csv").write_text("address,language,name\nzone/center,ar,x\n")
    with pytest.raises(ScenarioError, match='Did you mean "centre"'):
        read_scenario(tmp_path)
    twice = "address,language,name\nzone/centre,ar,x\nzone/centre,ar,y\n"
    (tmp_path / "local_name.csv").write_text(twice)
    with pytest.raises(ScenarioError, match="has a name in ar already, in line 2"):
        read_scenario(tmp_path)


def test_bends_of_roads_go_along_and_come_back() -> None:
    town = read_scenario(TOWN)
    bent = "LINESTRING (-1.1 42.5, -1.09 42.51, -1.08 42.5)"
    straight = "LINESTRING (-1.1 42.5, -1.08 42.5)"
    links = (
        town.links[0].model_copy(update={"geometry": bent}),
        town.links[1].model_copy(update={"geometry": straight}),
        *town.links[2:],
    )
    inputs = make_inputs(town.model_copy(update={"links": links}))
    assert inputs.words.shapes == ((town.links[0].link_id, bent),)
    assert inputs_from_files(inputs_to_files(inputs)) == inputs
