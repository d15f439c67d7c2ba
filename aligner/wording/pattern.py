"""Elements of a query as one regular expression over folded text, and the marks by which it knows words.

What a word must be (``[shall]``, ``[word="secur.*"]``) a regular expression cannot ask. So such words are marked in the
text first: a private character for each condition before the word, and one behind it. The expression asks for the marks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import regex

from aligner.errors import UsageError
from aligner.text.english import listed
from aligner.text.expressions import Expression
from aligner.text.folding import ACCENTS, fold, has_accents
from aligner.text.languages import language as known_language
from aligner.text.word_classes import TAGGED, is_tagged, word_class
from aligner.text.words import UNSPACED, boundaries, lemmas
from aligner.wording.grammar import WILDCARDS, Choice, Element, Gap, Literal, WordCondition, WordTest

_FIRST_MARK = 0xF0000  # private use, plane 15: no text that is exchanged has meaning there
MARKS = "\U000f0000-\U000f7fff"
_MOST_CONDITIONS = 200
_REMEMBERED = 1 << 18
_BEFORE = rf"(?<!(?![{UNSPACED}])\w)"
"""No letter of a spaced script before; in UN安全 both words are found."""
_AFTER = rf"(?!(?![{UNSPACED}])\w)"
_VOWELS = "аеиоуыэюяєі"  # Cyrillic letters that carry stress; й and ї are letters of their own
TIMEOUT = 2.0
"""Seconds that the regular expression of one word may take."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with marks around the words that meet a condition; ``places`` is where the marks are in it, in order."""

    text: str
    places: tuple[int, ...] = ()

    def origin(self, place: int) -> int:
        """The place in the text without marks."""
        return place - bisect_left(self.places, place)


class Conditions:
    """The conditions of a query for one language, each tried once on every distinct word.

    Args:
        elements: the query.
        language: the language of the texts.
    """

    def __init__(self, elements: Sequence[Element], language: str) -> None:
        self._language = language
        self._conditions = [
            condition for condition in dict.fromkeys(_conditions(elements)) if not self.written(condition)
        ]
        if len(self._conditions) > _MOST_CONDITIONS:
            raise UsageError(f"has more than {_MOST_CONDITIONS} conditions on words", where="QUERY")
        self._tests = [_compiled(condition, language) for condition in self._conditions]
        self._met: dict[str, list[tuple[int, str]]] = {}

    def written(self, condition: WordCondition) -> str:
        """The word of a condition that the language does not write, and so has in no other form; empty for others."""
        test = condition.groups[0][0]
        is_alone = test.is_plain and not test.is_negated and len(condition.groups) == len(condition.groups[0]) == 1
        return test.value if is_alone and not known_language(self._language).writes(test.value) else ""

    @property
    def marks(self) -> str:
        """What may stand before and after an element in a marked text, as a pattern; empty where nothing is marked."""
        return f"[{MARKS}]*" if self._conditions else ""

    def number(self, condition: WordCondition) -> int:
        """The number of a condition."""
        return self._conditions.index(condition)

    def mark(self, text: str, lowered: str = "") -> Marked:
        """The text, or the same in lower case, with marks around the words that meet a condition.

        Args:
            text: as it is written.
            lowered: what the marks are put into, character for character the same; empty for the text itself.
        """
        marks: list[tuple[int, str]] = []
        for start, stop in boundaries(text) if self._conditions else ():
            word = text[start:stop]
            met = self._met.get(word)
            if met is None:
                met = self._met[word] = self._marks(word)
            marks += ((start + offset, mark) for offset, mark in met)
        into = lowered or text
        if not marks:
            return Marked(into)
        pieces, end = [], 0
        # Marks at one place stay in the order they were made in: those that close a word come before those that open one.
        for place, mark in sorted(marks, key=lambda placed: placed[0]):
            pieces += [into[end:place], mark]
            end = place
        # Each mark is one character, and moves those after it.
        places = (place + number for number, place in enumerate(sorted(place for place, _ in marks)))
        return Marked("".join([*pieces, into[end:]]), tuple(places))

    def _marks(self, word: str) -> list[tuple[int, str]]:
        """The marks of a word and, where it is a compound with a hyphen or an apostrophe, of its parts."""
        if len(self._met) > _REMEMBERED:
            self._met.clear()
        spans = [(0, len(word))]
        parts = [part.span() for part in _PART.finditer(word)]
        marks = []
        for start, stop in spans + (parts if len(parts) > 1 else []):
            for number, test in enumerate(self._tests):
                if test(word[start:stop]):
                    marks += [(start, chr(_FIRST_MARK + 2 * number)), (stop, chr(_FIRST_MARK + 2 * number + 1))]
        return marks


_PART = regex.compile(r"[\p{L}\p{N}\p{M}\u200c\u200d]+")


def _conditions(elements: Sequence[Element]) -> Iterator[WordCondition]:
    for element in elements:
        if isinstance(element, WordCondition):
            yield element
        elif isinstance(element, Choice):
            for option in element.options:
                yield from _conditions(option)


def _compiled(condition: WordCondition, language: str) -> Callable[[str], bool]:
    groups = [_conjunction(group, language) for group in condition.groups]
    return lambda word: any(meets(word) for meets in groups)


def _conjunction(group: Sequence[WordTest], language: str) -> Callable[[str], bool]:
    tests = [(_tester(test, language), test.is_negated) for test in group]
    return lambda word: all(meets(word) != is_negated for meets, is_negated in tests)


def _tester(test: WordTest, language: str) -> Callable[[str], bool]:
    if test.is_plain:
        return _any_form(test.value, language)
    pattern = compiled(test.value, ignores_case=test.ignores_case)
    if test.attribute == "pos":
        if not is_tagged(language):
            raise UsageError(
                f"parts of speech are not known of words in {language}",
                where="QUERY",
                hint=f"they are for {listed(TAGGED)}: give --language",
            )
        return lambda word: _fits(pattern, word_class(word, language))
    if test.attribute == "word":
        return lambda word: _fits(pattern, word)
    return lambda word: any(_fits(pattern, lemma) for lemma in lemmas(word, language))


def _any_form(value: str, language: str) -> Callable[[str], bool]:
    as_written = regex.compile(_characters(fold(value), has_accents=True))
    forms = frozenset(lemmas(value, language))
    return lambda word: not forms.isdisjoint(lemmas(word, language)) or bool(as_written.fullmatch(fold(word)))


def _fits(pattern: regex.Pattern[str], word: str) -> bool:
    try:
        return bool(pattern.fullmatch(word, timeout=TIMEOUT))
    except TimeoutError as error:
        raise UsageError(
            f"'{pattern.pattern}' takes too long on one word", where="QUERY", hint="rewrite nested repetition"
        ) from error


def compiled(expression: str, *, ignores_case: bool = False) -> regex.Pattern[str]:
    """A regular expression of a user, of bounded size; whoever tries it bounds the time.

    Raises:
        UsageError: it is not one, or is too large to be tried.
    """
    Expression(expression, "QUERY")
    return regex.compile(expression, regex.IGNORECASE if ignores_case else 0)


def pattern_of(
    elements: Sequence[Element], conditions: Conditions, *, has_accents: bool, variants: bool = False
) -> str:
    r"""The regular expression of a query over folded and marked text.

    Args:
        elements: the query.
        conditions: its conditions.
        has_accents: whether the text has combining accents, which a letter without one in the query may carry.
        variants: whether traditional characters are folded to simplified ones.
    """
    pattern = ""
    for number, element in enumerate(elements):
        previous = elements[number - 1] if number else None
        if previous is not None:
            pattern += _between(previous, element)
        pattern += _one(element, conditions, has_accents=has_accents, variants=variants)
    return pattern


def _one(element: Element, conditions: Conditions, *, has_accents: bool, variants: bool) -> str:
    if isinstance(element, Gap):
        return ""
    if isinstance(element, Choice):
        options = (
            pattern_of(option, conditions, has_accents=has_accents, variants=variants) for option in element.options
        )
        return f"(?:{'|'.join(options)})"
    if isinstance(element, WordCondition) and (word := conditions.written(element)):
        element = Literal((word,))
    if isinstance(element, WordCondition):
        number = conditions.number(element)
        opening, closing = chr(_FIRST_MARK + 2 * number), chr(_FIRST_MARK + 2 * number + 1)
        return f"{conditions.marks}{opening}[^{closing}]*{closing}{conditions.marks}"
    literal = _literal(element, has_accents=has_accents, variants=variants)
    return f"{conditions.marks}{literal}{conditions.marks}"


def required(elements: Sequence[Element], conditions: Conditions, *, variants: bool) -> str:
    """Characters without which a folded text does not match: the longest string of a literal; empty for none."""
    strings: list[str] = []
    for element in elements:
        if isinstance(element, Literal):
            strings += (part for part in element.parts if part not in WILDCARDS)
        elif isinstance(element, WordCondition):
            strings.append(conditions.written(element))
    folded = (fold(string, variants=variants) for string in strings)
    return max((string for string in folded if not has_accents(string)), key=len, default="")


def _between(one: Element, other: Element) -> str:
    """What may come between two elements: a space, none between characters of scripts without spaces; or a gap."""
    gap = one if isinstance(one, Gap) else None
    if isinstance(other, Gap):
        return ""
    if gap:
        # Up to a dozen characters of a script without spaces count as the words of the gap too.
        return rf"(?:(?:\s+\S+){{{gap.least},{gap.most}}}?\s+|(?:[\w{MARKS}]{{{2 * gap.least},{2 * gap.most}}}?))"
    return rf"(?:\s+|(?<=[{UNSPACED}][{MARKS}]*)(?=[{MARKS}]*[{UNSPACED}]))"


def _literal(literal: Literal, *, has_accents: bool, variants: bool) -> str:
    pieces = []
    for part in literal.parts:
        if part in WILDCARDS:
            pieces.append(r"\w*" if part == "\0*" else r"(?:\w|\?)")
        else:
            pieces.append(_characters(fold(part, variants=variants), has_accents=has_accents))
    first, last = literal.parts[0], literal.parts[-1]
    before = "" if first not in WILDCARDS and not _is_bounded(fold(first)[:1]) else _BEFORE
    after = "" if last not in WILDCARDS and not _is_bounded(_last_letter(fold(last))) else _AFTER
    return before + "".join(pieces) + after


def _last_letter(folded: str) -> str:
    return regex.sub(rf"[{ACCENTS}]+$", "", folded)[-1:]


def _is_bounded(character: str) -> bool:
    """Whether a word that begins or ends with a character begins or ends there: not in a script without spaces."""
    return bool(regex.match(rf"(?![{UNSPACED}])\w", character))


def _characters(folded: str, *, has_accents: bool) -> str:
    pattern = ""
    for character, accents in regex.findall(rf"([^{ACCENTS}]|^)([{ACCENTS}]*)", folded.replace("и\u0306", "й")):
        if character == "й":
            pattern += "(?:й|и\u0306)"
            continue
        pattern += r"\s+" if character.isspace() else regex.escape(character, special_only=True)
        if accents:
            pattern += f"{accents}(?![{ACCENTS}])"
        elif has_accents and character == "и":
            pattern += "(?!\u0306)"
        elif has_accents and _may_carry(character):
            pattern += "[\u0300\u0301\u0308]*" if character in _VOWELS else f"[{ACCENTS}]*"
    return pattern


def _may_carry(character: str) -> bool:
    """Whether an accent on a letter makes no other letter of it: é is an e with an accent, й is no и."""
    return bool(regex.match(r"\p{Latin}|\p{Greek}", character)) or character in "аеоуыэюя"
