"""What the aligner thinks of the rows: how probable each is, and what it would make of the doubtful ones.

The blocks are aligned once. A row that has the blocks of a bead is as probable as the bead; one that has others is what
the aligner did not choose, so that its probability is at most what the aligner leaves over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aligner.alignment.beads import Alignment, Alternative, Bead, Pair
from aligner.alignment.pairwise import SURE
from aligner.reader.workbench.grid import Grid, GridRow

_Member = tuple[str, int]
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
        self._bead_of: dict[_Member, int] = {}
        for number, bead in enumerate(alignment.beads):
            self._bead_of |= dict.fromkeys(_members(bead), number)
        self._alternatives = self._by_bead(alignment)

    def _by_bead(self, alignment: Alignment) -> dict[int, tuple[Pair, Alternative]]:
        """For each bead the most probable alternative of the link that is least sure."""
        best: dict[int, tuple[Pair, Alternative]] = {}
        least: dict[int, float] = {}
        for pair, links in alignment.links.items():
            for link in links:
                if link.alternatives and link.confidence < SURE:
                    member = (pair[0], link.first[0]) if link.first else (pair[1], link.second[0])
                    bead = self._bead_of[member]
                    if link.confidence < least.get(bead, 1.0):
                        best[bead], least[bead] = (pair, link.alternatives[0]), link.confidence
        return best

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
        members = ((tag, block.number) for tag, cell in row.cells.items() for block in cell)
        return {self._bead_of[member] for member in members if member in self._bead_of}

    def _agreed(self, row: GridRow, bead: int) -> RowOpinion:
        confidence = self._beads[bead].confidence
        if bead not in self._alternatives:
            return RowOpinion(confidence)
        (first, second), alternative = self._alternatives[bead]
        if alternative.confidence < _LEAST:
            return RowOpinion(confidence)
        group = {tag: frozenset(block.number for block in cell) for tag, cell in row.cells.items()}
        group |= {first: frozenset(alternative.first), second: frozenset(alternative.second)}
        groups = ({tag: numbers for tag, numbers in group.items() if numbers},)
        return RowOpinion(confidence, RowAlternative(groups, alternative.confidence))

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
        blocks = [block for number in rows for cell in grid.rows[number].cells.values() for block in cell]
        if not all(block.is_whole for block in blocks):
            return RowOpinion()
        beads = sorted({bead for number in rows for bead in self._beads_of(grid.rows[number])})
        groups = tuple(_group(self._beads[bead]) for bead in beads)
        confidence = min((self._beads[bead].confidence for bead in beads), default=0.0)
        return RowOpinion(1 - confidence, RowAlternative(groups, confidence) if groups else None)


def _members(bead: Bead) -> Iterable[_Member]:
    return [(tag, number) for tag, numbers in bead.blocks.items() for number in numbers]


def _group(bead: Bead) -> Group:
    return {tag: frozenset(numbers) for tag, numbers in bead.blocks.items() if numbers}


def _is_bead(row: GridRow, bead: Bead) -> bool:
    """Whether a row has all blocks of a bead, whole; those of others it has been asked for before."""
    blocks = [block for cell in row.cells.values() for block in cell]
    return len(blocks) == sum(map(len, bead.blocks.values())) and all(block.is_whole for block in blocks)
