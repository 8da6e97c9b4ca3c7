"""Exits: who can leave now, by which way, what stands in the way, what would free most people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from ..errors import UsageError
from ..scenario.inputs import Group, Inputs, Start
from .blocker import Blocker, Words
from .easiest import blockers_on, blockers_on_easiest_way, easiest_way, no_way
from .labels import FAR, Label, Limits, PassageMap, find_ways, outgoing
from .passage import Passage, State
from .passages import PassageBook, TakenBack
from .too_late import too_late
from .travel_class import TravelClass, asked_criteria, class_of, served_populations
from .unlock import TooManySetsError, Unlock, rank_unlocks
from .whose_word import taken_back as words_taken_back

LOOK_AHEAD_S = 24 * 3600  # if nobody says how far to look

__all__ = [
    "Exits",
    "GroupExit",
    "Unlock",
    "Way",
    "blockers_on_easiest_way",
    "find_exits",
    "reachable",
]


@dataclass(frozen=True, slots=True)
class Way:
    """A way that is open: its elements, when one who leaves now arrives, and how many can pass.

    `per_day`: people whom its narrowest place lets pass within the span asked about (a day, unless
    the scenario ends sooner); None = no limit known. `boards`: its legs by name, and the second by
    which one has to be there. `on_foot_m`: metres walked.
    """

    elements: tuple[str, ...]
    names: tuple[str, ...]
    by: str
    by_name: str
    boards: tuple[tuple[str, int], ...]
    arrives_s: int
    on_foot_m: int
    per_day: int | None


@dataclass(frozen=True, slots=True)
class GroupExit:
    """The answer for one group at one start point.

    `way` is None if the group cannot leave; then `blockers` are what stands on its easiest way,
    and `needs` the smallest sets of conditions that would open some way (empty: no word could).
    `only_ways`: crossings and legs that every way out uses, open or not.
    """

    group: Group
    start: str
    people: int
    way: Way | None
    blockers: tuple[Blocker, ...]
    needs: tuple[frozenset[str], ...]
    only_ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exits:
    """Who can leave within `span` (seconds since the start), and what would free most people.

    `unlocks` is None if there are too many sets to try. `in_the_way`: by address, every blocker of
    a group and everything that an unlock opens.
    """

    inputs: Inputs
    span: tuple[int, int]
    groups: tuple[GroupExit, ...]
    unlocks: tuple[Unlock, ...] | None
    in_the_way: Mapping[str, Blocker]


def find_exits(
    inputs: Inputs,
    span: tuple[int, int] | None = None,
    taken_back: Mapping[str, TakenBack] | None = None,
) -> Exits:
    """Who can leave now, by which way, and what stands in the way; each group taken alone.

    A group can leave if somebody who sets out within `span` finds every element open when there
    (gates, legs and roads with hours within `span`), walks no further than the walking limit, and
    arrives at known room by the end of the horizon of `inputs`. As in the bound,
    people may wait anywhere. How many can pass is said, but does not decide. Times are whole
    seconds since the start, distances on foot metres, counts whole people.

    Parameters
    ----------
    span
        From and to which second somebody may set out; without it the first 24 hours, as far as the
        inputs go.
    taken_back
        Hours that a later word took back, by gate; without it those of `inputs.words`.

    Raises
    ------
    UsageError
        The span is empty or begins before the start. That nobody can leave is no error.

    Source
    ------
    Label setting over sets of conditions lifted, exact; own method, docs/develop/architecture.md.
    """
    span = _span(inputs, span)
    if taken_back is None:
        taken_back = words_taken_back(inputs)
    asked, served = asked_criteria(inputs), served_populations(inputs)
    maps: dict[TravelClass, PassageMap] = {}
    found: dict[tuple[object, ...], GroupExit] = {}
    groups: list[GroupExit] = []
    for group in inputs.groups:
        alike = class_of(group, asked, served)
        if alike not in maps:
            maps[alike] = PassageMap(PassageBook(inputs, group, span, taken_back).all())
        for start in group.starts:
            key = (alike, start.node, group.latest_departure_s, group.deadline_because)
            if key not in found:
                found[key] = _answer(inputs, group, start, maps[alike], span)
            groups.append(_of(found[key], group, start))
    unlocks: tuple[Unlock, ...] | None = None
    with suppress(TooManySetsError):
        unlocks = rank_unlocks((r.people, r.needs) for r in groups if r.way is None and r.needs)
    opened = {name for unlock in unlocks or () for name in unlock.conditions}
    words = {b.address: b for row in groups for b in row.blockers}
    for where in maps.values():
        for passage in where.passages:
            for condition in passage.conditions:
                if condition.address in opened:
                    words.setdefault(condition.address, condition.blocker)
    return Exits(inputs, span, tuple(groups), unlocks, words)


def _span(inputs: Inputs, span: tuple[int, int] | None) -> tuple[int, int]:
    """The seconds asked about."""
    if span is None:
        return (0, min(LOOK_AHEAD_S, inputs.periods * inputs.step_s))
    if not 0 <= span[0] < span[1]:
        raise UsageError(
            f"span: {span} is no span of seconds since the start; give two whole numbers, the "
            "first 0 or more and less than the second, e.g. (0, 86400)."
        )
    return span


def _of(answer: GroupExit, group: Group, start: Start) -> GroupExit:
    """The answer for people who are alike; nothing rides that is not there."""
    row = replace(answer, group=group, people=start.people)
    if start.seats == 0:
        why = "they go by car, and no car is counted for them where they are"
        blocker = Blocker(f"zone/{group.zone}/vehicles", "no_vehicle", why, None, None)
        return replace(row, way=None, blockers=(blocker,), needs=())
    return row


def _answer(
    inputs: Inputs, group: Group, start: Start, where: PassageMap, span: tuple[int, int]
) -> GroupExit:
    origin = State(start.node, group.mode)
    deadline = FAR if group.latest_departure_s is None else group.latest_departure_s
    limits = Limits(span[0], deadline, inputs.walking_limit_m)
    ways = find_ways(where, origin, limits)
    way = _way(where, ways[0], span) if ways and not ways[0].needs else None
    blockers: tuple[Blocker, ...] = ()
    if way is None:
        blockers = (
            _lacking(ways[0]) if ways else _no_word_helps(inputs, group, where, origin, limits)
        )
    only = _only_ways(where, origin, limits.walking_limit_m)
    needs = tuple(label.needs for label in ways)
    return GroupExit(group, start.node, start.people, way, blockers, needs, only)


def _way(where: PassageMap, label: Label, span: tuple[int, int]) -> Way:
    chain = label.chain()
    names: list[str] = []
    for passage in chain:
        if not names or names[-1] != passage.name:
            names.append(passage.name)
    last = next((p for p in reversed(chain) if p.is_exit), chain[-1])
    limits = [most for passage in chain for most in _most(where, passage, span)]
    boards = [(p.name, p.window[-1][1]) for p in chain if p.arrives_s is not None]
    return Way(
        elements=tuple(p.element for p in chain),
        names=tuple(names),
        by=last.address,
        by_name=last.name,
        boards=tuple(boards),
        arrives_s=label.at_s,
        on_foot_m=label.metres,
        per_day=min(limits, default=None),
    )


def _most(where: PassageMap, passage: Passage, span: tuple[int, int]) -> list[int]:
    """People whom a passage lets pass within the span; a daily leg on all its days."""
    found = []
    if passage.per_hour is not None:
        open_s = sum(min(high, span[1]) - low for low, high in passage.window if low < span[1])
        found.append(int(open_s * passage.per_hour / 3600))
    if passage.most is not None:
        days = [
            row
            for row in where.out[passage.from_state]
            if row.address == passage.address and row.window
        ]
        found.append(sum(row.most or 0 for row in days))
    return found


def _lacking(label: Label) -> tuple[Blocker, ...]:
    """The conditions that a way lacks, in the order of travel."""
    found: dict[str, Blocker] = {}
    for passage in label.chain():
        for row in passage.conditions:
            if row.address in label.needs:
                found.setdefault(row.address, row.blocker)
    return tuple(found.values())


def _no_word_helps(
    inputs: Inputs, group: Group, where: PassageMap, origin: State, limits: Limits
) -> tuple[Blocker, ...]:
    """Why no opening and no consent would let anybody leave from here."""
    if where.on_foot.left(origin) >= FAR:
        return no_way(inputs, where.passages, origin)
    far = _too_far(where, origin, limits.walking_limit_m)
    if far is not None:
        return (far,)
    way = easiest_way(where.passages, origin, limits.walking_limit_m)
    assert way is not None
    if all(passage.openings for passage in way):
        say = Words(inputs, (limits.from_s, limits.from_s))
        return (*blockers_on(way), too_late(say, group, way, limits))
    return blockers_on(way)


def _too_far(where: PassageMap, origin: State, limit_m: int) -> Blocker | None:
    """Every way is too long to walk, or every one that a word could open; None = neither."""
    every, opened = where.on_foot.left(origin), where.on_foot_opened.left(origin)
    admitted = where.on_foot_admitted.left(origin)
    limit = f"{limit_m / 1000:g} km on foot"
    if every > limit_m or limit_m < admitted < FAR:
        least = every if admitted >= FAR else admitted
        why = f"no way out has at most {limit}; the shortest has {_km(least)}"
    elif limit_m < opened < FAR:
        why = f"no way out that could be opened has at most {limit}; the shortest of them has "
        why += _km(opened)
    else:
        return None
    return Blocker("walking_limit_km", "walking_limit", why, None, None)


def _km(metres: int) -> str:
    """Kilometres, rounded up to a tenth."""
    return f"{-(-metres // 100) / 10:g} km"


def _only_ways(where: PassageMap, origin: State, limit_m: int) -> tuple[str, ...]:
    """Crossings and legs without which no way out is left, even with everything open."""
    if where.on_foot.left(origin) > limit_m:
        return ()
    names = {passage.address for passage in where.on_foot.way(origin) if passage.is_exit}
    return tuple(
        sorted(name for name in names if where.on_foot_without(name).left(origin) > limit_m)
    )


def reachable(passages: Sequence[Passage], origin: State) -> set[str]:
    """Elements that lie on some road from `origin`, open or not."""
    out = outgoing(passages)
    seen, stack, found = {origin}, [origin], set()
    while stack:
        for passage in out.get(stack.pop(), ()):
            found.add(passage.element)
            if passage.to_state not in seen:
                seen.add(passage.to_state)
                stack.append(passage.to_state)
    return found
