"""Units kept on disk while they are compared."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from tmx.model import TranslationUnit
from tmx.seen import digest_of, on_disk


class Store:
    """Units by key, in a temporary SQLite file that is gone with the object; some 16 MB of it are held in memory.

    A key can hold several units, which are numbered in the order they came.
    """

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None)  # an unnamed file, deleted by SQLite itself
        for setting in ("cache_size = -16384", "journal_mode = OFF", "synchronous = OFF"):
            self._file.execute(f"PRAGMA {setting}")
        self._file.execute(
            "CREATE TABLE units (digest BLOB, turn INTEGER, place INTEGER, unit BLOB, "
            "PRIMARY KEY (digest, turn)) WITHOUT ROWID"
        )
        self._file.execute("BEGIN")
        self._place = 0

    def add(self, key: str, unit: TranslationUnit) -> None:
        """Keep a unit as the next one of its key."""
        self._place += 1
        self._file.execute(
            "INSERT INTO units SELECT ?1, 1 + coalesce(max(turn), 0), ?2, ?3 FROM units WHERE digest = ?1",
            (digest_of(key), self._place, pickle.dumps(unit, pickle.HIGHEST_PROTOCOL)),
        )

    def replace(self, key: str, unit: TranslationUnit) -> None:
        """Put a unit in the place of the first one of a key."""
        self._file.execute(
            "UPDATE units SET unit = ? WHERE digest = ? AND turn = 1",
            (pickle.dumps(unit, pickle.HIGHEST_PROTOCOL), digest_of(key)),
        )

    def first(self, key: str) -> TranslationUnit | None:
        """The first unit of a key; None where there is none."""
        cursor = self._file.execute("SELECT unit FROM units WHERE digest = ? ORDER BY turn LIMIT 1", (digest_of(key),))
        row = cursor.fetchone()
        return _unit(row[0]) if row else None

    def take(self, key: str) -> TranslationUnit | None:
        """Remove the first unit of a key and return it; None where there is none."""
        digest = digest_of(key)
        cursor = self._file.execute("SELECT turn, unit FROM units WHERE digest = ? ORDER BY turn LIMIT 1", (digest,))
        row = cursor.fetchone()
        if not row:
            return None
        self._file.execute("DELETE FROM units WHERE digest = ? AND turn = ?", (digest, row[0]))
        return _unit(row[1])

    def __iter__(self) -> Iterator[TranslationUnit]:
        """All units, in the order they came."""
        for (blob,) in self._file.execute("SELECT unit FROM units ORDER BY place"):
            yield _unit(blob)

    def close(self) -> None:
        """Give up what is on disk."""
        self._file.close()


def _unit(blob: bytes) -> TranslationUnit:
    unit: TranslationUnit = pickle.loads(blob)  # noqa: S301 - written by this object to a file without a name
    return unit


@contextmanager
def store() -> Iterator[Store]:
    """A new, empty store, closed at the end."""
    with closing(Store()) as units, on_disk():
        yield units
