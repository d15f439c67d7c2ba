"""Passages that stand at another place in one language are linked and named; nothing else is."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

from aligner import align
from aligner.alignment.beads import Alignment


def _rows(gold_dir: object, count: int) -> list[dict[str, str]]:
    with (Path(str(gold_dir)) / "unpc-dev.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(itertools.islice(lines, count), delimiter="\t", quoting=csv.QUOTE_NONE))


def _moved(found: Alignment) -> list[tuple[tuple[str, str], tuple[int, ...], tuple[int, ...]]]:
    return [(passage.languages, passage.first, passage.second) for passage in found.moved]


def test_a_section_that_stands_elsewhere_in_one_language_is_found(gold_dir: object) -> None:
    rows = _rows(gold_dir, 61)
    en, ru, zh = ([row[tag] for row in rows] for tag in ("en", "ru", "zh"))
    found = align({"en": en, "ru": [*ru[:20], *ru[24:40], *ru[20:24], *ru[40:]], "zh": zh})
    assert _moved(found) == [(("en", "ru"), (20, 21, 22, 23), (36, 37, 38, 39))]
    assert {"en": (21,), "ru": (37,), "zh": (21,)} in [dict(bead.blocks) for bead in found.beads]
    assert [block for bead in found.beads for block in bead.blocks["en"]] == list(range(60))


def test_what_one_language_lacks_is_not_called_moved(gold_dir: object) -> None:
    rows = _rows(gold_dir, 121)
    en, ru = [row["en"] for row in rows], [row["ru"] for row in rows]
    assert align({"en": [*en[:30], *en[36:]], "ru": [*ru[:80], *ru[86:]]}).moved == ()
