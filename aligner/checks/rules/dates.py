"""DAT: the same dates and times in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from aligner.checks.disagreement import Difference, Mention, differences, one_sided, problems, replaced
from aligner.checks.finding import Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Rule, example
from aligner.checks.traits import DATES, TIMES
from aligner.text.dates import Date
from aligner.text.times import Time


class DateMismatch(Rule):
    code = "DAT001"
    name = "date-mismatch"
    severity = Severity.ERROR
    what = "A date of one language is another day, month or year in a second one."
    why = "Dates name resolutions and set deadlines; a wrong one names another document or another duty."
    needs = DATES
    bad = example({"en": "of 21 December 2009", "zh": "2009年12月21日", "ru": "от 12 декабря 2009 года"})
    good = example({"en": "of 21 December 2009", "zh": "2009年12月21日", "ru": "от 21 декабря 2009 года"})

    def check(self, reading: Reading) -> Iterable[Problem]:
        found = reading.once(_dates)
        return problems(replaced(found), "date", tuple(reading.texts)) if found else ()


class TimeMismatch(Rule):
    code = "DAT002"
    name = "time-mismatch"
    severity = Severity.ERROR
    what = "A time of the day of one language is another time in a second one."
    why = "A meeting is at one time only."
    needs = TIMES
    bad = example({"en": "at 3 p.m.", "zh": "下午3时", "ru": "в 13 ч. 00 м."})
    good = example({"en": "at 3 p.m.", "zh": "下午3时", "ru": "в 15 ч. 00 м."})

    def check(self, reading: Reading) -> Iterable[Problem]:
        found = reading.once(_times)
        return problems(replaced(found), "time", tuple(reading.texts)) if found else ()


class DateMissing(Rule):
    code = "DAT003"
    name = "date-missing"
    severity = Severity.WARNING
    what = "A date or a time of the day stands in some languages only."
    why = "A version that leaves the date out leaves its readers without what the others tell."
    needs = DATES | TIMES
    bad = example({"en": "at its meeting on 2 December 2014", "ru": "на своем заседании"})
    good = example({"en": "at its meeting on 2 December 2014", "ru": "на своем заседании 2 декабря 2014 года"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        for kind, found in (("date", reading.once(_dates)), ("time", reading.once(_times))):
            if found:
                yield from problems(one_sided(found), kind, tuple(reading.texts))


def _dates(reading: Reading) -> dict[str, Difference]:
    dates = {language: reading.dates(language) for language in reading.texts}
    if not any(dates.values()):
        return {}
    found = {language: [it for it in those if it.day or it.year] for language, those in dates.items()}
    days = [{it[2:] for it in those} for those in found.values()]
    if all(those == days[0] for those in days):
        return {}  # the same days in all languages, as nearly always

    def has(mention: Mention, language: str) -> bool:
        date = cast(Date, mention)
        return any(date.agrees(it) for it in reading.dates(language)) or _spelled(date, reading, language)

    return differences(found, has)


def _times(reading: Reading) -> dict[str, Difference]:
    if not reading.traits & TIMES:
        return {}
    found = {language: reading.times(language) for language in reading.texts}

    def has(mention: Mention, language: str) -> bool:
        time = cast(Time, mention)
        if found[language]:
            return any(time.value == it.value for it in found[language])
        values = reading.values(language)
        if str(time.hour * 100 + time.minute) in values:
            return True
        return not values.isdisjoint({str(time.hour), str(time.hour % 12)}) and (
            not time.minute or str(time.minute) in values
        )

    return differences(found, has)


def _spelled(date: Date, reading: Reading, language: str) -> bool:
    """Whether the parts of a date stand in a text in a form that is not known as a date.

    Where that text has a date that no other language has, it is another date and not another form of this one. A year
    that some language leaves out may be left out here too.
    """
    elsewhere = [it for other in reading.texts if other != language for it in reading.dates(other)]
    if any(not any(it.agrees(other) for other in elsewhere) for it in reading.dates(language)):
        return False
    if any(it.month == date.month for it in reading.dates(language)):
        return False
    year = date.year if all(it.year for it in elsewhere if it.agrees(date)) else 0
    values = reading.values(language)
    return all(str(part) in values for part in (date.day, year) if part)
