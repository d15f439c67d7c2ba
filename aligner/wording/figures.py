"""The figures of texts as tables: words, collocates, key words, vocabulary, dispersion, lengths."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median

from aligner.errors import UsageError
from aligner.model import Unit
from aligner.text.words import boundaries
from aligner.wording.collocation import collocates
from aligner.wording.dispersion import deviation_of_proportions, juilland_d
from aligner.wording.frequency import frequencies, items_of, vocabulary
from aligner.wording.keyness import KeyWord, key_words
from aligner.wording.passages import Passage, unverified
from aligner.wording.query import Query
from aligner.wording.search import Scope
from aligner.wording.tables import Cell, Table

_PARTS = 10
FAR = 3.0
"""How many times the usual deviation (median) a ratio of lengths is off to be called unusual."""


@dataclass(frozen=True)
class CountedWording:
    """The wording that figures are taken of, gathered once.

    Attributes:
        units: language to the texts of its units, in order.
        unverified: the languages with wording that is recorded as not verified.
    """

    units: dict[str, list[str]]
    unverified: tuple[str, ...]


def wording_of(passages: Iterable[Passage], scope: Scope) -> CountedWording:
    """The wording of the units that a scope covers."""
    units: dict[str, list[str]] = {}
    unsure: dict[str, None] = {}
    for passage in passages:
        if not scope.covers(passage):
            continue
        for tag, segment in passage.unit.segments.items():
            if scope.has(tag, segment.status):
                units.setdefault(tag, []).append(segment.text)
        unsure.update(dict.fromkeys(tag for tag in unverified(passage) if tag in units))
    return CountedWording(units, tuple(unsure))


def unverified_languages(passages: Iterable[Passage]) -> tuple[str, ...]:
    """The languages with wording that is recorded as not verified."""
    return tuple(dict.fromkeys(itertools.chain.from_iterable(map(unverified, passages))))


def _items(units: Sequence[str], language: str, size: int = 1, *, by_lemma: bool) -> list[list[str]]:
    return [items_of(text, language, by_lemma=by_lemma, size=size) for text in units]


def word_table(
    wording: CountedWording, size: int = 1, *, by_lemma: bool = False, least: int = 2, most: int = 0
) -> Table:
    """How often words, or rows of ``size`` words, occur in each language."""
    rows: list[Sequence[Cell]] = []
    for tag, units in wording.units.items():
        listed = frequencies(_items(units, tag, size, by_lemma=by_lemma), at_least=least)
        rows += [
            (tag, row.item, row.count, row.per_million, row.units, row.juilland_d, row.deviation)
            for row in listed[: most or None]
        ]
    return Table(("language", "word", "count", "per million", "units", "Juilland's D", "DP"), rows)


def collocate_table(
    wording: CountedWording, query: Query, window: int, *, by_lemma: bool = False, least: int = 2, most: int = 0
) -> Table:
    """The words near a word in each language; ``window`` words either side, or the unit where 0."""
    rows: list[Sequence[Cell]] = []
    for tag, units in wording.units.items():
        listed = collocates(units, query, tag, window=window, by_lemma=by_lemma, at_least=least)
        rows += [
            (tag, row.word, row.together, row.count, row.log_dice, row.log_likelihood) for row in listed[: most or None]
        ]
    return Table(("language", "collocate", "together", "count", "logDice", "log-likelihood"), rows)


def key_words_of(
    wording: CountedWording, reference: CountedWording, language: str, *, by_lemma: bool = False
) -> list[KeyWord]:
    """The words of a language that are typical of one wording against another; none where one lacks the language."""
    if language not in reference.units:
        return []
    sides = (_items(side.units[language], language, by_lemma=by_lemma) for side in (wording, reference))
    return key_words(*map(itertools.chain.from_iterable, sides))


def key_table(wording: CountedWording, reference: CountedWording, *, by_lemma: bool = False, most: int = 0) -> Table:
    """The words that are typical of one wording against another, in the languages that both have."""
    rows: list[Sequence[Cell]] = []
    for tag in wording.units:
        listed = key_words_of(wording, reference, tag, by_lemma=by_lemma)
        rows += [
            (tag, row.word, row.count, row.reference, row.log_likelihood, row.log_ratio)
            for row in listed[: most or None]
        ]
    return Table(("language", "word", "count", "reference", "log-likelihood", "log ratio"), rows)


def vocabulary_table(wording: CountedWording, *, by_lemma: bool = False) -> Table:
    """Types and tokens of each language."""
    rows: list[Sequence[Cell]] = []
    for tag, units in wording.units.items():
        figures_of = vocabulary(_items(units, tag, by_lemma=by_lemma))
        ratios = (figures_of.ratio, figures_of.standardised)
        rows.append((tag, len(units), figures_of.tokens, figures_of.types, *ratios, figures_of.once))
    return Table(("language", "units", "tokens", "types", "types/tokens", "per 1,000 words", "once"), rows)


@dataclass(frozen=True, slots=True)
class Strip:
    """Where a word occurs in one language of a text.

    Attributes:
        text: the name of the text.
        language: its language.
        places: where the occurrences are, from 0, the beginning, to 1, the end.
        juilland_d, deviation: how evenly they are spread (Juilland's D, Gries' DP).
    """

    text: str
    language: str
    places: tuple[float, ...]
    juilland_d: float
    deviation: float


def strips_of(passages: Iterable[Passage], query: Query, scope: Scope) -> list[Strip]:
    """Where a word occurs, for each text and language that has it, the most frequent first.

    Places are counted in words from the beginning of the text; spread is taken over ten parts of equal size.
    """
    sizes: dict[tuple[str, str], int] = {}
    positions: dict[tuple[str, str], list[int]] = {}
    for passage in passages:
        if not scope.covers(passage):
            continue
        for tag, segment in passage.unit.segments.items():
            if not scope.has(tag, segment.status):
                continue
            key = passage.text, tag
            starts = [start for start, _ in boundaries(segment.text)]
            begun = sizes.get(key, 0)
            for start, _ in query.spans(segment.text, tag):
                before = sum(word < start for word in starts)
                positions.setdefault(key, []).append(begun + before)
            sizes[key] = begun + len(starts)
    strips = [_strip(*key, of_key, sizes[key]) for key, of_key in positions.items()]
    return sorted(strips, key=lambda strip: -len(strip.places))


def _strip(text: str, language: str, positions: Sequence[int], size: int) -> Strip:
    part_sizes = [size * (part + 1) // _PARTS - size * part // _PARTS for part in range(_PARTS)]
    counts = [0] * _PARTS
    for position in positions:
        counts[min(position * _PARTS // size, _PARTS - 1)] += 1
    places = tuple(position / size for position in positions)
    return Strip(text, language, places, juilland_d(counts, part_sizes), deviation_of_proportions(counts, part_sizes))


def dispersion_table(strips: Sequence[Strip]) -> Table:
    """How evenly a word is spread over each text, in figures."""
    rows = [
        (strip.text, strip.language, len(strip.places), strip.juilland_d, strip.deviation, _places(strip))
        for strip in strips
    ]
    return Table(("text", "language", "count", "Juilland's D", "DP", "places in %"), rows)


def _places(strip: Strip) -> str:
    return " ".join(f"{100 * place:.1f}" for place in strip.places)


def length_table(units: Sequence[Unit], pair: tuple[str, str]) -> Table:
    """The lengths of the segments of two languages, with how far their ratio is from the usual one.

    Raises:
        UsageError: no unit has both languages.
    """
    both = [unit for unit in units if unit.text(pair[0]).strip() and unit.text(pair[1]).strip()]
    if not both:
        raise UsageError(f"no unit has both {pair[0]} and {pair[1]}", where="--pair")
    ratios = [log(len(unit.text(pair[1])) / len(unit.text(pair[0]))) for unit in both]
    usual = median(ratios)
    # The median of the deviations, as one unit that is very long must not hide the next.
    spread = median(abs(ratio - usual) for ratio in ratios) * 1.4826 or 1.0
    rows = [
        (unit.id, len(unit.text(pair[0])), len(unit.text(pair[1])), *_deviation(ratio, usual, spread))
        for unit, ratio in zip(both, ratios, strict=True)
    ]
    return Table(("unit", *pair, "ratio", "deviation"), rows)


def _deviation(ratio: float, usual: float, spread: float) -> tuple[float, float]:
    return round(exp(ratio), 3), round((ratio - usual) / spread, 2)
