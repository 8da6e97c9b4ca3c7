"""Kernels: arrays in, new arrays out, compiled by numba where the case is worth the wait."""

from __future__ import annotations

SMALL_LINK_PERIODS = 60_000


def choose_compiled(link_periods: int) -> bool:
    """Compile the kernels unless the case is small; call before a kernel module is first imported.

    Compiling takes seconds the first time on a machine, a small case takes less than that as plain
    Python. Both run the same lines and give the same numbers. Returns whether they are compiled.
    """
    import sys

    from numba import config

    loaded = any(name.startswith(f"{__name__}.") for name in sys.modules)
    if link_periods < SMALL_LINK_PERIODS and not loaded:
        setattr(config, "DISABLE_JIT", True)  # noqa: B010 (numba makes its settings at run time)
    return not getattr(config, "DISABLE_JIT", False)
