"""What a word becomes in the other languages, counted: translation equivalents, ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aligner.model import Unit
from aligner.text.languages import language as known_language
from aligner.wording.linking import Linker, distinct, renderings
from aligner.wording.query import Query
from aligner.wording.words import Word


@dataclass(frozen=True, slots=True)
class Equivalent:
    """One rendering of a word.

    Attributes:
        language: the language of the rendering.
        equivalent: its dictionary form; several words as they most often stand.
        count: how many occurrences of the word it renders.
        share: that count among all occurrences of the word.
        units: ids of the units where it does, in text order.
    """

    language: str
    equivalent: str
    count: int
    share: float
    units: tuple[str, ...]


_LEARNED = 3000
"""How many of the units counted in are learned from: more teach nothing new."""


@dataclass(slots=True)
class _Tally:
    count: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    units: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Equivalents:
    """The renderings of a word in each other language, most frequent first.

    Attributes:
        occurrences: how often the word was found.
        rows: the renderings, language by language.
        linked: per language, how many occurrences have a known counterpart.
    """

    occurrences: int
    rows: tuple[Equivalent, ...]
    linked: Mapping[str, int]


def equivalents(
    units: Sequence[Unit], query: Query, language: str, others: Sequence[str], background: Sequence[Unit] = ()
) -> Equivalents:
    """Count what stands for a word in other languages, by the links between words within phrases.

    Args:
        units: the units to count in.
        query: the word, or several in a row.
        language: its language.
        others: the languages to count in.
        background: further units to learn from which words go together.

    >>> from aligner.bank import Bank
    >>> from aligner.wording.query import Kind
    >>> found = equivalents(Bank().load("a-66-359").units, Query("security", Kind.LEMMA), "en", ["zh", "ru"])
    >>> [(row.language, row.equivalent, row.count) for row in found.rows if row.share > 0.5]
    [('zh', '安全', 15), ('ru', 'безопасность', 16)]
    """
    hits = [(unit, spans) for unit in units if (spans := query.spans(unit.text(language), language))]
    learned = distinct([*(unit for unit, _ in hits[:_LEARNED]), *(background or units)])
    occurrences = sum(len(spans) for _, spans in hits)
    rows: list[Equivalent] = []
    linked: dict[str, int] = {}
    for other in others:
        tallies: dict[tuple[str, ...], _Tally] = {}
        linker = Linker(learned, language, other)
        for unit, spans in hits:
            for rendering in renderings(linker.links(unit), spans):
                _add(tallies, rendering, unit, other)
        linked[other] = sum(tally.count for tally in tallies.values())
        ranked = sorted(tallies.items(), key=lambda item: -item[1].count)
        rows += [_row(other, lemmas, tally, occurrences) for lemmas, tally in ranked]
    return Equivalents(occurrences, tuple(rows), linked)


def _add(tallies: dict[tuple[str, ...], _Tally], rendering: tuple[Word, ...], unit: Unit, language: str) -> None:
    tally = tallies.setdefault(tuple(word.lemma for word in rendering), _Tally())
    tally.count += 1
    joiner = known_language(language).joiner
    tally.forms[rendering[0].lemma if len(rendering) == 1 else joiner.join(word.text for word in rendering)] += 1
    tally.units[unit.id] = None


def _row(language: str, lemmas: tuple[str, ...], tally: _Tally, occurrences: int) -> Equivalent:
    form = tally.forms.most_common(1)[0][0] if len(lemmas) > 1 else lemmas[0]
    return Equivalent(language, form, tally.count, round(tally.count / occurrences, 4), tuple(tally.units))
