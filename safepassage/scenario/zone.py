"""Zone: a place where people are (zone.csv)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar

from safepassage.problems import Refusal
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, MaybeWhole, Reads, Text, read_number


def _degrees(limit: int, what: str) -> Reads:
    def read(text: str) -> Decimal:
        value = read_number(text)
        if abs(value) > limit:
            hint = " (were x_coord and y_coord swapped?)" if abs(value) <= 180 else ""
            raise Refusal(
                f"{text} is no {what}{hint}",
                f"give a {what} in degrees from -{limit} to {limit}",
                "x_coord is the longitude (east), y_coord the latitude (north)",
            )
        return value

    return Reads(read, {"type": "number", "minimum": -limit, "maximum": limit})


Longitude = Annotated[Decimal, _degrees(180, "longitude")]
Latitude = Annotated[Decimal, _degrees(90, "latitude")]


class Zone(Model):
    """A place where people are, tied to the network by its start points."""

    noun: ClassVar[str] = "zone"
    key: ClassVar[tuple[str, ...]] = ("zone_id",)

    zone_id: Id = field("short name for addresses")
    name: Text = field("name as people write it")
    pcode: Text | None = field("P-code, where one exists", default=None)
    x_coord: Longitude | None = field("longitude", unit="degrees", default=None)
    y_coord: Latitude | None = field("latitude", unit="degrees", default=None)
    vehicles: MaybeWhole | None = field(
        "cars counted there", unit="vehicles", default=None, source="vehicles_source"
    )
    vehicles_source: Id | None = field("who counted", refers_to="sources", default=None)
