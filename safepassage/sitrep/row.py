"""Row: one thing of a sitrep, what is said of it, and on whose word; no language in it."""

from __future__ import annotations

from dataclasses import dataclass

from ..situation.figure import Figure
from ..situation.when import When

# in the order in which they stand in a sitrep
SECTIONS = (
    "figures",
    "access",
    "consents",
    "deadlines",
    "orders",
    "movement",
    "incidents",
    "talks",
    "unknowns",
)


@dataclass(frozen=True, slots=True)
class Told:
    """On whose word an answer stands.

    `by`, `role`: as they stood in the text; empty where it speaks in its own voice. `via`: who
    passed it on, from the first to the outlet. `document`: the hash of the first text that says
    so, copies counted as their original. `judged`: reliability and credibility, "F6" = nobody
    could judge. `quote`: the exact words. `withheld`: why it stays inside (planners only).
    `headline`: it stands in a headline, which is another voice than its text.
    """

    claim: str
    by: str
    role: str | None
    party: str | None
    via: tuple[str, ...]
    document: str | None
    said: When | None
    published: When | None
    judged: str
    reviewed: bool
    quote: str
    withheld: str | None = None
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """One more thing that is said: a label by its key, and words, a time or a figure."""

    label: str
    value: str | When | Figure


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a thing: a state by its word, or a figure, with details and sources.

    `until`: when a deadline ends, as a range; None is not known.
    """

    state: str | None
    figure: Figure | None
    details: tuple[Detail, ...]
    since: When | None
    until: When | None
    told: tuple[Told, ...]

    @property
    def said(self) -> tuple[object, ...]:
        """All that is said, without who says so: what tells one answer from another."""
        return (self.state, self.figure, self.details, self.since, self.until)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing: its section, a key that stays the same from one sitrep to the next, its name.

    `name`: a name of the scenario or words of a text. `under`: the crossing of a side, the party
    that holds it. `differ`: those who speak of it do not say the same; all of them stand here.
    """

    section: str
    key: str
    name: str
    under: str | None
    answers: tuple[Answer, ...]
    differ: bool = False

    @property
    def told(self) -> tuple[Told, ...]:
        """Everybody who speaks of it."""
        return tuple(told for answer in self.answers for told in answer.told)
