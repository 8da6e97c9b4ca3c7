"""The credibility table for the command line: as text, and as JSON."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from ..credibility.table import STATES, CredibilityTable, credibility_table
from ..report.credibility_lines import evidence_line, missing_lines, state, title
from ..report.facts.sealed import Sealed
from ..report.language.language import Language

WIDTH = 100


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
    """The table as text, in the order of the criteria."""
    made = credibility_table(sealed.plan, sealed.check)
    words = Language(language)
    lines = [sealed.plan.inputs.title, ""]
    if not sealed.passed:
        lines += [*wrap(words.say("r-verdict-failed"), WIDTH), ""]
    lines += [*wrap(summary(words, made), WIDTH), ""]
    for row in made.rows:
        lines.append(f"{row.id}  {state(words, row).upper():<12}  {title(words, row)}")
        for piece in row.evidence:
            said = evidence_line(words, piece)
            word = words.say(f"status-{piece.status.lower()}")
            text = f"{said} [{word}: {piece.where}{_source(piece.source)}]"
            lines += wrap(text, WIDTH, initial_indent="       ", subsequent_indent="         ")
        for missing in missing_lines(words, row):
            text = f"{words.say('cred-missing')}: {missing}"
            lines += wrap(text, WIDTH, initial_indent="       ", subsequent_indent="         ")
    return "\n".join(lines) + "\n"


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
