"""Places: real places as first drafts, beside the extracts; one module each with a `run()`."""

from __future__ import annotations

from typing import Any


def run() -> list[dict[str, Any]]:
    """One row a place and reading."""
    from benchmarks.places import camp_fire, gaza

    fire = camp_fire.run()
    fire["place"] = "Camp Fire 2018 (fire reports within 50 m)"
    return [fire, *gaza.run()["rows"]]
