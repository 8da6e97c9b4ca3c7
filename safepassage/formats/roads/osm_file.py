"""OSM file: is it one, and which form has it; asked of its bytes before anything is read."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import zlib
from pathlib import Path
from typing import IO, cast

from safepassage.errors import ScenarioError
from safepassage.problems import Problem

SUFFIXES = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2", ".xml")
ALLOWED = "give an OpenStreetMap extract: .osm.pbf, .osm, .osm.gz or .osm.bz2"
# an extract in XML shrinks to a tenth or so; what swells more than this is no map
MOST_SWELL = 100
SMALL_ENOUGH = 64 * 2**20
CHUNK = 2**20


def refuse(path: Path, read: str, mend: str = "") -> ScenarioError:
    """The file is not taken, with the reason."""
    return ScenarioError([Problem(path.name, None, None, "", read, ALLOWED, mend)])


def form_of(path: Path) -> str:
    """pbf, osm, osm.gz or osm.bz2, by the first bytes.

    Raises
    ------
    ScenarioError
        It is not there, empty, something else, or a small file that would swell beyond measure.
    """
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as error:
        raise refuse(path, f"the file cannot be read ({error.strerror})") from error
    if not head:
        raise refuse(path, "the file is empty (0 bytes)", "download it again")
    if head[5:14] == b"\tOSMHeade" or b"OSMHeader" in head[:32]:
        return "pbf"
    if head[:2] == b"\x1f\x8b":
        with gzip.open(path) as unpacked:
            _unpacks(path, cast(IO[bytes], unpacked))
        return "osm.gz"
    if head[:3] == b"BZh":
        with bz2.open(path) as unpacked_bz2:
            _unpacks(path, cast(IO[bytes], unpacked_bz2))
        return "osm.bz2"
    _is_osm_xml(path, head)
    return "osm"


def _unpacks(path: Path, stream: IO[bytes]) -> None:
    """It is OSM XML inside, whole, and does not swell beyond measure."""
    most = max(SMALL_ENOUGH, MOST_SWELL * path.stat().st_size)
    size = 0
    try:
        first = stream.read(512)
        _is_osm_xml(path, first, packed=True)
        size = len(first)
        while part := stream.read(CHUNK):
            size += len(part)
            if size > most:
                raise refuse(
                    path,
                    f"it unpacks to more than {MOST_SWELL} times its size "
                    f"({path.stat().st_size:,} bytes), as no map does",
                    "unpack it yourself if you trust it, and give the .osm file",
                )
    except (EOFError, OSError, zlib.error, lzma.LZMAError) as error:
        raise refuse(
            path,
            f"it cannot be unpacked to its end ({error})",
            "it was cut short: download it again",
        ) from error


def _is_osm_xml(path: Path, head: bytes, *, packed: bool = False) -> None:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    inside = " inside" if packed else ""
    if b"<osmChange" in text:
        raise refuse(path, f"it holds changes to a map{inside} (osmChange), not a map")
    if b"<osm" in text:
        return
    if text[:1] == b"<":
        raise refuse(path, f"it is XML{inside}, but its first element is not <osm>")
    if text[:2] == b"PK":
        raise refuse(path, "it is a zip file", "unpack it first")
    raise refuse(path, f"it begins with {text[:16]!r}{inside}, which no OSM file does")


def sha256_of(path: Path) -> str:
    """The hash of a file, read in parts."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(CHUNK):
            digest.update(part)
    return digest.hexdigest()
