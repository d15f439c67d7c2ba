"""What the page is given of a grid: rows as values for JSON, and what changed between two grids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aligner.model import Document
from aligner.reader.view import column_of
from aligner.reader.workbench.grid import Grid, GridBlock, GridRow

ShownRow = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShownChange:
    """Rows from one place on that are replaced by others."""

    start: int
    removed: int
    rows: Sequence[ShownRow]


def shown_columns(document: Document) -> list[dict[str, str]]:
    """The languages, for the heads of the columns."""
    columns = [column_of(version, document.units) for version in document.languages.values()]
    return [
        {
            "tag": column.tag,
            "name": column.name,
            "english": column.english,
            "direction": column.direction,
            "status": column.status,
            "badge": column.badge,
        }
        for column in columns
    ]


def shown_rows(grid: Grid) -> list[ShownRow]:
    """All rows."""
    return [_shown_row(row) for row in grid.rows]


def shown_change(old: Sequence[ShownRow], new: Sequence[ShownRow]) -> ShownChange:
    """What turns rows that are shown into others, as few as can be."""
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return ShownChange(start, len(old) - end - start, new[start : len(new) - end])


def _shown_row(row: GridRow) -> ShownRow:
    shown: ShownRow = {
        "id": row.id,
        "cells": {tag: [_shown_block(block) for block in cell] for tag, cell in row.cells.items()},
        "state": "checked" if row.is_checked else "edited" if row.is_edited else "",
    }
    return shown


def _shown_block(block: GridBlock) -> dict[str, Any]:
    shown: dict[str, Any] = {"text": block.wording}
    if block.label:
        shown["label"] = block.label
    if block.is_moved:
        shown["moved"] = True
    if block.is_fixed:
        shown["fixed"] = True
    if block.rewrite:
        shown["found"] = block.text
    return shown
