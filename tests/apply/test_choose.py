"""Where speakers differ nothing may be chosen silently; compared with a check hour by hour."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from safepassage.apply.change import Wish
from safepassage.apply.choose import choose

from .made import claim

START = datetime(2031, 5, 5, tzinfo=UTC)
HOURS = 48


def wish(name: str, speaker: str, value: str, told: int, since: int, until: int | None) -> Wish:
    return Wish(
        claim(name, "place_status", "crossing/harbour", speaker=speaker),
        "crossing/harbour/gate/far",
        value,
        START + timedelta(hours=told),
        START + timedelta(hours=since),
        None if until is None else START + timedelta(hours=until),
    )


def no_names(_: object) -> frozenset[str]:
    return frozenset()


def by_name(found: object) -> frozenset[str]:
    return frozenset({found.speaker.name.casefold()})  # type: ignore[attr-defined]


def equal(a: object, b: object) -> bool:
    return a == b


def test_a_later_word_of_the_same_speaker_ends_the_earlier_one() -> None:
    first = wish("a", "Guard", "shut", 0, 0, None)
    second = wish("b", "Guard", "open", 5, 10, None)
    found = choose([first, second], frozenset(), no_names, equal)
    assert [(w.claim.id, w.until) for w in found.wishes] == [
        ("a", START + timedelta(hours=10)),
        ("b", None),
    ]
    assert not found.left_out


def test_a_later_word_from_the_same_beginning_replaces_it() -> None:
    found = choose(
        [wish("a", "Guard", "shut", 0, 3, None), wish("b", "Guard", "open", 5, 3, None)],
        frozenset(),
        no_names,
        equal,
    )
    assert [w.claim.id for w in found.wishes] == ["b"]
    assert found.left_out[0].claims == ("a",)
    assert "claim b" in found.left_out[0].why


def test_two_words_of_one_speaker_at_one_time_are_disputed() -> None:
    found = choose(
        [wish("a", "Radio", "shut", 0, 0, None), wish("b", "Radio", "open", 0, 0, None)],
        frozenset(),
        no_names,
        equal,
    )
    assert found.wishes == ()
    assert found.left_out[0].claims == ("a", "b")
    assert "disputed" in found.left_out[0].why


def test_different_speakers_who_differ_need_a_decision() -> None:
    wishes = [wish("a", "Guard", "shut", 0, 0, None), wish("b", "Radio", "open", 9, 9, None)]
    found = choose(wishes, frozenset(), by_name, equal)
    assert found.wishes == ()
    assert "--side-with" in found.left_out[0].mend
    sided = choose(wishes, frozenset({"radio"}), by_name, equal)
    assert [w.claim.id for w in sided.wishes] == ["b"]
    assert sided.left_out[0].claims == ("a",)
    assert "set aside" in sided.left_out[0].why
    both = choose(wishes, frozenset({"radio", "guard"}), by_name, equal)
    assert both.wishes == ()


def test_different_times_stand_side_by_side() -> None:
    wishes = [wish("a", "Guard", "shut", 0, 0, 9), wish("b", "Radio", "open", 0, 9, 12)]
    found = choose(wishes, frozenset(), no_names, equal)
    assert len(found.wishes) == 2
    assert not found.left_out


@pytest.mark.parametrize("seed", range(400))
def test_what_is_chosen_never_says_two_things_of_one_hour(seed: int) -> None:
    chance = random.Random(seed)
    wishes = []
    for number in range(chance.randrange(1, 7)):
        since = chance.randrange(HOURS)
        until = chance.choice([None, since + chance.randrange(1, 20)])
        speaker = chance.choice(["Guard", "Radio", "Council"])
        value = chance.choice(["shut", "open"])
        told = chance.randrange(4)
        wishes.append(wish(str(number), speaker, value, told, since, until))
    side = frozenset(chance.sample(["guard", "radio", "council"], chance.randrange(3)))
    found = choose(wishes, side, by_name, equal)
    for hour in range(HOURS + 30):
        at = START + timedelta(hours=hour)
        said = {
            w.value for w in found.wishes if w.since <= at and (w.until is None or at < w.until)
        }
        assert len(said) <= 1
    # nothing vanishes: every claim is chosen or told why not
    told_of = {w.claim.id for w in found.wishes} | {c for row in found.left_out for c in row.claims}
    assert told_of == {w.claim.id for w in wishes}
    if not side:
        # naively: of claims of two speakers that overlap and differ, as they were said last,
        # neither is chosen
        last = {}
        for w in sorted(wishes, key=lambda each: each.told):
            last[by_name(w.claim)] = w
        newest = list(last.values())
        for one in newest:
            for other in newest:
                overlap = (other.until is None or one.since < other.until) and (
                    one.until is None or other.since < one.until
                )
                if one is not other and overlap and one.value != other.value:
                    chosen = {w.claim.id for w in found.wishes}
                    assert one.claim.id not in chosen or other.claim.id not in chosen


def test_the_order_of_the_log_does_not_matter() -> None:
    chance = random.Random(3)
    for _ in range(100):
        wishes = [
            wish(str(n), chance.choice("ab"), chance.choice(["shut", "open"]), n, n, None)
            for n in range(5)
        ]
        mixed = [replace(w) for w in wishes]
        chance.shuffle(mixed)
        one = choose(wishes, frozenset(), no_names, equal)
        other = choose(mixed, frozenset(), no_names, equal)
        assert {(w.claim.id, w.until) for w in one.wishes} == {
            (w.claim.id, w.until) for w in other.wishes
        }
