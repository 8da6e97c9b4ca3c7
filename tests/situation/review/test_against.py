"""Nobody accepts a contradiction unseen, and nothing is called one that is about something else."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from safepassage.situation.claim import Claim, Speaker
from safepassage.situation.event import Act, Claimed, Event, Linked, Retracted, Reviewed
from safepassage.situation.record import Held, Record
from safepassage.situation.review.against import Stands, against, near

HELD = "population/held"
GAZA = "crossing/rafah/gate/gaza"
AT = datetime(2031, 3, 12, tzinfo=UTC)


def held(*acts: Act) -> Held:
    return Record.of(Event(n, AT, "ana", act) for n, act in enumerate(acts, 1)).now()


def claim(name: str, what: str, subject: str | None = None, /, **norm: object) -> Claim:
    """Its name is its speaker's, so that two of them are two who speak."""
    return Claim(id=name, type=what, subject=subject, norm=norm, speaker=Speaker(name))


def found(ours: Claim, theirs: Claim) -> list[str]:
    now = held(Claimed(theirs, "accepted"), Claimed(ours))
    return [each.why for each in against(now, ours)]


@pytest.mark.parametrize(
    ("ours", "theirs", "why"),
    [
        (
            claim("a", "place_status", GAZA, status="closed"),
            claim("b", "place_status", GAZA, status="open"),
            ["status is open there, closed here"],
        ),
        (
            claim("a", "place_status", GAZA, status="closed"),
            claim("b", "place_status", "crossing/rafah/gate/egypt", status="open"),
            [],
        ),
        (
            claim("a", "place_status", GAZA, status="closed"),
            claim("b", "place_status", GAZA, status="Closed"),
            [],
        ),
        (
            claim("a", "place_status", None, status="closed", place="the north gate"),
            claim("b", "place_status", None, status="open", place="North gate"),
            ["status is open there, closed here"],
        ),
        (
            claim("a", "place_status", None, status="closed"),
            claim("b", "place_status", None, status="open"),
            [],  # nothing says that they are about one place
        ),
        (
            claim("a", "place_status", GAZA, status="sole_exit"),
            claim("b", "place_status", GAZA, status="closed"),
            [],  # the only way out, and shut
        ),
        (
            claim("a", "place_status", GAZA, status="not_operated"),
            claim("b", "place_status", GAZA, status="closed"),
            [],  # the board counts both as shut
        ),
        (
            claim("a", "place_status", GAZA, status="planned_open"),
            claim("b", "place_status", GAZA, status="closed"),
            [],  # shut now, and to open later
        ),
        (
            claim("a", "place_status", GAZA, status="planned_open"),
            claim("b", "place_status", GAZA, status="planned_closed"),
            ["status is planned_closed there, planned_open here"],
        ),
        (
            claim("a", "consent", GAZA, party="A", state="granted"),
            claim("b", "consent", GAZA, party="B", state="withheld"),
            [],  # two parties, two consents
        ),
        (
            claim("a", "consent", GAZA, party="A", state="granted"),
            claim("b", "consent", GAZA, party="A", state="withheld"),
            ["state is withheld there, granted here"],
        ),
        (
            claim("a", "figure", HELD, measure="held", approx=200, qualifier="about"),
            claim("b", "figure", HELD, measure="held", low=1400, qualifier="more_than"),
            ["held is more than 1,400 there, about 200 here"],
        ),
        (
            claim("a", "figure", HELD, measure="held", low=200, qualifier="at_least"),
            claim("b", "figure", HELD, measure="held", approx=230, qualifier="about"),
            [],  # one number may be both
        ),
        (
            claim("a", "figure", None, measure="killed", low=3, high=3, what="crew"),
            claim("b", "figure", None, measure="injured", low=6, high=6, what="crew"),
            [],
        ),
        (
            claim("a", "incident", GAZA, kind="shelling"),
            claim("b", "incident", GAZA, kind="attack"),
            [],  # two things may happen at one place
        ),
    ],
)  # fmt: skip
def test_what_conflicts_and_what_does_not(ours: Claim, theirs: Claim, why: list[str]) -> None:
    assert found(ours, theirs) == why


def test_only_what_stands_counts() -> None:
    ours = claim("a", "place_status", GAZA, status="closed")
    theirs = claim("b", "place_status", GAZA, status="open")
    for act in (Reviewed("b", "rejected"), Retracted("b", "wrong")):
        now = held(Claimed(theirs, "accepted"), Claimed(ours), act)
        assert against(now, ours) == ()
    assert against(held(Claimed(theirs), Claimed(ours)), ours) == ()


def test_one_voice_that_says_something_new_is_told_apart() -> None:
    ours = claim("a", "place_status", GAZA, status="closed")
    theirs = replace(claim("b", "place_status", GAZA, status="open"), speaker=ours.speaker)
    (why,) = found(ours, theirs)
    assert why.endswith("closed here (the same voice; of its words the latest counts)")


def test_a_crossing_called_open_does_not_fit_a_side_that_is_shut() -> None:
    side = claim("a", "place_status", GAZA, status="closed")
    whole = claim("b", "place_status", "crossing/rafah", status="open")
    (why,) = found(side, whole)
    assert why.startswith("a crossing as a whole against one of its sides: ")
    both_wait = held(Claimed(whole), Claimed(side))
    assert [each.waits for each in against(both_wait, side)] == [True]


def test_many_claims_are_looked_at_in_one_go() -> None:
    """The index gives what looking at each pair gives: 300 random claims, half of them standing."""
    dice = random.Random(7)
    acts: list[Act] = []
    for number in range(300):
        kind = dice.choice(["place_status", "consent"])
        subject = dice.choice([None, GAZA, "crossing/rafah/gate/egypt"])
        norm: dict[str, object] = {"place": dice.choice(["the pier", "Pier", "lock"])}
        if kind == "place_status":
            norm["status"] = dice.choice(["open", "closed"])
        else:
            norm |= {"party": dice.choice("XY"), "state": dice.choice(["granted", "withheld"])}
        made = claim(f"{number:04}", kind, subject, **norm)
        acts.append(Claimed(made, dice.choice(["accepted", "proposed"])))
    now = held(*acts)
    stands = Stands(now)
    several = 0
    for ours in now.claims.values():
        value = "status" if ours.type == "place_status" else "state"
        name = "place" if ours.type == "place_status" else "party"
        wanted = {
            other.id
            for other in now.standing((ours.type,))
            if ours.subject == other.subject
            and ours.norm[value] != other.norm[value]
            and (
                _plain(ours.norm[name]) == _plain(other.norm[name])
                or (ours.subject is not None and ours.type == "place_status")
            )
        }
        assert {each.claim.id for each in stands.against(ours)} == wanted
        alone = {(each.claim.id, each.why) for each in against(now, ours)}
        assert alone == {(each.claim.id, each.why) for each in stands.against(ours)}
        several += len(wanted)
    assert several > 1000


def _plain(words: object) -> str:
    return str(words).lower().replace("the ", "")


def test_a_link_is_a_conflict_whatever_the_values() -> None:
    ours, theirs = claim("a", "statement"), claim("b", "figure", measure="held")
    link = Linked("b", "a", "conflicts", "headline against body")
    now = held(Claimed(theirs, "accepted"), Claimed(ours), link)
    assert [each.why for each in against(now, ours)] == [
        "marked as a conflict: headline against body"
    ]


def test_who_says_the_same_already() -> None:
    ours = claim("a", "place_status", GAZA, status="closed")
    same = claim("b", "place_status", GAZA, status="Closed")
    other = claim("c", "place_status", GAZA, status="open")
    waits = claim("d", "place_status", GAZA, status="closed")
    now = held(Claimed(same, "accepted"), Claimed(other, "accepted"), Claimed(waits), Claimed(ours))
    assert [each.id for each in near(now, ours).alike(ours)] == ["b"]
    about = claim("e", "figure", HELD, measure="held", approx=200, qualifier="about")
    least = claim("f", "figure", HELD, measure="held", low=190, qualifier="at_least")
    more = claim("g", "figure", HELD, measure="held", low=1400, qualifier="more_than")
    dead = claim("h", "figure", HELD, measure="killed", approx=200, qualifier="about")
    now = held(*(Claimed(each, "accepted") for each in (least, more, dead)), Claimed(about))
    assert [each.id for each in near(now, about).alike(about)] == ["f"]
