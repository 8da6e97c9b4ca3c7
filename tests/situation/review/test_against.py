"""Nobody accepts a contradiction unseen, and nothing is called one that is about something else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from safepassage.situation.claim import Claim
from safepassage.situation.event import Act, Claimed, Event, Linked, Retracted, Reviewed
from safepassage.situation.record import Held, Record
from safepassage.situation.review.against import against

HELD = "population/held"
GAZA = "crossing/rafah/gate/gaza"
AT = datetime(2031, 3, 12, tzinfo=UTC)


def held(*acts: Act) -> Held:
    return Record.of(Event(n, AT, "ana", act) for n, act in enumerate(acts, 1)).now()


def claim(name: str, what: str, subject: str | None = None, /, **norm: object) -> Claim:
    return Claim(id=name, type=what, subject=subject, norm=norm)


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


def test_a_link_is_a_conflict_whatever_the_values() -> None:
    ours, theirs = claim("a", "statement"), claim("b", "figure", measure="held")
    link = Linked("b", "a", "conflicts", "headline against body")
    now = held(Claimed(theirs, "accepted"), Claimed(ours), link)
    assert [each.why for each in against(now, ours)] == [
        "marked as a conflict: headline against body"
    ]
