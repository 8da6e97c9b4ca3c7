"""Place: where an export goes, written whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from safepassage.aside import free_name
from safepassage.errors import UsageError
from safepassage.formats.export.export import FORMAT

ABOUT = "about.json"  # marks a folder that an export made


def refuse_taken(out: Path, *, force: bool, folder: bool) -> None:
    """Raise if something stands at `out` that is not to be replaced.

    Raises
    ------
    UsageError
        It exists and `force` is not given, or it is a folder where a file is meant, or the reverse.
    """
    if not out.exists():
        return
    if out.is_dir() != folder:
        kind, needed = ("a folder", "a file") if out.is_dir() else ("a file", "a folder")
        raise UsageError(f"{out} is {kind}; --out needs {needed} for this format.")
    if folder and not any(out.iterdir()):
        return
    if not force:
        raise UsageError(
            f"{out} is there already. Nothing was written. Name another place with --out, or "
            "replace it with --force."
        )


def refuse_name(out: Path) -> None:
    """Raise if a GeoPackage would not be known by its name.

    Raises
    ------
    UsageError
        The name does not end in .gpkg.
    """
    if out.suffix.lower() != ".gpkg":
        raise UsageError(f"--out {out}: give a GeoPackage a name that ends in .gpkg.")


def write_folder(out: Path, files: dict[str, bytes], *, force: bool = False) -> Path:
    """Write all files beside their place, then move them there in one step.

    With `force` an export that stands there is replaced; any other folder is kept under another
    name.
    """
    refuse_taken(out, force=force, folder=True)

    def fill(draft: Path) -> None:
        draft.mkdir()
        for name, data in files.items():
            _write(draft / name, data)

    return _put(out, fill)


def write_file(out: Path, fill: Callable[[Path], None], *, force: bool = False) -> Path:
    """Let `fill` write a file beside its place, then move it there in one step."""
    refuse_taken(out, force=force, folder=False)
    return _put(out, fill)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _put(out: Path, fill: Callable[[Path], None]) -> Path:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{out.name}.partial-", dir=out.parent))
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror or error}.") from error
    try:
        draft = aside / out.name  # the name ends as the format wants it
        fill(draft)
        if out.is_dir() and any(out.iterdir()):
            os.rename(out, aside / "old" if _is_export(out) else free_name(out))
        os.replace(draft, out)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return out


def _is_export(folder: Path) -> bool:
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(about, dict) and about.get("format") == FORMAT
