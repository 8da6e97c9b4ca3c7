"""Rows: what the views of a record say of an instant, as the rows of a sitrep."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ..situation.claim import Claim
from ..situation.record import Held
from ..situation.talks.contacts import contacts
from ..situation.talks.negotiations import negotiations
from ..situation.talks.support import supports
from ..situation.views.boards import Boards
from ..situation.views.consents import conditions
from ..situation.views.contradictions import contradictions_in
from ..situation.views.figures import FigureWord
from ..situation.views.gate_board import DISPUTED
from ..situation.views.standing import heard, last_words
from ..situation.views.unknowns import unknowns
from ..situation.views.word import Word
from ..visible import visible
from .names import Names
from .part import short
from .parts import part_of
from .row import SECTIONS, Answer, Detail, Row
from .told import noted, told_of

UNSAID = "unsaid"
# states that say something beside what is open or closed now
BESIDE = frozenset({"planned_open", "planned_closed", "sole_exit", "damaged"})


@dataclass(frozen=True, slots=True)
class _View:
    """What is held, about when, and how it is called; `inside`: for planners."""

    held: Held
    names: Names
    at: datetime
    with_unreviewed: bool
    inside: bool
    places: dict[str, int]

    def row(self, words: Sequence[Word], differ: bool, extra: Sequence[Detail] = ()) -> Row:
        """One thing: what each voice says last of it, those that say the same together.

        Its key follows from the first claim that the record holds of it, so that it stays the
        same when a newer word replaces an older one.
        """
        answers: dict[tuple[object, ...], Answer] = {}
        for word in words:
            answer = self._answer(word, extra)
            before = answers.get(answer.said)
            answers[answer.said] = (
                answer if before is None else replace(before, told=before.told + answer.told)
            )
        ids = [name for word in words for name in (*word.claims, *word.replaced)]
        first = self.held.claims[min(ids, key=lambda name: self.places[name])]
        part, last = part_of(first, self.names), part_of(words[-1].claim, self.names)
        assert part is not None
        assert last is not None
        return Row(last.section, part.key, last.name, last.under, tuple(answers.values()), differ)

    def _answer(self, word: Word, extra: Sequence[Detail]) -> Answer:
        claim = word.claim
        part = part_of(claim, self.names)
        assert part is not None
        told = told_of(self.held, word, inside=self.inside)
        details = (*part.details, *extra)
        return Answer(part.state, part.figure, details, claim.valid.since, part.until, (told,))

    def voices(self, claims: Iterable[Claim], value: str) -> tuple[Word, ...]:
        """What each voice says last among some claims."""
        return last_words(self.held, claims, lambda claim: noted(claim, value))


def rows_of(
    held: Held,
    names: Names,
    at: datetime,
    *,
    since: datetime | None = None,
    with_unreviewed: bool = False,
    inside: bool = False,
) -> tuple[Row, ...]:
    """The rows at an instant, section by section.

    Of one speaker the newest word on a thing stands; what others say stands beside it. A deadline
    that had ended before `since` is left out. `inside`: the readers may know what is withheld, and
    why. Sides of the scenario that nobody spoke of stand as such.
    """
    places = {name: number for number, name in enumerate(held.claims)}
    view = _View(held, names, at, with_unreviewed, inside, places)
    boards = Boards.of(held, at, names.sides, with_unreviewed=with_unreviewed)
    rows = [
        *_figures(view, boards),
        *_access(view, boards),
        *_consents(view, boards),
        *_deadlines(view, boards, since),
        *_movement(view, boards, ("order", "transport", "service_status")),
        *_incidents(view, boards),
        *_talks(view, boards),
        *_movement(view, boards, ("capability",)),
        *(
            view.row(row.words, False)
            for row in unknowns(held, at, with_unreviewed=with_unreviewed)
        ),
    ]
    apart = {
        name for each in contradictions_in(held, boards, with_unreviewed) for name in each.claims
    }
    rows = [
        replace(row, differ=row.differ or any(one.claim in apart for one in row.told))
        for row in rows
    ]
    return tuple(sorted(_told_apart(rows), key=lambda row: SECTIONS.index(row.section)))


def _figures(view: _View, boards: Boards) -> Iterable[Row]:
    return (view.row([one.word for one in row.now], row.differ) for row in boards.figures)


def _access(view: _View, boards: Boards) -> Iterable[Row]:
    """Sides in the order in which they are passed, each below its crossing, then other places."""
    found, sides = [], {side.address: side for side in view.names.sides}
    for gate in boards.gates:
        words = (*gate.words, *gate.remarks, *gate.planned)
        side = sides.get(gate.address or "")
        if words:
            row = view.row(words, gate.status == DISPUTED)
            found.append(row if side is None else replace(row, key=side.address))
        elif side is not None:
            under = f"{side.crossing}, {side.holder_name}"
            silent = Answer(UNSAID, None, (), None, None, ())
            found.append(Row("access", side.address, side.side, under, (silent,)))
    order = list(sides)

    def place(row: Row) -> float:
        below = [i for i, address in enumerate(order) if address.startswith(f"{row.key}/")]
        return order.index(row.key) if row.key in sides else (below or [len(order)])[0] - 0.5

    return sorted(found, key=place)


def _consents(view: _View, boards: Boards) -> Iterable[Row]:
    """Consents, then conditions; whether what a support hangs on is there, as far as said."""
    states = {
        word.claim.id: support.state
        for support in supports(view.held, view.at, with_unreviewed=view.with_unreviewed)
        for word in support.words
    }
    yield from (view.row(row.words, row.state == DISPUTED) for row in boards.consents)
    for row in conditions(view.held, view.at, with_unreviewed=view.with_unreviewed):
        state = next((states[w.claim.id] for w in row.words if w.claim.id in states), None)
        yield view.row(row.words, False, [Detail("stands", state)] if state else [])


def _deadlines(view: _View, boards: Boards, since: datetime | None) -> Iterable[Row]:
    for row in boards.deadlines:
        if since is None or row.due is None or row.due.latest >= since:
            loose = row.due is not None and not row.anchored
            yield view.row(row.words, row.differ, [Detail("unanchored", "")] if loose else [])


def _movement(view: _View, boards: Boards, types: Collection[str]) -> Iterable[Row]:
    found = (row for row in boards.movement if row.type in types)
    return (view.row(row.words, row.state == DISPUTED) for row in found)


def _incidents(view: _View, boards: Boards) -> Iterable[Row]:
    """The latest first; counts stand with the telling whose text gives them."""
    for row in boards.incidents:
        made = view.row(row.words, bool(row.differ))
        texts = [view.held.claims[answer.told[0].claim].document for answer in made.answers]
        answers = list(made.answers)
        for one in row.figures:
            document = one.word.claim.document
            number = texts.index(document) if document in texts else 0
            details = (*answers[number].details, _count(one))
            answers[number] = replace(answers[number], details=details)
        yield replace(made, answers=tuple(answers))


def _count(one: FigureWord) -> Detail:
    """A count within an incident, by what is counted."""
    claim = one.word.claim
    part = part_of(claim, Names())
    assert part is not None
    assert part.figure is not None
    return Detail(f"count:{part.state or part.name}", part.figure)


def _talks(view: _View, boards: Boards) -> Iterable[Row]:
    held, at, unreviewed = view.held, view.at, view.with_unreviewed
    for talks in negotiations(held, at, with_unreviewed=unreviewed):
        words = view.voices([word.claim for word in talks.health], "state")
        between = ", ".join(dict.fromkeys(_party(view, part.word) for part in talks.intermediaries))
        names = [Detail("mediator", between)] if between else []
        waits = ", ".join(view.names.of(address) or visible(address) for address in talks.waits)
        names += [Detail("waits", waits)] if waits else []
        row = view.row(words, talks.state == DISPUTED, names)
        about = view.names.of(talks.subject) or talks.topic or ", ".join(talks.parties)
        yield replace(row, name=short(visible(about))) if about else row
    for contact in contacts(held, at, with_unreviewed=unreviewed):
        again = ", ".join(visible(topic.words) for topic in contact.topics if topic.again)
        left = ", ".join(visible(words) for words in contact.not_again)
        more = [Detail("again", again)] if again else []
        more += [Detail("not_again", left)] if left else []
        yield view.row(contact.words, False, more)
    yield from (view.row(row.now, row.differ) for row in boards.positions)
    roles: dict[str, list[Claim]] = {}
    for claim in held.standing(("party_role",), with_unreviewed=unreviewed):
        part = part_of(claim, view.names)
        if part is not None and heard(held, claim, at):
            roles.setdefault(part.key, []).append(claim)
    yield from (view.row(view.voices(claims, "role"), False) for claims in roles.values())


def _party(view: _View, word: Word) -> str:
    """The party that a claim gives a role in talks."""
    part = part_of(word.claim, view.names)
    return part.name if part else visible(word.says)


def _told_apart(rows: Iterable[Row]) -> Iterable[Row]:
    """Keys that tell apart things which their first words do not."""
    seen: dict[str, int] = {}
    for row in rows:
        seen[row.key] = seen.get(row.key, 0) + 1
        yield row if seen[row.key] == 1 else replace(row, key=f"{row.key} ({seen[row.key]})")
