"""All alignments of two texts at once: how probable is each bead, and which alignment is expected to be best.

A semi-Markov random field over the nodes of a band (Sarawagi & Cohen, "Semi-Markov Conditional Random Fields for
Information Extraction", NeurIPS 2004): a bead of type (a, b) leads from node (i, j) to (i + a, j + b) and has a weight;
the probability of an alignment is the product of the weights of its beads, divided by the sum over all alignments. One
sweep forward and one backward give the probability of every bead.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aligner.alignment.band import Band

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]

MATCHES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1), (1, 5), (5, 1))
"""Types of bead with text on both sides; rarer ones arise where neighbouring beads are glued by a third language."""
TYPES = (*MATCHES, (1, 0), (0, 1))
ONE_TO_ONE = frozenset({(1, 1), *TYPES[-2:]})
"""Types of bead that join no blocks of a language."""
_DETOUR = 50.0
"""What a bead loses that leads over a node: finite, since the node may lie outside the band."""
NEVER = -1e9
"""The score of what cannot be; small enough, and no infinity, which would spoil sums."""


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
        rivals: list[tuple[Place, float]] = []
        for i in range(max(place.i - 3, 0), min(place.i + max(place.kind[0], 1), len(self.band.low))):
            part = slice(self.band.offsets[i], self.band.offsets[i + 1])
            for kind, column in np.argwhere(self.probabilities[:, part] > least).tolist():
                rival = Place(TYPES[kind], i, int(self.band.low[i]) + column)
                rival_first, rival_second = rival.blocks()
                if rival != place and (first & set(rival_first) or second & set(rival_second)):
                    rivals.append((rival, min(float(self.probabilities[kind, part][column]), 1.0)))
        # Of the places that hold the same blocks, the most probable one, which comes last, stays.
        surest = {rival.kind + rival.blocks(): (rival, sure) for rival, sure in sorted(rivals, key=_sure)}
        return list(surest.values())[-most:][::-1]


def lattice(band: Band, scores: Floats) -> Lattice:
    """The probability of every bead.

    Args:
        band: the nodes.
        scores: log weight of the bead of each of `TYPES` that starts at each node, shape (types, nodes).
    """
    import numpy as np

    after = np.stack([band.moved(a, b) for a, b in TYPES])
    before = np.stack([band.moved(-a, -b) for a, b in TYPES])
    starting = np.where(after == band.size, NEVER, scores)
    forward = _sweep(band, before, ending(before, starting), backward=False)
    backward = _sweep(band, after, starting, backward=True)
    log_total = float(forward[-2])
    beads = np.exp(np.minimum(forward[:-1] + starting + backward[after] - log_total, 0))
    return Lattice(band, beads, log_total)


def only(allowed: Collection[tuple[int, int]], scores: Floats) -> Floats:
    """The log weights of beads, those of types that are not allowed as good as none."""
    import numpy as np

    return np.where(np.array([kind in allowed for kind in TYPES])[:, None], scores, NEVER)


def ending(before: Integers, values: Floats) -> Floats:
    """Values of beads by the node they end at, from values by the node they start at."""
    import numpy as np

    outside = np.full((len(TYPES), 1), NEVER)
    result: Floats = np.take_along_axis(np.concatenate([values, outside], axis=1), before, axis=1)
    return result


def best(found: Lattice, through: Sequence[tuple[int, int]] = ()) -> list[Place]:
    """The beads of the alignment with the highest expected F1, in order.

    Strict F1 is the mean of precision, over all beads, and recall, over beads with text on both sides, so that near its
    top a bead of probability q is worth q - 1/2, and one without a counterpart (q - 1) / 2.

    Args:
        found: the probabilities.
        through: nodes, rising, that no bead should lead over.
    """
    import numpy as np

    band = found.band
    after = np.stack([band.moved(a, b) for a, b in TYPES])
    before = np.stack([band.moved(-a, -b) for a, b in TYPES])
    sure = found.probabilities
    worth = np.where(np.array([min(t) for t in TYPES])[:, None] > 0, sure - 0.5, sure / 2 - 0.5)
    if through:
        worth[leads_over(band, after, through)] -= _DETOUR
    worth[after == band.size] = NEVER
    ends = ending(before, worth)
    value = np.full(band.size + 1, NEVER)
    choice = np.zeros(band.size, np.int8)
    for i in range(len(band.low)):
        part = slice(band.offsets[i], band.offsets[i + 1])
        options = value[before[:-1, part]] + ends[:-1, part]
        if i == 0:
            options[0, 0] = 0
        kind = options.argmax(axis=0)
        row = options[kind, np.arange(len(kind))]
        total = np.cumsum(ends[-1, part])
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


def leads_over(band: Band, after: Integers, through: Sequence[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    """Which beads begin before one of some rising nodes, in either text, and end behind it."""
    import numpy as np

    rows, columns = np.array(through).T
    # A node has the first `passed` of them behind it, and only the first `reached` can lie before or at it.
    passed = np.minimum(np.searchsorted(rows, band.rows, "right"), np.searchsorted(columns, band.columns, "right"))
    reached = np.maximum(np.searchsorted(rows, band.rows), np.searchsorted(columns, band.columns))
    over: npt.NDArray[np.bool_] = np.append(reached, 0)[after] > passed
    return over


def _sure(found: tuple[Place, float]) -> float:
    return found[1]


def _sweep(band: Band, linked: Integers, scores: Floats, *, backward: bool) -> Floats:
    """The logarithm of the sum over all ways to (or from) each node; one value more for outside."""
    import numpy as np

    count, offsets = len(band.low), band.offsets
    values = np.full(band.size + 1, NEVER)
    step = -1 if backward else 1
    for i in range(count)[::step]:
        part = slice(offsets[i], offsets[i + 1])
        ways = values[linked[:-1, part]] + scores[:-1, part]
        top = ways.max(axis=0)
        row = top + np.log(np.exp(ways - top).sum(axis=0))
        if i == (count - 1 if backward else 0):
            row[-1 if backward else 0] = 0
        # What is left are insertions, within the row: a sum that runs on, each step with its own score.
        total = np.cumsum(scores[-1, part][::step])
        values[part] = (np.logaddexp.accumulate(row[::step] - total) + total)[::step]
    return values
