"""Rows of characters as they are looked for in arrays: which characters fit a place, and where all places fit.

Texts are arrays of characters, each one its place in the first plane of Unicode; :data:`BEYOND` stands for all others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from aligner.text.rows import DIGIT, OUTSIDE, Row

if TYPE_CHECKING:
    import numpy.typing as npt

    Chars: TypeAlias = npt.NDArray[np.intp]
    _Found: TypeAlias = npt.NDArray[np.uint16]
    _Traits: TypeAlias = npt.NDArray[np.uint64]

PLANE = "".join(map(chr, range(0x10000)))
"""All characters of the first plane."""
BEYOND, EDGE = len(PLANE), len(PLANE) + 1
"""The places in tables of all characters beyond the first plane, any of which may be anything, and of the edge of a
text."""
LONGEST, MOST = 4, 16
"""Characters of a row, and rows that are looked for at once."""


class Rows:
    """Rows of characters, at most sixteen, that are looked for at once.

    Args:
        rows: the traits that each row shows, and the row.
    """

    def __init__(self, rows: Sequence[tuple[int, Row]]) -> None:
        # From a character to the rows it fits, for each place in them.
        fits = np.zeros((EDGE + 1, LONGEST), np.uint16)
        # From the rows found to the traits they show, by the lower eight rows and by the upper.
        self._lower, self._upper = traits_of = np.zeros((2, 256), np.uint64)
        for number, (trait, row) in enumerate(rows):
            traits_of[number // 8, np.arange(256) >> number % 8 & 1 != 0] |= np.uint64(trait)
            for place, letters in enumerate(row + ("",) * (LONGEST - len(row))):
                fits[_fitting(letters) if letters else slice(None), place] |= np.uint16(1 << number)
        self._fits = fits.view(np.uint64)[:, 0]  # all places of a character are taken as one

    def everywhere(self, chars: Chars) -> _Found:
        """At each place of a text the rows that begin there."""
        fits = self._fits.take(chars).view(np.uint16).reshape(-1, LONGEST)
        size = len(chars) - LONGEST + 1
        # A row begins where each of its characters fits: the one at ``place``, that many characters further on.
        fitting = fits[:size, 0] & fits[1 : size + 1, 1]
        for place in range(2, LONGEST):
            fitting &= fits[place : size + place, place]
        return fitting

    def among(self, near: Chars) -> _Found:
        """The rows that some characters are, as many as a row has at most."""
        fits = self._fits.take(near).view(np.uint16)
        # Each character has LONGEST columns, one for each place in a row: the column of the character at a place,
        # for that place, is every (LONGEST + 1)th.
        fitting: _Found = fits[:, 0].copy()
        for place in range(1, LONGEST):
            fitting &= fits[:, place * (LONGEST + 1)]
        return fitting

    def traits(self, found: _Found) -> _Traits:
        """The traits that the rows found in each text show."""
        traits: _Traits = self._lower.take(found & 255) | self._upper.take(found >> 8)
        return traits


@cache
def are(is_so: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
    """For each character of the plane, whether the function says yes."""
    return np.fromiter(map(is_so, PLANE), bool, BEYOND)


def codes_of(chars: str) -> Chars:
    """Characters as an array."""
    return np.frombuffer(chars.encode("utf-32-le"), dtype="<u4").astype(np.intp)


@lru_cache(maxsize=256)
def _fitting(letters: str) -> Chars:
    """The characters, large or small, that fit a place in a row."""
    fits = codes_of(letters + letters.upper() + ("İ" if "i" in letters else ""))
    if OUTSIDE in letters:
        fits = np.concatenate((fits, _outside()))
    if DIGIT in letters:
        fits = np.concatenate((fits, np.flatnonzero(are(str.isdecimal)), [BEYOND]))
    return fits


@cache
def _outside() -> Chars:
    """The characters between which words stand; İ is among them, as a part of its small letter is."""
    outside = np.concatenate((~are(str.isalnum), [True, True]))
    outside[ord("_")], outside[ord("İ")] = False, True
    return np.flatnonzero(outside)
