"""What speaks for and against a bead, as numbers that can be looked at and weighed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner.alignment.band import Band
from aligner.alignment.lattice import MATCHES, TYPES
from aligner.alignment.spans import Spans

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

NAMES = (
    "bias",
    "margin",
    "margin squared",
    "likeness",
    "gain of merging",
    "gain of extending",
    "length",
    "length squared",
    "shared numbers",
    "other numbers",
    "same final punctuation",
)
SKIP_NAMES = ("bias", "best margin", "length")
LONGEST = 4
ROWS = 32
"""Rows of the band whose vectors are compared in one product of matrices."""
_NUMBER = re.compile(r"\d+")
_FINAL = {c: k for k, cs in enumerate((".。", ";；", ":：", "?？", "!！", ",，、", "…")) for c in cs}
_CLOSING = "\"'»”’）)]】」』 "


@dataclass(frozen=True)
class Side:
    """One text of a pair, as far as the evidence needs it."""

    spans: Spans
    lengths: Floats
    """Characters per block."""
    numbers: list[frozenset[str]]
    finals: npt.NDArray[np.int8]
    """Class of the final punctuation of each block; -1 without."""


def side(blocks: Sequence[str], spans: Spans) -> Side:
    import numpy as np

    return Side(
        spans,
        np.array([len(b) for b in blocks], np.float32),
        [frozenset(_NUMBER.findall(b)) for b in blocks],
        np.array([_final(b) for b in blocks], np.int8),
    )


def _final(block: str) -> int:
    tail = block[-6:].rstrip(_CLOSING)
    return _FINAL.get(tail[-1:], -1)


def products(band: Band, first: list[Floats], second: list[Floats], fill: float) -> dict[tuple[int, int], Floats]:
    """first[a - 1][i] . second[b - 1][j] at every node (i, j), for all a and b; one value more, `fill`, for outside."""
    import numpy as np

    n, m = len(first[0]), len(second[0])
    result = {
        (a + 1, b + 1): np.full(band.size + 1, fill, np.float32) for a in range(len(first)) for b in range(len(second))
    }
    for start in range(0, n, ROWS):
        stop = min(start + ROWS, n)
        low, high = int(band.low[start]), min(int(band.high[stop - 1]) + 1, m)
        if high <= low:
            continue
        left = np.concatenate([x[start:stop] for x in first])
        right = np.concatenate([x[low:high] for x in second])
        table = (left @ right.T).reshape(len(first), stop - start, len(second), high - low)
        part = slice(band.offsets[start], band.offsets[stop])
        i, j = band.rows[part] - start, band.columns[part] - low
        keep = j < high - low
        at = np.arange(part.start, part.stop)[keep]
        values = table[:, i[keep], :, j[keep]]
        for a, b in result:
            result[a, b][at] = values[:, a - 1, b - 1]
    for (a, b), values in result.items():
        values[:-1][(band.rows + a > n) | (band.columns + b > m)] = fill
    return result


def features(band: Band, s: Side, t: Side) -> tuple[dict[tuple[int, int], Floats], Floats, Floats]:
    """Features of every bead by type; shape (features, nodes) for matches; and of skipping each block."""
    import numpy as np

    S, T = list(s.spans.vectors(LONGEST)), list(t.spans.vectors(LONGEST))
    C = products(band, S, T, -1.0)
    ms, mt = T[0].mean(axis=0), S[0].mean(axis=0)
    bs, bt = [x @ ms for x in S], [x @ mt for x in T]
    ls, lt = _runs(s.lengths), _runs(t.lengths)
    rho = ls[0].sum() / max(lt[0].sum(), 1)
    i = np.minimum(band.rows, len(s.lengths) - 1)
    j = np.minimum(band.columns, len(t.lengths) - 1)
    move = {d: band.moved(*d) for d in ((1, 0), (-1, 0), (0, 1), (0, -1))}
    X, Y = numbers(s.numbers, t.numbers)
    both = products(band, X, Y, 0.0)
    nx, ny = [x.sum(axis=1) for x in X], [y.sum(axis=1) for y in Y]
    out = {}
    for a, b in MATCHES:
        c = C[a, b][:-1]
        margin = c - (bs[a - 1][i] + bt[b - 1][j]) / 2
        earn = np.ones_like(c)
        if a > 1:
            earn = np.minimum(earn, c - np.maximum(C[a - 1, b][:-1], C[a - 1, b][move[1, 0]]))
        if b > 1:
            earn = np.minimum(earn, c - np.maximum(C[a, b - 1][:-1], C[a, b - 1][move[0, 1]]))
        if a + b == 2:
            earn = np.zeros_like(c)
        more = np.full_like(c, -1)
        if a < LONGEST:
            more = np.maximum(more, np.maximum(C[a + 1, b][:-1], C[a + 1, b][move[-1, 0]]))
        if b < LONGEST:
            more = np.maximum(more, np.maximum(C[a, b + 1][:-1], C[a, b + 1][move[0, -1]]))
        more = np.maximum(more - c, -0.3)
        d = np.abs(np.log((ls[a - 1][i] + 5) / (lt[b - 1][j] * rho + 5))).clip(0, 3)
        k = both[a, b][:-1]
        miss = nx[a - 1][i] + ny[b - 1][j] - 2 * k
        fs = s.finals[np.minimum(i + a - 1, len(s.finals) - 1)]
        ft = t.finals[np.minimum(j + b - 1, len(t.finals) - 1)]
        same = (fs == ft).astype(np.float32)
        out[a, b] = np.stack(
            [
                np.ones_like(c),
                margin,
                margin**2,
                c,
                earn.clip(-0.3, 0.3),
                more,
                d,
                d * d,
                k.clip(0, 6),
                miss.clip(0, 6),
                same,
            ],
            dtype=np.float32,
        )
    best = C[1, 1][:-1] - (bs[0][i] + bt[0][j]) / 2
    bi = np.maximum.reduceat(best, band.offsets[:-1])
    bj = np.full(len(t.lengths), -1.0, np.float32)
    np.maximum.at(bj, j, best)
    si = np.stack([np.ones(len(s.lengths)), bi[:-1], np.log(s.lengths + 5)])
    sj = np.stack([np.ones(len(t.lengths)), bj, np.log(t.lengths * rho + 5)])
    return out, si.astype(np.float32), sj.astype(np.float32)


def _runs(values: Floats) -> list[Floats]:
    import numpy as np

    total = np.concatenate([[0], np.cumsum(values)])
    n = len(values)
    return [(total[np.minimum(np.arange(n) + k, n)] - total[:n]).astype(np.float32) for k in range(1, LONGEST + 1)]


def numbers(first: list[frozenset[str]], second: list[frozenset[str]]) -> tuple[list[Floats], list[Floats]]:
    """Presence of each number, hashed to 256 dimensions, in each run; weighted so that a product is its surprise."""
    import numpy as np

    count = Counter(x for one in (*first, *second) for x in one)
    shared = set().union(*first) & set().union(*second) if first and second else set()
    total = len(first) + len(second)
    place = {x: (k % 256, np.log(total / count[x]) ** 0.5) for k, x in enumerate(sorted(shared))}
    result = []
    for texts in (first, second):
        rows = np.zeros((len(texts), 256), np.float32)
        for k, one in enumerate(texts):
            for x in one:
                if x in place:
                    rows[k, place[x][0]] = 1
        runs = [rows]
        for k in range(1, LONGEST):
            nxt = runs[-1].copy()
            nxt[: len(rows) - k] = np.maximum(nxt[: len(rows) - k], rows[k:])
            runs.append(nxt)
        result.append(runs)
    return result[0], result[1]
