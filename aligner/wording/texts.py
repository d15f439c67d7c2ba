"""The texts that a request names: of the bank, or memories in files, small or large."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from aligner.bank import Bank
from aligner.model import Unit
from aligner.wording.index import LARGE, Index, Progress
from aligner.wording.passages import Passage, from_document, from_memory, is_memory
from aligner.wording.query import Query

LEARNED = 3000
"""How many units of a text are read to learn which words go together."""


class Texts:
    """Texts to look into, named as on the command line.

    Args:
        names: texts of the bank, and paths of TMX files; all texts of the bank where empty.
        bank: the bank.
        on_progress: called while a large memory is indexed, with the number of units read.

    Raises:
        NotFoundError: there is no such text or file; other errors come when it is read.
    """

    def __init__(self, names: Sequence[str], bank: Bank, on_progress: Progress | None = None) -> None:
        self.names = tuple(names) or bank.names()
        self._bank, self._on_progress = bank, on_progress
        self._indexes: dict[str, Index] = {}

    def candidates(self, query: Query) -> Iterator[Passage]:
        """The units that may hold a query, in the order of the texts."""
        return chain.from_iterable(self._candidates(name, query) for name in self.names)

    def sample(self, name: str, size: int = LEARNED) -> list[Unit]:
        """Units of one text to learn from: the first few thousand, or so many from all over a large memory."""
        index = self._index(name)
        found = index.sample(size) if index else list(islice(self._all(name), LEARNED))
        return [passage.unit for passage in found]

    def passages(self) -> Iterator[Passage]:
        """All units of all texts."""
        return chain.from_iterable(self._all(name) for name in self.names)

    def _candidates(self, name: str, query: Query) -> Iterator[Passage]:
        index = self._index(name)
        yield from index.candidates(query) if index else self._all(name)

    def _all(self, name: str) -> Iterator[Passage]:
        return from_memory(name) if is_memory(name) else from_document(self._bank.load(name))

    def _index(self, name: str) -> Index | None:
        path = Path(name)
        if not is_memory(name) or not path.is_file() or path.stat().st_size < LARGE:
            return None
        if name not in self._indexes:
            self._indexes[name] = Index(name, self._on_progress)
        return self._indexes[name]
