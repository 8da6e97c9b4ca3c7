"""Decisions only add to the log: these hold what they add, and what may not be lost on the way."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from safepassage.problems import Refusal
from safepassage.situation.claim import Claim
from safepassage.situation.disclosure.for_grade import for_grade
from safepassage.situation.event import Act, Claimed, Event, Linked, Reviewed, Withheld
from safepassage.situation.record import Held, Record
from safepassage.situation.review.claim_line import with_line
from safepassage.situation.review.decide import accept, correct, edit, reject, split, withhold
from safepassage.situation.review.history import decided
from safepassage.situation.review.split import around, split_at, word_number, words_in
from safepassage.situation.review.undo import let_out, undo, undone
from safepassage.situation.review.waiting import named, waiting
from safepassage.situation.review.words import with_words
from safepassage.situation.span import Span

from .readout import FIGURE, GATE, STANDS, TEXT, claims

START = datetime(2031, 3, 12, 9, tzinfo=UTC)


def log(*acts: Act) -> Record:
    """A record of acts, a second apart."""
    rows = enumerate(acts, 1)
    return Record.of(Event(n, START + timedelta(seconds=n), "ana", act) for n, act in rows)


def more(record: Record, *acts: Act) -> Record:
    return log(*(event.act for event in record.events), *acts)


@pytest.fixture
def record() -> Record:
    return log(*(Claimed(claim) for claim in claims()), Claimed(STANDS, "accepted"))


def shot(held: Held) -> tuple[object, ...]:
    """Everything a record says, without the instant."""
    return (held.claims, held.states, held.withheld, held.links, held.reasons)


def test_accept_and_reject_decide_once(record: Record) -> None:
    one, two = claims()[:2]
    record = more(record, *accept(record.now(), one.id), *reject(record.now(), two.id, "old"))
    held = record.now()
    assert (held.state(one.id), held.state(two.id)) == ("accepted", "rejected")
    for name, word in ((one.id, "accepted"), (two.id, 'rejected already ("old")')):
        with pytest.raises(Refusal) as refused:
            accept(held, name)
        assert word in str(refused.value)
    event = decided(record, two.id)
    assert event is not None
    assert event.number == 7


def test_what_does_not_add_up_is_not_accepted() -> None:
    bad = Claim(id="dddd00000001", type="figure", norm={"low": 600, "high": 500})
    with pytest.raises(Refusal, match="low=600 is above high=500"):
        accept(log(Claimed(bad)).now(), bad.id)


def test_an_edit_takes_the_place_and_keeps_words_source_and_links(record: Record) -> None:
    gate = claims()[0]
    link = Linked(gate.id, STANDS.id, "conflicts", "both speak of one pier")
    record = more(record, link)
    edited = with_line(gate, "status", "not_operated")
    record = more(record, *edit(record.now(), gate.id, edited, "k"))
    held = record.now()
    new = next(claim for claim in held.claims.values() if claim.supersedes == (gate.id,))
    assert held.state(gate.id) == "superseded"
    assert held.state(new.id) == "accepted"
    assert (new.evidence, new.document, new.speaker, new.chain) == (
        gate.evidence, gate.document, gate.speaker, gate.chain,
    )  # fmt: skip
    assert new.rule == "hand"
    assert [(o.a, o.b, o.kind) for o in held.links_of(new.id)] == [(new.id, STANDS.id, "conflicts")]


def test_an_edit_that_changes_nothing_is_an_acceptance(record: Record) -> None:
    gate = claims()[0]
    assert edit(record.now(), gate.id, gate, "k") == (Reviewed(gate.id, "accepted"),)
    with pytest.raises(Refusal, match="nothing of claim"):
        correct(record.now(), gate.id, gate, "k")


def test_what_stands_can_be_corrected_and_what_was_turned_down_cannot(record: Record) -> None:
    other = with_line(STANDS, "status", "restricted")
    held = more(record, *correct(record.now(), STANDS.id, other, "k")).now()
    assert held.state(STANDS.id) == "superseded"
    record = more(record, Reviewed(STANDS.id, "rejected"))
    with pytest.raises(Refusal, match="is rejected already"):
        correct(record.now(), STANDS.id, other, "k")


@pytest.mark.parametrize("how", ["edit", "split"])
@pytest.mark.parametrize("grade", ["partners", "public"])
def test_what_is_withheld_stays_inside_when_it_is_edited_or_split(
    record: Record, how: str, grade: str
) -> None:
    """Otherwise an edit would let out what somebody decided to keep in."""
    both = claims()[1]
    record = more(record, *withhold(record.now(), both.id, "asked for by the Council"))
    if how == "edit":
        edited = with_line(both, "mode", "mixed")
        acts = edit(record.now(), both.id, edited, "k")
    else:
        acts = split(record.now(), both.id, split_at(both, word_number(both, "about 640")), "k")
    record = more(record, *acts)
    for claim in [c for c in record.now().claims.values() if c.supersedes == (both.id,)]:
        assert record.now().withheld[claim.id] == "asked for by the Council"
        record = more(record, Reviewed(claim.id, "accepted"))
        outside = for_grade(record.now(), grade)
        assert claim.id not in outside.claims
        assert both.id not in outside.claims


def test_withholding_needs_a_reason(record: Record) -> None:
    with pytest.raises(Refusal, match="no reason was given"):
        withhold(record.now(), STANDS.id, "  ")


def test_split_gives_each_part_its_exact_words_and_fields() -> None:
    both = replace(
        claims()[1],
        fields={
            "place": (Span(29, 34, TEXT[29:34]),),
            "quote": (Span(TEXT.index("640"), TEXT.index("640") + 3, "640"),),
            "speaker": claims()[1].fields["speaker"],  # outside the evidence: goes with both
        },
    )
    for word in range(2, len(words_in(both)) + 1):
        first, second = split_at(both, word)
        assert first.evidence is not None
        assert second.evidence is not None
        assert first.evidence.stands_in(TEXT)
        assert second.evidence.stands_in(TEXT)
        gap = TEXT[first.evidence.end : second.evidence.start]
        assert first.evidence.text + gap + second.evidence.text == f"{GATE} and {FIGURE}"
        assert not gap.strip()
        for part in (first, second):
            assert "speaker" in part.fields
            for name in ("place", "quote"):
                inside = both.fields[name][0]
                there = part.evidence.start <= inside.start and inside.end <= part.evidence.end
                assert (name in part.fields) == there
    for text, words in (("1", "from 2 to"), ("99", "from 2 to"), ("the", "do not stand there")):
        with pytest.raises(Refusal, match=words):
            split_at(both, word_number(both, text))


def test_words_around_a_span_stay_in_its_paragraph_and_are_cut_at_words() -> None:
    text = "Head\n" + "alpha " * 100 + "HERE" + " omega" * 100 + "\nFoot"
    start = text.index("HERE")
    before, behind = around(text, Span(start, start + 4, "HERE"), most=50)
    assert before.startswith("... alpha")
    assert behind.endswith("omega ...")
    assert len(before) <= 55
    assert len(behind) <= 55
    assert around("a HERE b\nc", Span(2, 6, "HERE")) == ("a ", " b")


def test_other_words_are_those_of_the_text_and_no_others() -> None:
    figure = claims()[2]
    text = f"{TEXT}\nabout 640\n  people are waiting there"
    more = with_words(figure, text, "March and about 640 people")
    assert more.evidence == Span(text.index("March and"), text.index(" are waiting"), more.words())
    nearest = with_words(figure, text, "about 640 people")  # twice: the one that is meant
    assert nearest.evidence is not None
    assert nearest.evidence.start == text.index("about 640")
    for words, reason in (
        ("640 folk", "do not stand"),
        ("", "no words"),
        ("a", "times in the text"),
    ):
        with pytest.raises(Refusal, match=reason):
            with_words(figure, text, words)
    with pytest.raises(Refusal, match="rests on no text"):
        with_words(STANDS, text, "pier")


def test_undo_and_undo_of_undo(record: Record) -> None:
    gate = claims()[0]
    before = shot(record.now())
    record = more(record, *accept(record.now(), gate.id))
    after = shot(record.now())
    record = more(record, *undo(record, [6], "too soon"))
    assert shot(record.now()) == before
    assert undone(record) == {6: 7}
    record = more(record, *undo(record, [7]))
    assert shot(record.now()) == after


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "there is no event 0"), (9, "there is no event 9"), (7, "was undone already by event 8"),
     (1, "is spoken of later (event 6)")],
)  # fmt: skip
def test_what_cannot_be_undone(record: Record, number: int, words: str) -> None:
    record = more(record, *accept(record.now(), claims()[0].id))
    record = more(record, *reject(record.now(), claims()[1].id))
    record = more(record, *undo(record, [7]))
    with pytest.raises(Refusal) as refused:
        undo(record, [number])
    assert words in str(refused.value)


def test_undoing_a_withholding_is_said(record: Record) -> None:
    record = more(record, Withheld(STANDS.id, "asked"))
    assert let_out(record, [6]) == (STANDS.id,)
    assert let_out(record, [5]) == ()


def test_undoing_everything_in_turn_gives_back_what_was_there(record: Record) -> None:
    """Whatever a reviewer does, `u` often enough leads back: 200 random sessions."""
    dice = random.Random(20310312)
    for _ in range(200):
        now, groups = record, []
        before = shot(record.now())
        for step in range(dice.randint(1, 8)):
            held = now.now()
            left = waiting(held)
            if not left:
                break
            claim = dice.choice(left)
            match dice.randrange(5):
                case 0:
                    acts = accept(held, claim.id)
                case 1:
                    acts = reject(held, claim.id, "why")
                case 2:
                    acts = withhold(held, claim.id, "stays")
                case 3:
                    acts = edit(held, claim.id, with_line(claim, "note", f"n{step}"), f"{step}")
                case _:
                    words = len(words_in(claim))
                    if words < 2:
                        continue
                    acts = split(held, claim.id, split_at(claim, dice.randint(2, words)), f"{step}")
            first = len(now.events) + 1
            now = more(now, *acts)
            groups.append(range(first, len(now.events) + 1))
        for group in reversed(groups):
            now = more(now, *undo(now, group))
        assert shot(now.now()) == before


def test_a_claim_is_named_by_how_its_id_begins(record: Record) -> None:
    held = record.now()
    assert named(held, "bbbb").id == STANDS.id
    for text, words in (("aaaa", "begins 4 ids"), ("bb", "no claim"), ("zzzz", "no claim")):
        with pytest.raises(Refusal, match=words):
            named(held, text)


def test_what_waits_comes_in_the_order_of_the_text(record: Record) -> None:
    assert [claim.id[-1] for claim in waiting(record.now())] == ["1", "2", "3", "4"]
