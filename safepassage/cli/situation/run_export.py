"""Run the export for the command line: read the record, grade it, write it in a format."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ...digest.feed import AskedFeed, make_feed
from ...digest.history import History, View
from ...digest.past import Past
from ...errors import UsageError
from ...formats.situation.atom import atom
from ...formats.situation.claim_line import Readers, claim_lines, documents_for
from ...formats.situation.csv import claims_csv
from ...formats.situation.feed import web_address
from ...formats.situation.prov import prov_json
from ...formats.situation.rss import rss
from ...report.write_map import write_whole
from ...scenario.read_scenario import read_scenario
from ...sitrep.names import NO_NAMES, Names, names_of
from ...situation.disclosure.for_grade import held_for
from ...situation.disclosure.grade import PUBLIC, check_grade
from ...situation.record import Record
from ...store.store import open_record
from ...visible import visible
from ..options import instant_option
from .options import instant_or_now

FORMATS = ("prov", "csv", "atom", "rss")
FEEDS = ("atom", "rss")
UNTITLED = "Situation"


@dataclass(frozen=True, slots=True)
class AskedExport:
    """The options of the command."""

    to: str
    record: Path
    scenario: str | None = None
    grade: str = "planners"
    known: str | None = None
    as_of: str | None = None
    language: str = "en"
    title: str | None = None
    url: str | None = None
    with_unreviewed: bool = False
    out: Path | None = None


def run_export(asked: AskedExport) -> None:
    """Write what was asked for. Raises SafePassageError for what the user can mend."""
    content = exported(asked)
    if asked.out is None and sys.stdout.isatty():
        # words of others do not steer a terminal; a file or a pipe gets them as they are
        for line in content.decode("utf-8").splitlines():
            print(visible(line))
    elif asked.out is None:
        sys.stdout.buffer.write(content)
    else:
        if asked.out.is_dir() or not asked.out.resolve().parent.is_dir():
            raise UsageError(f"--out {asked.out}: give a file in a folder that is there.")
        write_whole(asked.out, content)


def exported(asked: AskedExport) -> bytes:
    """The export as bytes; the same record and options give the same bytes."""
    if asked.to not in FORMATS:
        raise UsageError(f'--format: "{asked.to}" is not known. Allowed: {", ".join(FORMATS)}.')
    check_grade(asked.grade)
    known = instant_option("--known", asked.known)
    names = _names(asked)
    if asked.grade == PUBLIC and not names.names:
        raise UsageError(
            "--grade public needs --scenario: what the public gets is named by the scenario."
        )
    with open_record(asked.record) as store:
        record = store.record()
    if asked.to in FEEDS:
        return _feed(asked, record, names, known)
    _refuse_feed_options(asked)
    readers = Readers(asked.grade, names.names, names.withheld, asked.with_unreviewed)
    held = held_for(record, asked.grade, known, names.withheld)
    if asked.to == "prov":
        text = json.dumps(prov_json(held, readers), ensure_ascii=False, indent=1)
        return f"{text}\n".encode("utf-8", "replace")
    lines = claim_lines(held, readers)
    return claims_csv(lines, documents_for(held, lines, readers), asked.grade)


def _names(asked: AskedExport) -> Names:
    if asked.scenario is None:
        return NO_NAMES
    return names_of(read_scenario(asked.scenario), asked.language)


def _feed(asked: AskedExport, record: Record, names: Names, known: datetime | None) -> bytes:
    if asked.url is not None and web_address(asked.url) is None:
        raise UsageError(f'--url: "{asked.url}" is not an address that begins with https://')
    if known is not None:
        record = Record(record.until(known))
    question = AskedFeed(
        View(asked.grade),
        asked.language,
        asked.title or _title(names, asked.grade),
        names.timezone,
        instant_or_now("--as-of", asked.as_of).replace(microsecond=0),
        asked.url,
    )
    feed = make_feed(History(Past(record, names.withheld), names, asked.with_unreviewed), question)
    return atom(feed) if asked.to == "atom" else rss(feed)


def _title(names: Names, grade: str) -> str:
    """The scenario's title, which is not for the public."""
    return names.title if names.title and grade != PUBLIC else UNTITLED


def _refuse_feed_options(asked: AskedExport) -> None:
    given = {"--as-of": asked.as_of, "--title": asked.title, "--url": asked.url}
    for option, value in given.items():
        if value is not None:
            raise UsageError(f"{option} is for feeds (atom, rss); for a table give --known INSTANT")
