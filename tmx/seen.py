"""Keys seen before, among more keys than memory should hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import blake2b

from tmx.errors import TmxOutputError

_IN_MEMORY = 100_000
_CACHE_KIB = 16 * 1024


class Seen:
    """Remembers keys and a number for each.

    The first 100,000 keys are in a dictionary (some 15 MB); from then on digests of 16 bytes are in a temporary SQLite
    file that is gone with the object, with a cache of 16 MB. A million keys take about 45 MB on disk. Two keys with one
    digest are not to be expected before 2**64 keys.
    """

    def __init__(self) -> None:
        self._first: dict[bytes, int] = {}
        self._rest: sqlite3.Connection | None = None

    def add(self, key: str, number: int) -> int | None:
        """Remember a key; the number it was first given, None when it is new."""
        digest = digest_of(key)
        first_number = self._first.get(digest)
        if first_number is not None:
            return first_number
        if len(self._first) < _IN_MEMORY:
            self._first[digest] = number
            return None
        if self._rest is None:
            self._rest = self._open()
        row = self._rest.execute("SELECT number FROM seen WHERE digest = ?", (digest,)).fetchone()
        if row:
            return int(row[0])
        self._rest.execute("INSERT INTO seen VALUES (?, ?)", (digest, number))
        return None

    def get(self, key: str) -> int | None:
        """The number of a key; None when it was never added."""
        digest = digest_of(key)
        number = self._first.get(digest)
        if number is None and self._rest is not None:
            row = self._rest.execute("SELECT number FROM seen WHERE digest = ?", (digest,)).fetchone()
            return int(row[0]) if row else None
        return number

    def close(self) -> None:
        """Give up what is on disk."""
        if self._rest is not None:
            self._rest.close()

    @staticmethod
    def _open() -> sqlite3.Connection:
        connection = sqlite3.connect("", isolation_level=None)  # an unnamed file, deleted by SQLite itself
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE seen (digest BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID")
        connection.execute("BEGIN")
        return connection


def digest_of(key: str) -> bytes:
    """Sixteen bytes that stand for a key."""
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@contextmanager
def seen() -> Iterator[Seen]:
    """A new, empty memory of keys, closed at the end."""
    with closing(Seen()) as memory, on_disk():
        yield memory


@contextmanager
def on_disk() -> Iterator[None]:
    """Errors of a temporary SQLite file as one of ours.

    Raises:
        TmxOutputError: when the file cannot be written, such as for want of room.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise TmxOutputError(
            f"the temporary file cannot be written ({error})", hint="free some space, or name a folder by SQLITE_TMPDIR"
        ) from error
