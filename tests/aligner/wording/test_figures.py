"""Figures, counted by hand on texts small enough for that, and held to the formulas' own bounds."""

from __future__ import annotations

from math import log, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.wording.association import association, log_dice, log_likelihood, log_ratio
from aligner.wording.collocation import collocates
from aligner.wording.dispersion import deviation_of_proportions, juilland_d, parts
from aligner.wording.frequency import frequencies, items_of, vocabulary
from aligner.wording.keyness import key_words
from aligner.wording.query import Query

COUNTS = st.lists(st.integers(0, 50), min_size=2, max_size=12)


def test_words_and_rows_of_words_are_counted_within_punctuation() -> None:
    text = "Human rights, human rights and Ёлка"
    assert items_of(text, "en") == ["human", "rights", "human", "rights", "and", "елка"]
    assert items_of(text, "en", size=2) == ["human rights", "human rights", "rights and", "and елка"]
    assert items_of("states and networks", "en", by_lemma=True) == ["state", "and", "network"]


def test_a_frequency_list_has_counts_per_million_and_spread() -> None:
    first, *_, last = frequencies([["a", "b"], ["a", "c"]])
    assert (first.item, first.count, first.per_million, first.units, first.juilland_d, first.deviation) == (
        "a", 2, 500_000.0, 2, 1.0, 0.0,
    )  # fmt: skip
    assert (last.count, last.juilland_d, last.deviation) == (1, 0.0, 1.0)
    assert [row.item for row in frequencies([["a", "b", "a"]], at_least=2)] == ["a"]


def test_types_and_tokens() -> None:
    figures = vocabulary([["a"] * 1000, ["b"] * 999 + ["c"]])
    assert (figures.tokens, figures.types, figures.ratio, figures.once) == (2000, 3, 0.0015, 1)
    assert figures.standardised == 0.0015


@given(COUNTS, st.data())
def test_dispersion_is_between_0_and_1_and_says_even_of_equal_shares(counts: list[int], data: st.DataObject) -> None:
    sizes = [data.draw(st.integers(max(1, count), 100)) for count in counts]
    assert 0 <= juilland_d(counts, sizes) <= 1
    assert 0 <= deviation_of_proportions(counts, sizes) <= 1
    even = [2 * size for size in sizes]
    assert (juilland_d(even, sizes), deviation_of_proportions(even, sizes)) == (1.0, 0.0)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60), st.integers(1, 12))
def test_parts_hold_every_unit_once_in_order(sizes: list[int], number: int) -> None:
    assert [at for part in parts(sizes, number) for at in part] == list(range(len(sizes)))


def test_collocates_are_counted_within_the_window_and_the_unit() -> None:
    texts = ["human rights and fundamental freedoms", "human rights treaty bodies", "a treaty on fish"]
    near = {it.word: it.together for it in collocates(texts, Query("rights"), "en", window=1, at_least=1)}
    assert near == {"human": 2, "treaty": 1}
    unit = collocates(texts, Query("rights"), "en", window=0, at_least=1)
    assert {it.word for it in unit} == {"human", "treaty", "bodies", "fundamental", "freedoms"}
    human = next(it for it in unit if it.word == "human")
    assert (human.count, human.log_dice) == (2, 14.0)


def test_key_words_are_those_of_one_side_then_of_the_other() -> None:
    keys = key_words(["peace"] * 20 + ["the"] * 80, ["war"] * 20 + ["the"] * 80)
    assert [(key.word, key.count, key.reference) for key in keys] == [("peace", 20, 0), ("war", 0, 20)]
    assert keys[0].log_likelihood == pytest.approx(2 * 20 * log(2), abs=0.01)
    assert keys[0].log_ratio == pytest.approx(log2(40), abs=0.01)


@given(st.integers(1, 40), st.integers(0, 60), st.integers(0, 60))
def test_measures_grow_with_what_is_together(together: int, first: int, second: int) -> None:
    first, second = together + first, together + second
    assert log_dice(together, first, second) <= 14
    assert association(together, first, second, 10_000) >= 0
    assert log_likelihood(together, together, 500, 500) == 0
    assert log_ratio(2 * together, together, 500, 500) == pytest.approx(1)
