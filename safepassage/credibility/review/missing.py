"""Missing: the parts of a plan that somebody needs in order to follow or judge it."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.credibility.review.their_plan import TheirPlan

# part -> what it is called when it is missing, and the criterion that asks for it
PARTS = {
    "people": ("no number of people", "C04"),
    "from_": ("no time to leave", "C05"),
    "route": ("no way", "C05"),
    "destination": ("no destination", "C05"),
    "fallback": ("no other way", "C05"),
    "mode": ("no word on how people move", "C04"),
}


@dataclass(frozen=True, slots=True)
class Missing:
    """A part that rows lack: of how many, and in which zones."""

    what: str
    criterion: str
    rows: int
    of: int
    zones: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """In words: no destination (2 of 5 rows: Old Town, Hillside)."""
        if not self.zones:
            return self.what
        shown = ", ".join(self.zones[:4]) + (", ..." if len(self.zones) > 4 else "")
        return f"{self.what} ({self.rows} of {self.of} rows: {shown})"


def missing_parts(plan: TheirPlan) -> tuple[Missing, ...]:
    """What is not there, aid flow first: it is what is asked for beside the way out."""
    found = []
    if not plan.aid:
        found.append(Missing("no aid flow", "C12", 0, 0, ()))
    rows = plan.instructions
    for part, (what, criterion) in PARTS.items():
        without = [row for row in rows if getattr(row, part) is None]
        if without:
            zones = tuple(dict.fromkeys(row.zone for row in without))
            found.append(Missing(what, criterion, len(without), len(rows), zones))
    return tuple(found)
