"""Blocker words: what stands in the way, in the reader's language as far as there are words."""

from __future__ import annotations

from safepassage.network.blocker import Blocker
from safepassage.report.language.language import ENGLISH, Language


def blocker_words(language: Language, blocker: Blocker) -> str:
    """The full sentence in English; elsewhere the kind of hindrance, with the sentence behind it.

    The sentence holds names, hours and states, so it is never left out.
    """
    if language.code == ENGLISH:
        return blocker.sentence
    return f"{language.say('rule-' + blocker.rule.replace('_', '-'))}: {blocker.sentence}"
