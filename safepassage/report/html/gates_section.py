"""The gate board: every side of every crossing, on whose word, since when."""

from __future__ import annotations

from safepassage.report.facts.gate_board import ConsentRow, Side
from safepassage.report.facts.sealed import Sealed
from safepassage.report.grade import Grade
from safepassage.report.html.parts import bullets, code, named, section, table
from safepassage.report.html.source_names import source_names
from safepassage.report.language.language import Language

SIGNS = {"open": "o", "closed": "x", "unknown": "?"}  # as on the map


def gates_section(language: Language, sealed: Sealed, sides: tuple[Side, ...], grade: Grade) -> str:
    """A table with one row for a side."""
    titles = source_names(sealed, grade)
    rows = [_row(language, sealed, side, titles) for side in sides]
    heads = ("r-side", "r-state", "r-holder", "r-consents", "r-source", "r-since")
    body = table(language, "r-gates-caption", heads, rows, id_="gates")
    return section(language, "gate-board", "r-gates", body)


def _row(language: Language, sealed: Sealed, side: Side, titles: dict[str, str]) -> list[str]:
    state = (
        f'<span class="state {side.state}"><span aria-hidden="true">{SIGNS[side.state]}</span> '
        f"{language.html('r-state-' + side.state)}</span>"
    )
    if side.changes_s is not None:
        key = "r-until" if side.state == "open" else "r-opens"
        state += f"<br>{language.html(key, when=sealed.when(side.changes_s))}"
    rate = [
        language.html(key, rate=value)
        for key, value in zip(
            ("r-rate-people", "r-rate-cars", "r-rate-trucks"), side.rates, strict=True
        )
        if value is not None
    ]
    name = f"{named(side.crossing_name)}<br>{named(side.side)}"
    if side.eligibility is not None:
        names = ", ".join(
            next((c.name for c in sealed.plan.inputs.words.criteria if c.id == id_), id_)
            for id_ in side.eligibility
        )
        rate.append(language.html("r-only-for", who=names or language.say("r-nobody-known")))
    source = (
        named(titles.get(side.source, side.source))
        if side.source
        else language.html("r-nobody-said")
    )
    said = "".join(
        f'<br><q dir="auto">{named(claim.text)}</q> ({named(claim.role)}, '
        f'<bdi dir="ltr">{claim.said:%Y-%m-%d %H:%M}</bdi>)'
        for claim in side.claims[:2]
    )
    return [
        name + "<br>" + code(f"crossing/{side.crossing}/gate/{side.gate}"),
        state + bullets(rate),
        named(side.holder),
        bullets(_consent(language, row) for row in side.consents) or language.html("r-none-asked"),
        source + said,
        f'<bdi dir="ltr">{(side.since or "-")[:16].replace("T", " ")}</bdi>',
    ]


def _consent(language: Language, row: ConsentRow) -> str:
    state: str = row.consent.state
    if state == "conditional":
        met = {True: "met", False: "not-met", None: "not-known"}[row.consent.condition_met]
        state = f"conditional-{met}"
    text = f"{named(row.party)}: {language.html('r-consent-' + state)}"
    text += f" ({language.html('r-of-' + row.consent.of)})"
    if row.consent.condition:
        text += f": {named(row.consent.condition)}"
    if row.via is not None:
        text += " " + language.html("r-via", name=row.via)
    if row.consent.counts and not row.holds:
        text += " " + language.html("r-not-now")
    return text
