"""Units that nearly say the same: texts alike in most of their letters and in all of their digits."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import blake2b

from tmx.duplicates import normalised, source_of
from tmx.model import Header, TranslationUnit
from tmx.seen import on_disk

_CANDIDATES = 64
"""How many earlier units with one half in common are compared: the latest ones."""
_NOT_DIGITS = re.compile(r"\D+")
_BETWEEN_TEXTS = "\x1f"


class NearUnits:
    """Finds for a unit the first earlier one that nearly says the same.

    Compared are units whose source texts begin or end with the same half of their words (of their characters, where there
    are no spaces): two texts that differ at one place always do. What is kept of each unit is in a temporary SQLite file,
    with 16 MB of it in memory.

    Args:
        header: names the source language, where a unit does not.
        least: percentage of characters that the texts must have in common, by edit distance (Levenshtein 1966).
        source_only: whether only the source texts must be alike, and not those of all languages.
    """

    def __init__(self, header: Header, least: float, *, source_only: bool) -> None:
        self._header, self._least, self._source_only = header, least / 100, source_only
        self._file = sqlite3.connect("", isolation_level=None)  # an unnamed file, deleted by SQLite itself
        for setting in ("cache_size = -16384", "journal_mode = OFF", "synchronous = OFF"):
            self._file.execute(f"PRAGMA {setting}")
        self._file.execute("CREATE TABLE texts (number INTEGER PRIMARY KEY, texts TEXT)")
        self._file.execute(
            "CREATE TABLE halves (half INTEGER, number INTEGER, PRIMARY KEY (half, number)) WITHOUT ROWID"
        )
        self._file.execute("BEGIN")

    def add(self, unit: TranslationUnit, number: int) -> int | None:
        """Remember a unit; the number of an earlier one that it is like, None where it is like none."""
        texts = self._texts(unit)
        if not texts:
            return None
        halves = list(_halves(texts[0].partition("\t")[2]))
        earlier = self._earlier(texts, halves)
        if earlier is None:
            self._file.execute("INSERT INTO texts VALUES (?, ?)", (number, _BETWEEN_TEXTS.join(texts)))
            self._file.executemany("INSERT OR IGNORE INTO halves VALUES (?, ?)", [(half, number) for half in halves])
        return earlier

    def close(self) -> None:
        """Give up what is on disk."""
        self._file.close()

    def _earlier(self, texts: list[str], halves: list[int]) -> int | None:
        marks = ",".join("?" * len(halves))
        rows = self._file.execute(
            f"SELECT number, texts FROM texts WHERE number IN (SELECT number FROM halves WHERE half IN ({marks}) "  # noqa: S608 - question marks only
            f"ORDER BY number DESC LIMIT {_CANDIDATES}) ORDER BY number",
            halves,
        )
        for number, joined in rows:
            if self._are_near(texts, joined.split(_BETWEEN_TEXTS)):
                return int(number)
        return None

    def _are_near(self, texts: list[str], others: list[str]) -> bool:
        from rapidfuzz.distance import Levenshtein

        if len(texts) != len(others):
            return False
        for text, other in zip(texts, others, strict=True):
            if text.partition("\t")[0] != other.partition("\t")[0] or _digits(text) != _digits(other):
                return False
            if Levenshtein.normalized_similarity(text, other, score_cutoff=self._least) < self._least:
                return False
        return True

    def _texts(self, unit: TranslationUnit) -> list[str]:
        """The texts to compare, each behind its language: that of the source first, the others by language."""
        source = source_of(unit, self._header)
        if source is None or not source.text.strip():
            return []
        others = () if self._source_only else (variant for variant in unit.variants if variant is not source)
        return [
            f"{source.language.lower()}\t{normalised(source.text)}",
            *sorted(f"{variant.language.lower()}\t{normalised(variant.text)}" for variant in others),
        ]


def _digits(text: str) -> str:
    return _NOT_DIGITS.sub(" ", text)


def _halves(text: str) -> Iterator[int]:
    """Numbers that stand for the first and last half of a text, of as many words as one word more or less would leave."""
    words = text.split() if " " in text else list(text)
    for length in {max((len(words) - 1) // 2, 1), max(len(words) // 2, 1)}:
        for side, half in (("<", words[:length]), (">", words[-length:])):
            digest = blake2b(f"{side}{length} {' '.join(half)}".encode("utf-8", "surrogatepass"), digest_size=8)
            yield int.from_bytes(digest.digest(), "big", signed=True)


@contextmanager
def near_units(header: Header, least: float, *, source_only: bool) -> Iterator[NearUnits]:
    """A new, empty memory of units, closed at the end."""
    with closing(NearUnits(header, least, source_only=source_only)) as units, on_disk():
        yield units
