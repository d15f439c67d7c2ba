"""What the page is given of a grid: rows as values for JSON, and what changed between two grids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from aligner.model import Document
from aligner.reader.view import column_of
from aligner.reader.workbench.adviser import RowFinding
from aligner.reader.workbench.grid import Grid, GridBlock, GridRow
from aligner.reader.workbench.opinion import RowOpinion

ShownRow = dict[str, Any]
_SHOWN_GROUPS, _EXCERPT = 4, 48


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


def shown_rows(
    grid: Grid, opinions: Sequence[RowOpinion], findings: Mapping[str, Sequence[RowFinding]]
) -> list[ShownRow]:
    """All rows, with what is thought of them and what `check` found in them."""
    words = _WordsOfBlocks(grid)
    rows = []
    for row, opinion in zip(grid.rows, opinions, strict=True):
        rows.append(_shown_row(row, opinion, findings.get(row.id, ()), words))
    return rows


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


def _shown_row(row: GridRow, opinion: RowOpinion, findings: Sequence[RowFinding], words: _WordsOfBlocks) -> ShownRow:
    state = _state(row, opinion)
    shown: ShownRow = {
        "id": row.id,
        "cells": {tag: list(map(_shown_block, cell)) for tag, cell in row.cells.items()},
        "state": state,
    }
    if opinion.probability is not None and state in ("doubt", "sure"):
        shown["p"] = round(opinion.probability, 3)
    if opinion.alternative and state == "doubt":
        alternative = opinion.alternative
        shown["alternative"] = {
            "p": round(alternative.probability, 3),
            "rows": [words.of(group) for group in alternative.groups[:_SHOWN_GROUPS]],
            "more": max(0, len(alternative.groups) - _SHOWN_GROUPS),
        }
    if findings:
        shown["findings"] = [asdict(finding) for finding in findings if finding.rule not in row.accepted]
    if row.accepted:
        shown["accepted"] = dict(row.accepted)
    return shown


def _state(row: GridRow, opinion: RowOpinion) -> str:
    """How far a row is from done: ``checked``, ``edited``, ``doubt``, ``sure``, or empty where nobody knows."""
    if row.is_checked or row.is_edited:
        return "checked" if row.is_checked else "edited"
    if opinion.probability is None:
        return ""
    return "sure" if opinion.is_sure else "doubt"


class _WordsOfBlocks:
    """The beginnings of blocks, by language and number."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._texts: dict[str, dict[int, str]] = {}

    def of(self, group: Mapping[str, frozenset[int]]) -> dict[str, str]:
        """Each language of a group with the words of its blocks, shortened."""
        return {tag: self._excerpts(tag, numbers) for tag, numbers in group.items()}

    def _excerpts(self, tag: str, numbers: frozenset[int]) -> str:
        return " | ".join(self._excerpt(tag, number) for number in sorted(numbers))

    def _excerpt(self, tag: str, number: int) -> str:
        if tag not in self._texts:
            self._texts[tag] = {block.number: block.text for block in self._grid.column(tag)}
        text = self._texts[tag].get(number, "")
        return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rstrip()}..."


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
