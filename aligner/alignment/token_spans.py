"""Runs of blocks without an encoder: compared by the numbers, labels, names and cognates that both texts have."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

from aligner.alignment.layers import Layers, Side
from aligner.alignment.surface import Surface, Surfaces

if TYPE_CHECKING:
    from aligner.encoder import Vectors

_HASHED = 256
_EVERY_BLOCK = 0.1
"""What blocks without a shared token have in common."""


class TokenSpans:
    """Runs of blocks as vectors of the tokens in them.

    Args:
        rows: per block the weight of each token, shape (blocks, tokens).
    """

    def __init__(self, rows: Vectors) -> None:
        self._rows = rows

    def __len__(self) -> int:
        """The number of blocks."""
        return len(self._rows)

    def part(self, start: int, stop: int) -> TokenSpans:
        """The runs of the blocks from start to stop."""
        return TokenSpans(self._rows[start:stop])

    def vectors(self, longest: int) -> Vectors:
        """Vectors of the runs that begin at each block, shape (longest, blocks, tokens), each of length 1."""
        import numpy as np

        result: Vectors = np.zeros((longest, *self._rows.shape), np.float32)
        run = self._rows
        for k in range(min(longest, len(self))):
            if k:
                run = run[:-1] + self._rows[k:]
            result[k, : len(run)] = run / np.linalg.norm(run, axis=1, keepdims=True)
        return result


def token_layers(first: Surfaces, second: Surfaces) -> tuple[Layers, Layers]:
    """Both texts of a pair, by the tokens that they share."""
    blocks = pieces = _sides(first.blocks, second.blocks)
    if first.pieces is not first.blocks or second.pieces is not second.blocks:
        pieces = _sides(first.pieces, second.pieces)
    return Layers(blocks[0], pieces[0], first.borders), Layers(blocks[1], pieces[1], second.borders)


def _sides(first: Surface, second: Surface) -> tuple[Side, Side]:
    """Runs of both texts, by the tokens that they share, the rare ones counting most."""
    import numpy as np

    texts = [_tokens(first), _tokens(second)]
    counts, other_counts = (Counter(itertools.chain.from_iterable(text)) for text in texts)
    total = sum(map(len, texts))
    place = {
        token: (k % _HASHED, counts[token] + other_counts[token])
        for k, token in enumerate(sorted(counts & other_counts))
    }
    sides = []
    for surface, text in zip((first, second), texts, strict=True):
        rows = np.full((len(text), _HASHED + 1), 0, np.float32)
        rows[:, -1] = _EVERY_BLOCK
        for row, tokens in zip(rows, text, strict=True):
            for column, count in (place[token] for token in tokens if token in place):
                row[column] = max(np.log(total / count), 0.1) ** 0.5
        sides.append(Side(TokenSpans(rows), surface))
    return sides[0], sides[1]


def _tokens(surface: Surface) -> list[frozenset[str]]:
    labels = ({f"#{label}"} if label else set() for label in surface.labels.tolist())
    return [
        numbers | words | label for numbers, words, label in zip(surface.numbers, surface.words, labels, strict=True)
    ]
