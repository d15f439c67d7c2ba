"""Dates in running text: day, month and year, as each language writes them, with lists and ranges of days.

A date may be partial: ``15 December`` has no year, ``in May 2014`` no day, 12月 only a month. A year alone is a number.
A day that no month has is read as it stands where a year follows, so that it can be told from the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from aligner.text.calendars import gregorian
from aligner.text.date import Date
from aligner.text.language import Calendar
from aligner.text.languages import language as known_language
from aligner.text.numbered_dates import month_mark, numbered_dates
from aligner.text.numbers import ascii_digits
from aligner.text.rows import DIGIT, SPACES, Row

_S = f"[{SPACES}]"


_DASHES = ",-–—−"
_YEAR = r"[0-25]\d\d\d(?!\d)"
_GREGORIAN_YEAR = re.compile(r"(?:0\d|1[5-9]|20|21)\d\d")
_LAST_DAY = 31
_AFTER_MONTH, _BETWEEN_MONTHS, _BEFORE_MONTH, _OF_NUMBERS = 1, 2, 3, 4
"""The groups of :attr:`_Grammar.signs`."""
_AFTER_DIGIT = r"(?:[./-]\d\d[./-]|\.\d\.)"
_DAY_START = re.compile(r"\d(?<![\d/.,].)")
_LOOK_BACK = 40
"""Characters before a year or day in which the name of its month ends."""
_LONGEST_ROW = 4
_GREGORIAN = ""


@dataclass(frozen=True, slots=True)
class _Grammar:
    """How dates with the name of a month are found in one language, in text in lower case.

    Attributes:
        months: each form of a name to its calendar and the number of its month.
        names: the forms by their last character, longest first.
        pattern: a date.
        signs: digits that stand beside a month: the first one after it, the last one before it; or the first of a date
            in digits. An empty group says which.
        of: words between day and month, and between month and year.
        joins: what ends where another day of a list or range follows.
        year_first: whether the year may stand before the month.
        year_offset: what is added to a year of the language's own count.
    """

    months: Mapping[str, tuple[str, int]]
    names: Mapping[str, tuple[str, ...]]
    pattern: re.Pattern[str]
    signs: re.Pattern[str]
    of: tuple[str, ...]
    joins: tuple[str, ...]
    year_first: bool
    year_offset: int


def month_names(tag: str) -> dict[str, int]:
    """The forms of the names of the months of a language, in lower case, each to the number of its month."""
    calendar = known_language(tag).calendar
    return _numbers_of_names(calendar.months) if calendar else {}


def _numbers_of_names(months: str) -> dict[str, int]:
    names = enumerate(months.split(), start=1)
    return {form.replace("_", " "): number for number, forms in names for form in forms.split("|")}


@cache
def _grammar(tag: str) -> _Grammar | None:
    """The grammar of a language; None where the names of its months are not facts."""
    facts = known_language(tag)
    calendar = facts.calendar
    if not calendar or not calendar.months:
        return None
    months: dict[str, tuple[str, int]] = {}
    for system, written in (*calendar.others.items(), (_GREGORIAN, calendar.months)):
        months |= {name: (system, number) for name, number in _numbers_of_names(written).items()}
    names = tuple(sorted(months, key=len, reverse=True))
    of = tuple(calendar.of.split())
    joins = (*facts.conjunctions.split(), *facts.ranges.split())
    ordinals = calendar.ordinals.split()
    ordinal = f"(?:{_any(ordinals)})?" if ordinals else ""
    between = rf"{_S}+(?:(?:{_any(of)}){_S}+){{0,2}}" if of else rf"{_S}+"
    month = (f"(?:{calendar.aside})?" if calendar.aside else "") + rf"(?P<month>{_any(names)})(?!\w)\.?"
    by_end: dict[str, tuple[str, ...]] = {}
    for name in names:
        by_end[name[-1]] = (*by_end.get(name[-1], ()), name)
    return _Grammar(
        months,
        by_end,
        _pattern(month, between, ordinal, _any(joins), calendar),
        _signs(names, of, ordinals, rf"{ordinal}{between}(?:{calendar.aside})?(?:{_any(names)})"),
        of,
        (*joins, *_DASHES),
        calendar.year_first,
        facts.figures.year_offset if facts.figures else 0,
    )


def _any(words: Iterable[str]) -> str:
    """A pattern of any of some words."""
    return "|".join(map(re.escape, words))


def _pattern(month: str, between: str, ordinal: str, joins: str, calendar: Calendar) -> re.Pattern[str]:
    """A date with the name of a month."""
    day = rf"\d{{1,2}}{ordinal}(?!\d)"
    join = rf"(?:,|--?|–|—|−{f'|{joins}' if joins else ''})"
    days = rf"(?<![\d/.,]){day}(?:{_S}*{join}{_S}*{day})*"
    day_first = rf"(?P<days>{days}){between}{month}(?:,?{between}(?P<year>{_YEAR}))?"
    month_year = rf"(?<!\w){month.replace('month', 'month2')}{between}(?P<year2>{_YEAR})"
    parts = [day_first, month_year]
    if calendar.month_first:
        parts.append(rf"(?<!\w){month.replace('month', 'month3')}{_S}+(?P<days3>{days})(?:,{_S}*(?P<year3>{_YEAR}))?")
    if calendar.year_first:
        parts.append(rf"(?P<year4>{_YEAR})\.?{between}{month.replace('month', 'month4')}(?:{_S}+(?P<days4>{days}))?")
    return re.compile("|".join(parts))


def _signs(names: Iterable[str], of: Iterable[str], ordinals: Iterable[str], month_next: str) -> re.Pattern[str]:
    """Digits beside a month, and the first of a date in digits."""
    # The two characters before the space before a digit say whether it may follow a month.
    ends = "|".join(sorted({re.escape(word[-2:]) for word in (*names, *of)} | {r".\.", f".{_S}"}))
    after_month = rf"(?<={_S}\d)(?<=(?:{ends}){_S}\d)()"
    # A digit comes first, as it is quick to look for, and then what rules most of them out.
    firsts = re.escape("".join({suffix[0] for suffix in ordinals}))
    before_month = rf"(?=[{SPACES}{firsts}])(?={month_next})()"
    return re.compile(rf"\d(?:{after_month}(?:(?={month_next})())?|{before_month}|(?={_AFTER_DIGIT})())")


_NUMBER = re.compile(r"\d+")
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
    r"|(?P<day2>0[1-9]|[12]\d|3[01])[./](?P<month2>0[1-9]|1[0-2])[./](?P<year2>(?:19|20)\d\d)"
    r"|(?P<day3>0?[1-9]|[12]\d|3[01])\.(?P<month3>0?[1-9]|1[0-2])\.(?P<year3>(?:19|20)\d\d)"
    # A day after 12 tells that the month stands first.
    r"|(?P<month4>0?[1-9]|1[0-2])/(?P<day4>1[3-9]|2\d|3[01])/(?P<year4>(?:19|20)\d\d))(?![\d/-])"
)
_NUMERIC_SIGN = re.compile(rf"\d(?={_AFTER_DIGIT})")


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
    text = ascii_digits(text)
    if grammar := _grammar(known_language(language).tag):
        mentions = _named(text, grammar)
    else:
        mentions = list(_numeric(text)) if _NUMERIC_SIGN.search(text) else []
        mentions += numbered_dates(text, language)
    return sorted(mentions, key=lambda date: date.start) if len(mentions) > 1 else mentions


def rows(language: str) -> tuple[Row, ...]:
    """Without one of these rows a text has no date."""
    rows: list[Row] = [("./-", DIGIT, DIGIT, "./-"), (".", DIGIT, ".", DIGIT)]
    if mark := month_mark(language):
        for numeral in (DIGIT, "一二三四五六七八九十"):
            rows += [(numeral, mark), (numeral, SPACES, mark)]
    elif grammar := _grammar(known_language(language).tag):
        rows += _rows_of_names(grammar, known_language(language).calendar or Calendar())
    return tuple(rows)


def _rows_of_names(grammar: _Grammar, calendar: Calendar) -> Iterator[Row]:
    """A month after a day, which may be an ordinal; and a day or a year after a month."""
    suffixes = calendar.ordinals.split()
    for length in sorted({len(suffix) for suffix in suffixes}):
        chars = zip(*(suffix for suffix in suffixes if len(suffix) == length), strict=True)
        yield (DIGIT, *("".join(dict.fromkeys(place)) for place in chars), SPACES)[:_LONGEST_ROW]
    words = (*grammar.months, *grammar.of)
    for initial, second in _grouped((word[0], word[1]) for word in words).items():
        yield DIGIT, SPACES, initial, second
    first = DIGIT if calendar.month_first else "12"  # of a year, or of a day where one may follow
    for last, last_but_one in _grouped((word[-1], word[-2]) for word in words).items():
        yield last_but_one, last, SPACES, first
    yield DIGIT, SPACES, SPACES
    yield SPACES, SPACES, first
    yield ".", SPACES, first
    if calendar.aside:  # whatever month stands before the slash
        yield DIGIT, SPACES


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """To each first character all that come with it."""
    seconds: dict[str, str] = {}
    for first, second in pairs:
        seconds[first] = seconds.get(first, "") + second
    return seconds


def _named(text: str, grammar: _Grammar) -> list[Date]:
    """Dates with the name of a month, and those in digits where there are any."""
    lower = text.lower()
    if len(lower) != len(text):  # İ is two characters in lower case
        lower = "".join(char.lower()[:1] for char in text)
    dates: list[Date] = []
    numeric, end = False, 0
    for sign in grammar.signs.finditer(lower):
        kind, place = sign.lastindex, sign.start()
        if kind == _OF_NUMBERS:
            numeric = True
            continue
        if kind != _BEFORE_MONTH:
            start = _month_start(lower, end, place, grammar)
            if start >= 0:
                end = _add(dates, lower, grammar, start) or end
        if kind != _AFTER_MONTH:
            for start in _day_starts(lower, end, place, grammar):
                if start >= end:
                    end = _add(dates, lower, grammar, start) or end
    return [*_numeric(text), *dates] if numeric else dates


def _month_start(lower: str, first: int, last: int, grammar: _Grammar) -> int:
    """Where the name of a month begins that stands before a day or a year; -1 where none does."""
    before = lower[max(first, last - _LOOK_BACK) : last].rstrip(SPACES).removesuffix(".")
    name = _name_at_end(before, grammar)
    if not name:
        word = before[max(before.rfind(space) for space in SPACES) + 1 :]
        if word not in grammar.of:
            return -1
        name = _name_at_end(before[: -len(word)].rstrip(SPACES).removesuffix("."), grammar)
    return lower.rindex(name, first, last) if name else -1


def _name_at_end(text: str, grammar: _Grammar) -> str:
    """The longest name of a month that a text ends with; empty for none."""
    return next((name for name in grammar.names.get(text[-1:], ()) if text.endswith(name)), "")


def _day_starts(lower: str, first: int, last: int, grammar: _Grammar) -> list[int]:
    """Where the days before a month may begin that end with a digit; one day, unless something joins it to others.

    Where years stand before months, it may be a year.
    """
    if grammar.year_first and last - 3 >= first and lower[last - 3 : last + 1].isdecimal():
        return [last - 3]
    start = last - 1 if last > first and lower[last - 1].isdecimal() else last
    if not lower[first:start].rstrip(SPACES).endswith(grammar.joins):
        return [start] if _DAY_START.match(lower, start) else []
    return [day.start() for day in _DAY_START.finditer(lower, first, last + 1)]


def _add(dates: list[Date], lower: str, grammar: _Grammar, start: int) -> int:
    """Add the dates that begin at a place; where they end, 0 if there are none."""
    match = grammar.pattern.match(lower, start)
    if not match:
        return 0
    parts = {name.rstrip("234"): part for name, part in match.groupdict().items() if part}
    calendar, month = grammar.months[parts["month"]]
    year, end = parts.get("year", ""), match.end()
    days = [int(day) for day in _NUMBER.findall(parts["days"])] if "days" in parts else [0]
    if calendar != _GREGORIAN:
        dates += _converted(match.span(), calendar, int(year or 0), month, days)
        return end
    in_year = int(year) if _GREGORIAN_YEAR.fullmatch(year) else 0
    if grammar.year_offset and "2400" <= year < "2700":
        in_year = int(year) + grammar.year_offset
    # With a year, what stands where the day does is one, however wrong: 57 December 2014.
    if days != [0] and not in_year and not all(1 <= day <= _LAST_DAY for day in days):
        return 0
    if year and not in_year:
        # Four digits that are no year of our time are a number beside the date: 300 men on 5 May 4300.
        end = match.end() - len(year)
    dates += [Date(start, end, in_year, month, day) for day in days]
    return end


def _converted(span: tuple[int, int], calendar: str, year: int, month: int, days: Iterable[int]) -> Iterator[Date]:
    """The Gregorian dates of days of another calendar; a month of it is in two Gregorian ones, and is left out."""
    for day in days:
        if day and (date := gregorian(calendar, year, month, day)):
            yield Date(*span, date.year, date.month, date.day)


def _numeric(text: str) -> Iterator[Date]:
    for match in _NUMERIC.finditer(text):
        parts = {name.rstrip("234"): int(part) for name, part in match.groupdict().items() if part}
        yield Date(match.start(), match.end(), parts["year"], parts["month"], parts["day"])
