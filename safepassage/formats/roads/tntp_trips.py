"""TNTP trips: how many trips go from zone to zone."""

from __future__ import annotations

from pathlib import Path

from safepassage.formats.roads.tntp_file import read_tntp_file

ALLOWED = "give a trip table in TNTP: Origin 1, then 2 : 100.0; 3 : 50.0; ..."


def read_tntp_trips(path: Path) -> dict[tuple[str, str], float]:
    """Trips by origin and destination of a `_trips.tntp`; those of 0 are left out.

    Raises
    ------
    ScenarioError
        A row cannot be read, or the trips do not add up to <TOTAL OD FLOW>.
    """
    table = read_tntp_file(Path(path), ALLOWED)
    origin: str | None = None
    trips: dict[tuple[str, str], float] = {}
    for line, text in table.lines:
        if text.split()[:1] == ["Origin"]:
            origin = text.split()[1] if len(text.split()) > 1 else None
            continue
        for part in filter(str.strip, text.split(";")):
            to, colon, number = (word.strip() for word in part.partition(":"))
            at = (line, None, f"origin/{origin}")
            if not colon or origin is None:
                table.refusals.add(*at, f'"{part.strip()[:40]}" is no trip', ALLOWED)
            elif value := table.refusals.number(number, at, f"trips to {to}"):
                trips[origin, to] = trips.get((origin, to), 0.0) + value
    if "TOTAL OD FLOW" in table.metadata and not len(table.refusals):
        line, text = table.metadata["TOTAL OD FLOW"]
        said = table.refusals.number(text, (line, None, ""), "TOTAL OD FLOW")
        total = sum(trips.values())
        if said is not None and abs(total - said) > 0.001 * max(said, 1):
            read = f"<TOTAL OD FLOW> says {said:g}, and the trips add up to {total:g}"
            table.refusals.add(line, None, "", read, "", "the file was cut short: get it again")
    table.refusals.stop_if_any()
    return trips
