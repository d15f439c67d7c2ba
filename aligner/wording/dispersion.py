"""How evenly occurrences are spread over the parts of a text."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, pstdev


def deviation_of_proportions(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """Gries' DP, normalised: 0 where each part has its due share of the occurrences, 1 where the smallest has all.

    Stefan Th. Gries, "Dispersions and adjusted frequencies in corpora", International Journal of Corpus Linguistics 13(4),
    2008; the norm by Lijffijt and Gries, ibid. 17(1), 2012.

    Args:
        counts: the occurrences in each part.
        sizes: the size of each part, in words.

    >>> deviation_of_proportions([2, 2], [10, 10]), deviation_of_proportions([4, 0], [10, 10])
    (0.0, 1.0)
    """
    occurrences, words = sum(counts), sum(sizes)
    if not occurrences or not words or len(sizes) < 2:
        return 0.0
    gaps = (abs(size / words - count / occurrences) for count, size in zip(counts, sizes, strict=True))
    largest = 1 - min(size for size in sizes if size) / words
    return round(sum(gaps) / 2 / largest, 4) if largest else 0.0


def juilland_d(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """Juilland's D: 1 where the parts have the same relative frequency, 0 where one part has all occurrences.

    Alphonse Juilland, Eugenio Chang-Rodriguez, "Frequency Dictionary of Spanish Words", 1964; D = 1 - V / sqrt(n - 1), where
    V is the standard deviation of the relative frequencies of n parts divided by their mean.

    Args:
        counts: the occurrences in each part.
        sizes: the size of each part, in words.

    >>> juilland_d([2, 2], [10, 10]), juilland_d([4, 0], [10, 10])
    (1.0, 0.0)
    """
    frequencies = [count / size for count, size in zip(counts, sizes, strict=True) if size]
    if len(frequencies) < 2 or not any(frequencies):
        return 0.0
    return round(max(0.0, 1 - pstdev(frequencies) / fmean(frequencies) / sqrt(len(frequencies) - 1)), 4)


def parts(sizes: Sequence[int], number: int) -> list[range]:
    """Units in order, divided into parts of about the same number of words.

    >>> parts([5, 5, 5, 5], 2)
    [range(0, 2), range(2, 4)]
    """
    total, begun, words = sum(sizes), 0, 0
    divided: list[range] = []
    for at, size in enumerate(sizes, start=1):
        words += size
        if words * number >= total * (len(divided) + 1) or at == len(sizes):
            divided.append(range(begun, at))
            begun = at
    return divided
