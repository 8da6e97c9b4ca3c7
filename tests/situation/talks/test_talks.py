"""Talks decide over held people: what belongs to them is shown with why, and nothing is guessed."""

from __future__ import annotations

from typing import Any

from safepassage.situation.claim import Claim
from safepassage.situation.talks.contacts import Contact, contacts
from safepassage.situation.talks.likeness import last_name, same_topic, speaks_of
from safepassage.situation.talks.negotiations import Negotiation, negotiations
from safepassage.situation.talks.support import Support, supports
from safepassage.situation.views.content import content

from ..views.build import NOON, document, held, said

HELD = "population/held"


def talks(*claims: Claim, **more: Any) -> tuple[Negotiation, ...]:
    return negotiations(held(claims, **more), NOON)


def about(name: str, state: str = "ongoing", who: str = "Ana Orel", **more: Any) -> Claim:
    return said(name, "negotiation", who, state=state, **more)


def test_talks_about_one_address_are_one_with_all_that_is_said_about_it() -> None:
    claims = [
        about("a", day=2, subject=HELD, fields={"topic": "the release of the captives"}),
        about("b", "at_risk", "An official", day=3, subject=HELD, fields={"verb": "near collapse"}),
        said("d", "deadline", subject=HELD, kind="ultimatum", duration_days=7, action="agree",
             consequence="the attack begins"),
        said("r", "incident", subject=HELD, kind="release", victims="two citizens"),
        said("m", "party_role", subject=HELD, role="mediator", party="Qamar"),
        said("p", "position", subject=HELD, stance="demands", party="Ostra"),
        said("o", "position", subject=HELD, stance="offers", party="the Council"),
        said("n", "position", subject=HELD, stance="refuses", party="the Council"),
        said("c", "contact", subject=HELD, a="Ana Orel", b="Bo Lind", form="meeting"),
        said("k", "condition", subject=HELD, by="Ostra", requirement="the fire stops"),
    ]  # fmt: skip
    (row,) = talks(*claims)
    assert (row.subject, row.state, row.waits) == (HELD, "at_risk", (HELD,))
    assert [word.says for word in row.health] == ["ongoing", "near collapse"]
    assert [clock.consequence for clock in row.clocks] == ["the attack begins"]
    for parts, name in (
        (row.outcomes, "r"), (row.intermediaries, "m"), (row.demands, "p"),
        (row.offers, "o"), (row.refusals, "n"),
    ):  # fmt: skip
        assert [(part.word.claim.id, part.why) for part in parts] == [(name, f"about {HELD}")]
    assert [meeting.words[0].claim.id for meeting in row.meetings] == ["c"]
    assert [condition.requirement for condition in row.conditions] == ["the fire stops"]


def test_states_that_do_not_stand_together_are_disputed() -> None:
    (row,) = talks(about("a", "failed", subject=HELD), about("b", "ongoing", "Bo", subject=HELD))
    assert row.state == "disputed"


def test_one_text_holds_talks_of_several_topics_and_what_names_none_joins_the_first() -> None:
    text: dict[str, Any] = {"document": "a" * 64}
    claims = [
        about("a", words="the captive talks", **text),
        about("b", words="talks about grain prices", offset=50, fields={"topic": "grain prices"},
              **text),
        about("c", "at_risk", words="they are near collapse", offset=100, **text),
    ]  # fmt: skip
    rows = talks(*claims, documents=[document("a")])
    assert [(row.topic, [w.claim.id for w in row.health]) for row in rows] == [
        ("captive", ["a", "c"]),
        ("grain prices", ["b"]),
    ]


def test_what_only_shares_a_text_with_talks_does_not_belong_to_them() -> None:
    text: dict[str, Any] = {"document": "a" * 64}
    claims = [
        about("a", words="the captive talks", **text),
        said("x", "position", words="it opposes the dam", offset=60, stance="opposes", **text),
        said("y", "position", words="it demands all captives back", offset=90, stance="demands",
             **text),
    ]  # fmt: skip
    (row,) = talks(*claims, documents=[document("a")])
    assert row.refusals == ()
    assert [(p.word.claim.id, p.why) for p in row.demands] == [
        ("y", "the same text speaks of captive")
    ]


def test_a_link_joins_talks_of_two_texts() -> None:
    claims = [about("a", words="talks", document="a" * 64),
              about("b", words="talks", document="b" * 64)]  # fmt: skip
    texts = [document("a"), document("b")]
    assert len(talks(*claims, documents=texts)) == 2
    assert len(talks(*claims, documents=texts, links=[("a", "b", "same_event")])) == 1


def test_a_channel_is_indirect_only_where_the_words_name_somebody_in_between() -> None:
    (row,) = talks(about("a", subject=HELD, parties=["Ostra", "the Council"], mediator="Qamar"),
                   about("b", subject=HELD, parties=["Ostra", "Qamar"]))  # fmt: skip
    assert [(c.parties, c.via, c.indirect) for c in row.channels] == [
        (("Ostra", "the Council"), "Qamar", True),
        (("Ostra", "Qamar"), "", False),
    ]
    assert row.parties == ("Ostra", "the Council", "Qamar")


def call(name: str, day: int, topics: list[str], **more: Any) -> Claim:
    norm = {"a": "Minister Ana Orel", "b": "Bo Lind", "form": "call", **more}
    return said(name, "contact", "A spokesman", day=day, topics=topics,
                date=f"2031-05-{day:02}", **norm)  # fmt: skip


def log(*claims: Claim, **more: Any) -> tuple[Contact, ...]:
    return contacts(held(claims, **more), NOON)


def test_the_log_says_what_a_pair_spoke_of_again_what_is_new_and_what_is_gone() -> None:
    rows = log(
        call("second", 3, ["the aid convoys", "the captives"], a="Orel", b="Lind"),
        call("first", 1, ["aid convoys", "the border"]),
    )
    assert [row.words[0].claim.id for row in rows] == ["first", "second"]
    assert [topic.again for topic in rows[0].topics] == [None, None]
    assert [(t.words, t.again) for t in rows[1].topics] == [
        ("the aid convoys", True),
        ("the captives", False),
    ]
    assert rows[1].not_again == ("the border",)
    assert rows[1].before == "first"


def test_another_pair_has_a_log_of_its_own() -> None:
    rows = log(call("a", 1, ["aid"]), call("b", 2, ["aid"], b="Cy Tor"))
    assert [row.before for row in rows] == [None, None]


def test_commitments_of_the_same_text_stand_with_the_call_and_say_whether_they_are_new() -> None:
    def text(letter: str, day: int, verb: str) -> list[Claim]:
        more: dict[str, Any] = {"document": letter * 64, "day": day}
        words = f"Orel {verb} support for the aid convoys"
        return [
            said(f"{letter}1", "contact", "S", words="Ana Orel called Bo Lind", a="Ana Orel",
                 b="Bo Lind", form="call", **more),
            said(f"{letter}2", "statement", "S", words=words, offset=100, **more),
            said(f"{letter}3", "statement", "S", words="The weather remains fine", offset=200,
                 **more),
            said(f"{letter}4", "position", "S", words=words[:20], offset=100, **more),
        ]  # fmt: skip

    rows = log(*text("a", 1, "pledged"), *text("b", 3, "reaffirmed"),
               documents=[document("a"), document("b")])  # fmt: skip
    seen = [[(c.word.claim.id, c.said_again, c.before) for c in row.commitments] for row in rows]
    assert seen == [[("a2", False, None)], [("b2", True, "a2")]]


def test_names_and_topics_are_compared_by_plain_rules() -> None:
    assert last_name("US Defense Secretary Lloyd Austin") == "austin"
    assert same_topic("the aid convoys", "Aid convoy")
    assert not same_topic("the talks", "the talks"), "words that stand everywhere tell nothing"
    assert speaks_of("Austin’s plan", ["Lloyd Austin"])
    assert not speaks_of("a plan", ["", "Lloyd Austin"])
    assert content("the ministers' statements") == {"minister", "statement"}


CONDITION = said(
    "c", "condition", "Ostra", by="Ostra", trigger="support a major operation", day=2,
    requirement="an effective plan to keep civilians from harm", on_party="the army",
    words="We will not support it absent an effective plan", document="a" * 64,
)  # fmt: skip


def support(*claims: Claim, **more: Any) -> Support:
    (row,) = supports(held([CONDITION, *claims], **more), NOON)
    return row


def test_support_is_absent_while_nobody_says_that_its_requirement_is_met() -> None:
    row = support()
    assert (row.by, row.of, row.state, row.rests_on) == ("Ostra", "the army", "absent", ())


def test_a_plan_that_its_supporter_has_not_seen_lacks() -> None:
    unseen = said("u", "statement", "Ostra", words="And no, we have not seen such a plan", day=2,
                  document="a" * 64, offset=60)  # fmt: skip
    other = said("v", "statement", "Ostra", words="We have not seen rain", day=2,
                 document="a" * 64, offset=120)  # fmt: skip
    row = support(unseen, other, documents=[document("a")])
    assert [(w.claim.id, w.says) for w in row.rests_on] == [("u", "lacks")]
    assert row.state == "absent"


def test_the_word_of_another_is_a_claim_and_only_the_supporter_says_that_it_is_met() -> None:
    theirs = said("t", "statement", "the army", day=3, meets="c")
    assert support(theirs).state == "claimed"
    own = said("o", "statement", "Ostra", day=4, meets=["c"])
    assert support(theirs, own).state == "met"
    lacks = said("l", "statement", "Ostra", day=4, hour=9, lacks="c")
    assert support(theirs, lacks).state == "absent", "the supporter has looked at it since"
    late = said("n", "statement", "the army", day=4, hour=11, meets="c")
    assert support(lacks, late).state == "claimed"


def test_a_condition_of_something_else_is_no_support() -> None:
    other = said("c", "condition", "Ostra", trigger="people may leave", requirement="no fire")
    assert supports(held([other]), NOON) == ()


def test_commitments_that_were_noted_by_hand_stand_with_the_call() -> None:
    rows = log(
        call("a", 1, [], commitments=["to send the lists by Friday"]),
        call("b", 2, [], commitments=["to send the lists", "to open the gate again"]),
    )
    assert [(c.word.says, c.said_again, c.before) for c in rows[1].commitments] == [
        ("to send the lists", False, "a"),
        ("to open the gate again", True, None),
    ]


def test_one_text_about_one_pair_is_one_contact_unless_it_names_two_days() -> None:
    def told(name: str, offset: int, **more: Any) -> Claim:
        return said(name, "contact", "S", words="they spoke", offset=offset, document="a" * 64,
                    form="call", **more)  # fmt: skip

    texts = {"documents": [document("a")]}
    call_ = told("a", 0, a="Ana Orel", b="Bo Lind", date="2031-05-03")
    discussed = told("b", 50, a="Orel and Lind", topics=["the captives"])
    (row,) = log(call_, discussed, **texts)
    assert [word.claim.id for word in row.words] == ["a", "b"]
    assert (row.a, row.b, [topic.words for topic in row.topics]) == (
        "Ana Orel", "Bo Lind", ["the captives"],
    )  # fmt: skip
    earlier = told("c", 90, a="Orel", b="Lind", date="2031-04-28")
    assert [row.before for row in log(call_, earlier, **texts)] == [None, "c"]
    nobody = told("d", 90, b="Lind")
    assert len(log(call_, nobody, **texts)) == 2
