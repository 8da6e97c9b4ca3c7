"""The public's page: zone, window, way, and whom to ask; made from PublicFacts alone."""

from __future__ import annotations

from safepassage.report.facts.public_facts import PublicFacts, PublicWay, public_facts
from safepassage.report.facts.sealed import Sealed
from safepassage.report.html.parts import bullets, named, paragraph, section, table
from safepassage.report.language.language import Language


def public_sections(language: Language, sealed: Sealed) -> list[str]:
    """Help first, then the ways; of a bundle that fails its check only the help."""
    facts = public_facts(sealed)
    if not sealed.passed:
        return [_help(language, facts)]
    return [_help(language, facts), _ways(language, facts)]


def _help(language: Language, facts: PublicFacts) -> str:
    rows = [
        f"{named(row.name)}: <strong>{named(row.contact)}</strong>"
        + (f" ({named(row.hours)})" if row.hours else "")
        for row in facts.help
    ]
    body = paragraph(language.html("r-voluntary"))
    body += bullets(rows) or paragraph(language.html("r-no-help"))
    return section(language, "answer", "r-help", body)


def _ways(language: Language, facts: PublicFacts) -> str:
    if not facts.ways:
        body = paragraph(language.html("r-no-instructions-public"))
        return section(language, "instructions", "r-instructions", body)
    heads = ("r-zone", "r-leave", "r-route", "r-destination", "r-fallback")
    rows = [_row(language, way) for way in facts.ways]
    body = paragraph(language.html("r-instructions-intro"))
    body += table(language, "r-instructions-caption", heads, rows, id_="instruction-table")
    return section(language, "instructions", "r-instructions", body)


def _row(language: Language, way: PublicWay) -> list[str]:
    route = " &gt; ".join(named(name) for name in way.route) or language.html("r-already-there")
    if way.seats_by_name:
        route += f"<br>{language.html('r-seats-by-name')}"
    other = language.html("r-no-other-way")
    if way.fallback is not None:
        other = " &gt; ".join(named(name) for name in way.fallback)
        other += f"<br><small>{language.html('r-not-tested')}</small>"
    return [
        f"{named(way.zone)}<br>{named(way.start)}<br><small>"
        f"{language.html('r-mode-' + way.mode)}</small>",
        f'<bdi dir="ltr">{way.from_}</bdi><br>{language.html("r-to")} '
        f'<bdi dir="ltr">{way.to}</bdi>',
        route,
        named(way.destination),
        other,
    ]
