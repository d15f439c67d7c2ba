"""Runs rules over a text: units stream through, so that memory does not grow with the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

import numpy as np

from aligner.checks.checked_text import CheckedText
from aligner.checks.finding import Applicability, Finding, Problem
from aligner.checks.reading import Reading, readings
from aligner.checks.registry import all_rules
from aligner.checks.rule import Rule, Setting
from aligner.checks.rule_fix import fixed_by
from aligner.checks.rules.ignores import UnusedIgnore
from aligner.model import Unit

MOST = 50
"""Findings of one rule in one unit that are reported: a text of nothing but one fault says so often enough."""
WINDOW = 1000
"""Units held at a time: what rules that look at neighbours see at once."""


def run(
    text: CheckedText, rules: Sequence[type[Rule]], on_unit: Callable[[Unit], None] | None = None
) -> Iterator[Finding]:
    """Check a text and yield what is found, in the order of the units; findings on the whole text come last.

    Findings of a rule that a unit ignores, with a reason, are left out.

    Args:
        text: the text.
        rules: the rules to run; each is made anew for this text.
        on_unit: called with each unit before its findings are given.

    Raises:
        ClausebankError: the text cannot be read to its end.
    """
    stream = iter(text.units)
    head = list(islice(stream, WINDOW))
    languages = text.languages or _languages(head)
    setting = Setting(
        languages,
        text.concepts,
        text.has_status,
        text.in_order,
        expected=_expected(head, languages, text),
        meaning=any(rule.needs_encoder for rule in rules),
        witnesses=text.witnesses,
    )
    active = [rule(setting) for rule in rules]
    busy = [rule for rule in active if not rule.is_idle()]
    by_unit = [rule for rule in busy if type(rule).check is not Rule.check]
    by_window = [rule for rule in busy if type(rule).check_window is not Rule.check_window]
    unused_ignores = next((rule for rule in active if isinstance(rule, UnusedIgnore)), None)
    # A rule that this text gives nothing to do says nothing of an entry that accepts its findings.
    codes = {rule.code for rule in busy}
    all_codes = codes.union(rule.code for rule in all_rules())
    for window in _windows(chain(head, stream)):
        window_readings = readings(window, setting.languages)
        findings_by_reading = _found_in(window_readings, by_unit, by_window, text)
        reported = _reported_beside_ignores(window_readings, findings_by_reading)
        for reading in window_readings:
            unit = reading.unit
            if on_unit:
                on_unit(unit)
            findings = findings_by_reading.get(id(reading), [])
            if len(findings) > 1:
                findings.sort(key=lambda finding: finding.code)
            if unit.ignore:
                findings = [finding for finding in findings if finding.code not in unit.ignored]
                codes_reported = reported.pop(_element(unit), None)
                if unused_ignores and codes_reported is not None:
                    problems = unused_ignores.unused(unit, codes_reported, codes, all_codes)
                    findings += [_finding(unused_ignores, problem, text, unit) for problem in problems]
            yield from findings
    for rule in active:
        yield from (_finding(rule, problem, text, None) for problem in rule.finish())


def _found_in(
    window: Sequence[Reading], by_unit: Sequence[Rule], by_window: Sequence[Rule], text: CheckedText
) -> dict[int, list[Finding]]:
    """What rules find in a window, by the identity of the reading it was found in."""
    findings: dict[int, list[Finding]] = {}
    # Rule by rule, since one operation on an array shows which of all units a rule has to see.
    traits = np.fromiter((reading.traits for reading in window), np.uint64, len(window))
    for rule in by_unit:
        places = np.flatnonzero(traits & rule.needs).tolist() if rule.needs else range(len(window))
        for place in places:
            reading = window[place]
            for problem in islice(rule.check(reading), MOST):
                findings.setdefault(id(reading), []).append(_finding(rule, problem, text, reading.unit))
    for rule in by_window:
        for reading, problem in rule.check_window(window):
            findings.setdefault(id(reading), []).append(_finding(rule, problem, text, reading.unit))
    return findings


def _reported_beside_ignores(
    window: Sequence[Reading], findings: Mapping[int, Sequence[Finding]]
) -> dict[tuple[str, int, str], set[str]]:
    """The rules that report something, by the element of the file that says what to ignore."""
    reported: dict[tuple[str, int, str], set[str]] = {}
    for reading in window:
        if reading.unit.ignore:
            codes = reported.setdefault(_element(reading.unit), set())
            codes.update(finding.code for finding in findings.get(id(reading), ()))
    return reported


def _element(unit: Unit) -> tuple[str, int, str]:
    """What is the same for the segments of one unit of XLIFF, which share its note, and for no other units."""
    remarks = "\n".join((unit.note, *unit.comments))
    return ("", unit.line, remarks) if unit.line and remarks else (unit.id, 0, "")


def _windows(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    stream = iter(units)
    while window := list(islice(stream, WINDOW)):
        yield window


def _languages(units: Iterable[Unit]) -> tuple[str, ...]:
    """The languages of the first units, in the order they come up."""
    return tuple(dict.fromkeys(language for unit in units for language in unit.segments))


def _expected(units: Sequence[Unit], languages: Sequence[str], text: CheckedText) -> tuple[str, ...]:
    """The languages that a unit should have.

    Those of the text; of a file with a direction none, since its translations have a state where they are missing; of a
    memory, the most frequent ones, as long as half of the units have all of them.
    """
    if text.source:
        return ()
    if text.languages and not text.is_partial:
        return tuple(languages)
    shapes = Counter(frozenset(tag for tag, segment in unit.segments.items() if segment.text) for unit in units)
    counts = {tag: sum(count for shape, count in shapes.items() if tag in shape) for tag in languages}
    expected: list[str] = []
    for tag in sorted(languages, key=lambda tag: -counts[tag]):
        complete = sum(count for shape, count in shapes.items() if shape.issuperset((*expected, tag)))
        if 2 * complete < len(units):
            break
        expected.append(tag)
    # In a memory of several pairs a unit of en and zh does not lack ru, however many other units have it.
    others = [shape for shape in shapes if not shape <= set(expected)]
    return tuple(tag for tag in expected if all(tag in shape for shape in others))


def _finding(rule: Rule, problem: Problem, text: CheckedText, unit: Unit | None) -> Finding:
    # Where a text has a source, what is to be changed is the translation.
    translations = tuple(tag for tag in problem.languages if tag != text.source) or problem.languages
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        file=text.file_of(translations),
        line=problem.line or _line(unit, translations),
        unit=unit,
        languages=problem.languages,
        message=problem.message,
        marks=problem.marks,
        fix=_fix(rule, problem, text, unit),
    )


def _fix(rule: Rule, problem: Problem, text: CheckedText, unit: Unit | None) -> Applicability:
    """What can be done about a problem: nothing where the rule's fix would not take it away."""
    if not text.is_fixable or not rule.is_fixable() or unit is None:
        return Applicability.NONE
    texts = {tag: segment.text for tag, segment in unit.segments.items() if segment.text}
    if not fixed_by(rule, texts, text.source).keys() & set(problem.languages):
        return Applicability.NONE
    return Applicability.UNSAFE if rule.unsafe_fix else Applicability.SAFE


def _line(unit: Unit | None, languages: Sequence[str]) -> int:
    """The line of the segment at fault where there is one such segment, else that of the unit."""
    if unit is None:
        return 0
    if len(languages) == 1 and (segment := unit.segments.get(languages[0])):
        return segment.line or unit.line
    return unit.line
