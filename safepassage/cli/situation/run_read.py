"""Run `situation read`: files to documents, documents to proposals, proposals to the record."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from ...clock import parse_day, parse_instant
from ...errors import UsageError
from ...intake.claims_of import claims_of
from ...intake.documents.furniture.find import without_furniture
from ...intake.documents.read_document import Published
from ...intake.documents.read_many import Outcome, read_many
from ...intake.documents.source_document import SourceDocument
from ...intake.gazetteer import Gazetteer, gazetteer_of
from ...intake.near.near_index import NearIndex
from ...intake.proposal import Proposal
from ...intake.read_facts import LANGUAGES, read_facts, without_doubles
from ...problems import Refusal
from ...scenario import read_scenario
from ...scenario.scenario import Scenario
from ...situation.event import Claimed
from ...situation.when import When, instant
from ...store.store import Store, open_record
from ...visible import visible
from ..output import print_json
from .ask_model import ask_model, check_model
from .options import who
from .read_text import read_text
from .read_views import read_views

MANY = 24  # files from which on two processes are worth their start


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """What was asked for on the command line."""

    files: tuple[Path, ...]
    published: tuple[str, ...]
    scenario: str | None
    record: Path | None
    by: str | None
    language: str | None
    encoding: str | None
    model_url: str | None
    model_name: str | None
    allow_model: bool
    confidential: bool
    processes: int
    json: bool


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file: its document and proposals, or what is wrong with it."""

    path: Path
    source: SourceDocument | None
    proposals: tuple[Proposal, ...]
    notes: tuple[str, ...]
    problem: str | None
    kept: bool


def run_read(request: ReadRequest) -> None:
    """Read and show. UsageError if no file could be read; a bad one among others costs its line."""
    by = who(request.by)
    scenario = None if request.scenario is None else read_scenario(request.scenario)
    dates = _dates(request)
    check_model(
        request.model_url,
        request.model_name,
        allowed=request.allow_model,
        confidential=request.confidential,
    )
    with _store(request.record) as store:
        read = tuple(_read(request, scenario, dates, store, by))
    problems = [file.problem for file in read if file.problem is not None]
    if len(problems) == len(read):
        raise UsageError("\n".join(problems))
    for problem in problems:
        print(visible(problem), file=sys.stderr)
    if request.json:
        print_json(_document(read))
    else:
        zone = ZoneInfo("UTC") if scenario is None else scenario.zone_info
        typer.echo(read_text(read, request.record, zone), nl=False)
        if len(read) <= MANY and request.record is None:
            typer.echo(read_views(read, scenario, zone), nl=False)
    if problems:
        raise typer.Exit(2)


def propose(
    source: SourceDocument, gazetteer: Gazetteer | None, *, with_model: bool = False
) -> tuple[Proposal, ...]:
    """The facts of a document that the rules of its language see.

    In a language without rules there are none `with_model`, which is asked later; without one,
    such a text is refused.
    """
    if with_model and source.document.language not in LANGUAGES:
        return ()
    day: date = source.document.published.earliest.date()
    return read_facts(
        source.text,
        day,
        gazetteer,
        language=source.document.language,
        furniture=source.furniture,
    )


def _read(
    request: ReadRequest,
    scenario: Scenario | None,
    dates: dict[Path, Published],
    store: Store | None,
    by: str,
) -> Iterator[FileRead]:
    gazetteer = None if scenario is None else gazetteer_of(scenario)
    zone = None if scenario is None else scenario.zone_info
    processes = request.processes or (2 if len(request.files) >= MANY else 1)
    outcomes = read_many(
        request.files,
        dates,
        work=partial(propose, gazetteer=gazetteer, with_model=request.model_url is not None),
        near=_known(store),
        processes=processes,
        progress=_progress if len(request.files) >= MANY and sys.stderr.isatty() else None,
        encoding=request.encoding,
        language=request.language,
    )
    for outcome in outcomes:
        if outcome.document is None:
            yield FileRead(outcome.path, None, (), (), outcome.problem, False)
            continue
        proposals, notes = _with_model(request, outcome, gazetteer)
        kept = _keep(store, by, outcome, proposals, zone)
        notes = (*outcome.document.notes, *_copies(outcome, store, kept), *notes)
        yield FileRead(outcome.path, outcome.document, proposals, notes, None, kept)


def _with_model(
    request: ReadRequest, outcome: Outcome, gazetteer: Gazetteer | None
) -> tuple[tuple[Proposal, ...], tuple[str, ...]]:
    assert outcome.document is not None
    proposals: tuple[Proposal, ...] = outcome.made or ()
    if request.model_url is None:
        return proposals, ()
    more, notes = ask_model(
        outcome.document,
        request.model_url,
        request.model_name or "",
        gazetteer,
        allowed=request.allow_model,
        confidential=request.confidential,
    )
    return tuple(without_doubles((*proposals, *more))), notes


def _keep(
    store: Store | None,
    by: str,
    outcome: Outcome,
    proposals: tuple[Proposal, ...],
    zone: ZoneInfo | None,
) -> bool:
    """Put document and proposals into the record, in one go; False where it was there already."""
    source = outcome.document
    if store is None or source is None:
        return False
    acts = [Claimed(claim) for claim in claims_of(source.document, proposals, zone)]
    print_ = outcome.fingerprint
    events = store.keep(
        by,
        source.document,
        source.data,
        source.text,
        *acts,
        fingerprint=None if print_ is None else print_.to_bytes(),
    )
    return bool(events)


def _copies(outcome: Outcome, store: Store | None, kept: bool) -> tuple[str, ...]:
    if outcome.copy is not None:
        share = round(100 * outcome.copy.overlap.jaccard)
        return (
            f"repeats the text {outcome.copy.of[:12]} ({share} % of their runs of words are "
            "alike): both count as one source",
        )
    if store is not None and not kept:
        return ("these bytes are in the record already: nothing was added",)
    return ()


def _known(store: Store | None) -> NearIndex | None:
    """The texts of the record, for new ones to be held against."""
    if store is None:
        return None
    index = NearIndex(lambda sha256: without_furniture(store.text_of(sha256)))
    copies = store.copies()
    index.restore((sha256, data, copies.get(sha256)) for sha256, data in store.fingerprints())
    return index


def _dates(request: ReadRequest) -> dict[Path, Published]:
    given = [_published(text) for text in request.published]
    if len(given) not in (0, 1, len(request.files)):
        raise UsageError(
            f"--published was given {len(given)} times for {len(request.files)} files. Give it "
            "once for all, or once for each in their order."
        )
    if not given:
        return {}
    days = given * len(request.files) if len(given) == 1 else given
    return dict(zip(request.files, days, strict=True))


def _published(text: str) -> date | When:
    try:
        return instant(parse_instant(text)) if "T" in text else parse_day(text)
    except Refusal as refusal:
        raise UsageError(f"--published: {refusal}") from refusal


@contextmanager
def _store(record: Path | None) -> Iterator[Store | None]:
    if record is None:
        yield None
        return
    with open_record(record, create=True) as store:
        yield store


def _progress(done: int, total: int) -> None:
    end = "\n" if done == total else ""
    print(f"\r{done} of {total} read", end=end, file=sys.stderr, flush=True)


def _document(read: tuple[FileRead, ...]) -> object:
    """The contract for machines; a list of such where several files were read."""
    rows = [_row(file) for file in read]
    return rows[0] if len(rows) == 1 else {"documents": rows}


def _row(file: FileRead) -> dict[str, object]:
    if file.source is None:
        return {"file": file.path.name, "problem": file.problem}
    document = file.source.document.to_json()
    return {
        "document": document,
        "headline": None if file.source.headline is None else file.source.headline.to_json(),
        "furniture": [span.to_json() for span in file.source.furniture],
        "notes": list(file.notes),
        "kept": file.kept,
        "proposals": [proposal.to_json() for proposal in file.proposals],
    }
