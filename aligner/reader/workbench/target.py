"""Where an editing session reads from and writes to: a text of a bank, or the files of an alignment."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from aligner.bank import Bank
from aligner.bank.decisions import FILE as DECISIONS_FILE
from aligner.bank.reading import DOCUMENT_FILE, TERMS_FILE, read_document
from aligner.bank.transaction import state
from aligner.errors import ClausebankError
from aligner.model import Document, Phrase, Unit
from aligner.reader.workbench import adviser
from aligner.reader.workbench.composing import Composer, grid_of, noted_probability
from aligner.reader.workbench.grid import Grid, GridRow, PhraseEdit
from aligner.reader.workbench.journal import Journal
from aligner.reader.workbench.opinion import AlignerOpinion
from aligner.reader.workbench.row_decisions import RowDecisions, printed_blocks

_FOLDER = ".workbench"


class StaleTextError(ClausebankError):
    """The text is not as the one who changes it has seen it: another window or program changed it meanwhile."""


class EditingTarget(Protocol):
    """A text that can be edited.

    Attributes:
        document: the text as the session began with it; what is shown of it beside the rows.
        grid: its rows.
        journal: the journal of the session.
        fingerprint: of the text as it is now.
        opened: of the text as the session began with it.
    """

    document: Document
    grid: Grid
    journal: Journal
    fingerprint: str
    opened: str

    def begin(self) -> None:
        """Begin a session with the text as it is now."""

    def set_aside(self) -> Path:
        """Keep the journal beside the text, where people see it, and return where."""

    def is_changed(self) -> bool:
        """Whether another program changed the text since it was read or written here."""

    def compose(self, grid: Grid) -> Document:
        """The text of a grid."""

    def phrases(self, row: GridRow) -> list[PhraseEdit]:
        """The phrases of a row."""

    def noted(self, row: GridRow) -> float | None:
        """How probable the row was when the text was aligned, where the text says so."""

    def opinion(self) -> AlignerOpinion | None:
        """What the aligner thinks of the opened text; None where the text is too large to ask while people wait."""

    def write(self, grid: Grid, announce: Callable[[str], None]) -> None:
        """Write the text of a grid; its fingerprint is announced before.

        Raises:
            StaleTextError: another program changed it; nothing is written.
            OutputError: it cannot be written.
        """

    def end(self) -> None:
        """Leave nothing behind that is not needed any more: everything is written."""


class BankTarget:
    """A text of a bank. While it is edited, its folder keeps the text as it was opened, and the journal.

    Args:
        bank: the bank.
        name: the name of the text.

    Raises:
        NotFoundError, InputError, SchemaError: the text cannot be read.
    """

    def __init__(self, bank: Bank, name: str) -> None:
        self._bank, self._name = bank, name
        self._folder = bank.root / name
        self.journal = Journal(self._folder / _FOLDER / "steps.jsonl")
        current = self._read()
        self.fingerprint = fingerprint(current)
        copy = self._folder / _FOLDER
        # A session that was broken off goes on from the text that it began with.
        opened = read_document(copy) if (copy / DOCUMENT_FILE).exists() else current
        self._open(replace(opened, name=current.name, path=current.path))

    def _open(self, document: Document) -> None:
        self.document = document
        self.opened = fingerprint(document)
        self._decisions = RowDecisions(grid_of(document), document.decisions)
        self.grid = self._decisions.grid
        self._composer = Composer(document)
        self._rows = {row.id: row for row in self.grid.rows}
        self._noted = {unit.id: noted for unit in document.units if (noted := noted_probability(unit)) is not None}

    def _read(self) -> Document:
        while True:
            self._state = state(self._folder)
            document = self._bank.load(self._name)
            if state(self._folder) == self._state:
                return document

    def begin(self) -> None:
        """Begin a session with the text as it is now: keep a copy of it."""
        current = self.document
        if self.is_changed() or self.fingerprint != self.opened:
            current = self._read()
            self._open(current)
            self.fingerprint = self.opened
        copy = self._folder / _FOLDER
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for name in (current.units_file, TERMS_FILE, DECISIONS_FILE, DOCUMENT_FILE):
            if (self._folder / name).exists():
                shutil.copy(self._folder / name, copy / name)
        self.journal.begin(self.opened)

    def set_aside(self) -> Path:
        """Keep the journal in the folder of the text, where people see it, and return where."""
        return self.journal.set_aside(self._folder)

    def is_changed(self) -> bool:
        """Whether another program changed the text since it was read or written here."""
        return state(self._folder) != self._state

    def compose(self, grid: Grid) -> Document:
        """The text of a grid."""
        return self._composer.document(grid)

    def phrases(self, row: GridRow) -> list[PhraseEdit]:
        """The phrases of a row."""
        return self._composer.phrases(row)

    def noted(self, row: GridRow) -> float | None:
        """How probable the row was when the text was aligned, where a note says so."""
        return self._noted.get(row.id) if row is self._rows.get(row.id) else None

    def opinion(self) -> AlignerOpinion | None:
        """Align the blocks of the opened text, unless it is too large to do so while people wait."""
        from aligner.alignment.joint import align

        if len(self.grid.rows) > adviser.MOST_UNITS or len(self.grid.languages) < 2:
            return None
        return AlignerOpinion(align(printed_blocks(self.grid)))

    def write(self, grid: Grid, announce: Callable[[str], None]) -> None:
        """Write the text of a grid.

        Raises:
            StaleTextError: another program changed it; nothing is written.
            OutputError: it cannot be written.
        """
        document = replace(self.compose(grid), decisions=self._decisions.of(grid))
        new = fingerprint(document)
        with self._bank.holding(self._name) as held:
            if self.is_changed():
                raise StaleTextError(
                    "another program changed this text while it was being corrected here",
                    where=str(self._folder),
                    hint="read it anew to go on",
                )
            announce(new)
            held.save(document)
            self._state, self.fingerprint = state(self._folder), new

    def end(self) -> None:
        """Take away the copy and the journal."""
        shutil.rmtree(self._folder / _FOLDER, ignore_errors=True)


def fingerprint(document: Document) -> str:
    """A hash by which a text is known again: its units with all that a session can change in them."""
    digest = hashlib.sha256()
    for unit in document.units:
        digest.update(json.dumps(_essence(unit), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:24]


def _essence(unit: Unit) -> list[object]:
    segments = {tag: [spoken.label, spoken.text, str(spoken.status)] for tag, spoken in sorted(unit.segments.items())}
    phrases = [_stretches(phrase) for phrase in unit.phrases]
    return [unit.id, str(unit.role), unit.note, sorted(unit.ignore.items()), segments, phrases]


def _stretches(phrase: Phrase) -> list[tuple[str, str, int]]:
    return sorted((tag, stretch.text, stretch.occurrence) for tag, stretch in phrase.stretches.items())
