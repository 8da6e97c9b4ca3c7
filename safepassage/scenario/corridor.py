"""Corridor: named links with movement hours, a holder and consents."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar

from safepassage.scenario.consent import Consent
from safepassage.scenario.crossing import Hours
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, Ids, Instant, Number, Reads, ReadsWords, Text, one_of

Modes = Annotated[
    tuple[str, ...], ReadsWords(Reads(one_of("car", "foot").read, {"enum": ["car", "foot"]}))
]


class Corridor(Model):
    """Named links that may be used only in its hours and with its consents."""

    noun: ClassVar[str] = "corridor"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = field("short name for addresses")
    name: Text = field("name as people write it")
    holder: Id = field("who holds it", refers_to="parties")
    links: Ids = field("the links it is made of", refers_to="links")
    modes: Modes = field("which modes its rule is for", default=("car", "foot"))
    hours: Hours = field("movement hours (daylight, pauses), or unknown")
    notice_hours: Number = field(
        "how long before a movement the holder must be told", unit="h", default=Decimal(0)
    )
    notified: Instant | None = field(
        "when the holder was told; without it, told at the instant of the answer", default=None
    )
    consents: tuple[Consent, ...] = field("whose agreement a movement needs", default=())
