"""Norms come from models, hands and other versions: whatever they hold, every view has to stand."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from safepassage.cli.situation.run_show import VIEWS
from safepassage.cli.situation.show_text import show_text
from safepassage.situation.claim import Claim, Speaker, Valid
from safepassage.situation.disclosure.for_grade import for_grade
from safepassage.situation.event import LINKS, Act, Claimed, Linked, Read
from safepassage.situation.fact_types import FACT_TYPES
from safepassage.situation.span import Span
from safepassage.situation.views.overview import overview
from safepassage.situation.views.plain import plain
from safepassage.situation.when import When

from ..random_record import record_of
from .build import at, document

JUNK: tuple[Any, ...] = (
    None, True, False, 0, -3, 10**400, 1.5, float("inf"), float("nan"), "", " ", "the",
    "9999-12-31", "2031-05-05", "2031-05-05/1999-01-01", "closed", "x" * 5000, "\x1b[31m\u202e", [],
    [1, None], {"a": [1]}, ["2031-05-05", "c1"], "c1", "mediator", "release", "support",
)  # fmt: skip
_NAMES = """
status state stance kind role level low high approx qualifier measure unit party party_id by on
on_party topics parties commitments due until start anchor since date duration_days duration_hours
subset_of conflicts_with same_event_as meets lacks source note place crossing side side_party what
about requirement trigger operator zones last condition condition_met a b mediator weapon victims
"""
NAMES = _NAMES.split()
DAYS = (datetime(1900, 1, 1, tzinfo=UTC), at(4), datetime(2199, 12, 31, tzinfo=UTC))


def spans(rng: random.Random) -> tuple[Span, ...]:
    return tuple(Span(n, n + 5, rng.choice(("", "to", "a plan", "\x07"))) for n in (1, 2))


def junk_claim(rng: random.Random, number: int) -> Claim:
    first = rng.choice(
        (datetime(1900, 1, 1, tzinfo=UTC), at(4), datetime(2199, 12, 31, tzinfo=UTC))
    )
    when = When(first, first + timedelta(days=rng.choice((0, 1))), rng.choice(("", "soon", None)))
    words = rng.choice(("", "talks", "not seen the plan", "x" * 900, "\r\n\x00", "support deal"))
    fields = {rng.choice(NAMES): spans(rng) for _ in range(rng.randint(0, 4))}
    return Claim(
        f"c{number}",
        rng.choice((*FACT_TYPES, "another type")),
        {rng.choice(NAMES): rng.choice(JUNK) for _ in range(rng.randint(0, 9))},
        rng.choice((None, "", "crossing", "crossing/a/gate/b", "crossing/a", "/", "population/x")),
        rng.choice((None, Span(0, len(words), words))),
        rng.choice((None, "a" * 64, "of no document")),
        fields,
        rng.choice((None, Speaker(""), Speaker("We", "", "ostra"), Speaker("\x1b]0;x\x07"))),
        rng.choice(((), ("",), ("Agency", "Outlet"))),
        Valid(rng.choice((None, when)), rng.choice((None, when))),
        rng.choice((None, when)),
        rng.choice((None, when)),
        supersedes=rng.choice(((), ("c1",), ("nobody",), (f"c{number}",))),
    )


def test_every_view_stands_whatever_norms_hold() -> None:
    rows = 0
    for seed in range(150):
        rng = random.Random(seed)
        acts: list[Act] = [Read(document("a", title="talks about a deal"))]
        claims = [junk_claim(rng, n) for n in range(30)]
        acts += [Claimed(claim, rng.choice(("accepted", "proposed"))) for claim in claims]
        acts += [
            Linked(f"c{rng.randint(0, 35)}", f"c{rng.randint(0, 35)}", rng.choice(LINKS))
            for _ in range(6)
        ]
        held = record_of(acts).now()
        for one in (held, for_grade(held, "public")):
            views = {name: view(one, at(9), (), True) for name, view in VIEWS.items()}
            text = show_text(one, at(9), ZoneInfo("Asia/Gaza"), views, 0)
            assert not {"\x1b", "\x07", "\x00", "\r", "\u202e"} & set(text)
            json.dumps(plain(overview(one, at(9), with_unreviewed=True)))
            json.dumps({name: plain(found) for name, found in views.items()})
            rows += sum(map(len, views.values()))
    assert rows > 1000
