"""Facts put down by hand have no words of a text: each line still says what it is about."""

from __future__ import annotations

from typing import Any

import pytest

from safepassage.report.language.language import Language
from safepassage.sitrep.make_sitrep import Asked, make_sitrep
from safepassage.sitrep.parts import PARTS
from safepassage.sitrep.text import sitrep_text
from safepassage.situation.claim import Claim, Speaker
from safepassage.situation.event import Claimed

from .scene import AS_OF, MONDAY, record

NOTES: dict[str, tuple[dict[str, Any], str]] = {
    "deadline": ({"kind": "ultimatum", "duration_days": 7, "what": "an answer"}, "an answer"),
    "place_status": ({"place": "north gate", "status": "closed"}, "north gate"),
    "figure": ({"approx": 40, "qualifier": "about", "measure": "waiting"}, "waiting"),
    "order": ({"zones": ["4", "5"]}, "4, 5"),
}


@pytest.mark.parametrize("kind", sorted(PARTS))
def test_no_line_is_without_a_name(kind: str) -> None:
    norm, words = NOTES.get(kind, ({}, "Harbour council"))
    note = Claim("note", kind, norm=norm, speaker=Speaker("Harbour council"), said=MONDAY)
    sitrep = make_sitrep(record(Claimed(note, "accepted")), Asked(AS_OF))
    [row] = sitrep.rows
    assert row.name
    assert words in sitrep_text(sitrep, Language("en"))
