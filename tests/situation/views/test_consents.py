"""A consent that hangs on something, or is told by somebody else, may not look like a given one."""

from __future__ import annotations

from typing import Any

from safepassage.situation.claim import Claim
from safepassage.situation.views.consents import ConsentRow, conditions, consents

from .build import NOON, held, said

GATE = "crossing/bridge/gate/north"


def consent(name: str, state: str, who: str = "the Council", **more: Any) -> Claim:
    norm = {"party": "the Council", "about": "to people leave", "state": state, **more}
    return said(name, "consent", who, **norm)


def only(*claims: Claim) -> ConsentRow:
    (row,) = consents(held(claims), NOON)
    return row


def test_a_consent_on_its_own_word_differs_from_one_told_by_others() -> None:
    assert only(consent("a", "granted")).own_word
    assert not only(consent("a", "granted", "Ana Orel")).own_word
    assert only(consent("a", "granted", "Ana Orel"), consent("b", "granted")).own_word


def test_what_the_party_says_last_counts_and_others_are_heard_beside_it() -> None:
    row = only(consent("a", "granted", day=2), consent("b", "withdrawn", day=3))
    assert (row.state, row.words[0].replaced) == ("withdrawn", ("a",))
    row = only(consent("a", "granted", day=2), consent("b", "pending", "Ana Orel", day=3))
    assert row.state == "disputed"


def test_conditions_stand_with_the_consent_of_their_party_by_text_or_address() -> None:
    def condition(name: str, by: str, **more: Any) -> Claim:
        return said(name, "condition", by, by=by, requirement=f"what {name} asks for", **more)

    given = consent("a", "conditional", subject=GATE, document="a" * 64, words="will let them")
    found = only(
        given,
        condition("address", "the Council", subject=GATE),
        condition("text", "The Council", document="a" * 64, words="only if", offset=30),
        condition("other-text", "the Council", document="b" * 64, words="only if"),
        condition("other-party", "the army", subject=GATE),
    )
    assert [row.requirement for row in found.conditions] == [
        "what address asks for",
        "what text asks for",
    ]


def test_what_it_hangs_on_and_whether_that_is_so_is_said_with_it() -> None:
    row = only(consent("a", "conditional", condition="the guns are silent"))
    assert (row.state, row.only_if, row.met) == ("conditional", "the guns are silent", None)
    assert only(consent("a", "conditional", condition="x", condition_met=False)).met is False
    assert row.about == "people leave"


def test_a_consent_speaks_of_its_time() -> None:
    assert consents(held([consent("a", "granted", day=6)]), NOON) == ()


def test_we_is_the_one_who_speaks() -> None:
    row = only(consent("a", "granted", "Ana Orel", party="We"))
    assert (row.party, row.own_word) == ("Ana Orel", True)


def test_a_condition_has_all_who_speak_of_it() -> None:
    def told(name: str, who: str) -> Claim:
        return said(name, "condition", who, by="Ostra", requirement="No fire", on_party="the army",
                    fields={"trigger": "people may leave"})  # fmt: skip

    (row,) = conditions(held([told("a", "Ana"), told("b", "Bo")]), NOON)
    assert (row.by, row.requirement, row.trigger, row.on_party) == (
        "Ostra", "No fire", "people may leave", "the army",
    )  # fmt: skip
    assert [word.by for word in row.words] == ["Ana", "Bo"]
