"""Cells: what stands in the tables of a comparison, in the words of a language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from safepassage.compare.comparison import Comparison
from safepassage.compare.instruction_changes import InstructionChange, window
from safepassage.compare.pairs import AidPair, FigurePair, StartPair, UsePair
from safepassage.compare.people_changes import Arriving, PeopleChange
from safepassage.compare.place_name import place_name, place_names
from safepassage.compare.sentences import fact_value, lapse, rule_name, said
from safepassage.plan.plan import AidDayFigures, Instruction, Plan
from safepassage.report.facts.sealed import Sealed
from safepassage.report.grade import Grade
from safepassage.report.language.language import Language

Row = list[str]  # cells; a cell may have several lines
# figures of everybody; who arrives is a part of them, which may give a withheld number away
TOTALS = frozenset({"people", "people_staying"})


class Cells:
    """Rows of each table in the words of a language, with counts as a grade allows."""

    def __init__(self, found: Comparison, language: Language, grade: Grade) -> None:
        self.found, self.language, self.grade = found, language, grade
        self.sides = (found.one, found.other)
        self.names = {
            **place_names(found.other.plan.inputs),
            **place_names(found.one.plan.inputs),
        }

    def say(self, key: str, **values: str | int) -> str:
        """A text by its key."""
        return self.language.say(key, **values)

    def part(self, people: int) -> str:
        """A count of some of the people."""
        shown = self.grade.shown(people)
        return f"{shown:,}" if isinstance(shown, int) else shown

    def inputs(self) -> Iterator[Row]:
        """Each input that differs; a whole thing that is new or gone says so."""
        for row in self.found.inputs:
            name = place_name(self.names, row.address)
            texts = [
                self._fact(row.address, row.before, there=row.kind != "added"),
                self._fact(row.address, row.after, there=row.kind != "gone"),
            ]
            words = [row.source_before, row.source_after]
            named = list(dict.fromkeys(word or self.say("c-no-word") for word in words))
            if row.kind == "added":
                named = named[-1:]
            elif row.kind == "gone":
                named = named[:1]
            yield [f"{name}\n{row.address}" if name else row.address, *texts, "\n".join(named)]

    def _fact(self, address: str, text: str | None, *, there: bool) -> str:
        value = said(fact_value(address, text, there=there), self.language, self.grade)
        return f"{value:,}" if isinstance(value, int) else value

    def figures(self) -> Iterator[Row]:
        """All figures, also those that are equal."""
        for row in self.found.figures:
            if row.name == "people_gap" and not self.grade.is_planners:
                continue
            yield [
                self.say(f"c-figure-{row.name}"),
                self._figure(row, row.value.before, self.found.one),
                self._figure(row, row.value.after, self.found.other),
                self._difference(row) if self.found.of_one_scenario else "",
            ]

    def _figure(self, row: FigurePair, value: int | float | datetime | None, side: Sealed) -> str:
        if value is None:
            return self.say("c-not-known" if row.unit == "percent" else "c-never")
        if isinstance(value, datetime):
            return f"{value.astimezone(side.instant(0).tzinfo):%Y-%m-%d %H:%M}"
        if row.unit == "percent":
            return f"{value:g} %"
        if row.unit == "min":
            return f"{value:,g} min"
        if row.unit == "people" and row.name not in TOTALS:
            return self.part(int(value))
        return f"{value:,}"

    def _difference(self, row: FigurePair) -> str:
        before, after = row.value.before, row.value.after
        if before == after:
            return self.say("c-equal")
        others = row.name == "mean_arrival" and self.found.figure("people_arrived").value.differs
        if isinstance(before, datetime) and isinstance(after, datetime):
            if others:  # a mean of other people is neither earlier nor later
                return ""
            return self.later((after - before).total_seconds() / 60)
        if isinstance(before, datetime | None) or isinstance(after, datetime | None):
            return ""
        if row.unit == "people":
            return self.more(int(after - before))
        unit = {"percent": " %", "min": " min"}.get(row.unit, "")
        return f"{after - before:+,.6g}{unit}"

    def later(self, minutes: float | None) -> str:
        """Minutes later or earlier, in words."""
        if minutes is None:
            return ""
        if abs(minutes) < 0.05:
            return self.say("c-same-time")
        key = "c-min-later" if minutes > 0 else "c-min-earlier"
        return self.say(key, time=lapse(self.language, abs(minutes)))

    def more(self, people: int) -> str:
        """People more or fewer, in words."""
        if people == 0:
            return self.say("c-equal")
        return self.say("c-more-of" if people > 0 else "c-fewer-of", people=self.part(abs(people)))

    def people(self) -> Iterator[Row]:
        """Who differs, gravest first: a way lost, fewer who arrive, later; then the others."""
        rows = [row for row in self.found.people if row.differs]
        several = len({row.population for row in self.found.people}) > 1
        for row in sorted(rows, key=_gravity):
            lines = [row.zone_name, row.start_name]
            if several:
                lines.append(row.population_name)
            moved = []
            if row.other_way:
                moved.append(self.say("c-less-moved-way", people=self.part(row.other_way)))
            if row.other_destination:
                people = self.part(row.other_destination)
                moved.append(self.say("c-less-moved-place", people=people))
            yield [
                "\n".join(dict.fromkeys(lines)),
                self._arrive(row.before),
                self._arrive(row.after),
                self._open(row.before, row.after),
                self.later(row.mean_later_min),
                "\n".join(moved),
            ]

    def _arrive(self, row: Arriving | None) -> str:
        if row is None:
            return self.say("c-not-there")
        return f"{self.part(row.arrived)} / {self.part(row.people)}"

    def _open(self, before: Arriving | None, after: Arriving | None) -> str:
        """The way that is open at the start: one text if it is the same in both."""
        none = self.say("c-none")
        names = [none if row is None else row.open_by or none for row in (before, after)]
        return names[0] if names[0] == names[1] else f"A: {names[0]}\nB: {names[1]}"

    def rules(self) -> Iterator[Row]:
        """People who do not arrive, by rule."""
        for row in self.found.rules:
            if row.people.differs or row.proved.differs:
                cells = [
                    self.part(people)
                    + (f"\n{self.say('c-proved-part', people=self.part(proved))}" if proved else "")
                    for people, proved in (
                        (row.people.before, row.proved.before),
                        (row.people.after, row.proved.after),
                    )
                ]
                yield [rule_name(self.language, row.rule), *cells]

    def aid(self) -> Iterator[Row]:
        """Days on which aid is not the same."""
        for row in self.found.aid:
            if row.figures.differs:
                yield [f"{row.name}\n{row.date}", *(self._trucks(row, side) for side in (0, 1))]

    def _trucks(self, row: AidPair, side: int) -> str:
        figures: AidDayFigures | None = (row.figures.before, row.figures.after)[side]
        if figures is None:
            return self.say("c-not-there")
        text = self.say("c-trucks-of", trucks=figures.trucks)
        if row.most_differs:
            text += f"\n{self.say('c-trucks-most', trucks=figures.most)}"
        missing = (row.missing.before, row.missing.after)[side]
        return f"{text}\n{self.say('c-trucks-missing', trucks=missing)}" if missing else text

    def uses(self) -> Iterator[Row]:
        """Crossings, legs and roads that are not used alike, the largest difference first."""
        rows = [row for row in self.found.uses if row.people.differs or row.trucks.differs]
        for row in sorted(rows, key=_use_size):
            change = row.people.after - row.people.before
            yield [
                f"{row.name}\n{row.address}" if row.name else row.address,
                self._use(row.people.before, row.trucks.before),
                self._use(row.people.after, row.trucks.after),
                self.more(change) if change else "",
            ]

    def _use(self, people: int, trucks: int) -> str:
        text = self.part(people)
        return f"{text}\n{self.say('c-trucks-of', trucks=trucks)}" if trucks else text

    def starts(self) -> Iterator[Row]:
        """Last starts that are not the same."""
        for row in self.found.starts:
            if row.instant.differs:
                name = place_name(self.names, row.address)
                yield [
                    f"{name}\n{row.address}" if name else row.address,
                    *self._instants(row),
                    self._start_later(row),
                ]

    def _instants(self, row: StartPair) -> Iterator[str]:
        for side, value in zip(self.sides, (row.instant.before, row.instant.after), strict=True):
            zone = side.instant(0).tzinfo
            yield (
                self.say("c-never") if value is None else f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
            )

    def _start_later(self, row: StartPair) -> str:
        one, other = row.instant.before, row.instant.after
        if one is None or other is None:
            return ""
        return self.later((other - one).total_seconds() / 60)

    def instructions(self) -> Iterator[Row]:
        """Instructions that are not the same, each with window and way in both."""
        zones = {row.group: row.zone_name for row in self.found.people}
        for row in self.found.instructions:
            either = row.either
            zone = zones.get(either.group, either.zone)
            yield [
                "\n".join(dict.fromkeys((zone, either.start_name))),
                self._differs(row),
                self._instruction(self.found.one.plan, row.before),
                self._instruction(self.found.other.plan, row.after),
            ]

    def _differs(self, row: InstructionChange) -> str:
        if row.kind != "changed":
            return self.say(f"c-kind-{row.kind}")
        return ", ".join(self.say(f"c-part-{part}") for part in row.differs)

    def _instruction(self, plan: Plan, row: Instruction | None) -> str:
        if row is None:
            return self.say("c-not-there")
        zone = self.sides[0].instant(0).tzinfo
        first, last = (instant.astimezone(zone) for instant in window(plan, row))
        end = place_name(self.names, f"destination/{row.destination}") or row.destination
        way = " > ".join((*row.route_names, end))
        hours = f"{first:%Y-%m-%d %H:%M} - {last:%H:%M}"
        if first.date() != last.date():
            hours = f"{first:%Y-%m-%d %H:%M} - {last:%Y-%m-%d %H:%M}"
        return f"{row.id}: {self.part(row.people)}\n{hours}\n{way}"


def _gravity(row: PeopleChange) -> tuple[int, int, float]:
    order = 0 if row.loses_way else 1 if row.more < 0 else 2 if (row.mean_later_min or 0) > 0 else 3
    return order, row.more, -(row.mean_later_min or 0)


def _use_size(row: UsePair) -> tuple[int, int]:
    kind = 0 if row.address.startswith("crossing/") else 1 if row.address.startswith("leg/") else 2
    return kind, -abs(row.people.after - row.people.before)
