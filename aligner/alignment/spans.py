"""Vectors of every run of 1 to k neighbouring blocks: a bead joins several, so the search compares runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from aligner.alignment import network_spans
from aligner.alignment.pieces import Cut
from aligner.encoder import Encoder, Usem3

if TYPE_CHECKING:
    from aligner.encoder import Vectors

LONGEST = 5
"""Blocks of a side that are compared as one."""


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


def embed(encoder: Encoder, texts: Sequence[Cut]) -> Sequence[tuple[Spans, Spans]]:
    """The spans of each text, by blocks and by pieces; short texts share the passes of the encoder."""
    if isinstance(encoder, Usem3):
        return network_spans.embed(encoder, texts, LONGEST)
    blocks = _encoded(encoder, [it.blocks for it in texts])
    finer = [it.pieces for it in texts if it.is_finer]
    pieces = iter(_encoded(encoder, finer) if finer else ())
    return [(runs, next(pieces) if it.is_finer else runs) for it, runs in zip(texts, blocks, strict=True)]


def _encoded(encoder: Encoder, texts: Sequence[Sequence[str]]) -> list[EncodedSpans]:
    """The runs of some texts, in one pass of the encoder."""
    runs = [" ".join(parts[i : i + k]) for parts in texts for k in range(1, LONGEST + 1) for i in range(len(parts))]
    vectors = encoder.encode(runs)
    result, at = [], 0
    for parts in texts:
        part = slice(at, at := at + LONGEST * len(parts))
        result.append(EncodedSpans(vectors[part].reshape(LONGEST, len(parts), vectors.shape[1])))
    return result
