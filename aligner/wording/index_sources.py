"""What an index is made from: one memory, or all texts of a bank; each knows when it has changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from aligner.bank import Bank
from aligner.bank.transaction import state
from aligner.errors import ClausebankError, InputError
from aligner.model import Concept
from aligner.wording.passages import Passage, from_document, from_memory


@dataclass(frozen=True, slots=True)
class IndexedText:
    """One text as it is indexed.

    Attributes:
        passages: its units, which may be a stream.
        concepts: its termbase.
        problem: why it cannot be read; empty where it can.
    """

    passages: Iterator[Passage]
    concepts: tuple[Concept, ...] = ()
    problem: str = ""


class IndexSource(Protocol):
    """What an index is made from."""

    @property
    def place(self) -> str:
        """Where it is: a path that no other source has."""

    def states(self) -> Mapping[str, str]:
        """Name of each text to its state, which changes whenever the text does."""

    def read(self, name: str) -> IndexedText:
        """Read a text.

        Raises:
            ClausebankError: it cannot be read, and there is nothing to index without it.
        """


@dataclass(frozen=True, slots=True)
class MemorySource:
    """A memory or another file with translations; its name is its path."""

    path: str

    @property
    def place(self) -> str:
        """The path without symbolic links."""
        return os.path.realpath(self.path)

    def states(self) -> Mapping[str, str]:
        """The state of the file: which one it is, when it was changed, and its size.

        Raises:
            InputError: it cannot be read.
        """
        try:
            with Path(self.path).open("rb") as stream:
                status = os.fstat(stream.fileno())
        except OSError as error:
            raise InputError(f"cannot be read ({error.strerror})", where=self.path) from error
        return {self.path: f"{status.st_ino} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_size}"}

    def read(self, name: str) -> IndexedText:  # noqa: ARG002 - there is one text only
        """The units as a stream, which ends with an error when the file has changed meanwhile."""
        return IndexedText(self._passages())

    def _passages(self) -> Iterator[Passage]:
        before = self.states()
        yield from from_memory(self.path)
        if self.states() != before:
            raise InputError("changed while it was read", where=self.path, hint="try again")


@dataclass(frozen=True, slots=True)
class BankSource:
    """The texts of a bank. One that cannot be read is kept as a problem, and hides none of the others."""

    bank: Bank

    @property
    def place(self) -> str:
        """The folder of the bank."""
        return os.path.realpath(self.bank.root)

    def states(self) -> Mapping[str, str]:
        """The state of the files of each text."""
        return {name: _state_of(self.bank.root / name) for name in self.bank.names()}

    def read(self, name: str) -> IndexedText:
        """The units and concepts of a text."""
        try:
            document = self.bank.load(name)
        except ClausebankError as error:
            return IndexedText(iter(()), problem=str(error))
        return IndexedText(from_document(document), document.concepts)


def _state_of(folder: Path) -> str:
    try:
        return json.dumps([[os.path.basename(path), *facts] for path, *facts in state(folder)])  # noqa: PTH119 - faster
    except OSError as error:
        return str(error)
