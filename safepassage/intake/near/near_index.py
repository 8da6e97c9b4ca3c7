"""Near index: texts known so far, and which of them a new one repeats."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from safepassage.intake.near.fingerprint import ROWS, U32, Fingerprint, fingerprint, least_of
from safepassage.intake.near.overlap import Overlap, overlap
from safepassage.intake.near.shingles import U64, shingles

FIRST_TEXTS = 256
# Rows of 128 that have to agree before runs are counted: texts with 0.2 of their runs in common
# agree in 26 on average and in fewer than 12 once in 2,000 times; those with 0.03 in about 4.
FEWEST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that repeats another: `of` is the first of its kind, `nearest` the most alike."""

    of: str
    nearest: str
    overlap: Overlap


class NearIndex:
    """Texts by a name of their own (the hash of the document), in the order they came.

    Every text is held against all that came before it by their least hashes, in one pass over an
    array. Where enough of them agree, the runs are counted exactly. `text_of` is asked for the
    text of such a candidate if its runs are not at hand.
    """

    def __init__(self, text_of: Callable[[str], str] | None = None) -> None:
        self._text_of = text_of
        self._names: list[str] = []
        self._root: dict[str, str] = {}
        self._runs: dict[str, U64] = {}
        self._least = np.empty((FIRST_TEXTS, ROWS), dtype=np.uint32)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: str) -> bool:
        return name in self._root

    def add(self, name: str, text: Fingerprint | str) -> Copy | None:
        """Take in a text and say which one it repeats; None if it is new.

        A name that is there already is left as it is, and is no copy of itself.
        """
        if name in self._root:
            return None
        print_ = fingerprint(text) if isinstance(text, str) else text
        copy = self.find(print_)
        self._keep(name, print_.least, name if copy is None else copy.of)
        self._runs[name] = print_.runs
        return copy

    def restore(self, known: Iterable[tuple[str, bytes, str | None]]) -> None:
        """Take in texts known from before, without a look: name, fingerprint, what it copies.

        Their runs are counted again, from `text_of`, only where one is a candidate.
        """
        if self._text_of is None:
            raise ValueError("an index that is restored needs text_of")
        new = [row for row in known if row[0] not in self._root]
        if not new:
            return
        kept = least_of(b"".join(data for _, data, _ in new))
        for (name, _, copy_of), least in zip(new, kept, strict=True):
            self._keep(name, least, copy_of or name)

    def find(self, text: Fingerprint | str) -> Copy | None:
        """Which text this one repeats; None if none. Nothing is taken in."""
        print_ = fingerprint(text) if isinstance(text, str) else text
        if len(print_.runs) == 0 or not self._names:
            return None
        known = self._least[: len(self._names)]
        agreed = np.count_nonzero(known == print_.least, axis=1)
        rows = np.flatnonzero(agreed >= FEWEST_ROWS)
        found = [(overlap(print_.runs, self._runs_of(self._names[row])), int(row)) for row in rows]
        copies = [(o, row) for o, row in found if o.is_copy]
        if not copies:
            return None
        best, row = max(copies, key=lambda pair: (pair[0].jaccard, -pair[1]))
        nearest = self._names[row]
        return Copy(self._root[nearest], nearest, best)

    def _keep(self, name: str, least: U32, root: str) -> None:
        count = len(self._names)
        if count == len(self._least):
            self._least = np.concatenate([self._least, np.empty_like(self._least)])
        self._least[count] = least
        self._names.append(name)
        self._root[name] = root

    def _runs_of(self, name: str) -> U64:
        runs = self._runs.get(name)
        if runs is None:
            assert self._text_of is not None
            runs = self._runs[name] = shingles(self._text_of(name))
        return runs
