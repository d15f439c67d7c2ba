"""The journal of an editing session: each step is durable before it is confirmed, and is played again after a crash.

A journal is a file of JSON Lines beside the text: a line for the text as it was opened, one for each step, and one
before each time that the text is written. A line that was cut off in the middle was never confirmed, and is ignored.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.errors import OutputError
from aligner.reader.workbench.grid import Grid, GridBlock, GridRow, PhraseEdit, Rewrite, RowChange


@dataclass(frozen=True, slots=True)
class JournalStep:
    """A step as it was done, or taken back: ``kind`` is ``do``, ``undo`` or ``redo``; the change is that of a ``do``."""

    kind: str
    change: RowChange | None = None


class Journal:
    """The journal of one text.

    Args:
        path: the file; there is none until :meth:`begin`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()  # a step is added while the text is written

    def begin(self, opened: str) -> None:
        """Start anew, for a text with that fingerprint."""
        with self._errors():
            with self.path.open("w", encoding="utf-8") as stream:
                _append(stream, {"opened": opened})
            folder = os.open(self.path.parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)

    def add(self, step: JournalStep) -> None:
        """Keep a step; when this returns, no crash can lose it.

        Raises:
            OutputError: it cannot be written.
        """
        line: dict[str, Any] = {"step": step.kind}
        if step.change:
            line |= {"start": step.change.start, "removed": len(step.change.removed)}
            line["added"] = [_row_to_json(row) for row in step.change.added]
        self._add(line)

    def add_writing(self, fingerprint: str) -> None:
        """Note that the text is about to be written, so that it is known again."""
        self._add({"writing": fingerprint})

    def resumed(self, opened: str, current: str, grid: Grid) -> Iterator[JournalStep]:
        """The steps of a session that was broken off; none where the journal is of another text.

        Args:
            opened: the fingerprint of the text with which the session began.
            current: that of the text as it is now.
            grid: the rows with which the session began.
        """
        lines = list(self._lines())
        if not lines or lines[0].get("opened") != opened or current not in _fingerprints(lines):
            return
        history = History(grid)
        for line in lines[1:]:
            if "step" in line:
                step = _step(line, history.grid)
                history.play(step)
                yield step

    def opened(self) -> str:
        """The fingerprint of the text with which the session began; empty where there is no journal."""
        return str(next(self._lines(), {}).get("opened", ""))

    def has_steps(self) -> bool:
        """Whether there is anything in it but how the session began."""
        return any("step" in line for line in self._lines())

    def set_aside(self, folder: Path) -> Path:
        """Move the journal into a folder, and return where: its steps belong to a text that is not there any more."""
        aside = folder / f"workbench-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}.jsonl"
        with self._errors():
            self.path.rename(aside)
        return aside

    def remove(self) -> None:
        """End it: everything is in the text."""
        self.path.unlink(missing_ok=True)

    def _lines(self) -> Iterator[dict[str, Any]]:
        if not self.path.exists():
            return
        with self.path.open("rb") as stream:
            for line in stream:
                try:
                    value = json.loads(line)
                except ValueError:
                    return  # cut off when the session was
                if not line.endswith(b"\n") or not isinstance(value, dict):
                    return
                yield value

    def _add(self, line: dict[str, Any]) -> None:
        with self._lock, self._errors(), self.path.open("a", encoding="utf-8") as stream:
            _append(stream, line)

    def _errors(self) -> _WriteErrors:
        return _WriteErrors(self.path)


class _WriteErrors:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            problem = f"cannot be written ({error.strerror or error})"
            raise OutputError(problem, where=str(self._path), hint="check permissions and free space") from error


class History:
    """A grid with the changes that led to it, and those that were taken back.

    Args:
        grid: the rows with which it begins.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.steps = 0
        self._done: list[RowChange] = []
        self._undone: list[RowChange] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back."""
        return bool(self._undone)

    def change_of(self, step: JournalStep) -> RowChange:
        """What a step changes in the grid.

        Raises:
            IndexError: there is nothing to undo or redo.
        """
        if step.kind == "undo":
            return self._done[-1].inverse
        return step.change or self._undone[-1]

    def play(self, step: JournalStep) -> RowChange:
        """Do a step, and return what it changed."""
        change = self.change_of(step)
        self.grid = change.apply(self.grid)
        self.steps += 1
        if step.kind == "undo":
            self._undone.append(self._done.pop())
            return change
        if step.kind == "redo":
            self._undone.pop()
        else:
            self._undone.clear()
        self._done.append(change)
        return change


def _append(stream: Any, line: dict[str, Any]) -> None:
    stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    stream.flush()
    os.fsync(stream.fileno())


def _fingerprints(lines: list[dict[str, Any]]) -> set[str]:
    fingerprints = set[str]()
    for line in lines:
        fingerprints |= {str(line[key]) for key in ("opened", "writing") if key in line}
    return fingerprints


def _step(line: dict[str, Any], grid: Grid) -> JournalStep:
    if "added" not in line:
        return JournalStep(line["step"])
    start = line["start"]
    removed = grid.rows[start : start + line["removed"]]
    return JournalStep("do", RowChange(start, removed, tuple(_row_from_json(row) for row in line["added"])))


def _row_to_json(row: GridRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "cells": {tag: list(map(_block_to_json, cell)) for tag, cell in row.cells.items()},
        "checked": row.is_checked,
        "edited": row.is_edited,
        "accepted": dict(row.accepted),
        "phrases": [[edit.places, edit.is_linked] for edit in row.phrases],
    }


def _block_to_json(block: GridBlock) -> list[Any]:
    rewrite = block.rewrite and [block.rewrite.text, block.rewrite.reason, block.rewrite.date.isoformat()]
    stretch = [block.number, block.text, block.start, block.space, block.label, block.origin]
    return [*stretch, block.is_fixed, block.is_moved, rewrite]


def _row_from_json(value: dict[str, Any]) -> GridRow:
    cells = {tag: tuple(map(_block_from_json, cell)) for tag, cell in value["cells"].items()}
    phrases = tuple(PhraseEdit(tuple(map(tuple, places)), is_linked) for places, is_linked in value["phrases"])
    return GridRow(value["id"], cells, value["checked"], value["edited"], value["accepted"], phrases)


def _block_from_json(value: list[Any]) -> GridBlock:
    rewrite = value[8] and Rewrite(value[8][0], value[8][1], dt.date.fromisoformat(value[8][2]))
    number, text, start, space, label, origin, is_fixed, is_moved = value[:8]
    return GridBlock(number, text, start, space, label, origin, is_fixed, is_moved, rewrite)
