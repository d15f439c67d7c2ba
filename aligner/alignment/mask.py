"""Which beads of two texts are ruled out by what is kept of them, as arrays over the nodes of a band."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner.alignment.band import Band
from aligner.alignment.kept import KeptLinks
from aligner.alignment.lattice import MATCHES, TYPES, leads_over

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Integers = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

_Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Mask:
    """What no alignment of two texts may do.

    Attributes:
        corners: nodes, rising, that every alignment leads through.
        alone: for either text, which blocks no bead may link, shape (blocks,).
        walls: for either text, which borders no bead of several blocks may lead over, shape (blocks + 1,).
        apart: blocks of the first and of the second text that no bead may join.
        apart_within: for either text, pairs of its blocks that no bead may join.
    """

    corners: _Pairs
    alone: tuple[Flags, Flags]
    walls: tuple[Flags, Flags]
    apart: _Pairs = ()
    apart_within: tuple[_Pairs, _Pairs] = ((), ())

    @classmethod
    def of(cls, kept: KeptLinks, n: int, m: int) -> Mask:
        """The mask of texts of n and m blocks."""
        import numpy as np

        alone, walls = [], []
        for side, size in enumerate((n, m)):
            alone.append(np.zeros(size, bool))
            alone[side][list(kept.alone[side])] = True
            walls.append(np.zeros(size + 1, bool))
            walls[side][list(kept.walls[side])] = True
        corners = tuple(kept.corners())
        return cls(corners, (alone[0], alone[1]), (walls[0], walls[1]), kept.apart, kept.apart_within)

    def part(self, rows: tuple[int, int], columns: tuple[int, int]) -> Mask:
        """The mask of stretches of both texts, each given as start and stop."""
        (i, i_end), (j, j_end) = rows, columns
        corners = [(x - i, y - j) for x, y in self.corners if i <= x <= i_end and j <= y <= j_end]
        apart = [(x - i, y - j) for x, y in self.apart if i <= x < i_end and j <= y < j_end]
        within = [_shifted(pairs, *span) for pairs, span in zip(self.apart_within, (rows, columns), strict=True)]
        alone = self.alone[0][i:i_end], self.alone[1][j:j_end]
        walls = self.walls[0][i : i_end + 1], self.walls[1][j : j_end + 1]
        return Mask(tuple(corners), alone, walls, tuple(apart), (within[0], within[1]))

    def finer(self, borders: Integers, other_borders: Integers) -> Mask:
        """The mask of the pieces that the blocks of both texts consist of.

        Args:
            borders: the piece that each block of the first text begins with, and at the end the number of pieces.
            other_borders: the same for the second.
        """
        import numpy as np

        corners = tuple((int(borders[i]), int(other_borders[j])) for i, j in self.corners)
        alone, walls = [], []
        for side, of_side in enumerate((borders, other_borders)):
            alone.append(np.repeat(self.alone[side], np.diff(of_side)))
            walls.append(np.zeros(int(of_side[-1]) + 1, bool))
            walls[side][of_side[self.walls[side]]] = True
        return Mask(corners, (alone[0], alone[1]), (walls[0], walls[1]))

    def forbidden(self, band: Band) -> Flags:
        """Which bead of each of `TYPES` is ruled out at each node, shape (types, nodes)."""
        import numpy as np

        forbidden = np.zeros((len(TYPES), band.size), bool)
        if self.corners:
            after = np.stack([band.moved(a, b) for a, b in TYPES])
            forbidden |= leads_over(band, after, self.corners)
        for side, place in enumerate((band.rows, band.columns)):
            # How many there are before each border: the difference of two borders is how many a bead has.
            alone = np.concatenate([[0], np.cumsum(self.alone[side])])
            walls = np.concatenate([[0], np.cumsum(self.walls[side])])
            last = len(alone) - 1
            for k, kind in enumerate(MATCHES):
                stop = np.minimum(place + kind[side], last)
                forbidden[k] |= alone[stop] > alone[place]
                forbidden[k] |= walls[stop] > walls[np.minimum(place + 1, last + 1)]
        self._keep_apart(band, forbidden)
        return forbidden

    def _keep_apart(self, band: Band, forbidden: Flags) -> None:
        places = band.rows, band.columns
        for k, kind in enumerate(MATCHES):
            for pair in self.apart:
                forbidden[k] |= _has(places[0], kind[0], pair[0]) & _has(places[1], kind[1], pair[1])
            for side, pairs in enumerate(self.apart_within):
                for one, other in pairs:
                    forbidden[k] |= _has(places[side], kind[side], one) & _has(places[side], kind[side], other)


def _has(start: Integers, size: int, block: int) -> Flags:
    """Which beads have a block, by where they start."""
    has: Flags = (start <= block) & (block < start + size)
    return has


def _shifted(pairs: Iterable[tuple[int, int]], start: int, stop: int) -> tuple[tuple[int, int], ...]:
    """The pairs of blocks that are both in a stretch, counted from its start."""
    return tuple((x - start, y - start) for x, y in pairs if start <= min(x, y) and max(x, y) < stop)
