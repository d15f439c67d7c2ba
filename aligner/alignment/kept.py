"""What an alignment has to keep: beads that are certain, and blocks that do not belong together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Block = tuple[str, int]
"""A language, and the number of one of its blocks, from 0."""


@dataclass(frozen=True, slots=True)
class KeptBead:
    """Blocks that certainly belong together: in the languages that it has, these and no others.

    Attributes:
        blocks: language to the numbers of its blocks, rising, from 0.
        is_complete: whether languages that it does not have have nothing here; else they are left open.
        is_moved: whether it stands at another place in one of the languages.
    """

    blocks: Mapping[str, tuple[int, ...]]
    is_complete: bool = False
    is_moved: bool = False

    def members(self) -> frozenset[Block]:
        """All its blocks."""
        return frozenset((tag, number) for tag, numbers in self.blocks.items() for number in numbers)

    def joined(self, other: KeptBead) -> KeptBead | None:
        """Both as one; None where they contradict each other.

        >>> KeptBead({"en": (0,), "fr": (1,)}).joined(KeptBead({"en": (0,), "ru": (0,)})).blocks
        {'en': (0,), 'fr': (1,), 'ru': (0,)}
        >>> KeptBead({"en": (0,), "fr": (1,)}).joined(KeptBead({"en": (0, 1), "ru": (0,)})) is None
        True
        """
        blocks = {**self.blocks, **other.blocks}
        is_consistent = all(blocks[tag] == numbers for tag, numbers in self.blocks.items())
        for bead in (self, other):
            is_consistent &= not bead.is_complete or bead.blocks.keys() == blocks.keys()
        if not is_consistent:
            return None
        return KeptBead(blocks, self.is_complete or other.is_complete, self.is_moved or other.is_moved)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is certain of a text.

    Attributes:
        beads: no block is in two.
        apart: pairs of blocks that no bead may join.
    """

    beads: tuple[KeptBead, ...] = ()
    apart: frozenset[tuple[Block, Block]] = frozenset()


NOTHING = Kept()
