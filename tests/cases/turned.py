"""Random forbidden turns of two and three links in any inputs, with a fixed seed."""

from __future__ import annotations

import random
from dataclasses import replace

from safepassage.scenario.inputs import ForbiddenTurn, Inputs, Link, TurnMode


def _modes(links: list[Link]) -> list[TurnMode]:
    """Modes that may travel all of these links."""
    found: list[TurnMode] = ["truck"]
    if all(link.car_s is not None for link in links):
        found.append("car")
    if all(link.foot_s is not None for link in links):
        found.append("foot")
    return found


def with_turns(inputs: Inputs, seed: int, least: int = 1, most: int = 8) -> Inputs:
    """The same inputs with so many forbidden turns, some over two points.

    Half of them begin where people do, so that many are in somebody's way.
    """
    rng = random.Random(40_000 + seed)
    turns: list[ForbiddenTurn] = []
    for number in range(rng.randint(least, most)):
        starts = {start.node for row in inputs.groups for start in row.starts}
        from_home = [link for link in inputs.links if link.from_node in starts]
        way = [rng.choice(from_home if from_home and rng.random() < 0.5 else inputs.links)]
        for _ in range(rng.choice((1, 1, 2))):
            on = [link for link in inputs.links if link.from_node == way[-1].to_node]
            if on:
                way.append(rng.choice(on))
        modes = _modes(way)
        bound = tuple(rng.sample(modes, rng.randint(1, len(modes))))
        names = tuple(link.id for link in way)
        if len(way) > 1 and all(turn.links != names for turn in turns):
            turns.append(ForbiddenTurn(f"t{number}", names, bound, None))
    return replace(inputs, forbidden_turns=tuple(turns))
