"""Aside: a folder that is replaced is kept beside the new one, under a free name."""

from __future__ import annotations

from pathlib import Path


def free_name(folder: Path) -> Path:
    """<name>.before-1, or the first number that nothing has yet."""
    number = 1
    while (kept := folder.with_name(f"{folder.name}.before-{number}")).exists():
        number += 1
    return kept


def move_into_place(made: Path, out: Path) -> None:
    """Put what was made where it goes; what stands there is kept under a free name."""
    if out.exists() and any(out.iterdir()):
        out.rename(free_name(out))
    elif out.exists():
        out.rmdir()
    made.rename(out)
