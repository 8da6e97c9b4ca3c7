"""Consent: a party's agreement to a passing; only given ones, or conditional ones met, count."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from safepassage.problems import Refusal
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import (
    Id,
    Ids,
    Instant,
    Text,
    YesNoUnknown,
    one_of,
    refused,
)

STATES = ("given", "refused", "unknown", "conditional")


class Consent(Model):
    """Whose agreement a passing needs, and what is known of it; it must hold at that moment."""

    noun: ClassVar[str] = "consent"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = field("short name for addresses")
    party: Id = field("who agrees", refers_to="parties")
    of: Annotated[str, one_of("people", "aid", "all")] = field("for whom or what")
    direction: Annotated[str, one_of("out", "in", "both")] = field(
        "out = leaving, in = coming in", default="both"
    )
    state: Annotated[str, one_of(*STATES)] = field(
        "only given counts, or conditional whose condition is met", source="source"
    )
    condition: Text | None = field("the condition, in words", default=None)
    condition_met: YesNoUnknown | None = field(
        "whether the condition is met", default=None, source="source"
    )
    only_for: Ids | None = field(
        "it counts only for groups with one of these criteria", refers_to="criteria", default=None
    )
    from_: Instant | None = field("valid from", alias="from", default=None, source="source")
    to: Instant | None = field("valid until", default=None, source="source")
    source: Id | None = field(
        "who says so; none if nobody has said", refers_to="sources", default=None
    )
    via: Id | None = field("through whom it was reached", refers_to="parties", default=None)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.state in ("given", "conditional") and (self.from_ is None or self.to is None):
            raise refused(
                Refusal(
                    f"the consent is {self.state} but it is not said for how long",
                    "give from and to: it must hold at the moment of passing",
                )
            )
        if self.from_ is not None and self.to is not None and self.from_ >= self.to:
            raise refused(
                Refusal(
                    f"the consent ends ({self.to.isoformat()}) before it begins "
                    f"({self.from_.isoformat()})",
                    "give a from that is earlier than to",
                )
            )
        if self.state == "conditional" and self.condition is None:
            raise refused(
                Refusal("the consent is conditional without a condition", "give the condition")
            )
        if self.state != "unknown" and self.source is None:
            raise refused(
                Refusal(
                    f"the consent is {self.state} on nobody's word",
                    "give the source that says so",
                    'if nobody has said, write "state: unknown"',
                )
            )
        return self
