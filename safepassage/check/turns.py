"""Turns: what is forbidden, what of the way so far still counts, and what a route makes of it."""

from collections.abc import Sequence
from typing import Any

from .elements import Element
from .rules import Tally

Came = tuple[str, ...]  # the last links of a way, with which a forbidden turn begins
Walked = Sequence[tuple[Element, str]]  # elements of a route and how each is passed


class Turns:
    """The forbidden turns of a model by mode: no way has their links right after one another."""

    def __init__(self, model: Any, elements: dict[str, Element]) -> None:
        self.forbidden: dict[str, dict[Came, str]] = {}
        self.begun: dict[str, set[Came]] = {}
        self.waiting: dict[tuple[str, str], list[Came]] = {}
        for row in model["forbidden_turns"]:
            links = tuple(f"link/{link}" for link in row["links"])
            for mode in row["modes"]:
                self.forbidden.setdefault(mode, {}).setdefault(links, row["id"])
                begun = self.begun.setdefault(mode, set())
                for length in range(1, len(links)):
                    came = links[:length]
                    if came not in begun:
                        begun.add(came)
                        at = (elements[came[-1]].head, mode)
                        self.waiting.setdefault(at, [()]).append(came)

    def at(self, node: str, mode: str) -> list[Came]:
        """What may count of a way that has led to a node; always nothing, first."""
        return self.waiting.get((node, mode), [()])

    def after(self, came: Came, element: Element, manner: str) -> Came | None:
        """What counts after one more element; None: that would be a forbidden turn."""
        if not element.is_link or manner not in self.begun:
            return ()
        way = (*came, element.name)
        ends = [way[first:] for first in range(len(way))]
        if any(end in self.forbidden[manner] for end in ends):
            return None
        return next((end for end in ends if end in self.begun[manner]), ())

    def made(self, walked: Walked) -> list[str]:
        """The forbidden turns that a route makes, by comparing every one with every place."""
        found = []
        for mode, turns in self.forbidden.items():
            names = [element.name if manner == mode else "" for element, manner in walked]
            for links, turn in turns.items():
                size = len(links)
                places = range(len(names) - size + 1)
                if any(tuple(names[first : first + size]) == links for first in places):
                    found.append(turn)
        return found

    def note(self, walked: Walked, address: str, tally: Tally) -> None:
        """The margin of the rule for one route."""
        if self.forbidden:
            found = self.made(walked)
            where = f"{address}, forbidden_turn/{found[0]}" if found else address
            tally.note("forbidden_turn", -len(found), "turns", where)
