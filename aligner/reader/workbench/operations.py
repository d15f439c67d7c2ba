"""What a hand does to an alignment: each operation takes a grid and gives another one.

Hands expect what InterText, LF Aligner and the aligner of OmegaT do: to move a cell is to move one block over the border
of two rows, so that order is kept whatever is there; a gap pushes what is below it down to the next gap, as when a cell
is inserted into a table; and a shift moves all that follows.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from aligner.errors import UsageError
from aligner.reader.workbench.grid import Grid, GridBlock, GridCell, GridRow, Member, PhraseEdit, Rewrite, members


def join(grid: Grid, row: int, language: str | None = None) -> Grid:
    """Join the cell of a language, or all of a row, with what is in the next row.

    Raises:
        UsageError: there is nothing below to join with.
    """
    upper, lower = _row(grid, row), _row(grid, row + 1, "there is no row below this one")
    tags = [language] if language else list(grid.languages)
    for tag in tags:
        upper, lower = _joined(upper, lower, tag), lower.with_cell(tag, ())
    if upper == grid.rows[row]:
        raise UsageError("there is nothing below to join with", where=_where(row, language))
    if not lower.cells:
        upper = replace(upper, accepted={**lower.accepted, **upper.accepted}, phrases=(*upper.phrases, *lower.phrases))
    return grid.replaced(row, row + 2, [_edited(upper), _edited(lower)])


def split(grid: Grid, row: int, language: str, block: int, offset: int, *, push: bool = False) -> Grid:
    """Cut a cell in two; what is behind the cut goes one row down.

    It goes into the next row where that has a gap in the language, and else into a row of its own. With `push` it goes
    into the next row in any case, and what is there and below moves down as far as the next gap.

    Args:
        grid: the rows.
        row: number of the row, from 0.
        language: the language whose cell is cut.
        block: number of the block in the cell.
        offset: characters of the block that stay; 0 cuts before it.
        push: whether the language moves down below the cut.

    Raises:
        UsageError: there is nothing on one side of the cut.
    """
    upper = _row(grid, row)
    cell = upper.cell(language)
    if not 0 <= block < len(cell) or not 0 <= offset <= len(cell[block].text):
        raise UsageError("there is no such place in the cell", where=_where(row, language))
    before, behind = _cut(cell[block], offset)
    head, tail = (*cell[:block], *before), (*behind, *cell[block + 1 :])
    if not head or not tail:
        raise UsageError("there are no words on one side of the cut", where=_where(row, language))
    upper = _edited(upper.with_cell(language, head))
    below = grid.rows[row + 1] if row + 1 < len(grid.rows) else None
    if push:
        return _pushed(grid.replaced(row, row + 1, [upper]), row + 1, language, tail)
    if below is not None and not below.cell(language) and not below.is_checked:
        return grid.replaced(row, row + 2, [upper, _edited(below.with_cell(language, tail))])
    return grid.replaced(row, row + 1, [upper, GridRow("", {language: tail}, is_edited=True, phrases=upper.phrases)])


def move_up(grid: Grid, row: int, language: str) -> Grid:
    """Move the first block of a cell to the end of the cell above.

    Raises:
        UsageError: the cell is empty, or it is in the first row.
    """
    lower, above = _row(grid, row), _row(grid, row - 1, "there is no row above this one")
    first, *following = _filled(lower, row, language)
    above = above.with_cell(language, (*above.cell(language), first))
    return grid.replaced(row - 1, row + 1, [_edited(above), _edited(lower.with_cell(language, following))])


def move_down(grid: Grid, row: int, language: str) -> Grid:
    """Move the last block of a cell to the beginning of the cell below; below the last row to a new one.

    Raises:
        UsageError: the cell is empty.
    """
    upper = _row(grid, row)
    *preceding, last = _filled(upper, row, language)
    below = grid.rows[row + 1] if row + 1 < len(grid.rows) else GridRow("", {})
    below = below.with_cell(language, (last, *below.cell(language)))
    return grid.replaced(row, row + 2, [_edited(upper.with_cell(language, preceding)), _edited(below)])


def leave_gap(grid: Grid, row: int, language: str) -> Grid:
    """Leave a gap in a cell: what was in it and below moves down as far as the next gap.

    Raises:
        UsageError: the cell is a gap already.
    """
    _filled(_row(grid, row), row, language)
    return _pushed(grid, row, language, ())


def shift_down(grid: Grid, row: int, language: str) -> Grid:
    """Move a language down by one row, from a cell to the last; the cell becomes a gap."""
    _row(grid, row)
    return _shifted(grid, row, language, [(), *(line.cell(language) for line in grid.rows[row:])])


def shift_up(grid: Grid, row: int, language: str) -> Grid:
    """Move a language up by one row below a cell; what was next joins what is in the cell.

    Raises:
        UsageError: the language has nothing below.
    """
    _row(grid, row)
    cell, *below = [line.cell(language) for line in grid.rows[row:]]
    if not any(below):
        raise UsageError("the language has nothing below", where=_where(row, language))
    return _shifted(grid, row, language, [_ordered((*cell, *below[0])), *below[1:], ()])


def link_moved(grid: Grid, row: int, language: str, target: int) -> Grid:
    """Link a cell to a row elsewhere, out of the order of its language; it leaves a gap.

    A cell that comes back to its place in the order of its language is not marked as moved any more.

    Raises:
        UsageError: the cell is empty, or the row is its own.
    """
    cell = _filled(_row(grid, row), row, language)
    if target == row:
        raise UsageError("this is the row of the cell itself", where=_where(row, language), hint="choose another row")
    goal = _row(grid, target)
    is_in_order = _is_in_order(grid, cell, language, target)
    carried = tuple(replace(block, is_moved=not is_in_order) for block in cell)
    changed = {
        row: _edited(grid.rows[row].with_cell(language, ())),
        target: _edited(goal.with_cell(language, _ordered((*goal.cell(language), *carried)))),
    }
    start, stop = min(changed), max(changed) + 1
    return grid.replaced(start, stop, [changed.get(start + k, line) for k, line in enumerate(grid.rows[start:stop])])


def check(grid: Grid, row: int, *, is_checked: bool = True) -> Grid:
    """Say that a row is right, or take that back."""
    return grid.replaced(row, row + 1, [replace(_row(grid, row), is_checked=is_checked)])


def accept(grid: Grid, row: int, rule: str, reason: str) -> Grid:
    """Accept the findings of a rule in a row, for a reason; without a reason, no longer accept them.

    Raises:
        UsageError: the rule is not named.
    """
    line = _row(grid, row)
    if not rule:
        raise UsageError("no rule is named", where=_where(row))
    accepted = {code: text for code, text in line.accepted.items() if code != rule}
    if reason.strip():
        accepted[rule] = " ".join(reason.split())
    return grid.replaced(row, row + 1, [replace(line, accepted=accepted)])


def emend(grid: Grid, row: int, language: str, block: int, text: str, reason: str, date: dt.date) -> Grid:
    """Put another wording in place of a block's, for a reason; the words of the file are kept with it.

    The wording of the file itself takes an emendation back.

    Raises:
        UsageError: there is no reason, no text, or no such block; or its wording may not be changed.
    """
    line = _row(grid, row)
    cell = line.cell(language)
    if not 0 <= block < len(cell):
        raise UsageError("there is no such block", where=_where(row, language))
    if cell[block].is_fixed:
        raise UsageError(
            "this wording cannot be changed here", where=_where(row, language), hint="only its official file changes it"
        )
    text, reason = text.strip(), " ".join(reason.split())
    if not text:
        raise UsageError("a wording cannot be empty", where=_where(row, language))
    if not reason and text != cell[block].text:
        raise UsageError("a wording is changed for a reason only", where=_where(row, language), hint="give the reason")
    rewrite = Rewrite(text, reason, date) if text != cell[block].text else None
    blocks = [*cell[:block], replace(cell[block], rewrite=rewrite), *cell[block + 1 :]]
    return grid.replaced(row, row + 1, [_edited(line.with_cell(language, blocks))])


def link_phrase(grid: Grid, row: int, stretches: Mapping[str, str]) -> Grid:
    """Link words of two languages or more as a phrase.

    Args:
        grid: the rows.
        row: number of the row, from 0.
        stretches: language to words, as they are in its cell; of several occurrences the first is meant.

    Raises:
        UsageError: there are fewer than two, or words are not in one block of their cell.
    """
    line = _row(grid, row)
    places = []
    for tag in grid.languages:
        words = str(stretches.get(tag, "")).strip()
        if words:
            block = next((block for block in line.cell(tag) if words in block.text), None)
            if block is None:
                raise UsageError("these words are not in the cell", where=_where(row, tag), hint="copy them from it")
            start = block.start + block.text.index(words)
            places.append((tag, block.number, start, start + len(words)))
    if len(places) < 2:
        raise UsageError("a phrase has words of two languages or more", where=_where(row))
    return _with_phrase(grid, row, PhraseEdit(tuple(places)))


def cut_phrase(grid: Grid, row: int, places: PhraseEdit) -> Grid:
    """Cut a phrase: its words are linked no longer."""
    return _with_phrase(grid, row, replace(places, is_linked=False))


def _with_phrase(grid: Grid, row: int, edit: PhraseEdit) -> Grid:
    line = _row(grid, row)
    return grid.replaced(row, row + 1, [replace(line, phrases=(*line.phrases, edit))])


def regroup(grid: Grid, groups: Sequence[Mapping[str, frozenset[int]]]) -> Grid:
    """Put whole blocks together as groups say, each language to the numbers of its blocks; the others stay together.

    Args:
        grid: the rows.
        groups: in reading order; with the rows that hold any of their blocks they are replaced. Blocks of these rows
            that are in no group become rows of their own, in the order of their languages.

    Raises:
        UsageError: a block is in no row.
    """
    group_of: dict[Member, int] = {}
    for k, group in enumerate(groups):
        group_of |= dict.fromkeys(members(group), k)
    touched = [number for number, line in enumerate(grid.rows) if not line.members().isdisjoint(group_of)]
    if not touched:
        raise UsageError("the alternative has no block in the text")
    start, stop = touched[0], touched[-1] + 1
    lines = grid.rows[start:stop]
    return mark_moved(grid.replaced(start, stop, _regrouped(grid.languages, lines, groups, group_of)))


def mark_moved(grid: Grid) -> Grid:
    """The grid with the blocks marked as moved that are out of the order of their language, as few as can be."""
    moved: dict[str, set[tuple[int, int]]] = {}
    for tag in grid.languages:
        places = [block.place for block in grid.column(tag)]
        if any(block.is_moved for block in grid.column(tag)) or places != sorted(places):
            moved[tag] = set(places).difference(_longest_rising(places))
    rows = []
    for row in grid.rows:
        changed = row
        for tag, places_moved in moved.items():
            cell = row.cell(tag)
            if any(block.is_moved != (block.place in places_moved) for block in cell):
                changed = changed.with_cell(
                    tag, [replace(block, is_moved=block.place in places_moved) for block in cell]
                )
        rows.append(changed)
    return replace(grid, rows=tuple(rows))


def _longest_rising(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest rising subsequence, by patience sorting (C. Schensted, 1961)."""
    tops: list[tuple[int, int]] = []
    top_numbers: list[int] = []
    before: list[int] = []
    for number, place in enumerate(places):
        pile = bisect.bisect_left(tops, place)
        before.append(top_numbers[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        top_numbers[pile : pile + 1] = [number]
    rising, number = [], top_numbers[-1] if top_numbers else -1
    while number >= 0:
        rising.append(places[number])
        number = before[number]
    return rising[::-1]


def _regrouped(
    languages: Sequence[str],
    lines: Sequence[GridRow],
    groups: Sequence[Mapping[str, frozenset[int]]],
    group_of: dict[Member, int],
) -> list[GridRow]:
    """The rows of the groups, and between them those of the blocks that are in none."""
    in_group: list[dict[str, list[GridBlock]]] = [{} for _ in groups]
    between: list[list[GridRow]] = [[] for _ in range(len(groups) + 1)]
    reached = dict.fromkeys(languages, 0)
    for line in lines:
        left: dict[int, dict[str, list[GridBlock]]] = {}
        for tag in languages:
            for block in line.cell(tag):
                group = group_of.get((tag, block.number))
                if group is None:
                    left.setdefault(reached[tag], {}).setdefault(tag, []).append(block)
                else:
                    in_group[group].setdefault(tag, []).append(block)
                    reached[tag] = max(reached[tag], group + 1)
        for place, cells in left.items():
            is_same = sum(map(len, cells.values())) == sum(map(len, line.cells.values()))
            row = line if is_same else GridRow("", {tag: tuple(cell) for tag, cell in cells.items()}, is_edited=True)
            between[place].append(row)
    rows = [*between[0]]
    for cells, following in zip(in_group, between[1:], strict=True):
        rows.append(GridRow("", {tag: _ordered(cell) for tag, cell in cells.items()}, is_edited=True))
        rows += following
    return rows


def _cut(block: GridBlock, offset: int) -> tuple[GridCell, GridCell]:
    """The two sides of a cut, each a block or nothing; spaces at the cut are not words."""
    head, tail = block.text[:offset].rstrip(), block.text[offset:].lstrip()
    if not head:
        return (), (block,)
    if not tail:
        return (block,), ()
    if block.rewrite:
        raise UsageError(
            "an emended wording cannot be cut",
            where=block.origin,
            hint="take the emendation back, cut, and emend again",
        )
    end = len(block.text) - len(tail)
    first = replace(block, text=head, space=block.text[len(head) : end])
    return (first,), (replace(block, text=tail, start=block.start + end, label=""),)


def _ordered(cell: Iterable[GridBlock]) -> GridCell:
    """Blocks in the order of their language."""
    return tuple(sorted(cell, key=lambda block: block.place))


def _joined(upper: GridRow, lower: GridRow, language: str) -> GridRow:
    blocks = (*upper.cell(language), *lower.cell(language))
    return upper.with_cell(language, blocks)


def _pushed(grid: Grid, row: int, language: str, incoming: GridCell) -> Grid:
    """Put blocks, or nothing, into a cell; what is in it and below moves down as far as the next gap."""
    cells = [incoming]
    for line in grid.rows[row:]:
        cells.append(line.cell(language))
        if not cells[-1]:
            break
    cells = cells[:-1] if not cells[-1] else cells
    return _shifted(grid, row, language, cells)


def _shifted(grid: Grid, row: int, language: str, cells: Sequence[GridCell]) -> Grid:
    """Put cells of a language into the rows from one on, and into a new one where there are more cells than rows."""
    lines = list(grid.rows[row : row + len(cells)])
    lines += [GridRow("", {}) for _ in range(len(cells) - len(lines))]
    rows = [line.with_cell(language, cell) for line, cell in zip(lines, cells, strict=True)]
    # A person looked at the first row; whether the others are right now, the aligner's opinion says.
    rows[0] = _edited(rows[0])
    rows[1:] = [replace(line, is_checked=False, is_edited=False) for line in rows[1:]]
    return grid.replaced(row, row + len(cells), rows)


def _is_in_order(grid: Grid, cell: GridCell, language: str, target: int) -> bool:
    """Whether a cell is at its place in a row: behind all before it and before all behind it, but for moved ones."""
    for number, line in enumerate(grid.rows):
        for block in line.cell(language):
            if block in cell or block.is_moved:
                continue
            if number < target and block.place > cell[0].place:
                return False
            if number > target and block.place < cell[-1].place:
                return False
    return True


def _edited(row: GridRow) -> GridRow:
    return replace(row, is_edited=True, is_checked=False)


def _row(grid: Grid, number: int, problem: str = "there is no such row") -> GridRow:
    if not 0 <= number < len(grid.rows):
        raise UsageError(problem, where=_where(number))
    return grid.rows[number]


def _filled(row: GridRow, number: int, language: str) -> GridCell:
    cell = row.cell(language)
    if not cell:
        raise UsageError("there is a gap here, and nothing to move", where=_where(number, language))
    return cell


def _where(row: int, language: str | None = None) -> str:
    return f"row {row + 1}" + (f", {language}" if language else "")


Operation = Callable[..., Grid]
OPERATIONS: dict[str, Operation] = {
    operation.__name__: operation
    for operation in (
        *(join, split, move_up, move_down, leave_gap, shift_down, shift_up),
        *(link_moved, check, accept, emend, link_phrase),
    )
}
"""The operations that a page asks for, by name."""
