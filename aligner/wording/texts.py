"""The texts that a request names: of the bank, or memories in files, small or large."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path

from aligner.bank import Bank
from aligner.errors import ClausebankError, NotFoundError, OutputError
from aligner.model import Concept, Document, Unit
from aligner.wording.index import LARGE, Index
from aligner.wording.index_file import Report
from aligner.wording.index_sources import BankSource, IndexSource, MemorySource
from aligner.wording.index_writer import Progress
from aligner.wording.passages import Passage, from_document, from_memory, is_memory
from aligner.wording.query import Query
from aligner.wording.search import KEYS, narrows
from aligner.wording.tokens import tokens

LEARNED = 3000
"""How many units of a text are read to learn which words go together."""
MANY = 25
"""Texts from which a bank is indexed; fewer are read in less time than opening an index takes."""
_BANK = ""
"""The index of the bank, among those of memories."""


class Texts:
    """Texts to look into, named as on the command line.

    Args:
        names: texts of the bank, and paths of files; all texts of the bank where empty. A text that was named must be
            readable; of all texts, one that is not is reported and left out.
        bank: the bank.
        on_progress: called while an index is made, with the number of units read.
        on_damage: told in a sentence when a damaged index is built again, or a text is left out.
        indexes: indexes that are open already, by the path of their memory, and by nothing for the bank; those opened
            here are added.
        files: files to look into beside all texts of the bank, where there are no names.

    Raises:
        NotFoundError: there is no such text or file; other errors come when it is read.
    """

    def __init__(
        self,
        names: Sequence[str],
        bank: Bank,
        on_progress: Progress = lambda _: None,
        on_damage: Report = lambda _: None,
        *,
        indexes: dict[str, Index] | None = None,
        files: Sequence[str] = (),
    ) -> None:
        self._bank_names = () if names else bank.names()
        self.names = tuple(names) or (*self._bank_names, *files)
        self._are_named = bool(names)
        self._bank, self._on_progress, self._on_damage = bank, on_progress, on_damage
        self._indexes: dict[str, Index] = {} if indexes is None else indexes
        self._small: dict[str, list[Passage]] = {}
        self._left_out: set[str] = set()
        self._current: set[str] = set()
        self._has_no_cache = False

    def candidates(self, query: Query) -> Iterator[Passage]:
        """The units that may hold a query, in the order of the texts."""
        return self._from_all(lambda index: index.candidates(query))

    def alike(self, written: Sequence[str], least: int) -> Iterator[Iterator[tuple[int, Passage]]]:
        """The units that may be as like a list of tokens as a percentage says, from one text or index after the other.

        Each gives the highest percentage that a unit can have, and the unit; the highest come first.
        """
        for part in self._parts():
            yield part.alike(written, least) if isinstance(part, Index) else ((100, one) for one in self._all(part))

    def sample(self, name: str, size: int = LEARNED) -> list[Unit]:
        """Units of one text to learn from: the first few thousand, or that many from all over a large memory."""
        index = self._index(name)
        passages = index.sample(size, name) if index else islice(self._all(name), size)
        return [passage.unit for passage in passages]

    def passages(self) -> Iterator[Passage]:
        """All units of all texts, in order."""
        return self._from_all(Index.passages)

    def of(self, name: str) -> Iterable[Passage]:
        """All units of one text, in order."""
        index = self._index(name)
        return index.passages(name) if index else self._all(name)

    def neighbour(self, passage: Passage, distance: int) -> Passage | None:
        """The unit so many places behind a unit in its text, or before it where the distance is negative."""
        index = self._index(passage.text)
        if index:
            return index.neighbour(passage, distance)
        place = passage.number - 1 + distance
        passages = self._all(passage.text)
        return passages[place] if 0 <= place < len(passages) else None

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of all texts, in the order they are met."""
        tags: dict[str, None] = {}
        for part in self._parts():
            if isinstance(part, Index):
                tags.update(dict.fromkeys(part.languages))
            else:
                for passage in self._all(part):
                    tags.update(dict.fromkeys(passage.unit.segments))
        return tuple(tags)

    def require(self, languages: Iterable[str], where: str) -> None:
        """Make sure that the texts have some languages.

        Raises:
            NotFoundError: they do not have one of them.
        """
        for language in languages:
            if not any(narrows(tag, language) for tag in self.languages):
                raise NotFoundError(
                    f"no language '{language}' in {self.said}",
                    where=where,
                    hint=f"there is: {', '.join(self.languages)}",
                )

    def require_properties(self, names: Iterable[str], where: str = "--where") -> None:
        """Make sure that units of the texts have some properties.

        Raises:
            NotFoundError: no unit has one of them.
        """
        existing = self.properties if names else ()
        for name in names:
            if name not in existing:
                raise NotFoundError(
                    f"no unit of {self.said} has a property '{name}'",
                    where=where,
                    hint=f"there is: {', '.join((*KEYS, *existing))}",
                )

    @cached_property
    def properties(self) -> tuple[str, ...]:
        """The names of the properties that units of the texts have, in the order they are met."""
        names: dict[str, None] = {}
        for part in self._parts():
            if isinstance(part, Index):
                names.update(dict.fromkeys(part.properties()))
            else:
                for passage in self._all(part):
                    names.update(dict.fromkeys(passage.properties))
        if "document" in names:
            names.setdefault("body")
        return tuple(names)

    @property
    def said(self) -> str:
        """The texts in a few words."""
        first = ", ".join(self.names[:3])
        return f"{first} and {len(self.names) - 3} more" if len(self.names) > 3 else first or "an empty bank"

    def concepts(self) -> list[Concept]:
        """The termbases of those that are texts of the bank."""
        concepts: list[Concept] = []
        for part in self._parts():
            if isinstance(part, Index):
                concepts += part.concepts()
            elif not is_memory(part) and (document := self._document(part)):
                concepts += document.concepts
        return concepts

    def vocabulary(self) -> Iterator[str]:
        """All words of the texts, folded as the index does it; a word may come more than once."""
        for part in self._parts():
            yield from part.vocabulary() if isinstance(part, Index) else _vocabulary(self._all(part))

    def _from_all(self, ask: Callable[[Index], Iterator[Passage]]) -> Iterator[Passage]:
        """What the indexes answer, and all units of the texts that have none, in the order of the texts."""
        for part in self._parts():
            yield from ask(part) if isinstance(part, Index) else self._all(part)

    def _parts(self) -> Iterator[Index | str]:
        """The index of the bank, the indexes of large memories, and the names of texts without index."""
        bank_index = self._bank_index()
        if bank_index:
            yield bank_index
        for name in self.names:
            if not (bank_index and name in self._in_bank):
                yield self._index(name) or name

    def _all(self, name: str) -> list[Passage]:
        if name not in self._small:
            if is_memory(name):
                self._small[name] = list(from_memory(name))
            else:
                document = self._document(name)
                self._small[name] = list(from_document(document)) if document else []
        return self._small[name]

    def _document(self, name: str) -> Document | None:
        """A text of the bank; None for one that cannot be read and was not asked for by its name."""
        try:
            return self._bank.load(name)
        except ClausebankError as error:
            if self._are_named:
                raise
            self._leave_out(name, str(error))
            return None

    def _leave_out(self, name: str, problem: str) -> None:
        if name not in self._left_out:
            self._left_out.add(name)
            self._on_damage(f"left out: {problem}")

    @cached_property
    def _in_bank(self) -> frozenset[str]:
        return frozenset(self._bank_names)

    def _index(self, name: str) -> Index | None:
        if name in self._in_bank:
            return self._bank_index()
        path = Path(name)
        if not is_memory(name) or not path.is_file() or path.stat().st_size < LARGE:
            return None
        return self._opened(name, MemorySource(name))

    def _bank_index(self) -> Index | None:
        """The index of all texts of a bank of many; None where they are few, or where no index can be kept."""
        if len(self._bank_names) < MANY or self._has_no_cache:
            return None
        try:
            index = self._opened(_BANK, BankSource(self._bank))
        except OutputError as error:
            self._has_no_cache = True
            self._on_damage(str(error))
            return None
        for name, problem in index.problems.items():
            self._leave_out(name, problem)
        return index

    def _opened(self, name: str, source: IndexSource) -> Index:
        index = self._indexes.get(name)
        if name not in self._current:
            # An index that was open before may be of what the texts were then.
            if index is None or not index.is_current():
                if index:
                    index.close()
                index = self._indexes[name] = Index(source, self._on_progress, self._on_damage)
            self._current.add(name)
        return self._indexes[name]


def _vocabulary(passages: Iterable[Passage]) -> set[str]:
    vocabulary: set[str] = set()
    for passage in passages:
        for segment in passage.unit.segments.values():
            vocabulary.update(tokens(segment.text))
    return vocabulary
