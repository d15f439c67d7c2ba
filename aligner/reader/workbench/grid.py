"""The grid of the workbench: rows of cells, one cell per language, each with the blocks that say the same.

A block is a stretch of a segment (or part) of the text as it was opened. Operations cut blocks and regroup them; they
never change a word, so every language has its words in its own order after any number of them.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Another wording of a block that is not verified, why, and since when."""

    text: str
    reason: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class GridBlock:
    """A stretch of a block of the opened text.

    Attributes:
        number: the place of the opened block in its language, from 0.
        text: the stretch, verbatim.
        start: where the stretch begins in the block.
        space: the white space that is between it and the rest of the block; None where the stretch ends the block.
        label: the label before it, where the stretch begins the block.
        origin: the id of the unit it was in.
        is_fixed: whether the wording cannot be changed: it is verified, or belongs to a file.
        is_moved: whether it was linked to a row out of the order of its language.
        rewrite: a wording that a person put in its place.
    """

    number: int
    text: str
    start: int = 0
    space: str | None = None
    label: str = ""
    origin: str = ""
    is_fixed: bool = False
    is_moved: bool = False
    rewrite: Rewrite | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is all of the opened block."""
        return not self.start and self.space is None

    @property
    def place(self) -> tuple[int, int]:
        """Where it is in its language: it is before every block of a greater place."""
        return self.number, self.start

    @property
    def wording(self) -> str:
        """What is to be read: the words of the file, or those that a person put in their place."""
        return self.rewrite.text if self.rewrite else self.text


GridCell = tuple[GridBlock, ...]
Member = tuple[str, int]
"""A block of the opened text: its language, and its number there."""


def members(blocks: Mapping[str, Iterable[int]]) -> list[Member]:
    """Blocks that are given by language, one by one."""
    each: list[Member] = []
    for tag, numbers in blocks.items():
        each += [(tag, number) for number in numbers]
    return each


@dataclass(frozen=True, slots=True)
class PhraseEdit:
    """A phrase that a person linked or cut, by where its words are in the opened text.

    Attributes:
        places: language, number of the block, and the offsets in it, for each stretch.
        is_linked: whether it was linked; else it was cut.
    """

    places: tuple[tuple[str, int, int, int], ...]
    is_linked: bool = True


@dataclass(frozen=True, slots=True)
class GridRow:
    """A unit to be.

    Attributes:
        id: of the unit; unique in the grid.
        cells: language to its blocks; a language that has none is left out.
        is_checked: whether a person said that the row is right.
        is_edited: whether a person made the row what it is.
        accepted: rule to the reason why its findings are accepted here.
        phrases: what was done to its phrases, the last one last.
    """

    id: str
    cells: Mapping[str, GridCell]
    is_checked: bool = False
    is_edited: bool = False
    accepted: Mapping[str, str] = field(default_factory=dict)
    phrases: tuple[PhraseEdit, ...] = ()

    def cell(self, language: str) -> GridCell:
        """The blocks of a language."""
        return self.cells.get(language, ())

    def blocks(self) -> Iterator[tuple[str, GridBlock]]:
        """Each block, with its language."""
        for tag, cell in self.cells.items():
            for block in cell:
                yield tag, block

    def members(self) -> set[Member]:
        """The blocks of the opened text that are in the row, in whole or in part."""
        return {(tag, block.number) for tag, block in self.blocks()}

    def with_cell(self, language: str, blocks: Sequence[GridBlock]) -> GridRow:
        """The row with other blocks in a language; the two sides of a cut that meet again are one block again."""
        cells = {tag: cell for tag, cell in self.cells.items() if tag != language}
        return replace(self, cells={**cells, language: healed(blocks)} if blocks else cells)


def healed(blocks: Iterable[GridBlock]) -> GridCell:
    """Blocks of a cell, with cuts closed where both sides are there, in order."""
    cell: list[GridBlock] = []
    for block in blocks:
        if cell and _continues(cell[-1], block):
            head = cell[-1]
            cell[-1] = replace(head, text=f"{head.text}{head.space}{block.text}", space=block.space)
        else:
            cell.append(block)
    return tuple(cell)


def _continues(head: GridBlock, tail: GridBlock) -> bool:
    if head.space is None or head.number != tail.number or head.is_moved != tail.is_moved:
        return False
    return head.start + len(head.text) + len(head.space) == tail.start and not (head.rewrite or tail.rewrite)


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows of a text, in order; no row is empty.

    Attributes:
        languages: tags, in the order of the columns.
        rows: in reading order.
    """

    languages: tuple[str, ...]
    rows: tuple[GridRow, ...]

    def column(self, language: str) -> Iterator[GridBlock]:
        """The blocks of a language, from the first row to the last."""
        return itertools.chain.from_iterable(row.cell(language) for row in self.rows)

    def replaced(self, start: int, stop: int, rows: Iterable[GridRow]) -> Grid:
        """The grid with other rows from one to another; empty ones are left out, and ids stay unique."""
        filled = [row for row in rows if row.cells]
        used_ids = {row.id for row in itertools.chain(self.rows[:start], self.rows[stop:])}
        named = []
        for row in filled:
            id_ = free_id(row, used_ids)
            used_ids.add(id_)
            named.append(row if row.id == id_ else replace(row, id=id_))
        return replace(self, rows=(*self.rows[:start], *named, *self.rows[stop:]))


def free_id(row: GridRow, used_ids: set[str]) -> str:
    """The id of a row: its own, else that of a unit that one of its blocks begins, else one made of it."""
    begun = [block.origin for _, block in row.blocks() if not block.start]
    for id_ in (row.id, *begun):
        if id_ and id_ not in used_ids:
            return id_
    stem = row.id or next((block.origin for _, block in row.blocks()), "") or "row"
    return next(id_ for number in itertools.count(2) if (id_ := f"{stem}-{number}") not in used_ids)


@dataclass(frozen=True, slots=True)
class RowChange:
    """What turns one grid into another: rows from one place on that are replaced by others."""

    start: int
    removed: tuple[GridRow, ...]
    added: tuple[GridRow, ...]

    @classmethod
    def between(cls, old: Grid, new: Grid) -> RowChange:
        """The change, as small as it can be; rows that are one object are the same row."""
        before, after = old.rows, new.rows
        shorter = min(len(before), len(after))
        start = 0
        while start < shorter and before[start] is after[start]:
            start += 1
        end = 0
        while end < shorter - start and before[-1 - end] is after[-1 - end]:
            end += 1
        return cls(start, before[start : len(before) - end], after[start : len(after) - end])

    def apply(self, grid: Grid) -> Grid:
        """The grid with the change made."""
        stop = self.start + len(self.removed)
        return replace(grid, rows=(*grid.rows[: self.start], *self.added, *grid.rows[stop:]))

    @property
    def inverse(self) -> RowChange:
        """The change that takes this one back."""
        return RowChange(self.start, self.added, self.removed)
