"""NUM: the same numbers in every language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import cast

from aligner.checks.disagreement import (
    Contested,
    Disagreement,
    Mention,
    contested,
    disagreements,
    grouped,
    mismatches,
    omissions,
)
from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading, standing_alone
from aligner.checks.rule import Rule, example
from aligner.checks.traits import CODES, NUMBERS, SIGNED, WORDED
from aligner.text.designations import Designation, designations
from aligner.text.languages import language as known_language
from aligner.text.number_words import Spelled, knows_words
from aligner.text.numbers import Number, knows_scales, without_scale


class NumberMismatch(Rule):
    code = "NUM001"
    name = "number-mismatch"
    severity = Severity.ERROR
    what = (
        "Languages give different numbers in one place: some lack the number the others have, in digits or in words, "
        "and have another instead."
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
        return mismatches(reading.once(_disagreements), "number")


class NumberMissing(Rule):
    code = "NUM002"
    name = "number-missing"
    severity = Severity.WARNING
    what = (
        "A number in digits is missing in some languages. It may be there in words; where the number words of a "
        "language are not known, a number that is often written in words is not expected."
    )
    why = "Languages are not always equally explicit, but often a figure, a page or a year was forgotten."
    needs = NUMBERS
    bad = example({"en": "for the years 2014 and 2015", "zh": "2014和2015年", "ru": "на 2014 год"})
    good = example({"en": "for the two years 2014 and 2015", "zh": "2014和2015年", "ru": "на 2014 и 2015 годы"})

    def check(self, reading: Reading) -> Iterable[Problem]:
        weighty_disagreements = []
        for disagreement in reading.once(_disagreements):
            weighty = tuple(value for value in disagreement.values if _weighs(value, reading))
            if weighty and not disagreement.is_mismatch:
                weighty_disagreements.append(Disagreement(weighty, disagreement.languages))
        return omissions(weighty_disagreements, "number")


class CodeMismatch(Rule):
    code = "NUM003"
    name = "code-mismatch"
    severity = Severity.ERROR
    what = (
        "A name of letters and a number (HFC-23, U-235, C-160) has another number in one language, and NUM001 does "
        "not report it."
    )
    why = "It is another substance, aircraft or road, and the rules that compare numbers skip those inside names."
    needs = CODES
    bad = example({"en": "one NF-1 and two C-2", "zh": "一架NF-5和两架C-2", "ru": "один самолет NF-5 и два C-2"})
    good = example({"en": "one NF-5 and two C-2", "zh": "一架NF-5和两架C-2", "ru": "один самолет NF-5 и два C-2"})

    def check(self, reading: Reading) -> Iterable[Problem]:
        names = {language: designations(reading.prose(language)) for language in reading.texts}
        if not all(names.values()) or any(disagreement.is_mismatch for disagreement in reading.once(_disagreements)):
            return  # what NUM001 reports is not said twice
        letters_by_language = [{name.letters for name in of_text} for of_text in names.values()]
        for letters in sorted(set.intersection(*letters_by_language)):
            with_letters = {tag: _with_letters(letters, of_text) for tag, of_text in names.items()}
            values = {tag: frozenset(name.number for name in of_text) for tag, of_text in with_letters.items()}
            alone = standing_alone(values)
            if len(set(map(len, with_letters.values()))) == 1 and alone:
                highlights: list[Highlight] = []
                for tag in alone:
                    highlights += [Highlight(tag, name.start, name.end) for name in with_letters[tag]]
                shown = "; ".join(f"{' and '.join(sorted(numbers))} in {tag}" for tag, numbers in values.items())
                yield Problem(f"numbers after {letters} {shown}", alone, tuple(highlights))


def _with_letters(letters: str, names: Iterable[Designation]) -> list[Designation]:
    return [name for name in names if name.letters == letters]


class WordedNumberMismatch(Rule):
    code = "NUM004"
    name = "worded-number-mismatch"
    severity = Severity.ERROR
    what = (
        "A number in words or a Roman numeral (sixty-sixth, XIX, soixante-sixième) differs between languages, "
        "whatever form each uses."
    )
    why = "It is another session, century or chapter, and no comparison of digits shows it."
    needs = WORDED
    bad = example(
        {"en": "the sixty-sixth session", "ru": "шестьдесят шестая сессия", "es": "el sexagésimo quinto período"}
    )
    good = example(
        {"en": "the sixty-sixth session", "ru": "шестьдесят шестая сессия", "es": "el sexagésimo sexto período"}
    )

    def check(self, reading: Reading) -> Iterable[Problem]:
        if sum(_may_be_sure(reading, language) for language in reading.texts) < _FEWEST_IN_WORDS:
            return []
        mentions = {language: _sure_words(reading, language) for language in reading.texts}
        values = [{number.value for number in of_text} for of_text in mentions.values()]
        if all(of_text == values[0] for of_text in values):
            return []

        def has(number: Mention, language: str) -> bool | None:
            readings = cast(Number, number).readings
            # Digits first: what a text spells out takes longer to find.
            if not digits[language].isdisjoint(readings) or not reading.values(language).isdisjoint(readings):
                return True
            return False if knows_words(language) else None

        digits = {language: _all_readings(reading.numbers(language)) for language in mentions}

        return mismatches(disagreements(contested(mentions, has), mentions), "number")


def _may_be_sure(reading: Reading, language: str) -> bool:
    """Whether a text may have such a number as far as traits show; numerals of languages without spaces leave none."""
    return bool(reading.traits_of[language] & WORDED) or not known_language(language).joiner


def _sure_words(reading: Reading, language: str) -> list[Spelled]:
    """The numbers of a text that are in words, and can hardly be anything but numbers, or are Roman numerals."""
    if not _may_be_sure(reading, language):
        return []
    prose = reading.prose(language)
    return [
        number
        for number in reading.spelled(language)
        if number.sure or _ROMAN.fullmatch(prose[number.start : number.end])
    ]


class SignMismatch(Rule):
    code = "NUM005"
    name = "sign-mismatch"
    severity = Severity.ERROR
    what = "A number is negative in some languages only; words for *minus* or *below zero* count as the sign."
    why = "A limit of 18 degrees is not a limit of -18."
    needs = SIGNED
    bad = example({"en": "stored at -18 °C", "fr": "conservé à -18 °C", "de": "bei 18 °C gelagert"})
    good = example({"en": "stored at -18 °C", "fr": "conservé à -18 °C", "de": "bei −18 °C gelagert"})

    def check(self, reading: Reading) -> Iterable[Problem]:
        signed = {tag: _signed(reading.prose(tag)) for tag in reading.texts}
        for value in sorted(set().union(*signed.values())):
            having = [tag for tag in signed if value in signed[tag]]
            lacking = [tag for tag in signed if tag not in having and self._is_plain(value, reading, tag)]
            if lacking:
                shown = dict.fromkeys(having, f"-{value}") | dict.fromkeys(lacking, value)
                odd = having if len(having) < len(lacking) else lacking
                yield Problem(f"number {grouped(shown)}", tuple(odd))

    @staticmethod
    def _is_plain(value: str, reading: Reading, language: str) -> bool:
        """Whether a text has the number, and no word that may be its sign."""
        text = reading.prose(language)
        has_number = any(number.value == value for number in reading.numbers(language))
        return has_number and not _MINUS.search(text.lower())


def _signed(text: str) -> set[str]:
    """The values, without the sign, of the negative numbers in a text."""
    return {match[1].replace(",", ".") for match in _SIGNED.finditer(text)}


_SIGNED = re.compile(r"(?:(?<=[\s(（])|\A)[-−–](\d+(?:[.,]\d+)?)(?![\d.,]*[-–\d])")
_MINUS = re.compile(
    r"minus|negativ|zero|zéro|cero|null\b|moins|négatif|menos|минус|нуля|отрицат|мороз|负|負|零下|ناقص|سالب|الصفر|meno\b|マイナス|氷点下|영하"
    r"|마이너스|eksi|ujemn|mínus|[-−–]\d"
)


_ROMAN = re.compile("[IVX]{2,6}")


# A number that hangs on a letter or on closing punctuation is part of a name (HFC-23, km2) or a footnote's mark.
_HANGING = re.compile(r"(?<=[A-Za-zА-я_])-?\Z|(?<=[.,;:!?\"'”’»)\]。，；：])\Z|\[\Z")


_THIRD_PARTY = re.compile(r"rd[ -]part")
"""A *3rd party* is what it is called elsewhere, not a number."""
_SELDOM_IN_WORDS = 100
"""Numbers above this one are in digits in most texts, unless they are round."""
_LEFT_OUT = frozenset({"0", "1"})
"""What good style leaves out: *one* may be an article, and *0 files* are no files."""
_LEAST_IN_WORDS, _MOST_IN_WORDS = 3, 12
"""Small numbers in words that may stand in the place of another; smaller ones are in many idioms."""
_FEWEST_IN_WORDS = 2
"""Languages with a number in words before one can have another in its place."""
_LONGEST_IN_WORDS = 18
"""Digits of a number that may be in words."""


def _weighs(value: Contested, reading: Reading) -> bool:
    """Whether it matters that a number is missing: not a footnote's mark, nor one in a name."""
    return value.value not in _LEFT_OUT and not any(_is_aside(place, reading) for place in value.highlights)


def _is_aside(place: Highlight, reading: Reading) -> bool:
    text = reading.prose(place.language)
    return bool(_HANGING.search(text[max(0, place.start - 3) : place.start]) or _THIRD_PARTY.match(text, place.end))


def _may_be_in_words(value: str) -> bool:
    return "/" in value or (
        value.isdecimal()
        and len(value) <= _LONGEST_IN_WORDS
        and (int(value) <= _SELDOM_IN_WORDS or int(value) % 100 == 0)
    )


def _disagreements(reading: Reading) -> list[Disagreement]:
    """The numbers on which the languages of a unit disagree."""
    if not reading.traits & NUMBERS:
        return []
    if _are_alike([_values(reading.numbers(language)) for language in reading.texts]):
        return []
    plain = {language: reading.plain_numbers(language) for language in reading.texts}
    values = [_values(numbers) for numbers in plain.values()]
    if all(of_text == values[0] for of_text in values):
        return []

    numbers = {language: reading.numbers(language) for language in plain}
    if not all(map(knows_scales, plain)):
        # What is 3000000 in one language is a 3 before a word that is not known in another.
        plain = _unscaled(plain, reading)
        numbers = _unscaled(numbers, reading)
    written = {tag: _all_readings(of_text) for tag, of_text in numbers.items()}

    def has(number: Mention, language: str) -> bool | None:
        readings = frozenset(chain.from_iterable(map(_with_decade, cast(Number, number).readings)))
        # Digits first: what a text spells out takes longer to find.
        if not written[language].isdisjoint(readings) or not reading.values(language).isdisjoint(readings):
            return True
        if knows_words(language) or not _may_be_in_words(number.value):
            return False
        # It may be there in words that are not known, unless another number stands in its place.
        elsewhere = frozenset().union(*(of_text for tag, of_text in written.items() if tag != language))
        return None if written[language] <= elsewhere else False

    in_digits = contested(plain, has)
    if not in_digits:
        return _recounted(plain)
    if len(set(map(len, plain.values()))) == 1:
        # As many in digits everywhere: a number may be found in words (Second, zweitens) and yet have another in its place.
        by_digits = contested(plain, lambda number, tag: _is_written(number, written[tag]))
        in_digits += [value for value in _replaced(in_digits, by_digits) if _weighs(value, reading)]
    return disagreements([*in_digits, *_in_words(in_digits, reading, has)], plain)


def _is_written(number: Mention, readings: frozenset[str]) -> bool:
    return not readings.isdisjoint(cast(Number, number).readings)


def _replaced(missing: Sequence[Contested], in_digits: Iterable[Contested]) -> list[Contested]:
    """The values in digits that stand in the place of one that is missing."""
    values = {value.value for value in missing}
    return [value for value in in_digits if value.value not in values and any(map(value.rivals, missing))]


def _with_decade(value: str) -> Iterator[str]:
    """A value, and what else a decade may be called: the nineties for the 1990s."""
    yield value
    if value.isdecimal() and value[-1] == "0":
        if len(value) == 2:
            yield f"19{value}"
        elif len(value) == 4:
            yield value[2:]


def _all_readings(numbers: Iterable[Number]) -> frozenset[str]:
    return frozenset(chain.from_iterable(number.readings for number in numbers))


def _in_words(
    missing: Sequence[Contested], reading: Reading, has: Callable[[Mention, str], bool | None]
) -> list[Contested]:
    """Numbers in words that stand in the place of one in digits: those that no other language has in any form."""
    replaceable = [value for value in missing if _may_be_in_words(value.value) and _weighs(value, reading)]
    mentions: dict[str, list[Spelled]] = {language: [] for language in reading.texts}
    for language in chain.from_iterable(value.lacking for value in replaceable):
        if knows_words(language):
            mentions[language] = [number for number in reading.spelled(language) if _stands_for_itself(number)]
    return [value for value in contested(mentions, has) if any(map(value.rivals, replaceable))]


def _stands_for_itself(number: Spelled) -> bool:
    """Whether words say a number, and are neither a pronoun (one) nor vague (hundreds of)."""
    return number.sure or (number.value.isdecimal() and _LEAST_IN_WORDS <= int(number.value) <= _MOST_IN_WORDS)


def _unscaled(numbers: Mapping[str, Sequence[Number]], reading: Reading) -> dict[str, list[Number]]:
    """The numbers, each of which may also be what its digits say without the scale."""
    result: dict[str, list[Number]] = {}
    for language, of_text in numbers.items():
        text = reading.texts[language]
        result[language] = [
            number._replace(readings=(*number.readings, without_scale(text, number))) for number in of_text
        ]
    return result


def _values(numbers: Sequence[Number]) -> list[str]:
    """Of each number the reading that is first in order, so that one that can be read in two ways is the same anywhere."""
    return sorted([min(readings) for _, _, readings in numbers])


def _are_alike(numbers: Sequence[Sequence[str]]) -> bool:
    """Whether all have the same numbers, and none of them twice except one.

    Then, whatever is part of a date or reference, none stands for another.
    """
    values = set(numbers[0])
    if any(set(of_text) != values for of_text in numbers):
        return False
    repeated: set[str] = set()
    for of_text in numbers:
        if len(of_text) > len(values):
            repeated.update(value for value in values if of_text.count(value) > 1)
    return len(repeated) < 2


def _recounted(numbers: Mapping[str, Sequence[Number]]) -> list[Disagreement]:
    """Where all have the same numbers, and as many, but one has one of them more often and another less."""
    counts = {tag: Counter(min(number.readings) for number in of_text) for tag, of_text in numbers.items()}
    if len({count.total() for count in counts.values()}) > 1 or len(set(map(frozenset, counts.values()))) > 1:
        return []
    alone = standing_alone({language: frozenset(count.items()) for language, count in counts.items()})
    if not alone or len(alone) not in {1, len(counts)} or len(counts) > len(alone) > 1:
        return []
    odd = alone[0]
    agreeing = tuple(tag for tag in counts if tag != odd)
    more_often = counts[odd] - counts[agreeing[0]]
    less_often = counts[agreeing[0]] - counts[odd]
    extra = [number for number in numbers[odd] if more_often[min(number.readings)]]
    highlights = tuple(Highlight(odd, number.start, number.end) for number in extra)
    repeated = [Contested(value, (odd,), agreeing, highlights) for value in more_often]
    missing = [Contested(value, agreeing, (odd,), ()) for value in less_often]
    return [Disagreement((*missing, *repeated), tuple(counts))]
