"""How long a memory of 200,000 units takes to index and to search, beside SQLite FTS5 alone, reading it all, and grep.

    python benchmarks/search.py [sentences.tsv [units]]

The memory is made of the rows of a table with columns en, zh, ru (the annex of the bank when none is given), each
repeated with a number of its own until there are so many units. CPU seconds of this process; the best of three. FTS5 alone
has the texts in a table of its own with its own tokenizer (unicode61): it finds whole words and beginnings of words, and gives
the text of the segment that holds them, without the other languages and without the place of the hit.
"""

from __future__ import annotations

import csv
import itertools
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import tmx
from aligner.bank import Bank
from aligner.wording.index import Index
from aligner.wording.index_sources import MemorySource
from aligner.wording.passages import from_memory
from aligner.wording.query import Query, QueryKind
from aligner.wording.search import search

UNITS = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
QUERIES = [
    ("international humanitarian law", QueryKind.WORDS),
    ("information security", QueryKind.WORDS),
    ("secur*", QueryKind.WORDS),
    ("安全", QueryKind.WORDS),
    ("信息安全", QueryKind.WORDS),
    ("networks", QueryKind.LEMMA),
    ("угроза", QueryKind.LEMMA),
    ("Charter of the United Nations", QueryKind.EXACT),
    (r"\b64/2\d\d\b", QueryKind.REGEX),
    ("un*able", QueryKind.WORDS),
    ("take * into account", QueryKind.WORDS),
    ("(human rights|fundamental freedoms) of", QueryKind.WORDS),
    ("[shall] not", QueryKind.WORDS),
]


def rows(path: str | None) -> list[dict[str, str]]:
    """The sentences the memory is made of."""
    if path is None:
        return [{tag: unit.text(tag) for tag in ("en", "zh", "ru")} for unit in Bank().load("a-66-359").units]
    with Path(path).open(encoding="utf-8") as stream:
        table = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{tag: row[tag] for tag in ("en", "zh", "ru")} for row in table]


def units(sentences: list[dict[str, str]]) -> Iterator[tmx.TranslationUnit]:
    """As many units as are wanted, each with a number of its own."""
    for number, row in enumerate(itertools.islice(itertools.cycle(sentences), UNITS)):
        yield tmx.TranslationUnit([tmx.Variant(tag, f"{text} {number}") for tag, text in row.items()], str(number))


def best(work: Callable[[], int], times: int = 3) -> tuple[float, int]:
    """The least CPU seconds of several runs, and what the work found."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        found = work()
        spent.append(time.process_time() - start)
    return min(spent), found


def main() -> None:
    """Print the table."""
    sentences = rows(sys.argv[1] if len(sys.argv) > 1 else None)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CLAUSEBANK_CACHE"] = folder
        path = Path(folder) / "memory.tmx"
        tmx.write(path, units(sentences))
        start = time.process_time()
        Index(MemorySource(str(path))).close()
        print(f"memory: {UNITS:,} units, {path.stat().st_size / 1e6:.0f} MB, of {len(sentences)} different rows")
        file = next((Path(folder) / "search").glob("*.sqlite"))
        print(f"index: built in {time.process_time() - start:.1f} s CPU, {file.stat().st_size / 1e6:.0f} MB")
        opened, _ = best(lambda: len(Index(MemorySource(str(path))).sample(1)))
        print(f"open an index, with the hash of the memory: {opened:.2f} s")
        compared(path, fts5(path, Path(folder) / "alone.sqlite"))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak memory of this process: {peak:.0f} MB")


def fts5(path: Path, file: Path) -> sqlite3.Connection:
    """A table of FTS5 with the texts of a memory, and nothing else."""
    start = time.process_time()
    database = sqlite3.connect(file)
    database.execute("CREATE VIRTUAL TABLE alone USING fts5(text)")
    texts = itertools.chain.from_iterable(passage.unit.segments.values() for passage in from_memory(str(path)))
    with database:
        database.executemany("INSERT INTO alone VALUES (?)", ((segment.text,) for segment in texts))
    spent = time.process_time() - start
    print(f"FTS5 alone: built in {spent:.1f} s CPU, {file.stat().st_size / 1e6:.0f} MB")
    return database


def alone(database: sqlite3.Connection, wanted: str, kind: QueryKind) -> str:
    """The time FTS5 alone takes, where it can be asked: words in a row, or the beginning of one."""
    words = wanted.removesuffix("*")
    if kind is not QueryKind.WORDS or not words.replace(" ", "").isascii() or set("*|[(") & set(words):
        return ""
    matched = f'"{words}"' + (" *" if wanted.endswith("*") else "")
    select = "SELECT text FROM alone WHERE alone MATCH ?"
    spent, _ = best(lambda: len(database.execute(select, (matched,)).fetchall()))
    return f"{spent:.2f}"


def compared(path: Path, database: sqlite3.Connection) -> None:
    """One line per query."""
    index = Index(MemorySource(str(path)))
    print(f"\n{'query':<34}{'kind':<8}{'segments':>9}{'first s':>9}{'again s':>9}{'FTS5 s':>8}{'grep s':>8}")
    for wanted, kind in QUERIES:

        def found(wanted: str = wanted, kind: QueryKind = kind) -> int:
            query = Query(wanted, kind)
            return sum(1 for _ in search(index.candidates(query), query))

        first, count = best(found, times=1)
        again, _ = best(found, times=2)
        beside = grep(path, wanted) if kind in (QueryKind.WORDS, QueryKind.EXACT) and "*" not in wanted else ""
        fts = alone(database, wanted, kind)
        print(f"{wanted:<34}{kind:<8}{count:>9,}{first:>9.2f}{again:>9.2f}{fts:>8}{beside:>8}", flush=True)
    query = Query("information security")
    spent, _ = best(lambda: sum(1 for _ in search(from_memory(str(path)), query)), times=1)
    print(f"\nwithout an index, reading all of the memory: {spent:.1f} s")
    index.close()


def grep(path: Path, wanted: str) -> str:
    """GNU grep over the file, for scale: it counts lines and knows neither units, languages nor escapes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Its output is read: grep stops at the first match where that is thrown away.
    subprocess.run(["grep", "-ciF", wanted, path], capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return f"{after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime:.2f}"


if __name__ == "__main__":
    main()
