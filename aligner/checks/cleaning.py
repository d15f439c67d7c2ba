"""A memory without the units in which rules find something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

import tmx
from aligner.checks.checked_text import CheckedText
from aligner.checks.finding import Severity
from aligner.checks.reading import unsieved
from aligner.checks.rule import Rule, Setting
from aligner.checks.rules.languages import WrongLanguage
from aligner.checks.rules.scripts import WrongScript
from aligner.checks.runner import run
from aligner.exchange.memory import plain_unit_of
from aligner.model import Unit
from aligner.text.identification import is_installed


def units_with_findings(
    units: Iterable[tmx.TranslationUnit], rules: Sequence[type[Rule]], least: Severity = Severity.INFO
) -> tuple[frozenset[int], Counter[str]]:
    """The places of the units in which rules find something, and how many units each rule took.

    Args:
        units: the units of a memory, gone through once.
        rules: the rules to run.
        least: the severity from which on a finding counts.

    Returns:
        Places counted from 1; and code and name of a rule to the number of units, a unit with several findings counted
        under the first of its rules by code.
    """
    text = CheckedText("", _numbered(units), in_order=False, is_partial=True)
    codes: dict[int, str] = {}
    for finding in run(text, rules):
        if finding.unit and finding.severity.reaches(least):
            place, rule = int(finding.unit.id), f"{finding.code} {finding.name}"
            codes[place] = min(codes.get(place, rule), rule)
    return frozenset(codes), Counter(codes.values())


def _numbered(units: Iterable[tmx.TranslationUnit]) -> Iterator[Unit]:
    return (plain_unit_of(unit, str(number)) for number, unit in enumerate(units, start=1))


def without(units: Iterable[tmx.TranslationUnit], places: Collection[int]) -> Iterator[tmx.TranslationUnit]:
    """The units of a memory except those at some places."""
    return (unit for number, unit in enumerate(units, start=1) if number not in places)


def only(units: Iterable[tmx.TranslationUnit], places: Collection[int]) -> Iterator[tmx.TranslationUnit]:
    """The units of a memory at some places."""
    return (unit for number, unit in enumerate(units, start=1) if number in places)


def is_in_other_language(text: str, tag: str) -> bool:
    """Whether a text is surely not in a language, by its script (ALN005) or by its letters (ALN007).

    >>> is_in_other_language("Los Estados deberán cooperar entre sí en esta materia", "fr")
    True
    """
    reading = unsieved({tag: text})
    by_script, by_letters = (rule(Setting((tag,))) for rule in (WrongScript, WrongLanguage))
    return any(by_script.check(reading)) or (is_installed() and any(by_letters.check_window([reading])))
