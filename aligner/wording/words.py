"""The words of a text with their lemmas, per language: what search, context lines and equivalents count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from aligner.errors import MissingExtraError
from aligner.text.languages import language as known_language

_WORD = re.compile(r"[^\W_]+(?:[-'’‑][^\W_]+)*")
_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿𠀀-𱍊]+")
_SYMBOL = re.compile(r"[A-Za-z0-9]+(?:[/.:][A-Za-z0-9]+)+")
"""A document symbol or another number with parts, such as 64/211: one word in every language."""


_FUNCTION_WORDS = {
    "en": "a an and are as at be been by could for from had has have in into is it its may not of on or shall that the "
    "their these they this those to was were which will with",
    "ru": "в во и из или к как на не ни о об от по при с со так то у что чтобы а но же для за до их его ее которые который",
    "zh": "的 和 与 及 或 在 以 并 应 将 对 等 其 了 以及 及其 而 由 为 上 中 下 都 从 就",
    "fr": "à au aux ce ces d dans de des du elle en est et il ils l la le les leur leurs ne ou par pas pour qu que qui "
    "sa se ses son sont sur un une",
    "es": "al con del el es las lo los no o para por que se son su sus un una y",
    "ar": "و في من على إلى أن عن مع",
}
FUNCTION_WORDS = frozenset(word for words in _FUNCTION_WORDS.values() for word in words.split())
"""Words that hold a sentence together and stand for nothing alone; they are no counterpart of anything."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands; ``lemmas`` are its possible dictionary forms in lower case, the likeliest first."""

    text: str
    start: int
    end: int
    lemmas: tuple[str, ...]

    @property
    def lemma(self) -> str:
        """The likeliest dictionary form."""
        return self.lemmas[0]


def words(text: str, language: str) -> list[Word]:
    """The words of a text, with lemmas.

    Chinese is segmented, and a compound all of whose parts are words is taken apart; a document symbol is one word.

    Raises:
        MissingExtraError: the language needs a library of the extra ``wording`` that is not installed.

    >>> [(word.text, word.lemma) for word in words("Networks, and threats", "en")]
    [('Networks', 'network'), ('and', 'and'), ('threats', 'threat')]
    >>> [word.text for word in words("第64/211号决议，信息安全", "zh")]
    ['第', '64/211', '号', '决议', '信息', '安全']
    >>> [word.lemma for word in words("угроз и угрозы", "ru")]
    ['угроза', 'и', 'угроза']
    """
    lemmas = lemmatizer(language)
    return [Word(text[start:end], start, end, lemmas(text[start:end])) for start, end in boundaries(text, language)]


def boundaries(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text begin and end."""
    end = 0
    for symbol in [*_SYMBOL.finditer(text), None]:
        stop = symbol.start() if symbol else len(text)
        for match in _WORD.finditer(text, end, stop):
            if _HAN.search(match[0]) and known_language(language).tag in ("zh", "ja"):
                yield from _segmented(text, match.start(), match.end())
            else:
                yield match.span()
        if symbol:
            yield symbol.span()
            end = symbol.end()


def _segmented(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    jieba = _jieba()
    for word in jieba.cut(text[start:end], hmm=False):
        for part in _parts(word):
            yield start, start + len(part)
            start += len(part)


@lru_cache(maxsize=65536)
def _parts(word: str) -> tuple[str, ...]:
    """A compound as the words it is made of, where such words of two characters or more make it up; else itself."""
    if len(word) < 4:
        return (word,)
    inner = [it for it in _jieba().cut_for_search(word) if 2 <= len(it) < len(word)]
    return _tiled(word, frozenset(inner)) or (word,)


def _tiled(word: str, inner: frozenset[str]) -> tuple[str, ...]:
    for part in sorted((it for it in inner if word.startswith(it)), key=len, reverse=True):
        if part == word:
            return (part,)
        if rest := _tiled(word[len(part) :], inner):
            return (part, *rest)
    return ()


@cache
def lemmatizer(language: str) -> Callable[[str], tuple[str, ...]]:
    """What gives the possible lemmas of a word of a language; the word in lower case where nothing is known of it.

    Raises:
        MissingExtraError: the library for the language is not installed.
    """
    tag = known_language(language).tag
    if tag == "ru":
        return lru_cache(maxsize=1 << 17)(_russian)
    if tag in ("zh", "ja", "ko", "th"):
        return lambda word: (word.casefold(),)
    lemmatize = _library("simplemma").lemmatize

    @lru_cache(maxsize=1 << 17)
    def lemma(word: str) -> tuple[str, ...]:
        try:
            return (lemmatize(word.lower(), lang=tag).lower(),)
        except ValueError:  # it does not know the language
            return (word.casefold(),)

    return lemma


def _russian(word: str) -> tuple[str, ...]:
    parses = _morphology().parse(word.lower())
    return tuple(dict.fromkeys(parse.normal_form for parse in parses)) or (word.casefold(),)


@cache
def _morphology() -> Any:
    return _library("pymorphy3").MorphAnalyzer(lang="ru")


@cache
def _jieba() -> Any:
    return _library("rjieba")


def _library(name: str) -> Any:
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingExtraError(f"work with words ({name})", "wording") from error
