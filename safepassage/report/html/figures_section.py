"""Aid by day, destinations by need, the narrowest place, who does not arrive and why."""

from __future__ import annotations

from itertools import groupby

from safepassage.plan.plan import AidDayFigures, Mend, Shortfall
from safepassage.report.facts.destinations import NeedRow, Place
from safepassage.report.facts.sealed import Sealed
from safepassage.report.grade import Grade
from safepassage.report.html.parts import (
    badge,
    bullets,
    code,
    named,
    number,
    paragraph,
    section,
    table,
)
from safepassage.report.html.source_names import source_names
from safepassage.report.language.language import Language

MOST_PLACES = 12


def aid_section(language: Language, sealed: Sealed) -> str:
    """Each stream by local day; days with the same figures are one row."""
    names = {row.id: row for row in sealed.plan.inputs.aid_streams}
    rows = []
    for (stream, *_), days in groupby(sealed.plan.aid_days, key=_alike):
        run = list(days)
        rows.append(_aid_row(language, names[stream].name, run))
    heads = ("r-stream", "r-days", "r-trucks", "r-minimum", "r-quota", "r-met")
    body = table(language, "r-aid-caption", heads, rows, id_="aid")
    return section(language, "aid-by-day", "r-aid", body)


def _alike(row: AidDayFigures) -> tuple[str, int, int, int | None, int]:
    return (row.aid_stream, row.trucks, row.required, row.quota, row.most)


def _aid_row(language: Language, name: str, run: list[AidDayFigures]) -> list[str]:
    row = run[0]
    days = row.date if len(run) == 1 else f"{row.date} - {run[-1].date}"
    met = language.html("r-yes")
    if row.trucks < row.required:
        missing = language.html("r-aid-short", count=row.required - row.trucks)
        met = f'<strong class="short">{missing}</strong>'
        if row.most < row.required:
            met += " " + language.html("r-no-plan-more", most=row.most)
    quota = "-" if row.quota is None else number(row.quota)
    dates = f'<bdi dir="ltr">{days}</bdi>'
    return [named(name), dates, number(row.trucks), number(row.required), quota, met]


def destinations_section(
    language: Language, sealed: Sealed, places: tuple[Place, ...], grade: Grade
) -> str:
    """Who arrives where, and which need is short there."""
    titles = source_names(sealed, grade)
    rows = [
        [
            named(place.name) + f"<br><small>{language.html('r-kind-' + place.kind)}</small>",
            grade.part(language, place.people),
            _room(language, place, titles),
            bullets(_need(language, row, titles) for row in place.needs) or "-",
            "-"
            if place.last_arrival_s is None
            else f'<bdi dir="ltr">{sealed.when(place.last_arrival_s)}</bdi>',
        ]
        for place in places
    ]
    heads = ("r-destination", "r-arrive", "r-room", "r-needs", "r-last-arrival")
    body = table(language, "r-destinations-caption", heads, rows, id_="destination-table")
    # what would have to be there is so much a person, so it says how many people
    for row in () if grade.hides_parts else sealed.plan.room_needed:
        needs = ", ".join(
            language.say(
                "r-need-amount",
                need=language.say("need-" + n.need.replace("_", "-")),
                amount=n.amount,
                unit=n.unit,
            )
            for n in row.needs
        )
        people = grade.shown(row.people)
        body += paragraph(language.html("r-room-needed", name=row.name, people=people, needs=needs))
    return section(language, "destinations", "r-destinations", body)


def _room(language: Language, place: Place, titles: dict[str, str]) -> str:
    if place.room is None:
        return language.html("r-room-unknown")
    if place.room == "unlimited":
        return language.html("r-room-unlimited")
    text = number(place.room)
    if place.full:
        text += f' <strong class="short">{language.html("r-full")}</strong>'
    if place.room_source:
        text += f"<br><small>{named(titles.get(place.room_source, place.room_source))}</small>"
    return text


def _need(language: Language, row: NeedRow, titles: dict[str, str]) -> str:
    name = language.html("need-" + row.need.need.replace("_", "-"))
    if row.need.room is None:
        said = language.html("r-not-known")
    else:
        said = language.html("r-enough-for", people=row.need.room)
    text = f"{name}: {said}"
    if row.short:
        text = f'<strong class="short">{text} ({language.html("r-short-need")})</strong>'
    if row.need.source:
        text += f" <small>{named(titles.get(row.need.source, row.need.source))}</small>"
    return text


def bottleneck_section(language: Language, sealed: Sealed) -> str:
    """The narrowest places in words, and who is held back by them in any plan."""
    plan = sealed.plan
    body = ""
    if plan.bottleneck:
        body += paragraph(language.html("r-bottleneck-intro"))
        body += bullets(
            _place(language, sealed, address) for address in plan.bottleneck[:MOST_PLACES]
        )
        if len(plan.bottleneck) > MOST_PLACES:
            more = len(plan.bottleneck) - MOST_PLACES
            body += paragraph(language.html("r-more-rows", count=more))
    if plan.cannot is not None:
        body += paragraph(
            language.html("r-cannot", people=plan.cannot.people)
            + badge(language, sealed.status("cannot"))
        )
    return section(language, "bottleneck", "r-bottleneck", body)


def _place(language: Language, sealed: Sealed, address: str) -> str:
    """A resource by the name that people know it by."""
    inputs = sealed.plan.inputs
    parts = address.split("/")
    name = parts[1] if len(parts) > 1 else address
    if parts[0] == "link":
        name = next((row.name for row in inputs.links if row.id == name), name)
    elif parts[0] == "crossing":
        crossing = next((row for row in inputs.crossings if row.id == name), None)
        if crossing is not None:
            side = next((g.side for g in crossing.gates if len(parts) > 3 and g.id == parts[3]), "")
            name = f"{crossing.name}, {side}" if side else crossing.name
    elif parts[0] == "destination":
        name = next((row.name for row in inputs.destinations if row.id == name), name)
    elif parts[0] == "leg":
        name = next((row.name for row in inputs.legs if row.id == name), name)
    kind = language.html("place-" + (parts[0] if parts[0] in KINDS else "other"))
    return f"{kind}: {named(name)} {code(address)}"


KINDS = ("link", "crossing", "destination", "leg", "corridor")


def _mend(language: Language, mend: Mend, grade: Grade) -> str:
    """A change and what it brings; how large it is can say for how many people."""
    if grade.hides_parts:
        text = language.html("r-mend-hidden")
    else:
        figure = f"{int(mend.amount):,}" if mend.amount.isdigit() else mend.amount
        amount = f"{figure} {mend.unit.replace('_', ' ')}".strip()
        text = language.html("r-mend", amount=amount, people=grade.shown(mend.people_more))
    return f"{text}<br>{code(mend.change)}"


def _because(text: str) -> str:
    """An address, or the hindrances in words, which the plan joins by semicolons."""
    return bullets(map(named, text.split("; "))) if " " in text else code(text)


def _best_mends(rows: list[Shortfall]) -> list[Mend]:
    """Each change once, what brings most first; one may stand at several rows with other counts."""
    found: dict[tuple[str, str], Mend] = {}
    for mend in sorted((m for row in rows for m in row.mends), key=lambda m: -m.people_more):
        found.setdefault((mend.change, mend.amount), mend)
    return list(found.values())


def short_section(language: Language, sealed: Sealed, grade: Grade) -> str:
    """Who does not arrive, by rule, and the single changes that would bring most."""
    alike: dict[tuple[str, str, bool], list[Shortfall]] = {}
    for row in sealed.plan.short_of:
        alike.setdefault((row.rule, row.because, row.proved), []).append(row)
    rows = []
    for (rule, because, proved), many in sorted(
        alike.items(), key=lambda item: -sum(row.people for row in item[1])
    ):
        mends = _best_mends(many)
        rows.append(
            [
                grade.part(language, sum(row.people for row in many)),
                f"{language.html('rule-' + rule.replace('_', '-'))}<br>{_because(because)}",
                language.html("r-proved-short" if proved else "r-not-proved-short"),
                bullets(_mend(language, mend, grade) for mend in mends[:3])
                or language.html("r-no-mend" if many[0].mend_sought else "r-mend-not-sought"),
            ]
        )
    heads = ("r-people", "r-rule", "r-how-sure", "r-would-mend")
    body = table(language, "r-short-caption", heads, rows, id_="short-table")
    return section(language, "short", "r-short", body)
