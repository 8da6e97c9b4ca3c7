"""Public changes: all that a page for everybody says of two plans, made from public facts alone."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.compare.comparison import Comparison
from safepassage.report.facts.public_facts import PublicWay, public_facts
from safepassage.scenario.words import HelpWords


@dataclass(frozen=True, slots=True)
class PublicChanges:
    """Ways to leave that are in one plan only, and whom to ask."""

    gone: tuple[PublicWay, ...]
    added: tuple[PublicWay, ...]
    help: tuple[HelpWords, ...]


def public_changes(found: Comparison) -> PublicChanges:
    """Nothing of a bundle that fails its check, nor of plans of different scenarios."""
    if not (found.one.passed and found.other.passed and found.of_one_scenario):
        return PublicChanges((), (), public_facts(found.other).help)
    one, other = public_facts(found.one), public_facts(found.other)
    return PublicChanges(
        gone=tuple(way for way in one.ways if way not in other.ways),
        added=tuple(way for way in other.ways if way not in one.ways),
        help=other.help,
    )
