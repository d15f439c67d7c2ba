"""Runs of digits, compared across the languages of many units at once.

Where all languages have the same runs, and none of them twice except one, no number differs: however a run is part of a
date, an amount or a reference, no language has another in its place. So most units need no closer reading of their
numbers. The number of a label at the head does not matter here, as it has rules of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain

import numpy as np

_LONGEST = 18
"""Digits whose value fits 64 bits; longer runs are for a closer look."""
_LABEL = 3
"""Digits of a label at most."""
_POWERS = 10 ** np.arange(_LONGEST, dtype=np.int64)


def alike(units: Iterable[Collection[str]]) -> list[bool]:
    """Of each unit, given as its texts, whether all have the same runs of ASCII digits, by value, one repeated at most.

    >>> alike([("Article 05", "第5条"), ("5 or 6", "5或7"), ("5 and 5", "5和5"), ("5, 5, 6, 6", "5、5、6、6")])
    [True, False, True, False]
    >>> alike([("3. In 2014", "2014年"), ("3 in 2014", "2014年")])
    [True, False]
    """
    units = list(units)
    texts = list(chain.from_iterable(units))
    written = np.frombuffer(("\0".join(texts) + "\0\0").encode("ascii", "replace"), np.uint8)
    digits = written - ord("0")  # what is not a digit is large, or wraps round to be
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
    after = np.cumsum(np.fromiter(map(len, texts), np.intp, len(texts)) + 1)
    text = np.searchsorted(after, starts, "right")
    is_label = (starts == np.concatenate(([0], after))[text]) & (lengths <= _LABEL) & ~is_digit[ends + 1]
    is_label &= (written[ends] == ord(".")) | (written[ends] == ord(")"))
    text, value, lengths = text[~is_label], value[~is_label], lengths[~is_label]
    unit = np.repeat(np.arange(len(units)), sizes)[text]
    order = np.lexsort((text, value, unit))
    text, value, unit = text[order], value[order], unit[order]
    # Sorted so, each value of a unit is a group: the runs of each text, in the order of the texts.
    opens = np.concatenate(([True], (unit[1:] != unit[:-1]) | (value[1:] != value[:-1])))[: len(unit)]
    again = np.concatenate(([False], ~opens[1:] & (text[1:] == text[:-1])))[: len(unit)]
    begins = np.flatnonzero(opens)
    repeated = np.add.reduceat(again, begins, dtype=np.intp) if len(begins) else begins
    of_unit = unit[begins]
    same = np.bincount(of_unit[repeated > 0], minlength=len(units)) < 2
    same[of_unit[np.diff(begins, append=len(unit)) - repeated != sizes[of_unit]]] = False
    same[unit[lengths[order] > _LONGEST]] = False
    result: list[bool] = same.tolist()
    return result
