"""Parts of speech by the dictionary: those of Universal Dependencies, for the languages whose dictionary has them.

A word is looked up alone, without its sentence: of a word with several readings this is the most frequent one. Russian is
read by pymorphy3, Chinese by the dictionary of rjieba (extra ``wording``). No other language has a dictionary here.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache, lru_cache

from aligner.errors import MissingExtraError
from aligner.text.languages import language as known_language
from aligner.text.words import LONGEST, morphology

CLASSES = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT"),
    *("SCONJ", "SYM", "VERB", "X"),
)
"""The parts of speech (universaldependencies.org/u/pos)."""
TAGGED = ("ru", "zh")
"""The languages whose words have one here."""
_RUSSIAN = {
    "NOUN": "NOUN",
    "ADJF": "ADJ",
    "ADJS": "ADJ",
    "COMP": "ADJ",
    "VERB": "VERB",
    "INFN": "VERB",
    "PRTF": "VERB",
    "PRTS": "VERB",
    "GRND": "VERB",
    "NUMR": "NUM",
    "ADVB": "ADV",
    "NPRO": "PRON",
    "PRED": "ADV",
    "PREP": "ADP",
    "CONJ": "SCONJ",
    "PRCL": "PART",
    "INTJ": "INTJ",
}
_COORDINATING = frozenset(("и", "а", "но", "или", "либо", "да", "ни"))
_NAMES = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn", "Trad"))
_CHINESE = {
    "n": "NOUN",
    "g": "NOUN",
    "s": "NOUN",
    "t": "NOUN",
    "v": "VERB",
    "a": "ADJ",
    "b": "ADJ",
    "z": "ADJ",
    "d": "ADV",
    "r": "PRON",
    "m": "NUM",
    "q": "NOUN",
    "p": "ADP",
    "f": "ADP",
    "c": "CCONJ",
    "u": "PART",
    "y": "PART",
    "k": "PART",
    "h": "PART",
    "e": "INTJ",
    "o": "INTJ",
}
"""The tags of jieba by their first letter (ICTCLAS)."""
_CHINESE_EXCEPTIONS = {
    "vn": "NOUN",
    "vd": "ADV",
    "ad": "ADV",
    "an": "NOUN",
    "nr": "PROPN",
    "ns": "PROPN",
    "nt": "PROPN",
}


def is_tagged(language: str) -> bool:
    """Whether words of a language have a part of speech here.

    >>> is_tagged("zh-CN"), is_tagged("en")
    (True, False)
    """
    return known_language(language).tag in TAGGED


def word_class(word: str, language: str) -> str:
    """The part of speech of a word; empty where it is not known, or the language has no dictionary of them here.

    Raises:
        MissingExtraError: the dictionary is in an extra that is not installed.

    >>> word_class("угрозы", "ru"), word_class("安全", "zh"), word_class("security", "en")
    ('NOUN', 'NOUN', '')
    """
    return _classifier(known_language(language).tag)(word) if len(word) <= LONGEST else ""


@cache
def _classifier(tag: str) -> Callable[[str], str]:
    if tag == "ru":
        return lru_cache(maxsize=1 << 17)(_russian)
    if tag == "zh":
        return lru_cache(maxsize=1 << 17)(_chinese)
    return lambda _: ""


def _russian(word: str) -> str:
    if word.lower() in _COORDINATING:
        return "CCONJ"
    tag = morphology().parse(word.lower())[0].tag
    if _NAMES & tag.grammemes:
        return "PROPN"
    if "NUMB" in tag:
        return "NUM"
    return _RUSSIAN.get(str(tag.POS), "")


def _chinese(word: str) -> str:
    try:
        tagged = importlib.import_module("rjieba").tag(word)
    except ImportError as error:
        raise MissingExtraError("know the parts of speech of Chinese words (rjieba)", "wording") from error
    # The last part of a compound says what the whole is.
    tag = tagged[-1][1] if tagged else ""
    return _CHINESE_EXCEPTIONS.get(tag[:2], _CHINESE.get(tag[:1], ""))
