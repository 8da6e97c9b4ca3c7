"""Draft: the files of a scenario while claims are put into them, and what came of each claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ..scenario.folder import find_folder, read_folder
from ..scenario.raw import TABLE_FILES, YAML_FILE, Raw
from ..scenario.raw import Path as TreePath
from ..scenario.read_scenario import read_scenario
from ..scenario.scenario import Scenario
from ..situation.claim import Claim
from ..situation.record import Held
from .change import Change, NotApplied, Wish
from .choose import speaker_key
from .moments import begins, ends, known_at, known_from, told_at
from .scenario_yaml import ScenarioYaml, layout_kept
from .table_rows import TableRows

SOURCE = "claim:"  # how the id of a source begins that is a claim of a record
CLOSURES = "closure_id,link_ids,from,to,remaining_share,reason,source\n"


def source_id(claims: Iterable[Claim]) -> str:
    """The id of the source that stands for claims in a scenario."""
    return SOURCE + "+".join(claim.id for claim in claims)


def claims_in(source: str) -> tuple[str, ...]:
    """The ids of the claims that a source stands for; none for any other source."""
    return tuple(source.removeprefix(SOURCE).split("+")) if source.startswith(SOURCE) else ()


@dataclass(slots=True)
class Draft:
    """`side_with`: names, in lower case, of those whose word counts where speakers differ."""

    folder: Path
    scenario: Scenario
    raw: Raw
    yaml: ScenarioYaml
    groups: TableRows
    closures: TableRows | None
    held: Held
    as_of: datetime
    side_with: frozenset[str]
    layout_kept: bool = True
    changes: list[Change] = field(default_factory=list)
    not_applied: list[NotApplied] = field(default_factory=list)
    sources: dict[str, tuple[Claim, ...]] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the place."""
        return self.scenario.zone_info

    @property
    def end(self) -> datetime:
        """The local midnight at or after the scenario's end: aid is counted by whole days."""
        last = self.scenario.end.astimezone(self.zone)
        midnight = datetime.combine(last.date(), time(), tzinfo=self.zone)
        return midnight if midnight == last else midnight + timedelta(days=1)

    def wish(self, claim: Claim, address: str, value: Any, *, late: bool, words: str = "") -> Wish:
        """What a claim asks of an address, and when it holds.

        `late`: of a range of instants the beginning counts from its latest one.
        """
        since, until = claim.valid.since, claim.valid.until
        return Wish(
            claim,
            address,
            value,
            self.told(claim),
            self.said_from(claim) if since is None else begins(since, self.zone, late=late),
            None if until is None else ends(until, self.zone, late=not late),
            words=words,
        )

    def told(self, claim: Claim) -> datetime:
        """The last instant at which it may have been said: what is later replaces it."""
        return told_at(claim, self.held.recorded[claim.id]).latest

    def said_from(self, claim: Claim) -> datetime:
        """From when on it speaks, where it gives no beginning: the day or instant of saying."""
        return known_from(told_at(claim, self.held.recorded[claim.id]), self.zone)

    def known_from(self, claim: Claim) -> datetime:
        """From when on it was known."""
        return known_from(known_at(claim, self.held.recorded[claim.id]), self.zone)

    def source_known_from(self, source: str) -> datetime:
        """From when on a source of the scenario was known."""
        date = next(row.date for row in self.scenario.sources if row.id == source)
        if isinstance(date, datetime):
            return date
        return datetime.combine(date, time(), tzinfo=self.zone)

    def not_known_yet(self, source: object) -> bool:
        """Whether a source of the scenario became known only after the instant of the answer."""
        return source in {row.id for row in self.scenario.sources} and (
            self.source_known_from(str(source)) > self.as_of
        )

    def is_newer(self, source: object, claims: Sequence[Claim]) -> bool:
        """Whether a word of the scenario is newer than claims, and known by the instant asked for.

        A claim that `--side-with` names comes before it.
        """
        if source not in {row.id for row in self.scenario.sources}:
            return False
        if any(self.names_of(claim) & self.side_with for claim in claims):
            return False
        told = max(self.known_from(claim) for claim in claims)
        return told < self.source_known_from(str(source)) <= self.as_of

    def leave_for_newer(self, claims: Sequence[Claim], address: str, source: object) -> bool:
        """Note claims that give way to a newer word of the scenario; whether they do."""
        if not self.is_newer(source, claims):
            return False
        ids = ", ".join(claim.id for claim in claims)
        day = self.source_known_from(str(source)).astimezone(self.zone).date()
        self.leave(
            claims,
            address,
            f"the scenario has a newer word: {source}, known from {day}",
            f"to put the claim first: --side-with {ids}",
        )
        return True

    def in_place_of(self, *sources: object) -> str | None:
        """What to note where a claim takes the place of words that are not known yet; else None."""
        later = [str(source) for source in dict.fromkeys(sources) if self.not_known_yet(source)]
        if not later:
            return None
        return f"it takes the place of {', '.join(later)}, not known by then: apply again later on"

    def names_of(self, claim: Claim) -> frozenset[str]:
        """Everything by which `--side-with` may name whoever says it, in lower case."""
        names = {claim.id, speaker_key(claim), *claim.chain}
        if claim.speaker is not None:
            names |= {claim.speaker.name, claim.speaker.role or "", claim.speaker.party or ""}
        document = None if claim.document is None else self.held.documents.get(claim.document)
        if document is not None:
            names |= {document.name, document.outlet or "", document.sha256}
        return frozenset(name.casefold() for name in names if name)

    def source(self, claims: Sequence[Claim]) -> str:
        """The source that stands for claims; it is written with the rest."""
        name = source_id(claims)
        self.sources[name] = tuple(claims)
        return name

    def change(
        self,
        address: str,
        before: Any,
        after: Any,
        claims: Sequence[Claim],
        why: str,
        taken: str | None = None,
    ) -> None:
        """Note a change that was made."""
        ids = tuple(claim.id for claim in claims)
        self.changes.append(Change(address, plain(before), plain(after), ids, why, taken))

    def leave(self, claims: Sequence[Claim], address: str | None, why: str, mend: str) -> None:
        """Note claims that changed nothing."""
        ids = tuple(claim.id for claim in claims)
        self.not_applied.append(NotApplied(ids, address, why, mend))

    def put(self, path: TreePath, value: Any) -> None:
        """Set a value of scenario.yaml in both trees."""
        self.yaml.put(path, value)

    def files(self) -> dict[str, str]:
        """The changed files by name."""
        found = {YAML_FILE: self.yaml.text(), TABLE_FILES["groups"]: self.groups.text()}
        if self.closures is not None:
            found[TABLE_FILES["closures"]] = self.closures.text()
        return found

    def close_links(self, cells: dict[str, str]) -> None:
        """Add a row to closure.csv."""
        if self.closures is None:
            self.closures = TableRows(CLOSURES)
        self.closures.append(cells)


def open_draft(
    path_or_name: str | Path, held: Held, as_of: datetime, side_with: Iterable[str]
) -> Draft:
    """Read a scenario to put claims into it. ScenarioError says what is wrong with it."""
    scenario = read_scenario(path_or_name)
    folder = find_folder(path_or_name)
    closures = folder / TABLE_FILES["closures"]
    text = _read(folder / YAML_FILE)
    yaml = ScenarioYaml(text)
    return Draft(
        folder=folder,
        scenario=scenario,
        raw=read_folder(folder),
        yaml=yaml,
        groups=TableRows(_read(folder / TABLE_FILES["groups"])),
        closures=TableRows(_read(closures)) if closures.exists() else None,
        held=held,
        as_of=as_of,
        side_with=frozenset(name.casefold() for name in side_with),
        layout_kept=layout_kept(text, yaml),
    )


def _read(path: Path) -> str:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return file.read()


def plain(value: Any) -> Any:
    """A value of the YAML tree as plain JSON."""
    if isinstance(value, dict):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)
