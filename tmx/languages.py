"""Language tags as TMX uses them: BCP 47 tags compared without regard to case."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

ALL_LANGUAGES = "*all*"
"""The value of srclang that says: any variant may be the source."""

# RFC 5646, section 2.1: language, extended language, script, region, variants, extensions, private use. Languages of
# four letters and more are possible there and none is registered; in memories they are names such as English.
_TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}"
    r"(?:-[a-z]{4})?"
    r"(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+|i-[a-z0-9]{2,8}|en-gb-oed|sgn-(?:be-fr|be-nl|ch-de)",
    re.IGNORECASE | re.ASCII,
)


@lru_cache(maxsize=1024)
def is_tag(value: str) -> bool:
    """Whether a value is a well-formed language tag (RFC 5646, section 2.1).

    >>> [is_tag(value) for value in ("zh-CN", "EN-us", "zh-Hant-TW", "zh_CN", "English", "")]
    [True, True, True, False, False, False]
    """
    return _TAG.fullmatch(value) is not None


@lru_cache(maxsize=1024)
def canonical(tag: str) -> str:
    """A tag in its canonical case: language low, script capitalised, region high (RFC 5646, section 2.1.1).

    Anything that is not a language tag is returned as it is.

    >>> [canonical(tag) for tag in ("EN-us", "ZH-hant-tw", "ru", "*all*")]
    ['en-US', 'zh-Hant-TW', 'ru', '*all*']
    """
    if not is_tag(tag):
        return tag
    parts = tag.lower().split("-")
    for position, part in enumerate(parts[1:], start=1):
        if len(parts[position - 1]) == 1:
            break  # what follows a singleton (u, x ...) stays in lower case
        if len(part) == 2:
            parts[position] = part.upper()
        elif len(part) == 4 and part.isalpha():
            parts[position] = part.capitalize()
    return "-".join(parts)


@lru_cache(maxsize=1024)
def from_locale(name: str) -> str:
    """The language tag that the name of a locale stands for, as gettext has it; anything else as it is.

    >>> [from_locale(name) for name in ("zh_CN", "pt_BR", "zh-CN", "English (US)")]
    ['zh-CN', 'pt-BR', 'zh-CN', 'English (US)']
    """
    tag = name.replace("_", "-")
    return tag if is_tag(tag) else name


@lru_cache(maxsize=1024)
def of_column(name: str) -> str:
    """The language that the heading of a column names: by a tag, the name of a locale, or its English name.

    Empty where it names none; a short word such as ``key`` has the shape of a tag and is the code of no language in use.

    >>> [of_column(name) for name in ("zh-CN", "zh_CN", "French", "Chinese (Simplified)", "English (US)", "key", "Comment")]
    ['zh-CN', 'zh-CN', 'fr', 'zh-Hans', 'en-US', '', '']
    """
    name = name.strip()
    tag = canonical(from_locale(name))
    if is_tag(tag):
        return tag if tag.partition("-")[0] in _codes() else ""
    match = _NAME.fullmatch(name.lower())
    code = _codes_by_name().get(match[1], "") if match else ""
    if not code or not match or not match[2]:
        return canonical(code)
    kind = _subtags_by_name().get(match[2], "")
    return canonical(f"{code}-{kind}") if kind else ""


_NAME = re.compile(r"([^()]+?)(?:\s*\(([^()]+)\))?")


@lru_cache(maxsize=1)
def _codes_by_name() -> dict[str, str]:
    from babel import Locale  # loads a large file, which only tables need

    languages: Any = Locale("en").languages
    return {name.lower(): code.replace("_", "-") for code, name in languages.items()}


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    """The codes of languages in use, those of three letters for the languages that have one of two among them."""
    from babel.core import get_global

    return frozenset((*_codes_by_name().values(), *get_global("language_aliases"), "x"))


@lru_cache(maxsize=1)
def _subtags_by_name() -> dict[str, str]:
    """Subtags of regions and scripts by their English names and their codes."""
    from babel import Locale

    english: Any = Locale("en")
    subtags = {name.lower(): code for code, name in (*english.territories.items(), *english.scripts.items())}
    codes = {code.lower(): code for code in english.territories}
    return {**codes, **subtags, "simplified": "Hans", "traditional": "Hant", "us": "US", "uk": "GB"}


def same(one: str, other: str) -> bool:
    """Whether two tags are the same language tag, whatever their case.

    >>> same("en-us", "EN-US"), same("en", "en-US")
    (True, False)
    """
    return one == other or one.lower() == other.lower()


def matches(tag: str, wanted: str) -> bool:
    """Whether a tag is the wanted one or a narrower one (RFC 4647, section 3.3.1, basic filtering).

    >>> matches("en-US", "en"), matches("en", "en-US"), matches("eng", "en")
    (True, False, False)
    """
    tag, prefix = tag.lower(), wanted.lower()
    return tag == prefix or tag.startswith(prefix + "-")
