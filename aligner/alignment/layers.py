"""One language of a text as the search sees it, in two layers: its blocks, and the pieces that they consist of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aligner.alignment.spans import Spans
from aligner.alignment.surface import Surface, Surfaces

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Side:
    """One language of a text: the vectors of its runs and what its blocks show.

    Attributes:
        spans: the vectors.
        surface: what the blocks show.
        whole: of a part, the text that it was taken from: what is usual there is usual in the part.
    """

    spans: Spans
    surface: Surface
    whole: Side | None = None

    @cached_property
    def usual(self) -> Floats:
        """The mean of the vectors of all blocks of the text."""
        mean: Floats = self.whole.usual if self.whole else self.spans.vectors(1)[0].mean(axis=0)
        return mean

    def __len__(self) -> int:
        return len(self.spans)

    def part(self, start: int, stop: int) -> Side:
        """The blocks from start to stop."""
        if start == 0 and stop == len(self):
            return self
        return Side(self.spans.part(start, stop), self.surface.part(start, stop), self.whole or self)


@dataclass(frozen=True)
class Layers:
    """One language of a text in two layers.

    Attributes:
        blocks: what is aligned.
        pieces: the same text, cut finer.
        borders: the piece that each block begins with, and at the end the number of pieces.
    """

    blocks: Side
    pieces: Side
    borders: Integers

    def __len__(self) -> int:
        return len(self.blocks)

    def part(self, start: int, stop: int) -> Layers:
        """The blocks from start to stop."""
        borders = self.borders[start : stop + 1]
        return Layers(self.blocks.part(start, stop), self.pieces.part(borders[0], borders[-1]), borders - borders[0])


def layers(seen: Surfaces, blocks: Spans, pieces: Spans) -> Layers:
    """One language of a text from what its blocks and pieces show and from their runs."""
    return Layers(Side(blocks, seen.blocks), Side(pieces, seen.pieces), seen.borders)
