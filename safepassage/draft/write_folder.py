"""Write folder: the files of a draft, read back before they take their place."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from safepassage.aside import move_into_place
from safepassage.draft.folder import FolderText
from safepassage.draft.request import DraftRequest
from safepassage.draft.scenario_text import scenario_text
from safepassage.draft.zones import ZoneDraft
from safepassage.errors import UsageError
from safepassage.scenario.read_scenario import read_scenario


def write_folder(request: DraftRequest, text: FolderText, zones: ZoneDraft) -> Path:
    """Write all files beside the place where they go, read them as a scenario, then move them.

    Raises
    ------
    UsageError
        Something stands there already and `force` was not given, or is no scenario folder.
        With `force` it is kept beside the new one, as <name>.before-<number>: it may have been
        edited by hand for days.
    ScenarioError
        The draft is no scenario: a fault of ours that must not be left lying about.
    """
    out = request.out
    refuse_foreign(out, force=request.force)
    out.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        for name, content in {"scenario.yaml": scenario_text(text), **text.tables()}.items():
            (made / name).write_text(content, encoding="utf-8")
        (made / "README.md").write_text(_readme(text), encoding="utf-8")
        if zones.shapes:
            (made / "zones.geojson").write_text(_zones_geojson(text, zones), encoding="utf-8")
        read_scenario(made)
        made.chmod(0o755)
        move_into_place(made, out)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return out


def refuse_foreign(out: Path, *, force: bool) -> None:
    """Only a scenario folder is ever replaced, and only when asked for."""
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"--out {out}: a file stands there; give the name of a folder")
    if not any(out.iterdir()):
        return
    if not (out / "scenario.yaml").is_file():
        raise UsageError(f"--out {out}: it holds something that is no scenario; give another name")
    if not force:
        raise UsageError(
            f"--out {out}: a scenario stands there; --force replaces it and keeps the old one "
            f"beside it, as {out.name}.before-1"
        )


def _zones_geojson(text: FolderText, zones: ZoneDraft) -> str:
    import shapely

    people = {row.id: row.likely for row in text.zones}
    names = {row.id: row.name for row in text.zones}
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "properties": {"zone_id": zone, "name": names[zone], "people": people[zone]},
            "geometry": json.loads(shapely.to_geojson(shapely.set_precision(shape, 1e-6))),
        }
        for zone, shape in zones.shapes.items()
        if zone in names
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _readme(text: FolderText) -> str:
    lines = [
        f"# {text.title}",
        "",
        "A first draft, made from a map and counts. It is not a plan, and nobody has checked it.",
        "",
        f"* Roads: {text.road_source.title} ({text.road_source.publisher}, "
        f"{text.road_source.date or 'date not stated'}), sha256 {text.road_source.sha256}",
        f"* People: {text.people_basis}",
        *(f"* {source.title}, sha256 {source.sha256}" for source in text.more_sources),
        "",
        "## Check first",
        *(f"{number}. {row}" for number, row in enumerate(text.check_first, 1)),
        "",
        "## Then",
        "```",
        "safepassage plan .               # plan, prove the bound, check",
        "safepassage plan . --if-open     # as if every gate that is not known were open",
        "safepassage map .                # draw the map again after an edit",
        "```",
    ]
    if text.road_source.attribution:
        lines += ["", text.road_source.attribution]
    return "\n".join(lines) + "\n"
