"""What to look for, and where it occurs in a text: a query of the query language, exact characters, or a regular expression."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable
from enum import StrEnum

import regex

from aligner.errors import UsageError
from aligner.text.folding import FoldedText, fold, has_accents
from aligner.text.languages import language as known_language
from aligner.text.words import boundaries
from aligner.wording.grammar import Choice, Element, Literal, WordCondition, parse
from aligner.wording.pattern import Conditions, compiled, pattern_of, required

BUDGET = 20.0
"""Seconds that the regular expressions of a query may run in one search; without a bound, ``(a+)+$`` never ends."""
_SUFFIXES = "性化者们等"  # what follows a Chinese word without making another of it

Spans = list[tuple[int, int]]


class QueryKind(StrEnum):
    """How a query is meant."""

    WORDS = "words"
    """In the query language, where a bare word is found as it is written; case, accents and the like do not matter."""
    LEMMA = "lemma"
    """In the query language, where a bare word is found in any of its forms."""
    EXACT = "exact"
    """These characters, anywhere."""
    REGEX = "regex"
    """A regular expression."""


class Query:
    """Something to look for.

    Args:
        text: what the user typed.
        kind: how it is meant.
        budget: seconds that its regular expressions may run; :data:`BUDGET` where 0.
        variants: whether simplified Chinese characters are found by traditional ones and the reverse (extra ``wording``).

    Raises:
        UsageError: it is empty, or not a query, or not a regular expression.

    >>> Query("networks", QueryKind.LEMMA).spans("A network of networks", "en")
    [(2, 9), (13, 21)]
    >>> Query("安全").spans("信息安全", "zh"), Query("ее").spans("Ещё о её судьбе", "ru")
    ([(2, 4)], [(6, 8)])
    """

    def __init__(
        self, text: str, kind: QueryKind = QueryKind.WORDS, *, variants: bool = False, budget: float = 0
    ) -> None:
        self.text, self.kind, self.variants = text, kind, variants
        self.elements: tuple[Element, ...] = ()
        self._pattern: regex.Pattern[str] | None = None
        self._conditions: dict[str, Conditions] = {}
        self._patterns: dict[tuple[str, bool], regex.Pattern[str]] = {}
        self._budget = self._left = budget or BUDGET
        if kind in (QueryKind.EXACT, QueryKind.REGEX):
            if not text.strip():
                raise UsageError("there is nothing to look for", where="QUERY", hint="give a word or a phrase")
            self._pattern = regex.compile(regex.escape(text)) if kind is QueryKind.EXACT else compiled(text)
        else:
            self.elements = parse(text, any_form=kind is QueryKind.LEMMA)
        self._required: dict[str, str] = {}
        self._keeps_borders = any(_has_borders(element) for element in self.elements)

    def spans(self, text: str, language: str) -> Spans:
        """Where it occurs in a text of a language: start and end offsets, in order, none of them empty.

        Raises:
            UsageError: a regular expression ran too long.
            MissingExtraError: the forms of a word need an extra that is not installed.
        """
        if self._pattern:
            return self._run(self._pattern, text)
        if language not in self._conditions:
            conditions = self._conditions[language] = Conditions(self.elements, language)
            self._required[language] = required(self.elements, conditions, variants=self.variants)
        conditions = self._conditions[language]
        folded = FoldedText(text, variants=self.variants)
        is_lower = folded.is_plain
        # Where folding only changes the case, the marks go into the folded text, whose places are those of the text.
        marked = conditions.mark(text, folded.text if is_lower else "")
        if not marked.places and self._needs_word(language):
            return []
        if marked.places:
            folded = FoldedText.as_folded(marked.text) if is_lower else FoldedText(marked.text, variants=self.variants)
        accented = has_accents(folded.text)
        # Most texts are out at once; an accent may stand between the characters that are looked for.
        if not accented and self._required[language] not in folded.text:
            return []
        spans = []
        for start, end in self._run(self._compiled(language, has_accents=accented), folded.text):
            first, last = folded.origin(start, end)
            spans.append((marked.origin(first), marked.origin(last)))
        if self._keeps_borders and known_language(language).joiner == "":
            return [span for span in spans if _keeps_borders(text, span)]
        return spans

    @property
    def literal(self) -> str:
        """The longest run of ASCII letters, in lower case, that each text in which it is found must hold, folded."""
        parts = [part for element in self.elements if isinstance(element, Literal) for part in element.parts]
        runs = itertools.chain.from_iterable(regex.findall("[a-z]{3,}", part) for part in map(fold, parts))
        return max(runs, key=len, default="")

    def _needs_word(self, language: str) -> bool:
        """Whether a text of a language in which no word meets a condition cannot match."""
        written = self._conditions[language].written
        return any(isinstance(element, WordCondition) and not written(element) for element in self.elements)

    def _compiled(self, language: str, *, has_accents: bool) -> regex.Pattern[str]:
        key = language, has_accents
        if key not in self._patterns:
            conditions = self._conditions[language]
            pattern = pattern_of(self.elements, conditions, has_accents=has_accents, variants=self.variants)
            self._patterns[key] = regex.compile(pattern)
        return self._patterns[key]

    def _run(self, pattern: regex.Pattern[str], text: str) -> Spans:
        start = time.monotonic()
        try:
            matches = pattern.finditer(text, timeout=max(self._left, 0.001))
            return [match.span() for match in matches if match[0]]
        except TimeoutError as error:
            raise UsageError(
                f"'{self.text}' ran for more than {self._budget:g} seconds",
                where="QUERY",
                hint="nested repetition such as (a+)+ takes for ever: rewrite it",
            ) from error
        finally:
            self._left -= time.monotonic() - start


def _has_borders(element: Element) -> bool:
    if isinstance(element, Choice):
        return any(_has_borders(inner) for option in element.options for inner in option)
    return isinstance(element, Literal) and element.keeps_borders


def _keeps_borders(text: str, span: tuple[int, int]) -> bool:
    """Whether a stretch of a script without spaces cuts no word: it ends where words end, or lies within one word.

    >>> _keeps_borders("谴责任何", (1, 3)), _keeps_borders("共同责任", (2, 4)), _keeps_borders("信息安全性", (0, 4))
    (False, True, True)
    """
    start, end = span
    cut = _cut_words(boundaries(text), start, end)
    within_one = [word for word in cut if word[0] <= start and end <= word[1]]
    tails = [text[end : word[1]] for word in cut if word[0] < end < word[1]]
    return bool(within_one) or not cut or (len(cut) == len(tails) == 1 and tails[0] in _SUFFIXES)


def _cut_words(borders: Iterable[tuple[int, int]], start: int, end: int) -> Spans:
    return [word for word in borders if word[0] < start < word[1] or word[0] < end < word[1]]
