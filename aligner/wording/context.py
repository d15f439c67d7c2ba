"""Key word in context (KWIC): each occurrence with what stands before and after it, and what renders it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from aligner.text.words import boundaries
from aligner.wording.counterparts import Counterparts
from aligner.wording.passages import Passage
from aligner.wording.search import Hit


class ContextOrder(StrEnum):
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
class ContextLine:
    """One occurrence: a stretch of one segment of a unit."""

    passage: Passage
    language: str
    start: int
    end: int

    @property
    def left(self) -> str:
        """What stands before the key word."""
        return self.passage.unit.text(self.language)[: self.start]

    @property
    def word(self) -> str:
        """The key word as it stands."""
        return self.passage.unit.text(self.language)[self.start : self.end]

    @property
    def right(self) -> str:
        """What stands after the key word."""
        return self.passage.unit.text(self.language)[self.end :]

    def counterparts(self, counterparts: Counterparts) -> Mapping[str, str]:
        """What renders the key word in each other language, as far as that is known."""
        unit = self.passage.unit
        found = counterparts.of(unit, self.language, [(self.start, self.end)])
        return {tag: " … ".join(unit.text(tag)[start:end] for start, end in spans) for tag, spans in found.items()}


def lines(hits: Iterable[Hit], order: ContextOrder = ContextOrder.TEXT) -> list[ContextLine]:
    """The hits as lines, one for each occurrence."""
    found = [ContextLine(hit.passage, hit.language, start, end) for hit in hits for start, end in hit.spans]
    if order is ContextOrder.WORD:
        found.sort(key=lambda line: line.word.casefold())
    elif order is not ContextOrder.TEXT:
        found.sort(key=lambda line: _key(line, order))
    return found


def _key(line: ContextLine, order: ContextOrder) -> list[str]:
    context = line.left if order is ContextOrder.LEFT else line.right
    folded = [context[start:end].casefold() for start, end in boundaries(context)]
    return folded[::-1] if order is ContextOrder.LEFT else folded
