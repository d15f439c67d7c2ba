"""What an alignment has to keep: beads that are certain, and blocks that do not belong together."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aligner.alignment.beads import Link, Pair
from aligner.alignment.consensus import heaviest_chain

Block = tuple[str, int]
"""A language, and the number of one of its blocks, from 0."""
_Pairs = tuple[tuple[int, int], ...]


def each_block(numbers_by_language: Mapping[str, Iterable[int]]) -> Iterator[Block]:
    """The blocks of a group, language after language.

    >>> list(each_block({"en": (0, 1), "fr": (2,)}))
    [('en', 0), ('en', 1), ('fr', 2)]
    """
    for tag, numbers in numbers_by_language.items():
        for number in numbers:
            yield tag, number


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
        return frozenset(each_block(self.blocks))

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


@dataclass(frozen=True)
class KeptLinks:
    """What is certain of two languages.

    Attributes:
        anchors: links in the order of both texts, each of consecutive blocks; the texts are aligned between them.
        elsewhere: links out of that order.
        alone: for either language, blocks that have no other counterpart than these links give them.
        walls: for either language, borders that no link may lead over.
        apart: pairs of blocks, one of either language, that no link may join.
        apart_within: for either language, pairs of its blocks that no link may join.
    """

    anchors: tuple[Link, ...] = ()
    elsewhere: tuple[Link, ...] = ()
    alone: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    walls: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    apart: tuple[tuple[int, int], ...] = ()
    apart_within: tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]] = ((), ())

    @classmethod
    def of(cls, kept: Kept, pair: Pair) -> KeptLinks:
        """What is kept of a text, as far as it concerns two of its languages."""
        linked: list[tuple[KeptBead, tuple[int, ...], tuple[int, ...]]] = []
        alone: tuple[set[int], set[int]] = (set(), set())
        walls: tuple[set[int], set[int]] = (set(), set())
        for bead in kept.beads:
            sides = bead.blocks.get(pair[0], ()), bead.blocks.get(pair[1], ())
            if all(sides):
                linked.append((bead, *sides))
            for side, numbers in enumerate(sides):
                if all(sides) or bead.is_complete:
                    alone[side].update(numbers)
                walls[side].update(numbers, (number + 1 for number in numbers))
                # Neighbours of one bead may well have one counterpart.
                walls[side].difference_update(number for number in numbers if number - 1 in numbers)
        anchors, elsewhere = _in_order(linked)
        apart, apart_within = _apart(kept, pair)
        frozen_alone = frozenset(alone[0]), frozenset(alone[1])
        frozen_walls = frozenset(walls[0]), frozenset(walls[1])
        return cls(anchors, elsewhere, frozen_alone, frozen_walls, apart, apart_within)

    def corners(self) -> list[tuple[int, int]]:
        """The nodes where anchors begin and end, in order, each once."""
        nodes: dict[tuple[int, int], None] = {}
        for link in self.anchors:
            nodes |= dict.fromkeys([(link.first[0], link.second[0]), (link.first[-1] + 1, link.second[-1] + 1)])
        return list(nodes)

    def inner_nodes(self) -> set[tuple[int, int]]:
        """The nodes of anchors that are not their beginning or end."""
        nodes: set[tuple[int, int]] = set()
        for link in self.anchors:
            rows, columns = (range(side[0], side[-1] + 2) for side in (link.first, link.second))
            nodes.update(itertools.product(rows, columns))
        return nodes.difference(self.corners())

    def restored(self, links: Iterable[Link]) -> tuple[Link, ...]:
        """Links with the certain ones in place of all that their blocks were in, in the order of the first text."""
        if not any(self.alone):
            return tuple(links)
        certain = (*self.anchors, *self.elsewhere)
        by_first: dict[int, Link] = {}
        for link in certain:
            by_first |= dict.fromkeys(link.first, link)
        by_second: dict[int, Link] = {}
        for link in self.anchors:
            by_second |= dict.fromkeys(link.second, link)
        moved_there = set(itertools.chain.from_iterable(link.second for link in self.elsewhere))
        placed: set[tuple[int, ...]] = set()
        result: list[Link] = []
        for link in links:
            if self.alone[0].isdisjoint(link.first) and self.alone[1].isdisjoint(link.second):
                result.append(link)
                continue
            owners = [by_first.get(block) or Link((block,), (), 1.0) for block in link.first]
            there = [block for block in link.second if block not in moved_there]
            owners += [by_second.get(block) or Link((), (block,), 1.0) for block in there]
            for owner in owners:
                if not owner.first or owner.first not in placed:
                    result.append(owner)
                placed.add(owner.first)
        return tuple(result)


NO_LINKS = KeptLinks()


def _apart(kept: Kept, pair: Pair) -> tuple[_Pairs, tuple[_Pairs, _Pairs]]:
    """The pairs of blocks kept apart of the two languages: those across, and those within either."""
    across: list[tuple[int, int]] = []
    within: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for blocks in kept.apart:
        if all(tag in pair for tag, _ in blocks):
            (side, number), (later_side, later) = sorted((pair.index(tag), number) for tag, number in blocks)
            (within[side] if side == later_side else across).append((number, later))
    return tuple(across), (tuple(within[0]), tuple(within[1]))


def _in_order(
    linked: Sequence[tuple[KeptBead, tuple[int, ...], tuple[int, ...]]],
) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Certain links: those that keep the order of both texts, as many blocks as can be, and the others."""
    in_order = {}
    for bead, first, second in linked:
        if not bead.is_moved and _are_neighbours(first) and _are_neighbours(second):
            in_order[first[0], second[0]] = first, second
    points = [(*start, float(len(first) + len(second))) for start, (first, second) in sorted(in_order.items())]
    chain = set(heaviest_chain(points)) if points else set()
    anchors = tuple(Link(*in_order[start], 1.0) for start in sorted(chain))
    elsewhere = tuple(
        Link(first, second, 1.0, is_moved=True)
        for _, first, second in linked
        if (first[0], second[0]) not in chain or in_order[first[0], second[0]] != (first, second)
    )
    return anchors, elsewhere


def _are_neighbours(blocks: Sequence[int]) -> bool:
    return blocks[-1] - blocks[0] + 1 == len(blocks)
