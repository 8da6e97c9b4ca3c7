"""Shortened: long values on a review card, their beginning and their end kept."""

from __future__ import annotations


def middle_out(text: str, most: int) -> str:
    """The text, or its beginning and its end with dots between them, cut at words."""
    if len(text) <= most:
        return text
    half = (most - 5) // 2
    head, tail = text[:half].rpartition(" ")[0], text[-half:].partition(" ")[2]
    return f"{head or text[:half]} ... {tail or text[-half:]}"
