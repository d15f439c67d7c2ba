"""Dates of languages that number their months: 2009年12月21日, 2021년 3월 3일, 令和元年5月1日, 民國103年5月5日."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from aligner.text.date import Date
from aligner.text.language import table
from aligner.text.languages import language as known_language
from aligner.text.numerals import han_value
from aligner.text.rows import SPACES

_S = f"[{SPACES}]"
_KOREAN = str.maketrans("년월일", "年月日")
_CHINESE_DAY = rf"(?:(?:[12]\d|3[01]|0?[1-9])(?!\d)|\d\d(?={_S}?日)|[一二三四五六七八九十]{{1,3}}){_S}?日?"
_CHINESE_MONTH = r"(?:(?<!\d)\d{1,2}|十[一二]?|[一二三四五六七八九])"
_CHINESE_TO = rf"{_S}?(?:、|和|及|至|到|--?|–|—|－|～|~){_S}?"
_CHINESE_NUMBER = re.compile(r"\d+|[一二三四五六七八九十]+")
_MONTH_DIGITS = r"(?<!\d)(?:0?[1-9]|1[0-2])"
_NUMBERED_MONTHS = re.compile(rf"(?:{_MONTH_DIGITS}{_CHINESE_TO})?{_MONTH_DIGITS}{_S}?[月월](?![球亮经刊])")
_CHINESE_LOOK_BACK = 15
"""Characters of a year and one month or two before 月."""


def month_mark(language: str) -> str:
    """What follows the number of a month in a language that numbers its months; empty in others.

    >>> month_mark("zh"), month_mark("en")
    ('月', '')
    """
    calendar = known_language(language).calendar
    return calendar.month_mark if calendar else ""


class _NumberedMonths(NamedTuple):
    """How dates with the number of a month are found: what stands before the month, the whole date, and the eras."""

    before: re.Pattern[str]
    date: re.Pattern[str]
    eras: Mapping[str, int]


@cache
def _numbered_months(tag: str) -> _NumberedMonths:
    figures = known_language(tag).figures
    eras = {name: int(year) for name, year in table(figures.eras)} if figures else {}
    year = r"\d{4}|[〇○零一二三四五六七八九]{4}"
    if eras:
        year = rf"{year}|(?:{'|'.join(map(re.escape, eras))}){_S}?(?:\d{{1,3}}|元|[〇零一二三四五六七八九十百]{{1,5}})"
    before = rf"(?:(?:{year}){_S}?年{_S}?)?(?:{_CHINESE_MONTH}{_CHINESE_TO})?{_CHINESE_MONTH}{_S}?\Z"
    date = (
        rf"(?:(?P<year>{year}){_S}?年{_S}?)?"
        rf"(?:(?P<first>{_CHINESE_MONTH}){_CHINESE_TO})?(?P<month>{_CHINESE_MONTH}){_S}?月(?!球|亮|经|刊)"
        rf"(?P<days>{_S}?{_CHINESE_DAY}(?:{_CHINESE_TO}{_CHINESE_DAY})*(?<=日))?"
    )
    return _NumberedMonths(re.compile(before), re.compile(date), eras)


def numbered_dates(text: str, language: str) -> Iterator[Date]:
    """The dates of a text whose months have numbers, in text order.

    >>> [date.value for date in numbered_dates("大会2009年12月21日的决议", "zh")]
    ['2009-12-21']
    """
    mark = month_mark(language)
    if not mark or mark not in text:
        return
    if mark != "月":
        text = text.translate(_KOREAN)
    tag = known_language(language).tag
    patterns = _numbered_months(tag)
    end, place = 0, text.find("月")
    while place >= 0:
        before = patterns.before.search(text, max(end, place - _CHINESE_LOOK_BACK), place)
        match = before and patterns.date.match(text, before.start())
        if match:
            end = match.end()
            yield from _in_months(match, patterns.eras)
        place = text.find("月", place + 1)


def _in_months(match: re.Match[str], eras: Mapping[str, int]) -> Iterator[Date]:
    """The dates of one match: a month or two, the second of which may have days."""
    start, end = match.span()
    months = [_small(match[name]) for name in ("first", "month") if match[name]]
    if not all(1 <= month <= 12 for month in months):
        return
    year = _year(match["year"], eras) if match["year"] else 0
    for month in months[:-1]:
        yield Date(start, end, year, month, 0)
    days = _CHINESE_NUMBER.findall(match["days"]) if match["days"] else ("0",)
    for day in days:
        yield Date(start, end, year, months[-1], _small(day))


def _year(written: str, eras: Mapping[str, int]) -> int:
    """The common year of a year that may be one of an era: 2019 for 令和元."""
    for era, before_first in eras.items():
        if written.startswith(era):
            in_era = written.removeprefix(era).strip()
            return before_first + (1 if in_era == "元" else _small(in_era))
    return _small(written)


def without_months(text: str, language: str) -> str:
    """A text without the numbers in ASCII digits that are months in it for sure, each part of one of its dates.

    >>> without_months("2014年12月15日，7-8月，13月", "zh"), without_months("5 May", "en")
    ('2014年月15日，月，13月', '5 May')
    """
    mark = month_mark(language)
    return _NUMBERED_MONTHS.sub(mark, text) if mark and mark in text else text


def _small(written: str) -> int:
    """A number in Chinese numerals or digits."""
    return int(written if written.isdecimal() else han_value(written))
