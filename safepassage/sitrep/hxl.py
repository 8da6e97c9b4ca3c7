"""HXL: a sitrep as a CSV table with a row of HXL hashtags (hxlstandard.org, version 1.1)."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

from ..report.language.language import Language
from ..situation.when import When
from .facts import Sitrep
from .row import Answer, Row, Told
from .say import Sayer
from .sheet import TITLES

# heading, hashtag with attributes; the order of columns
COLUMNS = (
    ("Sitrep", "#meta+id+sitrep"),
    ("As of", "#date+reported"),
    ("Section", "#meta+section"),
    ("What", "#indicator+name"),
    ("Where or whose", "#loc+name"),
    ("State", "#status+code"),
    ("State in words", "#status+name"),
    ("Figure as said", "#description+figure"),
    ("Figure from", "#indicator+value+min+num"),
    ("Figure to", "#indicator+value+max+num"),
    ("Figure about", "#indicator+value+approx+num"),
    ("Measure", "#indicator+code"),
    ("Unit", "#indicator+unit"),
    ("Details", "#description"),
    ("Since from", "#date+start+min"),
    ("Since to", "#date+start+max"),
    ("Ends from", "#date+end+min"),
    ("Ends to", "#date+end+max"),
    ("They differ", "#status+disputed+bool"),
    ("Changed", "#status+change"),
    ("Reported by", "#org+name+source"),
    ("Role", "#contact+role+source"),
    ("Via", "#meta+source+via"),
    ("Said from", "#date+said+min"),
    ("Said to", "#date+said+max"),
    ("Published from", "#date+published+min"),
    ("Published to", "#date+published+max"),
    ("Text", "#meta+source+num"),
    ("Link", "#meta+url+source"),
    ("Grade", "#meta+source+grade"),
    ("Reviewed", "#status+reviewed+bool"),
    ("Withheld", "#description+withheld"),
    ("Quote", "#description+quote"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sitrep_hxl(sitrep: Sitrep, language: Language) -> bytes:
    """One line for each who says something: UTF-8, headings, then hashtags, then the lines.

    Times are ISO 8601 in UTC; an empty cell is not known. A cell that a spreadsheet would take
    for a formula begins with an apostrophe.
    """
    sayer = Sayer(language, sitrep)
    changed = {change.row.key: change.kind for change in sitrep.changes}
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([head for head, _ in COLUMNS])
    writer.writerow([tag for _, tag in COLUMNS])
    for row in sitrep.rows:
        for answer in row.answers:
            for told in answer.told or (None,):
                cells = _cells(sayer, row, answer, told, changed.get(row.key, ""))
                writer.writerow([_safe(cell) for cell in cells])
    return text.getvalue().encode("utf-8")


def _cells(sayer: Sayer, row: Row, answer: Answer, told: Told | None, changed: str) -> list[str]:
    sitrep, figure = sayer.sitrep, answer.figure
    details = "; ".join(
        f"{label}: {value}" if value else label
        for label, value in (sayer.detail(detail) for detail in answer.details)
    )
    return [
        str(sitrep.number),
        _utc(sitrep.as_of),
        sayer.language.say(TITLES[row.section]),
        row.name,
        row.under or "",
        answer.state or "",
        sayer.state(answer.state),
        sayer.figure(figure) if figure else "",
        _number(figure.low) if figure else "",
        _number(figure.high) if figure else "",
        _number(figure.approx) if figure else "",
        (figure.measure or "") if figure else "",
        (figure.unit or "") if figure else "",
        details,
        *_range(answer.since),
        *_range(answer.until),
        "yes" if row.differ else "no",
        changed,
        *(_source(sayer, told) if told else [""] * 13),
    ]


def _source(sayer: Sayer, told: Told) -> list[str]:
    number = sayer.sitrep.numbers.get(told.document or "")
    link = next((s.url or "" for s in sayer.sitrep.sources if s.number == number), "")
    return [
        told.by or (told.via[-1] if told.via else ""),
        told.role or "",
        ", ".join(told.via),
        *_range(told.said),
        *_range(told.published),
        "" if number is None else str(number),
        link,
        told.judged,
        "yes" if told.reviewed else "no",
        told.withheld or "",
        told.quote,
    ]


def _range(when: When | None) -> tuple[str, str]:
    return ("", "") if when is None else (_utc(when.earliest), _utc(when.latest))


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value}"


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
