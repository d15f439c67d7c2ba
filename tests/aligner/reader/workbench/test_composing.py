"""From rows to a text: what is anchored in words goes with them, and nothing that is verified is made less or more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from aligner.bank import Bank
from aligner.checks import all_rules, from_document, run
from aligner.model import Document, Status
from aligner.reader.workbench.composing import Composer, grid_of
from aligner.reader.workbench.grid import Grid
from aligner.reader.workbench.operations import OPERATIONS, cut_phrase


@pytest.fixture(scope="module")
def annex() -> Document:
    return Bank().load("a-66-359")


def place(grid: Grid, id_: str) -> int:
    return next(number for number, row in enumerate(grid.rows) if row.id == id_)


def composed(document: Document, *steps: Callable[[Grid], Grid]) -> Document:
    grid = grid_of(document)
    for step in steps:
        grid = step(grid)
    return Composer(document).document(grid)


def test_a_text_that_nobody_changed_is_the_same_text(annex: Document) -> None:
    assert composed(annex) == annex


def test_rows_that_are_joined_and_cut_again_are_the_same_text(annex: Document) -> None:
    def joined_and_cut(grid: Grid) -> Grid:
        number = place(grid, "pledge.b")
        grid = OPERATIONS["join"](grid, number)
        for tag in grid.languages:
            grid = OPERATIONS["split"](grid, number, tag, 1, 0)
        return grid

    again = composed(annex, joined_and_cut)
    assert again.units == annex.units


def test_a_joined_row_has_the_phrases_of_both_and_the_status_of_both(annex: Document) -> None:
    text = composed(annex, lambda grid: OPERATIONS["join"](grid, place(grid, "pledge.b")))
    joined = text.unit("pledge.b")
    before = [annex.unit("pledge.b"), annex.unit("pledge.c")]
    assert len(joined.phrases) == sum(len(unit.phrases) for unit in before)
    assert joined.segments["en"].status == Status.VERIFIED
    assert joined.segments["zh"].status == Status.UNVERIFIED
    assert joined.segments["en"].label == "(b)"
    assert "(c)" in joined.text("en")
    wrong = [finding.code for finding in run(from_document(text), all_rules()) if finding.code.startswith("PHR")]
    assert wrong == []


def test_terms_and_emendations_name_the_unit_that_has_their_words_now(annex: Document) -> None:
    text = composed(annex, lambda grid: OPERATIONS["join"](grid, place(grid, "pledge.h")))
    ids = {unit.id for unit in text.units}
    assert "pledge.i" not in ids
    assert all(ids.issuperset(concept.units) for concept in text.concepts)
    emendations = [it for version in text.languages.values() for it in version.emendations]
    assert emendations
    assert all(it.read in text.unit(it.unit).text("en") for it in emendations)


def test_a_cut_takes_out_the_phrases_that_it_goes_through_and_no_other(annex: Document) -> None:
    before = annex.unit("pledge.k")
    stretch = before.phrases[1].stretches["en"]
    start, _ = stretch.span(before.text("en")) or (0, 0)

    def cut(grid: Grid) -> Grid:
        return OPERATIONS["split"](grid, place(grid, "pledge.k"), "en", 0, start + 3)

    text = composed(annex, cut)
    left = [phrase.stretches["en"].text for phrase in text.unit("pledge.k").phrases if "en" in phrase.stretches]
    assert before.phrases[0].stretches["en"].text in left
    assert stretch.text not in left
    assert "".join(text.unit("pledge.k").text("en").split()) + "".join(
        text.units[place(grid_of(annex), "pledge.k") + 1].text("en").split()
    ) == "".join(before.text("en").split())


def test_phrases_are_linked_and_cut_by_hand(annex: Document) -> None:
    grid = grid_of(annex)
    number = place(grid, "pledge.k")
    composer = Composer(annex)
    cut = cut_phrase(grid, number, composer.phrases(grid.rows[number])[0])
    after = composer.document(cut).unit("pledge.k")
    assert after.phrases == annex.unit("pledge.k").phrases[1:]
    words = {tag: stretch.text for tag, stretch in annex.unit("pledge.k").phrases[0].stretches.items()}
    linked = OPERATIONS["link_phrase"](cut, number, words)
    assert composer.document(linked).unit("pledge.k").phrases == annex.unit("pledge.k").phrases
    assert composer.document(linked).unit("pledge.k").unmatched == annex.unit("pledge.k").unmatched


def test_a_checked_row_is_no_longer_noted_as_doubtful(annex: Document) -> None:
    unit = replace(annex.units[3], note="Aligned with confidence 0.43: to be looked at.")
    doubtful = replace(annex, units=(*annex.units[:3], unit, *annex.units[4:]))
    assert composed(doubtful).units[3].note
    assert composed(doubtful, lambda grid: OPERATIONS["check"](grid, 3)).units[3].note == ""
