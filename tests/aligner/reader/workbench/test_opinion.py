"""The aligner's opinion of rows: how probable each is, and what it would make of it."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.alignment.beads import Alignment, Alternative, Bead, Link
from aligner.reader.workbench.grid import Grid, GridBlock, GridRow
from aligner.reader.workbench.operations import OPERATIONS, regroup
from aligner.reader.workbench.opinion import AlignerOpinion

TAGS = ("en", "ru", "zh")


def rows(*cells: Sequence[Sequence[int]]) -> Grid:
    lines = []
    for k, row in enumerate(cells):
        blocks = {
            tag: tuple(GridBlock(n, f"{tag} {n}") for n in numbers)
            for tag, numbers in zip(TAGS, row, strict=True)
            if numbers
        }
        lines.append(GridRow(f"u{k}", blocks))
    return Grid(TAGS, tuple(lines))


def aligned(*beads: Sequence[Sequence[int]], confidence: float = 0.97) -> Alignment:
    every = tuple(
        Bead({tag: tuple(numbers) for tag, numbers in zip(TAGS, bead, strict=True) if numbers}, confidence)
        for bead in beads
    )
    return Alignment(TAGS, every, {}, 1.0)


ONE_EACH = ([0], [0], [0]), ([1], [1], [1]), ([2], [2], [2])


def numbers(grid: Grid) -> list[tuple[list[int], ...]]:
    return [tuple([block.number for block in row.cell(tag)] for tag in TAGS) for row in grid.rows]


def test_a_row_that_is_a_bead_is_as_probable_as_the_bead() -> None:
    opinions = AlignerOpinion(aligned(*ONE_EACH)).of(rows(*ONE_EACH))
    assert [opinion.probability for opinion in opinions] == [0.97] * 3
    assert all(opinion.is_sure and opinion.alternative is None for opinion in opinions)


def test_rows_that_are_no_beads_are_improbable_and_the_beads_are_their_alternative() -> None:
    shifted = rows(([0], [0], [0]), ([1], [], [1]), ([2], [1], [2]), ([], [2], []))
    opinions = AlignerOpinion(aligned(*ONE_EACH)).of(shifted)
    assert opinions[0].is_sure
    assert [round(opinion.probability or 0, 2) for opinion in opinions[1:]] == [0.03] * 3
    alternative = opinions[1].alternative
    assert alternative is not None
    assert numbers(regroup(shifted, alternative.groups)) == [tuple(map(list, row)) for row in ONE_EACH]


def test_a_block_that_was_cut_is_not_judged() -> None:
    cut = OPERATIONS["split"](rows(*ONE_EACH), 1, "en", 0, 2)
    opinions = AlignerOpinion(aligned(*ONE_EACH)).of(cut)
    assert [opinion.probability for opinion in opinions] == [0.97, None, None, 0.97]


def test_an_unsure_row_offers_what_makes_another_row_of_it_with_what_is_linked_to_it() -> None:
    bead = Bead({"en": (0, 1), "ru": (0, 1), "zh": (0,)}, 0.6)
    links = {
        ("en", "ru"): (Link((0,), (0,), 0.99), Link((1,), (1,), 0.99)),
        ("en", "zh"): (
            Link((0, 1), (0,), 0.6, alternatives=(Alternative((0, 1), (0,), 0.5), Alternative((0,), (0,), 0.3))),
        ),
        ("ru", "zh"): (Link((0, 1), (0,), 0.95),),
    }
    grid = rows(([0, 1], [0, 1], [0]))
    (opinion,) = AlignerOpinion(Alignment(TAGS, (bead,), links, 1.0)).of(grid)
    assert opinion.probability == 0.6
    assert opinion.alternative is not None
    assert opinion.alternative.probability == 0.3
    assert numbers(regroup(grid, opinion.alternative.groups)) == [([0], [0], [0]), ([1], [1], [])]
