"""Party: whoever holds or decides something."""

from __future__ import annotations

from typing import ClassVar

from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, Text


class Party(Model):
    """Whoever holds or decides something: an authority, a guard, a relief organisation."""

    noun: ClassVar[str] = "party"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = field("short name for addresses")
    name: Text = field("name as people write it")
