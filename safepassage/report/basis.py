"""Basis: which figures of a link are defaults, as its `basis` says ("way 12; default: lanes")."""

from __future__ import annotations

from safepassage.scenario.link import Link

_MARK = "default:"
_SAME = {"speed": "free_speed"}
CAR_FIGURES = ("lanes", "capacity", "free_speed")
WALK_FIGURES = ("walk_capacity",)


def default_figures(basis: str | None) -> frozenset[str]:
    """The figures that the text calls defaults: the words after "default:" up to a semicolon."""
    found: set[str] = set()
    for part in (basis or "").split(";"):
        head, mark, words = part.partition(_MARK)
        if mark and not head.strip():
            names = (word.strip() for word in words.split(","))
            found.update(_SAME.get(name, name) for name in names if name)
    return frozenset(found)


def asked_figures(link: Link) -> tuple[str, ...]:
    """The figures that a link needs: those of cars where they may use it, else those on foot."""
    if "auto" in link.allowed_uses:
        return CAR_FIGURES
    return ("free_speed",) if "truck" in link.allowed_uses else WALK_FIGURES
