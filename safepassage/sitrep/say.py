"""Say: times, figures, states and sources of a sitrep in the words of a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil, floor
from zoneinfo import ZoneInfo

from ..report.language.language import Language
from ..situation.disclosure.grade import PUBLIC
from ..situation.figure import Figure
from ..situation.when import When
from .facts import Sitrep
from .row import Detail, Told

# states and measures that have a text; any other word of a reviewer stands as it is
_STATES = (
    "open closed not_operated restricted outbound_only full sole_exit planned_open planned_closed "
    "damaged unknown unsaid required granted withheld conditional pending withdrawn only_if "
    "ultimatum last_departure expiry report_time closure stock_out completion start deadline "
    "order departed arrived planned running cancelled arranged suspended resumed reduced cut "
    "restored incident ongoing at_risk agreed failed paused call meeting talks contact visit "
    "message role supports opposes demands refuses intends offers ready deployed alert not_known "
    "killed injured missing held released trapped stranded waiting evacuated rescued displaced "
    "sheltered at_sea affected absent claimed met "
    "airstrike arrest attack bombing clash collapse crash accident disaster displacement "
    "explosion kidnapping protest push_back release rescue seizure shelling shooting "
    "sinking evacuation eruption violation outbreak flood fire earthquake present capacity "
    "other sheltering available wishing_to_leave share detained crossed aid_needed returned "
    "infected expected aid_delivered aboard allowed"
)
STATES = frozenset(_STATES.split())
FIGURES = {
    "exact": "sit-f-exact",
    "about": "sit-f-about",
    "estimated": "sit-f-estimated",
    "more_than": "sit-f-more-than",
    "at_least": "sit-f-at-least",
    "less_than": "sit-f-less-than",
    "at_most": "sit-f-at-most",
}
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
LONG_HOURS = 48  # from here on days are said


@dataclass(frozen=True, slots=True)
class Sayer:
    """Says what a sitrep holds, in one language and the sitrep's time zone."""

    language: Language
    sitrep: Sitrep

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which times are shown."""
        return ZoneInfo(self.sitrep.timezone)

    def at(self, instant: datetime) -> str:
        """An instant to the minute."""
        return f"{instant.astimezone(self.zone):%Y-%m-%d %H:%M}"

    def when(self, when: When | None) -> str:
        """An instant, a day, or a range of either; "not known" for None."""
        if when is None:
            return self.language.say("sit-not-known")
        for zone in (self.zone, UTC):
            first, last = when.earliest.astimezone(zone), (when.latest + SECOND).astimezone(zone)
            if _midnight(first) and _midnight(last) and last - first >= DAY - 2 * HOUR:
                return self._between(f"{first:%Y-%m-%d}", f"{last - SECOND:%Y-%m-%d}")
        return self._between(self.at(when.earliest), self.at(when.latest))

    def _between(self, first: str, last: str) -> str:
        if first == last:
            return first
        return self.language.say("sit-range", **{"from": first, "to": last})

    def left(self, until: When | None) -> str:
        """How long a deadline has still to run as of the sitrep, as a range."""
        say = self.language.say
        if until is None:
            return say("sit-end-not-known")
        least, most = until.earliest - self.sitrep.as_of, until.latest - self.sitrep.as_of
        if most < timedelta(0):
            return say("sit-passed")
        if least < timedelta(0):
            return say("sit-left-at-most", most=self._long(most, up=True))
        low, high = self._long(least), self._long(most, up=True)
        if low == high:
            return say("sit-left", most=high)
        return say("sit-left-range", least=low, most=high)

    def _long(self, length: timedelta, *, up: bool = False) -> str:
        """A length in days and hours, rounded to hours away from what it bounds."""
        hours = ceil(length / HOUR) if up else floor(length / HOUR)
        days, rest = divmod(hours, 24) if hours >= LONG_HOURS else (0, hours)
        parts = [self.language.say("sit-few-days", count=days)] if days else []
        if rest or not days:
            parts.append(self.language.say("sit-few-hours", count=rest))
        return " ".join(parts)

    def state(self, word: str | None) -> str:
        """A state or measure in words; a word without a text stands as it was noted."""
        if word is None:
            return ""
        if word not in STATES:
            return word.replace("_", " ")
        return self.language.say(f"sit-s-{word.replace('_', '-')}")

    def figure(self, figure: Figure) -> str:
        """A number as it was said; words such as "hundreds" stand as they are."""
        say = self.language.say
        match figure.qualifier:
            case "hidden":
                return say("sit-f-hidden")
            case "vague_plural":
                return figure.wording or say("sit-not-known")
            case "between":
                return say("sit-f-between", low=_n(figure.low, self), high=_n(figure.high, self))
            case "about" | "estimated":
                number = figure.approx
            case "less_than" | "at_most":
                number = figure.high
            case _:
                number = figure.low
        number = next((n for n in (number, figure.approx, figure.low) if n is not None), None)
        return say(FIGURES.get(figure.qualifier, "sit-f-exact"), n=_n(number, self))

    def detail(self, detail: Detail) -> tuple[str, str]:
        """The label of a detail and what it says."""
        label, value = detail.label, detail.value
        if label.startswith("count:"):
            said = self.state(label.removeprefix("count:"))
        else:
            said = self.language.say(f"sit-d-{label.replace('_', '-')}")
        if isinstance(value, Figure):
            return said, self.figure(value)
        if isinstance(value, When):
            return said, self.when(value)
        return said, self.state(value) if label == "stands" else value

    def told(self, told: Told) -> tuple[tuple[str, bool], ...]:
        """Who reported it, through whom, when: words, and whether they stand as written."""
        say, via = self.language.say, told.via
        pieces: list[tuple[str, bool]] = []
        if told.by:
            pieces = [(words, True) for words in (told.by, told.role) if words]
        elif via:
            key = "sit-by-outlet" if self.sitrep.grade == PUBLIC else "sit-by-itself"
            pieces, via = [(say(key, who=via[0]), False)], via[1:]
        else:
            note = "sit-by-note" if self.sitrep.grade == PUBLIC else "sit-by-unknown"
            pieces = [(say("sit-by-text" if told.document else note), False)]
        if via:
            pieces.append((say("sit-via", chain=", ".join(via)), False))
        if told.said is not None:
            pieces.append((say("sit-said-on", when=self.when(told.said)), False))
        elif told.published is not None:
            pieces.append((say("sit-read-on", when=self.when(told.published)), False))
        if told.judged != "F6":
            pieces.append((say("sit-judged", code=told.judged), False))
        return tuple(pieces)

    def marks(self, told: Told) -> tuple[str, ...]:
        """What readers must not miss: nobody has reviewed it, it stays inside."""
        marks = [self.language.say("sit-mark-headline")] if told.headline else []
        marks += [] if told.reviewed else [self.language.say("sit-mark-unreviewed")]
        if told.withheld is not None:
            marks.append(self.language.say("sit-mark-withheld", why=told.withheld))
        return tuple(marks)

    def number(self, told: Told) -> str:
        """The number of the text in the list of sources, in brackets; empty without a text."""
        found = self.sitrep.numbers.get(told.document or "")
        return "" if found is None else f"[{found}]"


def _n(number: float | None, sayer: Sayer) -> str:
    return sayer.language.say("sit-not-known") if number is None else f"{number:,}"


def _midnight(instant: datetime) -> bool:
    return (instant.hour, instant.minute, instant.second) == (0, 0, 0)
