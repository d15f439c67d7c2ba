"""Between the languages of one text: clauses that say more or less in one of them, with the reason to think so.

Help for reading, not a verdict: languages differ in length and in what they leave unsaid. No language is the source;
each is held against all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from aligner.checks.reading import readings
from aligner.checks.rule import Setting
from aligner.checks.rules.negation import NegationMismatch
from aligner.coverage import remainders
from aligner.model import Document, Unit
from aligner.wording.query import Query, QueryKind

FAR = 1.4
"""How many times longer or shorter than the other languages lead one to expect is worth a look."""
_SHORTEST = 25
"""Below so many characters of the longest segment, lengths say nothing."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One reason to read a clause twice.

    Attributes:
        unit: the clause.
        language: the language that differs from the others.
        says: ``more`` or ``less`` than the others, as far as this reason goes.
        reason: ``length``, ``words``, ``term`` or ``negation``.
        detail: what was seen, in words.
    """

    unit: Unit
    language: str
    says: str
    reason: str
    detail: str


def differences(document: Document, languages: Sequence[str]) -> list[Discrepancy]:
    """What sets one language of a clause apart from the others, in the order of the text.

    >>> from aligner.bank import Bank
    >>> listed = differences(Bank().load("a-66-359"), ["en", "zh", "ru"])
    >>> pledge_j = (item for item in listed if item.unit.id == "pledge.j" and item.reason == "words")
    >>> [(item.language, item.says, item.detail) for item in pledge_j]
    [('zh', 'more', 'no counterpart: 等方面')]
    """
    usual = _usual(document, languages)
    listed: list[Discrepancy] = []
    for unit in document.units:
        listed += _lengths(unit, languages, usual)
        listed += _words(unit, languages)
        listed += _terms(unit, languages, document)
        listed += _negations(unit, languages)
    return listed


def _usual(document: Document, languages: Sequence[str]) -> Mapping[str, float]:
    """The usual length of a segment in each language, for units that have all of them."""
    complete = [unit for unit in document.units if all(map(unit.text, languages))]
    return {tag: _usual_length(complete, tag) for tag in languages}


def _usual_length(units: Sequence[Unit], language: str) -> float:
    return median(len(unit.text(language)) for unit in units) if units else 1


def _lengths(unit: Unit, languages: Sequence[str], usual: Mapping[str, float]) -> Iterator[Discrepancy]:
    relative = {tag: len(unit.text(tag)) / usual[tag] for tag in languages if unit.text(tag)}
    if len(relative) < 2 or max(len(unit.text(tag)) for tag in relative) < _SHORTEST:
        return
    for tag, length in relative.items():
        lengths = [relative[language] for language in relative if language != tag]
        # Of two languages, the shorter is named once; of more, a language must stand apart from each of the others.
        if length > FAR * max(lengths) and len(lengths) > 1:
            yield Discrepancy(unit, tag, "more", "length", f"{length / median(lengths):.1f} times the length to expect")
        elif length * FAR < min(lengths):
            yield Discrepancy(unit, tag, "less", "length", f"{length / median(lengths):.1f} times the length to expect")


def _words(unit: Unit, languages: Sequence[str]) -> Iterator[Discrepancy]:
    left = {tag: remainders(unit, tag) for tag in languages if unit.text(tag)} if unit.phrases else {}
    without = [tag for tag, words in left.items() if not words]
    if len(left) > 2 and len(without) == 1:
        elsewhere = "; ".join(f"{tag} {' | '.join(words)}" for tag, words in left.items() if words)
        yield Discrepancy(unit, without[0], "less", "words", f"no counterpart of {elsewhere}")
        return
    for tag, words in left.items():
        if words:
            yield Discrepancy(unit, tag, "more", "words", f"no counterpart: {' | '.join(words)}")


def _terms(unit: Unit, languages: Sequence[str], document: Document) -> Iterator[Discrepancy]:
    for concept in document.concepts:
        if unit.id not in concept.units:
            continue
        tags = [tag for tag in languages if concept.terms.get(tag) and unit.text(tag)]
        has = {tag: _has_term(unit, tag, concept.terms[tag]) for tag in tags}
        for tag in tags:
            if not has[tag] and sum(has.values()) == len(tags) - 1 > 0:
                yield Discrepancy(
                    unit, tag, "less", "term", f"no term for {concept.id}: {', '.join(concept.terms[tag])}"
                )


def _has_term(unit: Unit, language: str, terms: Sequence[str]) -> bool:
    return any(Query(term, QueryKind.LEMMA).spans(unit.text(language), language) for term in terms)


def _negations(unit: Unit, languages: Sequence[str]) -> Iterator[Discrepancy]:
    """What the rule on negation reports of the unit, by words alone."""
    (reading,) = readings([unit], tuple(languages))
    for problem in NegationMismatch(Setting(tuple(languages))).check(reading):
        for tag in problem.languages:
            negates = any(mark.language == tag for mark in problem.marks)
            yield Discrepancy(unit, tag, "more" if negates else "less", "negation", problem.message)
