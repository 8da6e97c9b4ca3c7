"""Span words: as of when, from when to when and for which headcount a plan was made."""

from __future__ import annotations

from safepassage.report.facts.sealed import Sealed
from safepassage.report.language.language import Language


def span_words(side: Sealed, language: Language) -> str:
    """One line on the instants of a plan, in its own time zone."""
    inputs = side.plan.inputs
    return language.say(
        "c-span",
        as_of=f"{inputs.as_of.astimezone(side.instant(0).tzinfo):%Y-%m-%d %H:%M}",
        start=side.when(0),
        end=side.when(inputs.periods * inputs.step_s),
        timezone=inputs.timezone,
        headcount=language.say(f"r-headcount-{inputs.headcount}"),
    )
