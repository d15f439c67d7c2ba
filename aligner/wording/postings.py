"""Which units hold a token: an inverted index in a few tables of SQLite, written batch by batch.

A batch is at most 65,536 units that follow each other. In it the units of a token are kept as numbers of 16 bits, or as
one bit for each unit of the batch where that is shorter (the containers of S. Chambi et al., "Better bitmap
performance with Roaring bitmaps", 2016). A batch is written once and never changed: what is added later is a batch of
its own, and a unit that is gone is missing where its number is looked up.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import reduce

import numpy as np
import numpy.typing as npt

from aligner.wording.tokens import Numbers, TokenCounter

BATCH = 1 << 16
"""The most units of a batch."""
_MOST_PAIRS = 6_000_000
"""Tokens of units that are held before they are written: 50 MB."""
_MOST_TERMS = 500_000
_SPARE_BITS = 16
NOTHING = np.empty(0, np.int64)

SCHEMA = """
CREATE TABLE batches (batch INTEGER PRIMARY KEY, first INTEGER, span INTEGER);
CREATE TABLE postings (
    batch INTEGER, term TEXT, count INTEGER, units BLOB, PRIMARY KEY (batch, term)
) WITHOUT ROWID;
"""


class PostingsWriter:
    """Collects the tokens of units and writes them in batches.

    Args:
        database: where to, with the tables of :data:`SCHEMA`.
        counter: numbers the tokens.
    """

    def __init__(self, database: sqlite3.Connection, counter: TokenCounter) -> None:
        self._database, self._counter = database, counter
        self._first = self._last = 0
        self._pairs: list[Numbers] = []
        self._size = 0

    def add(self, first: int, texts_by_language: dict[str, tuple[list[int], list[str]]]) -> None:
        """Add units that follow the last ones.

        Args:
            first: the number of the first of them.
            texts_by_language: language tag to the numbers of units, ascending, and their texts.
        """
        last = max((numbers[-1] for numbers, _ in texts_by_language.values()), default=first)
        if self._pairs and (last - self._first >= BATCH or self._size > _MOST_PAIRS):
            self.flush()
        if not self._pairs:
            self._first = first
        self._last = last
        for language, (units, texts) in texts_by_language.items():
            terms, places = self._counter.count(texts, language)
            offsets = np.array(units, np.int64)[places] - self._first
            # One number for a token and a unit: sorted, the units of a token are together and in order.
            self._pairs.append(terms << _SPARE_BITS | offsets)
            self._size += len(terms)

    def flush(self) -> None:
        """Write what was collected as a batch."""
        if not self._pairs:
            return
        pairs = np.concatenate(self._pairs)
        pairs.sort()
        pairs = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])] if len(pairs) else pairs
        terms = pairs >> _SPARE_BITS
        firsts = np.flatnonzero(np.concatenate([[True], terms[1:] != terms[:-1]])) if len(pairs) else NOTHING
        span = self._last - self._first + 1
        insert = "INSERT INTO batches (first, span) VALUES (?, ?)"
        batch = self._database.execute(insert, (self._first, span)).lastrowid
        rows = _rows(pairs.astype(np.uint16), firsts, span)
        names = map(self._counter.terms.__getitem__, terms[firsts].tolist())
        named = sorted((batch, name, *row) for name, row in zip(names, rows, strict=True))
        self._database.executemany("INSERT INTO postings VALUES (?, ?, ?, ?)", named)
        self._pairs, self._size = [], 0
        if len(self._counter.terms) > _MOST_TERMS:
            self._counter.forget()


def _rows(offsets: np.ndarray, firsts: Numbers, span: int) -> Iterator[tuple[int, bytes]]:
    """For each token the number of its units, and these as bytes, the shorter way."""
    bits = -(-span // 8)
    content = offsets.tobytes()
    ends = [*firsts[1:].tolist(), len(offsets)]
    for start, end in zip(firsts.tolist(), ends, strict=True):
        count = end - start
        if 2 * count < bits:
            yield count, content[2 * start : 2 * end]
        else:
            held = np.zeros(span, bool)
            held[offsets[start:end]] = True
            yield count, np.packbits(held).tobytes()


class Postings:
    """Tells the units of tokens, as sorted arrays of their numbers.

    Args:
        database: where :class:`PostingsWriter` wrote.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        rows = database.execute("SELECT batch, first, span FROM batches ORDER BY batch").fetchall()
        self._batches = {batch: (first, span) for batch, first, span in rows}

    @property
    def last(self) -> int:
        """The highest number of a unit."""
        return max((first + span - 1 for first, span in self._batches.values()), default=0)

    def units(self, term: str) -> Numbers:
        """The units that hold a token."""
        select = "SELECT count, units FROM postings WHERE batch = ? AND term = ?"
        arrays = [
            self._decoded(batch, count, units)
            for batch in self._batches
            for count, units in self._database.execute(select, (batch, term))
        ]
        return np.concatenate(arrays) if arrays else NOTHING

    def any_of(self, terms: Iterable[str]) -> Numbers:
        """The units that hold one of some tokens."""
        arrays = [self.units(term) for term in terms]
        return np.unique(np.concatenate(arrays)) if arrays else NOTHING

    def beginning_with(self, prefix: str) -> Numbers:
        """The units that hold a token with that beginning."""
        select = "SELECT count, units FROM postings WHERE batch = ? AND term >= ? AND term < ?"
        arrays = [
            self._decoded(batch, count, units)
            for batch in self._batches
            for count, units in self._database.execute(select, (batch, prefix, prefix + "\U0010ffff"))
        ]
        return np.unique(np.concatenate(arrays)) if arrays else NOTHING

    def terms(self, glob: str = "*") -> set[str]:
        """The tokens that a pattern of SQLite's GLOB fits."""
        return {term for (term,) in self._database.execute("SELECT term FROM postings WHERE term GLOB ?", (glob,))}

    def shared(self, terms: Iterable[str]) -> npt.NDArray[np.uint16]:
        """How many of some tokens each unit holds, by its number."""
        select = "SELECT count, units FROM postings WHERE batch = ? AND term = ?"
        counts = np.zeros(self.last + 1, np.uint16)
        for term in terms:
            for batch, (first, span) in self._batches.items():
                for count, units in self._database.execute(select, (batch, term)):
                    if _is_list(count, units, span):
                        counts[first + np.frombuffer(units, np.uint16).astype(np.int64)] += 1
                    else:
                        counts[first : first + span] += _bits(units, span)
        return counts

    def _decoded(self, batch: int, count: int, units: bytes) -> Numbers:
        first, span = self._batches[batch]
        if _is_list(count, units, span):
            offsets = np.frombuffer(units, np.uint16).astype(np.int64)
        else:
            offsets = np.flatnonzero(_bits(units, span))
        offsets += first
        return offsets


def _is_list(count: int, units: bytes, span: int) -> bool:
    """Whether the units of a token are kept as numbers, and not as bits."""
    return len(units) == 2 * count and 2 * count < -(-span // 8)


def _bits(units: bytes, span: int) -> npt.NDArray[np.uint8]:
    return np.unpackbits(np.frombuffer(units, np.uint8), count=span)


def in_all(arrays: Iterable[Numbers | None]) -> Numbers | None:
    """The units that are in all arrays, of which None says nothing; None where nothing is said.

    >>> in_all([np.array([1, 2]), None, np.array([2, 3])])
    array([2])
    """
    said = [array for array in arrays if array is not None]
    if not said:
        return None
    return reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), sorted(said, key=len))


def in_any(arrays: Iterable[Numbers | None]) -> Numbers | None:
    """The units that are in one of some arrays; None where one of them says nothing.

    >>> in_any([np.array([1, 2]), np.array([2, 3])])
    array([1, 2, 3])
    """
    every = list(arrays)
    said = [array for array in every if array is not None]
    if len(said) < len(every) or not said:
        return None
    return np.unique(np.concatenate(said))
