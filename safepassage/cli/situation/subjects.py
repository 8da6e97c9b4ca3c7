"""Subjects: what a claim is about has to be there in the scenario, if one is given."""

from __future__ import annotations

from collections.abc import Callable

from ...problems import Refusal
from ...situation.claim import Claim


def subject_check(scenario: str | None) -> Callable[[Claim], None]:
    """A function that refuses a claim about a gate or place that the scenario does not have.

    Without a scenario nothing is refused, and a claim without a subject never is.
    """
    if scenario is None:
        return lambda claim: None
    from ...scenario.address import look
    from ...scenario.folder import find_folder, read_folder

    raw = read_folder(find_folder(scenario))

    def check(claim: Claim) -> None:
        if claim.subject is None:
            return
        try:
            look(raw, claim.subject)
        except Refusal as refusal:
            raise Refusal(
                f"the claim is about {claim.subject}, which {scenario} does not have: "
                f"{refusal.read}",
                refusal.allowed,
                refusal.mend,
            ) from refusal

    return check
