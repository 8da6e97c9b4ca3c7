"""Hazard: what closes links from an instant on and sets deadlines for zones."""

from __future__ import annotations

from typing import ClassVar

from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, Ids, Instant, Text


class HazardZone(Model):
    """A zone that must be left before an instant."""

    noun: ClassVar[str] = "zone"
    key: ClassVar[tuple[str, ...]] = ("zone",)

    zone: Id = field("which zone", refers_to="zones")
    leave_before: Instant = field("last instant to leave", source="source")


class Hazard(Model):
    """Fire, flood, fighting: from its arrival its links are closed until the end."""

    noun: ClassVar[str] = "hazard"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = field("short name for addresses")
    name: Text = field("name as people write it")
    kind: Text = field("what it is, such as flood")
    links: Ids = field("links that it closes", refers_to="links", default=())
    arrives: Instant = field("when it reaches them", source="source")
    zones: tuple[HazardZone, ...] = field("zones with a deadline", default=())
    source: Id = field("who says so", refers_to="sources")
