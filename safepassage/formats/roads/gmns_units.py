"""GMNS units: metres, km/h and the coordinate system that config.csv states."""

from __future__ import annotations

from typing import NamedTuple

from safepassage.formats.roads.gmns_files import GmnsFiles
from safepassage.formats.roads.gmns_table import GmnsTable, Row
from safepassage.problems import quoted

METRES = {
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), 1.0),
    **dict.fromkeys(("km", "kilometer", "kilometers", "kilometre", "kilometres"), 1000.0),
    **dict.fromkeys(("mi", "mile", "miles"), 1609.344),
    **dict.fromkeys(("ft", "foot", "feet"), 0.3048),
}
KM_PER_HOUR = {
    **dict.fromkeys(("km/h", "kmh", "kph", "kmph", "km/hr"), 1.0),
    **dict.fromkeys(("mph", "mi/h", "mi/hr"), 1.609344),
    **dict.fromkeys(("m/s", "mps"), 3.6),
    **dict.fromkeys(("ft/s", "fps"), 1.09728),
}
# columns of other GMNS-like files that have the unit in their name
LENGTHS = {"length_m": 1.0, "length_km": 1000.0, "length_mi": 1609.344, "length_ft": 0.3048}
SPEEDS = {"free_speed_kmh": 1.0, "free_speed_kph": 1.0, "free_speed_mph": 1.609344}


class GmnsUnits(NamedTuple):
    """What one unit of the link table is; `None` = config.csv does not say."""

    name: str | None = None
    metres: float | None = None
    kmh: float | None = None
    crs: str | None = None


def read_units(files: GmnsFiles) -> GmnsUnits:
    """The one row of config.csv; all None where there is none.

    Raises
    ------
    ScenarioError
        A unit is not known, or the table has not one row.
    """
    if files.config is None:
        return GmnsUnits()
    table = GmnsTable(files.config, ())
    rows = list(table.rows())
    if len(rows) != 1:
        table.refusals.add(1, None, "", f"there are {len(rows)} rows", "config.csv has one row")
        table.refusals.stop_if_any()
    row = rows[0]
    units = GmnsUnits(
        row["dataset_name"] or None,
        _unit(table, row, "long_length", METRES),
        _unit(table, row, "speed", KM_PER_HOUR),
        row["crs"] or None,
    )
    table.refusals.stop_if_any()
    return units


def _unit(table: GmnsTable, row: Row, name: str, known: dict[str, float]) -> float | None:
    text = row[name].lower()
    if text and text not in known:
        allowed = f"give one of: {', '.join(known)}"
        table.refusals.add(*row.place(name, "config"), f"{name}: {quoted(text)}", allowed)
    return known.get(text)
