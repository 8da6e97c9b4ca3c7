"""The board decides what people believe of a gate: it may not believe anybody for them."""

from __future__ import annotations

from safepassage.situation.claim import Claim
from safepassage.situation.views.contradictions import contradictions
from safepassage.situation.views.gate_board import GateRow, agreed, gate_board
from safepassage.situation.views.side import Side
from safepassage.situation.views.word import says_who

from .build import NOON, NORTH, SOUTH, at, document, held, on, said

SIDES = (
    Side(NORTH, "Bridge", "north side", "army", "The army"),
    Side(SOUTH, "Bridge", "south side", "council", "The Council"),
)


def status(name: str, value: str, speaker: str | None = "Ana Orel", **more: object) -> Claim:
    return said(name, "place_status", speaker, status=value, **{"subject": NORTH, **more})  # type: ignore[arg-type]


def board(*claims: Claim, **more: object) -> GateRow:
    return gate_board(held(claims, **more), NOON, SIDES)[0]  # type: ignore[arg-type]


def test_a_side_that_nobody_speaks_of_is_on_the_board_and_not_known() -> None:
    rows = gate_board(held([status("a", "open")]), NOON, SIDES)
    assert [(row.address, row.status) for row in rows] == [(NORTH, "open"), (SOUTH, "unknown")]
    assert rows[1].holder == "The Council"
    assert rows[1].words == ()


def test_different_speakers_who_differ_are_all_shown_and_nobody_wins() -> None:
    row = board(status("a", "open", "Ana Orel", day=3), status("b", "closed", "Bo Lind", day=4))
    assert row.status == "disputed"
    assert says_who(row.words) == ("Ana Orel", "Bo Lind")
    assert [word.says for word in row.words] == ["open", "closed"]


def test_a_newer_word_of_the_same_speaker_replaces_the_older_which_stays_named() -> None:
    row = board(status("old", "closed", day=3), status("new", "open", day=4))
    assert row.status == "open"
    assert [word.claim.id for word in row.words] == ["new"]
    assert row.words[0].replaced == ("old",)


def test_the_order_of_recording_does_not_decide_where_the_order_of_speaking_is_known() -> None:
    row = board(status("new", "open", day=4), status("old", "closed", day=3))
    assert row.status == "open"


def test_of_two_words_told_at_one_time_the_one_recorded_last_counts() -> None:
    row = board(status("first", "closed", hour=9), status("second", "open", hour=9))
    assert (row.status, row.words[0].replaced) == ("open", ("first",))


def test_what_one_text_says_both_ways_is_disputed_and_not_decided_by_its_order() -> None:
    more = {"document": "a" * 64, "words": "of the gate"}
    claims = [status("a", "open", **more), status("b", "closed", **more, offset=50)]
    row = board(*claims, documents=[document("a")])
    assert (row.status, [word.replaced for word in row.words]) == ("disputed", [(), ()])
    (found,) = contradictions(held(claims, documents=[document("a")]), NOON, SIDES)
    assert found.kind == "one_voice"


def test_what_one_text_tells_of_two_times_is_no_dispute() -> None:
    more = {"document": "a" * 64, "words": "of the gate"}
    row = board(
        status("b", "open", since=on(3), **more),
        status("a", "closed", since=on(1), **more, offset=50),
        documents=[document("a")],
    )
    assert (row.status, row.words[0].replaced) == ("open", ("a",))


def test_a_repetition_is_counted_and_is_no_second_voice() -> None:
    row = board(status("a", "closed", day=3), status("b", "closed", day=4))
    assert row.words[0].also == ("a",)
    assert row.words[0].claims == ("b", "a")


def test_closed_and_not_operated_do_not_contradict_one_another() -> None:
    row = board(status("a", "closed"), status("b", "not_operated", "Bo Lind"))
    assert row.status == "closed"
    assert {word.says for word in row.words} == {"closed", "not_operated"}


def test_whoever_does_not_know_contradicts_nobody() -> None:
    assert agreed(["unknown", "open"]) == "open"
    assert agreed(["unknown"]) == agreed([]) == "unknown"
    assert agreed(["open", "restricted"]) == "disputed"


def test_damage_is_said_beside_the_status() -> None:
    row = board(status("a", "open"), status("b", "damaged", "Bo Lind"))
    assert row.status == "open"
    assert [word.says for word in row.remarks] == ["damaged"]


def test_a_word_speaks_of_its_own_time_only() -> None:
    closed = status("a", "closed", since=on(1), until=on(2), day=4)
    assert board(closed).status == "unknown"
    assert gate_board(held([closed]), at(2), SIDES)[0].status == "closed"


def test_a_word_without_a_start_says_nothing_of_the_time_before_it_was_said() -> None:
    now = held([status("a", "closed", hour=14)])
    assert gate_board(now, at(4, 12), SIDES)[0].status == "unknown"
    assert gate_board(now, at(4, 14), SIDES)[0].status == "closed"


def test_a_word_with_a_start_speaks_of_the_time_before_it_was_said() -> None:
    now = held([status("a", "closed", day=4, since=on(2))])
    assert gate_board(now, at(3), SIDES)[0].status == "closed"


def test_what_is_planned_is_no_status() -> None:
    row = board(status("a", "closed", day=3), status("b", "open", "Bo Lind", since=on(9)))
    assert (row.status, [word.says for word in row.planned]) == ("closed", ["open"])
    row = board(status("b", "planned_open", "Bo Lind"))
    assert (row.status, len(row.planned)) == ("unknown", 1)


def test_a_plan_that_its_speaker_has_overtaken_is_gone() -> None:
    row = board(status("a", "planned_open", day=3), status("b", "closed", day=4))
    assert (row.status, row.planned) == ("closed", ())


def test_a_plan_told_later_is_not_known_yet() -> None:
    row = gate_board(held([status("a", "planned_open", day=6)]), NOON, SIDES)[0]
    assert row.planned == ()


def test_a_place_that_nobody_joined_has_a_row_by_its_words() -> None:
    claim = said("a", "place_status", status="closed", fields={"place": "The north checkpoint"})
    same = said("b", "place_status", "Bo Lind", status="open",
                fields={"place": "the north checkpoint"})  # fmt: skip
    (row,) = gate_board(held([claim, same]), NOON)
    assert (row.address, row.place, row.status) == (None, "The north checkpoint", "disputed")


def test_a_whole_crossing_has_a_row_of_its_own() -> None:
    rows = gate_board(held([status("a", "open", subject="crossing/bridge")]), NOON, SIDES)
    assert [(row.address, row.status) for row in rows] == [
        (NORTH, "unknown"),
        (SOUTH, "unknown"),
        ("crossing/bridge", "open"),
    ]


def test_a_field_of_a_gate_is_the_gate() -> None:
    assert board(status("a", "open", subject=f"{NORTH}/hours")).status == "open"


def test_copies_of_one_text_are_one_voice() -> None:
    texts = [document("a"), document("b", copy_of="a" * 64), document("c")]
    claims = [
        status(f"from-{d.name}", "closed", None, document=d.sha256, words="shut", chain=(d.name,))
        for d in texts
    ]
    row = board(*claims, documents=texts)
    assert [word.claim.id for word in row.words] == ["from-b.txt", "from-c.txt"]
    assert row.words[0].also == ("from-a.txt",)


def test_a_headline_does_not_replace_the_body_of_its_text() -> None:
    text = document("a", title="North gate open")
    head = status("head", "open", None, document="a" * 64, words="North gate open")
    body = status("body", "closed", None, document="a" * 64, words="remains closed", offset=40)
    row = board(head, body, documents=[text])
    assert row.status == "disputed"
    assert [word.headline for word in row.words] == [True, False]


def test_who_operates_a_side_is_said_by_claims_as_well() -> None:
    role = said("r", "party_role", subject=NORTH, role="operator", fields={"party": "the militia"})
    row = board(status("a", "closed"), role)
    assert row.holder == "The army"
    assert [word.says for word in row.said_holders] == ["the militia"]


def test_what_nobody_reviewed_is_left_out_unless_asked_for_and_then_marked() -> None:
    waiting = held([status("a", "closed")], state="proposed")
    assert gate_board(waiting, NOON, SIDES)[0].status == "unknown"
    row = gate_board(waiting, NOON, SIDES, with_unreviewed=True)[0]
    assert (row.status, row.words[0].reviewed) == ("closed", False)
