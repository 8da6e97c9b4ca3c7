"""What it rests on: credibility, proofs, assumptions, sources, contradictions, what is left out."""

from __future__ import annotations

from safepassage.credibility.table import STATES, CredibilityTable
from safepassage.report.credibility_lines import evidence_line, missing_lines, state, title
from safepassage.report.facts.contradictions import Contradiction
from safepassage.report.facts.sealed import Sealed
from safepassage.report.grade import Grade
from safepassage.report.html.parts import (
    badge,
    bullets,
    code,
    fold,
    named,
    paragraph,
    section,
    table,
)
from safepassage.report.language.language import Language
from safepassage.scenario.words import Said


def credibility_section(language: Language, made: CredibilityTable) -> str:
    """The 25 criteria; counts by state, never one light."""
    counts = {name: made.count(name) for name in STATES}
    body = paragraph(
        language.html(
            "cred-summary",
            met=counts["met"],
            not_met=counts["not_met"],
            stated=counts["stated"],
            none=counts["no_evidence"],
        )
    )
    rows = [
        [
            f"{row.id} {named(title(language, row))}",
            f'<span class="cred {row.state}">{named(state(language, row))}</span>',
            bullets(
                f"{named(evidence_line(language, piece))} {badge(language, piece.status)} "
                f"{code(piece.where)}"
                for piece in row.evidence
            )
            or "-",
            bullets(named(line) for line in missing_lines(language, row)) or "-",
        ]
        for row in made.rows
    ]
    heads = ("cred-criterion", "r-state", "cred-evidence", "cred-missing")
    body += table(language, "cred-caption", heads, rows, id_="credibility-table")
    return section(language, "credibility", "cred-title", body)


def proofs_section(language: Language, sealed: Sealed) -> str:
    """Every claim and rule with what the check made of it, and how to check it oneself."""
    claims = [
        [
            code(row.claim),
            "-" if row.value is None else code(row.value),
            badge(language, row.status),
            named(row.note) if row.note else "-",
        ]
        for row in sealed.check.claims
    ]
    rules = [
        [
            language.html("rule-" + row.rule.replace("_", "-")),
            language.html(
                "r-not-applicable" if row.kept is None else "r-kept" if row.kept else "r-broken"
            ),
            "-" if row.margin is None else f'<bdi dir="ltr">{row.margin} {row.unit}</bdi>',
            code(row.where) if row.where else "-",
        ]
        for row in sealed.check.rules
    ]
    body = paragraph(language.html("r-check-yourself"))
    body += f'<pre dir="ltr">python -I -S safepassage/check {named(sealed.name)}</pre>'
    body += paragraph(language.html("r-fingerprint") + " " + code(sealed.fingerprint[:16]))
    body += fold(
        language.html("r-claims"),
        table(language, "r-claims", ("r-claim", "r-value", "r-status", "r-note"), claims),
        opened=not sealed.passed,
    )
    body += fold(
        language.html("r-rules"),
        table(language, "r-rules", ("r-rule", "r-state", "r-margin", "r-where"), rules),
        opened=not sealed.passed,
    )
    return section(language, "proofs", "r-proofs", body)


def contradictions_section(
    language: Language, rows: tuple[Contradiction, ...], sealed: Sealed
) -> str:
    """Statements that do not agree, side by side."""
    if not rows:
        return ""
    titles = {row.id: f"{row.publisher}: {row.title}" for row in sealed.plan.inputs.sources}
    parties = {row.id: row.name for row in sealed.plan.inputs.parties}
    body = paragraph(language.html("r-contradictions-intro"))
    for row in rows:
        body += bullets(
            _said(claim, parties.get(claim.speaker, claim.speaker))
            + f" <small>{named(titles.get(claim.source, claim.source))}</small>"
            for claim in row.claims
        )
    return section(language, "contradictions", "r-contradictions", body)


def _said(claim: Said, speaker: str) -> str:
    return (
        f'<q dir="auto">{named(claim.text)}</q> - {named(speaker)}, {named(claim.role)}, '
        f'<bdi dir="ltr">{claim.said:%Y-%m-%d %H:%M}</bdi>'
    )


def basis_section(language: Language, sealed: Sealed, grade: Grade) -> str:
    """Assumptions and defaults, facts left out, what is not planned, and every source."""
    inputs = sealed.plan.inputs
    titles = {row.id: row.publisher for row in inputs.sources}
    parties = {row.id: row.name for row in inputs.parties}
    rows = [
        [
            code(row.id),
            f'<bdi dir="ltr">{named(row.value)} {named(row.unit)}</bdi>',
            named(row.text),
            named(titles.get(row.source, row.source))
            if row.source
            else language.html("r-nobody-said"),
        ]
        for row in inputs.assumptions
    ]
    heads = ("r-assumption", "r-value", "r-meaning", "r-source")
    body = table(language, "r-assumptions-caption", heads, rows)
    body += fold(
        language.html("r-not-used", count=len(inputs.not_used)),
        bullets(f"{code(row.address)}: {named(row.because)}" for row in inputs.not_used),
    )
    body += fold(
        language.html("r-not-planned", count=len(inputs.not_planned)),
        bullets(
            f"{code(row.address)} ({named(row.what)}): {named(row.because)}"
            for row in inputs.not_planned
        ),
    )
    body += fold(
        language.html("r-claims-said", count=len(inputs.words.claims)),
        bullets(
            f"{_said(row, parties.get(row.speaker, row.speaker))} {code(row.subject)}"
            for row in inputs.words.claims
        ),
    )
    body += fold(
        language.html("r-sources", count=len(inputs.sources)),
        bullets(
            f"{code(row.id)} {named(row.title)}, {named(row.publisher)}, "
            f'<bdi dir="ltr">{row.date}</bdi>'
            for row in inputs.sources
        ),
    )
    return section(language, "basis", "r-basis", body)


def last_start_section(language: Language, sealed: Sealed) -> str:
    """The last instant from which one person alone still arrives, by zone and gate."""
    zones = {group.zone: group.zone_name for group in sealed.plan.inputs.groups}
    rows = [
        [
            named(zones.get(row.address.removeprefix("zone/"), row.address)),
            f'<bdi dir="ltr">{sealed.when(row.instant_s)}</bdi>',
        ]
        for row in sorted(sealed.plan.last_safe_start, key=lambda row: row.instant_s)
    ]
    body = paragraph(language.html("r-last-start-intro")) if rows else ""
    body += table(language, "r-last-start-caption", ("r-where", "r-last-start"), rows)
    return section(language, "last-start", "r-last-start", body)
