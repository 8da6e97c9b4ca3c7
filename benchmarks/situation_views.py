"""Seconds for every view over 100,000 claims, for the replay of the log, and for disclosure.

    python -m benchmarks.situation_views [--claims 100000]

Claims are made with a fixed seed: one document for twenty of them, the sixteen types as often as
news has them, 60 gates and 300 other places, 200 speakers, a tenth superseded, some linked; what
they say is drawn at random, so nearly everything is in dispute. Further records hold claims of one
type only, so that no view profits from what it does not look at. The record is in memory; reading
it from disk is measured apart.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from safepassage.cli.situation.run_show import VIEWS
from safepassage.situation.claim import Claim, Speaker, Valid
from safepassage.situation.disclosure.for_grade import held_for
from safepassage.situation.document import Document
from safepassage.situation.event import Act, Claimed, Event, Linked, Read, Withheld
from safepassage.situation.record import Held, Record
from safepassage.situation.span import Span
from safepassage.situation.views.overview import overview
from safepassage.situation.when import When, instant, whole_day
from safepassage.store.store import open_record

SEED = 20240506
START = datetime(2031, 5, 1, tzinfo=UTC)
REPEATS = 3
A_TEXT = 20  # claims of one document
# how often each type stands in the gold of news texts, roughly
WEIGHTS = {
    "statement": 25,
    "figure": 25,
    "incident": 10,
    "position": 8,
    "place_status": 8,
    "contact": 4,
    "deadline": 4,
    "consent": 4,
    "negotiation": 3,
    "condition": 2,
    "unknown": 2,
    "transport": 1,
    "service_status": 1,
    "order": 1,
    "capability": 1,
    "party_role": 1,
}
ALONE = {
    "gates": "place_status",
    "consents": "consent",
    "deadlines": "deadline",
    "incidents": "incident",
    "figures": "figure",
    "positions": "position",
    "unknowns": "unknown",
}


def run(count: int = 100_000) -> dict[str, Any]:
    """Measure all."""
    acts = list(made(count, WEIGHTS))
    record, held, replay_s = _replayed(acts)
    at = held.known
    found: dict[str, Any] = {
        "claims": count,
        "events": len(acts),
        "replay_s": replay_s,
        "overview_s": _best(lambda: overview(held, at)),
        "outside_s": _best(lambda: held_for(record, "public")),
        "view_s": {
            name: _best(lambda v=view: v(held, at, (), False)) for name, view in VIEWS.items()
        },
        "from_disk_s": _from_disk(acts),
    }
    found["one_type_s"] = {}
    for name, kind in ALONE.items():
        _, only, _ = _replayed(list(made(count, {kind: 1})))
        view = VIEWS[name]
        found["one_type_s"][name] = _best(lambda v=view, h=only: v(h, h.known, (), False))
    return found


def made(count: int, weights: dict[str, int]) -> Iterator[Act]:
    """Documents, claims, links and a few withheld claims."""
    rng = random.Random(SEED)
    kinds = rng.choices(list(weights), list(weights.values()), k=count)
    document = ""
    for number, kind in enumerate(kinds):
        if number % A_TEXT == 0:
            document = f"{number:064x}"
            day = (START + timedelta(hours=number / count * 24 * 60)).date()
            yield Read(
                Document(
                    document, 4000, f"{number}.txt", "text/plain", whole_day(day), f"Title {number}"
                )
            )
        yield Claimed(_claim(rng, number, kind, document, count), "accepted")
        if number % 40 == 39:
            kind = rng.choice(("same_event", "conflicts", "repeats"))
            yield Linked(f"c{number}", f"c{number - rng.randint(1, 30)}", kind)
        if number % 1000 == 999:
            yield Withheld(f"c{number}", "safety")


def _claim(rng: random.Random, number: int, kind: str, document: str, count: int) -> Claim:
    said = START + timedelta(hours=number / count * 24 * 60)
    start = number % A_TEXT * 200
    words = f"the words of claim {number} about something that happened somewhere"
    since = instant(said - timedelta(hours=rng.randint(0, 40))) if rng.random() < 0.4 else None
    until = None
    if since is not None and rng.random() < 0.2:
        until = When(said, said + timedelta(hours=rng.randint(1, 200)))
    fields = {name: (Span(start, start + 20, text),) for name, text in _fields(rng, kind)}
    return Claim(
        id=f"c{number}",
        type=kind,
        norm=_norm(rng, kind),
        subject=_subject(rng, kind),
        evidence=Span(start, start + len(words), words),
        document=document,
        fields=fields,
        speaker=Speaker(f"Speaker {rng.randint(1, 200)}", "official")
        if rng.random() < 0.7
        else None,
        chain=("An agency", "An outlet"),
        valid=Valid(since, until),
        said=instant(said) if rng.random() < 0.6 else None,
        published=whole_day(said.date()),
        supersedes=(f"c{number - 500}",) if number > 500 and rng.random() < 0.1 else (),
    )


def _subject(rng: random.Random, kind: str) -> str | None:
    if rng.random() < 0.3:
        return None
    if kind == "place_status":
        place = rng.randint(1, 360)
        return f"crossing/{place // 2}/gate/{place % 2}" if place <= 60 else f"zone/{place}"
    return rng.choice(("population", "party", "zone", "leg")) + f"/{rng.randint(1, 80)}"


def _fields(rng: random.Random, kind: str) -> list[tuple[str, str]]:
    name = f"thing number {rng.randint(1, 300)}"
    party = f"party {rng.randint(1, 40)}"
    names = {"place_status": "place", "figure": "what", "incident": "victims", "deadline": "action"}
    return [
        (names.get(kind, "about"), name),
        ("party", party),
        ("requirement", name),
        ("a", party),
        ("b", f"party {rng.randint(1, 40)}"),
        ("weapon", rng.choice(("mortars", "a rocket"))),
    ]


def _norm(rng: random.Random, kind: str) -> dict[str, Any]:
    match kind:
        case "place_status":
            return {"status": rng.choice(("open", "closed", "not_operated", "restricted"))}
        case "consent":
            return {"state": rng.choice(("granted", "withheld", "pending"))}
        case "figure":
            value = rng.randint(1, 5000)
            measure = rng.choice(("killed", "injured", "waiting", "displaced"))
            norm = {"measure": measure, "unit": "persons"}
            if rng.random() < 0.5:
                return {**norm, "low": value, "high": value, "qualifier": "exact"}
            return {**norm, "low": value, "qualifier": "more_than"}
        case "deadline":
            return {"kind": "ultimatum", "duration_days": rng.randint(1, 9)}
        case "position":
            return {"stance": rng.choice(("supports", "opposes", "demands"))}
        case "incident":
            return {"kind": rng.choice(("attack", "shelling", "release"))}
        case "negotiation":
            return {"state": rng.choice(("ongoing", "at_risk"))}
        case "condition":
            return {"by": f"party {rng.randint(1, 40)}"}
        case _:
            return {}


def _replayed(acts: list[Act]) -> tuple[Record, Held, dict[str, float]]:
    record = Record.of(
        Event(number, START + timedelta(days=61, seconds=number), "a person", act)
        for number, act in enumerate(acts, 1)
    )
    return record, record.now(), _best(record.now)


def _from_disk(acts: list[Act]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.record"
        with open_record(path, create=True) as store:
            for first in range(0, len(acts), 5000):
                store.append("a person", *acts[first : first + 5000])
        with open_record(path) as store:
            return _best(lambda: store.record().now())


def _best(work: Callable[[], Any]) -> dict[str, float]:
    """The best of three: seconds of the clock, and of the processor (others may be at work)."""
    clock, processor = [], []
    for _ in range(REPEATS):
        start, used = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    return {"clock": round(min(clock), 4), "processor": round(min(processor), 4)}


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    print(json.dumps(run(parser.parse_args().claims), indent=1))


if __name__ == "__main__":
    main()
