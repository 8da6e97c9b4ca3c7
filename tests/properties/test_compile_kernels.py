"""Compiling ahead leaves nothing to compile at the first plan of another scenario."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEPT = """
import sys
from pathlib import Path
from safepassage import make_inputs, make_plan, read_scenario
make_plan(make_inputs(read_scenario(sys.argv[1])))
print(len(list(Path(sys.argv[2]).rglob("*.nbc"))))
"""


@pytest.mark.prove
def test_the_example_uses_every_kernel_with_the_types_of_any_other(tmp_path: Path) -> None:
    """numba keeps one file for each function and set of types: no more after a second plan."""
    env = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}

    def kept(name: str) -> int:
        words = [sys.executable, "-c", KEPT, name, str(tmp_path)]
        done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
        return int(done.stdout)

    subprocess.run(
        [sys.executable, "-m", "safepassage.optimise.compile_kernels"],
        cwd=ROOT,
        env=env,
        check=True,
    )
    first = kept("harbour")
    assert first > 5
    assert kept("rafah-2024") == first
