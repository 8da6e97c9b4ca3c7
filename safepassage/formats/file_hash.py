"""File hash: the SHA-256 of a file, read in parts."""

from __future__ import annotations

import hashlib
from pathlib import Path

CHUNK = 2**20


def sha256_of(*paths: Path) -> str:
    """The hash of a file, or of several one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while part := file.read(CHUNK):
                digest.update(part)
    return digest.hexdigest()
