"""The part of the grid of two texts that a search looks into.

A node (i, j) says that the first i blocks of one text and the first j of the other are aligned. A band keeps, for every
i, one stretch of j, numbered node after node, so that work and memory grow with the length of the texts and not with its
square, also where a long section has no counterpart and one row is wide.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Band:
    """For each i from 0 to n, the nodes (i, j) with low[i] <= j <= high[i].

    Both bounds never fall, row 0 holds node (0, 0) and the last row holds (n, m).
    """

    low: Integers
    high: Integers

    @cached_property
    def offsets(self) -> Integers:
        """Where each row begins in the numbering of nodes, and at the end the number of nodes."""
        import numpy as np

        return np.concatenate([[0], np.cumsum(self.high - self.low + 1)])

    @property
    def size(self) -> int:
        """The number of nodes."""
        return int(self.offsets[-1])

    @cached_property
    def rows(self) -> Integers:
        """The i of each node."""
        import numpy as np

        return np.repeat(np.arange(len(self.low)), self.high - self.low + 1)

    @cached_property
    def columns(self) -> Integers:
        """The j of each node."""
        import numpy as np

        return np.arange(self.size) - self.offsets[self.rows] + self.low[self.rows]

    def node(self, i: int, j: int) -> int:
        """The number of node (i, j), which must be inside."""
        return int(self.offsets[i] + j - self.low[i])

    @cached_property
    def _moves(self) -> dict[tuple[int, int], Integers]:
        return {}

    def moved(self, di: int, dj: int) -> Integers:
        """For each node (i, j) the number of node (i + di, j + dj); `size` where that is outside the band."""
        if (di, dj) not in self._moves:
            self._moves[di, dj] = self._move(di, dj)
        return self._moves[di, dj]

    def _move(self, di: int, dj: int) -> Integers:
        import numpy as np

        i, j = self.rows + di, self.columns + dj
        inside = (i >= 0) & (i < len(self.low))
        i = np.where(inside, i, 0)
        inside &= (j >= self.low[i]) & (j <= self.high[i])
        return np.where(inside, self.offsets[i] + j - self.low[i], self.size)

    @classmethod
    def full(cls, n: int, m: int) -> Band:
        """All nodes of two texts of n and m blocks."""
        import numpy as np

        return cls(np.zeros(n + 1, np.int64), np.full(n + 1, m, np.int64))

    @classmethod
    def around(cls, path: Integers, n: int, m: int, reach: int) -> Band:
        """The nodes within `reach` rows and columns of a path.

        Args:
            path: nodes of the path, shape (k, 2), neither coordinate falling; (0, 0) and (n, m) are added.
            n: blocks of the first text.
            m: blocks of the second.
            reach: how far from the path, in blocks.
        """
        import numpy as np

        path = np.concatenate([[[0, 0]], path, [[n, m]]])
        # Between two nodes of the path everything in their rectangle is inside.
        first = np.searchsorted(path[:, 0], np.arange(n + 1) - reach, side="left").clip(1) - 1
        last = np.searchsorted(path[:, 0], np.arange(n + 1) + reach, side="right").clip(max=len(path) - 1)
        return cls((path[first, 1] - reach).clip(0, m), (path[last, 1] + reach).clip(0, m))
