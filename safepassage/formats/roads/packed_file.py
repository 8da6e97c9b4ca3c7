"""Packed file: the bytes of a plain or gzip file, up to a limit of what it may unpack to."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Generator
from pathlib import Path
from typing import IO, cast

from safepassage.formats.roads.refusals import refuse

CHUNK = 2**18
MOST_BYTES = 4 * 2**30
MOST_SWELL = 200  # times the packed size; road networks in XML shrink to a tenth or a thirtieth
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


def chunks(path: Path, allowed: str) -> Generator[bytes, None, None]:
    """The file piece by piece, unpacked if it is gzip.

    Raises
    ------
    ScenarioError
        It is not there, is empty or cut short, or unpacks to more than any road network does.
    """
    size = 0
    try:
        packed_size = path.stat().st_size
        most = min(MOST_BYTES, max(SMALL_ENOUGH, MOST_SWELL * packed_size))
        with path.open("rb") as head:
            packed = head.read(2) == b"\x1f\x8b"
        with cast(IO[bytes], gzip.open(path)) if packed else path.open("rb") as stream:
            while part := stream.read(CHUNK):
                size += len(part)
                if packed and size > most:
                    raise refuse(
                        path.name,
                        f"{packed_size:,} bytes unpack to more than {most:,}, as no network does",
                        f"it may grow {MOST_SWELL} times, to at most {MOST_BYTES:,} bytes",
                        "unpack it yourself if you trust it, and give the plain file",
                    )
                yield part
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise refuse(
            path.name,
            f"it cannot be unpacked to its end ({error})",
            allowed,
            "it was cut short or damaged: get it again",
        ) from error
    except OSError as error:
        raise refuse(path.name, f"the file cannot be read ({error.strerror})", allowed) from error
    if not size:
        raise refuse(path.name, "the file is empty", allowed, "get it again")
