"""What is no OpenStreetMap extract is refused in words, with file and mend, before any work."""

from __future__ import annotations

import bz2
import gzip
from pathlib import Path

import pytest

from safepassage.errors import ScenarioError
from safepassage.formats.roads.osm import read_osm
from tests.cases.osm_town import little_town, write_town

ROAD = {"highway": "residential"}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.osm.pbf", b"", r"empty \(0 bytes\)"),
        ("text.osm", b"hello, world", "begins with b'hello, world'"),
        ("page.osm", b"<html><body>not found</body></html>", "first element is not <osm>"),
        (
            "packed.osm.gz",
            gzip.compress(b"hello, world", mtime=0),
            "begins with b'hello, world' inside",
        ),
        ("packed.osm.bz2", bz2.compress(b"<html></html>"), "XML inside, but its first element"),
        ("zip.osm", b"PK\x03\x04 and so on", "it is a zip file"),
        ("change.osm", b'<osmChange version="0.6"></osmChange>', "changes to a map"),
        (
            "bomb.osm.gz",
            gzip.compress(b"<osm>" + bytes(80 * 2**20), mtime=0),
            "more than 100 times",
        ),
        ("no-roads.osm", b'<osm version="0.6"></osm>', "there is no road in it"),
        ("half.osm.pbf", b"\x00\x00\x00\x0d\n\tOSMHeader\x18\x7f", "cannot be read to its end"),
    ],
)
def test_what_is_no_extract(name: str, data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ScenarioError, match=words) as refused:
        read_osm(path)
    assert name in str(refused.value)
    assert "OpenStreetMap extract" in str(refused.value)


def test_a_file_cut_short_in_its_middle(tmp_path: Path) -> None:
    whole = little_town(tmp_path / "town.osm").read_bytes()
    path = tmp_path / "half.osm"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ScenarioError, match="download it again"):
        read_osm(path)


def test_a_packed_file_cut_short(tmp_path: Path) -> None:
    packed = gzip.compress(little_town(tmp_path / "town.osm").read_bytes())
    path = tmp_path / "town.osm.gz"
    path.write_bytes(packed[: len(packed) // 2])
    with pytest.raises(ScenarioError, match="cannot be unpacked to its end"):
        read_osm(path)


def test_ways_before_their_nodes_say_to_sort_the_file(tmp_path: Path) -> None:
    text = write_town(tmp_path / "t.osm", {1: (1.0, 2.0), 2: (1.1, 2.0)}, {9: ([1, 2], ROAD)})
    lines = text.read_text(encoding="utf-8").splitlines()
    first, way = lines[:2], lines.index('<way id="9" version="1">')
    text.write_text("\n".join([*first, *lines[way:-1], *lines[2:way], lines[-1]]), "utf-8")
    with pytest.raises(ScenarioError, match="sort it"):
        read_osm(text)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_packed_is_read_like_plain(pack: object, tmp_path: Path) -> None:
    plain = little_town(tmp_path / "town.osm")
    suffix = ".gz" if pack is gzip.compress else ".bz2"
    packed = tmp_path / f"town.osm{suffix}"
    packed.write_bytes(pack(plain.read_bytes()))  # type: ignore[operator]
    assert read_osm(packed).roads == read_osm(plain).roads


def test_a_file_of_another_name_is_known_by_what_it_holds(tmp_path: Path) -> None:
    plain = little_town(tmp_path / "town.osm")
    other = tmp_path / "map.dat"
    other.write_bytes(gzip.compress(plain.read_bytes()))
    assert read_osm(other).roads == read_osm(plain).roads
