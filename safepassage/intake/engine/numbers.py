"""Numbers in a text: digits, words, ranges and vague plurals, each with its qualifier."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from .lexicon import Lexicon

Number = int | float
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_MOST_DIGITS = 18  # longer ones are numbers of accounts and the like, and no count of anything


@dataclass(frozen=True, slots=True)
class Count:
    """A number where it stands: from the first to the last character of its value.

    `qualifier_at`: where the word that qualifies it stands, if there is one.
    """

    start: int
    end: int
    low: Number | None
    high: Number | None
    approx: Number | None
    qualifier: str
    qualifier_at: tuple[int, int] | None

    @property
    def first(self) -> int:
        """Where the number begins with its qualifier."""
        return self.start if self.qualifier_at is None else min(self.start, self.qualifier_at[0])

    @property
    def last(self) -> int:
        """Where the number ends with its qualifier."""
        return self.end if self.qualifier_at is None else max(self.end, self.qualifier_at[1])


class NumberReader:
    """Finds numbers by the words of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        word = rf"(?:{lexicon.number_words})"
        large = r"(?:hundred|thousand|million|billion|dozen)"
        first = rf"(?:a|half\s+a|one\s+and\s+a\s+half)\s+{large}"
        words = rf"(?:{first}|{word}(?:[\s-]+(?:and\s+)?{word})*)"
        scaled = rf"(?:{_DIGITS})(?:[\s-]+(?:hundred|thousand|million|billion|dozen))?"
        self._one = rf"(?:{scaled}|{words})"
        one = self._one
        self._pattern = re.compile(
            rf"(?<![\w.,:/-])(?:"
            rf"(?P<between>between\s+(?P<b_low>{one})\s+and\s+(?P<b_high>{one}))"
            rf"|(?P<range>(?P<r_low>{one})\s+(?:to|or)\s+(?P<r_high>{one})"
            rf"|(?P<d_low>{_DIGITS})\s?[–—-]\s?(?P<d_high>{scaled}))"
            rf"|(?P<vague>{lexicon.vague})"
            rf"|(?P<plain>{one})"
            rf")(?![\w]|[.,:]\d|st\b|nd\b|rd\b|th\b|\s?(?:am|pm|a\.m|p\.m)\b)",
            re.IGNORECASE,
        )

    def counts(self, text: str, start: int, end: int) -> list[Count]:
        """All numbers between two characters, in order."""
        found = []
        for match in self._pattern.finditer(text, start, end):
            count = self._count(text, match, start)
            if count is not None:
                found.append(count)
        return found

    def value(self, words: str) -> Number | None:
        """The value of digits or number words; None for words that are no number."""
        return number_value(words, self._lexicon.numbers)

    def _count(self, text: str, match: re.Match[str], start: int) -> Count | None:
        if match["vague"]:
            return self._vague(text, match, start)
        if match["between"] or match["range"]:
            sides = ("b_low", "b_high") if match["between"] else ("r_low", "r_high")
            sides = ("d_low", "d_high") if match["d_low"] else sides
            low, high = (self.value(match[side]) for side in sides)
            if low is None or high is None or low >= high:
                return None
            low = _same_scale(low, high, match[sides[1]])
            first = match.start(sides[0])
            at = (match.start("between"), first) if match["between"] else None
            if at is not None:
                at = (at[0], at[0] + len("between"))
            return Count(first, match.end(sides[1]), low, high, None, "between", at)
        value = self.value(match["plain"])
        if value is None:
            return None
        return self._qualified(text, match.start(), match.end(), value, start)

    def _phrasal(self, text: str, at: int) -> bool:
        """Whether "over" belongs to the verb before it: "hand over eight soldiers"."""
        verb = self._lexicon.patterns["phrasal"].search(text[max(0, at - 24) : at])
        return text[at : at + 4].lower() == "over" and verb is not None

    def _vague(self, text: str, match: re.Match[str], start: int) -> Count:
        before = self._lexicon.before_number.search(
            text, max(start, match.start() - 24), match.start()
        )
        at = None if before is None else (before.start(1), before.end(1))
        return Count(match.start(), match.end(), None, None, None, "vague_plural", at)

    def _qualified(self, text: str, start: int, end: int, value: Number, least: int) -> Count:
        before = self._lexicon.before_number.search(text[max(least, start - 32) : start])
        behind = self._lexicon.behind_number.match(text, end)
        at: tuple[int, int] | None = None
        word = "exact"
        if before is not None and not self._phrasal(text, max(least, start - 32) + before.start(1)):
            shift = max(least, start - 32)
            at = (shift + before.start(1), shift + before.end(1))
            word = self._lexicon.qualifiers[" ".join(before[1].lower().split())]
        elif behind is not None:
            at = (behind.start(1), behind.end(1))
            word = self._lexicon.behind[" ".join(behind[1].lower().split())]
        low, high, approx = bounds(value, word)
        return Count(start, end, low, high, approx, word, at)


def bounds(value: Number, qualifier: str) -> tuple[Number | None, Number | None, Number | None]:
    """Low, high and approximate value that a qualifier makes of a number."""
    match qualifier:
        case "more_than" | "at_least":
            return value, None, None
        case "less_than" | "at_most":
            return None, value, None
        case "about" | "estimated":
            return None, None, value
        case _:
            return value, value, None


def number_value(words: str, numbers: dict[str, int]) -> Number | None:
    """The value of "1,400", "2.5 million", "forty-two", "half a million"; None otherwise."""
    text = words.lower().replace("-", " ")
    parts = text.split()
    if not parts:
        return None
    head = parts[0].replace(",", "")
    if len(head) > _MOST_DIGITS:
        return None
    if re.fullmatch(r"\d+(?:\.\d+)?", head):
        exact = Fraction(head)
        for word in parts[1:]:
            exact *= numbers.get(word, 1)
        return int(exact) if exact.denominator == 1 else float(exact)
    if text.startswith("half a "):
        return numbers.get(parts[-1], 0) // 2
    if text.startswith("one and a half "):
        return numbers.get(parts[-1], 0) * 3 // 2
    return _spelled([word for word in parts if word != "and"], numbers)


def _spelled(parts: list[str], numbers: dict[str, int]) -> int | None:
    total = current = 0
    for word in parts:
        value = 1 if word == "a" else numbers.get(word)
        if value is None:
            return None
        if word == "hundred" or word == "dozen":
            current = max(current, 1) * value
        elif value >= 1000:
            total += max(current, 1) * value
            current = 0
        else:
            current += value
    return total + current


def _same_scale(low: Number, high: Number, words: str) -> Number:
    """ "2 to 3 million": the lower one is in millions as well."""
    for word, scale in _SCALES.items():
        if re.search(rf"\b{word}\b", words.lower()) and low < 1000 and high >= scale:
            return low * scale
    return low
