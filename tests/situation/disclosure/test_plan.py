"""A plan goes to others: no value of it may rest on what stays inside, nor on what repeats it."""

from __future__ import annotations

from pathlib import Path

import pytest

from safepassage.cli.situation.run_apply import held_at
from safepassage.situation.claim import Claim
from safepassage.situation.event import Claimed, Withheld
from safepassage.store.store import open_record

FAR = "crossing/harbour/gate/far"


@pytest.mark.parametrize("known", [None, "2031-05-04T12:00:00+00:00"])
def test_what_replaces_a_withheld_claim_is_marked_for_apply_as_well(
    known: str | None, tmp_path: Path
) -> None:
    old = Claim("old", "place_status", {"status": "open"}, FAR)
    new = Claim("new", "place_status", {"status": "closed"}, FAR, supersedes=("old",))
    path = tmp_path / "a.record"
    with open_record(path, create=True) as store:
        store.append("A person", Claimed(old, "accepted"), Claimed(new, "accepted"))
        store.append("A person", Withheld("old", "safety"))
    held = held_at(path, known)
    assert list(held.withheld) == ["old", "new"]
    assert held.withheld["old"] == "safety"
