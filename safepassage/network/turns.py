"""Turns: which links must not follow right upon one another, and what of a way still counts.

A state of the network is a node, a mode, and the last links of the way there as far as a forbidden
turn begins with them: nothing, at nearly every node. So every chain of arcs keeps all turns, and
what is found on it (ways, flows, bounds, blockers) does too. (The links so far are a state of the
automaton of Aho and Corasick, Efficient string matching, CACM 18, 1975.)
"""

from __future__ import annotations

from collections.abc import Sequence

from ..scenario.inputs import ForbiddenTurn, Inputs, Mode

Came = tuple[str, ...]  # ids of the last links of a way, with which a forbidden turn begins
NOTHING: tuple[Came, ...] = ((),)


class Turns:
    """The forbidden turns of one mode."""

    def __init__(self, inputs: Inputs, mode: Mode) -> None:
        self._forbidden: dict[Came, ForbiddenTurn] = {}
        for turn in inputs.forbidden_turns:
            if mode in turn.modes:
                self._forbidden.setdefault(turn.links, turn)
        self._begun = {
            links[:length] for links in self._forbidden for length in range(1, len(links))
        }
        self._at: dict[str, tuple[Came, ...]] = {}
        last = {came[-1] for came in self._begun}
        heads = {link.id: link.to_node for link in inputs.links if link.id in last}
        for came in sorted(self._begun):
            node = heads[came[-1]]
            self._at[node] = (*self._at.get(node, NOTHING), came)

    def at(self, node: str) -> tuple[Came, ...]:
        """What may count of a way that has led to a node: always nothing, first."""
        return self._at.get(node, NOTHING)

    def step(self, came: Came, link: str) -> tuple[tuple[ForbiddenTurn, ...], Came]:
        """The forbidden turns that entering one more link would make, and what counts after it."""
        way = (*came, link)
        ends = [way[first:] for first in range(len(way))]
        made = tuple(self._forbidden[end] for end in ends if end in self._forbidden)
        return made, next((end for end in ends if end in self._begun), ())

    def after(self, came: Came, element: str) -> Came | None:
        """What counts after one more element of a way; None: it would be a forbidden turn."""
        if not self._begun or not element.startswith("link/"):
            return ()
        link = element[len("link/") :]
        if not came and (link,) not in self._begun:  # nearly always
            return ()
        made, after = self.step(came, link)
        return None if made else after


def turns_by_mode(inputs: Inputs, modes: Sequence[Mode]) -> dict[Mode, Turns]:
    """The forbidden turns of each mode."""
    return {mode: Turns(inputs, mode) for mode in modes}
