"""The file of an index: an SQLite database in the user's cache, good for exactly one content of a memory.

Its name holds a hash of the memory's content, so an index is never older than the memory; the one before is deleted. It
is built beside its final name and renamed: half an index is never seen. A record beside it has its size, its time and a
checksum. A file that is not as it was left is read once to compare the checksum, and built again where that differs.
Of two processes that need the same index one builds it, and the other waits.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sqlite3
import tempfile
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TypeVar

import platformdirs
import regex

from aligner.errors import InputError, MissingExtraError, OutputError
from aligner.model import Phrase, Unit
from aligner.text.folding import bare, fold
from aligner.text.languages import language as known_language
from aligner.text.words import UNSPACED, lemmas
from aligner.wording.passages import from_memory

LAYOUT = 5
_BATCH = 5000
_CHUNK = 1 << 22
_TOKEN = regex.compile(rf"[{UNSPACED}]|[[\p{{L}}\p{{N}}\p{{M}}]--[{UNSPACED}]]+", regex.V1)
# The scripts without spaces, written out for the other engine: Thai and Lao, Burmese, Khmer, kana, ideographs.
_RUN = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
_UNMARKED_TOKEN = re.compile(rf"[{_RUN}]|[^\W_{_RUN}]+")
_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE units (id INTEGER PRIMARY KEY, name TEXT, role TEXT, has_status INTEGER, line INTEGER, beside TEXT);
CREATE TABLE segments (id INTEGER PRIMARY KEY, unit INTEGER, language TEXT, text TEXT, status TEXT);
CREATE VIRTUAL TABLE words USING fts5(tokens, content='', tokenize='ascii');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
CREATE TABLE forms (language TEXT, lemma TEXT, term TEXT);
CREATE TABLE lemmatized (language TEXT PRIMARY KEY);
CREATE TABLE languages (id INTEGER PRIMARY KEY, language TEXT);
"""

Report = Callable[[str], object]
_Item = TypeVar("_Item")


def cache_folder() -> Path:
    """Where indexes are kept: the user's cache folder, or ``CLAUSEBANK_CACHE`` where that is set."""
    return Path(os.environ.get("CLAUSEBANK_CACHE") or platformdirs.user_cache_path("clausebank")) / "search"


def tokens(text: str) -> list[str]:
    """A text as the index knows it: folded words without accents, each character of an unspaced script alone.

    >>> tokens("The UN’s naïve 信息安全")
    ['the', 'un', 's', 'naive', '信', '息', '安', '全']
    """
    return _cut(bare(fold(text)))


def _cut(folded: str) -> list[str]:
    """The tokens of a folded text: by the faster engine, unless it has marks, which that does not take for letters."""
    return _TOKEN.findall(folded) if _marks().search(folded) else _UNMARKED_TOKEN.findall(folded)


@cache
def _marks() -> re.Pattern[str]:
    """The combining marks, and everything beyond the basic plane."""
    marks = (f"\\u{code:04x}" for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M")
    return re.compile(f"[{''.join(marks)}\U00010000-\U0010ffff]")


def open_index(
    memory: str, on_progress: Callable[[int], object], on_damage: Report, *, anew: bool = False
) -> sqlite3.Connection:
    """The index of a memory, to be read; built where there is none, or where the one that is there is damaged.

    Args:
        memory: path of the memory.
        on_progress: called while it is built, with the number of units read.
        on_damage: told in a sentence when a damaged index is built again.
        anew: whether to build it in any case.

    Raises:
        NotFoundError, TmxError: the memory cannot be read.
        OutputError: the cache folder cannot be written.
    """
    file = _file(memory)
    if not anew and _is_sound(file):
        return _opened(file)
    try:
        with _lock(file):
            # Whoever had the lock before may have built it.
            if anew or not _is_sound(file):
                if file.exists():
                    on_damage(f"the search index of {memory} is damaged or outdated: it is built again")
                _build(file, memory, on_progress)
    except OSError as error:
        raise _unwritable(file, error.strerror or str(error)) from error
    except sqlite3.Error as error:
        raise _unwritable(file, str(error)) from error
    return _opened(file)


def _unwritable(file: Path, reason: str) -> OutputError:
    return OutputError(f"no index can be kept here ({reason})", where=str(file.parent), hint="set CLAUSEBANK_CACHE")


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _file(memory: str) -> Path:
    place = hashlib.sha256(os.path.realpath(memory).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return cache_folder() / f"{place}-{fingerprint(memory)}.{LAYOUT}.sqlite"


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


def _record(file: Path) -> Path:
    return file.with_suffix(".json")


def _is_sound(file: Path) -> bool:
    """Whether an index is there and is what was written."""
    try:
        record = json.loads(_record(file).read_text(encoding="ascii"))
        state = file.stat()
        if (state.st_size, state.st_mtime_ns) == (record["size"], record["time"]):
            return os.access(file, os.R_OK)
        return bool(state.st_size == record["size"] and _checksum(file) == record["checksum"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _checksum(file: Path) -> int:
    checksum = 0
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


@contextlib.contextmanager
def _lock(file: Path) -> Iterator[None]:
    """Hold the lock of an index while it is built; where the system has no such locks, go on without."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:
        yield
        return
    path = file.parent / f".{file.name.split('-')[0]}.lock"
    with path.open("wb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _build(file: Path, memory: str, on_progress: Callable[[int], object]) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        with contextlib.closing(sqlite3.connect(part)) as database:
            database.executescript(_SCHEMA)
            _fill(database, memory, on_progress)
        if _file(memory) != file:
            raise InputError("the file changed while it was read", where=memory, hint="try again")
        for old in file.parent.glob(f"{file.name.split('-')[0]}-*"):
            old.unlink(missing_ok=True)
        state = part.stat()
        record = {"size": state.st_size, "time": state.st_mtime_ns, "checksum": _checksum(part)}
        _record(file).write_text(json.dumps(record), encoding="ascii")
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _fill(database: sqlite3.Connection, memory: str, on_progress: Callable[[int], object]) -> None:
    number, segment = 0, 0
    words_by_language: dict[str, set[str]] = {}
    for batch in _batches(from_memory(memory)):
        units, segments, token_rows = [], [], []
        for passage in batch:
            number += 1
            unit = passage.unit
            units.append((number, unit.id, str(unit.role), passage.has_status, unit.line, _beside(unit)))
            for language, content in unit.segments.items():
                segment += 1
                segments.append((segment, number, language, content.text, str(content.status)))
                lowered, folded = content.text.lower(), bare(fold(content.text))
                segment_tokens = _cut(folded)
                token_rows.append((segment, " ".join(segment_tokens)))
                words = words_by_language.setdefault(language, set())
                # Dictionaries ask for words with their accents.
                words.update(segment_tokens if lowered == folded else _cut(lowered))
        with database:
            database.executemany("INSERT INTO units VALUES (?, ?, ?, ?, ?, ?)", units)
            database.executemany("INSERT INTO segments VALUES (?, ?, ?, ?, ?)", segments)
            database.executemany("INSERT INTO words (rowid, tokens) VALUES (?, ?)", token_rows)
        on_progress(number)
    with database:
        database.execute("CREATE INDEX by_unit ON segments (unit)")
        database.execute("INSERT INTO words (words) VALUES ('optimize')")
        database.executemany("INSERT INTO languages (language) VALUES (?)", ((tag,) for tag in words_by_language))
    with contextlib.suppress(MissingExtraError):  # whoever asks for forms of words is told then
        for language, words in words_by_language.items():
            _lemmatize(database, language, words)
    with database:
        database.execute("CREATE INDEX by_lemma ON forms (language, lemma)")


def _beside(unit: Unit) -> str:
    """What a unit has beside its wording: labels, properties, and phrases as lists of language, words, occurrence."""
    labels = {tag: segment.label for tag, segment in unit.segments.items() if segment.label}
    phrases = [_stretches(phrase) for phrase in unit.phrases]
    if not (labels or phrases or unit.properties):
        return ""
    facts = {"labels": labels, "phrases": phrases, "properties": dict(unit.properties)}
    return json.dumps(facts, ensure_ascii=False)


def _stretches(phrase: Phrase) -> list[tuple[str, str, int]]:
    return [(tag, stretch.text, stretch.occurrence) for tag, stretch in phrase.stretches.items()]


def _lemmatize(database: sqlite3.Connection, language: str, words: Iterable[str]) -> None:
    """Note the dictionary forms of the words of a language that may have several forms."""
    if known_language(language).joiner == "":
        return
    writes = known_language(language).writes
    rows: set[tuple[str, str, str]] = set()
    for word in words:
        if word.isalpha() and writes(word):
            term = bare(fold(word))
            rows.update((language, lemma, term) for lemma in lemmas(word, language))
    with database:
        database.executemany("INSERT INTO forms VALUES (?, ?, ?)", rows)
        database.execute("INSERT INTO lemmatized VALUES (?)", (language,))


def _batches(items: Iterable[_Item]) -> Iterator[Sequence[_Item]]:
    stream = iter(items)
    while batch := list(islice(stream, _BATCH)):
        yield batch
