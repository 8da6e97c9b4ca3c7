"""Sealed: a bundle as a report sees it: its plan, what the check found, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from safepassage.check import BundleError as CheckBundleError
from safepassage.check import Report as CheckReport
from safepassage.check import check_bundle
from safepassage.errors import BundleError
from safepassage.plan.plan import Plan
from safepassage.plan.read_bundle import read_bundle


@dataclass(frozen=True, slots=True)
class Sealed:
    """The plan in a bundle and the verdict on it. `fingerprint`: of the manifest, 64 hex digits."""

    name: str
    plan: Plan
    check: CheckReport
    created: str
    fingerprint: str

    @property
    def passed(self) -> bool:
        """Whether no rule is broken and no claim failed."""
        return self.check.verdict == "passed"

    @property
    def broken_rules(self) -> tuple[str, ...]:
        """Rules that the check found broken."""
        return tuple(row.rule for row in self.check.rules if row.kept is False)

    @property
    def failed_claims(self) -> tuple[str, ...]:
        """Claims that say more than they show."""
        return tuple(row.claim for row in self.check.claims if row.status == "FAILED")

    def status(self, claim: str) -> str | None:
        """PROVED, CHECKED, ASSERTED or FAILED; None where the check has no such claim."""
        return next((row.status for row in self.check.claims if row.claim == claim), None)

    def instant(self, second: int) -> datetime:
        """A second of the model in local time."""
        zone = ZoneInfo(self.plan.inputs.timezone)
        return (self.plan.inputs.start + timedelta(seconds=second)).astimezone(zone)

    def when(self, second: int) -> str:
        """The same as text: 2024-05-06 06:30."""
        return f"{self.instant(second):%Y-%m-%d %H:%M}"


def read_sealed(folder: str | Path) -> Sealed:
    """Read a bundle and check it.

    Raises
    ------
    UsageError, BundleError
        The folder is no bundle, or cannot be read. A bundle that fails the check is read all the
        same; `passed` says so.
    """
    folder = Path(folder)
    plan = read_bundle(folder)
    try:
        report = check_bundle(folder)
    except CheckBundleError as error:
        raise BundleError(str(error)) from error
    manifest = (folder / "manifest.json").read_bytes()
    return Sealed(
        folder.resolve().name,
        plan,
        report,
        json.loads(manifest)["created"],
        hashlib.sha256(manifest).hexdigest(),
    )
