"""CON: the same words have the same counterpart throughout."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import NamedTuple

from aligner.checks.finding import Problem, Severity
from aligner.checks.reading import Reading, spoken
from aligner.checks.rule import Rule, Setting, example

REMEMBERED = 50_000
"""Segments per language held for comparison: a bound on memory, far more than the units of one document."""


class _Seen(NamedTuple):
    unit: str
    line: int
    keys: dict[str, int]


class _Repeated(Rule):
    """Finds earlier units that share the wording of some languages and not of others."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._seen: dict[str, OrderedDict[int, _Seen]] = {language: OrderedDict() for language in setting.languages}

    def _divided(self, reading: Reading) -> Iterator[tuple[_Seen, tuple[str, ...], tuple[str, ...]]]:
        """An earlier unit, the languages whose wording is the same there, and those whose wording is not."""
        keys = {language: hash(text) for language, text in reading.texts.items()}
        now = _Seen(reading.unit.id, reading.unit.line, keys)
        reported = set()
        for language, key in keys.items():
            seen = self._seen[language]
            before = seen.get(key)
            if before is None:
                seen[key] = now
                if len(seen) > REMEMBERED:
                    seen.popitem(last=False)
            elif before.unit not in reported:
                same = tuple(tag for tag in keys if before.keys.get(tag) == keys[tag])
                other = tuple(tag for tag in keys if tag in before.keys and before.keys[tag] != keys[tag])
                if other:
                    reported.add(before.unit)
                    yield before, same, other


class InconsistentCounterpart(_Repeated):
    code = "CON001"
    name = "inconsistent-counterpart"
    severity = Severity.INFO
    what = "Most languages repeat the wording of an earlier unit, and one words it differently."
    why = "A recurring clause is worded alike on purpose; a reader takes another wording for another meaning."
    bad = example(
        {"en": "Other matters", "zh": "其他事项", "ru": "Другие вопросы"},
        {"en": "Other matters", "zh": "其他事项", "ru": "Прочие вопросы"},
    )
    good = example(
        {"en": "Other matters", "zh": "其他事项", "ru": "Другие вопросы"},
        {"en": "Other matters", "zh": "其他事项", "ru": "Другие вопросы"},
    )

    def check(self, reading: Reading) -> Iterator[Problem]:
        for before, same, other in self._divided(reading):
            if len(other) <= len(same):
                yield Problem(f"{spoken(same)} as in {_named(before)}, {spoken(other)} worded differently", other)


class MergedCounterpart(_Repeated):
    code = "CON002"
    name = "merged-counterpart"
    severity = Severity.INFO
    what = "One language repeats the wording of an earlier unit, and most others word the two differently."
    why = "A distinction of the others is lost, or a segment was pasted into the wrong unit."
    bad = example(
        {"en": "rights", "zh": "权利", "ru": "права"},
        {"en": "duties", "zh": "义务", "ru": "права"},
    )
    good = example(
        {"en": "rights", "zh": "权利", "ru": "права"},
        {"en": "duties", "zh": "义务", "ru": "обязанности"},
    )

    def check(self, reading: Reading) -> Iterator[Problem]:
        for before, same, other in self._divided(reading):
            if len(same) < len(other):
                yield Problem(f"{spoken(same)} as in {_named(before)}, where {spoken(other)} say something else", same)


def _named(seen: _Seen) -> str:
    return f"unit {seen.unit}" + (f" (line {seen.line})" if seen.line else "")
