"""CON: the same words have the same counterpart throughout."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from aligner.checks.finding import Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Located, Rule, Setting, example
from aligner.text.english import listed

REMEMBERED = 50_000
"""Segments per language held for comparison: a bound on memory, far more than the units of one document."""


class _Seen(NamedTuple):
    unit: str
    line: int
    keys: dict[str, int]


_Divided: TypeAlias = "tuple[_Seen, tuple[str, ...], tuple[str, ...]]"
"""An earlier unit, the languages whose wording is the same there, and those whose wording is not."""


class _Memory:
    """Earlier units by their wording; finds those that share the wording of some languages and not of others."""

    def __init__(self, setting: Setting) -> None:
        self._seen: dict[str, OrderedDict[int, _Seen]] = {language: OrderedDict() for language in setting.languages}
        self._window: Sequence[Reading] = ()
        self._divided: list[tuple[Reading, _Divided]] = []

    def divided(self, readings: Sequence[Reading]) -> list[tuple[Reading, _Divided]]:
        """The units of a window that are divided from an earlier one; however many rules ask, each unit is seen once."""
        if self._window is not readings:
            self._window = readings
            self._divided = []
            for reading in readings:
                for divided in self._of_unit(reading):
                    self._divided.append((reading, divided))
        return self._divided

    def _of_unit(self, reading: Reading) -> Sequence[_Divided]:
        keys = {language: hash(text) for language, text in reading.texts.items()}
        now: _Seen | None = None
        result: list[_Divided] = []
        for language, key in keys.items():
            units_by_key = self._seen[language]
            before = units_by_key.get(key)
            if before is None:
                now = now or _Seen(reading.unit.id, reading.unit.line, keys)
                units_by_key[key] = now
                if len(units_by_key) > REMEMBERED:
                    units_by_key.popitem(last=False)
            elif before.keys != keys and all(before.unit != earlier.unit for earlier, _, _ in result):
                same = tuple(tag for tag in keys if before.keys.get(tag) == keys[tag])
                different = tuple(tag for tag in keys if tag in before.keys and before.keys[tag] != keys[tag])
                if different and _entry(before.unit) != _entry(reading.unit.id):
                    result.append((before, same, different))
        return result


def _entry(unit_id: str) -> str:
    """The entry of a catalogue that a unit is a form of: the plural forms of one entry are worded differently on purpose."""
    return unit_id.partition(".plural")[0]


class _Repeated(Rule):
    """A rule on units that share the wording of some languages with an earlier one; all such rules share a memory."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._divided = setting.once(_Memory).divided


class InconsistentCounterpart(_Repeated):
    code = "CON001"
    name = "inconsistent-counterpart"
    severity = Severity.INFO
    what = "Most languages repeat the wording of an earlier unit, and one words it differently."
    why = "A recurring clause is worded alike on purpose, so a reader takes different wording for a different meaning."
    bad = example(
        {"en": "Other matters", "zh": "其他事项", "ru": "Другие вопросы"},
        {"en": "Other matters", "zh": "其他事项", "ru": "Прочие вопросы"},
    )
    good = example(
        {"en": "Other matters", "zh": "其他事项", "ru": "Другие вопросы"},
        {"en": "Other matters", "zh": "其他事项", "ru": "Другие вопросы"},
    )

    def check_window(self, readings: Sequence[Reading]) -> list[Located]:
        return [
            (
                reading,
                Problem(f"{listed(same)} as in {_named(before)}, {listed(different)} worded differently", different),
            )
            for reading, (before, same, different) in self._divided(readings)
            if len(different) <= len(same)
        ]


class MergedCounterpart(_Repeated):
    code = "CON002"
    name = "merged-counterpart"
    severity = Severity.INFO
    what = "One language repeats the wording of an earlier unit, and most others word the two differently."
    why = "A distinction that the other languages make is lost, or a segment was pasted into the wrong unit."
    bad = example(
        {"en": "rights", "zh": "权利", "ru": "права"},
        {"en": "duties", "zh": "义务", "ru": "права"},
    )
    good = example(
        {"en": "rights", "zh": "权利", "ru": "права"},
        {"en": "duties", "zh": "义务", "ru": "обязанности"},
    )

    def check_window(self, readings: Sequence[Reading]) -> list[Located]:
        return [
            (
                reading,
                Problem(f"{listed(same)} as in {_named(before)}, where {listed(different)} say something else", same),
            )
            for reading, (before, same, different) in self._divided(readings)
            if len(same) < len(different)
        ]


def _named(seen: _Seen) -> str:
    return f"unit {seen.unit}" + (f" (line {seen.line})" if seen.line else "")
