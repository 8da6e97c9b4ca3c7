"""Fingerprint: a text in 512 bytes, by which texts that share much of their words are found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from safepassage.intake.near.shingles import STEP, U64, mixed, shingles

U32 = npt.NDArray[np.uint32]

ROWS = 128  # least hashes
BYTES = 4 * ROWS
AT_ONCE = 4096  # runs, so that a long text needs no more memory than a short one

_SEEDS = mixed(np.arange(1, 2 * ROWS + 1, dtype=np.uint64) * np.uint64(STEP))
_FACTORS = _SEEDS[:ROWS] | np.uint64(1)
_ADDENDS = _SEEDS[ROWS:]


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """`runs`: the numbers of the text's runs of words, sorted. `least`: shape (128,)."""

    runs: U64
    least: U32

    def to_bytes(self) -> bytes:
        """The least hashes alone, the same on every machine."""
        return self.least.astype("<u4").tobytes()


def fingerprint(text: str) -> Fingerprint:
    """The runs of a text and the least of 128 hashes over them.

    Two texts agree in a row with a chance that equals their share of common runs (Jaccard).

    Source
    ------
    Broder, "On the resemblance and containment of documents", 1997; hashes by multiplying and
    shifting as in Dietzfelbinger et al., 1997.
    """
    runs = shingles(text)
    least = np.full(ROWS, np.iinfo(np.uint32).max, dtype=np.uint32)
    for at in range(0, len(runs), AT_ONCE):
        some = runs[None, at : at + AT_ONCE]
        hashes = some * _FACTORS[:, None] + _ADDENDS[:, None]  # modulo 2**64
        least = np.minimum(least, (hashes >> np.uint64(32)).min(axis=1).astype(np.uint32))
    return Fingerprint(runs, least)


def least_of(data: bytes) -> U32:
    """What `Fingerprint.to_bytes` wrote, of one or of several texts; shape (n_text, 128)."""
    if len(data) % BYTES:
        raise ValueError(f"fingerprints have {BYTES} bytes each; {len(data)} is no multiple")
    return np.frombuffer(data, dtype="<u4").astype(np.uint32).reshape(-1, ROWS)
