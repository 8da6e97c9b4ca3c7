"""Own file: whether a path is a place for a file of ours, and nobody else's file stands there."""

from __future__ import annotations

from pathlib import Path

from ..errors import UsageError


def refuse_foreign_file(
    option: str, path: Path, endings: tuple[str, ...], begins: bytes, what: str
) -> None:
    """Raise UsageError for a path that is no place for the file, or that holds something else.

    `begins`: what stands within the first bytes of every file of this kind that we made.
    """
    if path.suffix.lower() not in endings:
        raise UsageError(f"{option} {path}: give a file that ends in {endings[0]}")
    if not path.parent.is_dir():
        raise UsageError(f"{option} {path}: there is no folder {path.parent}")
    if path.is_dir():
        raise UsageError(f"{option} {path}: it is a folder; give a file")
    if path.exists():
        with path.open("rb") as file:
            if begins not in file.read(4096):
                raise UsageError(
                    f"{option} {path}: a file that is not {what} stands there; "
                    "move it, or give another name"
                )
