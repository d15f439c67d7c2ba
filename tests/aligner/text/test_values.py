"""Values read from text: numbers, dates, times, references, negation, terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.checks.traits import MANIFOLD
from aligner.checks.traits.sieve import of_texts
from aligner.text import negation
from aligner.text.dates import dates, month_names
from aligner.text.designations import designations
from aligner.text.languages import tags
from aligner.text.number_words import spelled
from aligner.text.numbers import numbers, runs
from aligner.text.numerals import han, han_value, roman, roman_value
from aligner.text.references import symbols
from aligner.text.terms import Termbase
from aligner.text.times import times


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("24,042,875 dollars", "en", ["24042875"]),
        ("24 042 875 долл. США", "ru", ["24042875"]),
        ("62,5 процента", "ru", ["62.5"]),
        ("1,5 million d'euros", "fr", ["1500000"]),
        ("2450万美元", "zh", ["24500000"]),
        ("200多万人", "zh", ["2000000"]),
        ("30千克", "zh", ["30"]),
        ("from 2 to 3 million", "en", ["2000000", "3000000"]),
        ("25-тысячная толпа", "ru", ["25000"]),
        ("£2.8bn", "en", ["2800000000"]),
        ("0.50", "en", ["0.5"]),
        ("5 MİL y 3 thouſand", "es", ["5000", "3"]),
        ("3 thouſand", "en", ["3000"]),
        ("٤٥ مادة", "ar", ["45"]),
    ],
)
def test_a_number_has_one_value_whatever_its_locale(text: str, language: str, values: list[str]) -> None:
    assert [number.value for number in numbers(text, language)] == values


@given(st.integers(min_value=1000, max_value=10**12))
def test_every_grouping_of_a_whole_number_reads_as_the_number(value: int) -> None:
    for text, language in ((f"{value:,}", "en"), (f"{value:,}".replace(",", " "), "ru"), (f"{value}", "zh")):
        assert str(value) in {it for number in numbers(f"x {text} x", language) for it in number.readings}


@given(st.text(max_size=60))
def test_no_text_breaks_the_finding_of_values(text: str) -> None:
    for language in ("en", "zh", "ru", "fr", "es", "ar", "xx"):
        for found in (numbers(text, language), dates(text, language), times(text, language), symbols(text)):
            assert all(0 <= it.start < it.end <= len(text) for it in found)
        assert all(0 <= it.start < it.end <= len(text) for it in spelled(text, language))


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("the thirty-sixth session", "en", "36"),
        ("one hundred and five States", "en", "105"),
        ("тридцать шестая сессия", "ru", "36"),
        ("двухгодичный период", "ru", "2"),
        ("第五十一条", "zh", "51"),
        ("三分之二", "zh", "2/3"),
        ("two thirds", "en", "2/3"),
        ("chapter VII", "en", "7"),
        ("trente-sixième", "fr", "36"),
        ("⑫", "zh", "12"),
        ("five decades", "en", "50"),
        ("пяти десятилетий", "ru", "50"),
        ("half a century", "en", "0.5"),
        ("the twenty-first century", "en", "21"),
        ("two-and-a-half-year", "en", "2.5"),
        ("двух с половиной лет", "ru", "2.5"),
        ("полтора года", "ru", "1.5"),
        ("两年半", "zh", "2.5"),
        ("двухмиллионное население", "ru", "2000000"),
    ],
)
def test_numbers_in_words_have_their_value(text: str, language: str, value: str) -> None:
    assert value in {it for number in spelled(text, language) for it in number.readings}


@pytest.mark.parametrize(("numeral", "value"), [("IV", 4), ("XIX", 19), ("CXL", 140)])
def test_roman_numerals(numeral: str, value: int) -> None:
    assert roman_value(numeral) == value
    assert roman(value).upper() == numeral


@pytest.mark.parametrize(("numeral", "value"), [("一百零五", "105"), ("二〇〇九", "2009"), ("三亿", "300000000")])
def test_chinese_numerals(numeral: str, value: str) -> None:
    assert han_value(numeral) == value


@pytest.mark.parametrize("number", range(100))
def test_numerals_that_are_written_are_read_as_the_same_number(number: int) -> None:
    assert han_value(han(number)) == str(number)
    assert number == 0 or roman_value(roman(number)) == number


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("21 December 2009", "en"),
        ("December 21, 2009", "en"),
        ("2009年12月21日", "zh"),
        ("二〇〇九年十二月二十一日", "zh"),
        ("21 декабря 2009 года", "ru"),
        ("21.12.2009", "ru"),
        ("21 décembre 2009", "fr"),
        ("21 de diciembre de 2009", "es"),
        ("21 كانون الأول/ديسمبر 2009", "ar"),
        ("2009-12-21", "en"),
    ],
)
def test_a_date_is_the_same_date_in_every_language(text: str, language: str) -> None:
    assert [date.value for date in dates(text, language)] == ["2009-12-21"]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("15 and 29 December 2014", "en", ["2014-12-15", "2014-12-29"]),
        ("2015年4月20日至24日", "zh", ["2015-04-20", "2015-04-24"]),
        ("with 3 June", "en", ["--06-03"]),
        ("it may 2 or more", "en", []),
    ],
)
def test_lists_ranges_and_partial_dates(text: str, language: str, values: list[str]) -> None:
    found = [date.value for date in dates(text, language)]
    assert found == values or (not values and all(not it.startswith("2") for it in found))


def test_an_hour_before_a_period_is_a_time() -> None:
    assert [time.value for time in times("下午3时至下午6时期间", "zh")] == ["15:00", "18:00"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("3.05 p.m.", "en"),
        ("3:05 p.m.", "en"),
        ("下午3时05分", "zh"),
        ("15 ч. 05 м.", "ru"),
        ("15:05", "fr"),
    ],
)
def test_a_time_is_the_same_time_in_every_language(text: str, language: str) -> None:
    assert [time.value for time in times(text, language)] == ["15:05"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("see A/66/359 and S/2015/10/Add.9.", ["A/66/359", "S/2015/10/Add.9"]),
        ("第64/211号决议", ["64/211"]),
        ("резолюции 1540 (2004)", ["1540 (2004)"]),
        ("第1540(2004)号决议", ["1540 (2004)"]),
        ("and/or, 1.5/2", []),
    ],
)
def test_references(text: str, values: list[str]) -> None:
    assert [reference.value for reference in symbols(text)] == values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("emissions of HFC-23", [("HFC", "23")]),
        ("土耳其NF-5军用飞机", [("NF", "5")]),
        ("самолёт С-160", [("C", "160")]),
        ("UF6 enriched", [("UF", "6")]),
        ("see A/66/359 and A/RES/64/211", []),
        ("in 2015 and 30 km2", []),
    ],
)
def test_names_of_letters_and_a_number(text: str, found: list[tuple[str, str]]) -> None:
    assert [(code.letters, code.number) for code in designations(text)] == found


def test_minutes_after_an_abbreviated_hour_belong_to_the_time() -> None:
    assert [time.value for time in times("в 23 час. 59 мин. по Гринвичу", "ru")] == ["23:59"]


@pytest.mark.parametrize(
    ("text", "language", "negates"),
    [
        ("shall not use", "en", True),
        ("not only here", "en", False),
        ("No. 5", "en", False),
        ("不得使用", "zh", True),
        ("非洲不断发展", "zh", False),
        ("не допускать", "ru", False),
        ("не использовать", "ru", True),
        ("не менее 5", "ru", False),
        ("not only here, " + "and here, " * 20 + "but not there", "en", True),
        ("and here, " * 20 + "but not only there", "en", False),
        ("и здесь, " * 20 + "не менее пяти", "ru", False),
    ],
)
def test_plain_negation(text: str, language: str, negates: bool) -> None:
    assert bool(negation.plain(text, language)) is negates


@pytest.mark.parametrize(
    ("term", "text", "language", "found"),
    [
        ("Генеральная Ассамблея", "резолюция Генеральной Ассамблеи", "ru", True),
        ("развивающаяся страна", "развивающимся странам", "ru", True),
        ("правила", "соблюдать Правила", "ru", True),
        ("Правила", "соблюдать правила", "ru", False),
        ("developing country", "to developing countries", "en", True),
        ("国家", "发展中国家", "zh", True),
    ],
)
def test_terms_are_found_in_their_inflected_forms(term: str, text: str, language: str, found: bool) -> None:
    assert bool(Termbase({"x": [term]}, language).find(text)) is found


def test_a_term_inside_a_longer_one_is_marked_as_nested() -> None:
    found = Termbase({"state": ["国家"], "developing": ["发展中国家"]}, "zh").find("帮助发展中国家")
    assert {(term.key, term.nested) for term in found} == {("state", True), ("developing", False)}


@pytest.mark.parametrize("language", [tag for tag in tags() if month_names(tag)])
def test_every_name_of_a_month_makes_a_date_after_a_day_and_before_a_year(language: str) -> None:
    for name, month in month_names(language).items():
        assert [date.value for date in dates(f"x 5 {name} 2014 x", language)] == [f"2014-{month:02}-05"]
        assert [date.value for date in dates(f"x {name.title()} 2014 x", language)] == [f"2014-{month:02}"]


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
@given(text=st.lists(st.sampled_from([*"0157 ,.’)\u00a0mkстмлн万亿多-", "million", "тыс.", "word"])).map("".join))
def test_numbers_without_a_row_of_their_language_are_runs_of_digits(language: str, text: str) -> None:
    if text and not of_texts([text], language)[0] & MANIFOLD:
        assert runs(text) == numbers(text, language)


@pytest.mark.parametrize(
    ("text", "language", "readings"),
    [
        ("points 25,50,100", "en", [("25",), ("50",), ("100",)]),
        ("1,500,000", "en", [("1500000",)]),
        ("1,00,000", "hi", [("100000",)]),
        ("2014/15", "en", [("2014",), ("15", "2015")]),
        ("64/211", "en", [("64",), ("211",)]),
        ("20世纪90年代", "zh", [("20", "1990", "90"), ("90", "1990")]),
        ("令和3年", "ja", [("3", "2021")]),
    ],
)
def test_lists_years_and_decades_in_digits(text: str, language: str, readings: list[tuple[str, ...]]) -> None:
    assert [number.readings for number in numbers(text, language)] == readings


@pytest.mark.parametrize("digit", ["9", "１", "١", "९"])
def test_a_number_of_any_length_is_read(digit: str) -> None:
    for text in (digit * 5000, digit * 5000 + " million", f"1.{digit * 5000}"):
        assert len(numbers(text, "en")) == 1


@pytest.mark.parametrize(
    ("text", "language", "value", "sure"),
    [
        ("quatre-vingt-dix-sept", "fr", "97", True),
        ("soixante et onze", "fr", "71", True),
        ("septante-deux", "fr", "72", True),
        ("وألفين وخمسمائة", "ar", "2500", True),
        ("الدورة السادسة والستين", "ar", "66", True),
        ("mil novecientos ochenta y cuatro", "es", "1984", True),
        ("сорок первым", "ru", "41", True),
        ("полутора тысяч", "ru", "1500", True),
        ("壹佰贰拾叁", "zh", "123", True),
        ("zweieinhalb", "de", "2.5", True),
        ("half a million", "en", "500000", True),
        ("three quarters", "en", "3/4", True),
        ("the second one", "en", "2", False),
        ("hundreds of people", "en", "100", False),
        ("千方百计", "zh", "1000", False),
    ],
)
def test_compounds_are_added_up_and_say_whether_they_are_sure(text: str, language: str, value: str, sure: bool) -> None:
    values = {number.value: number.sure for number in spelled(text, language)}
    assert values.get(value) is sure


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("15 Ramadan 1436", "en", "2015-07-02"),
        ("15 رمضان 1436 هـ", "ar", "2015-07-02"),
        ("۱ فروردین ۱۳۹۸", "fa", "2019-03-21"),
        ("15 בשבט 5779", "he", "2019-01-21"),
        ("12 มิถุนายน พ.ศ. 2558", "th", "2015-06-12"),
        ("令和元年5月1日", "ja", "2019-05-01"),
        ("平成三十一年四月一日", "ja", "2019-04-01"),
        ("民國103年5月5日", "zh", "2014-05-05"),
        ("2019. április 1-jén", "hu", "2019-04-01"),
        ("1 آذار 2019", "ar", "2019-03-01"),
    ],
)
def test_dates_of_other_calendars_and_orders_are_gregorian_dates(text: str, language: str, value: str) -> None:
    assert [date.value for date in dates(text, language)] == [value]


@pytest.mark.parametrize(
    ("text", "language"), [("31 Ramadan 1436", "en"), ("15 Ramadan", "en"), ("15 Ramadan 2015", "en")]
)
def test_a_date_that_cannot_be_converted_is_none(text: str, language: str) -> None:
    assert dates(text, language) == []
