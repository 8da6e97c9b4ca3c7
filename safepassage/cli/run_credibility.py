"""The credibility table for the command line: as text, and as JSON."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from ..credibility.criteria import CRITERIA
from ..credibility.row import Row
from ..credibility.table import STATES, CredibilityTable, credibility_table
from ..report.credibility_lines import evidence_line, missing_lines, state, title
from ..report.facts.sealed import Sealed
from ..report.language.language import Language

WIDTH = 100
IN_TEXT = ("not_met", "no_evidence", "stated", "met")  # the gravest first


def credibility_document(sealed: Sealed, language: str) -> dict[str, Any]:
    """The table in the form of the machine contract (docs/reference/json.md)."""
    made = credibility_table(sealed.plan, sealed.check)
    words = Language(language)
    return {
        "bundle": sealed.name,
        "verdict": sealed.check.verdict,
        "counts": {name: made.count(name) for name in STATES},
        "criteria": [
            {
                "id": row.id,
                "title": title(words, row),
                "state": row.state,
                "basis": CRITERIA[row.id].basis,
                "evidence": [
                    {
                        "what": evidence_line(words, piece),
                        "status": piece.status,
                        "where": piece.where,
                        "source": piece.source,
                        "values": dict(piece.values),
                    }
                    for piece in row.evidence
                ],
                "missing": missing_lines(words, row),
            }
            for row in made.rows
        ],
    }


def credibility_text(sealed: Sealed, language: str) -> str:
    """The table as text, by state: what is not met stands first; then the sources named in it."""
    made = credibility_table(sealed.plan, sealed.check)
    words = Language(language)
    lines = [sealed.plan.inputs.title, ""]
    if not sealed.passed:
        lines += [*wrap(words.say("r-verdict-failed"), WIDTH), ""]
    lines += wrap(summary(words, made), WIDTH)
    for name in IN_TEXT:
        rows = [row for row in made.rows if row.state == name]
        if rows:
            title_ = words.say(f"cred-group-{name.replace('_', '-')}")
            lines += ["", f"{title_} ({len(rows)})"]
        for row in rows:
            lines += _row_lines(words, row)
    return "\n".join([*lines, *_source_lines(words, sealed, made)]) + "\n"


def _row_lines(words: Language, row: Row) -> list[str]:
    head = f"{row.id}  {title(words, row)}"
    if row.state == "stated":
        head += f" [{state(words, row)}]"
    lines = [head]
    for piece in row.evidence:
        said = evidence_line(words, piece)
        word = words.say(f"status-{piece.status.lower()}")
        text = f"{said} [{word}: {piece.where}{_source(piece.source)}]"
        lines += wrap(text, WIDTH, initial_indent="     ", subsequent_indent="       ")
    if missing := "; ".join(missing_lines(words, row)):
        text = f"{words.say('cred-missing')}: {missing}"
        lines += wrap(text, WIDTH, initial_indent="     ", subsequent_indent="       ")
    return lines


def _source_lines(words: Language, sealed: Sealed, made: CredibilityTable) -> list[str]:
    named = {
        source
        for row in made.rows
        for piece in row.evidence
        for source in (piece.source or "").split(", ")
    }
    rows = [row for row in sealed.plan.inputs.sources if row.id in named]
    if not rows:
        return []
    lines = ["", words.say("cred-sources")]
    for row in rows:
        text = f"{row.id}: {row.title}, {row.publisher}, {row.date}"
        lines += wrap(text, WIDTH, initial_indent="     ", subsequent_indent="       ")
    return lines


def summary(words: Language, made: CredibilityTable) -> str:
    """How many criteria are in which state; never one verdict."""
    return words.say(
        "cred-summary",
        met=made.count("met"),
        not_met=made.count("not_met"),
        stated=made.count("stated"),
        none=made.count("no_evidence"),
    )


def _source(source: str | None) -> str:
    return f", {source}" if source else ""
