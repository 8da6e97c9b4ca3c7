"""Network config: the units of the road tables (GMNS config.csv, one row)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar

from safepassage.problems import Refusal, quoted
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Reads, Text, one_of

METRES = {"m": Decimal(1), "km": Decimal(1000), "mi": Decimal("1609.344")}
KM_PER_HOUR = {"km/h": Decimal(1), "mph": Decimal("1.609344")}
ROW = "dataset_name,long_length,speed,crs\\n<name>,m,km/h,EPSG:4326"


def read_crs(text: str) -> str:
    """Longitude and latitude on WGS 84, and nothing else."""
    if text.upper().replace(" ", "") in {"EPSG:4326", "WGS84", "4326", "OGC:CRS84"}:
        return "EPSG:4326"
    raise Refusal(
        f"{quoted(text)} is not read",
        "give EPSG:4326 (longitude and latitude, WGS 84)",
        "convert the coordinates first",
    )


class NetworkConfig(Model):
    """The units of link.csv and node.csv."""

    noun: ClassVar[str] = "config"

    dataset_name: Text | None = field("name of the network", default=None)
    long_length: Annotated[str, one_of(*METRES)] = field("unit of length: m, km or mi")
    speed: Annotated[str, one_of(*KM_PER_HOUR)] = field("unit of speed: km/h or mph")
    crs: Annotated[str, Reads(read_crs, {"const": "EPSG:4326"})] = field("coordinates")
