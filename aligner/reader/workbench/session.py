"""One text under correction: its rows, its history, and a writer that brings each step into its files.

A step is refused unless it names the version that it was made on, so that of two windows, or two people, the later one
is told and nothing is overwritten. It is confirmed when the journal has it; the files of a text follow at once, those
of a large one within seconds.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Mapping
from typing import Any

from aligner.errors import ClausebankError, UsageError
from aligner.reader.workbench.adviser import Adviser
from aligner.reader.workbench.grid import Grid, GridRow, PhraseEdit, RowChange
from aligner.reader.workbench.journal import History, JournalStep
from aligner.reader.workbench.operations import OPERATIONS, cut_phrase, emend, regroup
from aligner.reader.workbench.opinion import RowOpinion
from aligner.reader.workbench.target import EditingTarget, StaleTextError

_LARGE = 2_000
"""Rows from which on a step does not wait for the files of its text, which are written when nobody does a step: the
journal has it already."""
_PATIENCE = 10.0
"""Seconds that a step waits for the files of a smaller text."""
_REST = 2.0
"""Seconds without a step after which a large text is written."""
_LONGEST_REST = 20.0
"""Seconds after which a large text is written though steps go on."""

_ON_ROWS = ("take", "cut_phrase")
"""What is done to what a page shows of a row, and not to the row alone."""


class EditingSession:
    """A text that is being corrected, from opening to closing.

    Args:
        target: where the text is.

    Raises:
        OutputError: nothing can be written beside the text.
    """

    def __init__(self, target: EditingTarget) -> None:
        self._target = target
        self._lock = threading.RLock()
        self._work = threading.Condition(self._lock)
        self._is_writing = self._is_closed = False
        self._is_closing = False
        self.problem: ClausebankError | None = None
        self.delay: ClausebankError | None = None
        self.remark = ""
        self._open()
        self.adviser = self._advised()
        self._writer = threading.Thread(target=self._write_steps, daemon=True)
        self._writer.start()

    def _open(self) -> None:
        target = self._target
        self._history = History(target.grid)
        steps = list(target.journal.resumed(target.opened, target.fingerprint, target.grid))
        if steps:
            for step in steps:
                self._history.play(step)
            self.remark = f"Resumed: the session before this one was broken off after step {len(steps)}."
        else:
            if target.journal.has_steps():
                aside = target.set_aside()
                self.remark = f"The text was changed since it was last corrected here; its old journal is {aside.name}."
            target.begin()
            self._history = History(target.grid)
        self._written = 0
        self._base = target.opened[:8]

    def _advised(self) -> Adviser:
        return Adviser(self._target.opinion, lambda: self._target.compose(self.grid))

    @property
    def version(self) -> str:
        """Names the text after the last step."""
        return f"{self._base}.{self._history.steps}"

    @property
    def grid(self) -> Grid:
        """The rows as they are."""
        return self._history.grid

    @property
    def is_written(self) -> bool:
        """Whether the files of the text have every step."""
        return self._written == self._history.steps

    @property
    def _is_large(self) -> bool:
        return len(self.grid.rows) >= _LARGE

    @property
    def history(self) -> History:
        """What can be undone and redone."""
        return self._history

    def step(self, version: str, name: str, arguments: Mapping[str, Any]) -> RowChange:
        """Do one thing to the rows; when this returns, it is saved.

        Args:
            version: the one that the page shows.
            name: one of `OPERATIONS`, ``take`` (the alternative of a row), ``cut_phrase``, ``undo`` or ``redo``.
            arguments: those of the operation.

        Raises:
            StaleTextError: the text is another one by now.
            UsageError: it cannot be done; nothing is changed.
            OutputError: it cannot be saved; nothing is changed.
        """
        with self._lock:
            self._refuse_stale(version)
            step = self._step(name, arguments)
            change = self._history.change_of(step)
            if step.kind == "do" and not (change.added or change.removed):
                return change
            self._target.journal.add(step)
            self._history.play(step)
            self.adviser.look_again()
            self._work.notify_all()
            if not self._is_large:
                self._work.wait_for(lambda: self.is_written or self.problem or self.delay, timeout=_PATIENCE)
            if self.problem is not None:
                raise self.problem
            return change

    def reload(self) -> None:
        """Begin anew with the text as its files have it; steps that they do not have are set aside.

        Raises:
            ClausebankError: it cannot be read.
        """
        with self._lock:
            self._work.wait_for(lambda: not self._is_writing)
            if not self.is_written and self._target.journal.has_steps():
                self.remark = f"Steps that were not written are in {self._target.set_aside().name}."
            self._target.begin()
            self._history = History(self._target.grid)
            self._base = self._target.opened[:8]
            self._written, self.problem = 0, None
            self.adviser.close()
            self.adviser = self._advised()

    def close(self) -> None:
        """End the session when everything is written; what cannot be written stays in the journal."""
        self.adviser.close()
        with self._lock:
            self._is_closing = True
            self._work.notify_all()
            self._work.wait_for(lambda: self.is_written or self.problem or self.delay)
            self._is_closed = True
            self._work.notify_all()
        self._writer.join()
        if self.is_written and self.problem is None:
            self._target.end()

    def notice_changes(self) -> None:
        """See whether another program changed the files of the text."""
        with self._lock:
            if self.problem is None and not self._is_writing and self._target.is_changed():
                self.problem = StaleTextError(
                    "the files of this text were changed by another program",
                    hint="read it anew: what was saved before is kept, a step made since was not done",
                )

    def _refuse_stale(self, version: str) -> None:
        if self.problem is not None:
            raise self.problem
        if version != self.version:
            raise StaleTextError(
                "this text was changed in another window since it was shown here",
                hint="read it anew: your last step was not done, all before it are kept",
            )
        self.notice_changes()
        if self.problem is not None:
            raise self.problem

    def _step(self, name: str, arguments: Mapping[str, Any]) -> JournalStep:
        if name in ("undo", "redo"):
            if not (self._history.can_undo if name == "undo" else self._history.can_redo):
                raise UsageError(f"there is nothing to {name}")
            return JournalStep(name)
        if name in _ON_ROWS:
            new = self._with_alternative(arguments) if name == "take" else self._without_phrase(arguments)
            return JournalStep("do", RowChange.between(self.grid, new))
        if name not in OPERATIONS:
            raise UsageError(f"there is no operation '{name[:40]}'")
        dated = {"date": dt.datetime.now().astimezone().date()} if name == emend.__name__ else {}
        try:
            new = OPERATIONS[name](self.grid, **arguments, **dated)
        except (TypeError, AttributeError) as error:
            raise UsageError(f"'{name}' was asked for with arguments that it does not have") from error
        return JournalStep("do", RowChange.between(self.grid, new))

    def opinions(self) -> list[RowOpinion]:
        """What is thought of each row: by the aligner, or, until it has answered, by the notes of the text."""
        if self.adviser.opinion:
            return self.adviser.opinion.of(self.grid)
        return [RowOpinion(self._target.noted(row)) for row in self.grid.rows]

    def phrases(self, number: object) -> list[PhraseEdit]:
        """The phrases of a row.

        Raises:
            UsageError: there is no such row.
        """
        return self._target.phrases(self.row(number))

    def row(self, number: object) -> GridRow:
        """A row by its number, from 0.

        Raises:
            UsageError: there is no such row.
        """
        return self.grid.rows[self._row(number)]

    def _row(self, number: object) -> int:
        if not isinstance(number, int) or not 0 <= number < len(self.grid.rows):
            raise UsageError("there is no such row")
        return number

    def _without_phrase(self, arguments: Mapping[str, Any]) -> Grid:
        number, phrase = self._row(arguments.get("row")), arguments.get("phrase")
        phrases = self.phrases(number)
        if not isinstance(phrase, int) or not 0 <= phrase < len(phrases):
            raise UsageError("there is no such phrase", where=f"row {number + 1}")
        return cut_phrase(self.grid, number, phrases[phrase])

    def _with_alternative(self, arguments: Mapping[str, Any]) -> Grid:
        number = self._row(arguments.get("row"))
        alternative = self.opinions()[number].alternative
        if alternative is None:
            raise UsageError("the aligner has no alternative for this row", where=f"row {number + 1}")
        return regroup(self.grid, alternative.groups)

    def _write_steps(self) -> None:
        """Write the newest rows whenever the files do not have them, until the session is closed."""
        while True:
            with self._lock:
                self._work.wait_for(lambda: self._is_closed or not (self.is_written or self.problem))
                if self._is_closed:
                    return
                if self._is_large:
                    self._wait_for_rest()
                grid, steps, self._is_writing = self.grid, self._history.steps, True
            problem, delay = None, None
            try:
                self._target.write(grid, self._target.journal.add_writing)
            except StaleTextError as error:
                problem = error
            except ClausebankError as error:
                delay = error
            with self._lock:
                self._is_writing, self.problem, self.delay = False, problem, delay
                self._written = self._written if problem or delay else steps
                self._work.notify_all()
                if delay:
                    self._work.wait_for(lambda: self._is_closed, timeout=_REST)

    def _wait_for_rest(self) -> None:
        """Wait until there was no step for a while, or the session is to be closed."""
        until = time.monotonic() + _LONGEST_REST
        while time.monotonic() < until and not self._is_closing:
            steps = self._history.steps
            if not self._work.wait_for(lambda: self._is_closing or steps != self._history.steps, timeout=_REST):  # noqa: B023 - asked at once
                return
