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
@pytest.mark.parametrize(("file", "least"), [("unpc-dev.tsv", 0.96), ("ntrex-128.tsv", 0.94)])
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
