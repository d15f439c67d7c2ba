"""A memory of a million units in three languages: its index, looking up, analysing, and reading as a stream.

    python benchmarks/memory.py sentences.tsv [--units 1000000] [--folder DIR] [--only index,lookup,...]

The memory is made of the rows of a table with columns en, zh, ru: each unit is one of them in which some words were
exchanged for words of other rows, so that no two are alike and the words have the frequencies of real texts. Sentences
to look up are units of it changed once more. CPU seconds of this process, or of the one that is measured.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import importlib.util
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import tmx
from aligner.bank import Bank
from aligner.wording.analysis import analyse
from aligner.wording.index import Index
from aligner.wording.index_sources import MemorySource
from aligner.wording.lookup import comparable, matches, ranked
from aligner.wording.texts import Texts

TAGS = ("en", "zh", "ru")
QUERIES = 500
LEAST = 70
_EXCHANGED = 0.25
"""The share of words that are exchanged."""
_COMMANDS: dict[str, list[str]] = {
    "tmx info": ["tmx", "info", "{0}"],
    "tmx validate": ["tmx", "validate", "{0}"],
    "tmx convert": ["tmx", "convert", "{0}", "{1}"],
    "tmx filter": ["tmx", "filter", "{0}", "{1}", "--grep", "security"],
    "tmx dedupe": ["tmx", "dedupe", "{0}", "{1}"],
    "tmx split": ["tmx", "split", "{0}", "{1}.d", "--pairs"],
    "check": ["check", "{0}", "--no-meaning", "--exit-zero", "-q"],
}


def rows(path: Path) -> list[dict[str, str]]:
    """The sentences the memory is made of."""
    with path.open(encoding="utf-8") as stream:
        table = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{tag: row[tag] for tag in TAGS} for row in table]


class Variation:
    """Makes sentences out of sentences: some words give way to words of other sentences."""

    def __init__(self, sentences: Sequence[str], seed: int, *, spaced: bool) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - the same memory every time
        self._joiner = " " if spaced else ""
        self._cut = str.split if spaced else list
        self._pool = [word for sentence in sentences for word in self._cut(sentence)]

    def of(self, sentence: str, share: float = _EXCHANGED) -> str:
        """A sentence with a share of its words exchanged."""
        pool, chance = self._pool, self._chance
        words = self._cut(sentence)
        for place in range(len(words)):
            if chance.random() < share:
                words[place] = pool[int(chance.random() * len(pool))]
        return self._joiner.join(words)


def units(sentences: list[dict[str, str]], count: int) -> Iterator[tmx.TranslationUnit]:
    """The units of the memory."""
    variations = {tag: Variation([row[tag] for row in sentences], 1, spaced=tag != "zh") for tag in TAGS}
    for number in range(count):
        row = sentences[number % len(sentences)]
        yield tmx.TranslationUnit([tmx.Variant(tag, variations[tag].of(row[tag])) for tag in TAGS], str(number))


def megabytes(path: Path) -> float:
    """The size of a file."""
    return path.stat().st_size / 1e6


def peak() -> float:
    """The most megabytes this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def index(memory: Path, count: int) -> None:
    """Building the index."""
    start = time.process_time()
    Index(MemorySource(str(memory))).close()
    seconds = time.process_time() - start
    file = next((memory.parent / "search").glob("*.sqlite"))
    print(
        f"memory {megabytes(memory):,.0f} MB, index {megabytes(file):,.0f} MB ({megabytes(file) / megabytes(memory):.2f})"
    )
    print(f"index built in {seconds:,.1f} CPU s: {count / seconds:,.0f} units a CPU s; peak {peak():,.0f} MB")


def asked(memory: Path, sentences: list[dict[str, str]], count: int) -> list[str]:
    """Sentences to look up: English ones of the memory, a tenth of the words exchanged."""
    variation = Variation([row["en"] for row in sentences], 2, spaced=True)
    step = count // QUERIES
    return [variation.of(unit.text("en"), 0.1) for number, unit in enumerate(tmx.read(memory)) if number % step == 0][
        :QUERIES
    ]


def lookup(memory: Path, queries: Sequence[str]) -> None:
    """The time of a look-up, and what it finds beside comparing with every unit."""
    texts = Texts([str(memory)], Bank())
    matches("something to begin with", texts, "en")
    seconds, best = [], []
    for query in queries:
        start = time.process_time()
        found = matches(query, texts, "en", least=LEAST)
        seconds.append(time.process_time() - start)
        best.append(found[0].percent if found else 0)
    slow = sorted(seconds)[int(0.95 * len(seconds))]
    print(
        f"look-up at {LEAST} %: median {1000 * statistics.median(seconds):.0f} ms, mean {1000 * statistics.mean(seconds):.0f},"
        f" 95th of 100 {1000 * slow:.0f}, slowest {1000 * max(seconds):.0f}; {sum(map(bool, best))} of {len(queries)} have a match"
    )


def recall(memory: Path, queries: Sequence[str]) -> None:
    """Every match that comparing with all units finds (RapidFuzz over all of them), found by the index."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    numbers: dict[str, int] = {}

    def numbered(text: str) -> list[int]:
        return [numbers.setdefault(token, len(numbers)) for token in comparable(text)]

    everything = {unit.tuid: numbered(unit.text("en")) for unit in tmx.read(memory)}
    texts = Texts([str(memory)], Bank())
    expected = answered = 0
    for query in queries:
        own = numbered(query)
        near = process.extract(
            own, everything, scorer=Levenshtein.normalized_similarity, score_cutoff=LEAST / 100, limit=None
        )
        ids = {id_ for _, likeness, id_ in near if int(100 * likeness + 1e-9) >= LEAST}
        got = {match.passage.unit.id for match in ranked(query, texts, "en", least=LEAST)}
        expected += len(ids)
        answered += len(ids & got)
    print(
        f"recall against all units: {answered} of {expected} matches ({answered / max(1, expected):.2%}), {len(queries)} queries"
    )


def analysis(memory: Path, queries: Sequence[str]) -> None:
    """A document of 10,000 words."""
    document, length = [], 0
    for query in queries:
        if length < 10_000:
            document.append(query)
            length += len(query.split())
    start = time.process_time()
    (result,) = analyse([("document", document)], Texts([str(memory)], Bank()), "en")
    bands = {name: volume.segments for name, volume in result.bands.items() if volume.segments}
    print(f"analysis of {length:,} words in {len(document)} segments: {time.process_time() - start:.1f} CPU s; {bands}")


def matcher(memory: Path, queries: Sequence[str]) -> None:
    """translate-toolkit's matcher on the first units, beside ours on the same; skipped where it is not installed."""
    if importlib.util.find_spec("translate") is None:
        print("translate-toolkit is not installed, passed over")
        return
    match = importlib.import_module("translate.search.match")
    base = importlib.import_module("translate.storage.po").pofile()
    size = 20_000
    few = [unit for _, unit in zip(range(size), tmx.read(memory), strict=False)]
    small = memory.with_name("small.tmx")
    tmx.write(small, few, header=tmx.Header(srclang="en"))
    for unit in few:
        entry = base.addsourceunit(unit.text("en"))
        entry.target = unit.text("ru")
    start = time.process_time()
    theirs = match.matcher(base, max_candidates=5, min_similarity=LEAST, max_length=2000)
    print(f"translate-toolkit, {size:,} units: held in {time.process_time() - start:.1f} CPU s")
    start = time.process_time()
    hits = sum(bool(theirs.matches(query)) for query in queries[:50])
    print(f"  a look-up {1000 * (time.process_time() - start) / 50:.0f} ms, {hits} of 50 have a match of {LEAST} %")
    texts = Texts([str(small)], Bank())
    matches("something to begin with", texts, "en")
    start = time.process_time()
    hits = sum(bool(matches(query, texts, "en", least=LEAST)) for query in queries[:50])
    print(f"  clausebank on the same {1000 * (time.process_time() - start) / 50:.0f} ms, {hits} of 50")


def streams(memory: Path, count: int) -> None:
    """Memory of the streaming commands at half the units and at all of them."""
    half = memory.with_name("half.tmx")
    tmx.write(half, (unit for _, unit in zip(range(count // 2), tmx.read(memory), strict=False)))
    print(f"\n{'streaming':<14}{'units':>10}{'CPU s':>8}{'peak MB':>9}")
    for name, arguments in _COMMANDS.items():
        for path, number in ((half, count // 2), (memory, count)):
            command = [argument.format(path, memory.with_name("out.tmx")) for argument in arguments]
            run = [sys.executable, "-c", _MEASURED, *command]
            out = subprocess.run(run, check=False, capture_output=True, text=True).stderr.strip().splitlines()
            seconds, most = out[-1].split()
            print(f"{name:<14}{number:>10,}{float(seconds):>8.1f}{float(most):>9.0f}", flush=True)


_MEASURED = """
import resource, sys
from aligner.cli import main
try:
    main()
except SystemExit:
    pass
use = resource.getrusage(resource.RUSAGE_SELF)
print(use.ru_utime + use.ru_stime, use.ru_maxrss / 1024, file=sys.stderr)
"""


def main() -> None:
    """Make the memory and print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sentences", type=Path, help="a table with columns en, zh, ru")
    arguments.add_argument("--units", type=int, default=1_000_000)
    arguments.add_argument("--folder", type=Path, required=True, help="where the memory and its index are kept (2 GB)")
    arguments.add_argument("--only", default="index,lookup,recall,analysis,matcher,streams", help="what to measure")
    arguments.add_argument("--recall-queries", type=int, default=QUERIES)
    options = arguments.parse_args()
    options.folder.mkdir(exist_ok=True)
    os.environ["CLAUSEBANK_CACHE"] = str(options.folder)
    sentences, memory = rows(options.sentences), options.folder / f"memory-{options.units}.tmx"
    if not memory.exists():
        tmx.write(memory, units(sentences, options.units), header=tmx.Header(srclang="en"))
    only = options.only.split(",")
    print(f"{options.units:,} units; Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}", flush=True)
    if "index" in only:
        index(memory, options.units)
    queries = asked(memory, sentences, options.units) if set(only) - {"index", "streams"} else []
    if "lookup" in only:
        lookup(memory, queries)
    if "recall" in only:
        recall(memory, queries[: options.recall_queries])
    if "analysis" in only:
        analysis(memory, queries)
    if "matcher" in only:
        matcher(memory, queries)
    if "streams" in only:
        streams(memory, options.units)


if __name__ == "__main__":
    main()
