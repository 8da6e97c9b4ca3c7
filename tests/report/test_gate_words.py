"""The state of each side is said in words, and nothing unknown may read as open."""

from __future__ import annotations

import pytest

from safepassage.report.gate_words import SideWords, crossing_sides
from safepassage.scenario import read_scenario

FAR = "crossing/harbour/gate/far"


def far_side(*changes: str) -> SideWords:
    scenario = read_scenario("harbour", set_=changes)
    crossing = next(row for row in scenario.crossings if row.id == "harbour")
    parties = {party.id: party.name for party in scenario.parties}
    return crossing_sides(crossing, parties, scenario.zone_info)[1]


def test_an_open_side_says_hours_rate_and_consent() -> None:
    side = far_side()
    assert (side.side, side.state, side.said) == ("far side", "open", "open at times")
    assert side.holder == "Authority of the far side"
    assert side.hours == "Mon 5 May 08:00 to Mon 5 May 14:00"
    assert side.rates == "240 people/h, 5 trucks/h"
    assert side.consents == "Authority of the far side: given (people out)"


@pytest.mark.parametrize(
    ("changes", "state", "said"),
    [
        ([f"{FAR}/open=unknown"], "unknown", "not known: opening"),
        ([f"{FAR}/open=[]"], "closed", "closed: no hours given"),
        ([f"{FAR}/rate_persons_per_hour=unknown"], "unknown", "not known: rate"),
        ([f"{FAR}/rate_persons_per_hour=0"], "closed", "no people pass: 0 an hour"),
        ([f"{FAR}/consent/authority/state=unknown"], "unknown", "not known: consent"),
        ([f"{FAR}/consent/authority/state=refused"], "closed", "consent refused"),
        (
            [f"{FAR}/open=unknown", f"{FAR}/consent/authority/state=unknown"],
            "unknown", "not known: opening, consent",
        ),
        # the consent of aid and of people who come in is not asked of people who leave
        ([f"{FAR}/consent/authority/of=aid", f"{FAR}/consent/authority/state=unknown"], "open",
         "open at times"),
        ([f"{FAR}/consent/authority/direction=in", f"{FAR}/consent/authority/state=unknown"],
         "open", "open at times"),
    ],
)  # fmt: skip
def test_the_state_of_a_side(changes: list[str], state: str, said: str) -> None:
    side = far_side(*changes)
    assert (side.state, side.said) == (state, said)


def test_daily_hours_and_hours_taken_back() -> None:
    scenario = read_scenario("rafah-2024")
    rafah = next(row for row in scenario.crossings if row.id == "rafah")
    gaza, _ = crossing_sides(rafah, {}, scenario.zone_info)
    assert gaza.hours.startswith("daily 08:00 to 18:00; but closed Tue 7 May 00:00 to ")
