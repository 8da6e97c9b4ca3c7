"""Closure: links closed or reduced for a time by a decision (closure.csv)."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import model_validator

from safepassage.problems import Refusal
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, Ids, Instant, Share, Text, refused


class Closure(Model):
    """Links of which a share remains between two instants; 0 = closed."""

    noun: ClassVar[str] = "closure"
    key: ClassVar[tuple[str, ...]] = ("closure_id",)

    closure_id: Id = field("short name for addresses")
    link_ids: Ids = field("which links", refers_to="links")
    from_: Instant = field("first instant of it", alias="from", source="source")
    to: Instant = field("first instant after it", source="source")
    remaining_share: Share = field("share of the rate that remains; 0 = closed", source="source")
    reason: Text | None = field("why, in words", default=None)
    source: Id = field("who says so", refers_to="sources")

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.from_ >= self.to:
            raise refused(
                Refusal(
                    f"the closure ends ({self.to.isoformat()}) before it starts "
                    f"({self.from_.isoformat()})",
                    "give a from that is earlier than to",
                )
            )
        return self
