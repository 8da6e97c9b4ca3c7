"""File bytes: a file read whole, unless it is too large or no file at all."""

from __future__ import annotations

import stat
from pathlib import Path

from safepassage.errors import UsageError

# An article has some thousand characters; a mail or PDF may carry pictures.
MOST_BYTES = 25_000_000
MOST_TEXT_BYTES = 5_000_000
MB = 1_000_000


def file_bytes(path: Path) -> bytes:
    """The bytes of a file of at most 25 MB.

    Raises
    ------
    UsageError
        The file is absent, a folder, a pipe or device, unreadable, empty or too large.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise UsageError(f"{path}: is a folder. Name the files in it, one after the other.")
        if not stat.S_ISREG(found.st_mode):
            raise UsageError(f"{path}: is no ordinary file. Save the text to a file first.")
        if found.st_size > MOST_BYTES:
            raise too_large(str(path), found.st_size, MOST_BYTES)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"{path}: cannot be read ({reason}).") from error
    if len(data) > MOST_BYTES:  # it grew between the two looks
        raise too_large(str(path), len(data), MOST_BYTES)
    if not data:
        raise UsageError(f"{path}: is empty (0 bytes). Give a file with a text in it.")
    return data


def too_large(where: str, size: int, most: int) -> UsageError:
    """The refusal of what is larger than any document of its kind should be."""
    return UsageError(
        f"{where}: has {size / MB:,.1f} MB; at most {most / MB:,.0f} MB of this kind are read. "
        "Nothing of it was taken in. Give the part that is the report itself."
    )
