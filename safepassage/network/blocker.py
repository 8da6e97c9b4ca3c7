"""Blocker: one thing that keeps a group from passing an element, on whose word."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing in the way: its address, the rule, a sentence, who holds it, and the source."""

    address: str
    rule: str
    sentence: str
    party: str | None
    source: str | None
