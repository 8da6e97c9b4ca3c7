"""Start point: where people of a zone enter the network (start_point.csv)."""

from __future__ import annotations

from typing import ClassVar

from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, Share, Text


class StartPoint(Model):
    """A node where a share of a zone's people enter the network."""

    noun: ClassVar[str] = "start_point"
    key: ClassVar[tuple[str, ...]] = ("zone_id", "node_id")

    zone_id: Id = field("whose people", refers_to="zones")
    node_id: Id = field("where they enter", refers_to="nodes")
    name: Text | None = field("name as people say it; without it, the node's", default=None)
    share: Share = field("share of the zone's people; adds up to 1 over the zone")
