"""NUM: the same numbers in every language."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.finding import Mark, Problem, Severity
from aligner.checks.reading import Reading, spoken, standing_alone
from aligner.checks.rule import Rule, example
from aligner.mentions.numbers import Number


class NumberMismatch(Rule):
    code = "NUM001"
    name = "number-mismatch"
    severity = Severity.ERROR
    what = "A number that is written in one language is in another neither written in digits nor spelled out."
    why = "A wrong amount, year or count is the costliest mistake a translation can have, and the easiest to overlook."
    bad = example(
        {"en": "an amount of 24,042,875 dollars", "zh": "24 042 875美元", "ru": "сумма в размере 24 042 857 долл. США"}
    )
    good = example(
        {"en": "an amount of 24,042,875 dollars", "zh": "24 042 875美元", "ru": "сумма в размере 24 042 875 долл. США"}
    )

    def check(self, reading: Reading) -> Iterator[Problem]:
        known = {language: reading.values(language) for language in reading.texts}
        found = {language: list(_free(reading, language)) for language in reading.texts}
        said: set[str] = set()
        for language, those in found.items():
            for number in those:
                has = {other: any(it in known[other] for it in number.readings) for other in found}
                has[language] = True
                alone = standing_alone(has)
                if alone and number.value not in said:
                    said.add(number.value)
                    yield _problem(number, language, alone, has)


def _free(reading: Reading, language: str) -> Iterator[Number]:
    """The numbers that are no part of a date or reference: those have rules of their own."""
    taken = [(it.start, it.end) for it in reading.dates(language)]
    taken += [(it.start, it.end) for it in reading.symbols(language)]
    for number in reading.numbers(language):
        if not any(start <= number.start < end for start, end in taken):
            yield number


def _problem(number: Number, language: str, alone: tuple[str, ...], has: dict[str, bool]) -> Problem:
    marks = (Mark(language, number.start, number.end),)
    if alone == (language,):
        return Problem(f"only {language} has the number {number.value}", alone, marks)
    missing = tuple(other for other, there in has.items() if not there)
    return Problem(f"{spoken(missing)} lacks the number {number.value}", alone if len(has) > 2 else tuple(has), marks)
