"""Their plan: what somebody else's plan says, as far as it says it; None is not said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TheirInstruction:
    """A row of their plan, as written; `where` is its place in the file."""

    where: str
    zone: str
    people: int | None
    from_: datetime | None
    to: datetime | None
    mode: str | None
    route: str | None
    crossing: str | None
    destination: str | None
    fallback: str | None


@dataclass(frozen=True, slots=True)
class TheirAid:
    """Trucks that their plan brings on a day."""

    where: str
    stream: str
    day: str
    trucks: int


@dataclass(frozen=True, slots=True)
class SaidOfIt:
    """What somebody says of a plan."""

    where: str
    speaker: str
    said: str
    text: str


@dataclass(frozen=True, slots=True)
class TheirPlan:
    """Everything that was handed over. `not_read`: columns that mean nothing here, named."""

    name: str
    instructions: tuple[TheirInstruction, ...] = ()
    aid: tuple[TheirAid, ...] = ()
    claims: tuple[SaidOfIt, ...] = ()
    not_read: tuple[str, ...] = ()

    @property
    def seen(self) -> bool:
        """Whether there is a plan at all, and not only words about one."""
        return bool(self.instructions)
