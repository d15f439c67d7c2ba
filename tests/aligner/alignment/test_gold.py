"""Alignment of real documents with known gold stays as good as it is."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import pytest

from aligner import align

LANGUAGES = ("en", "zh", "ru")


def _joined(rows: list[dict[str, str]], every: int) -> tuple[dict[str, list[str]], dict[str, list[tuple[int, ...]]]]:
    """Blocks, and the rows in each: per language now and then two rows are joined, at other places in each."""
    text: dict[str, list[str]] = {}
    inside: dict[str, list[tuple[int, ...]]] = {}
    for shift, language in enumerate(LANGUAGES):
        text[language], inside[language] = [], []
        k = 0
        while k < len(rows):
            size = 2 if k % every == 2 * shift and k + 1 < len(rows) else 1
            text[language].append(" ".join(row[language] for row in rows[k : k + size]))
            inside[language].append(tuple(range(k, k + size)))
            k += size
    return text, inside


@pytest.mark.slow
@pytest.mark.parametrize(("file", "least"), [("unpc-dev.tsv", 0.98), ("ntrex-128.tsv", 0.98)])
def test_blocks_joined_at_random_are_found(gold_dir: Path, file: str, least: float) -> None:
    with (gold_dir / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(itertools.islice(lines, 200), delimiter="\t", quoting=csv.QUOTE_NONE))
    text, inside = _joined(rows, 7)
    found = align(text)
    for (s, t), links in found.links.items():
        right = sum(
            {k for i in link.first for k in inside[s][i]} == {k for j in link.second for k in inside[t][j]}
            for link in links
        )
        assert right / len(links) > least


@pytest.mark.slow
def test_blocks_left_out_by_both_languages_are_not_glued_to_their_neighbours(gold_dir: Path) -> None:
    with (gold_dir / "ntrex-128.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(itertools.islice(lines, 200), delimiter="\t", quoting=csv.QUOTE_NONE))
    kept = {"zh": [k for k in range(len(rows)) if k % 3], "ru": [k for k in range(len(rows)) if k % 4]}
    links = align({tag: [rows[k][tag] for k in some] for tag, some in kept.items()}).links["zh", "ru"]
    found = [([kept["zh"][i] for i in link.first], [kept["ru"][j] for j in link.second]) for link in links]
    assert sum(one == other or not one or not other for one, other in found) / len(found) > 0.95
