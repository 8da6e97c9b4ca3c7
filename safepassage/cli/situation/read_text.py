"""What was read, in words: each fact with its type, its words and what the rule makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ...intake.proposal import Proposal
from ...visible import visible
from .when_text import when_text

if TYPE_CHECKING:
    from .run_read import FileRead

FULL = 3  # files up to which every fact is shown


def read_text(read: Sequence[FileRead], record: Path | None, zone: ZoneInfo) -> str:
    """All files; every fact of a few, counts of many."""
    good = [file for file in read if file.source is not None]
    lines: list[str] = []
    for file in good:
        lines += _head(file, zone)
        if len(good) <= FULL:
            lines += _facts(file.proposals)
        lines.append("")
    facts = sum(len(file.proposals) for file in good)
    lines.append(
        f"{facts} fact(s) proposed from {len(good)} text(s). Nobody has reviewed them: they are "
        "what rules saw in the words, each with the words."
    )
    if record is not None:
        lines.append(f"Next: safepassage situation review --record {record}")
    return "\n".join(lines) + "\n"


def _head(file: FileRead, zone: ZoneInfo) -> list[str]:
    assert file.source is not None
    document = file.source.document
    title = f": {visible(document.title)}" if document.title else ""
    lines = [
        f"{visible(document.name)}{title}",
        f"  published {when_text(document.published, zone)}, {document.characters:,} characters, "
        f"sha256 {document.sha256[:12]}, {len(file.proposals)} facts",
    ]
    return lines + [f"  note: {visible(note)}" for note in file.notes]


def _facts(proposals: Sequence[Proposal]) -> list[str]:
    lines = []
    for proposal in proposals:
        lines.append(f"  {proposal.type:<15}{visible(proposal.evidence.text)}")
        made = _norm(proposal)
        about = f" -> {proposal.subject}" if proposal.subject else ""
        if made or about:
            lines.append(f"  {'':<15}= {visible(made)}{visible(about)}")
    return lines


def _norm(proposal: Proposal) -> str:
    """What a reviewer would store, in one line."""
    norm: dict[str, Any] = dict(proposal.norm)
    speaker = proposal.fields.get("speaker")
    parts = [] if not speaker else [f"by {norm.pop('speaker_resolved', None) or speaker[0].text}"]
    parts += [f"{name} {value}" for name, value in norm.items()]
    return ", ".join(parts)
