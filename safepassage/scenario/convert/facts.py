"""Facts: what was known as of the answer, and the list of what is left out because of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from safepassage import clock
from safepassage.scenario.address import BY_HAND
from safepassage.scenario.inputs import NotPlanned, NotUsed
from safepassage.scenario.scenario import Scenario
from safepassage.scenario.source import Source, is_day


@dataclass
class Facts:
    """The scenario seen from an instant; collects what is not used, not planned, taken as open.

    `if_open`: gates of which nobody has said when they are open count as open all the time.
    """

    scenario: Scenario
    start: datetime
    as_of: datetime
    if_open: bool = False
    not_used: list[NotUsed] = field(default_factory=list)
    not_planned: list[NotPlanned] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._sources = {source.id: source for source in self.scenario.sources}

    @property
    def end_s(self) -> int:
        """The scenario's end in seconds since the start."""
        return self.seconds(self.scenario.end)

    def seconds(self, instant: datetime) -> int:
        """Whole seconds since the start."""
        return clock.seconds_between(self.start, instant)

    def since(self, source: Source) -> datetime:
        """When a source became known; a day counts from its local midnight."""
        if isinstance(source.date, datetime):
            return source.date
        return clock.local_instant(source.date, 0, self.scenario.zone_info)

    def known(self, source_id: str | None, address: str, then: str) -> bool:
        """Whether a fact was known; if not it is listed with what happens then."""
        if source_id is None or self.quietly_known(source_id):
            return True
        source = self._sources[source_id]
        date = (
            source.date_text
            if is_day(source.date)
            else clock.format_instant(self.since(source), self.scenario.zone_info)
        )
        because = (
            f"source {source_id} is of {date}, later than "
            f"{clock.format_instant(self.as_of, self.scenario.zone_info)}: {then}"
        )
        self.not_used.append(NotUsed(address, because))
        return False

    def quietly_known(self, source_id: str) -> bool:
        """Whether a source was known, without listing anything."""
        return source_id == BY_HAND or self.since(self._sources[source_id]) <= self.as_of

    def later(self, address: str, what: str, because: str) -> None:
        """List something that this version reads but does not plan."""
        self.not_planned.append(NotPlanned(address, what, because))
