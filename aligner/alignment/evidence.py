"""What speaks for and against each bead, as numbers that can be looked at and are weighed by `aligner.alignment.weights`.

Likeness, and how far it stands out, is what Bertalign and vecalign score by (Liu & Zhu, "Bertalign: Improved Word
Embedding-based Sentence Alignment for Chinese-English Parallel Corpora of Literary Texts", DSH 2023; Thompson & Koehn,
EMNLP 2019); lengths are those of Gale & Church ("A Program for Aligning Sentences in Bilingual Corpora", CL 19, 1993).
What a merge gains, what one more block would gain, and what splitting would lose let longer beads compete fairly.
"""

from __future__ import annotations

import copy
import itertools
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from aligner.alignment.band import Band
from aligner.alignment.layers import Side
from aligner.alignment.products import products
from aligner.alignment.spans import LONGEST
from aligner.alignment.surface import CLOSING, CONTINUING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Integers = npt.NDArray[np.int64]

NAMES = (
    "constant",
    "margin",
    "margin squared",
    "likeness",
    "gain of merging",
    "gain of extending",
    "length ratio",
    "length ratio squared",
    "shared numbers",
    "other numbers",
    "same final punctuation",
    "gain over splitting",
    "closing mark first",
    "small letter first",
    "label",
    "shared names",
    "size",
    "size x margin",
    "usual number of blocks",
)
"""The evidence for a bead with text on both sides."""
CUT_AFTER = "cut after"
CUT_NAMES = (CUT_AFTER, "cut inside")
"""What `Evidence.match` adds where the pieces of the blocks were aligned before."""
SKIP_NAMES = ("constant", "best margin", "size", "closing mark first", "small letter first", "numbers")
"""The evidence for a block without a counterpart."""

_HASHED = 256
"""Dimensions that shared numbers and names are hashed to."""


class Evidence:
    """The evidence for all beads of two texts inside a band.

    Args:
        band: the nodes; a bead is named by its type (a, b) and the node it starts at.
        first: the first text, of at least one block.
        second: the second.

    Attributes:
        cuts: at each node, how surely the pieces of both texts are cut there: the logarithm of the odds, with one value
            more for outside. None where that is not known.
    """

    def __init__(self, band: Band, first: Side, second: Side) -> None:
        import numpy as np

        self.band = band
        self.cuts: Floats | None = None
        self._sides = (first.surface, second.surface)
        self._i = np.minimum(band.rows, len(first) - 1)
        self._j = np.minimum(band.columns, len(second) - 1)
        runs, others = list(first.spans.vectors(LONGEST)), list(second.spans.vectors(LONGEST))
        self._likeness = products(band, runs, others, -1)
        self._usual = [run @ second.usual for run in runs], [other @ first.usual for other in others]
        self._lengths = _sums(first.surface.lengths), _sums(second.surface.lengths)
        self._ratio = float(self._lengths[0][0].sum() / max(self._lengths[1][0].sum(), 1))
        numbers, other_numbers = _shared(first.surface.numbers, second.surface.numbers)
        self._numbers = products(band, numbers, other_numbers, 0)
        self._counts = [(x**2).sum(axis=1) for x in numbers], [(y**2).sum(axis=1) for y in other_numbers]
        self._names = products(band, *_shared(first.surface.words, second.surface.words), 0)
        self._blocks_ratio = float(np.log(len(first) / len(second)).clip(-1, 1))

    def with_cuts(self, cuts: Floats) -> Evidence:
        """The same evidence, and what the alignment of the pieces tells."""
        more = copy.copy(self)
        more.cuts = cuts
        return more

    @cached_property
    def level(self) -> float:
        """How like the blocks of both texts are to their best counterparts: the median of how far that stands out."""
        import numpy as np

        margin = self._margin((1, 1))
        best = [np.full(len(surface.lengths), -1, np.float32) for surface in self._sides]
        for values, place in zip(best, (self._i, self._j), strict=True):
            np.maximum.at(values, place, margin)
        return float(np.median(np.concatenate(best)))

    def match(self, kind: tuple[int, int]) -> dict[str, Floats]:
        """The evidence for the beads of a type with text on both sides, by name: one value a node."""
        import numpy as np

        a, b = kind
        i, j, likeness = self._i, self._j, self._at(kind)
        margin = self._margin(kind)
        # A text with half as many blocks as the other has them joined two by two: the usual shape is not 1:1.
        uneven = float(np.log(a / b))
        usual = abs(uneven - self._blocks_ratio) - abs(uneven)
        length, other = self._lengths[0][a - 1][i], self._lengths[1][b - 1][j] * self._ratio
        ratio = np.abs(np.log((length + 5) / (other + 5))).clip(max=3)
        shared = self._numbers[kind][:-1]
        others = self._counts[0][a - 1][i] + self._counts[1][b - 1][j] - 2 * shared
        size = np.log(np.minimum(length, other) + 5) - 4
        rows = [
            np.ones_like(margin),
            margin,
            margin**2,
            likeness,
            self._gain_of_merging(kind),
            self._gain_of_extending(kind),
            ratio,
            ratio**2,
            shared.clip(max=6),
            others.clip(0, 6),
            self._same_final(kind),
            self._gain_over_splitting(kind),
            *self._beginning,
            self._names[kind][:-1].clip(max=6),
            size,
            size * margin,
            np.full_like(margin, usual),
        ]
        evidence = dict(zip(NAMES, rows, strict=True))
        if self.cuts is not None:
            cut_rows = self.cuts[self.band.moved(a, b)], self._cut_inside(kind, self.cuts)
            evidence |= zip(CUT_NAMES, cut_rows, strict=True)
        return evidence

    def skipped(self) -> tuple[dict[str, Floats], dict[str, Floats]]:
        """The evidence that blocks of the first and of the second text have no counterpart, by name: one value a block."""
        import numpy as np

        margin = self._margin((1, 1))
        result = []
        for k, (surface, place) in enumerate(zip(self._sides, (self._i, self._j), strict=True)):
            best = np.full(len(surface.lengths), -1, np.float32)
            np.maximum.at(best, place, margin)
            size = np.log(surface.lengths * (self._ratio if k else 1) + 5) - 4
            starts = surface.starts
            numbers = self._counts[k][0].clip(max=6)
            rows = [np.ones_like(best), best, size, starts == CLOSING, starts == CONTINUING, numbers]
            result.append(dict(zip(SKIP_NAMES, rows, strict=True)))
        return result[0], result[1]

    def _cut_inside(self, kind: tuple[int, int], cuts: Floats) -> Floats:
        """The surest cut among the nodes that a bead leads over, its corners left out."""
        import numpy as np

        a, b = kind
        inside = [(x, y) for x in range(a + 1) for y in range(b + 1) if (x, y) not in {(0, 0), kind}]
        surest: Floats = np.maximum.reduce([cuts[self.band.moved(x, y)] for x, y in inside])
        return surest

    def _margin(self, kind: tuple[int, int]) -> Floats:
        """How far the likeness of the runs of a type stands out from that of either to the other text."""
        a, b = kind
        margin: Floats = self._at(kind) - (self._usual[0][a - 1][self._i] + self._usual[1][b - 1][self._j]) / 2
        return margin

    def _at(self, kind: tuple[int, int], move: tuple[int, int] = (0, 0)) -> Floats:
        """Likeness of the runs of a type at each node, or at the node so far from it; -1 outside."""
        values = self._likeness[kind]
        return values[:-1] if move == (0, 0) else values[self.band.moved(*move)]

    def _gain_of_merging(self, kind: tuple[int, int]) -> Floats:
        """Likeness lost when the first or last block of a longer side is taken away, on the side that loses less."""
        import numpy as np

        a, b = kind
        losses = []
        if a > 1:
            losses.append(self._at(kind) - np.maximum(self._at((a - 1, b)), self._at((a - 1, b), (1, 0))))
        if b > 1:
            losses.append(self._at(kind) - np.maximum(self._at((a, b - 1)), self._at((a, b - 1), (0, 1))))
        gain: Floats = np.minimum.reduce(losses).clip(-0.3, 0.3) if losses else np.zeros_like(self._at(kind))
        return gain

    def _gain_of_extending(self, kind: tuple[int, int]) -> Floats:
        """Likeness won when the best neighbouring block is added."""
        import numpy as np

        a, b = kind
        best = np.full_like(self._at(kind), -1)
        if a < LONGEST:
            best = np.maximum(best, np.maximum(self._at((a + 1, b)), self._at((a + 1, b), (-1, 0))))
        if b < LONGEST:
            best = np.maximum(best, np.maximum(self._at((a, b + 1)), self._at((a, b + 1), (0, -1))))
        return (best - self._at(kind)).clip(min=-0.3)

    def _gain_over_splitting(self, kind: tuple[int, int]) -> Floats:
        """Likeness of a bead with several blocks on both sides, less the mean of the best two that it could be split in."""
        import numpy as np

        a, b = kind
        if min(kind) == 1:
            return np.zeros_like(self._at(kind))
        halves = [self._at((x, y)) + self._at((a - x, b - y), (x, y)) for x in range(1, a) for y in range(1, b)]
        gain: Floats = (self._at(kind) - np.maximum.reduce(halves) / 2).clip(-0.4, 0.4)
        return gain

    def _same_final(self, kind: tuple[int, int]) -> Floats:
        import numpy as np

        first, second = (surface.finals for surface in self._sides)
        last = np.minimum(self._i + kind[0] - 1, len(first) - 1)
        other = np.minimum(self._j + kind[1] - 1, len(second) - 1)
        same: Floats = (first[last] == second[other]).astype(np.float32)
        return same

    @cached_property
    def _beginning(self) -> list[Floats]:
        """Closing mark first, small letter first (sides that have it), and label: 1 equal, -1 other, -1/2 on one side only."""
        import numpy as np

        first, second = self._sides
        start, other = first.starts[self._i], second.starts[self._j]
        rows = [(start == kind).astype(np.float32) + (other == kind) for kind in (CLOSING, CONTINUING)]
        label, other_label = first.labels[self._i], second.labels[self._j]
        both, either = (label > 0) & (other_label > 0), (label > 0) | (other_label > 0)
        verdict = np.where(both, np.where(label == other_label, 1, -1), np.where(either, -0.5, 0))
        return [*rows, verdict.astype(np.float32)]


def _sums(values: Floats) -> list[Floats]:
    """Sums of the runs of 1 to `LONGEST` values from each on."""
    import numpy as np

    total = np.concatenate([[0], np.cumsum(values, dtype=np.float64)])
    at = np.arange(len(values))
    return [(total[np.minimum(at + k, len(values))] - total[:-1]).astype(np.float32) for k in range(1, LONGEST + 1)]


def _shared(first: tuple[frozenset[str], ...], second: tuple[frozenset[str], ...]) -> tuple[list[Floats], list[Floats]]:
    """Which tokens of both texts each run has, hashed; a product adds up the rarity, 0 to 1, of those that are shared."""
    import numpy as np

    counts, other_counts = Counter(itertools.chain(*first)), Counter(itertools.chain(*second))
    total = len(first) + len(second)
    shared = sorted(counts.keys() & other_counts.keys())
    rarity = {token: np.log(total / (counts[token] + other_counts[token])) / np.log(total) for token in shared}
    place = {token: (k % _HASHED, max(rarity[token], 0) ** 0.5) for k, token in enumerate(shared)}
    result = []
    for side in (first, second):
        rows = np.zeros((len(side), min(_HASHED, max(len(place), 1))), np.float32)
        for k, tokens in enumerate(side):
            for token in tokens & place.keys():
                column, weight = place[token]
                rows[k, column] = weight
        runs = [rows]
        for k in range(1, min(LONGEST, len(rows))):
            runs.append(runs[-1].copy())
            runs[-1][:-k] = np.maximum(runs[-1][:-k], rows[k:])
        result.append(runs + [runs[-1]] * (LONGEST - len(runs)))
    return result[0], result[1]
