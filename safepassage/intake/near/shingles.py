"""Shingles: a text as the set of its runs of three words, each as a number."""

from __future__ import annotations

import re
import unicodedata
import zlib

import numpy as np
import numpy.typing as npt

U64 = npt.NDArray[np.uint64]

RUN = 3  # words; shorter runs are common property, longer ones break at every change
# Scripts that put no blanks between words are taken sign by sign.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|\w+")
# Odd constants of splitmix64 (Steele, Lea, Flood 2014): fixed, so that every machine agrees.
STEP = 0x9E3779B97F4A7C15
MIX_1, MIX_2 = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def words_of(text: str) -> list[str]:
    """Words in small letters, without signs: what stays alike when an outlet sets a text anew."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def shingles(text: str) -> U64:
    """Numbers of the runs of three words, sorted, each once; fewer words make one run.

    Two different runs get the same number with a chance of about 5e-20 a pair.
    """
    words = words_of(text)
    if not words:
        return np.empty(0, dtype=np.uint64)
    numbers = np.array([_number(word) for word in words], dtype=np.uint64)
    run = min(RUN, len(words))
    total = np.zeros(len(words) - run + 1, dtype=np.uint64)
    for place in range(run):
        # mixing before adding makes the order of the words count
        shifted = numbers[place : place + len(total)] + np.uint64((place + 1) * STEP % 2**64)
        total += mixed(shifted)
    return np.unique(mixed(total))


def mixed(numbers: U64) -> U64:
    """Numbers stirred so that each bit depends on all others (the finish of splitmix64)."""
    stirred = numbers ^ (numbers >> np.uint64(30))
    stirred = stirred * np.uint64(MIX_1)
    stirred ^= stirred >> np.uint64(27)
    stirred = stirred * np.uint64(MIX_2)
    stirred ^= stirred >> np.uint64(31)
    return stirred


def _number(word: str) -> int:
    """64 bits of a word; the same on every machine, unlike `hash`."""
    data = word.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) << 32 | zlib.adler32(data)
