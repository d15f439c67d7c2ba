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
    numbers: list[tuple[frozenset[str], frozenset[str]]]
    finals: npt.NDArray[np.int8]
    """Class of the final punctuation of each block; -1 without."""
    starts: npt.NDArray[np.int8]
    labels: npt.NDArray[np.int64]


def side(blocks: Sequence[str], spans: Spans) -> Side:
    import numpy as np

    return Side(
        spans,
        np.array([len(b) for b in blocks], np.float32),
        [(frozenset(_NUMBER.findall(b)), frozenset(w[:5].lower() for w in _WORD.findall(b))) for b in blocks],
        np.array([_final(b) for b in blocks], np.int8),
        np.array([_start(b) for b in blocks], np.int8),
        np.array([_label(b) for b in blocks], np.int64),
    )


_WORD = re.compile(r"[^\W\d_]{4,}")
_LABEL = re.compile(r"\s*[(（]?(?:(\d{1,4})|([a-zа-я])|([ivxIVX]+)|([一二三四五六七八九十]{1,3}))[)）.、]")
_CYR = "абвгдежзиклмнопрстуфхцчшщэюя"
_ZH = {c: k for k, c in enumerate("一二三四五六七八九十", 1)}


def _label(b: str) -> int:
    m = _LABEL.match(b)
    if not m:
        return 0
    if m[1]:
        return int(m[1]) + 1
    if m[2]:
        return 10001 + (_CYR.find(m[2]) if m[2] in _CYR else ord(m[2]) - 97)
    if m[4]:
        x = m[4]
        return 10001 + (_ZH[x] - 1 if len(x) == 1 else 9 + _ZH[x[1]] if x[0] == "十" else 0)
    return 0


def _start(b: str) -> int:
    head = b.lstrip()[:1]
    if not head or head in "”»’）)】]」』,.;:!?，。；：！？、" or not any(c.isalnum() for c in b[:40]):
        return 1
    return 2 if head.islower() else 0


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
    n, m = len(s.lengths), len(t.lengths)
    i = np.minimum(band.rows, n - 1)
    j = np.minimum(band.columns, m - 1)
    move = {(di, dj): band.moved(di, dj) for di in range(-1, 3) for dj in range(-1, 3)}
    X, Y = numbers([x[0] for x in s.numbers], [x[0] for x in t.numbers])
    both = products(band, X, Y, 0.0)
    nx, ny = [x.sum(axis=1) for x in X], [y.sum(axis=1) for y in Y]
    X, Y = numbers([x[1] for x in s.numbers], [x[1] for x in t.numbers])
    names = products(band, X, Y, 0.0)
    closing = (s.starts[i] == 1).astype(np.float32) + (t.starts[j] == 1)
    lower = (s.starts[i] == 2).astype(np.float32) + (t.starts[j] == 2)
    label = np.where((s.labels[i] > 0) & (t.labels[j] > 0), np.where(s.labels[i] == t.labels[j], 1, -1), 0)
    label = label - 0.5 * ((s.labels[i] > 0) != (t.labels[j] > 0))
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
        split = np.zeros_like(c)
        if a > 1 and b > 1:
            split = np.full_like(c, -1)
            for a1 in range(1, a):
                for b1 in range(1, b):
                    split = np.maximum(split, (C[a1, b1][:-1] + C[a - a1, b - b1][move[a1, b1]])/2)
            split = (c - split).clip(-0.4, 0.4)
        more = np.full_like(c, -1)
        if a < LONGEST:
            more = np.maximum(more, np.maximum(C[a + 1, b][:-1], C[a + 1, b][move[-1, 0]]))
        if b < LONGEST:
            more = np.maximum(more, np.maximum(C[a, b + 1][:-1], C[a, b + 1][move[0, -1]]))
        more = np.maximum(more - c, -0.3)
        d = np.abs(np.log((ls[a - 1][i] + 5) / (lt[b - 1][j] * rho + 5))).clip(0, 3)
        k = both[a, b][:-1]
        miss = nx[a - 1][i] + ny[b - 1][j] - 2 * k
        fs = s.finals[np.minimum(i + a - 1, n - 1)]
        ft = t.finals[np.minimum(j + b - 1, m - 1)]
        same = (fs == ft).astype(np.float32)
        size = np.log(np.minimum(ls[a - 1][i], lt[b - 1][j] * rho) + 5) - 4
        out[a, b] = np.stack([np.ones_like(c), margin, margin**2, c, earn.clip(-0.3, 0.3), more, d, d * d,
                              k.clip(0, 6), miss.clip(0, 6), same, split, closing, lower, label, names[a, b][:-1].clip(0, 6), size, size * margin], dtype=np.float32)
    best = C[1, 1][:-1] - (bs[0][i] + bt[0][j]) / 2
    bi = np.maximum.reduceat(best, band.offsets[:-1])
    bj = np.full(len(t.lengths), -1.0, np.float32)
    np.maximum.at(bj, j, best)
    si = np.stack([np.ones(n), bi[:-1], np.log(s.lengths + 5) - 4, s.starts == 1, s.starts == 2, nx[0].clip(0, 6)])
    sj = np.stack([np.ones(m), bj, np.log(t.lengths * rho + 5) - 4, t.starts == 1, t.starts == 2, ny[0].clip(0, 6)])
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
