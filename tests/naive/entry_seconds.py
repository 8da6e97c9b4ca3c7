"""Seconds in which links and crossings may be entered, read from the rules one by one."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from safepassage.scenario.inputs import Consent, Crossing, Inputs, Link

Bools = npt.NDArray[np.bool_]


class EntrySeconds:
    """Hours, consents, closures and corridors of these inputs, as rows of seconds."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs, self.end = inputs, inputs.periods * inputs.step_s

    def span(self, rows: Iterable[tuple[int, int]]) -> Bools:
        """Seconds of the horizon inside one of the intervals."""
        inside = np.zeros(self.end, dtype=bool)
        for first, last in rows:
            inside[max(0, first) : max(0, last)] = True
        return inside

    def consented(self, consents: Iterable[Consent], criteria: frozenset[str]) -> Bools:
        """All consents asked of people hold."""
        held = np.ones(self.end, dtype=bool)
        for row in consents:
            if row.of == "aid" or row.direction == "in":
                continue
            given = row.state == "given" or (row.state == "conditional" and row.condition_met)
            theirs = row.only_for is None or bool(criteria & set(row.only_for))
            held &= self.span([(row.from_s, row.to_s)] if given and theirs else [])
        return held

    def aid_consented(self, consents: Iterable[Consent]) -> Bools:
        """All consents asked of trucks hold."""
        held = np.ones(self.end, dtype=bool)
        for row in consents:
            if row.of != "people" and row.direction != "out":
                given = row.state == "given" or (row.state == "conditional" and row.condition_met)
                held &= self.span([(row.from_s, row.to_s)] if given else [])
        return held

    def link_opens(self, link: Link, mode: str, travel: int, criteria: frozenset[str]) -> Bools:
        """Open from entry to exit; after the end of the horizon counts as open."""
        opens = np.ones(self.end + travel + 1, dtype=bool)
        for row in self.inputs.closures:
            if link.id in row.links and row.remaining_share == 0:
                opens[: self.end] &= ~self.span([(row.from_s, row.to_s)])
        for corridor in self.inputs.corridors:
            if link.id in corridor.links and mode in corridor.modes:
                hours = self.span((h.from_s, h.to_s) for h in corridor.hours or ())
                hours[: max(0, corridor.notified_from_s)] = False
                opens[: self.end] &= hours & self.consented(corridor.consents, criteria)
        # who enters at s is off at s + travel, which must be open as well (travel 0: s alone)
        shut = np.concatenate([[0], np.cumsum(~opens)])
        takes = travel + 1
        enter: Bools = shut[takes : takes + self.end] == shut[: self.end]
        return enter

    def crossing_opens(self, row: Crossing, criteria: frozenset[str]) -> Bools:
        opens = np.ones(self.end, dtype=bool)
        for gate in row.gates:
            opens &= self.span((h.from_s, h.to_s) for h in gate.open or ())
            opens &= self.consented(gate.consents, criteria)
        return opens
