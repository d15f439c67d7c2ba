"""Runs rules over a text: units stream through, so that memory does not grow with the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

import numpy as np

from aligner.checks.checked_text import CheckedText
from aligner.checks.finding import Finding, Problem
from aligner.checks.reading import Reading, readings
from aligner.checks.registry import all_rules
from aligner.checks.rule import Rule, Setting
from aligner.checks.rules.ignores import UnusedIgnore
from aligner.model import Unit

MOST = 50
"""Findings of one rule in one unit that are reported: a text of nothing but one fault says so often enough."""
WINDOW = 1000
"""Units held at a time: what rules that look at neighbours see at once."""


def run(
    source: CheckedText, rules: Sequence[type[Rule]], on_unit: Callable[[Unit], None] | None = None
) -> Iterator[Finding]:
    """Check a text and yield what is found, in the order of the units; findings on the whole text come last.

    Findings of a rule that a unit ignores, with a reason, are left out.

    Args:
        source: the text.
        rules: the rules to run; each is made anew for this text.
        on_unit: called with each unit before its findings are given.

    Raises:
        ClausebankError: the source cannot be read to its end.
    """
    stream = iter(source.units)
    head = list(islice(stream, WINDOW))
    setting = Setting(
        source.languages or _languages(head),
        source.concepts,
        source.has_status,
        source.in_order,
        meaning=any(rule.needs_encoder for rule in rules),
    )
    active = [rule(setting) for rule in rules]
    busy = [rule for rule in active if not rule.is_idle()]
    by_unit = [rule for rule in busy if type(rule).check is not Rule.check]
    by_window = [rule for rule in busy if type(rule).check_window is not Rule.check_window]
    watch = next((rule for rule in active if isinstance(rule, UnusedIgnore)), None)
    # A rule that this text gives nothing to do says nothing of an entry that accepts its findings.
    codes = {rule.code for rule in active if not rule.is_idle()}
    known = codes.union(rule.code for rule in all_rules())
    for window in _windows(chain(head, stream)):
        read = readings(window, setting.languages)
        found = _found_in(read, by_unit, by_window, source)
        for reading in read:
            unit = reading.unit
            if on_unit:
                on_unit(unit)
            here = found.get(id(reading), [])
            if len(here) > 1:
                here.sort(key=lambda finding: finding.code)
            if unit.ignore:
                ignored = unit.ignored
                if watch:
                    unused = watch.unused(unit, {finding.code for finding in here}, codes, known)
                    here += [_finding(watch, problem, source, unit) for problem in unused]
                here = [finding for finding in here if finding.code not in ignored]
            yield from here
    for rule in active:
        yield from (_finding(rule, problem, source, None) for problem in rule.finish())


def _found_in(
    read: Sequence[Reading], by_unit: Sequence[Rule], by_window: Sequence[Rule], source: CheckedText
) -> dict[int, list[Finding]]:
    """What rules find in a window, by the identity of the reading it was found in."""
    found: dict[int, list[Finding]] = {}
    # Rule by rule, as arrays tell quickly which few of the units a rule has to see.
    traits = np.fromiter((reading.traits for reading in read), np.uint64, len(read))
    for rule in by_unit:
        called = np.flatnonzero(traits & rule.needs).tolist() if rule.needs else range(len(read))
        for place in called:
            reading = read[place]
            for problem in islice(rule.check(reading), MOST):
                found.setdefault(id(reading), []).append(_finding(rule, problem, source, reading.unit))
    for rule in by_window:
        for reading, problem in rule.check_window(read):
            found.setdefault(id(reading), []).append(_finding(rule, problem, source, reading.unit))
    return found


def _windows(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    stream = iter(units)
    while window := list(islice(stream, WINDOW)):
        yield window


def _languages(units: Iterable[Unit]) -> tuple[str, ...]:
    """The languages of the first units, in the order they come up."""
    return tuple(dict.fromkeys(language for unit in units for language in unit.segments))


def _finding(rule: Rule, problem: Problem, source: CheckedText, unit: Unit | None) -> Finding:
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        file=source.file,
        line=problem.line or _line(unit, problem.languages),
        unit=unit,
        languages=problem.languages,
        message=problem.message,
        marks=problem.marks,
        fixable=source.mendable and rule.is_fixable(),
    )


def _line(unit: Unit | None, languages: Sequence[str]) -> int:
    """The line of the segment at fault where there is one such segment, else that of the unit."""
    if unit is None:
        return 0
    if len(languages) == 1 and (segment := unit.segments.get(languages[0])):
        return segment.line or unit.line
    return unit.line
