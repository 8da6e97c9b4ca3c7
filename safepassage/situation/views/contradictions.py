"""Contradictions: where those who speak do not say the same; all are shown, nothing is decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from ..claim import Claim
from ..figure import agree
from ..record import Held
from .boards import Boards
from .figures import FigureRow, FigureWord, is_part
from .gate_board import DISPUTED, SHUT, UNKNOWN, GateRow
from .headlines import against_body
from .incidents import IncidentRow
from .retellings import likely_retellings
from .says import says
from .side import Side
from .standing import voice, word_of
from .word import Word


@dataclass(frozen=True, slots=True)
class Version:
    """One of the things that are said, and by whom."""

    value: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`kind`: how it was found.

    - `voices`: different voices say different things of the same.
    - `one_voice`: one voice does, in one text.
    - `headline`: a headline says more or other than the body of its text.
    - `retelling`: tellings of one incident differ in their `about`.
    - `likely_retelling`: the same of two that nobody has linked, in one text, of one kind and with
      the same victims or weapon.
    - `whole_and_sides`: a crossing as a whole is said to be open and one of its sides shut.
    - `linked`: a person or a rule linked the claims, for the `reason`.
    """

    kind: str
    type: str
    subject: str | None
    about: str
    versions: tuple[Version, ...]
    reason: str | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims that take part."""
        return tuple(word.claim.id for version in self.versions for word in version.words)


def contradictions(
    held: Held, at: datetime, sides: Sequence[Side] = (), *, with_unreviewed: bool = False
) -> tuple[Contradiction, ...]:
    """All of them: those that somebody linked, and those that the views find.

    Found are: other values of one type about the same address or thing, at one time, on different
    words; a headline against its body; tellings of one incident; a whole against its sides.
    """
    return contradictions_in(
        held, Boards.of(held, at, sides, with_unreviewed=with_unreviewed), with_unreviewed
    )


def contradictions_in(
    held: Held, boards: Boards, with_unreviewed: bool
) -> tuple[Contradiction, ...]:
    """The same, where the other views are at hand."""
    found = [
        *_voices(held, boards),
        *_figures(held, boards.figures),
        *_retellings(held, boards.incidents),
    ]
    found += [*_counts(held, boards.incidents, found), *_likely(boards.incidents)]
    found += _wholes(boards.gates)
    found += _headlines(held, boards.figures)
    rows: dict[str, set[int]] = defaultdict(set)
    for place, row in enumerate(found):
        for name in row.claims:
            rows[name].add(place)
    linked = (
        row
        for row in _linked(held, with_unreviewed)
        if not set.intersection(*(rows.get(name, set()) for name in row.claims))
    )
    return (*found, *linked)


def _versions(words: Iterable[Word]) -> tuple[Version, ...]:
    by_value: dict[str, list[Word]] = defaultdict(list)
    for word in words:
        by_value[word.says].append(word)
    return tuple(Version(value, tuple(group)) for value, group in by_value.items())


def _voices(held: Held, boards: Boards) -> Iterator[Contradiction]:
    for gate in boards.gates:
        if gate.status == DISPUTED:
            yield _voices_differ(held, "place_status", gate.address, gate.place, gate.words)
    for consent in boards.consents:
        if consent.state == DISPUTED:
            yield _voices_differ(held, "consent", consent.subject, consent.party, consent.words)
    for row in boards.movement:
        if row.state == DISPUTED:
            yield _voices_differ(held, row.type, row.subject, row.name, row.words)
    for position in boards.positions:
        if position.differ:
            yield _voices_differ(held, "position", position.subject, position.party, position.now)
    for deadline in boards.deadlines:
        if deadline.differ:
            about = deadline.action or deadline.what
            yield _voices_differ(held, "deadline", deadline.subject, about, deadline.words)


def _voices_differ(
    held: Held, kind: str, subject: str | None, about: str, words: tuple[Word, ...]
) -> Contradiction:
    said = tuple(word for word in words if word.says != UNKNOWN)
    return Contradiction(_kind(held, said), kind, subject, about, _versions(said))


def _kind(held: Held, words: tuple[Word, ...]) -> str:
    return "voices" if len({voice(held, word.claim) for word in words}) > 1 else "one_voice"


def _figures(held: Held, rows: Iterable[FigureRow]) -> Iterator[Contradiction]:
    for row in rows:
        if row.differ:
            about = " ".join(filter(None, (row.what, row.measure)))
            words = tuple(one.word for one in row.now)
            versions = _versions(words)
            yield Contradiction(_kind(held, words), "figure", row.subject, about, versions)


def _counts(
    held: Held, rows: Iterable[IncidentRow], found: Iterable[Contradiction]
) -> Iterator[Contradiction]:
    """Figures of one incident by voices of whom no two figures fit; those found already aside."""
    known = {frozenset(row.claims) for row in found}
    for row in rows:
        groups: dict[tuple[str | None, str | None], dict[str, list[FigureWord]]] = {}
        for one in row.figures:
            if not is_part(one.word.claim):
                by_voice = groups.setdefault((one.figure.measure, one.figure.unit), {})
                by_voice.setdefault(voice(held, one.word.claim), []).append(one)
        for (measure, _), by_voice in groups.items():
            words = tuple(one.word for each in by_voice.values() for one in each)
            if _none_fit(by_voice) and frozenset(w.claim.id for w in words) not in known:
                about = f"{row.kind}, {measure or 'number'}"
                yield Contradiction("voices", "figure", row.subject, about, _versions(words))


def _none_fit(by_voice: Mapping[str, Sequence[FigureWord]]) -> bool:
    """Whether two voices have no figure that fits one of the other."""
    return any(
        not any(agree(a.figure, b.figure) for a in one for b in other)
        for one, other in combinations(by_voice.values(), 2)
    )


def _retellings(held: Held, rows: Iterable[IncidentRow]) -> Iterator[Contradiction]:
    for row in rows:
        words = {word.claim.id: word for word in row.words}
        for name in row.differ:
            versions = tuple(
                Version(said.value, tuple(words[claim] for claim in said.claims))
                for said in row.said
                if said.name == name
            )
            yield Contradiction("retelling", "incident", row.subject, name, versions)


def _likely(rows: Sequence[IncidentRow]) -> Iterator[Contradiction]:
    for first, second, about in likely_retellings(rows):
        versions = tuple(
            Version(said.value, tuple(w for w in row.words if w.claim.id in said.claims))
            for row in (first, second)
            for said in row.said
            if said.name == about
        )
        subject = first.subject or second.subject
        yield Contradiction("likely_retelling", "incident", subject, about, versions)


def _wholes(gates: Iterable[GateRow]) -> Iterator[Contradiction]:
    """A crossing is open only where every side is; whoever calls the whole open says so of each."""
    by_crossing: dict[str, list[GateRow]] = defaultdict(list)
    wholes: list[GateRow] = []
    for gate in gates:
        parts = (gate.address or "").split("/")
        if parts[0] == "crossing" and len(parts) == 4:
            by_crossing["/".join(parts[:2])].append(gate)
        elif parts[0] == "crossing" and len(parts) == 2:
            wholes.append(gate)
    for whole in wholes:
        opened = [word for word in whole.words if word.says == "open"]
        shut = [
            word
            for side in by_crossing[whole.address or ""]
            for word in side.words
            if word.says in SHUT
        ]
        if opened and shut:
            versions = _versions([*opened, *shut])
            yield Contradiction(
                "whole_and_sides", "place_status", whole.address, whole.place, versions
            )


def _headlines(held: Held, rows: Iterable[FigureRow]) -> Iterator[Contradiction]:
    words = [one for row in rows for one in row.over_time]
    for head, body, about in against_body(held, words):
        yield Contradiction(
            "headline", "figure", head.word.claim.subject, about, (_version(head), _version(body))
        )


def _version(one: FigureWord) -> Version:
    claim = one.word.claim
    return Version(says(claim), (one.word,))


def _linked(held: Held, with_unreviewed: bool) -> Iterator[Contradiction]:
    states = ("accepted", "proposed") if with_unreviewed else ("accepted",)
    for link in held.links:
        if link.kind != "conflicts" or link.a == link.b:
            continue
        if all(held.states.get(name) in states for name in (link.a, link.b)):
            a, b = held.claims[link.a], held.claims[link.b]
            versions = tuple(Version(says(one), (_word(held, one),)) for one in (a, b))
            yield Contradiction(
                "linked", a.type, a.subject or b.subject, says(a), versions, link.reason
            )


def _word(held: Held, claim: Claim) -> Word:
    return word_of(held, claim, says(claim))
