"""What follows from texts just read: the views of a record that nobody has reviewed yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ...intake.claims_of import claims_of
from ...scenario.scenario import Scenario
from ...situation.event import Act, Claimed, Event, Read
from ...situation.record import replay
from ...situation.views.side import sides_of
from .run_show import VIEWS
from .show_text import show_text

if TYPE_CHECKING:
    from .run_read import FileRead

SHOWN = (
    "gates",
    "contradictions",
    "consents",
    "conditions",
    "support",
    "talks",
    "deadlines",
    "unknowns",
    "figures",
    "contacts",
)


def read_views(read: Sequence[FileRead], scenario: Scenario | None, zone: ZoneInfo) -> str:
    """Gates by side, contradictions, talks, deadlines and the rest, as of the latest text."""
    acts: list[Act] = []
    for file in read:
        if file.source is not None:
            acts.append(Read(file.source.document))
            claims = claims_of(file.source.document, file.proposals, zone)
            acts += [Claimed(claim) for claim in claims]
    latest = max(f.source.document.published.latest for f in read if f.source is not None)
    now = max(datetime.now(UTC), latest)
    events = [Event(n, now, "read", act) for n, act in enumerate(acts, 1)]
    held = replay(events, now)
    sides = () if scenario is None else sides_of(scenario)
    at = latest + timedelta(seconds=1)
    views = {name: VIEWS[name](held, at, sides, True) for name in SHOWN}
    head = "\nWHAT FOLLOWS IF ALL OF IT IS ACCEPTED (not reviewed; a party's claim is a claim)\n\n"
    return head + show_text(held, at, zone, views, 0)
