"""The texts that a request names: of the bank, or memories in files, small or large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from pathlib import Path

from aligner.bank import Bank
from aligner.errors import ClausebankError, NotFoundError
from aligner.model import Concept, Document, Unit
from aligner.wording.index import LARGE, Index, Progress
from aligner.wording.index_file import Report, tokens
from aligner.wording.passages import Passage, from_document, from_memory, is_memory
from aligner.wording.query import Query
from aligner.wording.search import KEYS, narrows

LEARNED = 3000
"""How many units of a text are read to learn which words go together."""


class Texts:
    """Texts to look into, named as on the command line.

    Args:
        names: texts of the bank, and paths of files; all texts of the bank where empty. A text that was named must be
            readable; of all texts, one that is not is reported and left out.
        bank: the bank.
        on_progress: called while a large memory is indexed, with the number of units read.
        on_damage: told in a sentence when a damaged index is built again, or a text is left out.
        indexes: indexes that are open already, by the path of their memory; those opened here are added.

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
    ) -> None:
        self.names = tuple(names) or bank.names()
        self._are_named = bool(names)
        self._bank, self._on_progress, self._on_damage = bank, on_progress, on_damage
        self._indexes: dict[str, Index] = {} if indexes is None else indexes
        self._small: dict[str, list[Passage]] = {}
        self._left_out: set[str] = set()

    def candidates(self, query: Query) -> Iterator[Passage]:
        """The units that may hold a query, in the order of the texts."""
        for name in self.names:
            index = self._index(name)
            yield from index.candidates(query) if index else self._all(name)

    def alike(self, compared: Sequence[str], least: int) -> Iterator[Passage]:
        """The units that may be as like a list of tokens as a percentage says, in the order of the texts."""
        for name in self.names:
            index = self._index(name)
            yield from index.alike(compared, least) if index else self._all(name)

    def sample(self, name: str, size: int = LEARNED) -> list[Unit]:
        """Units of one text to learn from: the first few thousand, or that many from all over a large memory."""
        index = self._index(name)
        passages = index.sample(size) if index else islice(self._all(name), size)
        return [passage.unit for passage in passages]

    def passages(self) -> Iterator[Passage]:
        """All units of all texts, in order."""
        return chain.from_iterable(self.of(name) for name in self.names)

    def of(self, name: str) -> Iterable[Passage]:
        """All units of one text, in order."""
        index = self._index(name)
        return index.passages() if index else self._all(name)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of all texts, in the order they are met."""
        tags: dict[str, None] = {}
        for name in self.names:
            index = self._index(name)
            if index:
                tags.update(dict.fromkeys(index.languages))
            else:
                for passage in self._all(name):
                    tags.update(dict.fromkeys(passage.unit.segments))
        return tuple(tags)

    def require(self, languages: Iterable[str], where: str) -> None:
        """Make sure that the texts have some languages.

        Raises:
            NotFoundError: they have one of them not.
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
        for text in self.names:
            index = self._index(text)
            of_text = index.properties() if index else chain.from_iterable(it.properties for it in self._all(text))
            names.update(dict.fromkeys(of_text))
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
        for name in self.names:
            if not is_memory(name) and (document := self._document(name)):
                concepts += document.concepts
        return concepts

    def vocabulary(self) -> Iterator[str]:
        """All words of the texts, folded as the index does it; a word may come more than once."""
        for name in self.names:
            index = self._index(name)
            yield from index.vocabulary() if index else _vocabulary(self._all(name))

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
            if name not in self._left_out:
                self._left_out.add(name)
                self._on_damage(f"left out: {error}")
            return None

    def _index(self, name: str) -> Index | None:
        path = Path(name)
        if not is_memory(name) or not path.is_file() or path.stat().st_size < LARGE:
            return None
        if name not in self._indexes:
            self._indexes[name] = Index(name, self._on_progress, self._on_damage)
        return self._indexes[name]


def _vocabulary(passages: Iterable[Passage]) -> set[str]:
    vocabulary: set[str] = set()
    for passage in passages:
        for segment in passage.unit.segments.values():
            vocabulary.update(tokens(segment.text))
    return vocabulary
