"""Passages that stand at another place in one language are linked and named; nothing else is."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import numpy as np
import pytest

from aligner.alignment import moved, weights
from aligner.alignment.beads import Alignment, Link
from aligner.alignment.joint import Limits, align
from aligner.alignment.layers import Side
from aligner.alignment.nway import closed
from aligner.alignment.surface import surface
from aligner.alignment.token_spans import TokenSpans


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


EN = [
    "The bridge over the river was closed in May.",
    "Tickets for the ferry are sold at the harbour.",
    "Dogs must be kept on a lead.",
    "The library opens at nine in the morning.",
    "Smoking is forbidden in all rooms.",
    "Every visitor receives a map of the museum.",
    "The kitchen serves hot meals until midnight.",
    "Bicycles may be left in the yard.",
    "Lost keys are replaced for ten euros.",
    "The heating is switched off in summer.",
    "A doctor visits the village every Tuesday.",
    "The concert begins after sunset.",
    "Parents are responsible for their children.",
    "The garden is watered by hand.",
]
RU = [
    "Мост через реку был закрыт в мае.",
    "Билеты на паром продаются в порту.",
    "Собак следует держать на поводке.",
    "Библиотека открывается в девять утра.",
    "Курить запрещено во всех помещениях.",
    "Каждый посетитель получает план музея.",
    "Кухня подаёт горячие блюда до полуночи.",
    "Велосипеды можно оставлять во дворе.",
    "Потерянные ключи заменяют за десять евро.",
    "Летом отопление выключают.",
    "Врач приезжает в деревню каждый вторник.",
    "Концерт начинается после захода солнца.",
    "Родители отвечают за своих детей.",
    "Сад поливают вручную.",
]
MOVED = [*RU[:2], *RU[5:11], *RU[2:5], *RU[11:]]


def test_a_moved_passage_can_be_named_and_kept_apart() -> None:
    apart = align({"en": EN, "ru": MOVED}, limits=Limits(in_order=True))
    assert _moved(apart) == _moved(align({"en": EN, "ru": MOVED})) == [(("en", "ru"), (2, 3, 4), (8, 9, 10))]
    assert [dict(bead.blocks) for bead in apart.beads][2:5] == [{"en": (2,)}, {"en": (3,)}, {"en": (4,)}]


def test_a_bead_names_the_language_whose_blocks_have_moved() -> None:
    beads = align({"en": EN, "ru": MOVED}).beads
    assert [bead.moved for bead in beads if bead.moved] == [("ru",)] * 3


def test_a_single_block_is_never_called_moved() -> None:
    # Headings and formulas are often like another one that is left over.
    assert _moved(align({"en": EN, "ru": [*RU[:2], *RU[3:11], RU[2], *RU[11:]]})) == []
    assert _moved(align({"en": [*EN[:2], " ".join(EN[2:5]), *EN[5:]], "ru": MOVED})) == []


@pytest.mark.parametrize(("guard", "value"), [("_RARE", 1000.0), ("_SURE", 1.01), ("_LEAST_BLOCKS", 7)])
def test_a_passage_needs_evidence_sure_links_and_blocks(
    monkeypatch: pytest.MonkeyPatch, guard: str, value: float
) -> None:
    monkeypatch.setattr(moved, guard, value)
    assert _moved(align({"en": EN, "ru": MOVED})) == []


def _one_by_one(first: list[int], second: list[int], *, is_moved: bool = False) -> list[Link]:
    return [Link((i,), (j,), 0.99, is_moved=is_moved) for i, j in zip(first, second, strict=True)]


class _Sure(moved.PassageSearch):
    """A comparison that links the blocks of any two runs one by one."""

    def aligned(self, first_run: range, second_run: range) -> tuple[float, list[Link]]:
        return 99.0, _one_by_one(list(first_run), list(second_run), is_moved=True)


def test_what_has_moved_against_one_language_has_moved_against_the_third() -> None:
    # Russian has blocks 1 and 2 at the end; Chinese and Russian were linked in order there, which nothing speaks for.
    links = {
        ("en", "zh"): _one_by_one([0, 1, 2, 3], [0, 1, 2, 3]),
        ("en", "ru"): [*_one_by_one([0, 3], [0, 1]), *_one_by_one([1, 2], [2, 3], is_moved=True)],
        ("zh", "ru"): [Link((0,), (0,), 0.9), Link((1,), (), 1.0), Link((2,), (), 1.0), Link((3,), (1, 2, 3), 0.5)],
    }
    side = Side(TokenSpans(np.ones((4, 1), np.float32)), surface(["a", "b", "c", "d"]))
    comparison = _Sure(side, side, weights.load("usem3").close.pieces)
    completed = moved.with_moved({("zh", "ru"): comparison}, links)["zh", "ru"]
    assert [(link.first, link.second, link.is_moved) for link in completed] == [
        ((0,), (0,), False),
        ((1,), (2,), True),
        ((2,), (3,), True),
        ((3,), (1,), False),
    ]


def test_a_bead_with_blocks_at_two_places_does_not_take_in_all_between() -> None:
    # The last block of Russian belongs to the first of English, which a translator made two of.
    links = {("en", "ru"): [Link((0,), (0, 9), 0.9), *_one_by_one(list(range(1, 9)), list(range(1, 9)))]}
    beads = closed({"en": 9, "ru": 10}, links)
    assert [dict(bead.blocks) for bead in beads] == [
        {"en": (0,), "ru": (0, 9)},
        *({"en": (k,), "ru": (k,)} for k in range(1, 9)),
    ]
