"""Units in another order."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing

from tmx.model import TranslationUnit
from tmx.seen import on_disk

SortKey = Callable[[TranslationUnit], "str | int"]
"""What units are ordered by; one kind of value for all of them."""


def in_order(
    units: Iterable[TranslationUnit], key: SortKey, *, reverse: bool = False
) -> Iterator[tuple[int, TranslationUnit]]:
    """The units in the order of their keys, each with its place before; units with one key stay in their order.

    They are sorted in a temporary file of about the size of the memory; some 16 MB of it are held in memory.

    >>> from tmx import Variant
    >>> units = [TranslationUnit([Variant("en", text)]) for text in ("b", "a", "b")]
    >>> [(place, unit.text("en")) for place, unit in in_order(units, lambda unit: unit.text("en"))]
    [(1, 'a'), (0, 'b'), (2, 'b')]
    """
    with on_disk(), closing(sqlite3.connect("", isolation_level=None)) as file:
        for setting in ("cache_size = -16384", "journal_mode = OFF", "synchronous = OFF", "temp_store = FILE"):
            file.execute(f"PRAGMA {setting}")
        file.execute("CREATE TABLE units (key, place INTEGER PRIMARY KEY, unit BLOB)")
        file.execute("BEGIN")
        rows = ((key(unit), place, pickle.dumps(unit, pickle.HIGHEST_PROTOCOL)) for place, unit in enumerate(units))
        file.executemany("INSERT INTO units VALUES (?, ?, ?)", rows)
        # Keys and places are sorted alone: units as a whole would be written to disk a second time.
        direction = "DESC" if reverse else "ASC"
        for (place,) in file.execute(f"SELECT place FROM units ORDER BY key {direction}, place"):  # noqa: S608 - one of two words
            (blob,) = file.execute("SELECT unit FROM units WHERE place = ?", (place,)).fetchone()
            yield place, pickle.loads(blob)  # noqa: S301 - written above to a file without a name
