"""A scenario is somebody's work: applying claims must not lose or move a comment or a line."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from safepassage.apply.scenario_yaml import ScenarioYaml, layout_kept
from safepassage.errors import UsageError
from safepassage.scenario.folder import EXAMPLES
from safepassage.scenario.raw import Raw
from safepassage.scenario.yaml_text import read_yaml

FILES = sorted(EXAMPLES.glob("*/scenario.yaml"))
TEXT = """\
name: x      # the name
a:
  - {id: x}   # one
  - {id: y}   # two

# about b
b:
  - id: k
    closed:             # why
      - {f: 2}   # first
      - {f: 3}   # second

  - id: l
    open: [1, 2]
    gates:
      - id: q
        rate: 5    # five
      - id: r
        open: unknown   # nobody knows
        rate: 1
# last

c: 20
"""


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.parent.name)
def test_what_is_not_changed_is_written_as_it_stood(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ScenarioYaml(text).text() == text
    assert ScenarioYaml(text.replace("\n", "\r\n")).text() == text.replace("\n", "\r\n")


def test_a_list_that_is_not_indented_stays_so() -> None:
    text = "a:\n- id: x   # one\n- id: y\nb: 1\n"
    draft = ScenarioYaml(text)
    draft.append(("a",), {"id": "z"})
    assert draft.text() == "a:\n- id: x   # one\n- id: y\n- {id: z}\nb: 1\n"


@pytest.mark.parametrize(
    "path", [("a",), ("b", 0, "closed"), ("b", 1, "gates", 0, "closed"), ("b", 1, "gates"), ("d",)]
)
def test_an_added_item_leaves_every_line_and_its_order(path: tuple[str | int, ...]) -> None:
    draft = ScenarioYaml(TEXT)
    draft.append(path, {"id": "new"})
    after = draft.text().splitlines()
    left = [line for line in after if "new" not in line]
    if path[-1] in ("d",) or path == ("b", 1, "gates", 0, "closed"):
        left = [line for line in left if line.strip() not in ("d:", "closed:")]
    assert left == TEXT.splitlines()


def test_a_comment_below_a_list_stays_above_what_it_speaks_of() -> None:
    draft = ScenarioYaml(TEXT)
    draft.append(("a",), {"id": "new"})
    lines = draft.text().splitlines()
    assert lines[lines.index("# about b") + 1] == "b:"
    assert lines.index("  - {id: new}") < lines.index("# about b")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.parent.name)
def test_many_random_changes_lose_no_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    chance = random.Random(7)
    draft = ScenarioYaml(text)
    for number in range(60):
        lists = [key for key, rows in draft.tree.items() if isinstance(rows, list) and len(rows)]
        draft.append((chance.choice(lists),), {"id": f"added{number}", "text": 'a: "b" # c'})
    after = draft.text()
    assert [line for line in after.splitlines() if "added" not in line] == text.splitlines()
    raw = Raw()
    assert read_yaml(after, raw) is not None
    assert not list(raw.problems)


def test_values_are_read_back_as_they_were_given() -> None:
    values = [
        "20",
        "09:00",
        "null",
        "~",
        "yes",
        "",
        "a: b",
        "# c",
        '"q"',
        "2031-05-05",
        "x\\y",
        "ي",
    ]
    draft = ScenarioYaml("a: 1\n")
    draft.put(("b",), [{"value": value, "words": [value, "z"]} for value in values])
    raw = Raw()
    tree = read_yaml(draft.text(), raw)
    assert not list(raw.problems)
    assert [row["value"] for row in tree["b"]] == values
    assert [row["words"][0] for row in tree["b"]] == values


def test_a_layout_of_its_own_keeps_values_and_comments() -> None:
    text = "a:\n    b: 1   # why\n    c:\n        - x: one\n            two\nd: >\n  e\n"
    draft = ScenarioYaml(text)
    assert not layout_kept(text, draft)
    assert read_yaml(draft.text(), Raw()) == read_yaml(text, Raw())
    assert "# why" in draft.text()
    assert layout_kept(TEXT, ScenarioYaml(TEXT))


def test_a_comment_that_would_be_lost_is_refused_with_its_line() -> None:
    text = "a: 1\nb: [\n  1,\n  2,   # two of them\n]\n"
    with pytest.raises(UsageError, match=r"scenario\.yaml:4: the comment would be lost"):
        layout_kept(text, ScenarioYaml(text))


def test_items_that_stay_keep_their_comments_when_others_are_replaced() -> None:
    draft = ScenarioYaml(TEXT)
    rows = draft.at(("b", 0, "closed"))
    draft.replace_list(("b", 0, "closed"), [{"f": "7"}, rows[1]])
    assert "      - {f: 7}\n      - {f: 3}   # second\n\n  - id: l\n" in draft.text()
