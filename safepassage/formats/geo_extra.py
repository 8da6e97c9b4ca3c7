"""Geo extra: what is said where a package of the extra `geo` is not installed."""

from __future__ import annotations

from safepassage.errors import UsageError


def missing_package(task: str, package: str) -> UsageError:
    """The error that names the package and how to install it."""
    return UsageError(
        f"{task} needs the package {package}. Install it with: pip install 'safepassage[geo]'"
    )
