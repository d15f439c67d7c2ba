"""Dates in running text: day, month and year, as each language writes them, with lists and ranges of days.

A date may be partial: ``15 December`` has no year, ``in May 2014`` no day, 12月 only a month. A year alone is a number.
A day that no month has is read as it stands where a year follows, so that it can be told from the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from aligner.text.numbers import ascii_digits
from aligner.text.rows import DIGIT, Row

_SPACE = " \u00a0\u202f"
_S = f"[{_SPACE}]"


class Date(NamedTuple):
    """A date in a text: where it stands, and its parts, 0 where the text does not give one."""

    start: int
    end: int
    year: int
    month: int
    day: int

    @property
    def value(self) -> str:
        """The date in the manner of ISO 8601, parts that are not given left out.

        >>> Date(0, 11, 0, 12, 15).value, Date(0, 8, 2014, 5, 0).value
        ('--12-15', '2014-05')
        """
        year = f"{self.year:04}" if self.year else "-"
        return f"{year}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    def agrees(self, other: Date) -> bool:
        """Whether both can be the same day: the parts that both give are equal."""
        return (
            self.month == other.month
            and (not self.year or not other.year or self.year == other.year)
            and (not self.day or not other.day or self.day == other.day)
        )


def _months(names: str) -> dict[str, int]:
    """Month names, one month a word, variants of it between bars."""
    return {form: number for number, forms in enumerate(names.split(), start=1) for form in forms.split("|")}


_MONTHS = {
    "en": _months(
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep "
        "october|oct november|nov december|dec"
    ),
    "ru": _months(
        "января|январь|январе|январю|январем|янв февраля|февраль|феврале|февралю|февралем|фев марта|март|марте|марту|мартом "
        "апреля|апрель|апреле|апрелю|апрелем|апр мая|май|мае|маю|маем июня|июнь|июне|июню|июнем июля|июль|июле|июлю|июлем "
        "августа|август|августе|августу|августом|авг сентября|сентябрь|сентябре|сентябрю|сентябрем|сен "
        "октября|октябрь|октябре|октябрю|октябрем|окт ноября|ноябрь|ноябре|ноябрю|ноябрем|ноя "
        "декабря|декабрь|декабре|декабрю|декабрем|дек"
    ),
    "fr": _months(
        "janvier février|fevrier mars avril mai juin juillet août|aout septembre octobre novembre décembre|decembre"
    ),
    "es": _months("enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre"),
    "ar": _months("يناير فبراير مارس أبريل|ابريل مايو يونيه|يونيو يوليه|يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
}
# Arabic documents of the United Nations give both names: كانون الأول/ديسمبر. The first is skipped.
_LEVANTINE = r"(?:(?:كانون|تشرين)[ ](?:الأول|الثاني)|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول)/"
_JOIN = r"(?:,|--?|–|—|−|and|or|to|и|или|по|до|et|au|ou|y|al|a|و|إلى)"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|-?го|-?е|º)?(?!\d)"
_DAYS = rf"(?<![\d/.,]){_DAY}(?:{_S}*{_JOIN}{_S}*{_DAY})*"
_YEAR = r"(?:0\d|1[5-9]|20|21)\d\d(?!\d)"
_LAST_DAY = 31


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """A date with the name of a month."""
    names = "|".join(sorted(_MONTHS[language], key=len, reverse=True))
    month = rf"(?P<month>{names})(?!\w)\.?"
    if language == "ar":
        month = rf"(?:{_LEVANTINE})?{month}"
    of = rf"{_S}+(?:de{_S}+)?" if language == "es" else rf"{_S}+(?:of{_S}+)?"
    day_first = rf"(?P<days>{_DAYS}){of}{month}(?:,?{_S}+(?:de{_S}+(?:l{_S}+)?)?(?P<year>{_YEAR}))?"
    month_year = rf"(?<!\w){month.replace('month', 'month2')}{_S}+(?:de{_S}+)?(?P<year2>{_YEAR})"
    month_first = rf"(?<!\w){month.replace('month', 'month3')}{_S}+(?P<days3>{_DAYS})(?:,{_S}*(?P<year3>{_YEAR}))?"
    parts = [day_first, month_year] + ([month_first] if language == "en" else [])
    return re.compile("|".join(parts))


@cache
def _signs(language: str) -> re.Pattern[str]:
    """Digits that tell of a date: the first one after a month, the last one before a month, the first of three numbers."""
    names = "|".join(_MONTHS[language])
    levantine = f"(?:{_LEVANTINE})?" if language == "ar" else ""
    month_next = rf"(?=(?:st|nd|rd|th|er|-?го|-?е|º)?{_S}+(?:(?:of|de){_S}+)?{levantine}(?:{names}))"
    # What stands before a digit that may follow a month, as far as the two characters before the space tell.
    ends = "|".join(sorted({name[-2:] for name in _MONTHS[language]} | {"de", r".\.", f".{_S}"}))
    # A digit comes first, as it is quick to look for, and then what rules most of them out. An empty group says which.
    after_month = rf"(?<={_S}\d)(?<=(?:{ends}){_S}\d)()"
    before_month = rf"(?=[snrteгеº{_SPACE}-]){month_next}()"
    return re.compile(rf"\d(?:{after_month}(?:{month_next}())?|{before_month}|(?={_AFTER_DIGIT})())")


_AFTER_MONTH, _BETWEEN_MONTHS, _BEFORE_MONTH, _OF_NUMBERS = 1, 2, 3, 4


_AFTER_DIGIT = r"(?:[./-]\d\d[./-]|\.\d\.)"
_LETTERS = {language: "".join(set("".join(names))) for language, names in _MONTHS.items()}
_DAY_START = re.compile(r"\d(?<![\d/.,].)")
_JOINS = ("and", "or", "to", "и", "или", "по", "до", "et", "au", "ou", "y", "al", "a", "و", "إلى", *",-–—−")
_LOOK_BACK = 40
"""Characters before a year or day in which the name of its month ends."""
MONTH_MARKS = {"zh": "月", "ja": "月", "ko": "월"}
"""Languages that number their months, with what stands after the number."""
_KOREAN = str.maketrans("년월일", "年月日")
_CHINESE_DAY = rf"(?:(?:[12]\d|3[01]|0?[1-9])(?!\d)|\d\d(?={_S}?日)|[一二三四五六七八九十]{{1,3}}){_S}?日?"
_CHINESE_MONTH = r"(?:(?<!\d)\d{1,2}|十[一二]?|[一二三四五六七八九])"
_CHINESE_TO = rf"{_S}?(?:、|和|及|至|到|--?|–|—|－|～|~){_S}?"
_CHINESE = re.compile(
    rf"(?:(?P<year>\d{{4}}|[〇○零一二三四五六七八九]{{4}}){_S}?年{_S}?)?"
    rf"(?:(?P<first>{_CHINESE_MONTH}){_CHINESE_TO})?(?P<month>{_CHINESE_MONTH}){_S}?月(?!球|亮|经|刊)"
    rf"(?P<days>{_S}?{_CHINESE_DAY}(?:{_CHINESE_TO}{_CHINESE_DAY})*(?<=日))?"
)
_NUMBER = re.compile(r"\d+")
_CHINESE_NUMBER = re.compile(r"\d+|[一二三四五六七八九十]+")
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
    r"|(?P<day2>0[1-9]|[12]\d|3[01])[./](?P<month2>0[1-9]|1[0-2])[./](?P<year2>(?:19|20)\d\d)"
    r"|(?P<day3>0?[1-9]|[12]\d|3[01])\.(?P<month3>0?[1-9]|1[0-2])\.(?P<year3>(?:19|20)\d\d)"
    # A day after 12 tells that the month stands first.
    r"|(?P<month4>0?[1-9]|1[0-2])/(?P<day4>1[3-9]|2\d|3[01])/(?P<year4>(?:19|20)\d\d))(?![\d/-])"
)
_MONTH_DIGITS = r"(?<!\d)(?:0?[1-9]|1[0-2])"
_NUMBERED_MONTHS = re.compile(rf"(?:{_MONTH_DIGITS}{_CHINESE_TO})?{_MONTH_DIGITS}{_S}?[月월](?![球亮经刊])")
_CHINESE_BEFORE = re.compile(
    rf"(?:(?:\d{{4}}|[〇○零一二三四五六七八九]{{4}}){_S}?年{_S}?)?(?:{_CHINESE_MONTH}{_CHINESE_TO})?{_CHINESE_MONTH}{_S}?\Z"
)
_CHINESE_LOOK_BACK = 15
"""Characters of a year and one month or two before 月."""
_NUMERIC_SIGN = re.compile(rf"\d(?={_AFTER_DIGIT})")
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "十": 10}


def dates(text: str, language: str) -> list[Date]:
    """The dates of a text, in text order; the days of a list or range are dates of their own, at the same place.

    >>> [date.value for date in dates("on 15 and 29 December 2014 and in May 2015", "en")]
    ['2014-12-15', '2014-12-29', '2015-05']
    >>> [date.value for date in dates("大会2009年12月21日的决议，二〇一一年九月十四日", "zh")]
    ['2009-12-21', '2011-09-14']
    >>> [date.value for date in dates("am 3.3.2021, 13.12.2021", "de") + dates("12/25/2021", "en-US")]
    ['2021-03-03', '2021-12-13', '2021-12-25']
    >>> [date.value for date in dates("2021年3月3日", "ja") + dates("2021년 3월 3일", "ko")]
    ['2021-03-03', '2021-03-03']
    >>> [date.value for date in dates("от 21 декабря 2009 года, 14.09.2011", "ru")]
    ['2009-12-21', '2011-09-14']
    """
    base = language[:2]
    text = ascii_digits(text)
    if base in _MONTHS:
        found = _named(text, base)
    else:
        found = list(_numeric(text)) if _NUMERIC_SIGN.search(text) else []
        if base in MONTH_MARKS and MONTH_MARKS[base] in text:
            found += _chinese(text.translate(_KOREAN) if base == "ko" else text)
    return sorted(found, key=lambda date: date.start) if len(found) > 1 else found


def rows(language: str) -> tuple[Row, ...]:
    """Without one of these rows a text has no date."""
    base = language[:2]
    found: list[Row] = [("./-", DIGIT, DIGIT, "./-"), (".", DIGIT, ".", DIGIT)]
    if mark := MONTH_MARKS.get(base):
        for numeral in (DIGIT, "一二三四五六七八九十"):
            found += [(numeral, mark), (numeral, _SPACE, mark)]
    elif names := _MONTHS.get(base):
        # A month after a day, which may be an ordinal; and a day or a year after a month.
        found += [(DIGIT, "snrteг", "tdhrо", _SPACE), (DIGIT, "еº", _SPACE), (DIGIT, "-", "ге", "о" + _SPACE)]
        after = _grouped((word[0], word[1]) for word in (*names, "of", "de"))
        found += [(DIGIT, _SPACE, initial, second) for initial, second in after.items()]
        before = _grouped((name[-1], name[-2]) for name in (*names, "de"))
        first = DIGIT if base == "en" else "12"  # in English a day may follow as well as a year
        found += [(last_but_one, last, _SPACE, first) for last, last_but_one in before.items()]
        found += [(DIGIT, _SPACE, _SPACE), (_SPACE, _SPACE, first), (".", _SPACE, first)]
        if base == "ar":  # whatever month stands before the slash
            found.append((DIGIT, _SPACE))
    return tuple(found)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """To each first character all that come with it."""
    found: dict[str, str] = {}
    for first, second in pairs:
        found[first] = found.get(first, "") + second
    return found


def _named(text: str, language: str) -> list[Date]:
    """Dates with the name of a month, and those in digits where there are any."""
    lower = text.lower()
    if len(lower) != len(text):  # İ is two characters in lower case
        lower = "".join(char.lower()[:1] for char in text)
    found: list[Date] = []
    numeric, end = False, 0
    for sign in _signs(language).finditer(lower):
        kind, place = sign.lastindex, sign.start()
        if kind == _OF_NUMBERS:
            numeric = True
            continue
        if kind != _BEFORE_MONTH:
            start = _month_start(lower, end, place, language)
            if start >= 0:
                end = _add(found, lower, language, start) or end
        if kind != _AFTER_MONTH:
            for start in _day_starts(lower, end, place):
                if start >= end:
                    end = _add(found, lower, language, start) or end
    return [*_numeric(text), *found] if numeric else found


def _month_start(lower: str, first: int, last: int, language: str) -> int:
    """Where the name of a month begins that stands before a day or a year; -1 where none does."""
    before = lower[max(first, last - _LOOK_BACK) : last].rstrip(_SPACE)
    if before.endswith("de"):
        before = before.removesuffix("de").rstrip(_SPACE)
    before = before.removesuffix(".")
    name = before[len(before.rstrip(_LETTERS[language])) :]
    return lower.rindex(name, first, last) if name in _MONTHS[language] else -1


def _day_starts(lower: str, first: int, last: int) -> list[int]:
    """Where the days before a month may begin that end with a digit; one day, unless something joins it to others."""
    start = last - 1 if last > first and lower[last - 1].isdecimal() else last
    if not lower[first:start].rstrip(_SPACE).endswith(_JOINS):
        return [start] if _DAY_START.match(lower, start) else []
    return [day.start() for day in _DAY_START.finditer(lower, first, last + 1)]


def _add(found: list[Date], lower: str, language: str, start: int) -> int:
    """Add the dates that begin at a place; where they end, 0 if there are none."""
    match = _pattern(language).match(lower, start)
    if not match:
        return 0
    days, month, year, month2, year2, *english = match.groups()
    if english and not days:
        month3, days, year3 = english
        month, year = month or month3, year or year3
    number, end = _MONTHS[language][month or month2], match.end()
    in_year = int(year or year2 or 0)
    in_month = [int(day) for day in _NUMBER.findall(days)] if days else [0]
    # With a year, what stands where the day does is one, however wrong: 57 December 2014.
    if days and not in_year and not all(1 <= day <= _LAST_DAY for day in in_month):
        return 0
    found += [Date(start, end, in_year, number, day) for day in in_month]
    return end


def _chinese(text: str) -> Iterator[Date]:
    end, place = 0, text.find("月")
    while place >= 0:
        before = _CHINESE_BEFORE.search(text, max(end, place - _CHINESE_LOOK_BACK), place)
        match = before and _CHINESE.match(text, before.start())
        if match:
            end = match.end()
            months = [_small(match[name]) for name in ("first", "month") if match[name]]
            written = match["year"] or ""
            year = int(written) if written.isdigit() else int("".join(str(_DIGITS[char]) for char in written) or 0)
            days = match["days"]
            for month in months if all(1 <= it <= 12 for it in months) else ():
                for day in _CHINESE_NUMBER.findall(days) if days and month == months[-1] else ("0",):
                    yield Date(match.start(), end, year, month, 0 if day == "0" else _small(day))
        place = text.find("月", place + 1)


def without_months(text: str, language: str) -> str:
    """A text without the numbers in ASCII digits that are months in it for sure, each part of one of its dates.

    >>> without_months("2014年12月15日，7-8月，13月", "zh"), without_months("5 May", "en")
    ('2014年月15日，月，13月', '5 May')
    """
    mark = MONTH_MARKS.get(language[:2])
    return _NUMBERED_MONTHS.sub(mark, text) if mark and mark in text else text


def _numeric(text: str) -> Iterator[Date]:
    for match in _NUMERIC.finditer(text):
        parts = {name.rstrip("234"): int(part) for name, part in match.groupdict().items() if part}
        yield Date(match.start(), match.end(), parts["year"], parts["month"], parts["day"])


def _small(written: str) -> int:
    """A number below 100 in Chinese numerals or digits."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.partition("十")
    if not ten:
        return _DIGITS[written[-1]]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
