"""Bundle: read the files of a folder safely and compare them with the manifest."""

import csv
import hashlib
import io
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST_BYTES = 256 * 2**20
LONGEST_NUMBER = 18
NODE_COLUMNS = ["node_id", "name", "x_coord", "y_coord"]
LINK_COLUMNS = ["link_id", "from_node_id", "to_node_id", "name", "length_m"]
LINK_COLUMNS += ["car_s", "car_per_hour", "foot_s", "foot_per_hour", "walkers_on_road"]
MOVEMENT_COLUMNS = ["instruction_id", "stage", "period", "people"]
AID_COLUMNS = ["aid_stream", "direction", "period", "trucks"]
VERSION = 5


class BundleError(Exception):
    """The bundle cannot be read: where, what was read, what is allowed."""

    def __init__(self, where: object, read: str, allowed: str) -> None:
        super().__init__(f"{where}: {read}; allowed: {allowed}")


@dataclass(frozen=True)
class Bundle:
    """What the files say, as read, and what is wrong with the seal."""

    model: Any
    instructions: Any
    claims: Any
    bounds: Any
    nodes: list[list[str]]
    links: list[list[str]]
    movements: list[list[str]]
    aid: list[list[str]]
    broken_seals: list[str]


def read_bundle(folder: Path) -> Bundle:
    """Read every file that the check needs; hashes that do not fit are noted, not raised."""
    present = files_in(folder)
    if "manifest.json" not in present:
        raise BundleError(folder, "no manifest.json", "a folder that holds a plan bundle")
    listed = listed_files(read_json(folder, "manifest.json"))
    broken = [
        f"{name}: is not listed"
        for name in sorted(present - set(listed))
        if name != "manifest.json" and not name.startswith("signature/")
    ]
    for name, entry in sorted(listed.items()):
        if name not in present:
            broken.append(f"{name}: is missing")
            continue
        content = read_bytes(folder, name)
        if len(content) != entry["bytes"] or hashlib.sha256(content).hexdigest() != entry["sha256"]:
            broken.append(f"{name}: size or hash does not fit")
    return Bundle(
        model=read_json(folder, "inputs/model.json"),
        instructions=read_json(folder, "plan/instructions.json"),
        claims=read_json(folder, "claims.json"),
        bounds=read_json(folder, "certificate/bounds.json"),
        nodes=read_table(folder, "inputs/node.csv", NODE_COLUMNS),
        links=read_table(folder, "inputs/link.csv", LINK_COLUMNS),
        movements=read_table(folder, "plan/movements.csv", MOVEMENT_COLUMNS),
        aid=read_table(folder, "plan/aid.csv", AID_COLUMNS),
        broken_seals=broken,
    )


def files_in(folder: Path) -> set[str]:
    """Names of all files below the folder; a link that leaves it is refused."""
    if not folder.is_dir():
        raise BundleError(folder, "no such folder", "a folder that holds a plan bundle")
    names = set()
    base = folder.resolve()
    for root, folders, files in os.walk(folder):
        for name in folders + files:
            path = Path(root, name)
            address = path.relative_to(folder).as_posix()
            try:
                inside = path.resolve().is_relative_to(base)
            except (OSError, RuntimeError):  # a circle of links
                inside = False
            if not inside or not (path.is_file() or path.is_dir()):
                raise BundleError(address, "leaves the folder or is no plain file", "plain files")
            if path.is_file():
                names.add(address)
    return names


def listed_files(manifest: Any) -> dict[str, dict[str, Any]]:
    """The manifest's list of files, after its format, version and every path were looked at."""
    if not isinstance(manifest, dict):
        raise BundleError("manifest.json", "not an object", "an object")
    read = (manifest.get("format"), manifest.get("version"))
    if read != ("safepassage-bundle", VERSION) or type(read[1]) is not int:
        allowed = f"safepassage-bundle, version {VERSION}"
        raise BundleError("manifest.json", f"format {read}", allowed)
    files = manifest.get("files")
    if not isinstance(files, dict):
        raise BundleError("manifest.json, files", "not an object", "name: {bytes, sha256}")
    for name, entry in files.items():
        parts = name.split("/")
        if re.search(r"[\\:\x00]", name) or {"", ".", ".."} & set(parts):
            raise BundleError("manifest.json, files", repr(name), "a path below the folder")
        if not isinstance(entry, dict) or set(entry) != {"bytes", "sha256"}:
            raise BundleError(f"manifest.json, {name!r}", "no such entry", "{bytes, sha256}")
    return files


def read_bytes(folder: Path, name: str) -> bytes:
    """The content of one file."""
    path = folder / name
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BundleError(name, "too large", f"at most {MOST_BYTES} bytes")
        return path.read_bytes()
    except OSError as error:
        raise BundleError(name, error.strerror or "cannot be read", "a plain file") from None


def read_text(folder: Path, name: str) -> str:
    """The content of one file as UTF-8."""
    try:
        return read_bytes(folder, name).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BundleError(name, f"byte {error.start} is not UTF-8", "UTF-8") from None


def read_json(folder: Path, name: str) -> Any:
    """One JSON file: whole numbers only, no key twice."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            raise BundleError(name, "a key stands twice", "every key once")
        return dict(pairs)

    def refuse(text: str) -> Any:
        raise BundleError(name, text[:40], "whole numbers; decimals as text")

    def whole(text: str) -> int:
        return int(text) if len(text) <= LONGEST_NUMBER else refuse(text)

    try:
        return json.loads(
            read_text(folder, name),
            object_pairs_hook=once,
            parse_float=refuse,
            parse_constant=refuse,
            parse_int=whole,
        )
    except RecursionError:
        raise BundleError(name, "nested too deep", "the documented form") from None
    except ValueError as error:
        raise BundleError(name, f"not JSON ({error})", "JSON") from None


def read_table(folder: Path, name: str, columns: list[str]) -> list[list[str]]:
    """The rows of one CSV file, without its header."""
    try:
        rows = list(csv.reader(io.StringIO(read_text(folder, name), newline=""), strict=True))
    except csv.Error as error:
        raise BundleError(name, f"not CSV ({error})", "CSV") from None
    if not rows or rows[0] != columns:
        raise BundleError(
            name, f"header {','.join(rows[0])[:80] if rows else ''!r}", ",".join(columns)
        )
    return rows[1:]
