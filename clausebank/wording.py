"""Finding and comparing wording: hits, concordance lines, equivalents, versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, TypeAlias

from aligner.bank import Bank
from aligner.model import Concept, Document, Status, Unit
from aligner.wording import context, lookup, versions
from aligner.wording import equivalents as renderings
from aligner.wording import search as finding
from aligner.wording.context import ContextLine
from aligner.wording.counterparts import Counterparts
from aligner.wording.equivalents import Equivalent
from aligner.wording.figures import key_words_of, length_table, strips_of, unverified_languages, wording_of
from aligner.wording.keyness import KeyWord
from aligner.wording.lookup import Match
from aligner.wording.passages import Passage, from_document
from aligner.wording.pictures.figures import (
    dispersion_picture,
    key_picture,
    length_picture,
    matrix_picture,
    unverified_note,
)
from aligner.wording.pictures.flow import flow
from aligner.wording.pictures.picture import Picture
from aligner.wording.query import Query, QueryKind
from aligner.wording.search import Hit, Scope, scope_of
from aligner.wording.tables import Cell, Table
from aligner.wording.texts import Texts
from aligner.wording.versions import Pair
from clausebank.results import Results

Searched: TypeAlias = "Document | str | Path | Sequence[Document | str | Path] | None"
"""What is searched: a text, the name of one in the bank, a file, or several of these; None for all texts of the bank."""
How: TypeAlias = Literal["words", "lemma", "exact", "regex"]
"""How a query is read: as words and wildcards, as words in any form, character by character, as a regular expression."""

_LEARNED = 3000


def search(
    query: str,
    texts: Searched = None,
    *,
    language: str = "",
    how: How = "words",
    where: Sequence[str] = (),
    beside: Mapping[str, str] | None = None,
) -> Results[Hit]:
    """Every unit and language in which a query is found, in the order of the texts.

    Args:
        query: in the query language of `clausebank search`, such as ``secur*`` or ``take * into account``.
        texts: what is searched.
        language: the language to look in; empty for all.
        how: how the query is read.
        where: conditions on units, such as ``role=item``.
        beside: language to a query that the same unit must match in that language.

    Raises:
        NotFoundError: there is no such text or file.
        UsageError: the query or a condition cannot be read.

    >>> hits = search("supply chain", "a-66-359")
    >>> [(hit.passage.unit.id, hit.language) for hit in hits]
    [('pledge.d', 'en')]
    >>> [hit.passage.unit.id for hit in search("supply", "a-66-359", beside={"zh": "供应链"})]
    ['pledge.d']
    """
    hits = list(_hits(Query(query, QueryKind(how)), texts, language, where, beside))
    tags = _languages(hit.passage.unit for hit in hits)
    draw = partial(_dispersion, [hit.passage for hit in hits], query, texts, language, how, where)
    return Results(hits, ("text", "unit", "language", *tags), lambda hit: _hit_row(hit, tags), draw)


def concordance(
    query: str,
    texts: Searched = None,
    *,
    language: str = "",
    how: How = "lemma",
    where: Sequence[str] = (),
    sort: str = "text",
) -> Results[ContextLine]:
    """A word in its contexts (KWIC), one line per occurrence, with its counterparts in the other languages.

    Args:
        query: a word, in any of its forms, or a query.
        texts: what is searched.
        language: the language to look in; empty for all.
        how: how the query is read.
        where: conditions on units.
        sort: ``text``, ``left``, ``right``, ``word``, ``counterpart``, ``1L`` to ``3R``, or several: ``word,1R``.

    Raises:
        NotFoundError, UsageError: as :func:`search`; there is no such order.

    >>> lines = concordance("supply chain", "a-66-359")
    >>> [(line["word"], line["zh"]) for line in lines.rows()]
    [('supply chain', '供应链')]
    """
    keys = context.orders(sort)
    lines = context.lines(_hits(Query(query, QueryKind(how)), texts, language, where, None))
    units = [line.passage.unit for line in lines]
    counterparts = Counterparts(units, lambda: _background(texts))
    searched = {line.language for line in lines}
    tags = [tag for tag in _languages(units) if {tag} != searched]

    def row(line: ContextLine) -> tuple[object, ...]:
        rendered = line.counterparts(counterparts)
        return line.passage.text, line.passage.unit.id, line.left, line.word, line.right, *map(rendered.get, tags)

    ordered = context.in_order(lines, keys, counterparts)
    draw = partial(_dispersion, [line.passage for line in lines], query, texts, language, how, where)
    return Results(ordered, ("text", "unit", "left", "word", "right", *tags), row, draw)


def equivalents(
    word: str, texts: Searched = None, *, language: str = "", where: Sequence[str] = ()
) -> Results[Equivalent]:
    """The counterparts of a word in every other language, counted, most frequent first.

    Args:
        word: a word, in any of its forms, or several in a row.
        texts: what is searched.
        language: the word's language; empty for the one it is found in most.
        where: conditions on units.

    Raises:
        NotFoundError, UsageError: as :func:`search`.

    >>> rows = equivalents("security", "a-66-359", language="en")
    >>> [row.equivalent for row in rows if row.language == "ru"]
    ['безопасность']
    """
    query = Query(word, QueryKind.LEMMA)
    hits = list(_hits(query, texts, language, where, None))
    columns = ("language", "equivalent", "count", "share", "confidence")
    if not hits:
        return Results((), columns, _equivalent_row)
    word_language = finding.hits_by_language(hits).most_common(1)[0][0]
    units = [hit.passage.unit for hit in hits if hit.language == word_language]
    other_languages = [tag for tag in _languages(units) if tag != word_language]
    ranking = renderings.equivalents(
        units, query, word_language, other_languages, concepts=_concepts(texts), background=lambda: _background(texts)
    )

    def draw() -> Picture:
        rows = list(map(_equivalent_row, ranking.rows))
        unsure = unverified_note(unverified_languages(hit.passage for hit in hits))
        return flow(word, ranking, Table(columns, rows), unsure)

    return Results(ranking.rows, columns, _equivalent_row, draw)


def key_words(text: Searched, against: Searched, *, language: str) -> Results[KeyWord]:
    """The words that are typical of a text against another: those it uses more, then those it uses less.

    Args:
        text: the text.
        against: what it is compared with.
        language: the language of the words.

    Raises:
        NotFoundError: there is no such text or file.

    >>> from clausebank import load
    >>> document = load("a-66-359")
    >>> len(key_words(document, document, language="en"))
    0
    """
    scope = Scope(languages=(language,))
    wording, reference = wording_of(_all_passages(text), scope), wording_of(_all_passages(against), scope)
    rows = [row for tag in wording.units for row in key_words_of(wording, reference, tag)]
    columns = ("word", "count", "reference", "log-likelihood", "log ratio")

    def draw() -> Picture:
        table = Table(("language", *columns), [(language, *_key_row(row)) for row in rows])
        return key_picture(table, unverified_note(wording.unverified))

    return Results(rows, columns, _key_row, draw)


def draw_lengths(text: Searched, first: str, second: str) -> Picture:
    """The lengths of the segments of two languages: a dot per unit, those with an unusual ratio named.

    Args:
        text: what is drawn.
        first: the language across.
        second: the language up.

    Raises:
        UsageError: no unit has both languages.

    >>> draw_lengths("a-66-359", "en", "zh").title
    'Lengths in en and zh'
    """
    passages = list(_all_passages(text))
    unsure = [tag for tag in unverified_languages(passages) if tag in (first, second)]
    return length_picture(
        length_table([passage.unit for passage in passages], (first, second)), unverified_note(unsure)
    )


def draw_links(unit: Unit, first: str, second: str) -> Picture:
    """The links between the words of two languages of a unit, as a matrix.

    Args:
        unit: the unit.
        first: the language down.
        second: the language across.

    Raises:
        UsageError: the unit lacks one of them.

    >>> from clausebank import load
    >>> draw_links(load("a-66-359").unit("purpose.2"), "en", "ru").title
    'Words of purpose.2: en down, ru across'
    """
    statuses = [(tag, unit.segments[tag].status) for tag in (first, second) if tag in unit.segments]
    unsure = [tag for tag, status in statuses if status is not Status.VERIFIED]
    return matrix_picture(unit, (first, second), Counterparts([unit]), unverified_note(unsure))


def look_up(
    sentence: str,
    texts: str | Path | Sequence[str | Path],
    *,
    language: str,
    least: int | None = None,
    most: int = 5,
    by_meaning: bool = False,
) -> Results[Match]:
    """What was translated before: the units whose wording is most like a sentence, best first.

    Args:
        sentence: what to look up.
        texts: a memory, a text of the bank, or several.
        language: the language of the sentence.
        least: the lowest percentage of a match; 70 by wording and 40 by meaning where None.
        most: how many matches to give.
        by_meaning: whether to find what says the same in other words or another language, by the sentence encoder.

    Raises:
        NotFoundError: there is no such text or file.
        UsageError: the encoder does not know the language.

    >>> [match.percent for match in look_up("Adherence is open to all States.", "a-66-359", language="en", least=50)]
    [54]
    >>> matches = look_up("Le code est ouvert à tous les États.", "a-66-359", language="fr", by_meaning=True, most=1)
    >>> [match.passage.unit.id for match in matches]
    ['purpose.2']
    """
    searched = Texts([str(text) for text in _sources(texts)], Bank())
    if by_meaning:
        from aligner.wording import meaning

        meanings = meaning.Meanings(searched)
        matches = meanings.matches(sentence, language, least=least or meaning.LEAST, most=most)
    else:
        matches = lookup.matches(sentence, searched, language, least=least or lookup.LEAST, most=most)
    tags = _languages(match.passage.unit for match in matches)
    return Results(matches, ("percent", "text", "unit", *tags), lambda match: _match_row(match, tags))


def compare(old: Document, new: Document) -> Results[Pair]:
    """Two versions of a text, clause by clause: what is new, gone, moved, merged, split, renumbered or changed.

    Languages that only one of them has are left out.

    >>> from clausebank import load
    >>> document = load("a-66-359")
    >>> {pair.kinds for pair in compare(document, document)}
    {()}
    """
    shared = [tag for tag in new.languages if tag in old.languages]
    pairs = versions.compare(versions.limited(old, shared), versions.limited(new, shared))
    return Results(pairs, ("old", "new", "kinds", "changed"), _pair_row)


def _hits(
    query: Query, texts: Searched, language: str, where: Sequence[str], beside: Mapping[str, str] | None
) -> Iterator[Hit]:
    parallel = [finding.ParallelCondition(tag, Query(text, QueryKind.WORDS)) for tag, text in (beside or {}).items()]
    scope = scope_of([language] if language else [], where, parallel)
    finding.require_properties(scope, _all_passages(texts), "the texts")
    return finding.search(_passages(texts, query), query, scope)


def _passages(texts: Searched, query: Query) -> Iterator[Passage]:
    for source in _sources(texts):
        if isinstance(source, Document):
            yield from from_document(source)
        else:
            yield from Texts([source], Bank()).candidates(query)


def _dispersion(
    passages: Iterable[Passage], query: str, texts: Searched, language: str, how: How, where: Sequence[str]
) -> Picture:
    """Where a query occurs, of all that was searched."""
    parsed = Query(query, QueryKind(how))
    scope = scope_of([language] if language else [], where)
    strips = strips_of(_all_passages(texts), parsed, scope)
    shown = {strip.language for strip in strips}
    unsure = [tag for tag in unverified_languages(passages) if tag in shown]
    return dispersion_picture(query, strips, unverified_note(unsure))


def _all_passages(texts: Searched) -> Iterator[Passage]:
    for source in _sources(texts):
        yield from from_document(source) if isinstance(source, Document) else Texts([source], Bank()).passages()


def _sources(texts: Searched) -> Sequence[Document | str]:
    if texts is None:
        return Bank().names()
    sources = [texts] if isinstance(texts, Document | str | Path) else texts
    return [source if isinstance(source, Document) else str(source) for source in sources]


def _languages(units: Iterable[Unit]) -> tuple[str, ...]:
    """The languages of units, in the order they are met."""
    tags: dict[str, None] = {}
    for unit in units:
        tags.update(dict.fromkeys(unit.segments))
    return tuple(tags)


def _background(texts: Searched) -> list[Unit]:
    """Units to learn from which words go together."""
    units: list[Unit] = []
    for source in _sources(texts):
        if isinstance(source, Document):
            units += source.units[:_LEARNED]
        else:
            units += Texts([source], Bank()).sample(source)
    return units


def _concepts(texts: Searched) -> list[Concept]:
    concepts: list[Concept] = []
    for source in _sources(texts):
        concepts += source.concepts if isinstance(source, Document) else Texts([source], Bank()).concepts()
    return concepts


def _hit_row(hit: Hit, tags: Sequence[str]) -> tuple[object, ...]:
    unit = hit.passage.unit
    return hit.passage.text, unit.id, hit.language, *map(unit.text, tags)


def _match_row(match: Match, tags: Sequence[str]) -> tuple[object, ...]:
    return match.percent, match.passage.text, match.passage.unit.id, *map(match.passage.unit.text, tags)


def _key_row(row: KeyWord) -> tuple[Cell, ...]:
    return row.word, row.count, row.reference, row.log_likelihood, row.log_ratio


def _equivalent_row(row: Equivalent) -> tuple[Cell, ...]:
    return row.language, row.equivalent, row.count, row.share, row.confidence


def _pair_row(pair: Pair) -> tuple[object, ...]:
    old = ", ".join(unit.id for unit in pair.old)
    new = ", ".join(unit.id for unit in pair.new)
    return old, new, ", ".join(pair.kinds), ", ".join(pair.changed)
