"""Keys: ids fit for addresses, and texts to compare names by."""

from __future__ import annotations

import unicodedata


def as_text(value: object) -> str:
    """A value as a key: 61.0 of a table is 61; None is nothing."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def as_id(value: object) -> str:
    """Letters, digits, and - _ . : of any script; other signs become a hyphen."""
    text = unicodedata.normalize("NFC", as_text(value))
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" or c in "_.:" else "-" for c in text)
    return "-".join(part for part in kept.split("-") if part)


def as_name(value: object) -> str:
    """A name to compare by: capitals and spaces do not count, every letter does."""
    return " ".join(unicodedata.normalize("NFKC", as_text(value)).casefold().split())
