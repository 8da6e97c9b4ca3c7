"""The answer to `who can leave now` in words, the sentence that matters first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from textwrap import TextWrapper

from ..clock import format_instant
from ..network.blocker import Blocker
from ..network.exits import GroupExit, Way
from ..network.unlock import Unlock
from ..network.whose_word import NOBODYS_WORD, whose_word
from ..plan.if_open import IF, NOTHING_TAKEN, aside, capital, still_blocking, taken_as_open
from .run_exits import ExitsAnswer, held

WIDTH = 100
INDENT = " " * 13
SHOWN_WAYS = 8  # names along a way; of a longer one the first two and the last five
HOW = {"car": "by car", "foot": "on foot", "seat": "who need a seat"}
Letters = dict[tuple[str, str], str]
SHOWN_STEPS = 6  # sizes of sets, besides the largest
SHOWN_SETS = 3  # sets that free equally many people


def wrap(text: str, first: str = "", rest: str = "") -> list[str]:
    """Lines of at most so many characters; names with hyphens and addresses stay whole."""
    wrapper = TextWrapper(WIDTH, initial_indent=first, subsequent_indent=rest)
    wrapper.break_on_hyphens = wrapper.break_long_words = False
    return wrapper.wrap(text)


def exits_text(answer: ExitsAnswer) -> str:
    """The whole answer: who, what is in the way on whose word, what would free the most people."""
    exits = answer.exits
    letters = _letters(answer)
    blocks = [
        wrap(exits.inputs.notice or ""),
        [exits.inputs.title, _asked(answer)],
        wrap(taken_as_open(exits.inputs)),
        _headline(answer),
        _still_shut(answer),
        *_populations(answer, letters),
        _in_the_way(answer, letters),
        _unlocks(answer, letters),
        _beside(answer),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _still_shut(answer: ExitsAnswer) -> list[str]:
    """Where unknown gates are taken as open: which block all the same, or that there was none."""
    inputs = answer.exits.inputs
    if not inputs.if_open:
        return wrap(NOTHING_TAKEN) if answer.if_open else []
    rows = still_blocking(inputs)
    if not rows:
        return [f"No gate blocks anybody all the time, {IF}"]
    lines = [f"Gates that still block, even {IF}, and why"]
    for row in rows:
        lines += wrap(f"{row.sentence}{_word(answer, row)}", "  ", "    ")
    return lines


def _asked(answer: ExitsAnswer) -> str:
    inputs = answer.exits.inputs
    hours = (answer.exits.span[1] - answer.exits.span[0]) / 3600
    known = "with what is known then"
    if inputs.as_of != inputs.start:
        known = f"as known {format_instant(inputs.as_of, answer.scenario.zone_info)}"
    return f"At {_when(answer, 0)} ({inputs.timezone}), {known}, looking {hours:g} hours ahead"


def _headline(answer: ExitsAnswer) -> list[str]:
    rows = answer.exits.groups
    people = sum(row.people for row in rows)
    can = sum(row.people for row in rows if row.way is not None)
    staying = sum(group.staying for group in answer.exits.inputs.groups)
    if can == people:
        first = (
            f"All {people:,} people expected to go have an open way in this model, on these data"
        )
    elif can:
        first = (
            f"{can:,} of {people:,} people expected to go have an open way in this model, on these "
            f"data; {people - can:,} have none"
        )
    else:
        first = (
            f"None of {people:,} people expected to go has an open way in this model, on these data"
        )
    first = f"{capital(answer.exits.inputs)}{first}"
    stay = f" {staying:,} are expected to stay." if staying else ""
    each = 'Each group is taken alone; "at most" says how many its way lets pass.'
    return wrap(f"{first}. {each}{stay}")


def _letters(answer: ExitsAnswer) -> Letters:
    """A letter for each thing in the way, in the order in which they are read."""
    exits = answer.exits
    read = [_thing(blocker) for row in exits.groups for blocker in row.blockers]
    for unlock in exits.unlocks or ():
        read += [_thing(exits.in_the_way[address]) for address in unlock.conditions]
    return {thing: _letter(number) for number, thing in enumerate(dict.fromkeys(read))}


def _thing(blocker: Blocker) -> tuple[str, str]:
    """What has a letter of its own: a sentence about an address, or about all places at once."""
    place = "" if blocker.rule in NOBODYS_WORD else blocker.address
    return (place, blocker.sentence)


def _letter(number: int) -> str:
    """a, b, ..., z, a2, b2, ..."""
    again, place = divmod(number, 26)
    return chr(ord("a") + place) + (str(again + 1) if again else "")


def _populations(answer: ExitsAnswer, letters: Letters) -> list[list[str]]:
    """A block for each population with people who are expected to go."""
    names = {row.id: row.name for row in answer.scenario.populations}
    blocks: list[list[str]] = []
    for population in dict.fromkeys(row.group.population for row in answer.exits.groups):
        alike: dict[tuple[object, ...], list[GroupExit]] = {}
        for row in answer.exits.groups:
            if row.group.population == population:
                alike.setdefault(_likeness(row), []).append(row)
        lines = wrap(names.get(population, population))
        for rows in sorted(alike.values(), key=lambda rows: rows[0].way is None):
            lines += (
                _can(answer, rows) if rows[0].way is not None else _cannot(answer, rows, letters)
            )
        blocks.append(lines)
    return blocks


def _likeness(row: GroupExit) -> tuple[object, ...]:
    """Groups with the same answer are said together: the same blockers, or the same last steps."""
    mode, way = row.group.mode, row.way
    if way is None:
        return (mode, tuple(blocker.sentence for blocker in row.blockers), row.only_ways)
    return (mode, way.by, way.by in row.only_ways, way.per_day, way.elements[-1], way.boards)


def _who(rows: Sequence[GroupExit]) -> str:
    zones = list(dict.fromkeys(row.group.zone_name for row in rows))
    more = f" and {len(zones) - 4} more places" if len(zones) > 5 else ""
    shown = zones[:4] if more else zones
    how = HOW[rows[0].group.mode]
    return f"{sum(row.people for row in rows):,} people {how} from {', '.join(shown)}{more}"


def _under(text: str) -> list[str]:
    return wrap(text, INDENT, INDENT + "  ")


def _can(answer: ExitsAnswer, rows: Sequence[GroupExit]) -> list[str]:
    ways = [row.way for row in rows if row.way is not None]
    first = ways[0]
    hours = (answer.exits.span[1] - answer.exits.span[0]) / 3600
    limit = first.per_day
    rate = "no limit known" if limit is None else f"at most {limit:,} people in {hours:g} hours"
    sure = aside(answer.exits.inputs)
    earliest, latest = min(w.arrives_s for w in ways), max(w.arrives_s for w in ways)
    when = _when(answer, earliest)
    if _when(answer, latest) != when:
        when += f" to {_when(answer, latest)}"
    there = "".join(f"; be there before {_when(answer, s)}" for _, s in first.boards)
    lines = wrap(f"CAN LEAVE  {_who(rows)}{sure}", "  ", INDENT)
    by = "the road" if first.by.startswith("destination/") else first.by_name
    if first.by in rows[0].only_ways:
        by += " (the only way out)"
    lines += _under(f"by {by} to {first.names[-1]}: {rate}{there}; who sets out now arrives {when}")
    if len(first.names) > 2:
        lines += _under(("way: " if len(rows) == 1 else "way, for example: ") + _way(first))
    return lines


def _way(way: Way) -> str:
    names = way.names
    if len(names) > SHOWN_WAYS:
        names = (*names[:2], "...", *names[-5:])
    walked = f" ({way.on_foot_m / 1000:.1f} km on foot)" if way.on_foot_m else ""
    return " > ".join(names) + walked


def _cannot(answer: ExitsAnswer, rows: Sequence[GroupExit], letters: Letters) -> list[str]:
    first = rows[0]
    even = f", even {IF}" if answer.exits.inputs.if_open else ""
    lines = wrap(f"CANNOT     {_who(rows)}{even}", "  ", INDENT)
    marks = [letters[_thing(blocker)] for blocker in first.blockers]
    lines += _under(f"in the way: {', '.join(marks)}")
    if first.only_ways:
        names = ", ".join(_name(answer, address) for address in first.only_ways)
        lines += _under(f"the only way out: {names}")
    return lines


def _name(answer: ExitsAnswer, address: str) -> str:
    """The name of a crossing or leg."""
    noun, id_ = address.split("/")
    rows = answer.scenario.crossings if noun == "crossing" else answer.scenario.legs
    return next((row.name for row in rows if row.id == id_), address)


def _in_the_way(answer: ExitsAnswer, letters: Letters) -> list[str]:
    """Every blocker once, with its word and its address."""
    shown: dict[tuple[str, str], list[Blocker]] = {}
    of_groups = [blocker for row in answer.exits.groups for blocker in row.blockers]
    for blocker in [*of_groups, *answer.exits.in_the_way.values()]:
        shown.setdefault(_thing(blocker), []).append(blocker)
    if not letters:
        return []
    lines = ["What stands in the way, and on whose word"]
    for thing, letter in letters.items():
        rows = shown[thing]
        lines += wrap(f"{letter:<3}{thing[1]}{_word(answer, rows[0])}", "  ", "     ")
        addresses = list(dict.fromkeys(row.address for row in rows))
        more = f", and {len(addresses) - 2} more" if len(addresses) > 3 else ""
        addresses = addresses[:2] if more else addresses
        lines += wrap(", ".join(addresses) + more, "     ", "       ")
    return lines


def _word(answer: ExitsAnswer, row: Blocker) -> str:
    """On whose word and since when, in brackets."""
    if row.rule in NOBODYS_WORD:
        return " [an assumption]" if row.rule == "walking_limit" else ""
    if row.rule == "forbidden_turn":
        return ""  # the sentence says where it comes from
    word = whose_word(answer.exits.inputs, row)
    if word is None:
        return " [nobody has said]"
    source = next((s for s in answer.exits.inputs.sources if s.id == word.source), None)
    who = word.source if source is None else f"{source.publisher}, {word.source}"
    since = _date(answer, word.since)
    return f" [{who}, {since}]" if word.own else f" [nobody has said; last word: {who}, {since}]"


def _date(answer: ExitsAnswer, text: str) -> str:
    """A date as it is, an instant in local time."""
    if len(text) <= 10:
        return text
    return format_instant(datetime.fromisoformat(text), answer.scenario.zone_info)


def _unlocks(answer: ExitsAnswer, letters: Letters) -> list[str]:
    exits = answer.exits
    if all(row.way is not None for row in exits.groups):
        return []
    sure = aside(exits.inputs)
    lines = [f"What would free the most people (smallest sets of openings and consents){sure}"]
    if exits.unlocks is None:
        return [*lines, "  not worked out: there are too many sets of openings and consents to try"]
    if not exits.unlocks:
        return [*lines, "  nothing: no opening and no consent alone would let anybody else leave"]
    steps = list(dict.fromkeys(unlock.people for unlock in exits.unlocks))
    for people in steps:
        if people not in (*steps[:SHOWN_STEPS], steps[-1]):
            continue
        sets = [unlock for unlock in exits.unlocks if unlock.people == people]
        marks = [_letters_of(answer, unlock, letters) for unlock in sets]
        more = "; or other sets as large" if len(sets) > SHOWN_SETS else ""
        size = len(sets[0].conditions)
        given = "this is given" if size == 1 else f"these {size} are given together"
        given = f"the gates open and {given}" if exits.inputs.if_open else given
        text = f"{people:,} people, if {given}: {'; or '.join(marks[:SHOWN_SETS])}{more}"
        lines += wrap(text, "  ", "    ")
    hint = "To try one: --json lists, under unlocks, the --set changes of each"
    hint += " (with --if-open)." if exits.inputs.if_open else "."
    return [*lines, f"  {hint}"]


def _letters_of(answer: ExitsAnswer, unlock: Unlock, letters: Letters) -> str:
    things = [_thing(answer.exits.in_the_way[address]) for address in unlock.conditions]
    return _and(sorted((letters[thing] for thing in things), key=_rank))


def _rank(letter: str) -> tuple[int, str]:
    return (int(letter[1:] or 1), letter[0])


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _beside(answer: ExitsAnswer) -> list[str]:
    """Who is in no figure: held persons, groups that nobody has counted, those who stay."""
    scenario, inputs = answer.scenario, answer.exits.inputs
    lines: list[str] = []
    for row in held(scenario):
        lines += wrap(f"{row.name}. No group of them moves and no seat is kept.")
    counted = {group.id for group in inputs.groups}
    going = {row.group.population for row in answer.exits.groups}
    for population in scenario.populations:
        groups = [g for g in scenario.groups if g.population == population.id]
        left_out = [g for g in groups if g.group_id not in counted]
        if left_out:
            text = f"{population.name}: {_count(len(left_out), 'group')} whose number nobody has "
            lines += wrap(f"{text}said yet; they are in no figure here.")
        elif groups and population.id not in going:
            stay = sum(g.staying for g in inputs.groups if g.population == population.id)
            lines += wrap(f"{population.name}: {stay:,} people, none expected to go.")
    if inputs.not_used:
        text = f"{_count(len(inputs.not_used), 'fact')} not used (--json lists them): their source "
        lines += wrap(f"{text}is later than this answer, or a number is not known.")
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def _when(answer: ExitsAnswer, second: int) -> str:
    """Local time, rounded up to a whole minute."""
    return format_instant(answer.instant(-(-second // 60) * 60))
