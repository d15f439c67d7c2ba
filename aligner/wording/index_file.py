"""The file of an index: an SQLite database in the user's cache, made from a memory or from the texts of a bank.

It notes the state of every text it was made from, and is brought up to date when one differs. It is always written
beside its final name and renamed, so half an index is never seen. A record beside it has its size, its time and a
checksum: a file that is not as it was left is read once to compare the checksum, and built again where that differs.
Of two processes that need the same index one builds it, and the other waits.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import platformdirs

from aligner.errors import OutputError
from aligner.wording.index_sources import IndexSource
from aligner.wording.index_writer import PRAGMAS, SCHEMA, IndexWriter, Progress

LAYOUT = 7
"""Changes whenever an index is written in another way."""
_CHUNK = 1 << 22
_MOST_BATCHES = 50
"""Batches of tokens after which an index is written anew, so that it does not point to much that is gone."""

Report = Callable[[str], object]


def cache_folder() -> Path:
    """Where indexes are kept: the user's cache folder, or ``CLAUSEBANK_CACHE`` where that is set."""
    return Path(os.environ.get("CLAUSEBANK_CACHE") or platformdirs.user_cache_path("clausebank")) / "search"


def open_index(
    source: IndexSource, on_progress: Progress, on_damage: Report, *, anew: bool = False, forms_of: str = ""
) -> sqlite3.Connection:
    """The index of a memory or a bank, to be read; built or brought up to date where it has to be.

    Args:
        source: what it is made from.
        on_progress: called while units are added, with the number of units read.
        on_damage: told in a sentence when a damaged index is built again.
        anew: whether to build it in any case.
        forms_of: a language whose dictionary forms it must have.

    Raises:
        MissingExtraError: the dictionary of that language is not installed.
        NotFoundError, TmxError: a memory cannot be read.
        OutputError: the cache folder cannot be written.
    """
    file = _file(source.place)
    states = source.states()
    if not anew and (database := _current(file, states, forms_of)):
        return database
    try:
        with _lock(file):
            # Whoever had the lock before may have built it.
            if not anew and (database := _current(file, states, forms_of)):
                return database
            old = None if anew or not _is_sound(file) else file
            if old is None and (anew or file.exists()):
                on_damage(f"the search index of {source.place} is damaged or outdated: it is built again")
            _write(file, source, states, old, on_progress, forms_of)
    except OSError as error:
        raise _unwritable(file, error.strerror or str(error)) from error
    except sqlite3.Error as error:
        raise _unwritable(file, str(error)) from error
    return _opened(file)


def _unwritable(file: Path, reason: str) -> OutputError:
    return OutputError(f"no index can be kept here ({reason})", where=str(file.parent), hint="set CLAUSEBANK_CACHE")


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _file(place: str) -> Path:
    name = hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return cache_folder() / f"{name}.{LAYOUT}.sqlite"


def _current(file: Path, states: Mapping[str, str], forms_of: str) -> sqlite3.Connection | None:
    """The index, where it is there, is what was written, is of these states, and has the forms of a language."""
    if not _is_sound(file):
        return None
    database = _opened(file)
    try:
        if _states_in(database) == states and forms_of not in pending_in(database):
            return database
    except sqlite3.DatabaseError:
        pass  # the file is as it was left, and yet is not an index: another program wrote both
    database.close()
    return None


def _states_in(database: sqlite3.Connection) -> dict[str, str]:
    return dict(database.execute("SELECT name, state FROM sources"))


def pending_in(database: sqlite3.Connection) -> set[str]:
    """The languages of an index with words whose dictionary forms were not looked up yet."""
    return {language for (language,) in database.execute("SELECT DISTINCT language FROM pending")}


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
    """Hold the lock of an index while it is written; where the system has no such locks, go on without."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (file.parent / f".{file.name.split('.')[0]}.lock").open("wb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _write(
    file: Path,
    source: IndexSource,
    states: Mapping[str, str],
    old: Path | None,
    on_progress: Progress,
    forms_of: str,
) -> None:
    """Write the index beside its name and rename it; what is still right in the old one is taken from there."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        is_old_kept = old is not None and _may_be_kept(old, states)
        if old and is_old_kept:
            shutil.copyfile(old, part)
        with contextlib.closing(sqlite3.connect(part)) as database:
            database.executescript(PRAGMAS if is_old_kept else SCHEMA)
            _update(database, source, states, on_progress, forms_of)
        written = part.stat()
        record = {"size": written.st_size, "time": written.st_mtime_ns, "checksum": _checksum(part)}
        for earlier in file.parent.glob(f"{file.name.split('.')[0]}*"):
            earlier.unlink(missing_ok=True)
        _record(file).write_text(json.dumps(record), encoding="ascii")
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _may_be_kept(file: Path, states: Mapping[str, str]) -> bool:
    """Whether an index is worth being brought up to date: most of its texts are as they were."""
    try:
        with contextlib.closing(_opened(file)) as database:
            earlier = _states_in(database)
            (batches,) = database.execute("SELECT count(*) FROM batches").fetchone()
    except sqlite3.DatabaseError:
        return False
    unchanged = sum(states.get(name) == state for name, state in earlier.items())
    if unchanged == len(states) == len(earlier):
        return True
    return 2 * unchanged > len(states) and batches < _MOST_BATCHES


def _update(
    database: sqlite3.Connection, source: IndexSource, states: Mapping[str, str], report: Progress, forms_of: str
) -> None:
    """Take out what is gone or changed, add what is new or changed, and the forms of a language where one is named."""
    writer = IndexWriter(database, report)
    earlier = _states_in(database)
    for name, state in earlier.items():
        if states.get(name) != state:
            writer.remove(name)
    for name, state in states.items():
        if earlier.get(name) != state:
            writer.add(name, state, source.read(name))
    writer.finish()
    if forms_of:
        writer.lemmatize(forms_of)
