"""Blocks are found by their words after a text has changed, and never taken for another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.text.block_names import BlockFinder, named

LONG = "The General Assembly, recalling its resolutions on the role of science and technology, decides as follows:"


@pytest.mark.parametrize(
    ("before", "number", "after", "expected"),
    [
        (["Peace.", "Law."], 1, ["New.", "Peace.", "Law."], (2,)),  # one is added before
        (["Peace.", "Law."], 1, ["Law."], (0,)),  # one is removed before
        (["Peace.", "Law."], 1, ["Peace.", "Laws."], ()),  # reworded
        (["Peace.", "Law."], 0, ["Law.", "Peace."], (1,)),  # moved
        (["(b) Peace."], 0, ["(c) Peace."], (0,)),  # renumbered
        (["Article 1"], 0, ["Article 2"], ()),  # a label alone is its words
        ([LONG], 0, [LONG.replace(" ", "\n")], (0,)),  # broken into lines elsewhere
        ([LONG], 0, [LONG[:-1] + ";"], ()),  # reworded at the end of a long one
        ([LONG], 0, ["New.", LONG[:22], LONG[22:]], (1, 2)),  # cut in two now
        (["A", "x", "B", "x", "C"], 3, ["A", "x", "B", "x", "C"], (3,)),  # equal ones
        (["A", "x", "B", "x", "C"], 3, ["A", "B", "x", "C"], (2,)),  # the other equal one is gone
        (["A", "x", "B", "x", "C"], 3, ["A", "x", "B", "C"], ()),  # this one is gone
        (["x", "x", "x"], 1, ["New.", "x", "x", "x"], (2,)),  # equal neighbours, as many as before
        (["x", "x", "x", "x"], 1, ["x", "x", "x"], ()),  # one of them is gone, and nobody can say which
        (["A", "x", "B"], 1, ["A", "x", "B", "C", "x"], (1,)),  # another equal one is added elsewhere
    ],
)
def test_a_block_is_found_by_its_words(before: list[str], number: int, after: list[str], expected: object) -> None:
    assert BlockFinder(after, "en").find(named(before, "en")[number]) == expected


BLOCKS = st.lists(st.text("ab ", min_size=1, max_size=3).filter(str.strip) | st.just(LONG), min_size=1, max_size=12)


@given(BLOCKS)
def test_every_block_of_an_unchanged_text_is_found_where_it_is(blocks: list[str]) -> None:
    finder = BlockFinder(blocks, "en")
    assert [finder.find(name) for name in named(blocks, "en")] == [(number,) for number in range(len(blocks))]


@given(BLOCKS, st.data())
def test_what_is_found_has_the_words(blocks: list[str], data: st.DataObject) -> None:
    after = data.draw(BLOCKS)
    finder = BlockFinder(after, "en")
    for block, name in zip(blocks, named(blocks, "en"), strict=True):
        if numbers := finder.find(name):
            assert "".join("".join(after[number] for number in numbers).split()) == "".join(block.split())
