"""Read roads: the right reader for a file, by what stands in it and by its name."""

from __future__ import annotations

import re
from pathlib import Path

from safepassage.errors import UsageError
from safepassage.formats.roads.gmns import read_gmns
from safepassage.formats.roads.gmns_files import is_gmns
from safepassage.formats.roads.packed_file import first_bytes
from safepassage.formats.roads.refusals import refuse
from safepassage.formats.roads.road_map import RoadMap
from safepassage.problems import quoted

KNOWN = (
    "give one of: OpenStreetMap extract (.osm.pbf, .osm, .osm.gz, .osm.bz2); "
    "GMNS (a folder with node.csv and link.csv, or link.csv); "
    "MATSim network (.xml, .xml.gz); GraphML of OSMnx (.graphml)"
)
OSM_SUFFIXES = (".osm", ".pbf", ".osm.gz", ".osm.bz2", ".osm.xml")
ROOT = re.compile(rb"<\s*(?:\w+:)?([A-Za-z][\w.-]*)")


def read_roads(path: Path, crs: str | None = None) -> RoadMap:
    """Roads of any file that is known; `crs` where it counts in metres and does not say in which.

    Raises
    ------
    ScenarioError
        The file is not known or cannot be read; the message lists what is.
    UsageError
        It needs more than a file (TNTP), or no `crs` (OpenStreetMap).
    """
    path = Path(path)
    if not path.exists():
        raise refuse(str(path), "the file is not there", KNOWN)
    if is_gmns(path):
        return read_gmns(path, crs=crs)
    if path.is_dir():
        raise refuse(path.name or str(path), "the folder holds no link.csv", KNOWN)
    form = _form(path)
    if form == "osm":
        from safepassage.formats.roads.osm import read_osm

        if crs is not None:
            raise UsageError(f"{path.name}: OpenStreetMap is in degrees; leave crs {crs} out.")
        return read_osm(path)
    if form == "matsim":
        from safepassage.formats.roads.matsim import read_matsim

        return read_matsim(path, crs=crs)
    if form == "graphml":
        from safepassage.formats.roads.graphml import read_graphml

        return read_graphml(path, crs=crs)
    from safepassage.formats.roads.tntp import read_tntp

    return read_tntp(path)


def _form(path: Path) -> str:
    """osm, matsim, graphml or tntp; by content, and by name where a program reads the content."""
    name = path.name.lower()
    if name.endswith(OSM_SUFFIXES):
        return "osm"
    head = first_bytes(path, KNOWN, 4096)
    if b"OSMHeader" in head[:64]:
        return "osm"
    if b"<NUMBER OF" in head[:400] and b"~" in head:
        return "tntp"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] == b"<":
        bare = re.sub(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>]*>", b"", text, flags=re.DOTALL)
        root = ROOT.search(bare)
        word = root[1].decode() if root else ""
        known = {"network": "matsim", "graphml": "graphml", "osm": "osm", "osmChange": "osm"}
        if word in known:
            return known[word]
        raise refuse(path.name, f"it is XML, and its first element is <{word}>", KNOWN)
    if text[:2] == b"PK":
        raise refuse(path.name, "it is a zip file", KNOWN, "unpack it first")
    begins = quoted(text[:20].decode("utf-8", "replace"))
    raise refuse(path.name, f"it begins with {begins}, which no file of roads does", KNOWN)
