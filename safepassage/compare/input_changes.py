"""Input changes: what two plans were made on differently, fact by fact, with both sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from safepassage.compare.model_rows import Fact, model_rows
from safepassage.scenario.address import BY_HAND
from safepassage.scenario.inputs import Inputs

Kind = Literal["changed", "added", "gone"]
# what follows from the headcount and the share who go, and would say one change several times
FOLLOWS = ("people", "staying", "ready")


@dataclass(frozen=True, slots=True)
class InputChange:
    """A fact that is not the same in both. Text None = not known; sources None = nobody's word.

    `added` and `gone` are whole things (a gate, a leg, a claim); their text is what they say.
    """

    address: str
    kind: Kind
    before: str | None
    after: str | None
    source_before: str | None
    source_after: str | None

    @property
    def is_new(self) -> bool:
        """Whether what is said is another thing, not only on whose word."""
        return self.kind != "changed" or self.before != self.after


def input_changes(one: Inputs, other: Inputs) -> tuple[InputChange, ...]:
    """All of them, in the order of the model; roads last. Instants in the zone of the first."""
    rows, others = model_rows(one, one.timezone), model_rows(other, one.timezone)
    found: list[InputChange] = []
    for address in {**rows, **others}:
        before, after = rows.get(address), others.get(address)
        if before != after and not _within_another(address, rows, others):
            found.append(_change(address, before, after))
    found = [row for row in found if not _follows(row, found) and not _is_a_source(row)]
    return tuple(_without_echoes(found))


def _without_echoes(found: list[InputChange]) -> Iterator[InputChange]:
    """A thing on another's word is said once: at what is new in it, or else at its first fact."""
    said = {_thing(row) for row in found if row.is_new}
    for row in found:
        if row.is_new:
            yield row
        elif _thing(row) not in said:
            said.add(_thing(row))
            yield row


def _thing(row: InputChange) -> str:
    return row.address.rpartition("/")[0]


def _change(address: str, before: Fact | None, after: Fact | None) -> InputChange:
    kind: Kind = "added" if before is None else "gone" if after is None else "changed"
    before, after = before or Fact(None, None), after or Fact(None, None)
    return InputChange(address, kind, before.text, after.text, before.source, after.source)


def _within_another(address: str, rows: dict[str, Fact], others: dict[str, Fact]) -> bool:
    """Whether the thing that holds this fact is itself new or gone, which says it all."""
    parts = address.split("/")
    holders = ("/".join(parts[:end]) for end in range(2, len(parts)))
    return any((holder in rows) != (holder in others) for holder in holders)


def _follows(row: InputChange, found: list[InputChange]) -> bool:
    """Whether a fact only follows from another one that is listed: people, or the room of needs."""
    parts = row.address.split("/")
    place = "/".join(parts[:2])
    if parts[0] == "group" and parts[-1] in FOLLOWS:
        causes = (f"{place}/headcount/", f"{place}/share_going", "headcount")
        return any(other.address.startswith(causes) for other in found)
    if parts[0] == "destination" and parts[-1] in ("room", "short_need"):
        needs = f"{place}/need/"
        return any(
            other.address.startswith(needs) and other.address.endswith(("/have", "/per_person"))
            for other in found
        )
    return False


def _is_a_source(row: InputChange) -> bool:
    """A source that is new or gone is told beside the facts that stand on it."""
    if row.address.startswith("source/") and row.kind != "changed":
        return True
    return row.address.startswith(f"source/{BY_HAND}/")
