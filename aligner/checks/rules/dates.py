"""DAT: the same dates and times in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from aligner.checks.disagreement import Disagreement, Mention, contested, disagreements, mismatches, omissions
from aligner.checks.finding import Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Rule, example
from aligner.checks.traits import DATES, TIMES
from aligner.text.date import Date
from aligner.text.times import Time


class DateMismatch(Rule):
    code = "DAT001"
    name = "date-mismatch"
    severity = Severity.ERROR
    what = "The languages give different dates: another day, month or year."
    why = "Dates identify resolutions and set deadlines; a wrong one points to another document or another duty."
    needs = DATES
    bad = example({"en": "of 21 December 2009", "zh": "2009年12月21日", "ru": "от 12 декабря 2009 года"})
    good = example({"en": "of 21 December 2009", "zh": "2009年12月21日", "ru": "от 21 декабря 2009 года"})

    def check(self, reading: Reading) -> Iterable[Problem]:
        return mismatches(reading.once(_dates), "date")


class TimeMismatch(Rule):
    code = "DAT002"
    name = "time-mismatch"
    severity = Severity.ERROR
    what = "The languages give different times of day."
    why = "A meeting is at one time only."
    needs = TIMES
    bad = example({"en": "at 3 p.m.", "zh": "下午3时", "ru": "в 13 ч. 00 м."})
    good = example({"en": "at 3 p.m.", "zh": "下午3时", "ru": "в 15 ч. 00 м."})

    def check(self, reading: Reading) -> Iterable[Problem]:
        return mismatches(reading.once(_times), "time")


class DateMissing(Rule):
    code = "DAT003"
    name = "date-missing"
    severity = Severity.WARNING
    what = "A date or a time of day is given in some languages only."
    why = "Readers of the languages that leave it out do not learn it."
    needs = DATES | TIMES
    bad = example({"en": "at its meeting on 2 December 2014", "ru": "на своем заседании"})
    good = example({"en": "at its meeting on 2 December 2014", "ru": "на своем заседании 2 декабря 2014 года"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        yield from omissions(reading.once(_dates), "date")
        yield from omissions(reading.once(_times), "time")


def _dates(reading: Reading) -> list[Disagreement]:
    dates = {language: reading.dates(language) for language in reading.texts}
    if not any(dates.values()):
        return []
    mentions: dict[str, list[Date]] = {}
    days: list[set[tuple[int, ...]]] = []
    for language, of_text in dates.items():
        mentions[language] = [date for date in of_text if date.day or date.year]
        days.append({date[2:] for date in mentions[language]})
    if all(of_text == days[0] for of_text in days):
        return []  # the same days in all languages, as nearly always

    def has(mention: Mention, language: str) -> bool:
        date = cast(Date, mention)
        return _agrees_with_any(date, dates[language]) or _is_spelled(date, reading, language)

    return disagreements(contested(mentions, has), mentions)


def _times(reading: Reading) -> list[Disagreement]:
    if not reading.traits & TIMES:
        return []
    mentions = {language: reading.times(language) for language in reading.texts}

    def has(mention: Mention, language: str) -> bool:
        time = cast(Time, mention)
        if mentions[language]:
            return any(time.value == candidate.value for candidate in mentions[language])
        values = reading.values(language)
        if str(time.hour * 100 + time.minute) in values:
            return True
        has_hour = not values.isdisjoint({str(time.hour), str(time.hour % 12)})
        return has_hour and (not time.minute or str(time.minute) in values)

    return disagreements(contested(mentions, has), mentions)


def _is_spelled(date: Date, reading: Reading, language: str) -> bool:
    """Whether the parts of a date stand in a text in a form that is not known as a date.

    Where that text has a date that no other language has, it is another date and not another form of this one; so is a
    date of the same day in another month. A year that some language leaves out may be left out here too.
    """
    dates = reading.dates(language)
    if any(day.month == date.month or 0 < day.day == date.day for day in dates):
        return False
    elsewhere: list[Date] = []
    for counterpart in reading.texts:
        if counterpart != language:
            elsewhere += reading.dates(counterpart)
    if not all(_agrees_with_any(day, elsewhere) for day in dates):
        return False
    year = date.year if all(day.year for day in elsewhere if day.agrees(date)) else 0
    values = reading.values(language)
    return all(str(part) in values for part in (date.day, year) if part)


def _agrees_with_any(date: Date, dates: Iterable[Date]) -> bool:
    return any(date.agrees(candidate) for candidate in dates)
