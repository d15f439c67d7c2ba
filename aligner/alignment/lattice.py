"""All alignments of two texts at once: how probable is each bead, and which alignment is expected to be best.

A semi-Markov random field over the nodes of a band (Sarawagi & Cohen, "Semi-Markov Conditional Random Fields for
Information Extraction", NeurIPS 2004): a bead of type (a, b) leads from node (i, j) to (i + a, j + b) and has a weight;
the probability of an alignment is the product of the weights of its beads, divided by the sum over all alignments. One
sweep forward and one backward give the probability of every bead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aligner.alignment.band import Band

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]

MATCHES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1))
"""Types of bead with text on both sides; rarer ones arise where neighbouring beads are glued by a third language."""
TYPES = (*MATCHES, (1, 0), (0, 1))
_LONG = 32
"""Columns that a run of insertions is multiplied over at once; more could underflow."""


@dataclass(frozen=True, slots=True)
class Place:
    """One bead of two texts: its type and the node it starts at."""

    kind: tuple[int, int]
    i: int
    j: int

    def blocks(self, offset: tuple[int, int] = (0, 0)) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The numbers of its blocks on either side.

        >>> Place((2, 1), 4, 5).blocks()
        ((4, 5), (5,))
        """
        i, j = self.i + offset[0], self.j + offset[1]
        return tuple(range(i, i + self.kind[0])), tuple(range(j, j + self.kind[1]))


@dataclass(frozen=True)
class Lattice:
    """The probabilities of all beads.

    Attributes:
        band: the nodes.
        beads: probability of the bead of each of `TYPES` that starts at each node, shape (types, nodes).
        log_total: the logarithm of the sum over all alignments.
    """

    band: Band
    beads: Floats
    log_total: float

    @cached_property
    def probabilities(self) -> Floats:
        """Probability of each bead as it is read: where a block without a counterpart stands makes no difference."""
        import numpy as np

        result = self.beads.copy()
        for kind, place in ((-2, self.band.rows), (-1, self.band.columns)):
            result[kind] = np.bincount(place, self.beads[kind])[place] * (self.beads[kind] > 0)
        return result

    def overlapping(self, place: Place, most: int = 3, least: float = 0.05) -> list[tuple[Place, float]]:
        """The most probable other beads that share a block with one, and their probabilities, best first."""
        import numpy as np

        first, second = map(set, place.blocks())
        found = []
        for i in range(max(place.i - 3, 0), min(place.i + max(place.kind[0], 1), len(self.band.low))):
            part = slice(self.band.offsets[i], self.band.offsets[i + 1])
            for kind, column in np.argwhere(self.probabilities[:, part] > least).tolist():
                other = Place(TYPES[kind], i, int(self.band.low[i]) + column)
                blocks, others = other.blocks()
                if other != place and (first & set(blocks) or second & set(others)):
                    found.append((other, min(float(self.probabilities[kind, part][column]), 1.0)))
        return list({other.kind + other.blocks(): (other, sure) for other, sure in sorted(found, key=_sure)}.values())[
            -most:
        ][::-1]


def lattice(band: Band, scores: Floats) -> Lattice:
    """The probability of every bead.

    Args:
        band: the nodes.
        scores: log weight of the bead of each of `TYPES` that starts at each node, shape (types, nodes).
    """
    import numpy as np

    after = np.stack([band.moved(a, b) for a, b in TYPES])
    # Every alignment covers all blocks, so that the same amount a block can be taken from all scores: none is above 0 then.
    sizes = np.array([a + b for a, b in TYPES])
    surplus = float((scores.max(axis=1) / sizes).max())
    weights = np.exp(scores - surplus * sizes[:, None])
    weights[after == band.size] = 0
    before = np.stack([band.moved(-a, -b) for a, b in TYPES])
    # A bead is stored where it starts; going forward, the one that ends at a node is asked for.
    ending = np.concatenate([weights, np.zeros((len(TYPES), 1))], axis=1)[np.arange(len(TYPES))[:, None], before]
    forward, up = _sweep(band, before, ending, backward=False)
    backward, down = _sweep(band, after, weights, backward=True)
    log_total = float(np.log(max(forward[-2], 1e-300)) + up[-1])
    rows = np.concatenate([band.rows, [len(band.low) - 1]])
    scale = up[rows[:-1]] + down[rows[after]] - log_total
    beads = forward[None, :-1] * weights * backward[after] * np.exp(np.clip(scale, -700, 700))
    return Lattice(band, beads, log_total + surplus * (len(band.low) - 1 + int(band.high[-1])))


def best(found: Lattice) -> list[Place]:
    """The beads of the alignment with the highest expected F1, in order.

    Strict F1 is the mean of precision, over all beads, and recall, over beads with text on both sides, so that near its
    top a bead of probability q is worth q - 1/2, and one without a counterpart (q - 1) / 2.
    """
    import numpy as np

    band = found.band
    after = np.stack([band.moved(a, b) for a, b in TYPES])
    before = np.stack([band.moved(-a, -b) for a, b in TYPES])
    sure = found.probabilities
    worth = np.where(np.array([min(t) for t in TYPES])[:, None] > 0, sure - 0.5, sure / 2 - 0.5)
    worth[after == band.size] = -1e4
    ending = np.concatenate([worth, np.full((len(TYPES), 1), -1e4)], axis=1)[np.arange(len(TYPES))[:, None], before]
    value = np.full(band.size + 1, -1e4)
    choice = np.zeros(band.size, np.int8)
    for i in range(len(band.low)):
        part = slice(band.offsets[i], band.offsets[i + 1])
        options = value[before[:-1, part]] + ending[:-1, part]
        if i == 0:
            options[0, 0] = 0
        kind = options.argmax(axis=0)
        row = options[kind, np.arange(len(kind))]
        total = np.cumsum(ending[-1, part])
        run = np.maximum.accumulate(row - total) + total
        choice[part] = np.where(run > row + 1e-6, len(TYPES) - 1, kind)
        value[part] = run
    beads = []
    i, j, at = len(band.low) - 1, int(band.columns[-1]), band.size - 1
    while i or j:
        kind = int(choice[at])
        i, j, at = i - TYPES[kind][0], j - TYPES[kind][1], int(before[kind, at])
        beads.append(Place(TYPES[kind], i, j))
    return beads[::-1]


def _sure(found: tuple[Place, float]) -> float:
    return found[1]


def _sweep(band: Band, linked: Integers, weights: Floats, *, backward: bool) -> tuple[Floats, Floats]:
    """Sums over all ways to (or from) each node: values per node, one more for outside, and a log scale per row."""
    import numpy as np

    count, offsets = len(band.low), band.offsets
    values = np.zeros(band.size + 1)
    scales = np.zeros(count)
    order = range(count - 1, -1, -1) if backward else range(count)
    sign = 1 if backward else -1
    steps = np.array([a for a, _ in TYPES[:-1]])
    step = -1 if backward else 1
    for i in order:
        part = slice(offsets[i], offsets[i + 1])
        at = linked[:-1, part]
        origin = (i + sign * steps).clip(0, count - 1)
        if i == order[0]:
            row = np.zeros(at.shape[1])
            row[-1 if backward else 0] = 1
            scale = 0.0
        else:
            scale = scales[i + sign]
            factor = np.exp(np.clip(scales[origin] - scale, -600, 600))
            row = ((values[at] * weights[:-1, part]) * factor[:, None]).sum(axis=0)
        row, scale = _scaled(row, scale)
        row = _insertions(row[::step], weights[-1, part][::step])[::step]
        row, scale = _scaled(row, scale)
        values[part], scales[i] = row, scale
    return values, scales


def _scaled(row: Floats, scale: float) -> tuple[Floats, float]:
    """A row divided by its largest value, whose logarithm joins the scale."""
    import numpy as np

    top = float(row.max())
    return (row / top, scale + float(np.log(top))) if top > 0 else (row, scale)


def _insertions(row: Floats, weights: Floats) -> Floats:
    """Solve y[j] = row[j] + weights[j] * y[j - 1] along a row, a stretch at a time."""
    import numpy as np

    result = np.empty_like(row)
    last = 0.0
    for start in range(0, len(row), _LONG):
        part = slice(start, start + _LONG)
        product = np.cumprod(np.clip(weights[part], 1e-8, 1e8))
        result[part] = product * (np.cumsum(row[part] / product) + last)
        last = result[part][-1]
    return result
