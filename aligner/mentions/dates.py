"""Dates in running text: day, month and year, as each language writes them, with lists and ranges of days.

A date may be partial: ``15 December`` has no year, ``in May 2014`` no day, 12月 only a month. A year alone is a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from aligner.mentions.rows import DIGIT, Row

_SPACE = " \u00a0\u202f"
_S = f"[{_SPACE}]"


@dataclass(frozen=True, slots=True)
class Date:
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
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|-?го|-?е|º)?(?!\d)"
_DAYS = rf"(?<![\d/.,]){_DAY}(?:{_S}*{_JOIN}{_S}*{_DAY})*"
_YEAR = r"(?:1[5-9]|20|21)\d\d(?!\d)"


def _pattern(language: str) -> re.Pattern[str]:
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


def _month_after(language: str) -> str:
    """A name of a month after the last digit of a day."""
    levantine = f"(?:{_LEVANTINE})?" if language == "ar" else ""
    names = "|".join(_MONTHS[language])
    return rf"(?:st|nd|rd|th|er|-?го|-?е|º)?{_S}+(?:(?:of|de){_S}+)?{levantine}(?:{names})"


def _after_month(language: str) -> str:
    """What stands before a digit that may follow a month, as far as the two characters before the space tell."""
    ends = {name[-2:] for name in _MONTHS[language]} | {"de", r".\.", f".{_S}"}
    return rf"(?<=(?:{'|'.join(sorted(ends))}){_S}\d)"


def _month_before(language: str) -> re.Pattern[str]:
    """The name of a month at the end of what stands before a day or a year."""
    names = "|".join(sorted(_MONTHS[language], key=len, reverse=True))
    return re.compile(rf"(?:{names})\.?{_S}+(?:de{_S}+)?\Z")


_NAMED = {language: _pattern(language) for language in _MONTHS}
# What begins with a digit is quick to look for.
_MONTH_AFTER = {language: re.compile(rf"\d{_month_after(language)}") for language in _MONTHS}
_MONTH_BEFORE = {language: _month_before(language) for language in _MONTHS}
_AFTER_MONTH = {language: re.compile(rf"\d{_after_month(language)}") for language in _MONTHS}
_DAY_START = re.compile(r"\d(?<![\d/.,].)")
_LOOK_BACK = 40
"""Characters before a year or day in which the name of its month ends."""
_CHINESE_DAY = rf"(?:(?:[12]\d|3[01]|0?[1-9])(?!\d)|[一二三四五六七八九十]{{1,3}}){_S}?日?"
_CHINESE = re.compile(
    rf"(?:(?P<year>\d{{4}}|[〇○零一二三四五六七八九]{{4}}){_S}?年{_S}?)?"
    rf"(?P<month>(?<!\d)\d{{1,2}}|十[一二]?|[一二三四五六七八九]){_S}?月(?!球|亮|经|刊)"
    rf"(?P<days>{_S}?{_CHINESE_DAY}(?:{_S}?(?:、|和|及|至|到|--?|–|—|－|～|~){_S}?{_CHINESE_DAY})*(?<=日))?"
)
_CHINESE_NUMBER = re.compile(r"\d+|[一二三四五六七八九十]+")
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
    r"|(?P<day2>0[1-9]|[12]\d|3[01])[./](?P<month2>0[1-9]|1[0-2])[./](?P<year2>(?:19|20)\d\d))(?![\d/-])"
)
_AFTER_DIGIT = r"\d[./-]\d\d[./-]"
_SIGNS = {
    language: re.compile(rf"\d(?:{_after_month(language)}|{_month_after(language)}|{_AFTER_DIGIT})")
    for language in _MONTHS
} | {"zh": re.compile(rf"[\d一二三四五六七八九十](?:{_S}?月|(?<=\d){_AFTER_DIGIT})")}
_SIGN = re.compile(rf"\d{_AFTER_DIGIT}")
"""What every date has, which is quick to look for."""
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "十": 10}


def dates(text: str, language: str) -> list[Date]:
    """The dates of a text, in text order; the days of a list or range are dates of their own, at the same place.

    >>> [date.value for date in dates("on 15 and 29 December 2014 and in May 2015", "en")]
    ['2014-12-15', '2014-12-29', '2015-05']
    >>> [date.value for date in dates("大会2009年12月21日的决议，二〇一一年九月十四日", "zh")]
    ['2009-12-21', '2011-09-14']
    >>> [date.value for date in dates("от 21 декабря 2009 года, 14.09.2011", "ru")]
    ['2009-12-21', '2011-09-14']
    """
    base = language[:2]
    lower = text.lower()
    if len(lower) != len(text):  # İ is two characters in lower case
        lower = "".join(char.lower()[:1] for char in text)
    if not _SIGNS.get(base, _SIGN).search(lower):
        return []
    found = list(_numeric(text)) if _SIGN.search(text) else []
    if base == "zh":
        found += _chinese(text)
    elif base in _NAMED:
        found += _named(lower, base)
    return sorted(found, key=lambda date: date.start)


@lru_cache(maxsize=64)
def rows(language: str) -> tuple[Row, ...]:
    """Without one of these rows a text has no date."""
    base = language[:2]
    found: list[Row] = [(DIGIT, "./-", DIGIT, DIGIT)]
    if base == "zh":
        for numeral in (DIGIT, "一二三四五六七八九十"):
            found += [(numeral, "月"), (numeral, _SPACE, "月")]
    elif names := _MONTHS.get(base):
        # A month after a day, which may be an ordinal; and a day or a year after a month.
        found += [(DIGIT, "snrteг", "tdhrо", _SPACE), (DIGIT, "еº", _SPACE), (DIGIT, "-", "ге", "о" + _SPACE)]
        seconds = _grouped((word[0], word[1]) for word in (*names, "of", "de"))
        found += [(DIGIT, _SPACE, first, second) for first, second in seconds.items()]
        before = _grouped((name[-1], name[-2]) for name in (*names, "de"))
        found += [(last_but_one, last, _SPACE, DIGIT) for last, last_but_one in before.items()]
        found += [(DIGIT, _SPACE, _SPACE), (_SPACE, _SPACE, DIGIT), (".", _SPACE, DIGIT)]
        if base == "ar":  # whatever month stands before the slash
            found.append((DIGIT, _SPACE))
    return tuple(found)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """To each first character all that come with it."""
    found: dict[str, str] = {}
    for first, second in pairs:
        found[first] = found.get(first, "") + second
    return found


def _named(lower: str, language: str) -> Iterator[Date]:
    months, end = _MONTHS[language], 0
    for start in _starts(lower, language):
        if start < end or not (match := _NAMED[language].match(lower, start)):
            continue
        end = match.end()
        parts = match.groupdict()
        month = months[parts["month"] or parts["month2"] or parts["month3"]]
        year = int(parts["year"] or parts["year2"] or parts.get("year3") or 0)
        for day in re.findall(r"\d+", parts["days"] or parts.get("days3") or "") or ["0"]:
            yield Date(start, end, year, month, int(day))


def _starts(lower: str, language: str) -> list[int]:
    """Where a date may begin: at a day, or at a month before a day or year; looking everywhere is far slower."""
    before = _MONTH_BEFORE[language]
    starts = []
    for number in _AFTER_MONTH[language].finditer(lower):
        first = max(0, number.start() - _LOOK_BACK)
        if month := before.search(lower[first : number.start()]):
            starts.append(first + month.start())
    if starts or _MONTH_AFTER[language].search(lower):
        starts += [day.start() for day in _DAY_START.finditer(lower)]
    return sorted(starts)


def _chinese(text: str) -> Iterator[Date]:
    for match in _CHINESE.finditer(text):
        month = _small(match["month"])
        if not 1 <= month <= 12:
            continue
        written = match["year"] or ""
        year = int(written) if written.isdigit() else int("".join(str(_DIGITS[char]) for char in written) or 0)
        for day in _CHINESE_NUMBER.findall(match["days"] or "") or ["0"]:
            yield Date(match.start(), match.end(), year, month, 0 if day == "0" else _small(day))


def _numeric(text: str) -> Iterator[Date]:
    for match in _NUMERIC.finditer(text):
        year, month, day = (int(match[name] or match[name + "2"]) for name in ("year", "month", "day"))
        yield Date(match.start(), match.end(), year, month, day)


def _small(written: str) -> int:
    """A number below 100 in Chinese numerals or digits."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.partition("十")
    if not ten:
        return _DIGITS[written[-1]]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
