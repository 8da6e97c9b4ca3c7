"""Packed file: the bytes of a plain, gzip or bzip2 file, up to what it may unpack to."""

from __future__ import annotations

import bz2
import gzip
import zlib
from collections.abc import Generator
from pathlib import Path
from typing import IO, cast

from safepassage.errors import ScenarioError
from safepassage.formats.roads.refusals import refuse

CHUNK = 2**18
MOST_BYTES = 4 * 2**30
MOST_SWELL = 100  # times the packed size; road networks in XML shrink to a tenth or a thirtieth
SMALL_ENOUGH = 64 * 2**20


def first_bytes(path: Path, allowed: str, number: int = 512) -> bytes:
    """How the file begins, unpacked; refuses what is not there, empty or a folder."""
    if path.is_dir():
        raise refuse(path.name, "this is a folder", allowed, "name a file in it")
    parts = chunks(path, allowed)
    try:
        return next(parts, b"")[:number]
    finally:
        parts.close()


def packing(path: Path) -> str:
    """gz, bz2, or nothing for a plain file, by the first bytes."""
    with path.open("rb") as file:
        head = file.read(3)
    return "gz" if head[:2] == b"\x1f\x8b" else "bz2" if head == b"BZh" else ""


def _opened(path: Path, packed: str) -> IO[bytes]:
    if packed == "gz":
        return cast(IO[bytes], gzip.open(path))
    return cast(IO[bytes], bz2.open(path)) if packed else path.open("rb")


def chunks(path: Path, allowed: str) -> Generator[bytes, None, None]:
    """The file piece by piece, unpacked if it is packed.

    Raises
    ------
    ScenarioError
        It is not there, is empty or cut short, or unpacks to more than any road network does.
    """
    size = 0
    try:
        packed_size = path.stat().st_size
        most = min(MOST_BYTES, max(SMALL_ENOUGH, MOST_SWELL * packed_size))
        packed = packing(path)
        with _opened(path, packed) as stream:
            while part := stream.read(CHUNK):
                size += len(part)
                if packed and size > most:
                    raise _swells(path, packed_size, most, allowed)
                yield part
    except (EOFError, OSError, zlib.error) as error:
        if isinstance(error, OSError) and error.errno is not None:
            read = f"the file cannot be read ({error.strerror})"
            raise refuse(path.name, read, allowed) from error
        raise refuse(
            path.name,
            f"it cannot be unpacked to its end ({error})",
            allowed,
            "it was cut short or damaged: get it again",
        ) from error
    if not size:
        raise refuse(path.name, "the file is empty (0 bytes)", allowed, "get it again")


def _swells(path: Path, packed_size: int, most: int, allowed: str) -> ScenarioError:
    times = f"{MOST_SWELL} times its {packed_size:,} bytes"
    limit = times if most < MOST_BYTES else f"{MOST_BYTES:,} bytes"
    read = f"it unpacks to more than {limit}, as no network does"
    return refuse(path.name, read, allowed, "if you trust it, unpack it and give the plain file")
