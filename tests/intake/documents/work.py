"""Work for the tests of read_many: functions of a module, so that processes can be sent them."""

from __future__ import annotations

import os

from safepassage.intake.documents.source_document import SourceDocument


def letters(source: SourceDocument) -> int:
    return len(source.text)


def breaks_down(source: SourceDocument) -> int:
    """Ends its process without a word at one text, and fails at another."""
    if "KILL" in source.text:
        os._exit(9)
    if "FAIL" in source.text:
        raise ZeroDivisionError("a fault\nin the work")
    return len(source.text)


def says_who(source: SourceDocument) -> int:
    """The number of the process that it runs in."""
    return os.getpid()
