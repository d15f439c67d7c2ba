"""What every two languages say of the borders of a text, made one: the majority decides, and no text loses its order."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment.beads import Link
from aligner.alignment.consensus import agreed, heaviest_chain
from aligner.alignment.nway import closed

LANGUAGES = ("en", "fr", "ru", "zh")
SAME = [(border, border, 0.95) for border in range(5)]


def test_one_pair_of_languages_that_strays_is_outvoted() -> None:
    likely = dict.fromkeys(itertools.combinations(LANGUAGES, 2), SAME)
    likely["ru", "zh"] = [(0, 0, 1.0), (1, 2, 0.9), (3, 3, 0.95), (4, 4, 1.0)]
    assert agreed(dict.fromkeys(LANGUAGES, 4), likely) == [dict.fromkeys(LANGUAGES, border) for border in range(5)]


def test_where_one_language_joins_blocks_it_is_not_cut() -> None:
    likely = dict.fromkeys(itertools.combinations(LANGUAGES[:3], 2), SAME)
    joined = [(0, 0, 1.0), (1, 1, 0.95), (3, 2, 0.95), (4, 3, 1.0)]
    likely |= {(language, "zh"): joined for language in LANGUAGES[:3]}
    cuts = agreed({"en": 4, "fr": 4, "ru": 4, "zh": 3}, likely)
    assert [cut.get("zh") for cut in cuts] == [0, 1, None, 2, 3]


def test_a_block_of_one_language_alone_stands_between_two_cuts() -> None:
    likely = dict.fromkeys(itertools.combinations(LANGUAGES[:3], 2), SAME)
    longer = [(0, 0, 1.0), (1, 1, 0.95), (1, 2, 0.95), (2, 3, 0.95), (3, 4, 0.95), (4, 5, 1.0)]
    likely |= {(language, "zh"): longer for language in LANGUAGES[:3]}
    cuts = agreed({"en": 4, "fr": 4, "ru": 4, "zh": 5}, likely)
    assert [(cut["en"], cut["zh"]) for cut in cuts] == [(0, 0), (1, 1), (1, 2), (2, 3), (3, 4), (4, 5)]


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 9)), unique_by=lambda it: it[:2], max_size=9
    )
)
def test_no_chain_weighs_more_than_the_heaviest(points: list[tuple[int, int, int]]) -> None:
    points = sorted(points)
    weight = {(x, y): w for x, y, w in points}
    chain = heaviest_chain([(x, y, float(w)) for x, y, w in points])
    assert all(one[0] <= other[0] and one[1] <= other[1] for one, other in itertools.pairwise(chain))
    heaviest = 0
    for size in range(len(points) + 1):
        for some in itertools.combinations(points, size):
            if all(one[1] <= other[1] for one, other in itertools.pairwise(some)):
                heaviest = max(heaviest, sum(point[2] for point in some))
    assert sum(weight[place] for place in chain) == heaviest


def test_beads_keep_the_order_of_every_language() -> None:
    alone = [Link((block,), (), 1.0) for block in range(4)]
    links = {("en", "fr"): (*alone, *(Link((4 + block,), (block,), 1.0) for block in range(5)))}
    beads = closed({"en": 9, "fr": 5}, links)
    assert [bead.blocks["en"] for bead in beads] == [(block,) for block in range(9)]
    assert [bead.blocks["fr"] for bead in beads if "fr" in bead.blocks] == [(block,) for block in range(5)]


def test_beads_that_no_order_suits_become_one() -> None:
    links = {("en", "fr"): (Link((0,), (1,), 0.9), Link((1,), (0,), 0.9))}
    assert [dict(bead.blocks) for bead in closed({"en": 2, "fr": 2}, links)] == [{"en": (0, 1), "fr": (0, 1)}]
