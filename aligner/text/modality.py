"""Legal force: which words of a text oblige, permit, recommend, forbid or announce.

A word may have several forces: 应 is *shall* and *should*, and *will* or *can* may stand for any. What the style of a language
leaves unsaid, such as the present tense of a French or Russian duty, is no word and has no force here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from aligner.text.languages import language as known_language
from aligner.text.rows import Row
from aligner.text.scripts import simplified


class Force(StrEnum):
    """What a rule asks."""

    OBLIGATION = "obligation"
    RECOMMENDATION = "recommendation"
    PERMISSION = "permission"
    INTENTION = "intention"
    ABILITY = "ability"


ANY = frozenset(Force)
"""The forces of a word that forbids (*may not* and *shall not* say the same, and so may *shall refrain*) or leaves it open."""
_FORCES = {
    "idle": frozenset[Force](),
    "prohibition": ANY,
    "open": ANY,
    "permission": frozenset({Force.PERMISSION}),
    "intention": frozenset({Force.INTENTION, Force.OBLIGATION, Force.RECOMMENDATION}),
    "ability": frozenset({Force.ABILITY, Force.PERMISSION}),
    "recommendation": frozenset({Force.RECOMMENDATION}),
    "obligation": frozenset({Force.OBLIGATION}),
    "duty": frozenset({Force.OBLIGATION, Force.RECOMMENDATION}),
}
"""Kind of words, in the order they are tried at a place, to their forces."""


class Modal(NamedTuple):
    """A word of legal force: where it stands, and what it can be."""

    start: int
    end: int
    forces: frozenset[Force]


def modals(text: str, language: str) -> list[Modal]:
    """The words of legal force in a text, in text order.

    >>> [text[it.start : it.end] for text in ["States shall cooperate and may, in May, withdraw"] for it in modals(text, "en")]
    ['shall', 'may']
    >>> [sorted(it.forces) for it in modals("各国应合作，供应商可退出", "zh")]
    [[<Force.OBLIGATION: 'obligation'>, <Force.RECOMMENDATION: 'recommendation'>], [<Force.PERMISSION: 'permission'>]]
    """
    grammar = _grammar(language)
    if not grammar:
        return []
    found = []
    folded = simplified(text) if known_language(language).tag == "zh" else _folded(text)
    for match in grammar.anything.finditer(folded):
        # Which alternative matched is asked only of what matched: all in one flat pattern are tried much faster.
        kind = next(kind for kind, words in grammar.kinds.items() if words.fullmatch(match.group()))
        if _FORCES[kind]:
            found.append(Modal(match.start(), match.end(), _FORCES[kind]))
    return found


def _folded(text: str) -> str:
    """The text in lower case, none of whose letters moves; the month of May permits nothing."""
    lower = text.replace("May", "   ").lower()
    return lower if len(lower) == len(text) else text


def is_known(language: str) -> bool:
    """Whether the words of legal force of a language are known.

    >>> is_known("pt-BR"), is_known("sw")
    (True, False)
    """
    return known_language(language).modality is not None


def obliging_rows(language: str) -> tuple[Row, ...]:
    """Without one of these rows a text has no obligation or recommendation."""
    words = known_language(language).modality
    return words.obliges if words else ()


def permitting_rows(language: str) -> tuple[Row, ...]:
    """Without one of these rows a text has no permission."""
    words = known_language(language).modality
    return words.permits if words else ()


def recommending_rows(language: str) -> tuple[Row, ...]:
    """Without one of these rows a text has nothing that only recommends."""
    words = known_language(language).modality
    return words.recommends if words else ()


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The words of a language: all in one pattern, and those of each kind."""

    anything: re.Pattern[str]
    kinds: Mapping[str, re.Pattern[str]]


@cache
def _grammar(language: str) -> _Grammar | None:
    words = known_language(language).modality
    if not words:
        return None
    alternatives: list[str] = []
    kinds = {}
    for kind in _FORCES:
        of_kind = " ".join(getattr(words, kind).split()).split(" | ")
        if of_kind != [""]:
            kinds[kind] = re.compile("|".join(of_kind))
            alternatives += of_kind
    spaced = all(one.startswith(r"\b") for one in alternatives)
    joined = "|".join(one.removeprefix(r"\b") for one in alternatives)
    return _Grammar(re.compile(rf"\b(?:{joined})" if spaced else "|".join(alternatives)), kinds)
