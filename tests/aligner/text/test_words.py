"""What a word is, in every script, and where it stands."""

from __future__ import annotations

import importlib
import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import MissingExtraError
from aligner.text import words as reading
from aligner.text.words import Word, boundaries, words


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "根据大会2009年12月21日第64/211号决议", "根据 大会 2009 年 12 月 21 日 第 64/211 号 决议"),
        ("zh", "核心技术和社会制度", "核心 技术 和 社会 制度"),
        ("ja", "日本語のテキスト", "日本語 の テキ スト"),
        ("th", "สิทธิเป็นสากล", "สิทธิ เป็น สากล"),
        ("ko", "인권은 보편적이다.", "인권은 보편적이다"),
        ("en", "capacity-building, A/RES/64/211; other countries'", "capacity-building A/RES/64/211 other countries"),
        ("en", "co‑operation of women’s snake_case", "co‑operation of women’s snake case"),
        ("ru", "«цифрового разрыва», 21 декабря", "цифрового разрыва 21 декабря"),
        ("fr", "l'Assemblée générale", "l'Assemblée générale"),
        ("fr", "la de\u0301claration", "la de\u0301claration"),
        ("ar", "الجمعية العامة، 64/211", "الجمعية العامة 64/211"),
        ("ar", "ولمّا كان", "ولمّا كان"),
        ("he", "כָּל בְּנֵי", "כָּל בְּנֵי"),
        ("hi", "मानव अधिकार सार्वभौम हैं।", "मानव अधिकार सार्वभौम हैं"),
        ("fa", "می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_words_keep_their_marks_hyphens_and_apostrophes(language: str, text: str, expected: str) -> None:
    assert [word.text for word in words(text, language)] == expected.split()


def test_without_rjieba_chinese_is_cut_by_the_pieces_of_the_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "chinese_cutter", lambda: None)
    assert [word.text for word in words("信息安全国际行为准则", "zh")][:2] == ["信息", "安全"]


def test_lemmas_without_their_library_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(MissingExtraError, match="wording"):
        reading._lemmatizer.__wrapped__("en")


@given(st.text(max_size=80), st.sampled_from(["en", "zh", "ru", "ar", "th", "xx"]))
def test_words_stand_where_they_say_in_any_text(text: str, language: str) -> None:
    found = words(text, language)
    assert all(text[word.start : word.end] == word.text for word in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@given(st.text(alphabet="aé ́िकार ْلम", max_size=30))
def test_no_mark_is_cut_from_its_letter(text: str) -> None:
    for word in words(text, "hi"):
        following = text[word.end : word.end + 1]
        assert not unicodedata.category(following or " ").startswith("M")


def test_what_is_too_long_for_a_dictionary_is_its_own_lemma_and_stem() -> None:
    word = Word("A" * 20_000, 0, 20_000, "en")
    assert word.stem == word.lemma == "a" * 20_000


PLAIN = [chr(code) for code in range(0x3000) if not reading._NEEDS_UNICODE.search(chr(code))]


@given(st.text(st.sampled_from([*PLAIN, *"aA1-'’/.: "]), max_size=12))
def test_plain_texts_have_the_same_words_by_the_faster_engine(text: str) -> None:
    """A mark that needs the slower engine, after a space, changes nothing before it."""
    slow = list(boundaries(f"{text} \u0300"))
    assert list(boundaries(text)) == slow


def test_every_plain_character_is_a_letter_for_both_engines_or_for_neither() -> None:
    text = " ".join(f"{character}a{character}b" for character in PLAIN if not character.isspace())
    assert list(boundaries(text)) == list(boundaries(f"{text} \u0300"))
