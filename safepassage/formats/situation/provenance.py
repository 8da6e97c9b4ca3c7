"""Provenance: records of PROV-JSON as they are put together, and how things are named in them.

Source: the W3C member submission PROV-JSON (2013).
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ...situation.when import When

PREFIXES = {"sp": "urn:safepassage:terms:", "rec": "urn:safepassage:record:"}
Json = dict[str, Any]


class Provenance:
    """Records of the document by kind; relations are numbered as they come."""

    def __init__(self) -> None:
        self.rows: defaultdict[str, dict[str, Json]] = defaultdict(dict)
        self._said: set[str] = set()

    def put(self, kind: str, name: str, **values: Any) -> str:
        """An element by its name; keys have _ in place of the colon."""
        self.rows[kind].setdefault(name, {}).update(_attributes(values))
        return name

    def relate(self, kind: str, **values: Any) -> None:
        """A relation, once however often it is put; it needs no name of its own."""
        row = _attributes(values)
        said = json.dumps([kind, row], sort_keys=True)
        if said not in self._said:
            self._said.add(said)
            self.rows[kind][f"_:{kind}{len(self.rows[kind]) + 1}"] = row

    def document(self) -> Json:
        """The whole as one PROV-JSON document."""
        return {"prefix": PREFIXES, **{kind: dict(rows) for kind, rows in self.rows.items()}}


def _attributes(values: Mapping[str, Any]) -> Json:
    named = {name.replace("_", ":", 1): value for name, value in values.items()}
    return {name: value for name, value in named.items() if value not in (None, "", ())}


def name_of(kind: str, what: str) -> str:
    """A name that holds no signs but letters and digits, whatever it is of."""
    return f"rec:{kind}-{hashlib.sha256(what.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def document_name(sha256: str) -> str:
    """The name of a document by its hash."""
    return name_of("document", sha256)


def claim_name(name: str) -> str:
    """The name of a claim by its id in this export."""
    return name_of("claim", name)


def term(name: str) -> Json:
    """A word of ours as a value."""
    return qualified(f"sp:{name}")


def qualified(name: str) -> Json:
    """A qualified name as a value, PROV-JSON 2.3."""
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def time_range(name: str, when: When | None) -> Json:
    """A range as two typed instants."""
    if when is None:
        return {}
    return {
        f"sp_{name}From": {"$": utc(when.earliest), "type": "xsd:dateTime"},
        f"sp_{name}To": {"$": utc(when.latest), "type": "xsd:dateTime"},
    }


def utc(at: datetime) -> str:
    """An instant of PROV, an xsd:dateTime in UTC."""
    return at.astimezone(UTC).isoformat()
