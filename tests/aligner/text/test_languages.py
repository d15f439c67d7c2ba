"""What is known of languages: tags, scripts, punctuation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.text.languages import canonical, language
from aligner.text.punctuation import BRACKETS, PUNCTUATION, QUOTATIONS, PunctuationKind
from aligner.text.scripts import script, scripts

UN_LANGUAGES = ("en", "zh", "ru", "fr", "es", "ar")


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("ZH-cn", "zh-CN"), ("EN", "en"), ("zh-hant-tw", "zh-Hant-TW"), ("sr-LATN", "sr-Latn"), ("es-419", "es-419")],
)
def test_a_tag_is_written_in_canonical_case(tag: str, expected: str) -> None:
    assert canonical(tag) == expected


@pytest.mark.parametrize("tag", UN_LANGUAGES)
def test_the_six_languages_of_the_united_nations_are_known_with_divisions_and_scripts(tag: str) -> None:
    known = language(tag)
    assert known.tag == tag
    assert known.scripts
    assert "article" in known.divisions.values()
    assert "chapter" in known.divisions.values()


@pytest.mark.parametrize(("tag", "known"), [("en-GB", "en"), ("ZH-hans-cn", "zh"), ("ar-EG", "ar"), ("ru-RU", "ru")])
def test_a_narrower_tag_finds_its_language(tag: str, known: str) -> None:
    assert language(tag) is language(known)


@pytest.mark.parametrize("tag", ["sw", "eo", "x-klingon", "not a tag", ""])
def test_an_unknown_language_has_a_general_answer(tag: str) -> None:
    assert (language(tag).joiner, language(tag).direction, language(tag).scripts) == (" ", "ltr", ())
    assert language(tag).writes("anything, что угодно")


def test_a_script_subtag_tells_direction_and_script_of_an_unknown_language() -> None:
    assert language("ku-Arab").direction == "rtl"
    assert language("ku-Cyrl").scripts == ("Cyrl",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Генеральная Ассамблея", "Cyrl"),
        ("大会", "Hani"),
        ("الجمعية العامة", "Arab"),
        ("General Assembly", "Latn"),
        ("ひらがなと漢字", "Hira"),
        ("한국어", "Hang"),
        ("64/211, 5.", ""),
        ("", ""),
    ],
)
def test_the_script_of_a_text_is_that_of_most_letters(text: str, expected: str) -> None:
    assert script(text) == expected


def test_a_language_refuses_text_of_another_script() -> None:
    assert not language("zh").writes("Adherence to the code is voluntary")
    assert language("zh").writes("第64/211号决议 (Internet)")


@given(st.text())
def test_counting_letters_never_counts_more_than_there_are(text: str) -> None:
    assert sum(scripts(text).values()) <= len(text)


def test_no_character_is_two_kinds_of_punctuation() -> None:
    groups = (set(PUNCTUATION), set(BRACKETS) | set(BRACKETS.values()), set(QUOTATIONS) | set(QUOTATIONS.values()))
    assert not groups[0] & groups[1]
    assert not groups[0] & groups[2]
    assert not groups[1] & groups[2]


@pytest.mark.parametrize(
    ("marks", "kind"),
    [
        (".。۔", PunctuationKind.STOP),
        (";；؛", PunctuationKind.SEMICOLON),
        ("?？؟", PunctuationKind.QUESTION),
        (",，、،", PunctuationKind.COMMA),
    ],
)
def test_marks_of_all_scripts_are_classed_by_what_they_do(marks: str, kind: PunctuationKind) -> None:
    assert {PUNCTUATION[mark] for mark in marks} == {kind}
