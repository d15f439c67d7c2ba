"""What a word becomes in the other languages, counted: translation equivalents, ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from aligner.model import Concept, Unit
from aligner.text.languages import language as known_language
from aligner.text.words import Word, words
from aligner.wording.counterparts import Counterparts, naming
from aligner.wording.query import Query, QueryKind


@dataclass(frozen=True, slots=True)
class Equivalent:
    """One rendering of a word.

    Attributes:
        language: the language of the rendering.
        equivalent: its dictionary form; several words in the form they most often have.
        count: how many occurrences of the word it renders.
        share: that count among all occurrences of the word.
        units: ids of the units where it does, in text order.
        forms: the forms it has there, with their counts, most frequent first.
        confidence: how sure the links behind it are, on average, from 0 to 1; 1 for a term of the termbase.
        is_term: whether the termbase names it for the word.
    """

    language: str
    equivalent: str
    count: int
    share: float
    units: tuple[str, ...]
    forms: Mapping[str, int]
    confidence: float
    is_term: bool


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


@dataclass(slots=True)
class _Tally:
    count: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    units: dict[str, None] = field(default_factory=dict)
    score: float = 0.0
    is_term: bool = False


def equivalents(
    units: Sequence[Unit],
    query: Query,
    language: str,
    others: Sequence[str],
    *,
    concepts: Sequence[Concept] = (),
    background: Sequence[Unit] = (),
) -> Equivalents:
    """Count the renderings of a word in other languages: by the termbase first, then by the links between words.

    Args:
        units: the units to count in.
        query: the word, or several in a row.
        language: its language.
        others: the languages to count in.
        concepts: the termbase of the text.
        background: further units of the same text, which help where the encoder does not know a language.

    >>> from aligner.bank import Bank
    >>> annex = Bank().load("a-66-359")
    >>> security = equivalents(annex.units, Query("security", QueryKind.LEMMA), "en", ["zh", "ru"])
    >>> [(row.language, row.equivalent, row.count) for row in security.rows if row.share > 0.5]
    [('zh', '安全', 15), ('ru', 'безопасность', 16)]
    """
    hits = [(unit, spans) for unit in units if (spans := query.spans(unit.text(language), language))]
    counterparts = Counterparts([unit for unit, _ in hits], lambda: background or units)
    occurrences = sum(len(spans) for _, spans in hits)
    rows: list[Equivalent] = []
    linked: dict[str, int] = {}
    for other in others:
        terms = _terms(query, language, other, concepts)
        tallies: dict[tuple[str, ...], _Tally] = {}
        for unit, spans in hits:
            named = _named(terms, unit, other)
            for span in spans:
                _count(tallies, counterparts, unit, (language, other), span, named)
        linked[other] = sum(tally.count for tally in tallies.values())
        ranked = sorted(tallies.values(), key=lambda tally: (-tally.count, not tally.is_term))
        rows += [_row(other, tally, occurrences) for tally in ranked]
    return Equivalents(occurrences, tuple(rows), linked)


def _terms(query: Query, language: str, other: str, concepts: Sequence[Concept]) -> list[Query]:
    """The terms that the termbase has in another language for the word that is asked for, the longest first."""
    terms: dict[str, None] = {}
    for concept in concepts:
        own = concept.terms.get(language, ())
        if any(query.spans(term, language) == [(0, len(term))] for term in own):
            terms.update(dict.fromkeys(concept.terms.get(other, ())))
    return [Query(term, QueryKind.LEMMA) for term in sorted(terms, key=len, reverse=True)]


def _named(terms: Sequence[Query], unit: Unit, language: str) -> list[tuple[Word, ...]]:
    """Where terms occur in a unit, as their words; a term within a longer one is left to the longer one."""
    places: list[tuple[int, int]] = []
    for term in terms:
        for start, end in term.spans(unit.text(language), language):
            if not any(start < other_end and other_start < end for other_start, other_end in places):
                places.append((start, end))
    unit_words = words(unit.text(language), language) if places else []
    return [
        tuple(word for word in unit_words if start <= word.start and word.end <= end) for start, end in sorted(places)
    ]


def _count(
    tallies: dict[tuple[str, ...], _Tally],
    counterparts: Counterparts,
    unit: Unit,
    pair: tuple[str, str],
    span: tuple[int, int],
    named: list[tuple[Word, ...]],
) -> None:
    rendering = counterparts.rendering(unit, *pair, span)
    linked = rendering.words if rendering else ()
    term = next((term for term in named if not linked or set(term) & set(linked)), None)
    if term:
        named.remove(term)
    chosen = term or linked
    if not chosen:
        return
    tally = tallies.setdefault(tuple(word.lemma for word in naming(chosen)), _Tally())
    tally.count += 1
    tally.forms[known_language(pair[1]).joiner.join(word.text for word in chosen)] += 1
    tally.units[unit.id] = None
    tally.score += 1.0 if term or not rendering else rendering.score
    tally.is_term |= bool(term)


def _row(language: str, tally: _Tally, occurrences: int) -> Equivalent:
    forms = dict(tally.forms.most_common())
    equivalent = _dictionary_form(next(iter(forms)), language)
    share, confidence = round(tally.count / occurrences, 4), round(min(1.0, tally.score / tally.count), 2)
    return Equivalent(language, equivalent, tally.count, share, tuple(tally.units), forms, confidence, tally.is_term)


def _dictionary_form(form: str, language: str) -> str:
    """The lemma of a single word; several words as they are."""
    form_words = words(form, language)
    return form_words[0].lemma if len(form_words) == 1 else form


def examples(units: Sequence[Unit], row: Equivalent, most: int) -> Iterator[Unit]:
    """The first units in which a rendering was counted."""
    wanted = set(row.units[:most])
    return (unit for unit in units if unit.id in wanted)
