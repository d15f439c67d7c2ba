"""Key word in context (KWIC): each occurrence with what stands before and after it, and what renders it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from aligner.wording.search import Hit
from aligner.wording.words import words


class Order(StrEnum):
    """How the lines are sorted."""

    TEXT = "text"
    """As they come in the text."""
    LEFT = "left"
    """By the words before the key word, nearest first."""
    RIGHT = "right"
    """By the words after it."""
    WORD = "word"
    """By the form of the key word itself."""


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence.

    Attributes:
        text, unit, language: where it stands.
        left, word, right: the segment, cut at the key word.
        counterparts: per other language, what renders it, as far as that is known.
    """

    text: str
    unit: str
    language: str
    left: str
    word: str
    right: str
    counterparts: Mapping[str, str]


def lines(hits: Iterable[Hit], order: Order = Order.TEXT) -> list[Line]:
    """The hits as lines, one for each occurrence."""
    found = [line for hit in hits for line in _lines(hit)]
    if order is Order.WORD:
        found.sort(key=lambda line: line.word.casefold())
    elif order is not Order.TEXT:
        found.sort(key=lambda line: _key(line, order))
    return found


def _lines(hit: Hit) -> Iterable[Line]:
    from aligner.wording.counterparts import counterparts

    unit, text = hit.passage.unit, hit.passage.unit.text(hit.language)
    for start, end in hit.spans:
        beside = counterparts(unit, hit.language, [(start, end)]) if len(hit.spans) > 1 else hit.counterparts
        yield Line(
            text=hit.passage.text,
            unit=unit.id,
            language=hit.language,
            left=text[:start],
            word=text[start:end],
            right=text[end:],
            counterparts={tag: " … ".join(unit.text(tag)[a:b] for a, b in spans) for tag, spans in beside.items()},
        )


def _key(line: Line, order: Order) -> list[str]:
    context = line.left if order is Order.LEFT else line.right
    folded = [word.text.casefold() for word in words(context, line.language)]
    return folded[::-1] if order is Order.LEFT else folded
