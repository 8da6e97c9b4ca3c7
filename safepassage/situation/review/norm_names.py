"""Norm names: what the norm of each type of fact may hold by name, for whoever types it in."""

from __future__ import annotations

from ..fact_types import FACT_TYPES

LENGTHS = ("duration_minutes", "duration_hours", "duration_days", "duration_weeks")
NUMBERS = frozenset({"low", "high", "approx", "capacity", *LENGTHS})
YES_OR_NO = frozenset({"anonymous", "last", "condition_met"})
LISTS = frozenset({"topics", "parties", "zones", "commitments", "meets", "lacks"})
TIMES = frozenset({"since", "until", "when", "date", "due", "start", "anchor"})

# "meets" and "lacks": ids of conditions that a claim says are met or not.
_ANY = ("note", "certainty", "source", "party", "place", "meets", "lacks")
_OF_THE_SOURCE = ("speaker", "speaker_role", "via")  # the claim has places of its own for them
# Names of parties; NAME_id holds the party's id in the scenario.
_PARTIES = ("party", "by", "on", "on_party", "operator", "side_party", "a", "b")
_MORE: dict[str, tuple[str, ...]] = {
    "statement": ("speaker_resolved", "act", "anonymous"),
    "contact": ("commitments",),
    "figure": ("low", "high", "approx", "measure", "unit", "per", "of", "subset_of"),
    "incident": ("kind", "same_event_as"),
    "place_status": ("side", "crossing", "operator"),
    "service_status": ("mode",),
    "transport": ("last",),
    "deadline": ("due", "until", "start", "anchor", *LENGTHS),
    "condition": ("on_party",),
    "consent": ("side", "crossing", "of", "direction", "condition", "condition_met", "until"),
    "position": ("on_party",),
    "party_role": ("of",),
    "capability": ("kind",),
    "order": ("kind",),
    "unknown": ("status", "measure", "reason"),
}
# What a hand-written entry cannot do without: one name of each group.
_NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "statement": (("quote", "note"),),
    "contact": (("a",), ("b",), ("form",)),
    "figure": (("low", "high", "approx", "value"), ("measure",)),
    "incident": (("kind", "note"),),
    "place_status": (("status",), ("place", "subject")),
    "service_status": (("status",), ("operator", "mode", "subject")),
    "transport": (("origin", "dest", "subject"),),
    "deadline": (("what", "action", "note"),),
    "condition": (("requirement",),),
    "consent": (("state",), ("party",)),
    "position": (("stance",), ("party",), ("about",)),
    "negotiation": (("state",), ("party", "parties", "subject")),
    "party_role": (("party",), ("role",)),
    "capability": (("party",), ("state", "purpose")),
    "order": (("zones", "subject"),),
    "unknown": (("what",),),
}


def norm_names(kind: str) -> tuple[str, ...]:
    """Names that the norm of a type may hold: closed lists first, then its fields, then others."""
    found = FACT_TYPES[kind]
    fields = (name for name in found.fields if name not in _OF_THE_SOURCE)
    known = dict.fromkeys((*found.allowed, *_MORE.get(kind, ()), *fields, *_ANY))
    joined = (f"{name}_id" for name in _PARTIES if name in known)
    return (*known, *joined)


def needed_names(kind: str) -> tuple[tuple[str, ...], ...]:
    """Groups of names of which a hand-written entry needs one each; `subject` is the address."""
    return _NEEDED[kind]
