"""XML text: words of others as text that XML 1.0 can hold."""

from __future__ import annotations

import re

# what XML 1.0 cannot hold even escaped: most control signs, lone surrogates, U+FFFE and U+FFFF
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text with a replacement sign for each sign that XML 1.0 has no place for."""
    return _NOT_XML.sub("\ufffd", text)
