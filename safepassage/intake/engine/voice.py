"""Voice: who speaks in a sentence, by the phrase before or behind the verb."""

from __future__ import annotations

import re

from ...situation.span import Span
from .phrases import phrase_after, phrase_before
from .reading import Reading
from .rule import Rule
from .sentences import Sentence
from .speakers import remember, speaker_before, speaker_behind, split_role

_QUOTED_BEFORE = re.compile(r"[”\"»]\s*,?\s*$")

_PAST = frozenset({"spoke", "met", "told", "left", "wrote", "gave", "took", "went", "held", "rang"})


def has_group(match: re.Match[str], name: str) -> bool:
    return name in match.re.groupindex and match[name] is not None


def voice_of(
    rule: Rule, reading: Reading, sentence: Sentence, match: re.Match[str], verb: Span
) -> tuple[Span, Span | None, int, int] | None:
    """Name, role, and the first and last character of the phrase that speaks."""
    behind = rule.subject_behind or (
        _QUOTED_BEFORE.search(reading.text[sentence.start : match.start()]) is not None
    )
    if has_group(match, "speaker"):
        stop = match.start("speaker") + len(match["speaker"].rstrip(" ."))
        name, role, end = speaker_behind(reading, match.start("speaker"), stop, sentence.end)
        remember(reading, name)
        return name, role, name.start, end
    if behind:
        found = phrase_after(reading.text, match.end(), sentence.end, reading.lexicon)
        if found is not None:
            name, role, end = speaker_behind(reading, *found, sentence.end)
            remember(reading, name)
            return name, role, min(name.start, verb.start), end
        return None
    least = max([sentence.start, *(b for a, b in sentence.quotes if b < match.start())])
    before = speaker_before(reading, least, match.start())
    joined_by_and = reading.pattern("ends_with_and").search(
        reading.text[sentence.start : match.start()].rstrip()
    )
    if before is None and (verb.text.lower() == "saying" or joined_by_and):
        before = _first_phrase(reading, sentence, match.start())
    if before is None:
        return None
    name, role, first = before
    whole = _office_with_more(reading, least, match.start(), name)
    if whole is not None:
        name, role, first = reading.span(*whole), None, whole[0]
    elif not can_speak(reading, name) or reading.pattern("ends_with_preposition").search(
        reading.text[least : name.start]
    ):
        wide = _since_comma(reading, least, match.start()) or _crowd(reading, least, match.start())
        if wide is not None:
            name, role, first = reading.span(*wide), None, wide[0]
    remember(reading, name)
    return name, role, first, verb.end


def _office_with_more(
    reading: Reading, least: int, most: int, name: Span
) -> tuple[int, int] | None:
    """ "An official involved in the talks with Hamas said": the official speaks, not Hamas."""
    comma = reading.text.rfind(", ", least, name.start)
    region = reading.trimmed(least if comma < 0 else comma + 1, most)
    if region is None or name.start <= region.start or len(region.text.split()) > 14:
        return None
    if reading.pattern("opens_with_office").match(region.text) is None:
        return None
    if reading.pattern("breaks_phrase").search(region.text) is not None:
        return None
    return region.start, region.end


def _crowd(reading: Reading, least: int, most: int) -> tuple[int, int] | None:
    """ "people close to the talks say": a phrase with prepositions that begins with such a word."""
    wide = phrase_before(reading.text, least, most, reading.lexicon, wide=True)
    if wide is None:
        return None
    words = reading.text[wide[0] : wide[1]].split(" ")
    first = words[0] if words[0].lower() not in ("the", "some", "many") else " ".join(words[1:2])
    return wide if reading.pattern("crowd").fullmatch(first) else None


def _since_comma(reading: Reading, least: int, most: int) -> tuple[int, int] | None:
    """ "..., an official in one of the two regions said": all from the comma, if it opens so."""
    comma = reading.text.rfind(",", least, most)
    span = None if comma < 0 else reading.trimmed(comma + 1, most)
    if span is None or len(span.text.split()) > 16:
        return None
    return (span.start, span.end) if reading.pattern("opens_with_office").match(span.text) else None


def _first_phrase(
    reading: Reading, sentence: Sentence, most: int
) -> tuple[Span, Span | None, int] | None:
    """ "The minister left the room, saying ...": whoever the sentence begins with."""
    found = phrase_after(reading.text, sentence.start, most, reading.lexicon)
    if found is None or found[0] != sentence.start:
        return None
    words = reading.text[found[0] : found[1]].split()
    for count, word in enumerate(words):
        if count and word[0].islower() and (word.endswith(("ed", "s")) or word in _PAST):
            end = found[0] + len(" ".join(words[:count]))
            name, role = split_role(reading, found[0], end)
            return name, role, found[0]
    name, role = split_role(reading, *found)
    return name, role, found[0]


def can_speak(reading: Reading, name: Span) -> bool:
    """A capital letter, a pronoun or one of the bodies and people that news lets speak."""
    words = name.text.split()
    if len(words) > 14:
        return False
    if words[0].lower() in reading.lexicon.pronouns:
        return len(words) == 1 and words[0].lower() not in ("we", "i", "you")
    if any(w[0].isupper() and w.lower() not in ("the", "a", "an") for w in words):
        return True
    bare = [w.lower().removesuffix("'s").removesuffix("’s") for w in words]
    lower = {w.rstrip("s") for w in bare} | set(bare)
    return (
        bool(lower & reading.lexicon.titles)
        or reading.pattern("can_speak").search(name.text) is not None
        or bool(reading.pattern("anonymous").search(name.text))
    )
