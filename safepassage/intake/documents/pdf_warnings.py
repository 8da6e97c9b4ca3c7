"""PDF warnings: what the library says of a damaged file, kept for a note and not printed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

MOST = 3
LONGEST = 120  # characters


class _Kept(logging.Handler):
    """Keeps messages, each once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what is said, on one line."""
        self.said.setdefault(" ".join(record.getMessage().split())[:LONGEST])


@contextmanager
def pdf_warnings() -> Iterator[dict[str, None]]:
    """Warnings of pypdf within the block, in their order; none of them reaches the terminal."""
    logger, kept = logging.getLogger("pypdf"), _Kept()
    passed_on = logger.propagate
    logger.addHandler(kept)
    logger.propagate = False
    try:
        yield kept.said
    finally:
        logger.removeHandler(kept)
        logger.propagate = passed_on


def damage_notes(said: dict[str, None]) -> tuple[str, ...]:
    """A note on a damaged file; none for a sound one."""
    if not said:
        return ()
    more = f"; and {len(said) - MOST} more" if len(said) > MOST else ""
    return (f"the PDF is damaged and may lack text: {'; '.join(list(said)[:MOST])}{more}",)
