"""Over random records: what goes outside is what a record without the withheld claims gives."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from safepassage.digest.feed import AskedFeed, make_feed
from safepassage.digest.history import History, View
from safepassage.digest.past import Past, Since
from safepassage.digest.read_subscribers import read_subscribers
from safepassage.digest.write_letters import Desk, preview_letters
from safepassage.formats.situation.atom import atom
from safepassage.formats.situation.claim_line import Readers, claim_lines, documents_for
from safepassage.formats.situation.csv import claims_csv
from safepassage.formats.situation.prov import prov_json
from safepassage.formats.situation.rss import rss
from safepassage.situation.claim import Claim, Speaker
from safepassage.situation.disclosure.for_grade import held_for
from safepassage.situation.event import Act, Claimed, Event, Retracted, Reviewed, Withheld
from safepassage.situation.record import Record
from safepassage.situation.when import instant
from tests.digest.scene import (
    CLOSED,
    HURT,
    LAST_BUS,
    MORNING,
    TALKS,
    WAITING,
    harbour_names,
    subscribers_file,
)

KINDS = (CLOSED, WAITING, LAST_BUS, TALKS, HURT)
PLACES = ("crossing/harbour/gate/far", "crossing/harbour/gate/town", "crossing/bridge", None)
AT = MORNING + timedelta(days=1)


def random_claim(random: Random, name: str, at: datetime) -> Claim:
    """Noted by hand: words of a text would keep inside whatever shares them."""
    kind = random.choice(KINDS)
    norm = dict(kind.norm)
    for key in ("status", "state"):
        if key in norm:
            norm[key] = random.choice(
                ["open", "closed", "full"] if key == "status" else ["ongoing", "at_risk"]
            )
    if "approx" in norm:
        norm["approx"] = random.randrange(1, 3000)
    return replace(
        kind, id=name, subject=random.choice(PLACES), norm={**norm, "note": f"note {name}"},
        evidence=None, document=None, fields={}, published=instant(at),
        speaker=Speaker(random.choice(("Ada", "Ben", "Cy"))), chain=(f"outlet {name[0]}",),
    )  # fmt: skip


def records(seed: int) -> tuple[Record, Record]:
    """A record with some claims withheld from the first, and the same without those claims."""
    random = Random(seed)
    whole: list[tuple[datetime, Act]] = []
    bare: list[tuple[datetime, Act]] = []
    for number in range(25):
        at = MORNING + timedelta(minutes=number)
        name = f"{random.choice('abc')}{number}"
        acts: list[Act] = [Claimed(random_claim(random, name, at), "accepted")]
        if random.random() < 0.3:
            acts = [replace(acts[0], state="proposed"), Reviewed(name, "accepted")]  # type: ignore[type-var]
        if random.random() < 0.2:
            acts.append(Retracted(name, "an error"))
        hidden = random.random() < 0.4
        whole += [(at, act) for act in ([Withheld(name, "a name"), *acts] if hidden else acts)]
        bare += [] if hidden else [(at, act) for act in acts]
    return _record(whole), _record(bare)


def _record(acts: list[tuple[datetime, Act]]) -> Record:
    return Record.of(Event(n, at, "Mara", act) for n, (at, act) in enumerate(acts, 1))


def products(record: Record, grade: str, folder: Path) -> dict[str, object]:
    """Everything that goes out to readers of a grade."""
    names = harbour_names()
    readers = Readers(grade, names.names, names.withheld)
    held = held_for(record, grade, AT, names.withheld)
    lines = claim_lines(held, readers)
    history = History(Past(record, names.withheld), names)
    feed = make_feed(history, AskedFeed(View(grade), "en", "Harbour", "UTC", AT))
    people = read_subscribers(subscribers_file(folder))
    people = people.model_copy(
        update={"subscribers": tuple(one for one in people.subscribers if one.grade == grade)}
    )
    desk = Desk(record, people, harbour_names)
    return {
        "csv": claims_csv(lines, documents_for(held, lines, readers), grade),
        "prov": json.dumps(prov_json(held, readers)),
        "atom": atom(feed),
        "rss": rss(feed),
        "mails": [one.mail for one in preview_letters(desk, None, AT)],
    }


@pytest.mark.parametrize("grade", ["partners", "public"])
@pytest.mark.parametrize("seed", range(12))
def test_a_withheld_claim_was_never_there(seed: int, grade: str, tmp_path: Path) -> None:
    whole, bare = records(seed)
    assert len(whole.events) > len(bare.events)
    found, expected = products(whole, grade, tmp_path), products(bare, grade, tmp_path)
    for name in expected:
        assert found[name] == expected[name], name
    assert b"note" in found["csv"] or grade == "public"  # type: ignore[operator]


@pytest.mark.parametrize("seed", range(12))
def test_the_past_that_a_digest_compares_with_holds_none_either(seed: int) -> None:
    """Half of the log was known at the last digest; numbers of events differ, what is seen not."""
    names = harbour_names()
    middle = MORNING + timedelta(minutes=12)
    seen = []
    for record in records(seed):
        history = History(Past(record, names.withheld), names)
        since = Since(len(record.until(middle)), middle)
        view = View("partners")
        seen.append((history.rows(view, middle, since, since), history.rows(view, AT, since, None)))
    assert seen[0] == seen[1]
    assert seen[0][0] != seen[0][1]
