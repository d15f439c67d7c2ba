"""Abbreviations whose full stop does not end a sentence, ready to be matched.

There are two kinds: those that something always follows (``No.``, ``Art.``, ``ст.``), and those that a sentence may end with
(``etc.``, ``г.``, ``т. д.``). The space between the parts of one is optional in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter

from aligner.text.language import Abbreviations
from aligner.text.languages import language


@lru_cache(maxsize=64)
def followed(tag: str) -> re.Pattern[str]:
    """Matches the end of a text (its last stop left out) where an abbreviation stands that goes on."""
    return _ending(_words(tag, attrgetter("followed")))


@lru_cache(maxsize=64)
def may_end(tag: str) -> re.Pattern[str]:
    """Matches the end of a text (its last stop left out) where an abbreviation stands that may end a sentence."""
    return _ending(_words(tag, attrgetter("may_end")))


@lru_cache(maxsize=64)
def starters(tag: str) -> frozenset[str]:
    """Capitalised words that hardly follow an abbreviation or an initial in the middle of a sentence."""
    return frozenset(_words(tag, attrgetter("starters")))


def _words(tag: str, listed: Callable[[Abbreviations], str]) -> list[str]:
    """A list of a language and, since names and references are often written in Latin, the English one."""
    words: list[str] = []
    for language_tag in dict.fromkeys((language(tag).tag, "en")):
        abbreviations = language(language_tag).abbreviations
        words += listed(abbreviations).split() if abbreviations else ()
    return words


@lru_cache(maxsize=64)
def after_number(tag: str) -> re.Pattern[str] | None:
    """Matches the end of a text where an abbreviation stands that ends a sentence only after a number; None without any.

    The group ``number`` is the last character of the number.
    """
    abbreviations = language(tag).abbreviations
    if not abbreviations or not abbreviations.after_number:
        return None
    words = "|".join(map(re.escape, abbreviations.after_number.split()))
    return re.compile(rf"(?:^|(?P<number>[\dIVX])?[\s\u00a0]?\b)(?:{words})$")


def _ending(words: list[str]) -> re.Pattern[str]:
    capitalised = (word[0].upper() + word[1:] for word in words if len(word) > 1)  # at the start of a sentence
    parts = (r"\.\s?".join(map(re.escape, word.replace(".", "|").split("|"))) for word in (*words, *capitalised))
    return re.compile(rf"(?:^|[^\w.])(?:{'|'.join(sorted(parts, key=len, reverse=True))})$")
