"""Rows that people have decided on, as the decisions that a text keeps: what `align --keep` and `add` take as certain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from aligner.alignment.composition import printed
from aligner.alignment.decisions import HeldDecision, resolve
from aligner.model import BlockName, Decision, DecisionKind
from aligner.reader.workbench.grid import Grid, GridRow, Member, members
from aligner.text.block_names import named

_Names = dict[str, dict[tuple[int, int], BlockName]]
"""Language to the place of a block in it to its name."""


class RowDecisions:
    """Brings the decisions of a text into its rows, and back.

    Args:
        grid: the rows of the text as it was opened.
        decisions: those that the text keeps.

    Attributes:
        grid: the rows, marked as the decisions say.
    """

    def __init__(self, grid: Grid, decisions: tuple[Decision, ...]) -> None:
        self._decisions = decisions
        self._held: list[HeldDecision] = []
        self._loose: list[HeldDecision] = []
        self.grid = grid
        if decisions:
            blocks = printed_blocks(grid)
            self._held = list(resolve(decisions, blocks).held)
            self.grid = self._marked(grid)

    def _marked(self, grid: Grid) -> Grid:
        by_row: dict[int, list[HeldDecision]] = {}
        row_of = _row_of(grid)
        for held in self._held:
            for row in {row_of[member] for member in members(held.blocks)}:
                by_row.setdefault(row, []).append(held)
        rows = list(grid.rows)
        loose = {id(held): held for held in self._held}
        for number, all_held in by_row.items():
            for held in all_held:
                if (marked := _marked_row(rows[number], held)) is not None:
                    rows[number] = marked
                    loose.pop(id(held), None)  # from now on it is the marks of the row that say it
        self._loose = list(loose.values())
        return replace(grid, rows=tuple(rows))

    def of(self, grid: Grid) -> tuple[Decision, ...]:
        """The decisions of the rows, in reading order, and those kept ones that say something else and still hold."""
        names = _names(grid)
        earlier = {(decision.kind, _key(decision.blocks)): decision for decision in self._decisions}
        today = dt.datetime.now().astimezone().date().isoformat()
        decisions: list[Decision] = []
        decided: set[Member] = set()
        for row in grid.rows:
            for kind in _kinds(row, grid):
                blocks = _named_blocks(row, grid.languages, names)
                decisions.append(earlier.get((kind, _key(blocks)), Decision(kind, blocks, when=today)))
                decided |= row.members()
        return (*self._others(grid, decided), *decisions)

    def _others(self, grid: Grid, decided: set[Member]) -> list[Decision]:
        """Kept decisions about blocks that no row decides on, as far as the rows are as they say."""
        row_of = _row_of(grid)
        held = {id(one.decision) for one in self._held}
        # The words of a decision that does not hold are elsewhere, or gone: nobody took it back.
        unresolved = [decision for decision in self._decisions if id(decision) not in held]
        undecided = [one for one in self._loose if decided.isdisjoint(members(one.blocks))]
        return [*unresolved, *(one.decision for one in undecided if _is_kept(one, row_of, grid))]


def printed_blocks(grid: Grid) -> dict[str, list[str]]:
    """The blocks of each language with their labels, in the order of the language, as their numbers are."""
    texts = {}
    for tag in grid.languages:
        blocks = sorted(grid.column(tag), key=lambda block: block.place)
        texts[tag] = [printed(block.label, block.text) for block in blocks]
    return texts


def _kinds(row: GridRow, grid: Grid) -> list[DecisionKind]:
    """What a person decided with a row: nothing, or that it is linked, left out or complete, and that it has moved."""
    if not (row.is_checked or row.is_edited):
        return []
    moved = [DecisionKind.MOVED] if any(block.is_moved for _, block in row.blocks()) else []
    if row.is_checked:
        return [*moved, DecisionKind.CHECKED]
    if len(row.cells) == 1:
        return [*moved, DecisionKind.LEFT_OUT]
    return [*moved, DecisionKind.LINKED if len(row.cells) == len(grid.languages) else DecisionKind.CHECKED]


def _marked_row(row: GridRow, held: HeldDecision) -> GridRow | None:
    """The row with the mark that says what a decision says; None where it says something else."""
    decided, of_row = set(members(held.blocks)), row.members()
    kind = held.decision.kind
    if kind is DecisionKind.LEFT_OUT and len(of_row) == 1 and of_row <= decided:
        return replace(row, is_edited=True)
    if of_row != decided:
        return None
    if kind is DecisionKind.CHECKED:
        return replace(row, is_checked=True)
    return replace(row, is_edited=True) if kind in (DecisionKind.LINKED, DecisionKind.MOVED) else None


def _is_kept(held: HeldDecision, row_of: Mapping[Member, int], grid: Grid) -> bool:
    rows = [row_of[member] for member in members(held.blocks) if member in row_of]
    if held.decision.kind is DecisionKind.APART:
        return len(set(rows)) == len(rows)
    if held.decision.kind is DecisionKind.LEFT_OUT:
        return all(sum(map(len, grid.rows[row].cells.values())) == 1 for row in rows)
    return len(set(rows)) == 1


def _row_of(grid: Grid) -> dict[Member, int]:
    row_of: dict[Member, int] = {}
    for number, row in enumerate(grid.rows):
        row_of |= dict.fromkeys(row.members(), number)
    return row_of


def _named_blocks(row: GridRow, languages: Iterable[str], names: _Names) -> dict[str, tuple[BlockName, ...]]:
    """The names of the blocks of a row, by language."""
    blocks = {}
    for tag in languages:
        if cell := row.cell(tag):
            blocks[tag] = tuple(names[tag][block.place] for block in cell)
    return blocks


def _names(grid: Grid) -> _Names:
    """The name of each block by its place: names follow the order of the language, not that of moved blocks."""
    names = {}
    for tag in grid.languages:
        blocks = sorted(grid.column(tag), key=lambda block: block.place)
        wordings = [printed(block.label, block.wording) for block in blocks]
        names[tag] = {block.place: name for block, name in zip(blocks, named(wordings, tag), strict=True)}
    return names


def _key(blocks: Mapping[str, tuple[BlockName, ...]]) -> frozenset[tuple[str, tuple[BlockName, ...]]]:
    return frozenset(blocks.items())
