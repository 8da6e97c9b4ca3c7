"""Hours after any sequence of claims of one speaker, compared quarter by quarter with the words."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from safepassage.apply.apply_claims import apply_claims
from safepassage.apply.write_applied import write_applied
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.read_scenario import read_scenario

from .made import at, claim, held

FAR = "crossing/harbour/gate/far"
MIDNIGHT = at("2031-05-05T00:00:00+00:00")
AS_OF = at("2031-05-05T06:00:00+00:00")
OWN = (8 * 4, 14 * 4)  # hours of the scenario, in quarters since midnight
HOURS = {"shut": None, "open": None, "open 07:00 to 15:30 daily": (28, 62)}


@dataclass(frozen=True)
class Said:
    """What was said, in quarters since midnight; until None = no end."""

    told: int
    since: int
    until: int | None
    value: str


def naive_open(said: list[Said], quarter: int) -> bool:
    """From the definition: the last word on that quarter, and the scenario's hours without one."""
    for word in said:
        if not (word.since <= quarter and (word.until is None or quarter < word.until)):
            continue
        later = [w for w in said if w.told > word.told and w.value != word.value]
        if any(word.since < w.since <= quarter for w in later):
            continue  # a later word has begun since
        if any(w.since <= word.since and (w.until is None or word.since < w.until) for w in later):
            continue  # a later word speaks of the time at which this one begins
        if word.value == "shut":
            return False
        hours = HOURS[word.value]
        if hours is not None:
            return hours[0] <= quarter < hours[1]
    return OWN[0] <= quarter < OWN[1]


def instant(quarter: int) -> str:
    return (MIDNIGHT + timedelta(minutes=15 * quarter)).isoformat()


@pytest.mark.parametrize("seed", range(150))
def test_hours_are_what_the_last_words_say(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    told = chance.sample(range(1, 20), chance.randrange(1, 6))
    said = []
    for when in told:
        since = chance.randrange(20, 60)
        until = chance.choice([None, since + chance.randrange(1, 24)])
        said.append(Said(when, since, until, chance.choice(sorted(HOURS))))
    claims = [
        claim(
            f"c{number}",
            "place_status",
            FAR,
            status="closed" if word.value == "shut" else "open",
            hours="07:00-15:30" if HOURS[word.value] else "",
            said=instant(word.told),
            since=instant(word.since),
            until=None if word.until is None else instant(word.until),
        )
        for number, word in enumerate(said)
    ]
    # the scenario's own word is of the evening before, so every claim is newer
    outcome, files = apply_claims("harbour", held(claims), AS_OF)
    made = write_applied("harbour", tmp_path / "now", outcome, files, force=False)
    inputs = make_inputs(read_scenario(made), as_of=AS_OF)
    gate = next(g for c in inputs.crossings for g in c.gates if (c.id, g.id) == ("harbour", "far"))
    start: datetime = inputs.start
    for quarter in range(24, 64):  # the scenario goes from 06:00 to 16:00
        second = int((MIDNIGHT + timedelta(minutes=15 * quarter) - start).total_seconds())
        is_open = any(row.from_s <= second < row.to_s for row in gate.open or ())
        assert is_open == naive_open(said, quarter), (quarter, said)
