"""What is withheld leaves no trace outside, and each grade sees no more than its own."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from safepassage.report.language.language import Language
from safepassage.scenario import read_scenario
from safepassage.sitrep.document import sitrep_document
from safepassage.sitrep.facts import Sitrep
from safepassage.sitrep.forms import make_form
from safepassage.sitrep.make_sitrep import Asked, make_sitrep
from safepassage.sitrep.names import names_of
from safepassage.sitrep.series import issued
from safepassage.situation.claim import Claim, Speaker
from safepassage.situation.event import Act, Claimed, Linked, Read, Retracted, Reviewed, Withheld

from .scene import AS_OF, MONDAY, TEXT, claim, claims, day, document, first_acts, record

NAMES = names_of(read_scenario("rafah-2023"))
HARBOUR = names_of(read_scenario("harbour"))
FORMS = ("html", "text", "hxl", "edxl")
SECRET = "KESTREL"


def of(*acts: Act, grade: Any, names: object = NAMES, **asked: Any) -> Sitrep:
    given = {"as_of": AS_OF, "grade": grade, **asked}
    return make_sitrep(record(*acts), Asked(**given), names)  # type: ignore[arg-type]


def everything(sitrep: Sitrep) -> dict[str, bytes]:
    """Every form in every language, and the document of --json."""
    made = {
        f"{form} {code}": make_form(form, sitrep, Language(code), by="desk").data
        for form in FORMS
        for code in ("en", "ar")
    }
    made["json"] = json.dumps(sitrep_document(sitrep)).encode()
    # where lines end is no part of what a text says
    return {
        name: b" ".join(data.split()) if name.startswith("text") else data
        for name, data in made.items()
    }


def some_claim(rng: random.Random) -> Claim:
    """A claim of any type about anything, its words marked."""
    kind = rng.choice(("place_status", "figure", "consent", "deadline", "incident", "order"))
    subject = rng.choice((None, "crossing/rafah/gate/gaza", "leg/last-us-charter", "zone/rafah"))
    norm = {
        "place_status": {"status": rng.choice(("open", "closed", "full"))},
        "figure": {"approx": rng.randrange(1, 5000), "qualifier": "about", "measure": "waiting"},
        "consent": {"state": rng.choice(("granted", "withheld"))},
        "deadline": {"kind": "ultimatum", "due": f"2023-11-{rng.randrange(1, 28):02d}"},
        "incident": {"kind": rng.choice(("attack", "release"))},
        "order": {"level": rng.choice(("ready", "go"))},
    }[kind]
    words = f"{SECRET} {rng.randrange(10**6)} was said of it"
    speaker = Speaker(f"{SECRET} {rng.randrange(99)}") if rng.random() < 0.5 else None
    chain = ((speaker.name,) if speaker else ()) + ("Daily Courier",)
    return claim("hidden", kind, words, at=5000, subject=subject, norm=norm, speaker=speaker,
                 chain=chain)  # fmt: skip


@pytest.mark.parametrize("grade", ["partners", "public"])
def test_outside_products_are_the_same_bytes_whatever_the_withheld_claim_says(grade: str) -> None:
    """Also as without it: no count, order, number, period or instant tells that it is there."""
    rng = random.Random(20231030)
    for _ in range(25):
        chosen = rng.sample(first_acts(), k=24)
        base = [act for act in first_acts() if act in chosen]  # a part of the record, in order
        hidden = some_claim(rng)
        acts = [*base, Claimed(hidden), Reviewed("hidden", "accepted")]
        acts += [Linked("hidden", "side", "conflicts"), Withheld("hidden", f"{SECRET} reason")]
        if rng.random() < 0.5:
            acts.append(Claimed(replace(hidden, id="b", supersedes=("hidden",)), "accepted"))
        assert everything(of(*acts, grade=grade)) == everything(of(*base, grade=grade))
        shown = everything(of(*acts, grade="planners"))
        assert all(SECRET.encode() in data for data in shown.values())


@pytest.mark.parametrize("grade", ["partners", "public"])
def test_the_next_of_a_series_is_the_same_although_the_last_had_a_claim_that_is_withheld_now(
    grade: str,
) -> None:
    """Its number, what changed and everything else: as if the claim had never been there."""
    rng = random.Random(7)
    issue = issued(1, grade, AS_OF, "the facts of the first")
    news: list[Act] = [
        Claimed(
            replace(claims()["side"], id="new", norm={"status": "open"}, said=day("2023-10-31"))
        ),
        Reviewed("new", "accepted"),
        Retracted("dead", "taken back"),
    ]
    asked = {"as_of": AS_OF + timedelta(days=1), "grade": grade}
    plain = everything(of(*first_acts(), issue, *news, **asked))
    assert of(*first_acts(), issue, *news, **asked).number == 2
    for _ in range(15):
        put: list[Act] = [Claimed(some_claim(rng)), Reviewed("hidden", "accepted")]
        acts = [*first_acts(), *put, issue, Withheld("hidden", SECRET), *news]
        assert everything(of(*acts, **asked)) == plain
        acts = [*first_acts(), issue, *news, *put, Withheld("hidden", SECRET)]
        assert everything(of(*acts, **asked)) == plain


@pytest.mark.parametrize("grade", ["partners", "public"])
def test_a_claim_withheld_after_it_went_out_is_not_told_as_gone(grade: str) -> None:
    """The last sitrep had it; that it is missing now is no change that anybody reads of."""
    acts = first_acts()
    later = [*acts, Withheld("side", "reason")]
    sitrep = of(*later, grade=grade, as_of=AS_OF + timedelta(days=1), since=AS_OF)
    assert all(change.row.key != "crossing/rafah/gate/gaza" for change in sitrep.changes)
    gate = next(row for row in sitrep.rows if row.key == "crossing/rafah/gate/gaza")
    assert [answer.state for answer in gate.answers] == ["unsaid"]


@pytest.mark.parametrize("grade", ["partners", "public"])
def test_headline_address_and_file_of_a_text_stay_inside(grade: str) -> None:
    """They can say in other words, or in the same, what a withheld claim says."""
    text = replace(
        document(TEXT), title=f"{SECRET} headline", url=f"https://news.example/{SECRET}",
        outlet=None, name=f"{SECRET}.txt",
    )  # fmt: skip
    side = replace(claims()["side"], chain=("M. Miller", f"{SECRET}.txt"))
    sitrep = of(Read(text), Claimed(side, "accepted"), grade=grade)
    assert sitrep.section("access")[0].told
    for form, data in everything(sitrep).items():
        assert SECRET.encode() not in data, form


def test_planners_see_it_marked_in_every_form() -> None:
    acts = [*first_acts(), Withheld("side", "the talks are at a turn")]
    for form, data in everything(of(*acts, grade="planners")).items():
        assert "the talks are at a turn" in data.decode(), form


def test_counts_below_ten_are_not_told_apart_outside() -> None:
    sitrep = of(*first_acts(), grade="partners", names=HARBOUR)
    figures = {row.answers[0].state: row.answers[0] for row in sitrep.section("figures")}
    released = figures["released"].figure
    assert released is not None
    assert released.words() == "less than 10"
    for form, data in everything(sitrep).items():
        assert b"two citizens" not in data, form
    assert all(
        b"two citizens" in d for d in everything(of(*first_acts(), grade="planners")).values()
    )
    killed = figures["killed"].figure
    assert killed is not None
    assert killed.words() == "more than 1,400"


@pytest.mark.parametrize(
    ("norm", "said"),
    [
        ({"low": 9, "high": 9, "qualifier": "exact"}, "less than 10"),
        ({"low": 10, "high": 10, "qualifier": "exact"}, "10"),
        ({"low": 0, "high": 0, "qualifier": "exact"}, "0"),
        ({"approx": 5, "qualifier": "about"}, "less than 10"),
        ({"low": 3, "qualifier": "more_than"}, "not known"),
        ({"low": 3, "high": 40, "qualifier": "between"}, "not known"),
    ],
)
def test_what_stands_for_a_small_count(norm: dict[str, object], said: str) -> None:
    few = claim("few", "figure", "so many wait", norm={**norm, "unit": "persons", "measure": "w"})
    sitrep = of(Claimed(few, "accepted"), grade="partners", names=HARBOUR)
    [row] = sitrep.section("figures")
    assert row.answers[0].figure is not None
    assert row.answers[0].figure.words() == said


def test_other_units_are_not_counts_of_people() -> None:
    trucks = claim("trucks", "figure", "three trucks", norm={"low": 3, "high": 3, "unit": "trucks"})
    [row] = of(Claimed(trucks, "accepted"), grade="partners", names=HARBOUR).section("figures")
    assert row.answers[0].figure is not None
    assert row.answers[0].figure.words() == "3"


def test_where_the_scenario_withholds_a_number_no_loose_count_of_people_goes_out() -> None:
    sitrep = of(*first_acts(), grade="partners")
    assert sitrep.hides_numbers
    assert {row.key for row in sitrep.section("figures")} == {
        "figure/held/population/held",
        "figure/killed/people",  # the dead are no part of those who may move
    }
    norm = {"approx": 400, "qualifier": "about", "measure": "waiting", "unit": "persons"}
    nationals = claim("nat", "figure", "about 400 wait", at=3000, norm=norm,
                      subject="population/us-nationals-in-gaza")  # fmt: skip
    more = of(*first_acts(nat=nationals), grade="partners")
    assert more.section("figures") == sitrep.section("figures")


def test_no_piece_of_words_tells_a_count_that_is_not_shown() -> None:
    """The words of a deadline hold a loose count: they are no name of it, and no detail."""
    words = "all 412 who wait must be out by Friday"
    deadline = claim("out", "deadline", words, at=9000, norm={"kind": "completion"},
                     fields={"action": "all 412 who wait must be out"})  # fmt: skip
    norm = {"low": 412, "high": 412, "qualifier": "exact", "measure": "waiting", "unit": "persons"}
    count = claim("count", "figure", "412 who wait", at=9004, norm=norm)
    acts = [*first_acts(), Claimed(deadline, "accepted"), Claimed(count, "accepted")]
    outside = everything(of(*acts, grade="partners"))
    assert all(b"412" not in data for data in outside.values())
    assert "completion" in {r.answers[0].state for r in of(*acts, grade="partners").rows}
    assert all(b"412" in data for data in everything(of(*acts, grade="planners")).values())


def test_the_public_reads_names_of_the_scenario_words_of_closed_lists_and_times() -> None:
    """Whatever a text says, none of its words reaches the public; only who published it does."""
    marked = {}
    for name, each in claims().items():
        assert each.evidence is not None
        words = replace(each.evidence, text=f"{SECRET} {each.evidence.text}")
        fields = {
            field: tuple(replace(s, text=f"{SECRET} 412 {s.text}") for s in spans)
            for field, spans in each.fields.items()
        }
        speaker = Speaker(SECRET, SECRET, SECRET)
        marked[name] = replace(each, evidence=words, fields=fields, speaker=speaker)
    order = claim("order", "order", f"{SECRET}", subject="zone/rafah", norm={"level": SECRET})
    sitrep = of(*first_acts(**marked, order=order), grade="public")
    assert {row.section for row in sitrep.rows} <= {"access", "deadlines", "orders", "movement"}
    for form, data in everything(sitrep).items():
        text = data.decode()
        assert SECRET not in text, form
        assert "412" not in text, form
        for party in ("Hamas", "United States Department", "1,400", "200 people"):
            assert party not in text, form
        assert not re.search(r"(crossing|gate|leg|population)/", text), form
    assert {row.name for row in sitrep.rows} <= set(NAMES.names.values())
    assert sitrep.help == NAMES.help
    assert all(one.via == ("Daily Courier",) or one.via == ("Harbour Radio",)
               for row in sitrep.rows for one in row.told)  # fmt: skip


def test_the_public_is_not_told_through_whom_a_call_came() -> None:
    note = Claim(
        "note", "place_status", norm={"status": "open"}, subject="crossing/rafah/gate/egypt",
        speaker=Speaker(SECRET), chain=(SECRET, f"{SECRET} of the liaison office"), said=MONDAY,
    )  # fmt: skip
    sitrep = of(Claimed(note, "accepted"), grade="public")
    made = everything(sitrep)
    assert all(SECRET.encode() not in data for data in made.values())
    assert "a report that was not published" in made["text en"].decode()


def test_unreviewed_lines_are_marked_for_every_grade_in_every_form() -> None:
    late = replace(claims()["side"], published=day("2023-10-30"))
    for grade in ("planners", "partners", "public"):
        sitrep = of(Claimed(late), grade=grade, with_unreviewed=True)
        assert sitrep.unreviewed == 1
        for form, data in everything(sitrep).items():
            text = data.decode().lower()
            mark = {"json": '"reviewed": false', "hxl en": ",no,", "hxl ar": ",no,"}.get(form)
            words = mark or ("not reviewed" if form.endswith("en") else "لم يُراجَع")
            assert words in text, (grade, form)
