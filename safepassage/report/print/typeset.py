"""Typeset: a PDF from a template and its data, the same bytes on every machine."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from safepassage.report.print.fonts import folders


def typeset(template: Path, data: dict[str, Any], created: str) -> bytes:
    """The PDF of a Typst template in `report/print`.

    The data reach the template as JSON text, so that nothing in them is ever read as markup. Fonts
    are those of the packages alone; the PDF is dated `created` (ISO 8601), not now.
    """
    import typst

    made = typst.compile(
        str(template),
        font_paths=list(folders()),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(datetime.fromisoformat(created).timestamp()),
    )
    assert isinstance(made, bytes)
    return made
