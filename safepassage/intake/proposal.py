"""Proposal: a typed fact that a rule saw in a text, for a person to judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..situation.claim import Fields
from ..situation.span import Span


@dataclass(frozen=True, slots=True)
class Proposal:
    """`evidence` and every field are exact pieces of the text; `norm` is what a reviewer stores.

    `rule` names what proposed it and `why` says in a sentence what that rule looks for.
    `subject`: the address in the scenario that it speaks of, where the gazetteer knows it.
    """

    type: str
    evidence: Span
    fields: Fields
    norm: Mapping[str, Any]
    rule: str
    why: str
    subject: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As the contract for machines has it: a field is a span, or a list of several."""
        return {
            "type": self.type,
            "evidence": self.evidence.to_json(),
            "fields": {
                name: spans[0].to_json() if len(spans) == 1 else [s.to_json() for s in spans]
                for name, spans in self.fields.items()
            },
            "norm": dict(self.norm),
            "rule": self.rule,
            "why": self.why,
            "subject": self.subject,
        }
