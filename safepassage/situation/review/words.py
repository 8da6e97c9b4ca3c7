"""Words: a reviewer takes more or fewer of a text's words as the evidence of a claim."""

from __future__ import annotations

import re
from dataclasses import replace

from ...problems import Refusal, quoted
from ..claim import Claim
from ..span import Span

WORDS = "words"


def with_words(claim: Claim, text: str, words: str) -> Claim:
    """The claim on other words of its document, letter by letter; only white space may differ.

    Where they stand several times, the place that touches the present evidence is meant. Refused
    are words that do not stand there, or of which it is not clear which place is meant.
    """
    if claim.evidence is None:
        raise Refusal(f"claim {claim.id} rests on no text", "it was written down by hand")
    parts = words.split()
    if not parts:
        raise Refusal("there are no words", "give some that stand in the text")
    places = list(re.finditer(r"\s+".join(map(re.escape, parts)), text))
    spans = [Span(place.start(), place.end(), place[0]) for place in places]
    old = claim.evidence
    touching = [s for s in spans if s.start < old.end and old.start < s.end]
    found = touching or spans
    if len(found) != 1:
        times = f"stand {len(found)} times in" if found else "do not stand in"
        allowed = "give words as they stand, enough of them to tell the place"
        raise Refusal(f"{quoted(words)}: these words {times} the text", allowed)
    return replace(claim, evidence=found[0])
