"""Numbers not written in plain digits: cardinals and ordinals in words, fractions, Roman numerals, letters, ②.

Words are weak evidence: ``one`` is also a pronoun and a decade is not 10, so these values confirm a number that another
language writes in digits, and are not demanded of other languages themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from aligner.text.language import NumberWords, table
from aligner.text.languages import language as known_language
from aligner.text.numbers import Number
from aligner.text.numerals import han_numerals, han_value, roman_value


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The number words of one language, in lower case.

    Attributes:
        values: word to value, as in :class:`NumberWords`.
        joins: words that may stand between the parts of a number.
        and_a_half: what stands between a whole and a half.
        first_parts: the beginnings of compound words to their values.
        first_scales: what follows them to its value.
        compound: a word that begins with such a part; None where there are none.
    """

    values: Mapping[str, str]
    joins: frozenset[str]
    and_a_half: frozenset[str]
    first_parts: Mapping[str, str]
    first_scales: Mapping[str, int]
    compound: re.Pattern[str] | None


def _lexicon(words: NumberWords) -> _Lexicon:
    first_parts = dict(table(words.first_parts))
    compound = re.compile(rf"({'|'.join(first_parts)})(?=\w{{4}})") if first_parts else None
    return _Lexicon(
        _values(words),
        frozenset(words.joins.split()),
        frozenset(phrase.replace("_", " ") for phrase in words.and_a_half.split()),
        first_parts,
        {scale: int(value) for scale, value in table(words.first_scales)},
        compound,
    )


def _values(words: NumberWords) -> dict[str, str]:
    """Word to value; a form that is given outweighs one that is made by an ending."""
    inflected: dict[str, str] = {}
    plain: dict[str, str] = {}
    for word, value in table(words.values):
        if word.endswith("~"):
            inflected.update((word[:-1] + ending, value) for ending in words.endings.split())
        else:
            plain[word] = value
    return inflected | plain


@cache
def _lexicon_of(tag: str) -> _Lexicon | None:
    """The number words of a language; None where they are not known, or are written in Chinese numerals."""
    words = known_language(tag).number_words
    return _lexicon(words) if words and words.values else None


_WORD = re.compile(r"[^\W\d_]+")
# The first letter comes first, before it is looked at what stands before it: so it is found quickly.
_ROMAN = re.compile(r"([IVXLC](?<![^\W\d_].)[IVXLC]{0,6})(?:(?<=[IVXL]{2})e|(?<=I)er)?(?![^\W\d_])")  # XIXe siècle
_LETTERED = re.compile(r"\(([a-z])\)")
_ENCLOSED = re.compile("[①-⑳⑴-⒇⒈-⒛㈠-㈩㊀-㊉]")
_HAN_HALF = re.compile(r"(\d+|[一二两三四五六七八九十百]+)(?:个|年|天|倍|小时)?半")
_DECIMALS = {"1/2": "0.5", "3/2": "1.5", "1/4": "0.25"}


def spelled(text: str, language: str) -> Iterator[Number]:
    """The numbers a text spells out, each compound with its value and the words in it with theirs.

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
    if _counts_in_han(tag):
        yield from _in_han(text)
    elif lexicon := _lexicon_of(tag):
        yield from _worded(text, lexicon)
    for match in _ROMAN.finditer(text):
        yield Number(match.start(), match.end(), (str(roman_value(match[1])),))
    for match in _LETTERED.finditer(text) if ")" in text else ():
        yield Number(match.start(), match.end(), (str(ord(match.group(1)) - ord("a") + 1),))
    for match in _ENCLOSED.finditer(text) if not text.isascii() else ():
        yield Number(match.start(), match.end(), (_enclosed(match.group()),))


def knows_words(language: str) -> bool:
    """Whether the number words of a language are known."""
    return known_language(language).number_words is not None


def _counts_in_han(tag: str) -> bool:
    words = known_language(tag).number_words
    return words is not None and words.han is not None


def _in_han(text: str) -> Iterator[Number]:
    """The numbers written in Chinese numerals, halves and pairs among them."""
    yield from (Number(start, end, (value,)) for start, end, value in han_numerals(text))
    if (place := text.find("半")) >= 0:
        yield Number(place, place + 1, _read("1/2"))
        for match in _HAN_HALF.finditer(text):
            whole = match[1] if match[1].isdigit() else han_value(match[1])
            yield Number(*match.span(), (f"{whole}.5",))
    if (place := text.find("双")) >= 0:
        yield Number(place, place + 1, ("2",))


def _worded(text: str, lexicon: _Lexicon) -> Iterator[Number]:
    lower = text.lower()
    may_be_compound = lexicon.compound and lexicon.compound.search(lower)
    run: list[tuple[int, int, str]] = []
    before: Number | None = None
    for match in _WORD.finditer(lower):
        word, (start, end) = match.group(), match.span()
        value = lexicon.values.get(word)
        if value is None and run and word in lexicon.joins:
            continue
        if run and (value is None or not _is_joined(text[run[-1][1] : start], lexicon)):
            yield from (numbers := _summed(run))
            before, run = numbers[0], []
        if value is None:
            if may_be_compound:
                yield from _compound(start, end, word, lexicon)
        elif value.startswith("×"):
            # Two decades are twenty years, but what is of the twenty-first century is not of the 2100th.
            times = value[1:]
            yield Number(start, end, (times,))
            if run:
                yield from (numbers := _summed(run))
                yield Number(run[0][0], end, (str(int(times) * Fraction(numbers[0].value)),))
                run = []
        else:
            between = text[before.end : start].strip(" -\u00a0").replace("-", " ") if before else ""
            if before and value == "1/2" and between in lexicon.and_a_half:
                yield Number(before.start, end, (f"{before.value}.5",))
            run.append((start, end, value))
    yield from _summed(run)


def _is_joined(between: str, lexicon: _Lexicon) -> bool:
    """Whether what stands between two number words lets them be parts of one number."""
    bare = between.strip(" -\u00a0")
    return not bare or bare.lower() in lexicon.joins


def _compound(start: int, end: int, word: str, lexicon: _Lexicon) -> Iterator[Number]:
    """The numbers at the beginning of a compound: *двухлетний* has 2, *двухмиллионный* 2,000,000 too."""
    first = lexicon.compound.match(word) if lexicon.compound else None
    if not first:
        return
    value = lexicon.first_parts[first.group()]
    yield Number(start, end, (value,))
    for scale, factor in lexicon.first_scales.items():
        if word.startswith(scale, first.end()):
            yield Number(start, end, (str(int(value) * factor),))


def _summed(run: Sequence[tuple[int, int, str]]) -> list[Number]:
    """A run of number words as one number where they add up, else each by itself; with both readings of a fraction."""
    if not run:
        return []
    whole = [int(value) for _, _, value in run if "/" not in value]
    start, end = run[0][0], run[-1][1]
    total = _add_up(whole) if len(whole) == len(run) else None
    found = (
        [Number(start, end, (str(total),))]
        if total is not None
        else [Number(first, last, _read(value)) for first, last, value in run]
    )
    if len(whole) == len(run) == 2 and whole[0] < whole[1]:
        found.append(Number(start, end, (f"{whole[0]}/{whole[1]}",)))
    return found


def _read(value: str) -> tuple[str, ...]:
    """A value in each form that another language may give it."""
    return (value, _DECIMALS[value]) if value in _DECIMALS else (value,)


def _add_up(values: list[int]) -> int | None:
    """``[2, 100, 30, 6]`` is 236; None where the words are no one number (``three four``)."""
    total = group = 0
    last = 10**12
    for value in values:
        if value >= 1000:
            total, group, last = total + (group or 1) * value, 0, value
        elif value == 100:
            group, last = (group or 1) * 100, 100
        elif value < last and (value < 10 or not group % 100) and not (last < 20):
            group, last = group + value, value
        else:
            return None
    return total + group


def _enclosed(char: str) -> str:
    """The number in ``②``, ``⑵`` or ``㈡``."""
    return str(int(unicodedata.numeric(char)))
