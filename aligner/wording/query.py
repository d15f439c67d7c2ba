"""What to look for, and where it stands in a text: words, exact characters, lemmas, or a regular expression."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Any

from aligner.errors import MissingExtraError, UsageError
from aligner.text.languages import language as known_language
from aligner.text.words import Word, words

BUDGET = 20.0
"""Seconds that a regular expression may run in one search; without a bound, one like ``(a+)+$`` never ends."""

Spans = list[tuple[int, int]]


class QueryKind(StrEnum):
    """How a query is meant."""

    WORDS = "words"
    """Whole words in this order, whatever their case; ``secur*`` for every word that begins so."""
    EXACT = "exact"
    """These characters, anywhere."""
    LEMMA = "lemma"
    """Whole words in this order, in any of their forms; as they stand, also within a compound (Internet-related)."""
    REGEX = "regex"
    """A regular expression."""


class Query:
    """Something to look for.

    Args:
        text: what the user typed.
        kind: how it is meant.

    Raises:
        UsageError: it is empty, or not a regular expression.

    >>> Query("networks", QueryKind.LEMMA).spans("A network of networks", "en")
    [(2, 9), (13, 21)]
    >>> Query("安全").spans("信息安全", "zh")
    [(2, 4)]
    """

    def __init__(self, text: str, kind: QueryKind = QueryKind.WORDS) -> None:
        if not text.strip():
            raise UsageError("there is nothing to look for", where="QUERY", hint="give a word or a phrase")
        self.text, self.kind = text, kind
        self._pattern = self._compiled()
        self._left = BUDGET

    def spans(self, text: str, language: str) -> Spans:
        """Where it stands in a text of a language: start and end offsets, in order, none of them empty.

        Raises:
            UsageError: a regular expression ran too long.
            MissingExtraError: the lemmas of the language need an extra that is not installed.
        """
        if self.kind is QueryKind.LEMMA and not _is_unspaced(language):
            return _together(self._lemma_spans(text, language), self._word_spans(text))
        if self.kind is QueryKind.REGEX:
            return self._bounded(text)
        return self._word_spans(text)

    def lemmas(self, language: str) -> tuple[Word, ...]:
        """The words of the query, taken as words of a language."""
        return _query_words(self.text, language)

    def _compiled(self) -> Any:
        if self.kind is QueryKind.EXACT:
            return re.compile(re.escape(self.text))
        if self.kind is not QueryKind.REGEX:
            return re.compile(_as_words(self.text), re.IGNORECASE)
        try:
            import regex
        except ImportError as error:
            raise MissingExtraError("search by regular expression", "wording") from error
        try:
            return regex.compile(self.text)
        except regex.error as error:
            raise UsageError(f"'{self.text}' is not a regular expression ({error})", where="QUERY") from error

    def _word_spans(self, text: str) -> Spans:
        return [match.span() for match in self._pattern.finditer(text)]

    def _bounded(self, text: str) -> Spans:
        start = time.monotonic()
        try:
            return [it.span() for it in self._pattern.finditer(text, timeout=max(self._left, 0.001)) if it[0]]
        except TimeoutError as error:
            raise UsageError(
                f"'{self.text}' ran for more than {BUDGET:g} seconds",
                where="QUERY",
                hint="nested repetition such as (a+)+ takes for ever: rewrite it",
            ) from error
        finally:
            self._left -= time.monotonic() - start

    def _lemma_spans(self, text: str, language: str) -> Iterator[tuple[int, int]]:
        wanted = [set(word.lemmas) for word in self.lemmas(language)]
        if not wanted or not known_language(language).writes(self.text):
            return
        there = _words(text, language)
        at = 0
        while at + len(wanted) <= len(there):
            window = there[at : at + len(wanted)]
            if all(forms.intersection(word.lemmas) for forms, word in zip(wanted, window, strict=True)):
                yield window[0].start, window[-1].end
                at += len(wanted)
            else:
                at += 1


def _together(some: Iterable[tuple[int, int]], more: Iterable[tuple[int, int]]) -> Spans:
    """All spans in text order; of those that overlap, the one that begins first."""
    found: Spans = []
    for start, end in sorted({*some, *more}):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


@lru_cache(maxsize=64)
def _query_words(text: str, language: str) -> tuple[Word, ...]:
    return tuple(words(text, language))


@lru_cache(maxsize=4096)
def _words(text: str, language: str) -> tuple[Word, ...]:
    return tuple(words(text, language))


def _is_unspaced(language: str) -> bool:
    """Whether the language writes no spaces between words: there a query is a run of characters."""
    return known_language(language).joiner == ""


def _as_words(text: str) -> str:
    r"""A pattern for words in sequence; at an end that is no letter of a spaced script, no boundary is asked for.

    >>> _as_words("information  secur*")
    '(?<!\\w)information\\s+secur\\w*(?!\\w)'
    >>> _as_words("安全")
    '安全'
    """
    pieces = [re.escape(piece.rstrip("*")) + (r"\w*" if piece.endswith("*") else "") for piece in text.split()]
    pattern = r"\s+".join(pieces)
    bare = text.strip().rstrip("*")
    return (r"(?<!\w)" if _is_letter(bare[:1]) else "") + pattern + (r"(?!\w)" if _is_letter(bare[-1:]) else "")


def _is_letter(character: str) -> bool:
    return bool(re.match(r"[^\W_]", character)) and not re.match(
        r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]",
        character,
    )
