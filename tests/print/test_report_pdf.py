"""The report on paper says what the page says, keeps its grades, and a failed check comes first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pypdf
import pytest
from typer.testing import CliRunner

from safepassage.cli.main import app
from safepassage.errors import UsageError
from safepassage.optimise.make_plan import make_plan
from safepassage.plan.bundle import write_bundle
from safepassage.plan.plan import Plan
from safepassage.report.print.page_blocks import page_blocks
from safepassage.report.print.report_pdf import report_pdf
from safepassage.report.write_report import write_report
from safepassage.scenario import make_inputs, read_scenario
from tests.report.hostile import hostile

from .pages import page_texts, with_words

MARKS = re.compile("[\\s\u200b\u2066-\u2069]")


@pytest.fixture(scope="module")
def harbour() -> Plan:
    return make_plan(make_inputs(read_scenario("harbour")))


@pytest.fixture(scope="module")
def bundle(harbour: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_bundle(harbour, tmp_path_factory.mktemp("bundle") / "harbour")


class Cells(HTMLParser):
    """The texts of the cells and headings of a page, read without our own reader."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.depth = 0
        self.hidden = 0
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.hidden or any(name in ("hidden", "aria-hidden") for name, _ in attrs):
            self.hidden += tag not in ("br", "input", "path")
        elif tag in ("td", "th", "h2"):
            self.depth += 1
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            self.hidden -= 1
        elif tag in ("td", "th", "h2"):
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth and not self.hidden:
            self.found[-1] += data


def bare(text: str) -> str:
    """Without spaces and marks of direction, as lines break elsewhere on paper."""
    return MARKS.sub("", text)


def words_of(value: object) -> Iterator[str]:
    """Every text in blocks."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from words_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from words_of(item)


@pytest.mark.parametrize("grade", ["planners", "partners", "public"])
def test_paper_says_what_the_page_says(bundle: Path, tmp_path: Path, grade: str) -> None:
    page = write_report(bundle, tmp_path / "r.html", grade=grade).path.read_text(encoding="utf-8")
    paper = bare("".join(page_texts(report_pdf(bundle, tmp_path / "r.pdf", grade=grade).path)))
    cells = [bare(text) for text in Cells(page).found]
    assert len(cells) > 5
    # rows may break between pages, where head and foot of the page come between
    assert [text for text in cells if len(text) < 60 and text not in paper] == []


def test_grades_keep_what_they_hide(bundle: Path, tmp_path: Path) -> None:
    texts = {
        grade: " ".join(page_texts(report_pdf(bundle, tmp_path / "r.pdf", grade=grade).path))
        for grade in ("planners", "partners", "public")
    }
    assert "What is narrowest" in texts["planners"]
    assert "What is narrowest" not in texts["partners"]
    for count in ("1,400", "600 ", "1,100"):
        assert count in texts["planners"]
        assert count not in texts["public"]


@pytest.mark.parametrize("language", ["en", "ar", "he"])
def test_same_bundle_same_bytes_in_every_language(
    bundle: Path, tmp_path: Path, language: str
) -> None:
    first, again = (
        report_pdf(bundle, tmp_path / name, language=language) for name in ("a.pdf", "b.pdf")
    )
    assert first.path.read_bytes() == again.path.read_bytes()
    assert first.missing == ()
    assert pypdf.PdfReader(first.path).pages[0].mediabox.width == pytest.approx(595.28, abs=0.1)


def test_a_failed_check_comes_first_and_in_red(harbour: Plan, tmp_path: Path) -> None:
    spoilt = with_words(harbour, tmp_path / "spoilt")
    claims = spoilt / "claims.json"
    claims.write_text(claims.read_text().replace('"people":1400', '"people":1399'))
    asked = ["report", str(spoilt), "--out", str(tmp_path / "r.html"), "--pdf"]
    done = CliRunner().invoke(app, [*asked, str(tmp_path / "r.pdf"), "--json"])
    assert done.exit_code == 1
    assert json.loads(done.output)["pdf"] == str(tmp_path / "r.pdf")
    (first, *_) = page_texts(tmp_path / "r.pdf")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    said = re.search(r'role="alert"><strong>(.*?)</strong>', page)
    assert said is not None
    assert bare(first).startswith(bare(said[1]))
    # the same red as the template names, as numbers between 0 and 1
    content = pypdf.PdfReader(tmp_path / "r.pdf").pages[0].get_contents()
    assert content is not None
    assert re.search(rb"0\.63\d* 0\.07\d* 0\.07\d* scn", content.get_data())


def test_a_page_that_passes_has_no_red(bundle: Path, tmp_path: Path) -> None:
    written = report_pdf(bundle, tmp_path / "r.pdf")
    content = pypdf.PdfReader(written.path).pages[0].get_contents()
    assert content is not None
    assert not re.search(rb"0\.63\d* 0\.07\d* 0\.07\d* scn", content.get_data())


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    bundle = write_bundle(make_plan(make_inputs(hostile())), tmp_path / "hostile")
    written = report_pdf(bundle, tmp_path / "r.pdf")
    text = bare("".join(page_texts(written.path)))
    assert bare("</script><script>document.title = 'run'</script>") in text
    assert bare("$title and ${data} for $5 or $6") in text
    assert text.count("Endless") >= 1250


def test_no_page_for_what_is_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        report_pdf(tmp_path, tmp_path / "r.pdf")
    assert not (tmp_path / "r.pdf").exists()


def test_blocks_leave_out_the_screen_and_unfold_the_rest() -> None:
    html = (
        "<html><head><style>x{}</style></head><body><a class='skip' href='#a'>Skip</a>"
        "<nav>Contents</nav><div id='flow' hidden><p>moves</p></div><form>filter</form>"
        "<h2>A &amp; B</h2><p class='answer'>One <strong>two</strong><br>three</p>"
        "<details><summary>More</summary><ul><li>first<ul><li>inner</li></ul></li></ul></details>"
        "<table><caption>T</caption><thead><tr><th>H</th><th>I</th></tr></thead><tbody><tr>"
        "<th>a<br>b</th><td><bdi dir='auto'>#x</bdi></td></tr></tbody></table>"
        "<svg viewBox='0 0 1 1'><title>t</title><path d='M0 0'/>"
        "<path d='M1 1'><title>x</title></path></svg><script>run()</script></body>"
    )
    blocks = page_blocks(html)
    assert [block["kind"] for block in blocks] == [
        *("title", "p", "title", "li", "li", "table", "svg")
    ]
    assert [block["depth"] for block in blocks if block["kind"] == "li"] == [1, 2]
    said = " ".join(words_of(blocks))
    for word in ("Skip", "Contents", "moves", "filter", "run()", "x{}"):
        assert word not in said
    assert [run["text"] for run in blocks[1]["runs"]] == ["One ", "two", "\n", "three"]
    table = blocks[5]
    assert [len(row) for row in table["rows"]] == [2]
    assert [run["text"] for run in table["rows"][0][1]] == ["\u2068", "#x", "\u2069"]
    assert blocks[6]["svg"] == (
        '<svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><title>t</title>'
        '<path d="M0 0"/><path d="M1 1"><title>x</title></path></svg>'
    )
