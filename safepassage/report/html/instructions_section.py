"""Instructions: how to leave, if one chooses to; a table with a filter."""

from __future__ import annotations

from html import escape

from safepassage.plan.plan import Instruction
from safepassage.report.facts.sealed import Sealed
from safepassage.report.grade import Grade
from safepassage.report.html.parts import code, named, section, table
from safepassage.report.language.kind_words import kind_words
from safepassage.report.language.language import Language


def instructions_section(language: Language, sealed: Sealed, grade: Grade) -> str:
    """All instructions, with counts as the grade allows."""
    rows = shown_instructions(sealed, grade)
    if not rows:
        body = f"<p>{language.html('r-no-instructions')}</p>"
        return section(language, "instructions", "r-instructions", body)
    heads = ("r-zone", "r-people", "r-leave", "r-route", "r-destination", "r-fallback")
    cells = [_row(language, sealed, row, grade) for row in rows]
    zones = {group.zone: group.zone_name for group in sealed.plan.inputs.groups}
    search = [f'data-zone="{escape(row.zone)}"' for row in rows]
    options = "".join(
        f'<option value="{escape(zone)}">{escape(zones.get(zone, zone))}</option>'
        for zone in dict.fromkeys(row.zone for row in rows)
    )
    filters = (
        f'<form class="filter" role="search" id="filter"><label>{language.html("r-filter")} '
        f'<input type="search" id="filter-text" dir="auto" autocomplete="off"></label> '
        f'<label>{language.html("r-zone")} <select id="filter-zone"><option value="">'
        f"{escape(language.say('r-all-zones'))}</option>{options}</select></label> "
        f'<output id="filter-count" aria-live="polite">{len(rows):,}</output></form>'
    )
    body = f"<p>{language.html('r-instructions-intro')}</p>" + filters
    body += table(
        language,
        "r-instructions-caption",
        heads,
        cells,
        id_="instruction-table",
        row_attributes=search,
    )
    return section(language, "instructions", "r-instructions", body)


def shown_instructions(sealed: Sealed, grade: Grade) -> list[Instruction]:
    """Those that these readers may see.

    How long a window is says how many people it is for, so outside planners' pages there is none
    for people whose number is withheld.
    """
    if not grade.hides_parts:
        return list(sealed.plan.instructions)
    inputs = sealed.plan.inputs
    withheld = {row.id for row in inputs.words.populations if row.withheld}
    inside = {group.id for group in inputs.groups if group.population in withheld}
    return [row for row in sealed.plan.instructions if row.group not in inside]


def _row(language: Language, sealed: Sealed, row: Instruction, grade: Grade) -> list[str]:
    inputs = sealed.plan.inputs
    group = next(group for group in inputs.groups if group.id == row.group)
    ends = {place.id: place.name for place in inputs.destinations}
    minutes = -(-row.travel_s // 60)
    route = " &gt; ".join(named(name) for name in row.route_names) or language.html(
        "r-already-there"
    )
    if row.leg is not None:
        route += f"<br>{language.html('r-seats-by-name')}"
    how = language.html("r-on-the-way", km=f"{row.length_m / 1000:.1f}", minutes=minutes)
    other = language.html("r-no-other-way")
    if row.fallback is not None:
        names = " &gt; ".join(named(name) for name in row.fallback.route_names)
        other = f"{names} &gt; {named(ends[row.fallback.destination])}"
        other += f"<br><small>{language.html('r-not-tested')}</small>"
    kind = named(kind_words(language, group.kind))
    return [
        f"{code(row.id)} {named(group.zone_name)}<br>{named(row.start_name)}<br>"
        f"<small>{language.html('r-mode-' + group.mode)}, {kind}</small>",
        grade.part(language, row.people),
        f'<bdi dir="ltr">{sealed.when(row.from_s)}</bdi><br>{language.html("r-to")} '
        f'<bdi dir="ltr">{sealed.when(row.to_s)}</bdi>',
        f"{route}<br><small>{how}</small>",
        named(ends[row.destination]),
        other,
    ]
