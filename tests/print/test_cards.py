"""A family acts on a zone card: every field on paper and in its QR code is that of the bundle."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from safepassage.cli.main import app
from safepassage.errors import UsageError
from safepassage.optimise.make_plan import make_plan
from safepassage.plan.plan import Plan
from safepassage.report.print import fonts
from safepassage.report.print.write_cards import write_cards
from safepassage.scenario import make_inputs, read_scenario
from safepassage.scenario.words import CardWords, PopulationWords
from tests.report.hostile import hostile

from .pages import HELP, SAID, codes_on, instant_in, instructions_in, page_texts, with_words


@pytest.fixture(scope="module")
def harbour() -> Plan:
    return make_plan(make_inputs(read_scenario("harbour")))


@pytest.fixture(scope="module")
def bundle(harbour: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_words(
        harbour,
        tmp_path_factory.mktemp("bundle") / "harbour",
        help=SAID.help,
        card_texts=SAID.card_texts,
        names=SAID.names,
    )


def test_every_field_is_that_of_the_bundle(bundle: Path, tmp_path: Path) -> None:
    written = write_cards(bundle, tmp_path / "c.pdf")
    pages = page_texts(written.path)
    rows = instructions_in(bundle)
    model = json.loads((bundle / "inputs" / "model.json").read_text())
    ends = {row["id"]: row["name"] for row in model["destinations"]}
    zones = {row["zone"]: row["zone_name"] for row in model["groups"]}
    assert len(pages) == len(rows) == 3
    for page, row in zip(pages, rows, strict=True):
        first, last = (instant_in(bundle, row[key]) for key in ("from_s", "to_s"))
        assert f"Mon 5 May, {first:%H:%M} to {last:%H:%M}" in page
        assert "2031; UTC" in page
        for said in (zones[row["zone"]], row["start_name"], f"To: {ends[row['destination']]}"):
            assert said in page
        for number, name in enumerate(row["route_names"], start=1):
            assert (f"{number}. {name}" if len(row["route_names"]) > 1 else name) in page
        for gate in ("Bridge checkpoint", "Harbour Gate"):
            assert (f"{gate} (crossing)" in page) == (gate in row["route_names"])
        if row["fallback"]:
            assert " > ".join(row["fallback"]["route_names"]) in page
            assert "is not tested" in page
        else:
            assert "No other way is known. ask the help line" in page.replace(
                "known.ask", "known. ask"
            )
        for said in (
            HELP.contact,
            HELP.hours,
            "water for a day; papers",
            "Turn off the gas.",
            "Dogs",
        ):
            assert str(said) in page
        assert f"Card {row['id']}, plan {written.cards[0].fingerprint}" in page
        assert "Leaving is your choice" in page


def test_no_counts_of_people(bundle: Path, tmp_path: Path) -> None:
    written = write_cards(bundle, tmp_path / "c.pdf")
    for page, codes, row in zip(
        page_texts(written.path), written.codes, instructions_in(bundle), strict=True
    ):
        # not sought on the page, where the bar of the map may well say 500 m
        assert not re.search(rf"\b{row['people']}\b", codes[0])
        assert "people" not in page.lower()


@pytest.mark.parametrize("languages", [("en",), ("en", "ar"), ("he", "en")])
def test_codes_read_from_paper_are_the_card(
    bundle: Path, tmp_path: Path, languages: tuple[str, ...]
) -> None:
    written = write_cards(bundle, tmp_path / "c.pdf", languages=languages)
    assert written.cut == 0
    assert written.untranslated == ()
    for page, (words, codes) in enumerate(zip(written.words, written.codes, strict=True)):
        assert sorted(codes_on(written.path, page)) == sorted(codes)
        for said, code in zip(words, codes, strict=True):
            assert code.split("\n")[0] == said.title
            for line in said.lines:
                assert all(
                    text.translate(dict.fromkeys(range(0x2066, 0x206A))) in code
                    for text in line.lines
                )


def test_words_without_room_on_the_front_are_all_in_codes_on_the_back(
    harbour: Plan, tmp_path: Path
) -> None:
    """Read from a picture of the paper: a telephone at the door has no more than that."""
    long = "Take what you need for a day, and tell somebody where you are going. " * 12
    said = (
        CardWords("en", ("water",), None, long),
        CardWords("ar", ("ماء",), None, "خذ ما تحتاجه ليوم واحد وأخبر أحدًا بوجهتك. " * 12),
    )
    bundle = with_words(harbour, tmp_path / "long", card_texts=said)
    written = write_cards(bundle, tmp_path / "c.pdf", languages=("en", "ar"))
    assert written.cut == 0
    assert len(page_texts(written.path)) == 2 * len(written.cards)
    for number, codes in enumerate(written.codes):
        assert codes_on(written.path, 2 * number) == []
        front = page_texts(written.path)[2 * number]
        assert f"Card {written.cards[number].id}, plan {written.cards[number].fingerprint}" in front
        assert "The QR code with all words is on the back." in front
        assert sorted(codes_on(written.path, 2 * number + 1)) == sorted(codes)
        assert max(len(code.encode("utf-8")) for code in codes) > 1273
        assert all(text.note.strip() in code for text, code in zip(said, codes, strict=True))  # type: ignore[union-attr]


def test_two_languages_stand_on_one_page(bundle: Path, tmp_path: Path) -> None:
    written = write_cards(bundle, tmp_path / "c.pdf", languages=("en", "ar"))
    assert len(page_texts(written.path)) == 3
    english, arabic = written.words[0]
    assert (english.direction, arabic.direction) == ("ltr", "rtl")
    assert (english.zone, arabic.zone) == ("Old Town", "البلدة القديمة (Old Town)")
    bring = [line.lines for line in arabic.lines if line.label == "أحضر معك"]
    assert bring == [("ماء ليوم واحد; أوراقك",)]


def test_without_words_nothing_is_made_up(harbour: Plan, tmp_path: Path) -> None:
    bundle = with_words(harbour, tmp_path / "plain", help=(), card_texts=())
    page = page_texts(write_cards(bundle, tmp_path / "c.pdf").path)[0]
    assert "Bring: Not given in this plan." in page
    assert "No help line is given in this plan. Ask whoever gave you this card." in page
    assert "ask the help line" not in page


def test_same_bundle_same_bytes(bundle: Path, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_cards(bundle, tmp_path / name, languages=("en", "ar"))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_zones_and_instructions_are_chosen(bundle: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.pdf"
    assert [c.zone for c in write_cards(bundle, path, zones=("hillside",)).cards] == ["hillside"]
    assert [c.id for c in write_cards(bundle, path, instructions=("I002",)).cards] == ["I002"]
    with pytest.raises(
        UsageError, match=r'--zone "nowhere" is not in the bundle\. Known: old-town'
    ):
        write_cards(bundle, path, zones=("nowhere",))
    with pytest.raises(UsageError, match=r'--instruction "I9" is not in the bundle\. Known: I001'):
        write_cards(bundle, path, instructions=("I9",))
    with pytest.raises(UsageError, match="give one or two"):
        write_cards(bundle, path, languages=("en", "ar", "he"))
    with pytest.raises(UsageError, match='language "xx" is not known'):
        write_cards(bundle, path, languages=("xx",))


def test_without_instructions_a_page_says_so(tmp_path: Path) -> None:
    causeway = make_plan(make_inputs(read_scenario("causeway")))
    bundle = with_words(causeway, tmp_path / "causeway")
    written = write_cards(bundle, tmp_path / "c.pdf", languages=("en", "ar"))
    assert written.cards == ()
    (page,) = page_texts(written.path)
    assert "There is no instruction in this plan, so there is no card." in page


def test_no_card_for_people_whose_number_is_withheld(harbour: Plan, tmp_path: Path) -> None:
    (row,) = harbour.inputs.words.populations
    bundle = with_words(
        harbour, tmp_path / "withheld", populations=(PopulationWords(row.id, row.name, "safety"),)
    )
    written = write_cards(bundle, tmp_path / "c.pdf")
    assert (written.cards, written.withheld) == ((), (row.name,))


def test_no_card_from_a_bundle_that_fails(tmp_path: Path, harbour: Plan) -> None:
    spoilt = with_words(harbour, tmp_path / "spoilt")
    claims = spoilt / "claims.json"
    claims.write_text(claims.read_text().replace('"people":1400', '"people":1399'))
    with pytest.raises(UsageError, match=r"fails its check .*manifest.* No cards are made"):
        write_cards(spoilt, tmp_path / "c.pdf")
    assert not (tmp_path / "c.pdf").exists()


def test_names_are_never_markup(tmp_path: Path) -> None:
    plan = make_plan(make_inputs(hostile()))
    rows = {
        "I001": '#eval("1+1") *bold* _it_ $x^2$ <tag> @ref // not /* a */ comment \\ `raw`',
        "I002": "= heading #panic()",
        "I003": "[U+0041] ~ -- ... ' \"",
    }
    plan = replace(
        plan,
        instructions=tuple(replace(row, start_name=rows[row.id]) for row in plan.instructions),
    )
    bundle = with_words(plan, tmp_path / "hostile")
    written = write_cards(bundle, tmp_path / "c.pdf", languages=("en", "ar"))
    text = " ".join(page_texts(written.path))
    plain = re.sub(r"\s", "", text)
    for name in rows.values():
        assert re.sub(r"\s", "", name) in plain
    assert "</script><script>document.title='run'</script>" in plain
    # ten thousand letters: all of them are on paper, the code says that it was cut
    assert text.count("Endless") >= 1250
    assert written.cut > 0


def test_a_missing_glyph_is_shown_and_named(harbour: Plan, tmp_path: Path) -> None:
    plan = replace(
        harbour,
        instructions=tuple(
            replace(row, start_name="Square 中 \U0001f6b8") for row in harbour.instructions
        ),
    )
    bundle = with_words(plan, tmp_path / "glyphs")
    done = CliRunner().invoke(app, ["cards", str(bundle), "--out", str(tmp_path / "c.pdf")])
    assert done.exit_code == 0
    assert "they stand as code points: U+4E2D U+1F6B8" in done.output
    assert "Square [U+4E2D] [U+1F6B8]" in page_texts(tmp_path / "c.pdf")[0]


def test_the_command_says_what_it_wrote(bundle: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.pdf"
    asked = ["cards", str(bundle), "--out", str(path), "--languages", "en,he", "--json"]
    done = CliRunner().invoke(app, asked)
    said = json.loads(done.output)
    assert [card["card"] for card in said["cards"]] == ["I001", "I002", "I003"]
    assert said["bytes"] == path.stat().st_size
    assert said["codes_cut"] == 0
    assert said["missing_glyphs"] == []
    path.write_text("mine")
    assert CliRunner().invoke(app, asked).exit_code != 0
    assert path.read_text() == "mine"


def test_what_is_not_installed_is_named(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "PACKAGES", ("fontpkg_of_nobody",))
    with pytest.raises(
        UsageError, match=r"fontpkg_of_nobody .* pip install 'safepassage\[print\]'"
    ):
        write_cards(bundle, tmp_path / "c.pdf")
