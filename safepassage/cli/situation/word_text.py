"""A word in lines: what is said, reported by whom, since when, and the exact words."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from ...situation.views.word import Word
from ...visible import visible
from ..exits_text import wrap
from .when_text import when_text

LONGEST = 300  # characters of a quotation; the rest stands in the record


def label(value: str) -> str:
    """A word of a closed list as people write it: not_operated is "not operated"."""
    return value.replace("_", " ")


def row_lines(text: str) -> list[str]:
    """The first lines of a row."""
    return wrap(visible(text), "  ", "      ")


def detail_lines(name: str, text: str) -> list[str]:
    """One more thing of a row; none where there is nothing."""
    return wrap(visible(f"{name}: {text}"), "    ", "      ") if text else []


def word_lines(words: Iterable[Word], zone: ZoneInfo, before: str = "") -> list[str]:
    """Each word with who reports it, and its exact words below."""
    lines = []
    for word in words:
        quote = " ".join(word.claim.words().split())
        if len(quote) > LONGEST:
            quote = f"{quote[: LONGEST - 1]}…"
        name = f"[{word.claim.id}]"
        told = f"{before}{_reported(word, zone)}{'' if quote else f' {name}'}"
        lines += wrap(visible(told), "    ", "      ")
        if quote:
            lines += wrap(visible(f'"{quote}" {name}'), "        ", "        ")
    return lines


def _reported(word: Word, zone: ZoneInfo) -> str:
    """closed since 3 Feb, reported by Ana Orel (head of the council) via Outlet, 5 May."""
    parts = [f"{label(word.says)} " if word.says else ""]
    if word.since is not None:
        parts.append(f"since {when_text(word.since, zone)} ")
    if word.until is not None:
        parts.append(f"until {when_text(word.until, zone)} ")
    text = "".join(parts).strip()
    text += f"{', ' if text else ''}reported by {word.by}"
    via = [name for name in word.chain if name not in word.by]
    if via:
        text += f" via {', '.join(via)}"
    if word.claim.said is not None:
        text += f", said {when_text(word.claim.said, zone)}"
    elif word.told is not None:
        text += f", published {when_text(word.told, zone)}"
    return "; ".join([text, *_marks(word)])


def _marks(word: Word) -> list[str]:
    marks = [f"judged {word.judged}"] if word.judged != "F6" else []
    if word.also:
        marks.append(f"said {len(word.also) + 1} times")
    if word.replaced:
        marks.append(f"replaces {len(word.replaced)} older of the same voice")
    if not word.reviewed:
        marks.append("NOT REVIEWED")
    if word.withheld is not None:
        marks.append(f"STAYS INSIDE ({word.withheld})")
    return marks
