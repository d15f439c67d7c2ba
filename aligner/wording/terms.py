"""The termbase against the text: where each term stands, which concepts vary, and which share a term."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aligner.model import Concept, Document
from aligner.wording.query import Query, QueryKind


@dataclass(frozen=True, slots=True)
class Usage:
    """A term of a concept in one language, and the units of the concept it stands in, in any of its forms."""

    term: str
    units: tuple[str, ...]


class TermPattern(StrEnum):
    """What is remarkable in the use of terms."""

    VARIATION = "variation"
    """One concept, several terms in use in one language where another language has one."""
    CONVERGENCE = "convergence"
    """Several concepts, one term in one language, where another language keeps them apart."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A pattern with the units that show it.

    Attributes:
        pattern: what it is.
        language: the language that varies or converges.
        concepts: the concepts concerned.
        terms: the terms in that language, with their units.
        beside: the other languages that have it otherwise, with their terms and units.
    """

    pattern: TermPattern
    language: str
    concepts: tuple[str, ...]
    terms: tuple[Usage, ...]
    beside: Mapping[str, tuple[Usage, ...]]


def usage(concept: Concept, document: Document, language: str) -> tuple[Usage, ...]:
    """The terms of a concept in a language, each with the units of the concept it stands in.

    Where one term is part of another of the same concept, a place where the longer one stands is the longer one's.

    >>> from aligner.bank import Bank
    >>> annex = Bank().load("a-66-359")
    >>> concept = next(it for it in annex.concepts if it.id == "dispute")
    >>> usage(concept, annex, "ru")
    (Usage(term='спор', units=('pledge.j', 'pledge.k')),)
    """
    units = [document.unit(id_) for id_ in concept.units]
    terms = concept.terms.get(language, ())
    queries = {term: Query(term, QueryKind.LEMMA) for term in sorted(terms, key=len, reverse=True)}
    ids_by_term: dict[str, list[str]] = {term: [] for term in terms}
    for unit in units:
        places: list[tuple[int, int]] = []
        for term, query in queries.items():
            spans = query.spans(unit.text(language), language)
            free = [span for span in spans if not _is_within(span, places)]
            places += free
            if free:
                ids_by_term[term].append(unit.id)
    return tuple(Usage(term, tuple(ids_by_term[term])) for term in terms)


def _is_within(span: tuple[int, int], places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in places)


def remarks(document: Document, languages: Sequence[str]) -> list[Remark]:
    """Variation and convergence in a text: help for reading; either may be as it should be."""
    used = {}
    for concept in document.concepts:
        used[concept.id] = {tag: _in_use(usage(concept, document, tag)) for tag in languages}
    return [*_variation(used), *_convergence(document.concepts, used, languages)]


_Used = Mapping[str, Mapping[str, tuple[Usage, ...]]]


def _in_use(usages: Sequence[Usage]) -> tuple[Usage, ...]:
    return tuple(usage for usage in usages if usage.units)


def _variation(used: _Used) -> Iterator[Remark]:
    for concept, by_language in used.items():
        for tag, terms in by_language.items():
            single = {language: usages for language, usages in by_language.items() if len(usages) == 1}
            if len(terms) > 1 and single:
                yield Remark(TermPattern.VARIATION, tag, (concept,), terms, single)


def _convergence(concepts: Sequence[Concept], used: _Used, languages: Sequence[str]) -> Iterator[Remark]:
    for tag in languages:
        owners: dict[str, list[str]] = {}
        for concept in concepts:
            for term_usage in used[concept.id][tag]:
                owners.setdefault(term_usage.term.casefold(), []).append(concept.id)
        for term, ids in owners.items():
            beside = {language: _apart(ids, used, language) for language in languages if language != tag}
            apart = {language: usages for language, usages in beside.items() if usages}
            if len(ids) > 1 and apart:
                usages = itertools.chain.from_iterable(used[id_][tag] for id_ in ids)
                terms = tuple(usage for usage in usages if usage.term.casefold() == term)
                yield Remark(TermPattern.CONVERGENCE, tag, tuple(ids), terms, apart)


def _apart(ids: Sequence[str], used: _Used, language: str) -> tuple[Usage, ...]:
    """The terms of several concepts in a language that keeps them all apart; none where two share one."""
    terms = list(itertools.chain.from_iterable(used[id_][language] for id_ in ids))
    names = [term_usage.term.casefold() for term_usage in terms]
    complete = all(used[id_][language] for id_ in ids)
    return tuple(terms) if complete and len(names) == len(set(names)) else ()
