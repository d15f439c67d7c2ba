"""Memories of any size, and banks of many texts, made searchable. The index finds candidates; the query decides on the text."""

from __future__ import annotations

import bisect
import json
import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

import numpy as np
import regex

from aligner.errors import OutputError
from aligner.model import Concept
from aligner.text.folding import bare, fold
from aligner.text.languages import language as known_language
from aligner.text.words import UNSPACED, lemmas
from aligner.wording.grammar import WILDCARDS, Choice, Element, Literal, WordCondition, WordTest
from aligner.wording.index_file import Report, open_index, pending_in
from aligner.wording.index_sources import IndexSource
from aligner.wording.index_writer import Progress
from aligner.wording.passages import Passage
from aligner.wording.pattern import compiled
from aligner.wording.postings import Postings, in_all, in_any
from aligner.wording.query import Query, QueryKind
from aligner.wording.tokens import Numbers, tokens
from aligner.wording.unit_blocks import UnitReader, concepts_of

LARGE = 2_000_000
"""Bytes from which a memory is indexed; a smaller one is read in less time than that takes."""
_MOST_TERMS = 3000
"""Words that a wildcard may stand for and still narrow the search."""
_PLACEHOLDER = dict(zip(WILDCARDS, "\ue000\ue001", strict=True))
_TOKEN = regex.compile(rf"[{UNSPACED}]|[[\p{{L}}\p{{N}}\p{{M}}\ue000\ue001]--[{UNSPACED}]]+", regex.V1)
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class _Source:
    """One text of an index: its name, the numbers of its first and last unit, why it cannot be read, what is recorded."""

    name: str
    first: int
    last: int
    problem: str
    of_text: Mapping[str, str]


class _FormsMissing(Exception):  # noqa: N818 - a question and not an error: it is answered and never seen
    """A query needs the dictionary forms of a language, which were not looked up yet."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language


class Index:
    """The searchable form of a memory or a bank; opened, and built or brought up to date where it has to be.

    Args:
        source: what it is made from.
        on_progress: called while units are added, with the number of units read.
        on_damage: told in a sentence when a damaged index is built again.

    Attributes:
        problems: name of each text that cannot be read, and why.

    Raises:
        NotFoundError, TmxError: a memory cannot be read.
        OutputError: the cache folder cannot be written.
    """

    def __init__(
        self, source: IndexSource, on_progress: Progress = lambda _: None, on_damage: Report = lambda _: None
    ) -> None:
        self._source = source
        self._on_progress, self._on_damage = on_progress, on_damage
        self._without_forms: set[str] = set()
        self._database = open_index(source, on_progress, on_damage)
        self._read_again_if_damaged(self._read_head)

    def _read_head(self) -> None:
        select = "SELECT name, first, last, problem, of_text FROM sources ORDER BY first, last"
        self._sources = [
            _Source(name, first, last, problem, json.loads(of_text))
            for name, first, last, problem, of_text in self._database.execute(select)
        ]
        self._firsts = [source.first for source in self._sources]
        self.problems = {source.name: source.problem for source in self._sources if source.problem}
        rows = self._database.execute("SELECT language FROM languages ORDER BY number")
        self.languages = tuple(language for (language,) in rows)
        self._postings = Postings(self._database)
        self._units = UnitReader(self._database)

    def _read_again_if_damaged(self, read: Callable[[], _Answer]) -> _Answer:
        """Read the index; where it is as it was left and yet is not one (another program wrote both), build it anew."""
        try:
            return read()
        except sqlite3.DatabaseError:
            self._open_again(anew=True)
            return read()

    def _open_again(self, *, anew: bool = False, forms_of: str = "") -> None:
        database = open_index(self._source, self._on_progress, self._on_damage, anew=anew, forms_of=forms_of)
        self.close()
        self._database = database
        self._read_head()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def is_current(self) -> bool:
        """Whether the index is of the texts as they are now."""
        return dict(self._database.execute("SELECT name, state FROM sources")) == self._source.states()

    def candidates(self, query: Query) -> Iterator[Passage]:
        """The units that may hold the query: all that do, and perhaps others; text by text, in their order.

        Raises:
            MissingExtraError: it asks for forms of words, and the dictionary is not installed.
        """
        while True:
            try:
                return self._passages(self._read_again_if_damaged(lambda: self._chosen(query)))
            except _FormsMissing as missing:
                self._look_up_forms(missing.language)

    def _look_up_forms(self, language: str) -> None:
        """Add the dictionary forms of a language; where the index cannot be written, its words narrow nothing."""
        try:
            self._open_again(forms_of=language)
        except OutputError:
            self._without_forms.add(language)

    def alike(self, written: Sequence[str], least: int) -> Iterator[tuple[int, Passage]]:
        """The units that may be as like a list of tokens as a percentage says: all that are, and perhaps others.

        Numbers count as equal, so they choose nothing, unless there is nothing else.

        A wording lacks each of the tokens that its unit lacks, which bounds its likeness (S. Chaudhuri et al., "A
        primitive operator for similarity joins in data cleaning", 2006).

        Args:
            written: the tokens.
            least: the percentage.

        Yields:
            The highest percentage that the unit can have, and the unit; the highest come first.
        """
        if not written:
            return
        distinct = {token for token in written if not token.isdecimal()} or set(written)
        counts = self._postings.shared(distinct)
        spare = len(written) - math.ceil(least * len(written) / 100)
        chosen = np.flatnonzero(counts >= len(distinct) - spare)
        chosen = chosen[np.argsort(-counts[chosen].astype(np.int64), kind="stable")]
        for number, unit, has_status in self._units.units(chosen.tolist()):
            lacking = len(distinct) - int(counts[number])
            source = self._sources[bisect.bisect_right(self._firsts, number) - 1]
            passage = Passage(source.name, unit, has_status, number - source.first + 1, source.of_text)
            yield 100 * (len(written) - lacking) // len(written), passage

    def sample(self, size: int, name: str | None = None) -> list[Passage]:
        """Units spread evenly over all texts, or over one."""
        sources = [source for source in self._sources if name in (None, source.name)]
        first, last = min(source.first for source in sources), max(source.last for source in sources)
        step = max(1, (last - first + 1) // size)
        return list(self._passages(np.arange(first, last + 1, step)[:size]))

    def passages(self, name: str | None = None) -> Iterator[Passage]:
        """All units of all texts, or of one, in their order."""
        sources = [source for source in self._ordered() if name in (None, source.name)]
        return chain.from_iterable(self._of_source(source, range(source.first, source.last + 1)) for source in sources)

    def neighbour(self, passage: Passage, distance: int) -> Passage | None:
        """The unit so many places behind a unit in its text, or before it where the distance is negative."""
        source = next(source for source in self._sources if source.name == passage.text)
        number = source.first + passage.number - 1 + distance
        if not source.first <= number <= source.last:
            return None
        return next(self._passages(np.array([number])), None)

    def vocabulary(self) -> set[str]:
        """All words of the texts, folded, each once."""
        return self._postings.terms()

    def properties(self) -> list[str]:
        """The names of the properties that units have."""
        return [name for (name,) in self._database.execute("SELECT name FROM properties ORDER BY number")]

    def concepts(self) -> list[Concept]:
        """The termbases of the texts."""
        rows = self._database.execute("SELECT concepts FROM sources WHERE concepts != '' ORDER BY name")
        return [concept for (written,) in rows for concept in concepts_of(written)]

    def _ordered(self) -> list[_Source]:
        return sorted(self._sources, key=lambda source: source.name)

    def _passages(self, ids: Numbers) -> Iterator[Passage]:
        """The units of those numbers that are still there, text by text."""
        for source in self._ordered():
            # Numbers and sources are sorted: those of a source are a slice.
            start, end = np.searchsorted(ids, [source.first, source.last + 1])
            if start < end:
                yield from self._of_source(source, ids[start:end].tolist())

    def _of_source(self, source: _Source, numbers: Iterable[int]) -> Iterator[Passage]:
        for number, unit, has_status in self._units.units(numbers):
            yield Passage(source.name, unit, has_status, number - source.first + 1, source.of_text)

    def _chosen(self, query: Query) -> Numbers:
        if query.kind is QueryKind.EXACT:
            return np.fromiter(self._units.holding(query.text), np.int64)
        units = None if query.variants or query.kind is QueryKind.REGEX else self._holding(query.elements)
        if units is not None:
            return units
        # Tried on the bare texts; a unit is made only of those in which it occurs.
        records = self._units.every()
        numbers = (
            number
            for number, record in records
            if any(query.spans(text, language) for language, text in self._units.texts(record))
        )
        return np.fromiter(numbers, np.int64)

    def _holding(self, elements: Sequence[Element]) -> Numbers | None:
        """The units that hold what a text must have to be found; None where nothing can be said."""
        needs: list[Numbers | None] = []
        for element in elements:
            if isinstance(element, Literal) and not element.has_wildcard:
                needs += map(self._postings.units, dict.fromkeys(tokens(element.parts[0])))
            else:
                needs.append(self._need(element))
        return in_all(needs)

    def _need(self, element: Element) -> Numbers | None:
        if isinstance(element, Literal):
            return in_all(map(self._wildcard, _parts(element)))
        if isinstance(element, Choice):
            return in_any(map(self._holding, element.options))
        return self._condition(element) if isinstance(element, WordCondition) else None

    def _wildcard(self, part: str) -> Numbers | None:
        bare_part = part.strip("\ue000\ue001")
        if not bare_part:
            return None
        if not set(part) & set(_PLACEHOLDER.values()):
            return self._postings.units(part)
        if part == f"{bare_part}\ue000":
            return self._postings.beginning_with(bare_part)
        # A question mark may be meant as such, so it narrows nothing.
        terms = self._postings.terms(part.replace("\ue000", "*").replace("\ue001", "*"))
        return self._postings.any_of(terms) if len(terms) <= _MOST_TERMS else None

    def _condition(self, condition: WordCondition) -> Numbers | None:
        return in_any(map(self._group, condition.groups))

    def _group(self, tests: Iterable[WordTest]) -> Numbers | None:
        return in_all(self._test(test) for test in tests if not test.is_negated)

    def _test(self, test: WordTest) -> Numbers | None:
        if test.is_plain:
            return in_all(map(self._inflected, tokens(test.value)))
        if test.attribute == "lemma":
            if not all(map(self._has_forms, self.languages)):
                return None
            pattern = compiled(test.value, ignores_case=test.ignores_case)
            rows = self._database.execute("SELECT DISTINCT lemma, term FROM forms")
            terms = {term for lemma, term in rows if pattern.fullmatch(lemma, timeout=1)}
            return self._postings.any_of(terms) if 0 < len(terms) < _MOST_TERMS else None
        if test.attribute == "pos":
            return None
        is_simple = not any(sign in test.value for sign in "|?*[({\\+")
        prefix = tokens(test.value.split(".")[0])
        return self._postings.beginning_with(prefix[0]) if is_simple and prefix else None

    def _has_forms(self, language: str) -> bool:
        """Whether the index has the dictionary forms of a language; False where they cannot be added."""
        if language in self._without_forms:
            return False
        if language in pending_in(self._database):
            raise _FormsMissing(language)
        return True

    def _inflected(self, word: str) -> Numbers | None:
        """The units with a word in any of its forms, in any of the languages."""
        terms = {word}
        for language in self.languages:
            facts = known_language(language)
            if not facts.joiner or not facts.writes(word):
                continue
            if not self._has_forms(language):
                return None
            for lemma in lemmas(word, language):
                select = "SELECT term FROM forms WHERE language = ? AND lemma = ?"
                terms.update(term for (term,) in self._database.execute(select, (language, lemma)))
        return self._postings.any_of(terms)


def _parts(literal: Literal) -> list[str]:
    """The tokens of a literal with wildcards, with a private character for each wildcard."""
    return _TOKEN.findall(bare(fold("".join(_PLACEHOLDER.get(part, part) for part in literal.parts))))
