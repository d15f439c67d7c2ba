"""A first rough path through two texts, coarse to fine, so that the real search has a narrow band to look into.

The idea of coarse to fine is that of Thompson & Koehn, "Vecalign: Improved Sentence Alignment in Linear Time and Space"
(EMNLP 2019): long texts are first aligned as runs of blocks with averaged vectors. On every level a longest common
subsequence is found in which a pair of blocks counts by how far its likeness stands out from the rest.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from aligner.alignment.band import Band
from aligner.alignment.products import products

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Integers = npt.NDArray[np.int64]

_WHOLE = 600
"""Blocks of a text that is compared as a whole, without a coarser level."""
_FACTOR = 4
_REACH = 8
_GAP = 150
"""Blocks on both sides that a path may leave open."""


def anchors(first: Floats, second: Floats) -> Integers:
    """Pairs of blocks that most likely belong together, in order: shape (k, 2), both coordinates rising.

    Args:
        first: one vector a block, shape (n, d), of length 1.
        second: the same for the other text, shape (m, d).
    """
    import numpy as np

    n, m = len(first), len(second)
    if max(n, m) <= _WHOLE:
        band = Band.full(n, m)
    else:
        averaged, other = _averaged(first), _averaged(second)
        coarse = filled(anchors(averaged, other), len(averaged), len(other), _GAP // _FACTOR)
        path = np.repeat(coarse * _FACTOR, 2, axis=0)
        path[1::2] += _FACTOR
        path = path.clip(0, [n, m])
        band = Band.around(path, n, m, _REACH * _FACTOR)
    return _path(band, _gains(band, first, second), n, m)


def filled(path: Integers, n: int, m: int, gap: int = _GAP) -> Integers:
    """The path with points between where it leaves a gap of more blocks on both sides, so that the band stays narrow."""
    import numpy as np

    points = np.concatenate([[[0, 0]], path, [[n, m]]])
    result = [path[:0]]
    for before, after in itertools.pairwise(points):
        pieces = int((after - before).min()) // gap
        steps = np.arange(1, pieces + 1)[:, None] / (pieces + 1)
        result += [(before + (after - before) * steps).astype(np.int64), after[None]]
    return np.concatenate(result)[:-1]


def _averaged(vectors: Floats) -> Floats:
    import numpy as np

    runs: Floats = np.add.reduceat(vectors, np.arange(0, len(vectors), _FACTOR), axis=0)
    runs /= np.maximum(np.linalg.norm(runs, axis=1, keepdims=True), 1e-9)
    return runs


def _gains(band: Band, first: Floats, second: Floats) -> Floats:
    """How far the likeness of blocks i and j stands out from that of either to the other text; never below 0."""
    import numpy as np

    n, m = len(first), len(second)
    likeness = products(band, [first], [second], -1.0)[1, 1][:-1]
    i, j = np.minimum(band.rows, n - 1), np.minimum(band.columns, m - 1)
    usual = (first @ second.mean(axis=0))[i] + (second @ first.mean(axis=0))[j]
    excess = likeness - usual / 2
    inside = (band.rows < n) & (band.columns < m)
    spread = float(excess[inside].std()) if inside.any() else 0.0
    gains: Floats = np.where(inside, np.maximum(excess - 2 * spread, 0), 0)
    return gains


def _path(band: Band, gains: Floats, n: int, m: int) -> Integers:
    """The pairs (i, j), rising, whose gains add up to the most."""
    import numpy as np

    offsets = band.offsets
    before = band.moved(-1, -1)
    above = band.moved(-1, 0)
    gain = np.append(gains, np.float32(0)).astype(np.float32)[before]
    best = np.full(band.size + 1, -1e9, np.float32)
    for i in range(n + 1):
        part = slice(offsets[i], offsets[i + 1])
        row = np.maximum(best[before[part]] + gain[part], best[above[part]])
        if i == 0:
            row[0] = 0
        best[part] = np.maximum.accumulate(row)
    pairs = []
    i, j, at = n, m, band.size - 1
    while i or j:
        diagonal, up = before[at], above[at]
        if gain[at] > 0 and diagonal < band.size and best[at] == best[diagonal] + gain[at]:
            i, j, at = i - 1, j - 1, diagonal
            pairs.append((i, j))
        elif up < band.size and best[at] == best[up]:
            i, at = i - 1, up
        else:
            j, at = j - 1, at - 1
    return np.array(pairs[::-1], np.int64).reshape(-1, 2)
