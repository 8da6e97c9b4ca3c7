"""Problems: what is wrong in what the user wrote, where, what is allowed and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SHOWN = 12  # known names listed in full up to this many; beyond it only the nearest


class Refusal(ValueError):
    """One value refused, before it is known where it stands: three clauses without a full stop."""

    def __init__(self, read: str, allowed: str, mend: str = "") -> None:
        super().__init__(f"{read}; {allowed}")
        self.read = read
        self.allowed = allowed
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `column` is the character in YAML and the number of the column in CSV."""

    file: str
    line: int | None
    column: int | None
    address: str
    read: str
    allowed: str
    mend: str

    @property
    def where(self) -> str:
        """The place in the form that editors can jump to: file:line:column."""
        parts = [self.file]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)

    def __str__(self) -> str:
        head = ": ".join(part for part in (self.where, self.address) if part)
        first = f"{head}: {sentence(self.read)}"
        if self.allowed:
            first += f" {sentence(capital(self.allowed))}"
        return f"{first}\n    {sentence(capital(self.mend))}" if self.mend else first


class Problems:
    """Collects problems, so that all are shown in one go."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def add(self, problem: Problem) -> None:
        """Keep one more problem; the same one is kept once."""
        if problem not in self._found[-20:]:
            self._found.append(problem)

    def in_order(self, files: Iterable[str]) -> tuple[Problem, ...]:
        """All of them by file (in the order given), line and column."""
        rank = {file: number for number, file in enumerate(files)}
        return tuple(
            sorted(
                self._found,
                key=lambda p: (rank.get(p.file, len(rank)), p.file, p.line or 0, p.column or 0),
            )
        )


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends with a mark of its own."""
    return text if not text or text[-1] in ".?!" else f"{text}."


def capital(text: str) -> str:
    """The text with a capital letter, unless it begins with a name such as x_coord."""
    first = text.split(" ", 1)[0].rstrip(":,")
    return text[0].upper() + text[1:] if first.isalpha() else text


def quoted(value: object) -> str:
    """What was read, in quotes and cut to a length that fits a line."""
    text = str(value)
    return f'"{text}"' if len(text) <= 60 else f'"{text[:57]}..."'


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name closest to the word, or None if none is close."""
    names = list(known)
    by_lower = {name.lower(): name for name in reversed(names)}
    if word.lower() in by_lower:
        return by_lower[word.lower()]
    close = difflib.get_close_matches(word.lower(), list(by_lower), n=1, cutoff=0.6)
    return by_lower[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """'Did you mean "North"?' or nothing."""
    close = nearest(word, known)
    return f'Did you mean "{close}"?' if close is not None else ""


def known_names(word: str, known: Iterable[str]) -> str:
    """'Known: North, South'; of a long list only those nearest to the word."""
    names = list(known)
    if not names:
        return "None is known so far"
    if len(names) <= SHOWN:
        return f"Known: {', '.join(names)}"
    close = difflib.get_close_matches(word, names, n=6, cutoff=0.3) or names[:6]
    return f"{len(names)} are known; nearest: {', '.join(close)}"
