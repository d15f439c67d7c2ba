"""A text regrouped in a spreadsheet: whose words each cell has, and the text that this makes.

A cell that is cut and pasted leaves its hidden name behind, a cell that is joined or split has a name that is half true,
and rows come back in any order. So words decide, and names only where several blocks have equal words. A review
regroups: a table that loses words, has them twice, or has others is refused as a whole.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from aligner.alignment.consensus import heaviest_chain
from aligner.alignment.kept import Kept, KeptBead
from aligner.alignment.nway import closed
from aligner.errors import ClausebankError, InputError, SchemaError
from aligner.exchange.importing import Import, ImportChange
from aligner.exchange.review import block_name
from aligner.model import Document, Unit
from aligner.reader.workbench.composing import Composer, grid_of
from aligner.reader.workbench.grid import Grid, GridBlock, GridRow
from aligner.reader.workbench.row_decisions import RowDecisions

_SHOWN = 50
"""Characters of words in a message."""
_LEAST = 6
"""Characters without spaces that a part of a block must have to be known by them, unless a cell ends or begins there."""


def regrouped(document: Document, units: Sequence[Unit], source: str) -> Import:
    """A text as the rows of a table for review group its blocks.

    Args:
        document: the text as it is.
        units: the rows.
        source: the file and its format in words.

    Raises:
        SchemaError: words of the text are in no cell or in two, or a cell has others; every one is listed.
        InputError: the table lacks a language.
    """
    decided = RowDecisions(grid_of(document), document.decisions)
    grid = decided.grid
    present = set(itertools.chain.from_iterable(unit.segments for unit in units))
    for tag in grid.languages:
        if tag not in present and any(grid.column(tag)):
            raise InputError(f"has no column {tag}", where=source, hint="a review needs all languages of the text")
    cells: dict[int, dict[str, tuple[GridBlock, ...]]] = defaultdict(dict)
    problems: list[ClausebankError] = []
    for tag in grid.languages:
        column = _Column(tag, list(grid.column(tag)))
        for unit, blocks in column.claimed(units):
            cells[unit][tag] = blocks
        problems += column.problems(units, source)
    if problems:
        raise SchemaError(problems)
    rows_by_id = {row.id: row for row in grid.rows}
    rows = [_row(units[number], of_row, rows_by_id) for number, of_row in sorted(cells.items())]
    new_grid = _in_reading_order(grid, rows)
    changed = replace(Composer(document).document(new_grid), decisions=decided.of(new_grid))
    comments: list[str] = []
    for row in units:
        comments += (f"comment on {row.id}: {comment}" for comment in row.comments)
    return Import(changed, tuple(_changes(document, changed)), tuple(comments))


def _row(unit: Unit, cells: Mapping[str, tuple[GridBlock, ...]], rows_by_id: Mapping[str, GridRow]) -> GridRow:
    """A row of the table; one that is as it was is that of the text."""
    origins = {block.origin for block in itertools.chain.from_iterable(cells.values())}
    for origin in origins:
        if origin in rows_by_id and rows_by_id[origin].cells == cells:
            return rows_by_id[origin]
    return GridRow(unit.id if unit.id in origins else "", cells, is_edited=True)


def _in_reading_order(grid: Grid, rows: Sequence[GridRow]) -> Grid:
    """A grid of the rows, none before one that its languages have earlier; what crosses the others has moved."""
    row_of, sizes = {}, {}
    numbers: list[dict[str, tuple[int, ...]]] = [{} for _ in rows]
    for tag in grid.languages:
        # The blocks of the table, some of them cut, counted anew in the order of the text.
        blocks = []
        for row, of_row in enumerate(rows):
            blocks += [(block.place, row) for block in of_row.cell(tag)]
        blocks.sort()
        sizes[tag] = len(blocks)
        for number, (_, row) in enumerate(blocks):
            row_of[tag, number] = row
            numbers[row][tag] = (*numbers[row].get(tag, ()), number)
    kept = Kept(tuple(KeptBead(of_row, is_complete=True) for of_row in numbers))
    order = []
    for bead in closed(sizes, {}, kept=kept):
        tag, (first, *_) = next(iter(bead.blocks.items()))
        order.append(row_of[tag, first])
    moved: dict[int, list[str]] = defaultdict(list)
    for tag in grid.languages:
        points = [(at, numbers[row][tag][0], 1.0) for at, row in enumerate(order) if tag in numbers[row]]
        in_order = {at for at, _ in heaviest_chain(points)} if points else set()
        for at, _, _ in points:
            if at not in in_order:
                moved[order[at]].append(tag)
    ordered = [_with_moved(rows[row], moved[row]) for row in order]
    return Grid(grid.languages, ()).replaced(0, 0, ordered)


def _with_moved(row: GridRow, moved: Sequence[str]) -> GridRow:
    """A row with the blocks of some languages marked as moved, where a person made it."""
    if not row.is_edited:
        return row
    for tag in moved:
        row = row.with_cell(tag, [replace(block, is_moved=True) for block in row.cell(tag)])
    return row


def _changes(before: Document, after: Document) -> Iterator[ImportChange]:
    units, new_ids = {unit.id: unit for unit in before.units}, {unit.id for unit in after.units}
    for unit in after.units:
        old = units.get(unit.id)
        for tag in after.languages:
            if (was := old.text(tag) if old else "") != unit.text(tag):
                yield ImportChange(unit.id, tag, was, unit.text(tag))
    for id_, unit in units.items():
        if id_ not in new_ids:
            yield ImportChange(id_, "unit", " / ".join(segment.text for segment in unit.segments.values()), "")
    order = [unit.id for unit in after.units if unit.id in units]
    was_order = [unit.id for unit in before.units if unit.id in new_ids]
    if order != was_order:
        moved = next(now for now, was in zip(order, was_order, strict=True) if now != was)
        yield ImportChange(moved, "order", "", "stands elsewhere in the text")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters ``start`` to ``end`` of the words of a block, counted without spaces."""

    block: int
    start: int
    end: int


class _Column:
    """The blocks of one language, and who has which of their words."""

    def __init__(self, tag: str, blocks: Sequence[GridBlock]) -> None:
        self._tag, self._blocks = tag, blocks
        self._words = [_compact(block.text) for block in blocks]
        self._labels = [_compact(block.label) for block in blocks]
        self._by_words: dict[str, list[int]] = defaultdict(list)  # with and without the label
        for number, own in enumerate(self._words):
            for key in dict.fromkeys((own, self._labels[number] + own)):
                self._by_words[key].append(number)
        self._free = [[(0, len(words))] for words in self._words]
        self._pieces: dict[int, list[_Piece]] = {}
        self._foreign: dict[int, str] = {}

    def claimed(self, units: Sequence[Unit]) -> Iterator[tuple[int, tuple[GridBlock, ...]]]:
        """The blocks that each row has, by the number of the row."""
        waiting = {number: _compact(_cell(unit, self._tag)) for number, unit in enumerate(units)}
        waiting = {number: words for number, words in waiting.items() if words}
        names = {number: block_name(units[number], self._tag) for number in waiting}
        # First who has all words of a block and its name, then who has its words, then who has parts or several.
        for by_name in (True, False):
            for number, words in list(waiting.items()):
                block = self._whole(words, names[number], by_name=by_name)
                if block is not None:
                    self._take(number, [_Piece(block, 0, len(self._words[block]))])
                    del waiting[number]
        for number, words in sorted(waiting.items(), key=lambda item: -len(item[1])):
            pieces = self._tiled(words, 0, names[number][0] - 1)
            if pieces is None:
                self._foreign[number] = _cell(units[number], self._tag)
            else:
                self._take(number, pieces)
        return ((number, tuple(map(self._cut, pieces))) for number, pieces in self._pieces.items())

    def problems(self, units: Sequence[Unit], source: str) -> Iterator[InputError]:
        """What the rows lose, double or change."""
        tag = self._tag
        for number, words in self._foreign.items():
            holder = self._holder(_compact(words))
            if holder is not None:
                problem, hint = f"'{_shown(words)}' is in row {units[holder].line} too", "keep one of them"
            else:
                problem = f"'{_shown(words)}' has words that are not in the text, or in another order"
                hint = "a review regroups; to change words, export without --for review"
            yield InputError(problem, where=f"{source}, row {units[number].line}, {tag}", hint=hint)
        for block, stretches in enumerate(self._free):
            for start, end in stretches:
                cut = self._cut(_Piece(block, start, end))
                hint = "put it back into a cell, or undo what was deleted"
                where = f"{source}, {tag}, {cut.origin}"
                yield InputError(f"'{_shown(cut.text)}' is in no row", where=where, hint=hint)

    def _holder(self, words: str) -> int | None:
        """The row that has words already."""
        for number, pieces in self._pieces.items():
            if words in {self._words[piece.block] for piece in pieces} | self._printed(pieces):
                return number
        return None

    def _printed(self, pieces: Iterable[_Piece]) -> set[str]:
        return {self._labels[piece.block] + self._words[piece.block] for piece in pieces}

    def _whole(self, words: str, name: tuple[int, str], *, by_name: bool) -> int | None:
        place, origin = name
        for block in self._by_words.get(words, ()):
            if self._free[block] == [(0, len(self._words[block]))]:
                is_named = self._blocks[block].origin == origin or (block == place - 1 and not origin)
                if is_named or not by_name:
                    return block
        return None

    def _tiled(self, words: str, start: int, expected: int) -> list[_Piece] | None:
        """Free stretches of blocks that have the words together; None where there are none.

        Args:
            words: of a cell, without spaces.
            start: where the first stretch begins.
            expected: the block that it is likely in.
        """
        if start == len(words):
            return []
        candidates = self._candidates(words, start)
        for piece, end in sorted(candidates, key=lambda one: (-one[1], abs(one[0].block - expected))):
            if (following := self._tiled(words, end, piece.block + 1)) is not None:
                neighbours = [later for later in following if later.block == piece.block]
                if all(later.end <= piece.start or piece.end <= later.start for later in neighbours):
                    return [piece, *following]
        return None

    def _candidates(self, words: str, start: int) -> list[tuple[_Piece, int]]:
        """Stretches that the words from some place on can begin with, and where each ends."""
        candidates = []
        for block, stretches in enumerate(self._free):
            for low, high in stretches:
                label = self._labels[block] if low == 0 else ""
                for at in {start, start + len(label) if words.startswith(label, start) else start}:
                    places = [low]
                    if start == 0:  # only the first words of a cell can be the end of a block that was split
                        places.append(self._words[block].find(words[:_LEAST], low + 1, high))
                    for place in places:
                        length = _common(words, at, self._words[block], place, high) if place >= 0 else 0
                        # A stretch ends with its block or with the cell.
                        if length and (place + length == high or at + length == len(words)):
                            candidates.append((_Piece(block, place, place + length), at + length))
        return candidates

    def _take(self, number: int, pieces: Sequence[_Piece]) -> None:
        self._pieces[number] = list(pieces)
        for piece in pieces:
            left = []
            for low, high in self._free[piece.block]:
                if low <= piece.start and piece.end <= high:
                    left += [(low, piece.start), (piece.end, high)]
                else:
                    left.append((low, high))
            self._free[piece.block] = [(low, high) for low, high in left if low < high]

    def _cut(self, piece: _Piece) -> GridBlock:
        """A stretch of a block as a block."""
        block = self._blocks[piece.block]
        if (piece.start, piece.end) == (0, len(self._words[piece.block])):
            return block
        places = [at for at, character in enumerate(block.text) if not character.isspace()]
        start, end = places[piece.start], places[piece.end - 1] + 1
        after = places[piece.end] if piece.end < len(places) else None
        return replace(
            block,
            text=block.text[start:end],
            start=start,
            space=None if after is None else block.text[end:after],
            label="" if start else block.label,
        )


def _common(words: str, start: int, other: str, other_start: int, other_end: int) -> int:
    """How many characters two texts have in common from some places on."""
    length = 0
    most = min(len(words) - start, other_end - other_start)
    while length < most and words[start + length] == other[other_start + length]:
        length += 1
    return length


def _cell(unit: Unit, tag: str) -> str:
    segment = unit.segments.get(tag)
    return f"{segment.label} {segment.text}" if segment else ""


def _compact(words: str) -> str:
    return "".join(words.split())


def _shown(words: str) -> str:
    text = " ".join(words.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
