"""A withheld fact may leave no trace outside: in no list, count, number, link or state."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from safepassage.errors import UsageError
from safepassage.situation.claim import Claim, Speaker
from safepassage.situation.disclosure.for_grade import for_grade, held_for
from safepassage.situation.disclosure.kept_inside import kept_inside
from safepassage.situation.document import Document
from safepassage.situation.event import (
    Act,
    Claimed,
    Linked,
    Read,
    Retracted,
    Reviewed,
    Undone,
    Withheld,
)
from safepassage.situation.record import Held, replay
from safepassage.situation.span import Span, span_of
from safepassage.situation.when import instant, whole_day

from ..random_record import START, random_acts, random_claim, record_of

OUTSIDE = ("partners", "public")
TEXT = (
    "Rell told the council that about 1,150 people are waiting, among them 85 patients. "
    "The north gate has been closed since Monday. The bridge stood empty."
)
DOCUMENT = Document("a" * 64, len(TEXT), "readout.txt", "text/plain", whole_day(START.date()))


def shown(held: Held) -> bytes:
    """Everything that anybody outside could be given, as bytes."""
    return repr((held, held.events)).encode()


def found(words: str, **norm: object) -> Claim:
    """A claim of TEXT with the words that stand there."""
    start = TEXT.index(words)
    name = f"{start}-{words[:8]}"
    return Claim(name, "figure", norm, None, span_of(TEXT, start, start + len(words)), "a" * 64)


WAITING = found("about 1,150 people are waiting", approx=1150, qualifier="about")
PATIENTS = found("85 patients", low=85, high=85, subset_of="1,150")
TOLD = replace(found(TEXT[: TEXT.index(".")]), type="statement", norm={"mode": "indirect"})
GATE = replace(found("The north gate has been closed"), type="place_status",
               norm={"status": "closed"})  # fmt: skip


def accepted(*claims: Claim) -> list[Act]:
    return [Read(DOCUMENT), *(Claimed(claim, "accepted") for claim in claims)]


@pytest.mark.parametrize("grade", OUTSIDE)
def test_a_statement_that_holds_the_withheld_number_stays_inside_as_well(grade: str) -> None:
    acts = [*accepted(WAITING, PATIENTS, TOLD, GATE), Withheld(WAITING.id, "safety")]
    held = for_grade(record_of(acts).now(), grade)
    assert list(held.claims) == [PATIENTS.id, GATE.id]
    assert b"1,150" not in shown(held)
    assert b"1150" not in shown(held)
    assert held.claims[PATIENTS.id].norm["subset_of"] is True, "it stays a part of something"


def test_a_part_of_a_number_that_is_shown_still_says_of_which() -> None:
    held = for_grade(record_of(accepted(WAITING, PATIENTS)).now(), "partners")
    assert held.claims[PATIENTS.id].norm["subset_of"] == "1,150"


def test_planners_see_everything_with_the_reason_beside_what_stays_inside() -> None:
    acts = [*accepted(WAITING, TOLD, GATE), Withheld(WAITING.id, "safety")]
    held = for_grade(record_of(acts).now(), "planners")
    assert list(held.claims) == [WAITING.id, TOLD.id, GATE.id]
    assert held.withheld == {
        WAITING.id: "safety",
        TOLD.id: f"its words hold those of {WAITING.id}, which stays inside",
    }


@pytest.mark.parametrize("grade", OUTSIDE)
def test_what_a_withheld_claim_replaced_stands_again_since_its_absence_would_tell(
    grade: str,
) -> None:
    newer = Claim("newer", "place_status", {"status": "open"}, supersedes=(GATE.id,))
    acts = [*accepted(GATE), Claimed(newer, "accepted")]
    assert record_of(acts).now().states[GATE.id] == "superseded"
    held = for_grade(record_of([*acts, Withheld("newer", "not yet public")]).now(), grade)
    assert held.states == {GATE.id: "accepted"}
    assert shown(held) == shown(for_grade(record_of(accepted(GATE)).now(), grade))


def test_what_replaces_a_withheld_claim_stays_inside_until_it_is_released_by_name() -> None:
    old = Claim("old", "figure", {"low": 5})
    kept = replace(old, id="kept", supersedes=("old",))
    acts = [Claimed(old, "accepted"), Withheld("old", "safety"), Claimed(kept, "accepted")]
    assert list(for_grade(record_of(acts).now(), "public").claims) == []
    out = for_grade(record_of([*acts, Withheld("kept", None)]).now(), "public")
    assert out.states == {"kept": "accepted"}
    assert out.claims["kept"].supersedes == (), "it does not say that it replaced something"


def test_a_chain_through_a_withheld_claim_keeps_its_ends_together() -> None:
    first = Claim("first", "place_status", {"status": "open"})
    middle = replace(first, id="middle", supersedes=("first",))
    last = replace(first, id="last", supersedes=("middle",))
    acts = [*(Claimed(c, "accepted") for c in (first, middle, last))]
    acts += [Withheld("middle", "safety"), Withheld("last", None)]
    out = for_grade(record_of(acts).now(), "partners")
    assert out.claims["last"].supersedes == ("first",)
    assert out.states == {"first": "superseded", "last": "accepted"}


def test_a_repeat_and_a_copy_of_a_withheld_fact_stay_inside() -> None:
    copy = replace(DOCUMENT, sha256="b" * 64, copy_of="a" * 64)
    moved = replace(WAITING, id="moved", document="b" * 64,
                    evidence=Span(700, 730, "about 1,150 people\nare waiting"))  # fmt: skip
    other = Claim("other", "figure", {"approx": 1150}, document=None)
    acts = [*accepted(WAITING), Read(copy), Claimed(moved), Claimed(other, "accepted")]
    acts += [Linked(WAITING.id, "other", "repeats"), Withheld(WAITING.id, "safety")]
    assert set(kept_inside(record_of(acts).now())) == {WAITING.id, "moved", "other"}
    out = for_grade(record_of(acts).now(), "public")
    assert (out.claims, out.documents, out.links, out.events) == ({}, {}, (), ())


def test_a_name_borrowed_from_a_withheld_sentence_does_not_keep_another_claim_inside() -> None:
    speaker = span_of(TEXT, 0, 4)
    gate = replace(GATE, fields={"speaker": (speaker,)})
    acts = [*accepted(TOLD, gate), Withheld(TOLD.id, "safety")]
    assert list(for_grade(record_of(acts).now(), "public").claims) == [gate.id]


def test_a_text_of_which_nothing_goes_out_is_no_source_and_its_copies_stay_one_source() -> None:
    copies = [replace(DOCUMENT, sha256=name * 64, copy_of="a" * 64) for name in "bc"]
    claims = [
        Claim(f"of-{name}", "statement", evidence=Span(500, 503, "xyz"), document=name * 64)
        for name in "bc"
    ]
    acts = [*accepted(WAITING), *map(Read, copies), *(Claimed(c, "accepted") for c in claims)]
    out = for_grade(record_of([*acts, Withheld(WAITING.id, "safety")]).now(), "partners")
    assert {name: d.copy_of for name, d in out.documents.items()} == {
        "b" * 64: None,
        "c" * 64: "b" * 64,
    }


def test_a_title_that_says_what_is_withheld_is_left_out_with_the_address() -> None:
    titled = replace(DOCUMENT, title=TEXT[: TEXT.index(".")], url="https://news.example/1150-wait")
    acts = [Read(titled), Claimed(WAITING, "accepted"), Claimed(GATE, "accepted")]
    (shown_as,) = for_grade(record_of(acts).now(), "public").documents.values()
    assert shown_as == titled
    acts.append(Withheld(WAITING.id, "safety"))
    (shown_as,) = for_grade(record_of(acts).now(), "public").documents.values()
    assert shown_as == replace(titled, title=None, url=None)


def test_notes_of_reviewers_and_turned_down_claims_stay_inside() -> None:
    acts = [*accepted(GATE, PATIENTS), Reviewed(PATIENTS.id, "rejected", "it is 1,150"),
            Reviewed(GATE.id, "accepted", "fits with 1,150"),
            Retracted(GATE.id, "see 1,150")]  # fmt: skip
    out = for_grade(record_of(acts).now(), "public")
    assert out.states == {GATE.id: "retracted"}
    assert b"it is" not in shown(out)
    assert b"fits with" not in shown(out)
    assert b"see 1,150" not in shown(out)


def test_what_is_withheld_today_is_withheld_from_the_past() -> None:
    record = record_of([*accepted(GATE, WAITING), Withheld(WAITING.id, "safety")])
    then = record.events[2].recorded
    assert WAITING.id in record.as_of(then).claims
    out = held_for(record, "public", then)
    assert list(out.claims) == [GATE.id]
    assert out.known == then


def test_now_does_not_tell_of_a_last_event_that_stays_inside() -> None:
    acts = accepted(GATE)
    secret = Claim("secret", "figure", {"low": 5})
    with_it = record_of([*acts, Claimed(secret, "accepted"), Withheld("secret", "safety")])
    for one in (held_for(with_it, "public"), for_grade(with_it.now(), "public")):
        assert shown(one) == shown(held_for(record_of(acts), "public"))


def test_a_number_that_the_scenario_keeps_inside_is_withheld() -> None:
    wish = Claim("wish", "figure", {"low": 400}, "population/citizens")
    record = record_of([*accepted(GATE), Claimed(wish, "accepted")])
    assert list(held_for(record, "partners", subjects={"population/citizens"}).claims) == [GATE.id]
    inside = held_for(record, "planners", subjects={"population/citizens"})
    assert inside.withheld == {"wish": "the scenario keeps this number inside"}


def test_an_undone_withholding_hides_nothing_and_leaves_no_gap() -> None:
    acts = [*accepted(GATE), Withheld(GATE.id, "safety"), Undone(3)]
    out = for_grade(record_of(acts).now(), "public")
    assert [event.number for event in out.events] == [1, 2]
    assert list(out.claims) == [GATE.id]


def test_held_without_its_events_is_refused_instead_of_shown_as_empty() -> None:
    held = replace(record_of(accepted(GATE)).now(), events=())
    with pytest.raises(ValueError, match="with its events"):
        for_grade(held, "public")
    with pytest.raises(UsageError, match="planners, partners, public"):
        for_grade(held, "friends")


def secret_claim(rng: random.Random, claim: Claim, mark: str) -> Claim:
    """The same claim with another content: every text and number of it is new."""
    other = random_claim(rng, 7, [], [])
    words = f"{mark} {rng.random()}"
    evidence = claim.evidence and Span(claim.evidence.start, claim.evidence.end, words)
    return replace(
        other, id=claim.id, document=claim.document, evidence=evidence, subject=f"party/{mark}",
        norm={**other.norm, "note": words}, speaker=Speaker(words), chain=(words,),
        supersedes=claim.supersedes, said=instant(START + timedelta(hours=rng.randint(1, 99))),
    )  # fmt: skip


def withheld_cases(seed: int) -> tuple[list[Act], Claim] | None:
    """A random log that withholds one claim at last, and that claim."""
    rng = random.Random(seed)
    acts = random_acts(rng, rng.randint(5, 60))
    claims = [act.claim for act in acts if isinstance(act, Claimed)]
    chosen = rng.choice(claims)
    acts.append(Withheld(chosen.id, "safety"))
    return (acts, chosen) if chosen.id in record_of(acts).now().claims else None


@pytest.mark.parametrize("grade", OUTSIDE)
def test_whatever_a_withheld_claim_says_the_outside_gets_the_same_bytes(grade: str) -> None:
    compared = 0
    for seed in range(300):
        case = withheld_cases(seed)
        if case is None:
            continue
        acts, chosen = case
        rng = random.Random(seed + 1000)
        other = secret_claim(rng, chosen, "zebra")
        changed: list[Act] = [
            replace(act, claim=other)
            if isinstance(act, Claimed) and act.claim.id == chosen.id
            else act
            for act in acts
        ]
        one, two = (
            for_grade(record_of(acts).now(), grade),
            for_grade(record_of(changed).now(), grade),
        )
        assert shown(one) == shown(two), seed
        assert b"zebra" not in shown(two), seed
        assert chosen.id.encode() not in shown(two), seed
        compared += 1
    assert compared > 200


def test_a_withheld_claim_that_nothing_rests_on_might_as_well_never_have_been() -> None:
    compared = 0
    for seed in range(400):
        rng = random.Random(seed)
        acts = [act for act in random_acts(rng, 40) if not isinstance(act, Undone)]
        claims = [act.claim for act in acts if isinstance(act, Claimed)]
        chosen = rng.choice(claims)
        if any(chosen.id in claim.supersedes for claim in claims):
            continue
        acts = [act for act in acts if not (isinstance(act, Withheld) and act.reason)]
        never = [act for act in acts if not _speaks_of(act, chosen.id)]
        full, none = record_of([*acts, Withheld(chosen.id, "safety")]), record_of(acts)
        kept = [e for e in none.events if any(e.act is act for act in never)]
        bare = replay(tuple(replace(e, number=n) for n, e in enumerate(kept, 1)), full.now().known)
        assert len(kept) == len(never)
        assert len(kept) < len(acts)
        late = full.events[-1].recorded + timedelta(hours=1)
        assert shown(held_for(full, "public", late)) == shown(
            replace(for_grade(bare, "public"), known=late)
        ), seed
        compared += 1
    assert compared > 200


def _speaks_of(act: Act, name: str) -> bool:
    match act:
        case Claimed():
            return act.claim.id == name
        case Linked():
            return name in (act.a, act.b)
        case Reviewed() | Retracted() | Withheld():
            return act.claim == name
        case _:
            return False


def test_what_is_outside_is_outside_already() -> None:
    for seed in range(100):
        case = withheld_cases(seed)
        if case is not None:
            once = for_grade(record_of(case[0]).now(), "partners")
            assert shown(for_grade(once, "partners")) == shown(once), seed
