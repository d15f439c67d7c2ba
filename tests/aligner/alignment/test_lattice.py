"""Probabilities of beads over all alignments, against a count of every alignment by hand."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from aligner.alignment.band import Band
from aligner.alignment.lattice import TYPES, Lattice, best, lattice


def _by_hand(band: Band, scores: npt.NDArray[np.float64], n: int, m: int) -> npt.NDArray[np.float64]:
    """The probability of every bead, by walking through all alignments."""
    totals = np.zeros((len(TYPES), band.size))

    def walk(i: int, j: int, weight: float, path: list[tuple[int, int]]) -> float:
        if (i, j) == (n, m):
            for kind, node in path:
                totals[kind, node] += weight
            return weight
        result = 0.0
        for kind, (a, b) in enumerate(TYPES):
            if i + a <= n and j + b <= m and band.low[i + a] <= j + b <= band.high[i + a]:
                node = band.node(i, j)
                result += walk(i + a, j + b, weight * np.exp(scores[kind, node]), [*path, (kind, node)])
        return result

    total = walk(0, 0, 1.0, [])
    return totals / total


@pytest.mark.parametrize(("n", "m"), [(1, 1), (3, 2), (4, 4), (2, 5)])
@pytest.mark.parametrize("shift", [0.0, 50.0, -50.0])
def test_probabilities_are_those_of_all_alignments_counted(n: int, m: int, shift: float) -> None:
    band = Band.full(n, m)
    sizes = np.array([a + b for a, b in TYPES])
    scores = np.random.default_rng(n * 10 + m).normal(0, 2, (len(TYPES), band.size))
    found = lattice(band, scores + shift * sizes[:, None])
    assert np.allclose(found.beads, _by_hand(band, scores, n, m), atol=1e-9)


def test_every_block_is_in_one_bead_however_long_the_text() -> None:
    n, m = 300, 900
    band = Band.around(np.array([[100, 100], [101, 700]]), n, m, 5)
    found = lattice(band, np.random.default_rng(1).normal(-3, 3, (len(TYPES), band.size)))
    covered = sum(found.beads[k].sum() * a for k, (a, _) in enumerate(TYPES))
    assert covered == pytest.approx(n)
    beads = best(found)
    assert sum(place.kind[0] for place in beads) == n
    assert sum(place.kind[1] for place in beads) == m


def test_a_band_without_room_for_doubt_has_one_alignment() -> None:
    band = Band.full(1, 1)
    scores = np.full((len(TYPES), band.size), -5.0)
    scores[TYPES.index((1, 1)), band.node(0, 0)] = 20
    found = lattice(band, scores)
    assert [place.blocks() for place in best(found)] == [((0,), (0,))]
    assert found.beads[TYPES.index((1, 1)), 0] == pytest.approx(1)


def test_a_block_left_alone_is_worth_less_than_a_link_as_probable() -> None:
    band = Band.full(1, 1)
    beads = np.zeros((len(TYPES), band.size))
    # Either both blocks are one link, or both stand alone, one before the other.
    beads[TYPES.index((1, 1)), band.node(0, 0)] = 0.4
    beads[TYPES.index((1, 0)), band.node(0, 0)] = 0.6
    beads[TYPES.index((0, 1)), band.node(1, 0)] = 0.6
    found = Lattice(band, beads, 0.0)
    assert [place.kind for place in best(found)] == [(1, 1)]


def test_no_bead_leads_over_a_node_that_it_should_go_through() -> None:
    band = Band.full(2, 2)
    scores = np.full((len(TYPES), band.size), -5.0)
    scores[TYPES.index((2, 2)), band.node(0, 0)] = 20
    found = lattice(band, scores)
    assert [place.kind for place in best(found)] == [(2, 2)]
    assert [place.kind for place in best(found, [(1, 1)])] == [(1, 1), (1, 1)]
