"""A memory of any size made searchable: an SQLite file in the user's cache, good for exactly one content.

The index finds candidates; the query itself decides on the text (:class:`~aligner.wording.query.Query`). Chinese has
no spaces, so each character is a token of its own and a word is a phrase of them: any run of characters is found, of
one character or of ten, whatever a word segmenter would make of it.

The file's name holds a hash of the memory's content. A memory that changed has another name, so an index is never
stale; the old one is deleted. It is built beside its final name and renamed: half an index is never seen.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sqlite3
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

import platformdirs

from aligner.errors import InputError, MissingExtraError, OutputError
from aligner.model import Role, Segment, Status, Unit
from aligner.text.languages import language as known_language
from aligner.text.words import Word, lemmas
from aligner.wording.passages import Passage, from_memory
from aligner.wording.query import Query, QueryKind

LARGE = 2_000_000
"""Bytes from which a memory is indexed; a smaller one is read in less time than that takes."""
_LAYOUT = 2
_BATCH = 5000
_UNSPACED = re.compile(
    r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)
_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE units (id INTEGER PRIMARY KEY, name TEXT, role TEXT, has_status INTEGER, line INTEGER);
CREATE TABLE segments (id INTEGER PRIMARY KEY, unit INTEGER, language TEXT, text TEXT, status TEXT);
CREATE VIRTUAL TABLE words USING fts5(tokens, content='', tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
CREATE TABLE forms (language TEXT, lemma TEXT, term TEXT);
CREATE INDEX by_lemma ON forms (language, lemma);
CREATE TABLE lemmatized (language TEXT PRIMARY KEY);
"""

Progress = Callable[[int], None]
_Item = TypeVar("_Item")


def cache_folder() -> Path:
    """Where indexes are kept: the user's cache folder, or ``CLAUSEBANK_CACHE`` where that is set."""
    return Path(os.environ.get("CLAUSEBANK_CACHE") or platformdirs.user_cache_path("clausebank")) / "search"


class Index:
    """The searchable form of one memory; opened, and built where there is none for the memory's content.

    Args:
        path: the memory.
        on_progress: called while it is built, with the number of units read.

    Raises:
        NotFoundError, TmxError: the memory cannot be read.
        OutputError: the cache folder cannot be written.
    """

    def __init__(self, path: str, on_progress: Progress | None = None) -> None:
        self.path = path
        self._on_progress = on_progress or (lambda _: None)
        file = self._file()
        if not file.exists():
            self._build(file)
        self._database = sqlite3.connect(file)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def candidates(self, query: Query) -> Iterator[Passage]:
        """The units that may hold the query: all that do, and perhaps others; in the order of the memory."""
        chosen = self._chosen(query)
        rows = self._database.execute(
            "SELECT u.id, u.name, u.role, u.has_status, u.line, s.language, s.text, s.status "  # noqa: S608 - no user text
            f"FROM units u JOIN segments s ON s.unit = u.id {'WHERE u.id IN chosen ' if chosen else ''}ORDER BY s.id"
        )
        return self._passages(rows)

    def sample(self, size: int) -> list[Passage]:
        """Units spread evenly over the memory."""
        (last,) = self._database.execute("SELECT max(id) FROM units").fetchone()
        wanted = range(1, (last or 0) + 1, max(1, (last or 0) // size))[:size]
        rows = self._database.execute(
            "SELECT u.id, u.name, u.role, u.has_status, u.line, s.language, s.text, s.status "
            "FROM units u JOIN segments s ON s.unit = u.id WHERE u.id IN (SELECT value FROM json_each(?)) ORDER BY s.id",
            (str(list(wanted)),),
        )
        return list(self._passages(rows))

    def _chosen(self, query: Query) -> bool:
        """Fill the table of chosen units; False where the index cannot choose, and every unit is a candidate."""
        self._database.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (unit INTEGER PRIMARY KEY)")
        self._database.execute("DELETE FROM chosen")
        if query.kind is QueryKind.REGEX:
            # Tried on the bare texts; a unit is made of those alone in which it stands.
            rows = self._database.execute("SELECT unit, language, text FROM segments")
            found = ((unit,) for unit, language, text in rows if query.spans(text, language))
            self._database.executemany("INSERT OR IGNORE INTO chosen VALUES (?)", found)
            return True
        if query.kind is QueryKind.EXACT:
            self._choose("SELECT unit FROM segments WHERE instr(text, ?) > 0", query.text)
            return True
        phrase = _phrase(query.text)
        if not phrase:
            return False
        if query.kind is QueryKind.LEMMA:
            self._choose_by_lemmas(query)
        self._choose("SELECT unit FROM segments WHERE id IN (SELECT rowid FROM words WHERE words MATCH ?)", phrase)
        return True

    def _choose(self, select: str, *values: str) -> None:
        self._database.execute(f"INSERT OR IGNORE INTO chosen {select}", values)

    def _choose_by_lemmas(self, query: Query) -> None:
        for language in _inflected(self._database):
            if not known_language(language).writes(query.text):
                continue
            _lemmatize(self._database, language)
            groups = [self._any_form(word, language) for word in query.lemmas(language)]
            if groups:
                self._choose(
                    "SELECT unit FROM segments WHERE language = ? AND id IN (SELECT rowid FROM words WHERE words MATCH ?)",
                    language,
                    " AND ".join(groups),
                )

    def _any_form(self, word: Word, language: str) -> str:
        """All that the memory holds of a word's forms, as an FTS5 expression; each part of a hyphenated word has its own."""
        groups = []
        for part in _letters(word.text).split():
            forms = {part.lower()}
            for lemma in lemmas(part, language):
                rows = self._database.execute(
                    "SELECT term FROM forms WHERE language = ? AND lemma = ?", (language, lemma)
                )
                forms.update(term for (term,) in rows)
            groups.append("(" + " OR ".join(f'"{form}"' for form in sorted(forms)) + ")")
        return " AND ".join(groups)

    def _passages(self, rows: Iterable[tuple[int, str, str, int, int, str, str, str]]) -> Iterator[Passage]:
        number, head, segments = 0, ("", "", 0, 0), dict[str, Segment]()
        for id_, name, role, has_status, line, language, text, status in rows:
            if id_ != number and segments:
                yield self._passage(head, segments)
                segments = {}
            number, head = id_, (name, role, has_status, line)
            segments[language] = Segment(text, status=Status(status))
        if segments:
            yield self._passage(head, segments)

    def _passage(self, head: tuple[str, str, int, int], segments: dict[str, Segment]) -> Passage:
        name, role, has_status, line = head
        return Passage(self.path, Unit(name, Role(role), segments, line=line), has_status=bool(has_status))

    def _file(self) -> Path:
        place = hashlib.sha256(os.path.realpath(self.path).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        return cache_folder() / f"{place}-{fingerprint(self.path)}.{_LAYOUT}.sqlite"

    def _build(self, file: Path) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
        except OSError as error:
            raise OutputError(
                f"no index can be kept here ({error.strerror})", where=str(file.parent), hint="set CLAUSEBANK_CACHE"
            ) from error
        os.close(handle)
        part = Path(name)
        try:
            with contextlib.closing(sqlite3.connect(part)) as database:
                database.executescript(_SCHEMA)
                self._fill(database)
            if self._file() != file:
                raise InputError("the file changed while it was read", where=self.path, hint="try again")
            for old in file.parent.glob(f"{file.name.split('-')[0]}-*.sqlite"):
                old.unlink(missing_ok=True)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)

    def _fill(self, database: sqlite3.Connection) -> None:
        unit, segment = 0, 0
        for batch in _batches(from_memory(self.path)):
            units, segments, tokens = [], [], []
            for passage in batch:
                unit += 1
                it = passage.unit
                units.append((unit, it.id, str(it.role), passage.has_status, it.line))
                for language, found in it.segments.items():
                    segment += 1
                    segments.append((segment, unit, language, found.text, str(found.status)))
                    tokens.append((segment, spaced(found.text)))
            with database:
                database.executemany("INSERT INTO units VALUES (?, ?, ?, ?, ?)", units)
                database.executemany("INSERT INTO segments VALUES (?, ?, ?, ?, ?)", segments)
                database.executemany("INSERT INTO words (rowid, tokens) VALUES (?, ?)", tokens)
            self._on_progress(unit)
        with database:
            database.execute("CREATE INDEX by_unit ON segments (unit)")
            database.execute("INSERT INTO words (words) VALUES ('optimize')")
        with contextlib.suppress(MissingExtraError):  # whoever asks for lemmas is told then
            for language in _inflected(database):
                _lemmatize(database, language)


def _inflected(database: sqlite3.Connection) -> list[str]:
    """The languages of a memory that write words apart, and so may have forms of them."""
    found = database.execute("SELECT DISTINCT language FROM segments").fetchall()
    return [language for (language,) in found if known_language(language).joiner]


def _lemmatize(database: sqlite3.Connection, language: str) -> None:
    """Note the lemmas of all words of a memory that a language may have, unless they are there."""
    if database.execute("SELECT 1 FROM lemmatized WHERE language = ?", (language,)).fetchone():
        return
    writes = known_language(language).writes
    terms = (term for (term,) in database.execute("SELECT term FROM vocabulary").fetchall())
    with database:
        rows = (
            (language, it, term) for term in terms if term.isalpha() and writes(term) for it in lemmas(term, language)
        )
        database.executemany("INSERT INTO forms VALUES (?, ?, ?)", rows)
        database.execute("INSERT INTO lemmatized VALUES (?)", (language,))


def fingerprint(path: str) -> str:
    """The content of a file as a name.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with Path(path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[:32]
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=path) from error


def spaced(text: str) -> str:
    """A text with each character of a script without spaces set apart.

    >>> spaced("UN 信息安全").split()
    ['UN', '信', '息', '安', '全']
    """
    return _UNSPACED.sub(r" \1 ", unicodedata.normalize("NFC", text))


def _phrase(text: str) -> str:
    """A query as a phrase of FTS5, or several where a ``*`` stands inside; empty where there is no letter to look up.

    >>> _phrase("information secur*"), _phrase("安全"), _phrase("...")
    ('"information secur" *', '"安 全"', '')
    """
    phrases, current = [], list[str]()
    for piece in spaced(text).split():
        if letters := _letters(piece):
            current.append(letters)
        if piece.endswith("*") and current:
            phrases.append(f'"{" ".join(current)}" *')
            current = []
    if current:
        phrases.append(f'"{" ".join(current)}"')
    return " AND ".join(phrases)


def _letters(text: str) -> str:
    return re.sub(r"[^\w]+|_", " ", text).strip()


def _batches(items: Iterable[_Item]) -> Iterator[Sequence[_Item]]:
    stream = iter(items)
    while batch := list(islice(stream, _BATCH)):
        yield batch
