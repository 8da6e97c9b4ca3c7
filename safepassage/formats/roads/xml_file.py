"""XML file: its elements one after the other, with the line of each, in little memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from safepassage.errors import ScenarioError
from safepassage.formats.geo_extra import missing_package
from safepassage.formats.roads.packed_file import chunks
from safepassage.formats.roads.refusals import refuse
from safepassage.problems import Problem, quoted

Place = tuple[int, int]  # line and column, from 1


class Reader(Protocol):
    """What is told of every element; names come without their namespace."""

    def start(self, name: str, values: dict[str, str], place: Place) -> None:
        """An element begins."""

    def end(self, name: str, text: str) -> None:
        """An element ends; `text` is what stood between its last two tags."""


class _Target:
    """Turns the calls of the parser into those of a Reader, and looks at the first element."""

    def __init__(self, file: str, root: str, allowed: str, reader: Reader) -> None:
        self.file, self.root, self.allowed = file, root, allowed
        self.reader = reader
        self.parser: Any = None
        self.seen = False
        self._text: list[str] = []

    def start(self, tag: str, values: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if not self.seen:
            self.seen = True
            if name != self.root:
                raise refuse(self.file, f"its first element is <{name}>", self.allowed)
        self._text.clear()
        here = self.parser.parser
        place = here.CurrentLineNumber, here.CurrentColumnNumber + 1
        self.reader.start(name, values, place)

    def end(self, tag: str) -> None:
        self.reader.end(tag.rpartition("}")[2], "".join(self._text))
        self._text.clear()

    def data(self, text: str) -> None:
        self._text.append(text)

    def close(self) -> None:
        return None


def read_xml(path: Path, root: str, allowed: str, reader: Reader) -> None:
    """Read a plain or gzip XML file from end to end.

    Raises
    ------
    ScenarioError
        It is no whole XML, begins with another element than `root`, or defines entities.
    UsageError
        The extra `geo` is not installed.
    """
    try:
        from defusedxml.common import DefusedXmlException, EntitiesForbidden
        from defusedxml.ElementTree import DefusedXMLParser, ParseError
    except ImportError as error:
        raise missing_package("Reading XML", "defusedxml") from error
    target = _Target(path.name, root, allowed, reader)
    target.parser = parser = DefusedXMLParser(target=target)
    try:
        for number, part in enumerate(chunks(path, allowed)):
            if number == 0 and not _looks_like_xml(part):
                begins = quoted(part[:20].decode("utf-8", "replace"))
                raise refuse(path.name, f"it begins with {begins}, and is not XML", allowed)
            parser.feed(part)
        parser.close()
    except ParseError as error:
        line, column = error.position
        words = str(error).split(":")[0]
        read = f"the XML is broken here ({words})"
        mend = "it was cut short or damaged: get it again"
        raise ScenarioError(
            [Problem(path.name, line, column + 1, "", read, allowed, mend)]
        ) from error
    except EntitiesForbidden as error:
        read = f"it defines the entity {quoted(error.name)}"
        why = "XML that defines entities is not read: it can swell beyond measure"
        raise refuse(path.name, read, why, "remove the lines that begin with <!ENTITY") from error
    except DefusedXmlException as error:
        raise refuse(path.name, f"it refers to another document ({error})", allowed) from error
    except (LookupError, ValueError) as error:
        if "encoding" not in str(error):
            raise
        read = f"its encoding cannot be read ({str(error)[:60]})"
        raise refuse(path.name, read, allowed, "save it again as UTF-8") from error


def _looks_like_xml(head: bytes) -> bool:
    """Whether it may be XML, in any of its encodings."""
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
    return wide or head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
