"""The first equivalent of terms, as `clausebank equivalents` gives it without a termbase.

    GOLD_DIR=... python benchmarks/equivalents.py

The terms are the concepts of the annex of A/66/359 (its termbase is not shown to the program), and those of
tests/aligner/data/first-equivalents.tsv, chosen by hand from the Universal Declaration of Human Rights and the licence CC BY 4.0
before the program was run on them. A first equivalent is right when it is a rendering that the table has, in any form of
its words; part is right when it is a word of one. A term that the text does not have, or whose rendering it does not
have, is left out and counted.
"""

from __future__ import annotations

import csv
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.bank import Bank
from aligner.model import Role, Segment, Unit
from aligner.text.words import words
from aligner.wording.equivalents import equivalents
from aligner.wording.query import Query, QueryKind

TABLE = Path(__file__).parents[1] / "tests" / "aligner" / "data" / "first-equivalents.tsv"
LANGUAGES = ("zh", "ru")
FILES = {"udhr": "udhr.tsv", "cc": "cc-by-4.0.tsv"}


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a text in English, and the renderings that count as right, by language."""

    text: str
    english: str
    renderings: dict[str, tuple[str, ...]]


def terms() -> Iterator[Term]:
    """All terms: of the annex by its concepts, of the others by the table."""
    for concept in Bank().load("a-66-359").concepts:
        for english in concept.terms["en"][:1]:
            yield Term("annex", english, {tag: concept.terms[tag] for tag in LANGUAGES})
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield Term(row["text"], row["en"], {tag: tuple(row[tag].split("|")) for tag in LANGUAGES})


def units(text: str) -> Sequence[Unit]:
    """The units of a text."""
    if text == "annex":
        return Bank().load("a-66-359").units
    with (Path(os.environ["GOLD_DIR"]) / FILES[text]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Unit(str(number), Role.PARAGRAPH, {tag: Segment(row[tag].replace(" ¶ ", " ")) for tag in ("en", *LANGUAGES)})
        for number, row in enumerate(rows)
        if row.get("kind") != "whole"
    ]


def verdict(found: str, renderings: Sequence[str], language: str) -> str:
    """How a first equivalent compares with the renderings: right, part or wrong."""
    lemmas = {word.lemma for word in words(found, language)}
    accepted = [{word.lemma for word in words(rendering, language)} for rendering in renderings]
    if any(
        lemmas == of_one or "".join(sorted(found)) == "".join(sorted(name))
        for of_one, name in zip(accepted, renderings, strict=True)
    ):
        return "right"
    return (
        "part"
        if any(
            lemmas & of_one or found in name or name in found for of_one, name in zip(accepted, renderings, strict=True)
        )
        else "wrong"
    )


def main() -> None:
    """Print the table, and below it what is wrong."""
    begun = time.process_time()
    counts: Counter[tuple[str, str, str]] = Counter()
    wrong = []
    texts: dict[str, Sequence[Unit]] = {}
    for term in terms():
        if term.text not in texts:
            texts[term.text] = units(term.text)
        result = equivalents(texts[term.text], Query(term.english, QueryKind.LEMMA), "en", LANGUAGES)
        for tag in LANGUAGES:
            has_rendering = any(
                Query(name, QueryKind.LEMMA).spans(unit.text(tag), tag)
                for unit in texts[term.text]
                for name in term.renderings[tag]
            )
            if not result.occurrences or not has_rendering:
                counts[term.text, tag, "left out"] += 1
                continue
            first = next((row.equivalent for row in result.rows if row.language == tag), "")
            judged = verdict(first, term.renderings[tag], tag) if first else "none"
            counts[term.text, tag, judged] += 1
            if judged in ("wrong", "none"):
                wrong.append(f"{term.text} {tag} {term.english}: {first or 'none'} ({'|'.join(term.renderings[tag])})")
    print(
        "| text | language | terms | right | a part of it | wrong | none | left out |\n|---|---|---|---|---|---|---|---|"
    )
    for text in texts:
        for tag in LANGUAGES:
            cells = [counts[text, tag, name] for name in ("right", "part", "wrong", "none", "left out")]
            print(f"| {text} | {tag} | {sum(cells[:4])} | {' | '.join(map(str, cells))} |")
    print(f"\n{time.process_time() - begun:.0f} s CPU\n" + "\n".join(wrong))


if __name__ == "__main__":
    main()
