"""The page must open from disk, ask for nothing, and show every name as text."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from safepassage.report.make_map_data import make_map_data
from safepassage.report.map_data import MapData, MapNote
from safepassage.report.map_page import PARTS, map_page
from safepassage.report.map_payload import map_payload
from safepassage.report.write_map import write_map_page
from safepassage.scenario import read_scenario

from . import hostile
from .scenes import exit_at, link, node, scene

ASKING = {"src", "srcset", "href", "action", "formaction", "data", "poster", "background", "ping"}


class Page(HTMLParser):
    """What a page holds, as a parser of HTML reads it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.inside.setdefault(tag, []).append(data)

    def text(self, tag: str) -> str:
        """All text inside tags of a name."""
        return "".join(self.inside.get(tag, []))


def page_of(name: str) -> str:
    if name == "hostile":
        return map_page(make_map_data(hostile.hostile(), notes=[hostile.SCRIPT, hostile.LONG]))
    if name == "empty":
        return map_page(make_map_data(scene([], [])))
    return map_page(make_map_data(read_scenario(name)))


NAMES = ["harbour", "causeway", "rafah-2023", "rafah-2024", "hostile", "empty"]


@pytest.mark.parametrize("name", NAMES)
def test_the_page_asks_for_nothing(name: str) -> None:
    page = Page(page_of(name))
    asked = [
        (tag, key, value)
        for tag, attributes in page.tags
        for key, value in attributes.items()
        if key in ASKING and not (value or "").startswith(("#", "data:"))
    ]
    assert asked == []
    assert not [tag for tag, _ in page.tags if tag in ("iframe", "object", "embed", "base", "img")]
    style = page.text("style")
    assert "url(" not in style
    assert "@import" not in style
    script = "".join(path.read_text(encoding="utf-8") for path in PARTS.glob("*.js"))
    for word in ("fetch(", "XMLHttpRequest", "import(", "innerHTML", "insertAdjacentHTML", "eval("):
        assert word not in script


@pytest.mark.parametrize("name", NAMES)
def test_only_its_own_script_and_style_may_run(name: str) -> None:
    text = page_of(name)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'")
    for tag in ("style", "script"):
        found = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert len(found) == 1
        digest = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    attributes = [key for _, row in Page(text).tags for key in row]
    assert not [key for key in attributes if key.startswith("on") or key == "style"]


def test_names_are_text_and_never_a_page() -> None:
    page = Page(page_of("hostile"))
    harmless = Page(page_of("harbour"))

    def kinds(of: Page) -> list[str]:
        return [tag for tag, _ in of.tags if tag not in ("li", "ul", "p", "bdi", "span")]

    left_out = ["section", "h2"]  # the notes, which harbour has not
    assert sorted(kinds(page)) == sorted(kinds(harmless) + left_out)
    assert hostile.SCRIPT in page.text("h1")
    assert hostile.SCRIPT in page.text("title")
    assert hostile.DOLLARS in page.text("table")
    assert hostile.ARABIC in page.text("bdi")  # kept apart from the direction around it
    assert "(10,000 letters)" in page.text("table")
    data = json.loads(page_data(page_of("hostile")))
    assert {hostile.SCRIPT, hostile.IMAGE, hostile.LONG, hostile.HEBREW} <= set(data["words"])


def page_data(text: str) -> str:
    """The text of the element that holds the data."""
    found = re.search(r'<script type="application/json" id="map-data">(.*?)</script>', text, re.S)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("name", NAMES)
def test_headings_labels_and_language(name: str) -> None:
    page = Page(page_of(name))
    tags = [tag for tag, _ in page.tags]
    assert ("html", {"lang": "en"}) in page.tags
    assert tags.count("h1") == tags.count("main") == 1
    ids = [row["id"] for _, row in page.tags if "id" in row]
    assert len(ids) == len(set(ids))
    for _, row in page.tags:
        for key in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            assert row.get(key) is None or row[key] in ids
    canvas = next(row for tag, row in page.tags if tag == "canvas")
    assert canvas["tabindex"] == "0"
    assert "tables below" in (canvas["aria-label"] or "")
    assert tags.count("caption") == tags.count("table")
    assert not re.search(r"transition|animation|scroll-behavior", page.text("style"))


def test_everything_on_the_map_is_in_the_tables() -> None:
    page = Page(page_of("rafah-2024"))
    scenario = read_scenario("rafah-2024")
    words = page.text("table")
    for row in (*scenario.zones, *scenario.destinations, *scenario.crossings, *scenario.legs):
        assert row.name in words
    assert "245,000" in words
    assert "not known: consent" in words
    assert scenario.notice is not None
    assert scenario.notice in page.text("p")


def test_nothing_is_said_in_sentences() -> None:
    words = Page(page_of("empty")).text("body")
    for sentence in ("There is no link to draw.", "There is no zone: nobody would leave."):
        assert sentence in words


def test_a_long_table_is_folded() -> None:
    nodes = [node(f"n{i}", i / 1000, 0) for i in range(80)]
    data = make_map_data(scene(nodes, [], destinations=tuple(exit_at(n.node_id, n.node_id)
                                                             for n in nodes)))  # fmt: skip
    assert "Show all 80 rows" in Page(map_page(data)).text("summary")


def test_the_credit_of_openstreetmap_is_on_the_map_and_below() -> None:
    town = read_scenario("harbour")
    sources = tuple(row.model_copy(update={"publisher": "OpenStreetMap"}) for row in town.sources)
    page = Page(map_page(make_map_data(town.model_copy(update={"sources": sources}))))
    assert "© OpenStreetMap contributors, ODbL" in page.text("footer")
    assert "© OpenStreetMap contributors, ODbL" in page.text("span")
    assert "OpenStreetMap" not in Page(page_of("harbour")).text("footer")


def test_a_note_with_a_place_can_be_shown_and_one_without_stands_as_text() -> None:
    notes = [MapNote("an island", (-32.0, 44.0)), "3 x path: too narrow"]
    text = map_page(make_map_data(read_scenario("harbour"), notes=notes))
    places = [row["places"] for row in json.loads(page_data(text))["notes"]]
    assert places == [[[-32.0, 44.0]], []]
    assert "an island" in Page(text).text("li")
    assert "3 x path: too narrow" in Page(text).text("li")


def undone(links: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The lines of a payload, added up again."""
    lines, at, lon, lat = [], 0, 0, 0
    for points in links["points"]:
        line = []
        for _ in range(points):
            lon, lat, at = lon + links["xy"][at], lat + links["xy"][at + 1], at + 2
            line.append((lon / 1e6, lat / 1e6))
        lines.append(line)
    return lines


def test_coordinates_come_back_from_their_differences() -> None:
    data = grid(30, 5)
    lines = undone(map_payload(data)["links"])
    assert len(lines) == len(data.links)
    for line, row in zip(lines, data.links, strict=True):
        for a, b in zip(line, row.line, strict=True):
            assert a == pytest.approx(b, abs=6e-7)


def grid(side: int, bends: int) -> MapData:
    """A town of streets with bends, as a draft writes them."""
    draw = random.Random(1)
    nodes = [node(f"n{x}-{y}", 8 + x / 200, 49 + y / 300) for x in range(side) for y in range(side)]
    rows = []
    for x in range(side):
        for y in range(side):
            for dx, dy in ((1, 0), (0, 1)):
                if x + dx == side or y + dy == side:
                    continue
                parts = [i / (bends + 1) for i in range(bends + 2)]
                line = ", ".join(
                    f"{8 + (x + dx * t) / 200 + draw.uniform(0, 2e-4) * (0 < t < 1):.6f} "
                    f"{49 + (y + dy * t) / 300 + draw.uniform(0, 2e-4) * (0 < t < 1):.6f}"
                    for t in parts
                )
                way = draw.randrange(10**7, 10**9)
                rows.append(
                    link(
                        f"w{way}",
                        f"n{x}-{y}",
                        f"n{x + dx}-{y + dy}",
                        directed="0",
                        length="390.5",
                        name=f"Street {draw.randrange(side * side // 3)}",
                        facility_type="residential",
                        basis=f"way {way}; default: capacity, lanes",
                        geometry=f"LINESTRING ({line})",
                    )
                )
    return make_map_data(scene(nodes, rows, destinations=(exit_at("out", "n0-0"),)))


def test_twenty_thousand_links_fit_into_three_megabytes() -> None:
    data = grid(101, 5)
    assert len(data.links) == 20_200
    assert sum(len(row.line) for row in data.links) > 140_000
    assert len(map_page(data).encode()) < 3_000_000


def test_the_file_is_written_whole_and_always_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    zone_ids = ["old-town"]
    ring = [[-32.02, 44.0], [-32.01, 44.0], [-32.01, 44.01], [-32.02, 44.0]]
    feature = {"type": "Feature", "properties": {"zone_id": zone_ids[0]},
               "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip
    tree = {"type": "FeatureCollection", "features": [feature]}
    (folder / "zones.geojson").write_text(json.dumps(tree))
    town = read_scenario("harbour")
    data = write_map_page(town, folder / "map.html")
    first = (folder / "map.html").read_bytes()
    assert len(data.zones[0].area) == 1  # zones.geojson beside the page
    write_map_page(town, folder / "map.html", folder=folder)
    assert (folder / "map.html").read_bytes() == first
    assert sorted(path.name for path in folder.iterdir()) == ["map.html", "zones.geojson"]
