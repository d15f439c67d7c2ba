"""Traits only say which rules need not be asked: with every trait told of every text, the same is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.checks import CheckedText, all_rules, reading, run
from aligner.checks.reading import readings
from aligner.checks.rules.numbers import _disagreements
from aligner.checks.traits import CODES, DATES, GAPS, NEGATION, NUMBERS, REFERENCES, TIMES, Traits
from aligner.checks.traits.sieve import of_texts
from aligner.model import Role, Segment, Unit
from aligner.text import negation
from aligner.text.dates import dates
from aligner.text.designations import designations
from aligner.text.references import symbols
from aligner.text.times import times

_RULES = tuple(rule for rule in all_rules() if not rule.needs_encoder)
_PARTS = [
    *" \u00a0\u3000\t\u2003\u2029\u200b\u00ad\u200e\uf0b7\ufffd\u2e8f\uff0c，。；：！？、（）《》“”«»„\"'’()[]{}.,;:!?/-–—@#_",
    *"059０٣aeocxtsnyiАаеосрхиняαéÃⅣ½①İςΣſK日月年的了在不未无并非半\U0001f600\U00020000\ud800\0",
    *("the ", "the the", "Word word", "and any", "не ", "нет", "Ни", "not ", "no", "cannot", "n’t ", "News"),
    *("www.un.org/en", "http://a.b/c", "a@b.org", "12 May 2014", "5月3日", "3 p.m.", "в 15 ч. 30 мин."),
    *(
        " 2014",
        "14.09.2011",
        "1st March",
        "mayo de 2014",
        "aoÛt 2014",
        "HFC-23",
        "A/RES/64/211",
        "64/211",
        "1540 (2004)",
        "1,234",
        "2 million",
        "三分之二",
        "(a) ",
        "в) ",
        "1. ",
        "VII ",
        "??",
    ),
    *(
        "States shall cooperate",
        "may ",
        " может",
        "应可",
        " 5 days",
        "5个月",
        "5 км",
        "%1$s",
        "<b>",
        "{x}",
        "_File",
        "государства сотрудничают",
        "各国合作",
        "权利,自由",
        "&amp;",
        "锟斤拷",
        "Ã“rgano",
        "Ïðàâà",
        "РѓРѓРѓ",
        "Ð’Ð“",
        "etc.",
    ),
]
_TEXTS = st.lists(st.sampled_from(_PARTS), max_size=12).map("".join)
_UNITS = st.lists(
    st.fixed_dictionaries({}, optional={"en": _TEXTS, "zh": _TEXTS, "ru": _TEXTS, "fr": _TEXTS, "x-a": _TEXTS}),
    max_size=6,
).map(
    lambda units: [
        Unit(str(number), Role.ITEM, {tag: Segment(text) for tag, text in texts.items()})
        for number, texts in enumerate(units)
    ]
)


def _every_trait(texts: Mapping[str, Sequence[str]]) -> Traits:
    every = np.uint64(2**64 - 1)
    by_language = {tag: np.where([bool(text) for text in of_tag], every, np.uint64(0)) for tag, of_tag in texts.items()}
    of_units = np.bitwise_or.reduce(list(by_language.values()), axis=0) | np.uint64(GAPS)
    return Traits(by_language, of_units)


@pytest.mark.parametrize("tags", [("en", "zh", "ru"), ("en", "ru"), ("fr", "x-a")], ids=" ".join)
@given(units=_UNITS)
def test_a_rule_that_is_not_asked_would_have_found_nothing(tags: tuple[str, ...], units: list[Unit]) -> None:
    source = CheckedText("f", units, tags)
    asked_where_needed = list(run(source, _RULES))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "traits", _every_trait)
        assert asked_where_needed == list(run(source, _RULES))


@given(st.lists(_TEXTS.filter(bool), max_size=8), st.sampled_from(["en", "zh", "ru", "ja", "x-a"]))
def test_a_text_has_the_same_traits_whatever_stands_beside_it(texts: list[str], tag: str) -> None:
    assert of_texts(texts, tag).tolist() == [those for text in texts for those in of_texts([text], tag)]


_COUNTED = st.lists(
    st.sampled_from(
        [
            *"0123 579.,年月日()'",
            "12月",
            " 1月",
            "月球",
            "15 ",
            "05",
            " May ",
            " мая ",
            "2014",
            "1" * 19,
            "64/211",
            "（",
            "5 p.m.",
            "①",
        ]
    ),
    max_size=9,
).map("".join)


@given(en=_COUNTED, zh=_COUNTED, ru=_COUNTED, alike=st.booleans())
def test_units_whose_runs_of_digits_are_alike_have_the_same_numbers(en: str, zh: str, ru: str, *, alike: bool) -> None:
    texts = {"en": en, "zh": en + "12月" * (zh == ru), "ru": en} if alike else {"en": en, "zh": zh, "ru": ru}
    unit = Unit("1", Role.ITEM, {tag: Segment(text) for tag, text in texts.items()})
    (read,) = readings([unit], tuple(texts))
    passed_over = not read.traits & NUMBERS
    read.traits |= NUMBERS
    assert not passed_over or not read.texts or not read.once(_disagreements)


@given(text=_TEXTS.filter(bool), language=st.sampled_from(["en", "zh", "ru", "fr", "es", "ar", "x-a"]))
def test_a_text_with_a_mention_has_one_of_the_rows_of_its_kind(text: str, language: str) -> None:
    found = of_texts([text], language)[0]
    assert found & DATES or not dates(text, language)
    assert found & TIMES or not times(text, language)
    assert found & REFERENCES or not symbols(text)
    assert found & CODES or not designations(text)


@pytest.mark.parametrize("language", sorted(negation.languages()))
@given(text=_TEXTS)
def test_a_text_that_negates_has_one_of_the_rows_of_its_language(language: str, text: str) -> None:
    negates = bool(text) and bool(negation.plain(text, language))
    assert not negates or of_texts([text], language)[0] & NEGATION
