"""The vectors of two texts multiplied, where a band allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligner.alignment.band import Band

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

_ROWS = 32
"""Rows of the band that are multiplied at once."""


def products(band: Band, first: list[Floats], second: list[Floats], fill: float) -> dict[tuple[int, int], Floats]:
    """first[a - 1][i] . second[b - 1][j] at every node (i, j), for all a and b; one value more, `fill`, for outside."""
    import numpy as np

    n, m = len(first[0]), len(second[0])
    result = np.full((band.size + 1, len(first), len(second)), fill, np.float32)
    for start in range(0, n, _ROWS):
        stop = min(start + _ROWS, n)
        low, high = int(band.low[start]), min(int(band.high[stop - 1]) + 1, m)
        left = np.concatenate([x[start:stop] for x in first])
        right = np.concatenate([x[low:high] for x in second])
        table = (left @ right.T).reshape(len(first), stop - start, len(second), high - low).transpose(1, 3, 0, 2)
        part = slice(band.offsets[start], band.offsets[stop])
        i, j = band.rows[part] - start, band.columns[part] - low
        keep = j < high - low
        result[part][keep] = table[i[keep], j[keep]]
    kinds = {}
    for a in range(1, len(first) + 1):
        for b in range(1, len(second) + 1):
            values = kinds[a, b] = np.ascontiguousarray(result[:, a - 1, b - 1])
            values[:-1][(band.rows + a > n) | (band.columns + b > m)] = fill
    return kinds
