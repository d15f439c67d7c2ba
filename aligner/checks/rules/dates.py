"""DAT: the same dates in every language."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.finding import Mark, Problem, Severity
from aligner.checks.reading import Reading, spoken, standing_alone
from aligner.checks.rule import Rule, example
from aligner.mentions.dates import Date


class DateMismatch(Rule):
    code = "DAT001"
    name = "date-mismatch"
    severity = Severity.ERROR
    what = "A date of one language is another day, month or year in a second one."
    why = "Dates name resolutions and set deadlines; a wrong one names another document or another duty."
    bad = example(
        {"en": "of 21 December 2009", "zh": "2009年12月21日", "ru": "от 12 декабря 2009 года"},
    )
    good = example(
        {"en": "of 21 December 2009", "zh": "2009年12月21日", "ru": "от 21 декабря 2009 года"},
    )

    def check(self, reading: Reading) -> Iterator[Problem]:
        found = {language: reading.dates(language) for language in reading.texts}
        if not any(found.values()):
            return
        said: set[str] = set()
        for language, those in found.items():
            for date in those:
                if not (date.day or date.year) or date.value in said:
                    continue
                said.add(date.value)
                has = {other: any(date.agrees(it) for it in there) for other, there in found.items()}
                has |= {other: True for other, there in has.items() if not there and _spelled(date, reading, other)}
                if alone := standing_alone(has):
                    lacking = tuple(other for other, there in has.items() if not there)
                    mark = Mark(language, date.start, date.end)
                    yield Problem(f"{spoken(lacking)} lacks the date {date.value}", alone, (mark,))


def _spelled(date: Date, reading: Reading, language: str) -> bool:
    """Whether the parts of a date stand in a text in a form that is not known as a date."""
    values = reading.values(language)
    return all(str(part) in values for part in (date.day, date.year) if part)
