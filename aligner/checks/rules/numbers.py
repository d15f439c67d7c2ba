"""NUM: the same numbers in every language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from aligner.checks.disagreement import Difference, Mention, differences, one_sided, problems, replaced
from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading, spoken, standing_alone
from aligner.checks.rule import Rule, example
from aligner.checks.traits import CODES, NUMBERS
from aligner.text.designations import codes
from aligner.text.number_words import knows_words
from aligner.text.numbers import Number, knows_scales, without_scale


class NumberMismatch(Rule):
    code = "NUM001"
    name = "number-mismatch"
    severity = Severity.ERROR
    what = (
        "A number in digits is another number in one language: it lacks what the others have, in digits or in words, "
        "and has one that they lack."
    )
    why = "A wrong amount, year or count is the costliest mistake a translation can have, and the easiest to overlook."
    needs = NUMBERS
    bad = example(
        {"en": "an amount of 24,042,875 dollars", "zh": "24 042 875美元", "ru": "сумма в размере 24 042 857 долл. США"}
    )
    good = example(
        {"en": "an amount of 24,042,875 dollars", "zh": "24 042 875美元", "ru": "сумма в размере 24 042 875 долл. США"}
    )

    def check(self, reading: Reading) -> Iterable[Problem]:
        found = reading.once(_differences)
        return problems(replaced(found), "number", tuple(reading.texts)) if found else ()


class NumberMissing(Rule):
    code = "NUM002"
    name = "number-missing"
    severity = Severity.WARNING
    what = (
        "A number in digits is missing in one language, or stands in one language only. A small one may be in words: "
        "up to twelve it is not asked of languages whose number words are not known."
    )
    why = "Sometimes languages are explicit to a different degree; often a figure, a page or a year was forgotten."
    needs = NUMBERS
    bad = example({"en": "for the years 2014 and 2015", "zh": "2014和2015年", "ru": "на 2014 год"})
    good = example({"en": "for the two years 2014 and 2015", "zh": "2014和2015年", "ru": "на 2014 и 2015 годы"})

    def check(self, reading: Reading) -> Iterable[Problem]:
        sided = one_sided(reading.once(_differences))
        found = {language: _weighty(it, language, reading) for language, it in sided.items()}
        return problems({language: it for language, it in found.items() if it.differs}, "number", tuple(reading.texts))


class CodeMismatch(Rule):
    code = "NUM003"
    name = "code-mismatch"
    severity = Severity.ERROR
    what = "A name of letters and a number (HFC-23, U-235, C-160) has another number in one language, and NUM001 does not say so."
    why = "It is another substance, aircraft or road; rules that compare numbers pass over those inside names."
    needs = CODES
    bad = example({"en": "one NF-1 and two C-2", "zh": "一架NF-5和两架C-2", "ru": "один самолет NF-5 и два C-2"})
    good = example({"en": "one NF-5 and two C-2", "zh": "一架NF-5和两架C-2", "ru": "один самолет NF-5 и два C-2"})

    def check(self, reading: Reading) -> Iterable[Problem]:
        found = {language: codes(text) for language, text in reading.texts.items()}
        if not all(found.values()) or replaced(reading.once(_differences)):
            return  # what NUM001 reports is not said twice
        for letters in sorted(set.intersection(*({code.letters for code in those} for those in found.values()))):
            named = {tag: [code for code in those if code.letters == letters] for tag, those in found.items()}
            numbers = {tag: frozenset(code.number for code in those) for tag, those in named.items()}
            alone = standing_alone(numbers)
            if len({len(those) for those in named.values()}) == 1 and alone and len(alone) in {1, 2}:
                marks = tuple(Highlight(tag, code.start, code.end) for tag in alone for code in named[tag])
                shown = ", ".join(f"{tag} {' and '.join(sorted(those))}" for tag, those in numbers.items())
                yield Problem(f"{letters} has other numbers in {spoken(alone)} ({shown})", alone, marks)


# A number that hangs on a letter or on closing punctuation is part of a name (HFC-23, km2) or a footnote's mark.
_HANGING = re.compile(r"(?<=[A-Za-zА-я])-?\Z|(?<=[.,;:!?\"'”’»)\]。，；：])\Z|\[\Z")


_IN_WORDS = frozenset(map(str, range(13)))
"""What many languages write in words."""


def _weighty(difference: Difference, language: str, reading: Reading) -> Difference:
    """The difference without what languages leave out in good style: a one, a footnote's mark, a number in a name.

    And without small numbers that may be there in words, which are known in some languages only.
    """
    lacking = reading.texts if len(reading.texts) == 2 else (language,)
    unsure = _IN_WORDS if not all(map(knows_words, lacking)) else frozenset({"1"})

    def weighs(value: str, marks: list[Highlight]) -> bool:
        return value not in unsure and not any(
            _HANGING.search(reading.texts[mark.language][max(0, mark.start - 3) : mark.start]) for mark in marks
        )

    return Difference(
        {value: marks for value, marks in difference.lacks.items() if weighs(value, marks)},
        {value: marks for value, marks in difference.adds.items() if weighs(value, marks)},
    )


def _differences(reading: Reading) -> dict[str, Difference]:
    if not reading.traits & NUMBERS:
        return {}
    if _are_alike([_values(reading.numbers(language)) for language in reading.texts]):
        return {}
    found = {language: reading.plain_numbers(language) for language in reading.texts}
    values = [_values(numbers) for numbers in found.values()]
    if all(those == values[0] for those in values):
        return {}

    numbers = {language: reading.numbers(language) for language in found}
    if not all(map(knows_scales, found)):
        # What is 3000000 in one language is a 3 before a word that is not known in another.
        found = {tag: [_unscaled(it, reading.texts[tag]) for it in those] for tag, those in found.items()}
        numbers = {tag: [_unscaled(it, reading.texts[tag]) for it in those] for tag, those in numbers.items()}
    written = {language: {it for number in those for it in number.readings} for language, those in numbers.items()}

    def has(number: Mention, language: str) -> bool:
        readings = cast(Number, number).readings
        # Digits first: what a text spells out takes longer to find.
        return not written[language].isdisjoint(readings) or not reading.values(language).isdisjoint(readings)

    return differences(found, has) or _recounted(found)


def _unscaled(number: Number, text: str) -> Number:
    """The number, which may also be what its digits say without the scale."""
    return number._replace(readings=(*number.readings, without_scale(text, number)))


def _values(numbers: Sequence[Number]) -> list[str]:
    """Of each number the reading that is first in order, so that one that can be read in two ways is the same anywhere."""
    return sorted([min(readings) for _, _, readings in numbers])


def _are_alike(numbers: Sequence[Sequence[str]]) -> bool:
    """Whether all have the same numbers, and none of them twice save one.

    Then, whatever is part of a date or reference, none stands for another.
    """
    values = set(numbers[0])
    if any(set(those) != values for those in numbers):
        return False
    longer = [those for those in numbers if len(those) > len(values)]
    return len({value for those in longer for value in values if those.count(value) > 1}) < 2


def _recounted(found: Mapping[str, Sequence[Number]]) -> dict[str, Difference]:
    """Where all have the same numbers, and as many, but one has one of them more often and another less."""
    counts = {language: Counter(min(number.readings) for number in numbers) for language, numbers in found.items()}
    if (
        len({count.total() for count in counts.values()}) > 1
        or len({frozenset(count) for count in counts.values()}) > 1
    ):
        return {}
    alone = standing_alone({language: frozenset(count.items()) for language, count in counts.items()})
    if not alone or len(alone) not in {1, len(counts)} or len(counts) > len(alone) > 1:
        return {}
    language = alone[0]
    here, there = counts[language], next(count for other, count in counts.items() if other != language)
    marks = [
        Highlight(language, number.start, number.end)
        for number in found[language]
        if (here - there)[min(number.readings)]
    ]
    return {language: Difference({value: [] for value in there - here}, dict.fromkeys(here - there, marks))}
