"""Sentences: a comparison in words, the gravest first; said in any language, for any readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from safepassage.compare.comparison import Comparison
from safepassage.compare.people_changes import PeopleChange
from safepassage.compare.place_name import place_name, place_names
from safepassage.report.facts.sealed import Sealed
from safepassage.report.grade import Grade
from safepassage.report.language.language import Language

MOST, FEWEST = 8, 3
MOST_ROWS = 4  # zones named in a sentence
MOST_REASONS = 2
LONG_MIN = 180  # from here on in hours


class Some(NamedTuple):
    """A count of some of the people, which a page for others may not show."""

    people: int


class Rows(NamedTuple):
    """Names with some of the people each; `more` stand behind them."""

    rows: tuple[tuple[str, int], ...]
    more: int


class Rules(NamedTuple):
    """Rules by name, said in the reader's language, each with what it is about in this plan."""

    rows: tuple[tuple[str, str], ...]


class Key(NamedTuple):
    """A value that is itself a text by its key."""

    key: str


class Inner(NamedTuple):
    """A text that may give a number of some of the people; for planners only."""

    text: str


class Lapse(NamedTuple):
    """A length of time, in minutes or, where it is long, in hours."""

    minutes: float


Value = str | int | Lapse | Some | Rows | Rules | Key | Inner
COUNTS = ("low", "likely", "high", "people", "staying", "seats")  # of a group


class Sentence(NamedTuple):
    """A text by its key, and what stands in it."""

    key: str
    values: tuple[tuple[str, Value], ...]

    @property
    def tells_parts(self) -> bool:
        """Whether it gives a number of some of the people."""
        return any(isinstance(value, Some | Rows | Inner) for _, value in self.values)

    def say(self, language: Language, grade: Grade) -> str:
        """The sentence as plain text."""
        return language.say(self.key, **{k: said(v, language, grade) for k, v in self.values})


def _sentence(key: str, **values: Value) -> Sentence:
    return Sentence(key, tuple(values.items()))


def said(value: Value, language: Language, grade: Grade) -> str | int:
    """A value as these readers may see it, in their language."""
    if isinstance(value, Some):
        return grade.shown(value.people)
    if isinstance(value, Inner):
        return value.text if grade.is_planners else "-"
    if isinstance(value, Rows):
        shown = [f"{name} ({_count(grade.shown(people))})" for name, people in value.rows]
        more = [language.say("c-rows-more", count=value.more)] if value.more else []
        return ", ".join([*shown, *more])
    if isinstance(value, Rules):
        return "; ".join(f"{rule_name(language, rule)}: {why}" for rule, why in value.rows)
    if isinstance(value, Lapse):
        return lapse(language, value.minutes)
    if isinstance(value, Key):
        return language.say(value.key)
    return value


def lapse(language: Language, minutes: float) -> str:
    """A length of time in words: minutes, from three hours on hours."""
    if minutes >= LONG_MIN:
        return language.say("c-hours", number=f"{round(minutes / 60, 1):,g}")
    return language.say("c-minutes", number=f"{round(minutes, 1):,g}")


def _count(value: int | str) -> str:
    return f"{value:,}" if isinstance(value, int) else value


def warnings(found: Comparison) -> tuple[Sentence, ...]:
    """What is said before anything else: a failed check, gates taken as open, things apart."""
    sides = (("A", found.one), ("B", found.other))
    failed = [row for letter, side in sides for row in _failed(letter, side)]
    taken = [
        _sentence("c-if-open", plan=letter, count=len(side.plan.inputs.if_open))
        for letter, side in sides
        if side.plan.inputs.if_open
    ]
    return (*failed, *taken, *_apart(found))


def sentences(found: Comparison, grade: Grade) -> tuple[Sentence, ...]:
    """Three to eight sentences; one if there is no difference, none for different scenarios."""
    if not found.of_one_scenario:
        return ()
    if found.same:
        return (_sentence("c-same"),)
    if found.same_answer:
        head = [_sentence("c-same-answer", count=len(found.inputs))] if found.inputs else []
        told = [*head, *_inputs(found), _sentence("c-as-many", people=Some(_arrived(found)[1]))]
        return _without_parts(told, grade)
    times = list(_times(found))
    late = [row for row in times if row.key == "c-later"]
    grave, gained = [*_losses(found), *_aid(found), *late], list(_gains(found))
    told = [*grave] or [*gained]
    told += [*_inputs(found), *(gained if grave else ())]
    told += [*(times if not late else ()), *_ways(found), *_instructions(found)]
    if len(told) < FEWEST:
        told += [*_what_stays(found)]
    return _without_parts(told, grade)[:MOST]


def _without_parts(told: list[Sentence], grade: Grade) -> tuple[Sentence, ...]:
    """Where a number is withheld, no sentence gives a number of some of the people."""
    kept = [row for row in told if not (grade.hides_parts and row.tells_parts)]
    hidden = [_sentence("c-hidden")] if len(kept) < len(told) else []
    return (*hidden, *kept)


def _failed(plan: str, side: Sealed) -> Iterator[Sentence]:
    if not side.passed:
        none: Value = Key("c-none")
        yield _sentence(
            "c-failed",
            plan=plan,
            name=side.name,
            rules=", ".join(side.broken_rules) or none,
            claims=", ".join(side.failed_claims) or none,
        )


def _apart(found: Comparison) -> Iterator[Sentence]:
    none: Value = Key("c-none")
    for row in found.apart:
        yield _sentence(f"c-apart-{row.what}", before=row.before or none, after=row.after or none)
        if row.what == "scenario":
            return
    if found.arrived_by is not None:
        until, people = found.arrived_by
        local = until.astimezone(found.one.instant(0).tzinfo)
        yield _sentence(
            "c-arrived-by",
            when=f"{local:%Y-%m-%d %H:%M}",
            before=Some(people.before),
            after=Some(people.after),
        )


def _arrived(found: Comparison) -> tuple[int, int]:
    return found.one.plan.figures.people_arrived, found.other.plan.figures.people_arrived


def _of(found: Comparison) -> dict[str, Value]:
    before, after = found.one.plan.figures, found.other.plan.figures
    return {
        "people": Some(abs(after.people_arrived - before.people_arrived)),
        "before": Some(before.people_arrived),
        "after": Some(after.people_arrived),
        "of_before": before.people,
        "of_after": after.people,
    }


def _zones(rows: list[tuple[PeopleChange, int]]) -> Rows:
    """The zones of some people, those with the most people first."""
    count: dict[str, int] = {}
    for row, people in rows:
        count[row.zone_name] = count.get(row.zone_name, 0) + people
    by_size = sorted(count.items(), key=lambda pair: -pair[1])
    return Rows(tuple(by_size[:MOST_ROWS]), max(0, len(by_size) - MOST_ROWS))


def _losses(found: Comparison) -> Iterator[Sentence]:
    before, after = _arrived(found)
    if after < before:
        yield _sentence("c-fewer", **_of(found))
    fewer = [(row, -row.more) for row in found.people if row.more < 0]
    if fewer:
        yield _sentence("c-fewer-who", rows=_zones(fewer))
    shut = [(row, row.after.people) for row in found.people if row.loses_way and row.after]
    if shut:
        people = sum(count for _, count in shut)
        yield _sentence("c-no-way", people=Some(people), rows=_zones(shut))
    grown = _in_the_way(found)
    if fewer and grown:
        yield _sentence("c-no-way-rule", rules=Rules(grown[:MOST_REASONS]))
    if after < before:
        bound = found.other.plan.figures.people_arrived_bound
        key = "c-proved-fewer" if bound < before else "c-not-proved-fewer"
        proved = found.other.status("people_arrived_bound") == "PROVED"
        if proved and (found.inputs or key == "c-not-proved-fewer"):
            yield _sentence(key, bound=Some(bound))


def _in_the_way(found: Comparison) -> tuple[tuple[str, str], ...]:
    """Rules for which more people do not arrive in B, each with its commonest reason."""
    count: Counter[tuple[str, str]] = Counter()
    for sign, side in ((-1, found.one), (1, found.other)):
        for row in side.plan.short_of:
            count[(row.rule, row.because)] += sign * row.people
    grown = [reason for reason, people in count.most_common() if people > 0]
    first: dict[str, str] = {}
    for rule, why in grown:
        first.setdefault(rule, why)
    return tuple(first.items())


def rule_name(language: Language, rule: str) -> str:
    """What a rule is about, in a few words."""
    return language.say(f"rule-{rule.replace('_', '-')}")


def _gains(found: Comparison) -> Iterator[Sentence]:
    before, after = _arrived(found)
    if after > before:
        yield _sentence("c-more", **_of(found))
    more = [(row, row.more) for row in found.people if row.more > 0]
    if more:
        yield _sentence("c-more-who", rows=_zones(more))
    opened = [(row, row.after.people) for row in found.people if row.gains_way and row.after]
    if opened:
        people = sum(count for _, count in opened)
        yield _sentence("c-new-way", people=Some(people), rows=_zones(opened))
    bound = found.one.plan.figures.people_arrived_bound
    proved = found.one.status("people_arrived_bound") == "PROVED"
    if found.inputs and proved and bound < after:
        yield _sentence("c-proved-more", bound=Some(bound))


def _aid(found: Comparison) -> Iterator[Sentence]:
    before = sum(row.missing.before for row in found.aid)
    after = sum(row.missing.after for row in found.aid)
    days = [row.date for row in found.aid if row.missing.differs]
    if days:
        dates = ", ".join(dict.fromkeys(days[:MOST_ROWS])) + (", ..." if days[MOST_ROWS:] else "")
        key = "c-aid-worse" if after >= before else "c-aid-better"
        yield _sentence(key, before=before, after=after, dates=dates)
    elif found.aid and found.figure("trucks").value.differs:
        trucks = found.one.plan.figures.trucks, found.other.plan.figures.trucks
        yield _sentence("c-aid-trucks", before=trucks[0], after=trucks[1])


def _inputs(found: Comparison) -> Iterator[Sentence]:
    if not found.inputs:
        yield _sentence("c-inputs-none")
        return
    row = found.inputs[0]
    names = {
        **place_names(found.other.plan.inputs),
        **place_names(found.one.plan.inputs),
    }
    name = place_name(names, row.address)
    what = row.address if name is None else f"{name} ({row.address})"
    key = "c-inputs-one" if len(found.inputs) == 1 else "c-inputs-many"
    more: dict[str, Value] = {} if len(found.inputs) == 1 else {"count": len(found.inputs)}
    yield _sentence(
        key,
        what=what,
        before=fact_value(row.address, row.before, there=row.kind != "added"),
        after=fact_value(row.address, row.after, there=row.kind != "gone"),
        **more,
    )


def fact_value(address: str, text: str | None, *, there: bool) -> Value:
    """What stands at an address: its text, or that it is not known, or not there."""
    if not there:
        return Key("c-not-there")
    if text is None:
        return Key("c-not-known")
    first, last = address.split("/")[0], address.split("/")[-1]
    if first == "group" and last in COUNTS and text:
        return Some(int(text.replace(",", "")))
    if (first == "group" and last == "ready") or (first == "claim" and text):
        return Inner(text)
    return text or Key("c-there")


def _times(found: Comparison) -> Iterator[Sentence]:
    """The largest share that arrives in both, if at another instant."""
    for share in ("t100", "t90", "t50"):
        before = getattr(found.one.plan.figures, f"{share}_s")
        after = getattr(found.other.plan.figures, f"{share}_s")
        if before is None or after is None:
            continue
        first, second = found.one.instant(before), found.other.instant(after)
        minutes = (second - first).total_seconds() / 60
        if minutes:
            yield _sentence(
                "c-later" if minutes > 0 else "c-earlier",
                share=share,
                time=Lapse(abs(minutes)),
                before=f"{first:%Y-%m-%d %H:%M}",
                after=f"{second:%Y-%m-%d %H:%M}",
            )
        return


def _ways(found: Comparison) -> Iterator[Sentence]:
    for key, people in (
        ("c-other-place", sum(row.other_destination for row in found.people)),
        ("c-other-way", sum(row.other_way for row in found.people)),
    ):
        if people:
            yield _sentence(key, people=Some(people))


def _instructions(found: Comparison) -> Iterator[Sentence]:
    if found.instructions:
        kinds = [row.kind for row in found.instructions]
        yield _sentence(
            "c-instructions",
            added=kinds.count("added"),
            gone=kinds.count("gone"),
            changed=kinds.count("changed"),
        )


def _what_stays(found: Comparison) -> Iterator[Sentence]:
    before, after = _arrived(found)
    if before == after:
        yield _sentence("c-as-many", people=Some(after))
    if found.aid and not any(row.figures.differs for row in found.aid):
        yield _sentence("c-aid-same")
    if not found.instructions:
        yield _sentence("c-instructions-same")
