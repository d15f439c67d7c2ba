"""QTY: the same unit or currency beside the same number in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations

from aligner.checks.disagreement import Contested, Disagreement, problem
from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Rule, example
from aligner.checks.traits import QUANTITIES
from aligner.text.quantities import Quantity, named, quantities

_FEWEST = 2
"""Languages that must name a unit before two can differ."""


class UnitMismatch(Rule):
    code = "QTY001"
    name = "unit-mismatch"
    severity = Severity.ERROR
    what = (
        "The same number has different units or currencies in different languages: 30 days and 30个月. A name that can "
        "be several units, such as $ or mile, matches any of them; a language in which no unit is recognised is not "
        "compared."
    )
    why = "The figure is right but the amount is wrong, and no comparison of numbers shows it."
    needs = QUANTITIES
    bad = example({"en": "within 30 days", "zh": "30个月内", "ru": "в течение 30 дней"})
    good = example({"en": "within 30 days", "zh": "30日内", "ru": "в течение 30 дней"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        having = [tag for tag in reading.texts if reading.traits_of[tag] & QUANTITIES]
        if len(having) < _FEWEST or not _can_differ([named(reading.prose(tag), tag) for tag in having]):
            return
        by_number: dict[str, dict[str, list[Quantity]]] = {}
        for language in having:
            numbers = reading.plain_numbers(language)
            for quantity in quantities(reading.prose(language), language, numbers) if numbers else ():
                by_number.setdefault(quantity.number, {}).setdefault(language, []).append(quantity)
        for number, by_language in by_number.items():
            if len(by_language) >= _FEWEST:
                yield from _compared(number, by_language)


def _can_differ(units: Sequence[Counter[str]]) -> bool:
    """Whether one of two languages names a unit that the other does not, or each names one more often."""
    counted = filter(None, units)
    return any(
        first.keys() != second.keys() or (first - second and second - first)
        for first, second in combinations(counted, 2)
    )


def _compared(number: str, by_language: Mapping[str, list[Quantity]]) -> Iterator[Problem]:
    """A problem where some languages have a unit beside a number that others cannot have meant."""
    units: dict[str, set[str]] = {}
    for tag, of_text in by_language.items():
        units[tag] = set(chain.from_iterable(quantity.units for quantity in of_text))
    if set.intersection(*units.values()):
        return
    groups: dict[str, list[str]] = {}
    for language, of_text in by_language.items():
        # A language joins the first group whose unit it can mean.
        unit = next((unit for unit in groups if unit in units[language]), of_text[0].value)
        groups.setdefault(unit, []).append(language)
    if len(groups) == 1:
        return
    languages = tuple(by_language)
    values = []
    for unit, having in groups.items():
        lacking = tuple(tag for tag in languages if tag not in having)
        places: list[Highlight] = []
        for tag in having:
            places += [Highlight(tag, quantity.start, quantity.end) for quantity in by_language[tag]]
        values.append(Contested(f"{number} {unit.replace('-', ' ')}", tuple(having), lacking, tuple(places)))
    yield problem(Disagreement(tuple(values), languages), "quantity")
