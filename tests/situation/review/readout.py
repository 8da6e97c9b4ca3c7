"""A small record to review: an invented text, its proposals, and one fact that stands."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

from safepassage.situation.claim import Claim, Speaker
from safepassage.situation.document import Document
from safepassage.situation.event import Claimed
from safepassage.situation.span import Span
from safepassage.situation.when import whole_day
from safepassage.store.store import Store, open_record

TEXT = (
    "Talks on the Varde ferry\n"
    "The Lower Coast Guard's gate at Varde pier has been closed since 3 March and about 640 "
    "people are waiting there, harbour master Ines Holt said on Tuesday. The Upper Council "
    "wants the boats back before any crossing.\n"
)
WRITTEN = datetime(2031, 3, 12, 8, tzinfo=UTC)
NAME = "varde.txt"


def span(words: str) -> Span:
    """The words where they stand in the text, which is once."""
    assert TEXT.count(words) == 1, words
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


GATE = "The Lower Coast Guard's gate at Varde pier has been closed since 3 March"
FIGURE = "about 640 people are waiting there"
HOLT = Speaker("Ines Holt", "harbour master")
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()


def claims() -> tuple[Claim, ...]:
    """A gate, a figure, both as one (to be split), and a position that a model proposed."""
    gate = Claim(
        id="aaaa00000001",
        type="place_status",
        norm={"status": "closed", "side": "Lower Coast"},
        evidence=span(GATE),
        document=SHA256,
        fields={"place": (span("gate at Varde pier"),), "status": (span("closed"),)},
        speaker=HOLT,
        chain=("Ines Holt", "Varde Post"),
        rule="place_is_status",
        why="A place with a verb of being and a word for open or closed.",
    )
    both = f"{GATE} and {FIGURE}"
    return (
        gate,
        Claim(
            id="aaaa00000002",
            type="statement",
            norm={"mode": "indirect"},
            evidence=span(both),
            document=SHA256,
            fields={"speaker": (span("Ines Holt"),)},
            speaker=HOLT,
            chain=("Ines Holt", "Varde Post"),
            rule="said_at_the_end",
            why="A clause before a name and a verb of saying.",
        ),
        Claim(
            id="aaaa00000003",
            type="figure",
            norm={"approx": 640, "qualifier": "about", "measure": "waiting", "unit": "persons"},
            evidence=span(FIGURE),
            document=SHA256,
            fields={"value": (span("640"),), "what": (span("people"),)},
            speaker=HOLT,
            chain=("Ines Holt", "Varde Post"),
            rule="number_and_noun",
            why="A number before a word for people.",
        ),
        Claim(
            id="aaaa00000004",
            type="position",
            norm={"stance": "demands"},
            evidence=span("The Upper Council wants the boats back"),
            document=SHA256,
            fields={"party": (span("The Upper Council"),)},
            chain=("Varde Post",),
            rule="model:stub",
            why="Proposed by a model.",
        ),
    )


STANDS = Claim(
    id="bbbb00000001",
    type="place_status",
    norm={"status": "open", "place": "gate at Varde pier"},
    speaker=Speaker("Lower Coast Guard"),
    chain=("Lower Coast Guard",),
    rule="hand",
    why="Written down by hand.",
)


def keep_readout(store: Store) -> None:
    """Take in the text with its four proposals (events 1 to 5), and accept one fact (event 6)."""
    document = Document(
        sha256=SHA256,
        characters=len(TEXT),
        name=NAME,
        media="text/plain",
        published=whole_day(date(2031, 3, 12)),
        title="Talks on the Varde ferry",
        outlet="Varde Post",
    )
    store.keep("reader", document, TEXT.encode(), TEXT, *(Claimed(c) for c in claims()))
    store.append("reader", Claimed(STANDS, "accepted"))


def readout_record(path: Path) -> Path:
    """A file with that record."""
    with open_record(path, create=True) as store:
        keep_readout(store)
    return path
