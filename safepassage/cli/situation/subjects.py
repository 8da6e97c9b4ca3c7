"""Subjects: what a claim may be about in a scenario, and the clock of that place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ...problems import Refusal
from ...situation.claim import Claim

if TYPE_CHECKING:  # loaded only where a scenario is given
    from ...scenario.raw import Raw
    from ...scenario.scenario import Scenario

MOST_LISTED = 40


@dataclass(frozen=True, slots=True)
class Subjects:
    """Without a scenario nothing is known and nothing refused.

    `names`: addresses with what they are called, those first that most claims are about.
    """

    scenario: str | None = None
    raw: Raw | None = None
    names: tuple[tuple[str, str], ...] = ()
    zone: ZoneInfo | None = None

    def check(self, claim: Claim) -> None:
        """Refuse a claim about a gate or place that the scenario does not have.

        A claim without a subject is never refused.
        """
        if claim.subject is None or self.raw is None:
            return
        from ...scenario.address import look

        try:
            look(self.raw, claim.subject)
        except Refusal as refusal:
            raise Refusal(
                f"the claim is about {claim.subject}, which {self.scenario} does not have: "
                f"{refusal.read}",
                refusal.allowed,
                refusal.mend,
            ) from refusal


def subjects_of(scenario: str | None) -> Subjects:
    """The subjects of a scenario; it is refused here if it cannot be read."""
    if scenario is None:
        return Subjects()
    from ...scenario.folder import find_folder, read_folder
    from ...scenario.read_scenario import read_scenario

    read = read_scenario(scenario)
    names = tuple(_names(read))[:MOST_LISTED]
    return Subjects(scenario, read_folder(find_folder(scenario)), names, read.zone_info)


def _names(scenario: Scenario) -> Iterator[tuple[str, str]]:
    for crossing in scenario.crossings:
        for gate in crossing.gates:
            yield f"crossing/{crossing.id}/gate/{gate.id}", f"{crossing.name}, {gate.side}"
        yield f"crossing/{crossing.id}", f"{crossing.name}, as a whole"
    for kind, rows in (
        ("leg", scenario.legs),
        ("population", scenario.populations),
        ("corridor", scenario.corridors),
        ("party", scenario.parties),
        ("destination", scenario.destinations),
    ):
        for row in rows:
            yield f"{kind}/{row.id}", row.name
