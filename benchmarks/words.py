"""Word links on the term triples of the annex (tests/aligner/data/word-links.tsv), beside eflomal where it is installed.

    python benchmarks/words.py

A triple is one term of a unit in three languages, marked by hand. Of a pair of languages, a link is judged when it
touches a term on either side; it is right when both its ends are in the same term. Precision is right links of those
judged; recall is terms with at least one right link. Systems see all units of the annex and nothing else, save the
encoder's training. eflomal (Ostling & Tiedemann 2016; `pip install eflomal`) gets the same tokens, stemmed, and links
both ways are cut to those that agree (intersection).
"""

from __future__ import annotations

import csv
import importlib
import io
import itertools
import re
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from aligner.alignment.words import Links, WordLinker, _read, link_words
from aligner.bank import Bank
from aligner.model import Document
from aligner.text import words as reading
from aligner.text.words import Word, words

GOLD = Path(__file__).parents[1] / "tests" / "aligner" / "data" / "word-links.tsv"
LANGUAGES = ("en", "zh", "ru")
Span = tuple[int, int]
Found = list[dict[tuple[str, str], list[tuple[Span, Span]]]]


class _NoEncoder:
    """Knows no language, so that the rest of the evidence has to carry."""

    name, languages = "none", frozenset[str]()

    def encode(self, texts: Sequence[str]) -> object:
        raise NotImplementedError(texts)


def gold(units: Sequence[str], texts: Mapping[str, Mapping[str, str]]) -> list[tuple[str, dict[str, Span]]]:
    """The triples of some units: unit, and language to where the term stands."""
    found = []
    with GOLD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["unit"] in units:
                places = {tag: place(row[tag], texts[row["unit"]][tag], tag) for tag in LANGUAGES}
                found.append((row["unit"], places))
    return found


def place(term: str, text: str, language: str) -> Span:
    """Where a term stands; ``#2`` after it names its second occurrence."""
    words, _, occurrence = term.partition("#")
    edge = "" if language == "zh" else r"\b"
    return list(re.finditer(edge + re.escape(words) + edge, text))[int(occurrence or 1) - 1].span()


def score(
    links: Mapping[str, dict[tuple[str, str], list[tuple[Span, Span]]]], triples: list[tuple[str, dict[str, Span]]]
) -> str:
    """Precision and recall of each pair, as table cells."""
    cells = []
    for one, other in itertools.combinations(LANGUAGES, 2):
        judged = right = 0
        for unit in {unit for unit, _ in triples}:
            terms = [places for name, places in triples if name == unit]
            for first, second in links[unit][one, other]:
                ours = {at for at, places in enumerate(terms) if _meet(first, places[one])}
                theirs = {at for at, places in enumerate(terms) if _meet(second, places[other])}
                judged += bool(ours or theirs)
                right += bool(ours & theirs)
        found = sum(
            any(_meet(first, places[one]) and _meet(second, places[other]) for first, second in links[unit][one, other])
            for unit, places in triples
        )
        cells.append(f"{right / max(judged, 1):.3f} / {found / len(triples):.3f}")
    return " | ".join(cells)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def ours(units: list[dict[str, str]], encoder: object = None) -> Found:
    """Our links of all pairs; the third language helps where it is given."""
    return [_places(links) for links in link_words(units, encoder=encoder)]  # type: ignore[arg-type]


def _places(links: Links) -> dict[tuple[str, str], list[tuple[Span, Span]]]:
    return {pair: [(_span(link.first), _span(link.second)) for link in of_pair] for pair, of_pair in links.items()}


def within_phrases(document: Document) -> Found:
    """Our links with the phrases of the annex given."""
    units = [{tag: unit.text(tag) for tag in LANGUAGES} for unit in document.units]
    linker = WordLinker(units)
    return [_places(linker.link(texts, unit.phrases)) for texts, unit in zip(units, document.units, strict=True)]


def pairwise(units: list[dict[str, str]]) -> Found:
    """Our links where each pair is given alone."""
    merged: Found = [{} for _ in units]
    for pair in itertools.combinations(LANGUAGES, 2):
        for into, links in zip(merged, ours([{tag: unit[tag] for tag in pair} for unit in units]), strict=True):
            into.update(links)
    return merged


def eflomal(units: list[dict[str, str]]) -> Found:
    """The links that eflomal finds in both directions."""
    module = importlib.import_module("eflomal")
    read = [{tag: words(unit[tag], tag) for tag in LANGUAGES} for unit in units]
    merged: Found = [{} for _ in units]
    folder = Path("/tmp") if not (shm := Path("/dev/shm")).is_dir() else shm  # noqa: S108 - two small files, removed below
    for one, other in itertools.combinations(LANGUAGES, 2):
        ways = [folder / f"clausebank-{one}-{other}.{way}" for way in ("fwd", "rev")]
        module.Aligner().align(
            io.StringIO("\n".join(_line(unit[one]) for unit in read)),
            io.StringIO("\n".join(_line(unit[other]) for unit in read)),
            links_filename_fwd=str(ways[0]),
            links_filename_rev=str(ways[1]),
            quiet=True,
        )
        forward, reverse = ([set(line.split()) for line in way.read_text().splitlines()] for way in ways)
        for way in ways:
            way.unlink()
        for into, unit, there, back in zip(merged, read, forward, reverse, strict=True):
            into[one, other] = [
                (_span(unit[one][int(at)]), _span(unit[other][int(to)]))
                for at, to in (link.split("-") for link in there & back)
            ]
    return merged


def _line(words: Sequence[Word]) -> str:
    return " ".join(word.stem.replace(" ", "_") for word in words)


def _span(word: Word) -> Span:
    return word.start, word.end


def main() -> None:
    """Print the table."""
    document = Bank().load("a-66-359")
    texts = {unit.id: {tag: unit.text(tag) for tag in LANGUAGES} for unit in document.units}
    names = list(texts)
    units = list(texts.values())
    systems: dict[str, Callable[[], Found]] = {
        "ours, three languages together": lambda: ours(units),
        "ours, phrases given": lambda: within_phrases(document),
        "ours, each pair alone": lambda: pairwise(units),
        "ours, without an encoder": lambda: ours(units, _NoEncoder()),
    }
    if find_spec("eflomal"):
        systems["eflomal, intersection"] = lambda: eflomal(units)
    print("| system | triples | en-zh P / R | en-ru P / R | zh-ru P / R | CPU s |")
    print("|---|---|---|---|---|---|")
    ours(units)  # weights and dictionaries are read once

    def row(name: str, system: Callable[[], Found]) -> None:
        begin = time.process_time()
        found = dict(zip(names, system(), strict=True))
        spent = time.process_time() - begin
        for label, chosen in (("all", names), ("second half", names[len(names) // 2 :])):
            triples = gold(chosen, texts)
            print(f"| {name} | {len(triples)} ({label}) | {score(found, triples)} | {spent:.1f} |")

    for name, system in systems.items():
        row(name, system)
    reading.chinese_cutter = lambda: None  # type: ignore[assignment]
    _read.cache_clear()
    row("ours, Chinese cut without rjieba", lambda: ours(units))


if __name__ == "__main__":
    main()
