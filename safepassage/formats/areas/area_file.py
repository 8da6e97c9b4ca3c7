"""Area file: what kind of file it is, asked of its bytes before anything is read."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from safepassage.errors import ScenarioError
from safepassage.formats.file_hash import sha256_of
from safepassage.problems import Problem

Kind = Literal["geojson", "gpkg", "shp", "csv"]
MOST_BYTES = 500_000_000
ALLOWED = "give GeoJSON, a GeoPackage (.gpkg), or a Shapefile (.shp, or all its files in one .zip)"
QGIS = "open it in a GIS such as QGIS and save it as GeoPackage"
SHP_MAGIC = b"\x00\x00\x27\x0a"


class AreaPath(NamedTuple):
    """A file that is what it says, and how GDAL calls it."""

    kind: Kind
    source: str  # path for GDAL
    file: str  # name for messages
    has_prj: bool = False
    has_cpg: bool = False


def refuse(file: str, read: str, mend: str = "", allowed: str = ALLOWED) -> ScenarioError:
    """The file is not taken, with the reason."""
    return ScenarioError([Problem(file, None, None, "", read, allowed, mend)])


def open_area_file(path: Path, *, csv: bool = False) -> AreaPath:
    """What the file is; `csv` allows a table too.

    Raises
    ------
    ScenarioError
        It is not there, empty, too large, cut off, or something else.
    """
    head = _head(path)
    if csv and path.suffix.lower() == ".csv":
        return AreaPath("csv", str(path), path.name)
    if head[:16] == b"SQLite format 3\x00":
        if head[68:72] not in (b"GPKG", b"GP10", b"GP11"):
            raise refuse(path.name, "the file is a database, and not a GeoPackage", QGIS)
        return AreaPath("gpkg", str(path), path.name)
    if head[:4] == SHP_MAGIC:
        return _shapefile(path, head)
    if head[:4] == b"PK\x03\x04":
        return _zip(path)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        return AreaPath("geojson", str(path), path.name)
    raise refuse(path.name, *_something_else(path, head))


def area_hash(path: Path) -> str:
    """The SHA-256 of the file; of a Shapefile of its .shp, then its .dbf."""
    beside = [_beside(path, ".dbf")] if path.suffix.lower() == ".shp" else []
    return sha256_of(path, *beside)


def _head(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise refuse(path.name, "this is a folder", "name a file in it")
        if size > MOST_BYTES:
            allowed = f"at most {MOST_BYTES:,} are read"
            raise refuse(path.name, f"the file has {size:,} bytes", "take a part of it", allowed)
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as error:
        read = f"the file cannot be read ({error.strerror})"
        raise refuse(path.name, read, f"it was sought as {path}") from error
    if not head.strip():
        raise refuse(path.name, f"the file is empty ({size} bytes)", "copy or download it again")
    return head


def _something_else(path: Path, head: bytes) -> tuple[str, str]:
    """What the file seems to be, and how to mend it."""
    suffix = path.suffix.lower()
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "the file is UTF-16", "save it again as UTF-8"
    if head[:2] == b"\x1f\x8b":
        return "the file is packed with gzip", "unpack it first"
    if suffix in (".dbf", ".shx", ".prj", ".cpg"):
        return f"the file is a part of a Shapefile ({suffix})", f"name {path.stem}.shp instead"
    if head.lstrip()[:1] == b"<":
        return "the file is XML, perhaps KML or GML", QGIS
    if suffix in (".csv", ".tsv", ".txt", ".xlsx", ".xls"):
        return "the file is a table", "a table of people joins zones that another file draws"
    return "the file is none of them, by its first bytes", QGIS


def _shapefile(path: Path, head: bytes) -> AreaPath:
    missing = [s for s in (".dbf", ".shx") if not _beside(path, s).exists()]
    if missing:
        read = f"{' and '.join(path.stem + s for s in missing)} is not beside the .shp"
        raise refuse(path.name, read, "copy all files of the Shapefile, or give them in one .zip")
    _whole_shp(path.name, head, path.stat().st_size)
    found = [_beside(path, suffix).exists() for suffix in (".prj", ".cpg")]
    return AreaPath("shp", str(path), path.name, *found)


def _beside(path: Path, suffix: str) -> Path:
    """Another file of the same Shapefile; some systems write the suffix in capitals."""
    lower, upper = path.with_suffix(suffix), path.with_suffix(suffix.upper())
    return upper if upper.exists() and not lower.exists() else lower


def _whole_shp(file: str, head: bytes, size: int) -> None:
    """The head of a .shp gives its length in words of two bytes."""
    said = 2 * struct.unpack(">i", head[24:28])[0] if len(head) >= 28 else 100
    if size < said:
        read = f"the .shp has {size:,} bytes, and its head says {said:,}: it is cut off"
        raise refuse(file, read, "copy or download it again")


def _zip(path: Path) -> AreaPath:
    """The one Shapefile in a zip file; its sizes are asked before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as packed:
            infos = [info for info in packed.infolist() if not info.is_dir()]
            shps = [info for info in infos if info.filename.lower().endswith(".shp")]
            _zip_fits(path, infos, shps)
            with packed.open(shps[0]) as member:
                head = member.read(100)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        read = f"the zip file cannot be read ({error})"
        raise refuse(path.name, read, "copy or download it again") from error
    if head[:4] != SHP_MAGIC:
        raise refuse(path.name, f"{shps[0].filename} is not a Shapefile, by its first bytes", QGIS)
    _whole_shp(path.name, head, shps[0].file_size)
    stem = shps[0].filename[:-4]
    suffixes = {i.filename[len(stem) :].lower() for i in infos if i.filename.startswith(stem)}
    missing = [suffix for suffix in (".dbf", ".shx") if suffix not in suffixes]
    if missing:
        read = f"{' and '.join(PurePosixPath(stem).name + s for s in missing)} is not in the zip"
        raise refuse(path.name, read, "pack all files of the Shapefile")
    source = f"/vsizip/{{{path.resolve()}}}/{shps[0].filename}"
    return AreaPath("shp", source, path.name, ".prj" in suffixes, ".cpg" in suffixes)


def _zip_fits(path: Path, infos: list[zipfile.ZipInfo], shps: list[zipfile.ZipInfo]) -> None:
    size = sum(info.file_size for info in infos)
    if size > MOST_BYTES:
        read = f"the zip file unpacks to {size:,} bytes"
        raise refuse(path.name, read, "take a part of it", f"at most {MOST_BYTES:,} are read")
    if any(info.flag_bits & 1 for info in infos):
        raise refuse(path.name, "the zip file has a password", "unpack it first")
    if not shps:
        raise refuse(path.name, "the zip file holds no .shp", "unpack it, and name the file in it")
    if len(shps) > 1:
        names = ", ".join(info.filename for info in shps)
        raise refuse(
            path.name, f"the zip file holds several: {names}", "pack one, or unpack and name it"
        )
