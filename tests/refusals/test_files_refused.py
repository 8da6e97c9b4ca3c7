"""One case per message about files: missing, too large, wrongly encoded, not YAML, not CSV."""

# ruff: noqa: E501 - one case a line reads better as a table

from __future__ import annotations

import re

import pytest

from safepassage.errors import ScenarioError
from safepassage.scenario import folder, read_scenario

Y = "scenario.yaml"
# fmt: off
CASES = {
    "tab": (Y, "  - {id: council", "\t- {id: council", r"scenario.yaml:10:1: a tab stands here.*\n.*[Pp]ut spaces"),
    "not yaml": (Y, "title: \"Town", "title: \"Town\" x: \"", r"scenario.yaml:3:\d+: .*Give YAML"),
    "bracket": (Y, "modes: [car]", "modes: [car", r"scenario.yaml:\d+:\d+: .*Give YAML"),
    "alias": (Y, "side: own side", "side: *side", r"an alias \(\*side\) stands here. Aliases are not read.*\n.*Write the value out"),
    "tag": (Y, "side: own side", "side: !!python/name:os.system own", r"a tag \(.*os.system\) stands here"),
    "second document": (Y, "parties:", "---\nparties:", r"scenario.yaml:9:1: a second document begins here"),
    "same key": (Y, "title:", "name: other\ntitle:", r'scenario.yaml:3:1: "name" stands here and already in line 2'),
    "key no word": (Y, "title:", "[a]: b\ntitle:", r"a key is not a word"),
    "table in yaml": (Y, "parties:", "zones: []\nparties:", r"it is a table of its own: zone.csv|table of its own: zone.csv"),
    "column unknown": ("zone.csv", "pcode", "p_code", r'zone.csv:1:3: column "p_code" is not known.*\n.*mean "pcode"'),
    "column twice": ("zone.csv", "pcode", "name", r'column "name" is there twice \(also 2\)'),
    "column missing": ("group.csv", ",share_going", ",share_source", r'column "share_going" is missing. It says: share expected to go'),
    "semicolons": ("config.csv", "dataset_name,long_length,speed,crs,short_length", "dataset_name;long_length;speed;crs", r"columns are separated by semicolons"),
    "too many cells": ("zone.csv", "Centre,ES1", "Centre, the middle,ES1", r"zone.csv:2: the row has 8 cells and the first line 7.*\n.*in quotes"),
    "quote": ("zone.csv", "Centre,ES1", '"Centre,ES1', r"zone.csv:\d+: the line is not CSV"),
}
# fmt: on


@pytest.mark.parametrize("name", CASES)
def test_a_text_that_cannot_be_read_says_where(refuse, name):
    file, old, new, words = CASES[name]
    message = refuse((file, old, new))
    assert re.search(words, message), message


def message_of(path) -> str:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(path)
    return str(caught.value)


def test_a_missing_folder_says_which_examples_there_are():
    message = message_of("harbor")
    assert '"harbor" is not there' in message
    assert "causeway" in message
    assert 'Did you mean "harbour"?' in message


def test_a_file_of_another_name_is_refused(town):
    assert "Give the folder of scenario.yaml" in message_of(town / "zone.csv")


@pytest.mark.parametrize(
    ("file", "mend"),
    [
        (Y, "name, title, timezone, start, end"),
        ("config.csv", "dataset_name,long_length,speed,crs and in the next line"),
        ("zone.csv", "zone_id,name"),
        ("link.csv", "link_id,from_node_id,to_node_id,length,allowed_uses"),
    ],
)
def test_a_missing_file_says_how_it_begins(town, file, mend):
    (town / file).unlink()
    message = message_of(town)
    assert re.search(rf"{file}: the file is missing in town.*\n.*Begin with: {mend}", message)
    assert message.startswith("1 problem")


def test_closures_are_optional(town):
    (town / "closure.csv").unlink()
    assert read_scenario(town).closures == ()


def test_bytes_that_are_not_utf_8_are_named_with_offset_and_line(town):
    data = (town / "zone.csv").read_bytes().replace(b"Centre", b"Centr\xe9")
    (town / "zone.csv").write_bytes(data)
    offset = data.index(b"\xe9")
    assert f"zone.csv:2: byte {offset} (0xe9) is not UTF-8" in message_of(town)


def test_utf_16_is_named(town):
    text = (town / "zone.csv").read_text()
    (town / "zone.csv").write_bytes(text.encode("utf-16"))
    assert "it is UTF-16 now" in message_of(town)


def test_a_byte_order_mark_does_no_harm(town):
    data = (town / "zone.csv").read_bytes()
    (town / "zone.csv").write_bytes(b"\xef\xbb\xbf" + data)
    assert read_scenario(town).zones[0].zone_id == "centre"


def test_a_huge_file_is_not_even_read(town):
    with (town / Y).open("a") as file:
        file.write("#" * folder.MOST_BYTES_YAML)
    assert "at most 5,000,000 are read" in message_of(town).replace("At", "at")


def test_a_bomb_of_aliases_is_refused_and_never_expanded(town):
    rows = ["a0: &a0 [x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 30)]
    (town / Y).write_text("\n".join(rows))
    assert "an alias (*a0) stands here" in message_of(town)


def test_a_deep_nest_is_refused(town):
    (town / Y).write_text("a: " + "[" * 100_000)
    assert "nested too deep" in message_of(town)


@pytest.mark.parametrize(("text", "what"), [("", "nothing"), ("- a", "a list"), ("a", "a text")])
def test_a_yaml_file_without_keys_is_refused(town, text, what):
    (town / Y).write_text(text)
    assert f"the file holds {what}" in message_of(town)
