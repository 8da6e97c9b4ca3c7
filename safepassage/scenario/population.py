"""Population: people kept apart in every answer (residents, people behind a crossing, ...)."""

from __future__ import annotations

from typing import ClassVar

from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, Text


class Population(Model):
    """People who are counted together and kept apart from others in every answer."""

    noun: ClassVar[str] = "population"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = field("short name for addresses")
    name: Text = field("name as people write it")
    withheld: Text | None = field(
        "why its number goes into nothing outside: then no page for others shows or implies it",
        default=None,
    )
