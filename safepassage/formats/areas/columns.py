"""Columns: which of them hold ids, P-codes, names and people, by the names that are in use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from safepassage.formats.areas.layer import Layer, Refusals
from safepassage.problems import did_you_mean, quoted

FEATURE_ID = "(feature id)"  # the id that GeoJSON keeps outside of the properties
# OCHA: ADM2_PCODE, adm2_pcode, admin2Pcode, pcode
PCODE = re.compile(r"(?:adm(?:in)?(\d)_?)?p_?code")
ADMIN_NAME = re.compile(r"adm(?:in)?(\d)(?:_|name_)(en|name|ref|fr|es|pt|ar)")
IDS = ("zone_id", "zoneid", "geoid", "geoid20", "idname", "id", "idnum", FEATURE_ID)
NAMES = ("name", "zone_name", "zonename", "name_en", "namelsad", "idname", "zone", "place", "area")
LANGUAGES = ("en", "name", "ref", "fr", "es", "pt", "ar")
PEOPLE = re.compile(
    r"people|persons|inhabitants|headcount|population|pop|t_tl"
    r"|(?:people|population|pop)_?(?:total|tot|\d{4})|(?:total|tot)_?(?:people|population|pop)"
)
THREE = ("people_low", "people_likely", "people_high")


class PeopleColumns(NamedTuple):
    """Columns that are added up for each headcount; mostly all three are the same."""

    low: tuple[str, ...]
    likely: tuple[str, ...]
    high: tuple[str, ...]

    @property
    def text(self) -> str:
        """'FR + PR + OV', or the three columns of a range."""
        if self.low == self.likely == self.high:
            return " + ".join(self.likely)
        return ", ".join(" + ".join(columns) for columns in self)


def named_column(
    wanted: str, columns: Sequence[str], option: str, refusals: Refusals
) -> str | None:
    """The column that the user names, or None and a problem."""
    if wanted in columns:
        return wanted
    refusals.add(
        f"{option} {quoted(wanted)} is not a column",
        f"the columns are {', '.join(c for c in columns if c != FEATURE_ID)}",
        did_you_mean(wanted, columns),
    )
    return None


def deepest(columns: Iterable[str], form: re.Pattern[str]) -> list[str]:
    """Of columns such as ADM1_PCODE and ADM2_PCODE those of the most detailed level."""
    found: dict[int, list[str]] = {}
    for column in columns:
        match = form.fullmatch(column.strip().lower())
        if match:
            found.setdefault(int(match[1] or 99), []).append(column)
    return found[max(found)] if found else []


def pcode_column(columns: Sequence[str]) -> str | None:
    """The column of P-codes, if there is one."""
    found = deepest(columns, PCODE)
    return found[0] if found else None


def known_names(columns: Sequence[str]) -> list[str]:
    """Columns that hold names, the best first."""
    levels = deepest(columns, ADMIN_NAME)
    by_language = {}
    for column in levels:
        match = ADMIN_NAME.fullmatch(column.lower())
        assert match is not None
        by_language[match[2]] = column
    admin = [by_language[language] for language in LANGUAGES if language in by_language]
    return [*admin, *in_order(columns, NAMES)]


def in_order(columns: Sequence[str], known: Sequence[str]) -> list[str]:
    """Columns that are known, in the order in which they are known."""
    return [column for name in known for column in columns if column.strip().lower() == name]


def people_columns(
    layer: Layer, wanted: str | None, needed: bool, refusals: Refusals
) -> PeopleColumns | None:
    """The columns of people: those the user names, else the one that can only be that."""
    if wanted is not None:
        return _named_people(layer.columns, wanted, refusals)
    if not needed:
        return None
    lower = {column.lower(): column for column in layer.columns}
    if all(name in lower for name in THREE):
        return PeopleColumns(*((lower[name],) for name in THREE))
    found = [c for c in layer.columns if PEOPLE.fullmatch(c.strip().lower()) or c.lower() in THREE]
    if len(found) == 1:
        return PeopleColumns((found[0],), (found[0],), (found[0],))
    shown = ", ".join(c for c in layer.columns if c != FEATURE_ID) or "none"
    if found:
        read = f"several columns may hold people: {', '.join(found)}"
        refusals.add(read, "one of them is meant", f"name it, for example --zone-people {found[0]}")
    else:
        read = f"no column is known to hold people; the columns are {shown}"
        mend = "several columns are added up with a plus: --zone-people A+B"
        allowed = "name it with --zone-people, or give a table of people or a total"
        refusals.add(read, allowed, mend)
    return None


def _named_people(columns: Sequence[str], wanted: str, refusals: Refusals) -> PeopleColumns | None:
    """'population' or 'FR+PR+OV'; a name with a plus of its own comes first."""
    parts = [wanted] if wanted in columns else [part.strip() for part in wanted.split("+")]
    twice = sorted({part for part in parts if parts.count(part) > 1})
    if twice:
        read = f"--zone-people {quoted(wanted)} names {', '.join(twice)} twice"
        refusals.add(read, "each column is added up once", "name it once")
        return None
    found = tuple(named_column(part, columns, "--zone-people", refusals) for part in parts)
    whole = tuple(column for column in found if column is not None)
    return PeopleColumns(whole, whole, whole) if len(whole) == len(parts) else None
