"""Norm names: what the norm of each type of fact may hold by name, for whoever types it in."""

from __future__ import annotations

from ..fact_types import FACT_TYPES

NUMBERS = frozenset({"low", "high", "approx", "duration_days", "duration_hours"})
YES_OR_NO = frozenset({"anonymous", "last", "indirect", "repeated", "unchanged"})
LISTS = frozenset({"topics", "parties", "zones", "commitments", "victims", "channels"})
TIMES = frozenset({"since", "until", "when", "date", "by_when"})

_ANY = ("note", "certainty", "source", "party", "place")
_MORE: dict[str, tuple[str, ...]] = {
    "statement": ("speaker_resolved", "act", "anonymous", "party_id"),
    "contact": ("commitments", "repeated", "unchanged", "outcome"),
    "figure": ("low", "high", "approx", "measure", "unit", "conflicts_with", "subset_of"),
    "incident": ("kind", "same_event_as"),
    "place_status": ("side", "crossing", "operator", "side_party"),
    "service_status": ("mode",),
    "transport": ("last",),
    "deadline": ("duration_days", "duration_hours", "anchor", "by_when"),
    "condition": ("on_party", "trigger"),
    "consent": ("side", "crossing", "requirement"),
    "position": ("on_party",),
    "negotiation": ("channels", "indirect", "outcome", "demand", "offer", "condition"),
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
    "place_status": (("status",), ("subject", "place")),
    "service_status": (("status",), ("subject", "operator", "mode")),
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
    return tuple(dict.fromkeys((*found.allowed, *_MORE[kind], *found.fields, *_ANY)))


def needed_names(kind: str) -> tuple[tuple[str, ...], ...]:
    """Groups of names of which a hand-written entry needs one each; `subject` is the address."""
    return _NEEDED[kind]
