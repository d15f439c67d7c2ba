"""The rough path through two texts that the search keeps near."""

from __future__ import annotations

import tracemalloc

import numpy as np

from aligner.alignment.anchors import anchors, filled


def test_a_text_that_says_the_same_over_and_over_takes_memory_that_grows_with_its_length() -> None:
    same = np.full((8000, 4), 0.5, np.float32)
    tracemalloc.start()
    path = filled(anchors(same, same[:7000]), 8000, 7000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 200 << 20  # one number a pair of blocks would take 220 MB, and several are needed
    assert np.abs(path[:, 0] / 8000 - path[:, 1] / 7000).max() < 0.05


def test_blocks_that_stand_out_are_the_path() -> None:
    vectors = np.linalg.qr(np.random.default_rng(3).normal(size=(64, 64)))[0].astype(np.float32)
    path = anchors(vectors, np.delete(vectors, [10, 11], axis=0))
    expected = [(i, i if i < 10 else i - 2) for i in range(64) if i not in (10, 11)]
    assert path.tolist() == [list(pair) for pair in expected]
