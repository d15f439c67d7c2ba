"""What the aligner thinks of the rows: how probable each is, and what it would make of the doubtful ones.

The blocks are aligned once. A row that has the blocks of a bead is as probable as the bead; one that has others is what
the aligner did not choose, so that its probability is at most what the aligner leaves over.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aligner.alignment.beads import Alignment, Alternative, Bead, Link, Pair
from aligner.alignment.pairwise import SURE
from aligner.reader.workbench.grid import Grid, GridRow, Member, members

Group = Mapping[str, frozenset[int]]
"""Blocks that belong together, by language."""
_LEAST = 0.02
"""Alternatives that are less probable are not offered."""


@dataclass(frozen=True, slots=True)
class RowAlternative:
    """Other rows that the blocks of a row could be in, in reading order, and how probable they are."""

    groups: tuple[Group, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class RowOpinion:
    """What the aligner thinks of a row; the probability is None where a cut made blocks that it has not seen."""

    probability: float | None = None
    alternative: RowAlternative | None = None

    @property
    def is_sure(self) -> bool:
        """Whether there is no need to look at the row."""
        return self.probability is not None and self.probability >= SURE


class AlignerOpinion:
    """The opinion of an aligner about any grouping of the blocks that it has aligned.

    Args:
        alignment: of the blocks of the opened text, by their numbers.
    """

    def __init__(self, alignment: Alignment) -> None:
        self._beads = alignment.beads
        self._bead_of: dict[Member, int] = {}
        for number, bead in enumerate(alignment.beads):
            self._bead_of |= dict.fromkeys(members(bead.blocks), number)
        self._alternatives: dict[int, list[tuple[Pair, Link]]] = {}
        self._linked: dict[Member, dict[str, tuple[int, ...]]] = {}
        for (first, second), links in alignment.links.items():
            for link in links:
                for number in link.first:
                    self._linked.setdefault((first, number), {})[second] = link.second
                for number in link.second:
                    self._linked.setdefault((second, number), {})[first] = link.first
                if link.alternatives and link.confidence < SURE:
                    member = (first, link.first[0]) if link.first else (second, link.second[0])
                    self._alternatives.setdefault(self._bead_of[member], []).append(((first, second), link))
        for doubtful in self._alternatives.values():
            doubtful.sort(key=lambda linked: linked[1].confidence)

    def of(self, grid: Grid) -> list[RowOpinion]:
        """The opinion of each row."""
        opinions = [RowOpinion()] * len(grid.rows)
        disputed: dict[int, set[int]] = {}
        for number, row in enumerate(grid.rows):
            beads = self._beads_of(row)
            if len(beads) == 1 and _is_bead(row, self._beads[next(iter(beads))]):
                opinions[number] = self._agreed(row, next(iter(beads)))
            else:
                disputed[number] = beads
        for rows in self._components(disputed):
            opinion = self._disagreed(grid, rows)
            for number in rows:
                opinions[number] = opinion
        return opinions

    def _beads_of(self, row: GridRow) -> set[int]:
        return {self._bead_of[member] for member in row.members() if member in self._bead_of}

    def _agreed(self, row: GridRow, bead: int) -> RowOpinion:
        """The opinion of a row that is a bead: an alternative of its least sure link that makes another row of it."""
        as_it_is = row.members()
        for pair, link in self._alternatives.get(bead, ()):
            for alternative in link.alternatives:
                group = self._with_companions(pair, alternative)
                if alternative.confidence >= _LEAST and set(members(group)) != as_it_is:
                    return RowOpinion(self._beads[bead].confidence, RowAlternative((group,), alternative.confidence))
        return RowOpinion(self._beads[bead].confidence)

    def _with_companions(self, pair: Pair, alternative: Alternative) -> Group:
        """The blocks of an alternative, and those of other languages that are linked to them, to both sides if there are such."""
        sides = dict(zip(pair, (frozenset(alternative.first), frozenset(alternative.second)), strict=True))
        group = {tag: numbers for tag, numbers in sides.items() if numbers}
        proposals: dict[str, list[frozenset[int]]] = {}
        for tag, numbers in sides.items():
            linked = [self._linked.get((tag, number), {}) for number in numbers]
            for companion in set(itertools.chain.from_iterable(linked)).difference(pair):
                blocks = itertools.chain.from_iterable(of_block.get(companion, ()) for of_block in linked)
                proposals.setdefault(companion, []).append(frozenset(blocks))
        for companion, of_sides in proposals.items():
            group[companion] = frozenset.intersection(*of_sides) or frozenset.union(*of_sides)
        return {tag: numbers for tag, numbers in group.items() if numbers}

    def _components(self, disputed: Mapping[int, set[int]]) -> list[list[int]]:
        """Rows that share beads, directly or through others: they can only be put right together."""
        rows_of: dict[int, list[int]] = {}
        for row, beads in disputed.items():
            for bead in beads:
                rows_of.setdefault(bead, []).append(row)
        components, seen_rows = [], set[int]()
        for row in disputed:
            component, pending = [], [row]
            while pending:
                number = pending.pop()
                if number not in seen_rows:
                    seen_rows.add(number)
                    component.append(number)
                    for bead in disputed[number]:
                        pending += rows_of.pop(bead, ())
            if component:
                components.append(sorted(component))
        return components

    def _disagreed(self, grid: Grid, rows: Sequence[int]) -> RowOpinion:
        disputed = [grid.rows[number] for number in rows]
        if not all(map(_is_whole, disputed)):
            return RowOpinion()
        beads = sorted(set[int]().union(*map(self._beads_of, disputed)))
        groups = tuple(_group(self._beads[bead]) for bead in beads)
        confidence = min((self._beads[bead].confidence for bead in beads), default=0.0)
        return RowOpinion(1 - confidence, RowAlternative(groups, confidence) if groups else None)


def _group(bead: Bead) -> Group:
    return {tag: frozenset(numbers) for tag, numbers in bead.blocks.items() if numbers}


def _is_bead(row: GridRow, bead: Bead) -> bool:
    """Whether a row has all blocks of a bead, whole; those of others it has been asked for before."""
    return sum(map(len, row.cells.values())) == sum(map(len, bead.blocks.values())) and _is_whole(row)


def _is_whole(row: GridRow) -> bool:
    """Whether no block of the row was cut."""
    return all(block.is_whole for _, block in row.blocks())
