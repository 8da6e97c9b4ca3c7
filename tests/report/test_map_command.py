"""`safepassage map`: the machine contract, and files of others are never overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from safepassage.cli.main import app, run


def test_page_picture_and_document(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="needs matplotlib (pip install 'safepassage[plot]')")
    page, picture = tmp_path / "a.html", tmp_path / "a.png"
    asked = ["map", "causeway", "--out", str(page), "--png", str(picture), "--json"]
    for _ in range(2):  # a map may be drawn again over itself
        done = CliRunner().invoke(app, asked)
        assert done.exit_code == 0
    document = json.loads(done.stdout)
    assert document["page"] == str(page)
    assert document["picture"] == str(picture)
    assert (document["nodes"], document["links"], document["km"]) == (4, 2, 0.8)
    assert (document["people"], document["zones"], document["crossings_unknown"]) == (600, 1, 1)
    assert document["findings"][0]["what"].startswith("1 crossing with a side that is not known")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_words(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["map", "harbour", "--out", str(tmp_path / "b.html")])
    assert done.exit_code == 0
    assert "1,550 people in 3 zones" in done.stdout
    assert "Look at this first:" in done.stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--out", "{}/notes.html"], "a file that is not a map of Safe Passage stands there"),
        (["--out", "{}/map.txt"], "give a file that ends in .html"),
        (["--out", "{}/no/map.html"], "there is no folder"),
        (["--out", "{}/dir.html"], "it is a folder"),
        (["--out", "{}/ok.html", "--png", "{}/notes.png"], "a file that is not a PNG stands there"),
    ],
)
def test_refusals(
    options: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    for name in ("notes.html", "notes.png"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    (tmp_path / "dir.html").mkdir()
    before = sorted(tmp_path.iterdir())
    filled = [option.format(tmp_path) for option in options]
    monkeypatch.setattr("sys.argv", ["safepassage", "map", "harbour", *filled])
    with pytest.raises(SystemExit) as stopped:
        run()
    assert stopped.value.code == 2
    assert words in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "notes.html").read_text(encoding="utf-8") == "mine"
