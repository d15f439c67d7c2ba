"""Gold for alignment, made from a table of aligned units; `clausebank score` scores a system on it.

    python benchmarks/alignment_gold.py make FILE.tsv OUT.jsonl [--mode segment|clause] [--seed 11] [--move 0]

FILE.tsv has a head: document, then one column per language; each row is one aligned unit. In the mode `segment`,
neighbouring units of one language are joined at random, and units are left out. In the mode `clause`, every unit is cut at
its own punctuation in each language, so that beads of several blocks arise by themselves, and units are left out. With
`--move N`, in every language but the first, N stretches of 2 to 5 blocks are 10 to 40 blocks away from their place, as when
an editor moved a section in one language.

OUT.jsonl has one text per line: its blocks by language, the N-way beads, the beads of each pair, in the mode `clause` the unit
of each block, and the blocks that were moved. A pair's gold can be finer than the N-way beads: two English and two Russian
blocks that one Chinese block joins are one N-way bead and two English-Russian ones.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

UNSPACED = frozenset({"zh", "ja"})
LONGEST_JOIN = 3
_CUT = re.compile(r"(?<=[.;:?!])(?<!^\d\.)(?<!^\d\d\.)(?<!\b[A-ZА-Я]\.)\s+(?=\S)")
_CUT_CHINESE = re.compile(r"(?<=[。；：？！])(?=.)")

Row = list[str]
Blocks = list[list[int]]
"""Per block the units of the table that it holds."""
Bead = dict[str, list[int]]


class Options(NamedTuple):
    """How gold is made: the mode, the shares of units joined and left out, units per text, and passages moved."""

    mode: str
    merge: float
    drop: float
    size: int
    move: int


def main() -> None:
    """Make gold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    make_parser = parser.add_subparsers(required=True).add_parser("make")
    make_parser.add_argument("file", type=Path)
    make_parser.add_argument("out", type=Path)
    make_parser.add_argument("--mode", choices=["segment", "clause"], default="segment")
    make_parser.add_argument("--seed", type=int, default=11)
    make_parser.add_argument("--merge", type=float, default=0.12, help="share of units joined to the one before")
    make_parser.add_argument("--drop", type=float, default=0.04, help="share of units left out of a language")
    make_parser.add_argument("--size", type=int, default=200, help="units per text, at least")
    make_parser.add_argument("--move", type=int, default=0, help="passages moved per language")
    chosen = parser.parse_args()
    options = Options(chosen.mode, chosen.merge, chosen.drop, chosen.size, chosen.move)
    with chosen.out.open("w", encoding="utf-8") as out:
        for text in make(chosen.file, options, chosen.seed):
            out.write(json.dumps(text, ensure_ascii=False) + "\n")


def make(file: Path, options: Options, seed: int) -> Iterator[dict[str, object]]:
    """The texts of a table, one after the other; the same seed gives the same texts."""
    chance = random.Random(seed)  # noqa: S311 - gold is not a secret
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    languages = rows[0][1:]
    whole = [row for row in rows[1:] if all(cell.strip() for cell in row[1:])]
    for number, chunk in enumerate(_chunks(whole, options.size)):
        yield _text(f"{options.mode}{number}", chunk, languages, options, chance)


def _chunks(rows: Sequence[Row], size: int) -> list[list[Row]]:
    """The rows in runs of whole documents."""
    chunks: list[list[Row]] = []
    current: list[Row] = []
    for row in rows:
        if len(current) >= size and row[0] != current[-1][0]:
            chunks.append(current)
            current = []
        current.append(row)
    return [*chunks, current]


def _text(
    name: str, chunk: Sequence[Row], languages: Sequence[str], options: Options, chance: random.Random
) -> dict[str, object]:
    texts: dict[str, list[str]] = {}
    blocks: dict[str, Blocks] = {}
    moved: dict[str, list[list[int]]] = {}
    for column, language in enumerate(languages, start=1):
        units = _joined(chunk, options, chance)
        for _ in range(options.move if column > 1 else 0):
            units, part = _moved(units, chance)
            if part:
                moved.setdefault(language, []).append([unit for block in part for unit in block])
        cells = [row[column] for row in chunk]
        texts[language], blocks[language] = _written(units, cells, language, options.mode)
    return {
        "id": name,
        "text": texts,
        "gold": components(blocks),
        "pairs": {
            f"{first}-{second}": _pair(blocks, first, second) for first, second in itertools.combinations(languages, 2)
        },
        "group": {tag: [block[0] for block in held] for tag, held in blocks.items()}
        if options.mode == "clause"
        else None,
        "moved": {tag: [_holding(blocks[tag], units) for units in passages] for tag, passages in moved.items()},
    }


def _joined(chunk: Sequence[Row], options: Options, chance: random.Random) -> Blocks:
    """The units of a chunk as blocks of one language: some left out, some joined within their document."""
    blocks: Blocks = []
    unit = 0
    while unit < len(chunk):
        if chance.random() < options.drop:
            unit += 1
            continue
        block = [unit]
        unit += 1
        while (
            options.mode == "segment"
            and unit < len(chunk)
            and len(block) < LONGEST_JOIN
            and chunk[unit][0] == chunk[unit - 1][0]
            and chance.random() < options.merge
        ):
            block.append(unit)
            unit += 1
        blocks.append(block)
    return blocks


def _moved(blocks: Blocks, chance: random.Random) -> tuple[Blocks, Blocks]:
    """The blocks with a passage of them further back, and that passage; as they are where the text is too short."""
    size, distance = chance.randint(2, 5), chance.randint(10, 40)
    if len(blocks) <= size + distance + 20:
        return blocks, []
    start = chance.randrange(5, len(blocks) - size - distance - 5)
    end = start + size
    passage = blocks[start:end]
    # What came between is pulled forward, and the passage follows it.
    return blocks[:start] + blocks[end : end + distance] + passage + blocks[end + distance :], passage


def _written(units: Blocks, cells: Sequence[str], language: str, mode: str) -> tuple[list[str], Blocks]:
    if mode == "segment":
        joiner = "" if language in UNSPACED else " "
        return [joiner.join(cells[unit] for unit in block) for block in units], units
    pattern = _CUT_CHINESE if language == "zh" else _CUT
    pieces = [(piece.strip(), block) for block in units for piece in pattern.split(cells[block[0]]) if piece.strip()]
    return [piece for piece, _ in pieces], [block for _, block in pieces]


def _holding(blocks: Blocks, units: Sequence[int]) -> list[int]:
    return [number for number, block in enumerate(blocks) if not set(units).isdisjoint(block)]


def components(blocks: Mapping[str, Blocks]) -> list[Bead]:
    """The smallest beads that no unit leaves: blocks are in one bead where units of the table connect them.

    >>> components({"en": [[0], [1]], "zh": [[0, 1]]})
    [{'en': [0, 1], 'zh': [0]}]
    """
    parent = {(tag, number): (tag, number) for tag, held in blocks.items() for number in range(len(held))}

    def root(block: tuple[str, int]) -> tuple[str, int]:
        while parent[block] != block:
            parent[block] = parent[parent[block]]
            block = parent[block]
        return block

    holder: dict[int, tuple[str, int]] = {}
    for tag, held in blocks.items():
        for number, units in enumerate(held):
            for unit in units:
                one, other = root(holder.setdefault(unit, (tag, number))), root((tag, number))
                if one != other:
                    parent[max(one, other)] = min(one, other)
    beads: dict[tuple[str, int], Bead] = defaultdict(lambda: {tag: [] for tag in blocks})
    for tag, number in parent:
        beads[root((tag, number))][tag].append(number)
    ordered = [{tag: sorted(numbers) for tag, numbers in bead.items()} for bead in beads.values()]
    return sorted(ordered, key=lambda bead: [numbers[0] if numbers else 10**9 for numbers in bead.values()])


def _pair(blocks: Mapping[str, Blocks], first: str, second: str) -> list[tuple[list[int], list[int]]]:
    beads = components({first: blocks[first], second: blocks[second]})
    return [(bead[first], bead[second]) for bead in beads]


if __name__ == "__main__":
    main()
