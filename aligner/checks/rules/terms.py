"""TRM: terms of the termbase are rendered by their counterparts."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Rule, Setting, example
from aligner.model import Concept
from aligner.text.english import listed
from aligner.text.terms import Term, Termbase

_STATE = Concept("state", {"en": ("State",), "zh": ("国家", "各国"), "ru": ("государство",)})
_CODE = Concept(
    "code", {"en": ("code of conduct",), "ru": ("правила поведения",)}, superseded={"ru": ("кодекс поведения",)}
)


class TermNotRendered(Rule):
    code = "TRM001"
    name = "term-not-rendered"
    severity = Severity.WARNING
    what = (
        "Most languages of a unit have a term of the termbase, and one has none of the terms for that concept. "
        "Inflected forms count; with two languages either may be the odd one."
    )
    why = (
        "In a legal text another word means another thing: readers of one version would not know that it is the same "
        "concept."
    )
    bad = example(
        {"en": "All States shall cooperate", "zh": "各国应合作", "ru": "Все страны сотрудничают"}, concepts=(_STATE,)
    )
    good = example(
        {"en": "All States shall cooperate", "zh": "各国应合作", "ru": "Все государства сотрудничают"},
        concepts=(_STATE,),
    )

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._bases: dict[str, Termbase] = {}
        for tag in setting.languages if setting.concepts else ():
            self._bases[tag] = Termbase({concept.id: concept.terms.get(tag, ()) for concept in setting.concepts}, tag)
        self._concepts = {concept.id: concept for concept in setting.concepts}

    def is_idle(self) -> bool:
        return not self._bases

    def check(self, reading: Reading) -> Iterator[Problem]:
        keys: dict[str, set[str]] = {}
        first_terms: dict[str, dict[str, Term]] = {}
        for tag, text in reading.texts.items():
            terms = self._bases[tag].find(text)
            keys[tag] = {term.key for term in terms}
            for term in terms:
                if not term.nested:
                    first_terms.setdefault(term.key, {}).setdefault(tag, term)
        for key, having in first_terms.items():
            concept = self._concepts[key]
            with_terms = [tag for tag in reading.texts if concept.terms.get(tag)]
            lacking = tuple(tag for tag in with_terms if key not in keys[tag])
            if lacking and 2 * len(having) >= len(with_terms) > 1 and len(having) >= len(lacking):
                marks = tuple(Highlight(tag, term.start, term.end) for tag, term in having.items())
                expected = ", ".join(f"{tag} {' or '.join(concept.terms[tag])}" for tag in lacking)
                yield Problem(f"'{key}' is not rendered in {listed(lacking)} (expected: {expected})", lacking, marks)


class SupersededTerm(Rule):
    code = "TRM002"
    name = "superseded-term"
    severity = Severity.WARNING
    what = "A term that the termbase lists as superseded."
    why = "It was replaced for a reason: a new name, an official correction, a meaning it no longer has."
    bad = example({"en": "the code of conduct", "ru": "кодекса поведения"}, concepts=(_CODE,))
    good = example({"en": "the code of conduct", "ru": "правил поведения"}, concepts=(_CODE,))

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._bases = {
            tag: Termbase({concept.id: concept.superseded.get(tag, ()) for concept in setting.concepts}, tag)
            for tag in setting.languages
            if any(concept.superseded.get(tag) for concept in setting.concepts)
        }
        self._concepts = {concept.id: concept for concept in setting.concepts}

    def is_idle(self) -> bool:
        return not self._bases

    def check(self, reading: Reading) -> Iterator[Problem]:
        for tag, base in self._bases.items():
            for term in base.find(reading.texts.get(tag, "")):
                preferred = self._concepts[term.key].terms.get(tag, ("",))[0]
                instead = f"; use '{preferred}'" if preferred else ""
                words = reading.texts[tag][term.start : term.end]
                yield Problem(f"'{words}' is superseded{instead}", (tag,), (Highlight(tag, term.start, term.end),))
