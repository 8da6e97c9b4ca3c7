"""Groups: claims that links join, as sets of the same thing."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..record import Held


def same_things(held: Held, claims: Iterable[str], kinds: Collection[str]) -> dict[str, str]:
    """For each claim that a link of these kinds joins to another of them: the first of its group.

    Claims without such a link are not in it.
    """
    links = [link for link in held.links if link.kind in kinds]
    ends = {name for link in links for name in (link.a, link.b)}
    wanted = {name: place for place, name in enumerate(claims) if name in ends} if ends else {}
    parent: dict[str, str] = {}

    def first(name: str) -> str:
        while parent.get(name, name) != name:
            parent[name] = parent.get(parent[name], parent[name])
            name = parent[name]
        return name

    for link in links:
        if link.a in wanted and link.b in wanted:
            a, b = first(link.a), first(link.b)
            if wanted[b] < wanted[a]:
                a, b = b, a
            parent.setdefault(a, a)
            parent[b] = a
    return {name: first(name) for name in parent}
