"""Each form says the same and is what its standard asks for; nothing in a claim becomes markup."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from safepassage.report.language.language import Language
from safepassage.scenario import read_scenario
from safepassage.sitrep.edxl import COMMON, INSTANCE, PERSON_NAME, SITREP, sitrep_edxl
from safepassage.sitrep.facts import Sitrep
from safepassage.sitrep.forms import FORMS, make_form
from safepassage.sitrep.hxl import COLUMNS, sitrep_hxl
from safepassage.sitrep.make_sitrep import Asked, make_sitrep
from safepassage.sitrep.names import names_of
from safepassage.sitrep.page import sitrep_page
from safepassage.sitrep.pdf import sitrep_pdf
from safepassage.sitrep.say import STATES, Sayer
from safepassage.sitrep.text import sitrep_text
from safepassage.situation.claim import Speaker
from safepassage.situation.event import Claimed, Read
from safepassage.situation.figure import Figure
from safepassage.situation.when import When
from tests.print.pages import page_texts

from .scene import AS_OF, TEXT, claim, clock, day, document, first_acts, record

NAMES = names_of(read_scenario("rafah-2023"))
NEXT = AS_OF + timedelta(hours=12)
SCRIPT = "</style></script><script>document.title='run'</script>"
HOSTILE = (SCRIPT, '=HYPERLINK("http://x")', "\u202egnp.exe\x1b[31m\x07", "a" * 3000, "$title ${x}")
ENGLISH = Language("en")


def sitrep_of(grade: str = "planners") -> Sitrep:
    return make_sitrep(record(*first_acts()), Asked(AS_OF, grade, next_at=NEXT), NAMES)


def hostile() -> Sitrep:
    """Claims, sources and a speaker that nobody would give in good faith."""
    acts = [Read(document(TEXT, title=SCRIPT, outlet=HOSTILE[2], url="javascript:alert(1)"))]
    for number, words in enumerate(HOSTILE):
        for kind in ("place_status", "consent", "deadline", "negotiation", "unknown", "figure"):
            each = claim(
                f"{kind}-{number}", kind, words, at=number * 4000,
                norm={"status": words, "state": words, "kind": words, "qualifier": words[:9],
                      "measure": words},
                speaker=Speaker(words, words), chain=(words, words),
            )  # fmt: skip
            acts.append(Claimed(each, "accepted"))  # type: ignore[arg-type]
    return make_sitrep(record(*acts), Asked(AS_OF), NAMES)


class Page(HTMLParser):
    """What a page holds: its tags in order, ids, addresses, levels of headings, and its text."""

    VOID = frozenset({"meta", "link", "br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.loads: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.loads += [given[name] or "" for name in ("src", "href") if name in given]
        assert not any(name.startswith("on") for name in given)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


# --- page -----------------------------------------------------------------------------------


@pytest.mark.parametrize("grade", ["planners", "partners", "public"])
@pytest.mark.parametrize("code", ["en", "ar", "he"])
def test_the_page_is_whole_asks_for_nothing_and_runs_nothing(grade: str, code: str) -> None:
    text = sitrep_page(sitrep_of(grade), Language(code))
    page = Page(text)
    assert len(page.ids) == len(set(page.ids))
    assert all(a.startswith("#") or a == "data:," for a in page.loads)
    assert all(a[1:] in page.ids for a in page.loads if a.startswith("#"))
    assert "script" not in page.tags
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert "default-src 'none'" in text
    assert f'dir="{"ltr" if code == "en" else "rtl"}"' in text


def test_hostile_words_stay_words_on_the_page() -> None:
    page = Page(sitrep_page(hostile(), ENGLISH))
    assert "script" not in page.tags
    assert SCRIPT in page.text
    assert "<U+202E>gnp.exe<U+001B>[31m<U+0007>" in page.text
    assert "javascript:alert(1)" not in page.loads


def test_each_line_says_by_whom_and_each_source_is_listed() -> None:
    sitrep = sitrep_of()
    text = Page(sitrep_page(sitrep, ENGLISH)).text
    for row in sitrep.rows:
        for answer in row.answers:
            assert answer.told or answer.state == "unsaid"
            for told in answer.told:
                assert told.by in text
                assert told.quote in text
                assert told.document in sitrep.numbers
    assert {source.number for source in sitrep.sources} == set(sitrep.numbers.values())


def test_what_changed_stands_before_everything_else() -> None:
    ids = Page(sitrep_page(sitrep_of(), ENGLISH)).ids
    sections = [name for name in ids if not name.endswith("-h") and not name.startswith("t-")]
    assert sections == [
        "glance", "changes", "figures", "access", "consents", "deadlines", "incidents", "talks",
        "unknowns", "gaps", "sources", "grades",
    ]  # fmt: skip


# --- print and text -------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["en", "ar", "he"])
def test_print_has_the_words_of_the_page_and_the_same_bytes_each_time(
    code: str, tmp_path: Path
) -> None:
    sitrep = sitrep_of()
    data, missing = sitrep_pdf(sitrep, Language(code))
    assert data == sitrep_pdf(sitrep, Language(code))[0]
    assert missing == ()
    path = tmp_path / "s.pdf"
    path.write_bytes(data)
    text = " ".join(page_texts(path))
    for words in ("Daily Courier", "1,400", "2023-10-31", "Last US charter from Israel"):
        assert words in text


def test_print_shows_hostile_words_as_words(tmp_path: Path) -> None:
    path = tmp_path / "s.pdf"
    path.write_bytes(sitrep_pdf(hostile(), ENGLISH)[0])
    assert "document.title='run'" in "".join(page_texts(path)).replace(" ", "")


def test_text_holds_no_sign_that_steers_a_terminal_and_fits_it() -> None:
    text = sitrep_text(hostile(), ENGLISH)
    assert all(sign == "\n" or sign.isprintable() for sign in text)
    lines = sitrep_text(sitrep_of(), ENGLISH).splitlines()
    assert max(map(len, lines)) <= 80


# --- HXL ------------------------------------------------------------------------------------

TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\+[a-z][a-z0-9_]*)*")
# hashtags of the HXL 1.1 dictionary (hxlstandard.org/standard/1-1final/dictionary)
CORE = {"#meta", "#date", "#indicator", "#loc", "#status", "#description", "#org", "#contact"}


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def test_hxl_has_headings_hashtags_and_a_line_for_each_who_speaks() -> None:
    sitrep = sitrep_of()
    heads, tags, *lines = cells(sitrep_hxl(sitrep, ENGLISH))
    assert heads == [head for head, _ in COLUMNS]
    assert all(TAG.fullmatch(tag) for tag in tags)
    assert {tag.split("+")[0] for tag in tags} <= CORE
    assert len(set(tags)) == len(tags)
    assert {len(line) for line in lines} == {len(tags)}
    assert len(lines) == sum(max(len(a.told), 1) for row in sitrep.rows for a in row.answers)
    at = {tag: number for number, tag in enumerate(tags)}
    for tag in (tag for tag in tags if tag.startswith("#date")):
        for line in lines:
            assert not line[at[tag]] or datetime.strptime(line[at[tag]], "%Y-%m-%dT%H:%M:%S%z")
    killed = next(line for line in lines if line[at["#indicator+code"]] == "killed")
    assert killed[at["#description+figure"]] == "more than 1,400"
    assert killed[at["#indicator+value+min+num"]] == "1400"
    assert killed[at["#indicator+value+max+num"]] == ""
    last = next(line for line in lines if line[at["#status+code"]] == "last_departure")
    assert last[at["#date+end+min"]] == "2023-10-31T00:00:00Z"


def test_no_cell_is_a_formula() -> None:
    for line in cells(sitrep_hxl(hostile(), ENGLISH)):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in line)


# --- EDXL -----------------------------------------------------------------------------------

# order of the elements of SitRepType, from the prose of the committee specification
ORDER = (
    "messageID", "preparedBy", "authorizedBy", "reportPurpose", "reportNumber", "reportVersion",
    "forTimePeriod", "reportTitle", "incidentID", "incidentLifecyclePhase", "originatingMessageID",
    "precedingMessageID", "urgency", "reportConfidence", "severity", "reportingLocation",
    "actionPlan", "nextContact", "report",
)  # fmt: skip
REQUIRED = {
    "messageID", "preparedBy", "authorizedBy", "reportPurpose", "reportNumber", "reportVersion",
    "forTimePeriod", "incidentID", "reportConfidence", "severity", "report",
}  # fmt: skip
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


def tree(sitrep: Sitrep) -> ElementTree.Element:
    return ElementTree.fromstring(sitrep_edxl(sitrep, ENGLISH, by="Night desk"))


@pytest.mark.parametrize("grade", ["planners", "partners", "public"])
def test_edxl_has_the_elements_of_the_standard_in_their_order(grade: str) -> None:
    root = tree(sitrep_of(grade))
    assert root.tag == f"{{{SITREP}}}sitRep"
    names = [each.tag.removeprefix(f"{{{SITREP}}}") for each in root]
    assert [name for name in ORDER if name in names] == names
    assert set(names) >= REQUIRED
    for each in root.iter():
        name = each.tag.split("}")[1]
        assert each.text is None or each.text.strip() or len(each)
        if name in ("timeValue", "fromDateTime", "toDateTime", "nextContact"):
            assert INSTANT.fullmatch(each.text or "")
        elif name != "observationText":
            assert len(each.text or "") <= 1023
    assert int(root.findtext(f"{{{SITREP}}}reportNumber") or "") == 1
    person = root.find(f"{{{SITREP}}}preparedBy/{{{COMMON}}}personDetails")
    assert person is not None
    assert person.findtext(f"{{{PERSON_NAME}}}personName/{{{PERSON_NAME}}}nameElement") == (
        "Night desk"
    )
    report = root.find(f"{{{SITREP}}}report")
    assert report is not None
    assert report.get(f"{{{INSTANCE}}}type") == "sitrep:FieldObservationType"
    text = report.findtext(f"{{{SITREP}}}observationText") or ""
    assert "not operated" in text


def test_edxl_names_its_forerunner_and_the_first_of_its_series() -> None:
    first, second, third = (
        replace(sitrep_of(), number=number, since=AS_OF) for number in (1, 2, 3)
    )
    ids = [tree(each).findtext(f"{{{SITREP}}}messageID") for each in (first, second, third)]
    assert len(set(ids)) == 3
    assert tree(third).findtext(f"{{{SITREP}}}precedingMessageID") == ids[1]
    assert tree(third).findtext(f"{{{SITREP}}}originatingMessageID") == ids[0]


def test_edxl_takes_any_words() -> None:
    assert SCRIPT in "".join(tree(hostile()).itertext())


@pytest.mark.parametrize("grade", ["planners", "partners", "public"])
def test_an_empty_record_gives_a_sitrep_that_says_so_in_every_form(grade: str) -> None:
    sitrep = make_sitrep(record(), Asked(AS_OF, grade), NAMES)
    for form in FORMS:
        assert make_form(form, sitrep, ENGLISH, by="Night desk").data
    assert "Nothing that anybody said is held" in sitrep_text(sitrep, ENGLISH)
    assert {row.answers[0].state for row in sitrep.rows} == {"unsaid"}


# --- words ----------------------------------------------------------------------------------


def test_every_state_has_a_text() -> None:
    for code in ("en", "ar", "he"):
        sayer = Sayer(Language(code), sitrep_of())
        assert all(sayer.state(state) for state in STATES)
        assert not sayer.language.untranslated
    assert Sayer(ENGLISH, sitrep_of()).state("half_open") == "half open"


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (None, "not known"),
        (clock("2023-10-30T16:00:00+00:00"), "2023-10-30 18:00"),
        (day("2023-10-31"), "2023-10-31"),
        (When(day("2023-10-31").earliest, day("2023-11-02").latest), "2023-10-31 to 2023-11-02"),
        (
            When(AS_OF, AS_OF + timedelta(hours=2)),
            "2023-10-30 18:00 to 2023-10-30 20:00",
        ),
    ],
)
def test_times_are_said_in_the_zone_of_the_scenario(when: When | None, said: str) -> None:
    assert Sayer(ENGLISH, sitrep_of()).when(when) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (-3, -1, "passed"),
        (-3, 5, "may have passed; at most 5 hours left"),
        (5, 5, "5 hours left"),
        (1, 30, "1 hour to 30 hours left"),
        (72, 100.5, "3 days to 4 days 5 hours left"),
    ],
)
def test_what_is_left_of_a_deadline_is_a_range(first: float, last: float, said: str) -> None:
    until = When(AS_OF + timedelta(hours=first), AS_OF + timedelta(hours=last))
    assert Sayer(ENGLISH, sitrep_of()).left(until) == said


@pytest.mark.parametrize(
    "figure",
    [
        Figure(1400, None, None, "more_than"),
        Figure(33, None, None, "at_least"),
        Figure(None, 50, None, "at_most"),
        Figure(500, 600, None, "between"),
        Figure(None, None, 200, "about"),
        Figure(None, None, None, "vague_plural", wording="hundreds"),
        Figure(7, 7, None, "exact"),
    ],
)
def test_figures_in_english_are_said_as_elsewhere(figure: Figure) -> None:
    """The other wording is `Figure.words`, written on its own."""
    assert Sayer(ENGLISH, sitrep_of()).figure(figure) == figure.words()


def test_instants_of_the_page_have_no_seconds() -> None:
    assert not re.search(r"\d\d:\d\d:\d\d", Page(sitrep_page(sitrep_of(), ENGLISH)).text)
    assert datetime.fromisoformat("2023-10-30T16:00:00+00:00") == AS_OF
