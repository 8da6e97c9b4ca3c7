"""Node: a point of the network (GMNS node.csv)."""

from __future__ import annotations

from typing import ClassVar

from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, Text
from safepassage.scenario.zone import Latitude, Longitude


class Node(Model):
    """A point of the network; x is the longitude and y the latitude."""

    noun: ClassVar[str] = "node"
    key: ClassVar[tuple[str, ...]] = ("node_id",)

    node_id: Id = field("short name for addresses")
    name: Text | None = field("name as people say it", default=None)
    x_coord: Longitude = field("longitude", unit="degrees")
    y_coord: Latitude = field("latitude", unit="degrees")
    zone_id: Id | None = field("the zone it lies in", refers_to="zones", default=None)
