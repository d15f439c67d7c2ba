"""Writing an index: texts are added and removed, each with its units and tokens; dictionary forms once they are asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from aligner.text.folding import bare, fold
from aligner.text.languages import language as known_language
from aligner.text.words import lemmas
from aligner.wording import postings, unit_blocks
from aligner.wording.index_sources import IndexedText
from aligner.wording.passages import Passage
from aligner.wording.postings import PostingsWriter
from aligner.wording.tokens import TokenCounter

PRAGMAS = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA page_size = 16384;
"""
"""The file is renamed when it is complete, so nothing has to be undone in it."""
SCHEMA = f"""
{PRAGMAS}
CREATE TABLE sources (
    number INTEGER PRIMARY KEY, name TEXT UNIQUE, state TEXT, first INTEGER, last INTEGER, problem TEXT, concepts TEXT,
    of_text TEXT
);
CREATE TABLE forms (language TEXT, lemma TEXT, term TEXT, PRIMARY KEY (language, lemma, term)) WITHOUT ROWID;
CREATE TABLE pending (language TEXT, word TEXT);
CREATE TABLE languages (number INTEGER PRIMARY KEY, language TEXT UNIQUE);
CREATE TABLE properties (number INTEGER PRIMARY KEY, name TEXT UNIQUE);
{unit_blocks.SCHEMA}
{postings.SCHEMA}
"""
_CHUNK = 4000
"""Units whose tokens are counted at once."""
_LONGEST = 2_000_000
"""Characters after which fewer are."""

Progress = Callable[[int], object]


class IndexWriter:
    """Adds texts to an index and removes them.

    Args:
        database: the index, with the tables of :data:`SCHEMA`.
        on_progress: called with the number of units added so far.
    """

    def __init__(self, database: sqlite3.Connection, on_progress: Progress) -> None:
        self._database, self._on_progress = database, on_progress
        self._units = unit_blocks.UnitWriter(database)
        self._last = database.execute("SELECT max(last) FROM sources").fetchone()[0] or 0
        self._counter = TokenCounter()
        self._postings = PostingsWriter(database, self._counter)
        self._added = 0
        self._of_text: dict[str, str] = {}
        self._properties: dict[str, None] = {}

    def remove(self, name: str) -> None:
        """Take a text out. What its tokens point to is missing from then on."""
        (first, last) = self._database.execute("SELECT first, last FROM sources WHERE name = ?", (name,)).fetchone()
        self._units.remove(first, last)
        self._database.execute("DELETE FROM sources WHERE name = ?", (name,))

    def add(self, name: str, state: str, text: IndexedText) -> None:
        """Add a text behind all others.

        Raises:
            ClausebankError: its units cannot be read.
        """
        first = self._last + 1
        self._of_text = {}
        for chunk in _chunks(text.passages):
            self._add_units(chunk)
        concepts = unit_blocks.written_concepts(text.concepts)
        row = (name, state, first, self._last, text.problem, concepts, json.dumps(self._of_text, ensure_ascii=False))
        self._database.execute("INSERT INTO sources VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", row)

    def finish(self) -> None:
        """Write what is still held."""
        self._postings.flush()
        self._units.finish()
        languages = ((language,) for language in self._counter.languages)
        self._database.executemany("INSERT OR IGNORE INTO languages (language) VALUES (?)", languages)
        names = ((name,) for name in self._properties)
        self._database.executemany("INSERT OR IGNORE INTO properties (name) VALUES (?)", names)
        for language in self._counter.languages:
            if known_language(language).joiner:
                rows = [(language, word) for word in sorted(self._counter.words(language))]
                self._database.executemany("INSERT INTO pending VALUES (?, ?)", rows)
        self._database.commit()

    def lemmatize(self, language: str) -> None:
        """Look up the dictionary forms of the words of a language that came since this was last done.

        It costs as much as all the rest of a small index, so it is done when somebody first asks for them.

        Raises:
            MissingExtraError: the dictionary is not installed.
        """
        writes = known_language(language).writes
        rows: set[tuple[str, str, str]] = set()
        for (word,) in self._database.execute("SELECT word FROM pending WHERE language = ?", (language,)):
            if writes(word):
                term = bare(fold(word))
                rows.update((language, lemma, term) for lemma in lemmas(word, language))
        self._database.executemany("INSERT OR IGNORE INTO forms VALUES (?, ?, ?)", sorted(rows))
        self._database.execute("DELETE FROM pending WHERE language = ?", (language,))
        self._database.commit()

    def _add_units(self, chunk: Sequence[Passage]) -> None:
        first = self._last + 1
        texts_by_language: dict[str, tuple[list[int], list[str]]] = {}
        self._of_text = dict(chunk[0].of_text)
        self._properties.update(dict.fromkeys(self._of_text))
        for number, passage in enumerate(chunk, start=first):
            if passage.unit.properties:
                self._properties.update(dict.fromkeys(passage.unit.properties))
            for language, segment in passage.unit.segments.items():
                if language not in texts_by_language:
                    texts_by_language[language] = [], []
                numbers, texts = texts_by_language[language]
                numbers.append(number)
                texts.append(segment.text)
        self._units.add(first, chunk)
        self._postings.add(first, texts_by_language)
        self._last += len(chunk)
        self._added += len(chunk)
        self._on_progress(self._added)


def _chunks(passages: Iterator[Passage]) -> Iterator[Sequence[Passage]]:
    """Some thousand units at a time, fewer where they are long."""
    size = 100
    while chunk := list(islice(passages, size)):
        yield chunk
        length = sum(len(segment.text) for passage in chunk for segment in passage.unit.segments.values())
        size = max(1, min(_CHUNK, 2 * size, _LONGEST * size // (length + 1)))
