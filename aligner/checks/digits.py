"""Runs of digits, compared across the languages of many units at once.

Where all languages have the same runs, and each once, no number differs: however a run is part of a date, an amount or
a reference, no language has another in its place. So most units need no closer reading of their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

_LONGEST = 18
"""Digits whose value fits 64 bits; longer runs are for a closer look."""
_POWERS = 10 ** np.arange(_LONGEST, dtype=np.int64)


def alike(units: Iterable[Sequence[str]]) -> list[bool]:
    """Of each unit, given as its texts, whether all have the same runs of ASCII digits, by value, and each once.

    >>> alike([("Article 05", "第5条"), ("5 or 6", "5或7"), ("5 and 5", "5和5")])
    [True, False, False]
    """
    units = list(units)
    texts = [text for those in units for text in those]
    written = np.frombuffer(("\0".join(texts) + "\0").encode("ascii", "replace"), np.uint8)
    digits = written - ord("0")  # what is no digit is large, or turns round to be
    is_digit = digits < 10
    turns = np.flatnonzero(is_digit[1:] != is_digit[:-1]) + 1
    if is_digit[:1].any():
        turns = np.concatenate(([0], turns))
    starts, ends = turns[::2], turns[1::2]
    lengths = ends - starts
    if not len(lengths):
        return [True] * len(units)
    firsts = np.cumsum(lengths) - lengths
    power = np.minimum(np.repeat(ends, lengths) - 1 - np.flatnonzero(is_digit), _LONGEST - 1)
    value = np.add.reduceat(digits[is_digit] * _POWERS[power], firsts)
    sizes = np.fromiter(map(len, units), np.intp, len(units))
    text = np.searchsorted(np.cumsum(np.fromiter(map(len, texts), np.intp, len(texts)) + 1), starts, "right")
    unit = np.repeat(np.arange(len(units)), sizes)[text]
    order = np.lexsort((text, value, unit))
    text, value, unit = text[order], value[order], unit[order]
    # Sorted so, each value of a unit is a group: one run of each text, in the order of the texts.
    opens = np.concatenate(([True], (unit[1:] != unit[:-1]) | (value[1:] != value[:-1])))
    begins = np.flatnonzero(opens)
    wrong = np.diff(begins, append=len(opens)) != sizes[unit[begins]]
    twice = np.flatnonzero(~opens[1:] & (text[1:] == text[:-1]))
    same = np.ones(len(units), bool)
    same[unit[begins[wrong]]] = False
    same[unit[twice]] = False
    same[unit[np.flatnonzero(lengths[order] > _LONGEST)]] = False
    result: list[bool] = same.tolist()
    return result
