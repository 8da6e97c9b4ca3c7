"""Kernels: arrays in, new arrays out, compiled by numba where the case is worth the wait."""

from __future__ import annotations

from pathlib import Path

SMALL_LINK_PERIODS = 60_000
# what numba keeps beside a kernel once it was compiled: <file>.<function>-<line>.<python>.nbi
LAST_COMPILED = {"lexflow": "_run", "flow_routes": "_decompose", "pack": "compact", "price": "ways"}


def choose_compiled(link_periods: int) -> bool:
    """Compile the kernels unless the case is small; call before a kernel module is first imported.

    Compiling takes many seconds the first time on a machine, a small case takes less than that as
    plain Python; what was compiled before is used at once. Both run the same lines and give the
    same numbers. Returns whether they are compiled.
    """
    import sys

    from numba import config

    loaded = any(name.startswith(f"{__name__}.") for name in sys.modules)
    if link_periods < SMALL_LINK_PERIODS and not loaded and not _compiled_before():
        setattr(config, "DISABLE_JIT", True)  # noqa: B010 (numba makes its settings at run time)
    return not getattr(config, "DISABLE_JIT", False)


def _compiled_before() -> bool:
    """Whether numba's cache beside the kernels is there and newer than their source."""
    here = Path(__file__).parent
    for file, function in LAST_COMPILED.items():
        source = (here / f"{file}.py").stat().st_mtime
        kept = (here / "__pycache__").glob(f"{file}.{function}-*.nbi")
        if not any(path.stat().st_mtime > source for path in kept):
            return False
    return True
