"""Key word in context (KWIC): each occurrence with what is before and after it, and its counterparts."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from aligner.errors import UsageError
from aligner.text.collation import SortKey, sort_key
from aligner.text.words import boundaries
from aligner.wording.counterparts import Counterparts
from aligner.wording.passages import Passage, unverified
from aligner.wording.search import Hit
from aligner.wording.tables import Table

ORDERS = ("text", "left", "right", "word", "counterpart", "1L", "2L", "3L", "1R", "2R", "3R")
"""What lines are sorted by: as they come, the words before the key word (nearest first), the words after it, the key
word, its counterparts, or single words before and after it."""
_REACH = 5
"""Words either side that are compared."""
_WINDOW = 400
"""Characters either side that these words are looked for in: one word may be very long."""


@dataclass(frozen=True)
class ContextLine:
    """One occurrence: a stretch of one segment of a unit."""

    passage: Passage
    language: str
    start: int
    end: int

    @property
    def left(self) -> str:
        """What is before the key word."""
        return self.passage.unit.text(self.language)[: self.start]

    @property
    def word(self) -> str:
        """The key word in its form."""
        return self.passage.unit.text(self.language)[self.start : self.end]

    @property
    def right(self) -> str:
        """What is after the key word."""
        return self.passage.unit.text(self.language)[self.end :]

    @cached_property
    def words_before(self) -> list[str]:
        """The words before the key word, nearest first."""
        near = self.left[-_WINDOW:]
        return [near[start:end] for start, end in boundaries(near)][::-1][:_REACH]

    @cached_property
    def words_after(self) -> list[str]:
        """The words after it, nearest first."""
        near = self.right[:_WINDOW]
        return [near[start:end] for start, end in boundaries(near)][:_REACH]

    def counterparts(self, counterparts: Counterparts) -> Mapping[str, str]:
        """The counterparts of the key word in each other language, as far as they are known."""
        unit = self.passage.unit
        spans_by_language = counterparts.of(unit, self.language, [(self.start, self.end)])
        texts = {}
        for tag, spans in spans_by_language.items():
            texts[tag] = " … ".join(unit.text(tag)[start:end] for start, end in spans)
        return texts


def orders(option: str) -> tuple[str, ...]:
    """The keys that lines are sorted by, from an option such as ``word,1R``.

    Raises:
        UsageError: one of them is not known.

    >>> orders("word, 1r")
    ('word', '1R')
    """
    names = {name.lower(): name for name in ORDERS}
    keys = [part.strip().lower() for part in option.split(",") if part.strip()]
    for part in keys:
        if part not in names:
            raise UsageError(f"lines are not sorted by '{part}'", where="--sort", hint=f"known: {', '.join(ORDERS)}")
    return tuple(names[part] for part in keys)


def lines(hits: Iterable[Hit]) -> list[ContextLine]:
    """The hits as lines, one per occurrence, in the order of the texts."""
    return [ContextLine(hit.passage, hit.language, start, end) for hit in hits for start, end in hit.spans]


def in_order(unsorted: Sequence[ContextLine], keys: Sequence[str], counterparts: Counterparts) -> list[ContextLine]:
    """Lines sorted by some of :data:`ORDERS`, the first key first; equal ones stay as they come."""
    by = [key for key in keys if key != "text"]
    if not by:
        return list(unsorted)
    return sorted(unsorted, key=lambda line: [_key(line, key, counterparts) for key in by])


def _key(line: ContextLine, order: str, counterparts: Counterparts) -> list[SortKey]:
    if order == "word":
        return [sort_key(line.word)]
    if order == "counterpart":
        texts = line.counterparts(counterparts)
        return [sort_key(texts.get(tag, "")) for tag in line.passage.unit.segments if tag != line.language]
    words = line.words_before if order in ("left", "1L", "2L", "3L") else line.words_after
    # "2R" is the second word alone: the slice is empty where there is none.
    chosen = words if order in ("left", "right") else words[int(order[0]) - 1 : int(order[0])]
    return [sort_key(word) for word in chosen]


def sampled(population: Sequence[ContextLine], size: int, seed: int) -> list[ContextLine]:
    """Some of the lines by chance, the same ones for the same seed, in the order they had."""
    if size >= len(population):
        return list(population)
    chosen = random.Random(seed).sample(range(len(population)), size)  # noqa: S311 - a sample, not a secret
    return [population[number] for number in sorted(chosen)]


def table(shown: Sequence[ContextLine], counterparts: Counterparts) -> Table:
    """The lines as a table: document, unit, language, left, word, right, and the counterparts in every language."""
    tags = list(dict.fromkeys(tag for line in shown for tag in line.passage.unit.segments))
    rows = []
    for line in shown:
        texts = line.counterparts(counterparts)
        fixed = [line.passage.text, line.passage.unit.id, line.language, line.left, line.word, line.right]
        rows.append([*fixed, *(texts.get(tag, "") for tag in tags), " ".join(unverified(line.passage))])
    return Table(("document", "unit", "language", "left", "word", "right", *tags, "unverified"), rows)
