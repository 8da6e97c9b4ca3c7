"""What it rests on: credibility, proofs, assumptions, sources, contradictions, what is left out."""

from __future__ import annotations

from dataclasses import replace

from safepassage.credibility.row import Evidence
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
from safepassage.report.html.source_names import source_names
from safepassage.report.language.language import Language
from safepassage.scenario.words import Said

# values of the evidence that count people
OF_PEOPLE = frozenset(
    {"people", "expected", "staying", "arriving", "bound", "most", "gap", "queue"}
)


def credibility_section(language: Language, made: CredibilityTable, grade: Grade) -> str:
    """The 25 criteria; counts by state, never one light. Evidence holds numbers of people."""
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
            bullets(_evidence(language, piece, grade) for piece in row.evidence) or "-",
            bullets(named(line) for line in missing_lines(language, row)) or "-",
        ]
        for row in made.rows
    ]
    heads = ("cred-criterion", "r-state", "cred-evidence", "cred-missing")
    body += table(language, "cred-caption", heads, rows, id_="credibility-table")
    return section(language, "credibility", "cred-title", body)


def _evidence(language: Language, piece: Evidence, grade: Grade) -> str:
    """The number with its status and address; the number alone is withheld where it must be."""
    if grade.hides_parts:
        text = language.html("r-not-shown")
    else:
        values = tuple(
            (name, grade.shown(value) if name in OF_PEOPLE and isinstance(value, int) else value)
            for name, value in piece.values
        )
        text = named(evidence_line(language, replace(piece, values=values)))
    source = f" {code(piece.source)}" if piece.source else ""
    return f"{text} {badge(language, piece.status)} {code(piece.where)}{source}"


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
    language: Language, rows: tuple[Contradiction, ...], sealed: Sealed, grade: Grade
) -> str:
    """Statements that do not agree, side by side."""
    rows = tuple(row for row in rows if not any(_hidden(c, sealed, grade) for c in row.claims))
    if not rows:
        return ""
    titles = source_names(sealed, grade)
    parties = {row.id: row.name for row in sealed.plan.inputs.parties}
    body = paragraph(language.html("r-contradictions-intro"))
    for row in rows:
        body += bullets(
            _said(claim, parties.get(claim.speaker, claim.speaker))
            + f" <small>{named(titles.get(claim.source, claim.source))}</small>"
            for claim in row.claims
        )
    return section(language, "contradictions", "r-contradictions", body)


def _hidden(claim: Said, sealed: Sealed, grade: Grade) -> bool:
    """Whether a statement is about people whose number is withheld from these readers."""
    if not grade.hides_parts:
        return False
    inputs = sealed.plan.inputs
    withheld = {row.id for row in inputs.words.populations if row.withheld}
    about = {f"population/{id_}" for id_ in withheld}
    about |= {f"group/{group.id}" for group in inputs.groups if group.population in withheld}
    return "/".join(claim.subject.split("/")[:2]) in about


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
    claims = [row for row in inputs.words.claims if not _hidden(row, sealed, grade)]
    free = not grade.hides_parts  # whether what planners wrote freely may be shown
    unseen = language.html("r-not-shown")
    rows = [
        [
            code(row.id),
            f'<bdi dir="ltr">{named(row.value)} {named(row.unit)}</bdi>' if free else unseen,
            named(row.text) if free else unseen,
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
        language.html("r-claims-said", count=len(claims)),
        bullets(
            f"{_said(row, parties.get(row.speaker, row.speaker))} {code(row.subject)}"
            for row in claims
        ),
    )
    body += fold(
        language.html("r-sources", count=len(inputs.sources)),
        bullets(
            f"{code(row.id)} {named(row.title) + ', ' if free else ''}{named(row.publisher)}, "
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
