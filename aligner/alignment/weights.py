"""The weights of the evidence: one set where an encoder compares meanings, one where it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aligner.alignment import learned, learned_bare, learned_pieces, learned_pieces_bare


@dataclass(frozen=True, slots=True)
class Scale:
    """How much each piece of evidence counts.

    Attributes:
        match: by type of bead, the weights of `evidence.NAMES` and, of blocks, of `evidence.CUT_NAMES`.
        skip: the weights of `evidence.SKIP_NAMES` and, of blocks, of "cut after".
        skipped: the share of beads that are blocks of one given language without a counterpart, where they were learned.
    """

    match: Mapping[tuple[int, int], tuple[float, ...]]
    skip: tuple[float, ...]
    skipped: float


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each piece of evidence counts for the pieces of blocks, and then for the blocks."""

    pieces: Scale
    blocks: Scale


WITH_ENCODER = Weights(
    Scale(learned_pieces.MATCH, learned_pieces.SKIP, learned_pieces.SKIPPED),
    Scale(learned.MATCH, learned.SKIP, learned.SKIPPED),
)
BARE = Weights(
    Scale(learned_pieces_bare.MATCH, learned_pieces_bare.SKIP, learned_pieces_bare.SKIPPED),
    Scale(learned_bare.MATCH, learned_bare.SKIP, learned_bare.SKIPPED),
)
"""For pairs of languages that the encoder does not know: likeness is that of shared tokens."""
