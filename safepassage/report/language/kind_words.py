"""Kind words: what kind of people a group is, in the reader's language where there are words."""

from __future__ import annotations

from safepassage.report.language.language import Language

# kinds that many scenarios use; any other stands as its scenario writes it
KNOWN = {
    "resident": "kind-resident",
    "visitors": "kind-visitors",
    "hospital": "kind-hospital",
    "school": "kind-school",
    "no_vehicle": "kind-no-vehicle",
    "wounded": "kind-wounded",
    "displaced before": "kind-displaced",
    "not able to walk the way": "kind-cannot-walk",
}


def kind_words(language: Language, kind: str) -> str:
    """The words for a kind of people."""
    return language.say(KNOWN[kind]) if kind in KNOWN else kind
