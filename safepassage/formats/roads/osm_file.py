"""OSM file: is it one, and which form has it; asked of its bytes before anything is read."""

from __future__ import annotations

from pathlib import Path

from safepassage.errors import ScenarioError
from safepassage.formats.roads import refusals
from safepassage.formats.roads.packed_file import chunks, packing

ALLOWED = "give an OpenStreetMap extract: .osm.pbf, .osm, .osm.gz or .osm.bz2"


def refuse(path: Path, read: str, mend: str = "") -> ScenarioError:
    """The file is not taken, with the reason."""
    return refusals.refuse(path.name, read, ALLOWED, mend)


def form_of(path: Path) -> str:
    """pbf, osm, osm.gz or osm.bz2, by the first bytes.

    Raises
    ------
    ScenarioError
        It is not there, empty, something else, cut short, or swells beyond measure.
    """
    parts = chunks(path, ALLOWED)
    head = next(parts)
    packed = packing(path)
    if not packed and b"OSMHeader" in head[:32]:
        parts.close()
        return "pbf"
    _is_osm_xml(path, head[:512], packed=bool(packed))
    if not packed:
        parts.close()
        return "osm"
    for _ in parts:  # to its end, so that what swells or is cut short is known before
        pass
    return f"osm.{packed}"


def _is_osm_xml(path: Path, head: bytes, *, packed: bool) -> None:
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
