"""Decode: bytes to text, strictly; a byte that does not fit is named, never replaced."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from safepassage.errors import UsageError

TRIED = ("windows-1252", "windows-1251", "windows-1255", "windows-1256")
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, which begins alike
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
MOST_CONTROLS = 0.005  # a text has none; a file from an old wire service may have a few


def decode(data: bytes, where: str, encoding: str | None = None, *, option: str = "") -> str:
    """The text of some bytes, in UTF-8 unless another encoding is named.

    `where` names them in a refusal. `option` says how to name an encoding, as "--encoding".

    Raises
    ------
    UsageError
        An encoding that is not known, bytes that do not fit it, or bytes that are no text.
    """
    codec = codec_of(encoding or "utf-8", where)
    if encoding is None:
        _refuse_marks(data, where, option)
    try:
        text, _ = codec.decode(data, "strict")
    except UnicodeDecodeError as error:
        raise _misfit(data, error, where, encoding or "UTF-8", option) from error
    _refuse_binary(text, where)
    return text


def codec_of(encoding: str, where: str) -> codecs.CodecInfo:
    """The codec of a name; only those that turn bytes into text."""
    try:
        codec = codecs.lookup(encoding)
    except (LookupError, ValueError, UnicodeError):
        codec = None
    # hex, base64, zip and the like are no encodings of text, and unpacking is not for us
    if codec is None or not getattr(codec, "_is_text_encoding", True):
        raise UsageError(
            f"{where}: the encoding {encoding[:40]!r} is not known. "
            f"Known: utf-8, utf-16, {', '.join(TRIED)} and the others that Python has."
        )
    return codec


def _refuse_marks(data: bytes, where: str, option: str) -> None:
    for mark, name in MARKS:
        if data.startswith(mark):
            how = f"give {option} {name}" if option else "save it as UTF-8"
            raise UsageError(f"{where}: begins with the mark of {name.upper()}; {how}.")


def _misfit(
    data: bytes, error: UnicodeDecodeError, where: str, encoding: str, option: str
) -> UsageError:
    at = error.start
    line = data.count(b"\n", 0, at) + 1
    said = f"{where}: byte {at + 1:,} (line {line:,}) is 0x{data[at]:02X}, not {encoding}."
    readings = []
    for name in TRIED:
        if name.lower() != encoding.lower():
            around = data[max(0, at - 12) : at + 8].decode(name, "replace")
            readings.append(f"as {name} {' '.join(around.split())!r}")
    how = f"Name the right one with {option}, or save it as UTF-8" if option else "Save it as UTF-8"
    return UsageError(f"{said} It would read: {'; '.join(readings)}. {how}.")


def _refuse_binary(text: str, where: str) -> None:
    found = CONTROLS.findall(text)
    if "\x00" in found or len(found) > max(4, MOST_CONTROLS * len(text)):
        sign, count = Counter(found).most_common(1)[0]
        raise UsageError(
            f"{where}: is no text: it holds {len(found):,} control characters (most often "
            f"U+{ord(sign):04X}, {count:,} times). Save its text as .txt in UTF-8 and give that."
        )
    if not text.strip("\ufeff \t\r\n\f\v\x85\xa0\u200b\u2028\u2029"):
        raise UsageError(f"{where}: holds nothing but blanks. Give a file with a text in it.")
