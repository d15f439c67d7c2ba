"""What a word becomes in the other languages, counted: translation equivalents, ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from aligner.model import Concept, Unit
from aligner.text.languages import language as known_language
from aligner.text.words import Word, words
from aligner.wording.counterparts import Counterparts, naming
from aligner.wording.dispersion import deviation_of_proportions
from aligner.wording.query import Query, QueryKind

_PARTS = 10


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
        spread: how unevenly it is spread over the occurrences of the word, from 0 to 1 (deviation of proportions over ten
            parts of them).
    """

    language: str
    equivalent: str
    count: int
    share: float
    units: tuple[str, ...]
    forms: Mapping[str, int]
    confidence: float
    is_term: bool
    spread: float


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
    places: list[int] = field(default_factory=list)


def equivalents(
    units: Sequence[Unit],
    query: Query,
    language: str,
    targets: Sequence[str],
    *,
    concepts: Sequence[Concept] = (),
    background: Callable[[], Sequence[Unit]] = tuple,
    on_progress: Callable[[int], object] = lambda _: None,
) -> Equivalents:
    """Count the renderings of a word in other languages: by the termbase first, then by the links between words.

    Args:
        units: the units to count in.
        query: the word, or several in a row.
        language: its language.
        targets: the languages to count in.
        concepts: the termbase of the text.
        background: gives further units of the same text, which help where the encoder does not know a language.
        on_progress: called with the number of units whose words are linked.

    >>> from aligner.bank import Bank
    >>> annex = Bank().load("a-66-359")
    >>> security = equivalents(annex.units, Query("security", QueryKind.LEMMA), "en", ["zh", "ru"])
    >>> [(row.language, row.equivalent, row.count) for row in security.rows if row.share > 0.5]
    [('zh', '安全', 15), ('ru', 'безопасность', 16)]
    """
    hits = [(unit, spans) for unit in units if (spans := query.spans(unit.text(language), language))]
    counterparts = Counterparts([unit for unit, _ in hits], background)
    occurrences = sum(len(spans) for _, spans in hits)
    terms = {target: _terms(query, language, target, concepts) for target in targets}
    tallies: dict[str, dict[tuple[str, ...], _Tally]] = {target: {} for target in targets}
    place = 0
    for number, (unit, spans) in enumerate(hits, start=1):
        for target in targets:
            named = _named(terms[target], unit, target)
            for at, span in enumerate(spans, start=place):
                _count(tallies[target], counterparts, unit, (language, target), span, named, at)
        place += len(spans)
        on_progress(number)
    rows: list[Equivalent] = []
    linked: dict[str, int] = {}
    for target, of_target in tallies.items():
        ranked = sorted(of_target.values(), key=lambda tally: (-tally.count, not tally.is_term))
        rows += [_row(target, tally, occurrences) for tally in ranked]
        linked[target] = sum(tally.count for tally in ranked)
    return Equivalents(occurrences, tuple(rows), linked)


def _terms(query: Query, language: str, target: str, concepts: Sequence[Concept]) -> list[Query]:
    """The terms that the termbase has in another language for the word that is asked for, the longest first."""
    terms: dict[str, None] = {}
    for concept in concepts:
        sources = concept.terms.get(language, ())
        if any(query.spans(term, language) == [(0, len(term))] for term in sources):
            terms.update(dict.fromkeys(concept.terms.get(target, ())))
    return [Query(term, QueryKind.LEMMA) for term in sorted(terms, key=len, reverse=True)]


def _named(terms: Sequence[Query], unit: Unit, language: str) -> list[tuple[Word, ...]]:
    """Where terms occur in a unit, as their words; a term within a longer one is left to the longer one."""
    places: list[tuple[int, int]] = []
    for term in terms:
        for start, end in term.spans(unit.text(language), language):
            if all(end <= place[0] or place[1] <= start for place in places):
                places.append((start, end))
    unit_words = words(unit.text(language), language) if places else []
    return [_within(unit_words, *place) for place in sorted(places)]


def _within(unit_words: Sequence[Word], start: int, end: int) -> tuple[Word, ...]:
    return tuple(word for word in unit_words if start <= word.start and word.end <= end)


def _count(
    tallies: dict[tuple[str, ...], _Tally],
    counterparts: Counterparts,
    unit: Unit,
    pair: tuple[str, str],
    span: tuple[int, int],
    named: list[tuple[Word, ...]],
    place: int,
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
    tally.forms[_form(chosen, unit.text(pair[1]), pair[1])] += 1
    tally.units[unit.id] = None
    tally.score += 1.0 if term or not rendering else rendering.score
    tally.is_term |= bool(term)
    tally.places.append(place)


def _form(chosen: Sequence[Word], text: str, language: str) -> str:
    """The words as they are written; where others are between them, joined as the language joins words."""
    pieces, end = [chosen[0].text], chosen[0].end
    for word in chosen[1:]:
        between = text[end : word.start]
        # Latin words in a Chinese text keep the space between them.
        pieces += [" " if between.isspace() else known_language(language).joiner, word.text]
        end = word.end
    return "".join(pieces)


def _row(language: str, tally: _Tally, occurrences: int) -> Equivalent:
    forms = dict(tally.forms.most_common())
    equivalent = _dictionary_form(next(iter(forms)), language)
    share, confidence = round(tally.count / occurrences, 4), round(min(1.0, tally.score / tally.count), 2)
    return Equivalent(
        language,
        equivalent,
        tally.count,
        share,
        tuple(tally.units),
        forms,
        confidence,
        tally.is_term,
        _spread(tally.places, occurrences),
    )


def _dictionary_form(form: str, language: str) -> str:
    """The lemma of a single word; several words as they are."""
    form_words = words(form, language)
    return form_words[0].lemma if len(form_words) == 1 else form


def _spread(places: Sequence[int], occurrences: int) -> float:
    """The deviation of proportions of a rendering over ten parts of the occurrences, in the order of the text."""
    sizes = [0] * min(_PARTS, occurrences)
    counts = list(sizes)
    for place in range(occurrences):
        sizes[place * len(sizes) // occurrences] += 1
    for place in places:
        counts[place * len(sizes) // occurrences] += 1
    return deviation_of_proportions(counts, sizes)
