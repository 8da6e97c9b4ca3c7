"""Run `situation sitrep`: read the record, take the number, write the files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import typer

from ...errors import UsageError
from ...report.language.language import ENGLISH, Language
from ...report.write_map import write_whole
from ...scenario import read_scenario
from ...sitrep.document import sitrep_document
from ...sitrep.facts import Sitrep
from ...sitrep.forms import FORMS, Made, make_form
from ...sitrep.make_sitrep import Asked, make_sitrep, with_names
from ...sitrep.names import NO_NAMES, Names, names_of
from ...sitrep.page import GENERATOR
from ...sitrep.series import issued
from ...store.store import Store, open_record
from ..options import instant_option
from ..output import print_json
from ..own_file import refuse_foreign_file
from .options import instant_or_now, who

# how the files of a form may end, what stands within the first bytes of one of ours, and its name
OURS = {
    "html": ((".html", ".htm"), GENERATOR.encode(), "a sitrep"),
    "pdf": ((".pdf",), b"%PDF-", "a PDF"),
    "text": ((".txt",), b"", "a text"),
    "hxl": ((".csv",), b"#meta+id+sitrep", "a sitrep as HXL"),
    "edxl": ((".xml",), b"EDXL:SitRep", "a sitrep as EDXL"),
}
TRIES = 5


@dataclass(frozen=True, slots=True)
class SitrepRequest:
    """What the command line asks for, as it was written there."""

    record: Path
    as_of: str | None
    since: str | None
    known: str | None
    next_at: str | None
    scenario: str | None
    grade: str
    language: str
    with_unreviewed: bool
    out: Path | None
    files: dict[str, Path]
    draft: bool
    by: str | None
    json: bool


def run_sitrep(request: SitrepRequest) -> None:
    """Print or write a sitrep. Raises UsageError for what the user can mend."""
    by = who(request.by)
    asked = _asked(request)
    words = Language(request.language)
    with open_record(request.record) as store:
        if not request.files and request.out is None:
            _print(request, _said(request, store, asked), words, by)
            return
        sitrep, made, paths = _given_out(request, store, asked, words, by)
    for form in made:
        write_whole(paths[form.form], form.data)
    _tell(request, sitrep, made, paths, words)


def _asked(request: SitrepRequest) -> Asked:
    return Asked(
        as_of=instant_or_now("--as-of", request.as_of).replace(microsecond=0),
        grade=request.grade,
        known=instant_option("--known", request.known),
        since=instant_option("--since", request.since),
        next_at=instant_option("--next", request.next_at),
        with_unreviewed=request.with_unreviewed,
    )


def _names(request: SitrepRequest, language: str) -> Names:
    return names_of(read_scenario(request.scenario), language) if request.scenario else NO_NAMES


def _said(request: SitrepRequest, store: Store, asked: Asked) -> Sitrep:
    """The sitrep with names as readers of the language know them; its number is the same in all."""
    record = store.record()
    sitrep = make_sitrep(record, asked, _names(request, ENGLISH))
    if request.language == ENGLISH:
        return sitrep
    return with_names(record, asked, sitrep, _names(request, request.language))


def _given_out(
    request: SitrepRequest, store: Store, asked: Asked, words: Language, by: str
) -> tuple[Sitrep, list[Made], dict[str, Path]]:
    """The sitrep in its forms, with its number noted in the record before anything is written.

    If somebody adds to the record meanwhile, it is made anew, so that no number is given twice.
    """
    for _ in range(TRIES):
        seen = store.last_number()
        sitrep = _said(request, store, asked)
        paths = _paths(request, sitrep)
        if request.draft:
            sitrep = replace(sitrep, draft=True)
            return sitrep, _made(paths, sitrep, words, by), paths
        is_new, sitrep = sitrep.draft, replace(sitrep, draft=False)
        made = _made(paths, sitrep, words, by)
        if not is_new:
            return sitrep, made, paths
        act = issued(sitrep.number, sitrep.grade, sitrep.as_of, sitrep.mark)
        if store.last_number() == seen:
            store.append(by, act, expect=seen)
            return sitrep, made, paths
    raise UsageError(f"{request.record}: others keep adding to it. Nothing was written; try again.")


def _made(paths: dict[str, Path], sitrep: Sitrep, words: Language, by: str) -> list[Made]:
    return [make_form(form, sitrep, words, by=by) for form in paths]


def _paths(request: SitrepRequest, sitrep: Sitrep) -> dict[str, Path]:
    """Where each form goes; a file that is not ours is never replaced."""
    paths = dict(request.files)
    if request.out is not None:
        if request.out.exists() and not request.out.is_dir():
            raise UsageError(f"--out {request.out}: a file stands there; give a folder")
        request.out.mkdir(parents=True, exist_ok=True)
        ending = "" if sitrep.grade == "planners" else f"-{sitrep.grade}"
        ending += "" if request.language == ENGLISH else f"-{request.language}"
        for form, suffix in FORMS.items():
            paths.setdefault(form, request.out / f"sitrep-{sitrep.number}{ending}{suffix}")
    for form, path in paths.items():
        endings, begins, what = OURS[form]
        option = f"--{form}" if form in request.files else "--out"
        refuse_foreign_file(option, path, endings, begins, what)
    return paths


def _print(request: SitrepRequest, sitrep: Sitrep, words: Language, by: str) -> None:
    if request.json:
        print_json({**sitrep_document(sitrep), "files": {}})
        return
    typer.echo(make_form("text", sitrep, words, by=by).data.decode("utf-8"), nl=False)


def _tell(
    request: SitrepRequest,
    sitrep: Sitrep,
    made: list[Made],
    paths: dict[str, Path],
    words: Language,
) -> None:
    missing = sorted({letter for form in made for letter in form.missing})
    if request.json:
        document: dict[str, Any] = {
            **sitrep_document(sitrep),
            "files": {form.form: str(paths[form.form]) for form in made},
            "missing_glyphs": [f"U+{ord(letter):04X}" for letter in missing],
            "untranslated": list(words.untranslated),
        }
        print_json(document)
        return
    for line in _lines(sitrep, made, paths, missing, words):
        typer.echo(line)


def _lines(
    sitrep: Sitrep, made: list[Made], paths: dict[str, Path], missing: list[str], words: Language
) -> list[str]:
    what = "a draft, without a number of its own" if sitrep.draft else "given out"
    lines = [
        f"Sitrep {sitrep.number} for {sitrep.grade}: {what}. "
        f"Things: {len(sitrep.rows)}. Changes: {len(sitrep.changes)}. Gaps: {len(sitrep.gaps)}."
    ]
    if sitrep.unreviewed:
        lines.append(f"NOT ALL REVIEWED: {sitrep.unreviewed} line(s), each marked.")
    if sitrep.waiting:
        lines.append(f"{sitrep.waiting} claim(s) wait for review and are not in it.")
    lines += [f"  {paths[form.form]} ({len(form.data) / 1000:,.0f} kB)" for form in made]
    if missing:
        shown = " ".join(f"U+{ord(letter):04X}" for letter in missing)
        lines.append(f"No font has these characters; they stand as code points: {shown}")
    if words.untranslated:
        lines.append(f"{len(words.untranslated)} texts are not translated: they stand in English.")
    return lines
