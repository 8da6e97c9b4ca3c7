"""Claim: who said what, when, about which subject, verbatim."""

from __future__ import annotations

from typing import ClassVar

from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, Ids, Instant, Text


class Claim(Model):
    """Who said what, when, about which subject, in their own words."""

    noun: ClassVar[str] = "claim"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = field("short name for addresses")
    speaker: Id = field("who said it", refers_to="parties")
    role: Text = field("in which role they spoke, such as official")
    said: Instant = field("when it was said")
    subject: Text = field("the address it is about, such as crossing/harbour/gate/far")
    text: Text = field("the words, verbatim")
    source: Id = field("the document that holds the words", refers_to="sources")
    span: Text | None = field("where in the document: page, paragraph or time", default=None)
    contradicts: Ids = field(
        "claims that it does not agree with; both are kept", refers_to="claims", default=()
    )
