"""REF: the same documents and articles are referred to in every language."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.finding import Mark, Problem, Severity
from aligner.checks.reading import Reading, spoken, standing_alone
from aligner.checks.rule import Rule, example


class SymbolMismatch(Rule):
    code = "REF001"
    name = "symbol-mismatch"
    severity = Severity.ERROR
    what = "A document symbol or resolution number of one language is missing in another."
    why = "A reader of that language is sent to another document."
    bad = example({"en": "resolution 64/211", "zh": "第64/221号决议", "ru": "резолюция 64/211"})
    good = example({"en": "resolution 64/211", "zh": "第64/211号决议", "ru": "резолюция 64/211"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        if not any("/" in text for text in reading.texts.values()):
            return
        found = {language: reading.symbols(language) for language in reading.texts}
        values = {language: {it.value for it in those} for language, those in found.items()}
        said: set[str] = set()
        for language, those in found.items():
            for reference in those:
                if reference.value in said:
                    continue
                said.add(reference.value)
                has = {other: reference.value in values[other] for other in found}
                if alone := standing_alone(has):
                    mark = Mark(language, reference.start, reference.end)
                    lacking = tuple(other for other, there in has.items() if not there)
                    yield Problem(f"{spoken(lacking)} lacks the reference {reference.value}", alone, (mark,))
