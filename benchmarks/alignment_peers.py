"""Other aligners of two languages, on the vectors that ours uses: what benchmarks/alignment.py compares with.

- Gale & Church ("A Program for Aligning Sentences in Bilingual Corpora", CL 19, 1993): the package galechurch, by lengths.
- vecalign (Thompson & Koehn, EMNLP 2019): its search, as the package sentweave has it.
- Bertalign (Liu & Zhu, DSH 2023): its search, written anew here from the paper and with the settings of its authors, since
  the package needs PyTorch: a path of 1:1 links among the nearest neighbours, then beads of up to five blocks
  around it, scored by likeness less that of the neighbouring blocks, times how well the lengths fit.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Links = list[tuple[tuple[int, ...], tuple[int, ...]]]
LONGEST = 4
"""Blocks of a side that all but Bertalign may join."""
_NEAREST, _REACH, _MOST, _SKIP = 3, 5, 5, -0.1
"""Bertalign: neighbours of a block, blocks around the path, blocks of a bead on both sides, the score of a skipped block."""


@dataclass(frozen=True)
class PeerSide:
    """One language of a text: its blocks, and the vectors of runs, shape (longest, blocks, dimensions)."""

    blocks: Sequence[str]
    runs: Floats


def gale_church(first: PeerSide, second: PeerSide) -> Links:
    """By lengths alone; a text it cannot align has no links."""
    import galechurch

    try:
        beads = galechurch.align(list(first.blocks), list(second.blocks)).beads
    except ValueError:
        return []
    return [
        (tuple(range(bead.source_start, bead.source_end)), tuple(range(bead.target_start, bead.target_end)))
        for bead in beads
    ]


def vecalign(first: PeerSide, second: PeerSide) -> Links:
    """With sentweave, which asks for the runs of 1, 2 ... blocks of either text in this order."""
    import sentweave

    queue = iter([(side, k) for side in (first, second) for k in range(LONGEST)])

    def encode(_texts: Sequence[str]) -> Floats:
        side, k = next(queue)
        size = len(side.blocks)
        # Where a run would begin before the text, vecalign has a line of its own, which is like nothing.
        nothing = np.full((min(k, size), side.runs.shape[2]), side.runs.shape[2] ** -0.5, np.float32)
        return np.concatenate([nothing, side.runs[k, : max(size - k, 0)]])

    found = sentweave.align(list(first.blocks), list(second.blocks), encode, alignment_max_size=LONGEST).alignments
    return [(tuple(bead.src_indices), tuple(bead.tgt_indices)) for bead in found]


def bertalign(first: PeerSide, second: PeerSide) -> Links:
    """In two passes."""
    n, m = len(first.blocks), len(second.blocks)
    path = [(0, 0), *_first_pass(first.runs[0], second.runs[0]), (n, m)]
    low, high = np.zeros(n + 1, int), np.zeros(n + 1, int)
    for (i, j), (i_next, j_next) in itertools.pairwise(path):
        low[i + 1 : i_next + 1], high[i + 1 : i_next + 1] = max(0, j - _REACH), min(m, j_next + _REACH)
    low[0], high[0] = 0, high[1] if n else m
    shapes = [(a, b) for a in range(_MOST) for b in range(_MOST) if 0 < a + b <= _MOST and (a * b or a + b == 1)]
    score = _scorer(first, second)
    best = {(0, 0): 0.0}
    step: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(n + 1):
        for j in range(low[i], high[i] + 1):
            for a, b in shapes:
                before = best.get((i - a, j - b))
                if before is None:
                    continue
                total = before + (score(i - a, j - b, a, b) if a and b else _SKIP)
                if (i, j) not in step or total > best[i, j]:
                    best[i, j], step[i, j] = total, (a, b)
    links: Links = []
    i, j = n, m
    while i or j:
        a, b = step[i, j]
        i, j = i - a, j - b
        links.append((tuple(range(i, i + a)), tuple(range(j, j + b))))
    return links[::-1]


def _first_pass(first: Floats, second: Floats) -> list[tuple[int, int]]:
    """The 1:1 links, in order, of the path that collects the most likeness; only nearest neighbours count."""
    n, m = len(first), len(second)
    likeness = first @ second.T
    nearest = np.argpartition(-likeness, min(_NEAREST, m) - 1, axis=1)[:, :_NEAREST]
    gains = np.zeros((n, m), np.float32)
    np.put_along_axis(gains, nearest, np.take_along_axis(likeness, nearest, axis=1).clip(min=0), axis=1)
    best = np.zeros((n + 1, m + 1), np.float32)
    for i in range(n):
        best[i + 1, 1:] = np.maximum.accumulate(np.maximum(best[i, 1:], best[i, :-1] + gains[i]))
    path = []
    i, j = n, m
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            path.append((i + 1, j + 1))
    return path[::-1]


def _scorer(first: PeerSide, second: PeerSide) -> Callable[[int, int, int, int], float]:
    """The score of a bead of a and b blocks that begins at (i, j)."""
    sizes = [
        np.concatenate([[0], np.cumsum([len(block.encode()) for block in side.blocks])]) for side in (first, second)
    ]
    ratio = sizes[0][-1] / max(sizes[1][-1], 1)

    def around(vector: Floats, runs: Floats, start: int, stop: int) -> float:
        """The likeness to the block before a run and to that after it."""
        values = [float(vector @ runs[0, place]) for place in (start - 1, stop) if 0 <= place < runs.shape[1]]
        return sum(values) / max(len(values), 1)

    def score(i: int, j: int, a: int, b: int) -> float:
        one, other = first.runs[a - 1, i], second.runs[b - 1, j]
        margin = (around(one, second.runs, j, j + b) + around(other, first.runs, i, i + a)) / 2
        length, other_length = sizes[0][i + a] - sizes[0][i], (sizes[1][j + b] - sizes[1][j]) * ratio
        fit = np.log2(1 + min(length, other_length) / max(length, other_length, 1))
        return float((one @ other - margin) * fit)

    return score


PEERS: dict[str, Callable[[PeerSide, PeerSide], Any]] = {
    "galechurch": gale_church,
    "vecalign": vecalign,
    "bertalign": bertalign,
}
