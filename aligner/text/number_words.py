"""Numbers not written in plain digits: cardinals and ordinals in words, fractions, Roman numerals, letters, ②.

Words are weak evidence: ``one`` is also a pronoun and a decade is not 10, so these values confirm a number that another
language writes in digits, and are not demanded of other languages themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from aligner.text.language import table
from aligner.text.languages import language as known_language
from aligner.text.lexicon import Lexicon, NumberWord, lexicon
from aligner.text.numerals import han_numerals, han_value, roman_value
from aligner.text.rows import OUTSIDE, Row
from aligner.text.sums import NumberPart, Sum, sums

_SEPARATORS = " -\u00a0\u00ad\u2010\u2011\u200b\u200c\u202f\n"
# The first letter comes before the look at what stands before it, as letters are found quickly.
_ROMAN = re.compile(
    r"([IVXLCDM](?<![^\W\d_].)[IVXLCDM]{0,14})(?:(?<=[IVXL]{2})e|(?<=I)er)?(?![^\W\d_])"  # XIXe siècle
)
_LETTERED = re.compile(r"\(([a-z])\)")
_ENCLOSED = re.compile("[①-⑳⑴-⒇⒈-⒛㈠-㈩㊀-㊉]")
_HAN_HALF = re.compile(r"(\d+|[一二两三四五六七八九十百]+)(?:个|年|天|倍|小时)?半")
_LEAST_SURE = 11
"""Smaller numbers are also pronouns and parts of idioms."""
_LEAST_SURE_HAN = 13
"""In Chinese 11 and 12 are also months."""
_CENTURY = 100
_SCALES = frozenset(10**power for power in range(2, 16))
_LONGEST_ROW = 4
_LONGEST_DECIMAL = 6
_LONGEST_WORD = 64


class Spelled(NamedTuple):
    """A number that is not written in digits.

    Attributes:
        start: where it stands.
        end: offset after it.
        readings: its value in each form that another language may give it, the likeliest first.
        sure: whether the words can hardly be anything but this number: *eighty-seven*, but not *second*.
    """

    start: int
    end: int
    readings: tuple[str, ...]
    sure: bool = False

    @property
    def value(self) -> str:
        """The likeliest value."""
        return self.readings[0]


def spelled(text: str, language: str) -> Iterator[Spelled]:
    """The numbers a text spells out.

    >>> [number.value for number in spelled("the thirty-sixth session, chapter VII, one third", "en")]
    ['36', '1', '3', '1/3', '7']
    >>> [number.value for number in spelled("тридцать шестая сессия", "ru")]
    ['36']
    >>> [number.value for number in spelled("第三十六届会议", "zh")]
    ['36']
    >>> [number.value for number in spelled("five decades", "en")]
    ['10', '5', '50']
    """
    tag = known_language(language).tag
    if (han := _han(tag)) is not None:
        yield from _in_han(text.translate(han))
    if words := lexicon(tag):
        yield from _worded(text, words)
    for match in _ROMAN.finditer(text):
        yield Spelled(match.start(), match.end(), (str(roman_value(match[1])),))
    for match in _LETTERED.finditer(text) if ")" in text else ():
        yield Spelled(match.start(), match.end(), (str(ord(match[1]) - ord("a") + 1),))
    for match in _ENCLOSED.finditer(text) if not text.isascii() else ():
        yield Spelled(match.start(), match.end(), (str(int(unicodedata.numeric(match[0]))),))


def knows_words(language: str) -> bool:
    """Whether the number words of a language are known."""
    return known_language(language).number_words is not None


_ENDINGS = {
    "en": "teen ieth ty- enty irty orty ifty ixty ghty nety irds ee_q elve",
    "fr": "ième ingt ente ante onze ouze eize orze inze",
    "es": "ésim esim eint eima enta trec quin",
    "ru": "надц идца ьдес орок",
    "ar": "عشر عشرة",
    "zh": "",
}
"""Languages whose rows are listed, so that few other words have them, to the endings of numbers above ten."""
_ROMAN_ROW: Row = (OUTSIDE, "ivx", "ivx", "ivx" + OUTSIDE)


def rows(language: str) -> tuple[Row, ...]:
    """Without one of these rows a text has no Roman numeral, and no number above ten in words that is sure to be one.

    >>> ("", "", "") in rows("de"), len(rows("de")) < 40
    (False, True)
    """
    tag = known_language(language).tag
    number_words = known_language(tag).number_words
    if tag in _ENDINGS or number_words is None:
        return (_ROMAN_ROW, *(tuple(ending.replace("_", " ")) for ending in _ENDINGS.get(tag, "").split()))
    endings: dict[str, set[str]] = {}
    for word, value in table(number_words.values):
        number = Fraction(value.lstrip("×*"))
        is_scale = value[0] == "×" or number in _SCALES
        if not is_scale and (number >= _LEAST_SURE or number.denominator > 2):
            ending = word.rstrip("~").lower()[-_LONGEST_ROW:]
            endings.setdefault(ending[1:], set()).add(ending[0])
    return (_ROMAN_ROW, *(("".join(sorted(firsts)), *ending) for ending, firsts in endings.items()))


def _han(tag: str) -> dict[int, str] | None:
    """The characters that a language writes for Chinese numerals; None where it does not count like that."""
    words = known_language(tag).number_words
    if words is None or words.han is None:
        return None
    return {ord(pair[0]): pair[1] for pair in words.han.split()}


def _in_han(text: str) -> Iterator[Spelled]:
    """The numbers written in Chinese numerals, halves among them."""
    for start, end, value in han_numerals(text):
        yield Spelled(start, end, _readings(Fraction(value)), _is_sure_han(text[start:end], value))
    for match in _HAN_HALF.finditer(text) if "半" in text else ():
        whole = match[1] if match[1].isdigit() else han_value(match[1])
        yield Spelled(*match.span(), (f"{whole}.5",))


def _is_sure_han(numeral: str, value: str) -> bool:
    """Whether a numeral is more than part of an idiom (千万, 十分): it has a digit and a unit."""
    units = sum(char in "十百千万亿廿卅卌" for char in numeral)
    return "/" in value or (0 < units < len(numeral) and Fraction(value) >= _LEAST_SURE_HAN)


def _worded(text: str, words: Lexicon) -> Iterator[Spelled]:
    """The numbers in words, with those before a scale of units (two decades) in both readings."""
    lower = text.lower()
    if len(lower) != len(text):  # İ is two characters in lower case
        lower = "".join(char.lower()[:1] for char in text)
    folded = lower.translate(words.folds) if words.folds else lower
    run: list[NumberPart] = []
    for start, end, meanings in _number_words(folded, words):
        if run and not _is_joined(folded[run[-1].end : start], words):
            yield from _numbers(run, words)
            run = []
        if meanings[0].counts_units:
            yield from _counted(start, end, meanings[0].value, run, words)
            run = []
            continue
        between = folded[run[-1].end : start].strip(_SEPARATORS) if run else ""
        for number, meaning in enumerate(meanings):
            joined = meaning.joined or (number == 0 and bool(between))
            run.append(NumberPart(start, end, meaning.value, joined, meaning.multiplies))
    if run:
        yield from _numbers(run, words)
    yield from _first_parts(folded, words)


def _number_words(text: str, words: Lexicon) -> Iterator[tuple[int, int, tuple[NumberWord, ...]]]:
    """Start and end of each number word or phrase, with what it means."""
    if words.inside:
        for match in words.inside.finditer(text):
            yield match.start(), match.end(), (words.words[match[0]],)
        return
    matches = list(words.word.finditer(text))
    next_place = 0
    for place, match in enumerate(matches):
        if place < next_place or not words.may_begin(match[0]):
            continue
        (start, end), meanings = match.span(), words.read(match[0])
        for phrase, meaning in words.phrases_from(match[0]):
            following = matches[place : place + len(phrase)]
            if tuple(word[0] for word in following[1:]) == phrase[1:] and _are_close(text, following):
                end, meanings, next_place = following[-1].end(), (meaning,), place + len(phrase)
                break
        if meanings:
            yield start, end, meanings


def _are_close(text: str, matches: list[re.Match[str]]) -> bool:
    """Whether nothing but a separator stands between words."""
    return all(not text[before.end() : after.start()].strip(_SEPARATORS) for before, after in pairwise(matches))


def _is_joined(between: str, words: Lexicon) -> bool:
    """Whether what stands between two number words lets them be parts of one number."""
    return all(word in words.joins for word in between.replace("-", " ").strip(_SEPARATORS).split())


def _numbers(run: list[NumberPart], words: Lexicon) -> Iterator[Spelled]:
    """The numbers that words in a row make; a year in two parts and an ordinal as denominator in both readings."""
    before: Sum | None = None
    for total in sums(run, words.scores, units_first=words.units_first):
        is_large = total.value >= _LEAST_SURE or total.value.denominator != 1
        yield Spelled(total.start, total.end, _readings(total.value), is_large and _is_sure(total))
        if before:
            yield from _pair(before, total)
        before = total


def _is_sure(total: Sum) -> bool:
    """A scale alone, as in *hundreds of*, is hardly a number; neither is a half."""
    alone = total.words == 1
    return not (alone and (total.value < 1 or (total.value >= 100 and set(str(total.value)) <= {"1", "0"})))


def _pair(one: Sum, other: Sum) -> Iterator[Spelled]:
    """Nineteen eighty-four may be a year, one third (as *one* and *third*) a fraction."""
    if not one.value.denominator == other.value.denominator == 1:
        return
    first, second = int(one.value), int(other.value)
    if 10 < first < 22 and 10 <= second < 100:
        yield Spelled(one.start, other.end, (str(100 * first + second),))
    if 0 < first < second:
        yield Spelled(one.start, other.end, _readings(Fraction(first, second)))


def _counted(start: int, end: int, times: Fraction, run: list[NumberPart], words: Lexicon) -> Iterator[Spelled]:
    """Two decades are twenty years, but what is of the twenty-first century is not of the 2100th."""
    yield Spelled(start, end, _readings(times))
    if run:
        numbers = list(_numbers(run, words))
        yield from (number._replace(sure=number.sure and times == _CENTURY) for number in numbers)
        yield Spelled(run[0].start, end, _readings(times * Fraction(numbers[0].value)))


def _first_parts(text: str, words: Lexicon) -> Iterator[Spelled]:
    """The numbers at the beginning of other words: *двухлетний* has 2, *двухмиллионный* 2,000,000 too."""
    for match in words.compound.finditer(text) if words.compound else ():
        if len(match[0]) <= _LONGEST_WORD and not words.read(match[0]):
            yield from _first_part(match[0], match.start(), match.end(), words)


def _first_part(word: str, start: int, end: int, words: Lexicon) -> Iterator[Spelled]:
    parts: list[NumberPart] = []
    place = 0
    while place < len(word):
        lengths = (
            length for length in range(len(word) - place, 0, -1) if word[place : place + length] in words.first_parts
        )
        length = next(lengths, 0)
        if not length:
            break
        meaning = words.first_parts[word[place : place + length]]
        parts.append(NumberPart(start, end, meaning.value, multiplies=meaning.multiplies))
        place += length
    if len(word) - place >= 4 or (len(parts) > 1 and parts[-1].multiplies):
        yield from (Spelled(start, end, _readings(total.value)) for total in sums(parts))


def _readings(value: Fraction) -> tuple[str, ...]:
    """A value in each form that another language may give it."""
    if value.denominator == 1:
        return (str(value.numerator),)
    decimal = f"{float(value):.{_LONGEST_DECIMAL}f}".rstrip("0")
    written = f"{value.numerator}/{value.denominator}"
    if Fraction(decimal) != value:
        return (written,)
    return (decimal, written) if value > 1 else (written, decimal)
