"""A page that shows a command is wrong the day the command changes: so every block is run."""

from __future__ import annotations

import contextlib
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.recipes import shared_folder
from tests.docs.blocks import Block, blocks_of, command_lines
from tests.docs.page_run import ROOT, PageRun, call, known_options, not_shown, split

PAGES = sorted(
    [
        ROOT / "README.md",
        *(p for p in (ROOT / "docs").rglob("*.md") if "_build" not in p.parts),
        *(ROOT / "safepassage" / "examples").glob("*/README.md"),
    ]
)
# Plans of some ten seconds each, several to a page: their options are looked up in every run, and
# `make prove` runs them.
LONG = {ROOT / "safepassage" / "examples" / name / "README.md"
        for name in ("andorra", "paradise-2018", "rafah-2023", "rafah-2024")}  # fmt: skip
BLOCKS = {path: blocks_of(path, ROOT) for path in PAGES}
WITH_BLOCKS = [
    pytest.param(path, marks=[pytest.mark.prove] if path in LONG else [])
    for path in PAGES
    if BLOCKS[path]
]


@pytest.mark.parametrize("path", WITH_BLOCKS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_block_of_the_page_does_what_the_page_says(path: Path, tmp_path: Path) -> None:
    page = PageRun(tmp_path, path.with_suffix(""))
    skipped: Block | None = None
    for block in BLOCKS[path]:
        if block.not_run is not None or (block.kind == "output" and skipped is not None):
            skipped = block
            continue
        skipped = None
        page.run(block)


def test_commands_and_options_that_pages_name_exist() -> None:
    wrong = [
        problem
        for blocks in BLOCKS.values()
        for block in blocks
        if block.kind == "commands"
        for problem in known_options(block)
    ]
    assert not wrong, "\n".join(wrong)


def test_what_is_not_run_says_why_and_stays_rare() -> None:
    """The list is printed with `pytest -s`; most blocks have to be run."""
    every = [block for blocks in BLOCKS.values() for block in blocks]
    for path in sorted(LONG):
        print(f"not run: {path.relative_to(ROOT)}: long plans; options are looked up")
    not_run = [block for block in every if block.not_run is not None]
    for block in not_run:
        print(f"not run: {block.place}: {block.not_run}")
        assert len(block.not_run or "") > 10, f"{block.place}: give a reason"
    kinds = Counter(block.kind for block in every if block.not_run is None)
    print(dict(kinds), "not run:", len(not_run))
    assert kinds["commands"] + kinds["python"] + kinds["output"] > len(not_run)


SHARED_FILES = {  # what a reader would have, by the name that pages give it
    "my.osm.pbf": "osm/andorra-2013.osm.pbf",
    "andorra.osm.pbf": "osm/andorra-2013.osm.pbf",
    "city.osm.pbf": "osm/heidelberg-2024.osm.pbf",
    "road.graphml": "camp-fire-2018/road_2018-11-07.graphml",
    "tracts.geojson": "camp-fire-2018/households_by_tract.geojson",
    "fire_reports.geojson": "camp-fire-2018/fire_reports.geojson",
}


@pytest.mark.shared
def test_drafts_of_pages_are_made_where_there_are_map_files(tmp_path: Path) -> None:
    """Blocks marked as not run, as far as the shared folder has what they read."""
    data = shared_folder() / "data"
    made = []
    for number, block in enumerate(b for rows in BLOCKS.values() for b in rows if b.not_run):
        for line in command_lines(block.text) if block.kind == "commands" else ():
            words = split(line)
            files = [
                word
                for word in words
                if Path(word).suffix in (".pbf", ".graphml", ".geojson", ".csv", ".gz")
            ]
            if words[:2] != ["safepassage", "new"] or any(f not in SHARED_FILES for f in files):
                continue
            folder = tmp_path / f"{number}-{len(made)}"
            folder.mkdir()
            for name in files:
                (folder / name).symlink_to(data / SHARED_FILES[name])
            with contextlib.chdir(folder):
                code, text = call(words)
            assert code == 0, f"{block.place}: `{line}` ended with {code}:\n{text[-2000:]}"
            made.append(line)
    assert len(made) >= 5, made


def test_a_wrong_page_is_seen(tmp_path: Path) -> None:
    """The runner itself: wrong output, a wrong exit code, a block of no known kind."""
    page = tmp_path / "page.md"
    page.write_text(
        "```\nsafepassage examples --json\n```\n\n```text\nno such line\n```\n"
        "```\nsafepassage check nowhere\n```\n```\nwhat is this\n```\n"
        "```\nsafepassage check nowhere  # exit 2\n```\n"
    )
    (tmp_path / "run").mkdir()
    run = PageRun(tmp_path / "run")
    good, output, refused, unknown, expected = blocks_of(page, tmp_path)
    run.run(good)
    for block, words in ((output, "not printed"), (refused, "ended with 2"), (unknown, "nobody")):
        with pytest.raises(AssertionError, match=words):
            run.run(block)
    run.run(expected)


def test_dots_stand_for_lines_and_nothing_else() -> None:
    assert not_shown("a\n...\nc\n", "a\nb\nc\n") is None
    assert not_shown("...\nc\n", "a\nb\nc\n") is None
    assert not_shown("a\n...\n", "a\nb\nc\n") is None
    assert not_shown("a\nc\n", "a\nb\nc\n") == "c"
    assert not_shown("...\nc\n...\na\n...\n", "a\nb\nc\n") == "a"
    assert not_shown("a\n", "a\nb\n") is not None
