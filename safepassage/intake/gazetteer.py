"""Gazetteer: names of parties, people and places that a scenario knows, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..scenario.scenario import Scenario

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_SMALL = frozenset({"a", "an", "the", "from", "to", "of", "at", "in", "on", "by"})
_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it may stand in a text, and the address of what it names.

    Not `whole`: words in brackets behind a name, which are a body's own name first.
    """

    text: str
    address: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate of a crossing: the words for its side, and the party that holds it."""

    address: str
    crossing: str
    side: str
    holder: str | None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names, whole ones first and longer ones first, and the gates of each crossing."""

    names: tuple[Name, ...]
    gates: tuple[Gate, ...]

    def address_in(self, words: str, *kinds: str) -> str | None:
        """The address of the longest known name in some words, of the kinds that are asked for."""
        lower = f" {_plain(words)} "
        for name in self.names:
            if kinds and name.address.split("/", 1)[0] not in kinds:
                continue
            if f" {_plain(name.text)} " in lower:
                return name.address
        return None

    def party_in(self, words: str) -> str | None:
        """The id of the party whose name stands in some words."""
        address = self.address_in(words, "party")
        return None if address is None else address.split("/", 1)[1]

    def subject_of(
        self, kind: str, words: str, fields: Mapping[str, str], norm: Mapping[str, Any]
    ) -> str | None:
        """The address that a fact speaks of: a gate by side or holder, a crossing, a leg.

        None where no known name stands in it: nothing is guessed from the type alone.
        """
        place = fields.get("place") or fields.get("what") or ""
        if kind in ("place_status", "consent", "deadline", "transport"):
            gate = self._gate(place or words, words)
            if gate is not None:
                return gate
        if kind in ("transport", "deadline"):
            leg = self._leg(words)
            if leg is not None:
                return leg
        if kind == "consent" and "party" in fields:
            return self.address_in(words, "crossing", "corridor", "leg") or self.address_in(
                fields["party"], "party"
            )
        for part, kinds in (
            (place, ("crossing", "corridor", "leg", "destination", "zone", "population")),
            (words, ("crossing", "corridor", "leg", "population", "destination", "zone")),
            (fields.get("party", ""), ("party",)),
        ):
            address = self.address_in(part, *kinds) if part else None
            if address is not None:
                return address
        return None

    def _gate(self, place: str, words: str) -> str | None:
        """The gate of the crossing named, if the words name its side or holder."""
        crossing = self.address_in(place, "crossing") or self.address_in(words, "crossing")
        if crossing is None:
            return None
        gates = [gate for gate in self.gates if gate.crossing == crossing]
        plain = f" {_plain(place)} "
        named = [gate for gate in gates if f" {_plain(gate.side)} " in plain]
        if not named and " side " in f" {_plain(words)} ":
            named = [g for g in gates if g.holder is not None and self._names(g.holder, words)]
        return named[0].address if len(named) == 1 else crossing

    def _leg(self, words: str) -> str | None:
        """The one leg of whose name the first and most words stand there ("chartered" will do)."""
        said = _plain(words).split()
        best: dict[str, float] = {}
        for name in self.names:
            if not name.address.startswith("leg/"):
                continue
            asked = [word for word in _plain(name.text).split() if word not in _SMALL]
            here = [w for w in asked if any(other.startswith(w) for other in said)]
            if len(here) >= 2 and here[0] == asked[0] and len(here) / len(asked) > 0.6:
                share = len(here) / len(asked)
                best[name.address] = max(share, best.get(name.address, 0))
        most = [address for address, share in best.items() if share == max(best.values())]
        return most[0] if len(most) == 1 else None

    def _names(self, party: str, words: str) -> bool:
        lower = f" {_plain(words)} "
        return any(
            f" {_plain(name.text)} " in lower
            for name in self.names
            if name.address == f"party/{party}"
        )


def gazetteer_of(scenario: Scenario) -> Gazetteer:
    """Names of the parties, crossings, corridors, legs, populations, destinations and zones."""
    names: set[Name] = set()
    for kind, rows in (
        ("party", scenario.parties),
        ("crossing", scenario.crossings),
        ("corridor", scenario.corridors),
        ("leg", scenario.legs),
        ("population", scenario.populations),
        ("destination", scenario.destinations),
        ("zone", scenario.zones),
    ):
        for row in rows:
            id_ = getattr(row, row.key[0])
            names |= {Name(text, f"{kind}/{id_}") for text in _forms(row.name)}
            names |= {Name(text, f"{kind}/{id_}", False) for text in _in_brackets(row.name)}
    gates = tuple(
        Gate(f"crossing/{c.id}/gate/{g.id}", f"crossing/{c.id}", g.side, g.holder)
        for c in scenario.crossings
        for g in c.gates
    )
    ordered = sorted(names, key=lambda n: (not n.whole, -len(n.text), n.text, n.address))
    return Gazetteer(tuple(ordered), gates)


def _forms(name: str) -> Iterable[str]:
    """A name without brackets, and without the kind of place at its end."""
    whole = _BRACKETS.sub("", name).strip()
    yield whole
    short = re.sub(r"\s+(?:crossing|gate|bridge|port|airport)$", "", whole, flags=re.IGNORECASE)
    if short != whole and len(short) > 3:
        yield short


def _in_brackets(name: str) -> Iterable[str]:
    """Names in the brackets of a name: "Hamas" of "authorities in Gaza (Hamas-run)"."""
    for words in re.findall(r"\(([^)]*)\)", name):
        yield from re.findall(r"[A-Z][\w'’]+(?: [A-Z][\w'’]+)*", words)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", _ARTICLE.sub("", words.strip()).lower()))
