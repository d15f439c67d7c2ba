"""JUnit XML, as Jenkins and its kin read it: a test suite per file, a test case per unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import quoteattr

from aligner.checks.finding import Finding, Severity

TEXT = "(text)"
"""The test case of findings on a text as a whole."""


def junit(findings: Iterable[Finding], checked: Mapping[str, Iterable[str]], least: Severity) -> Iterator[str]:
    """A report of all units, so it is written at the end and takes memory for their ids.

    Args:
        findings: gone through to the end before the first line is given.
        checked: file to the ids of its units; filled while ``findings`` is gone through.
        least: findings below this severity do not fail their unit; they are its output.
    """
    by_case: dict[tuple[str, str], list[Finding]] = {}
    cases_by_file: dict[str, dict[str, None]] = {}
    for finding in findings:
        unit = finding.unit_id or TEXT
        by_case.setdefault((finding.file, unit), []).append(finding)
        cases_by_file.setdefault(finding.file, {})[unit] = None
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<testsuites name="clausebank check">'
    # A finding may be in a file of its own: that of a translation, or one that could not be read.
    for file in dict.fromkeys((*checked, *cases_by_file)):
        cases = dict.fromkeys((*checked.get(file, ()), *cases_by_file.get(file, ())))
        failed = sum(_fails(by_case.get((file, unit), ()), least) for unit in cases)
        yield f'  <testsuite name={_attribute(file)} tests="{len(cases)}" failures="{failed}" errors="0" skipped="0">'
        for unit in cases:
            yield from _case(file, unit, by_case.get((file, unit), []), least)
        yield "  </testsuite>"
    yield "</testsuites>"


def _fails(findings: Iterable[Finding], least: Severity) -> bool:
    return any(finding.severity.reaches(least) for finding in findings)


def _case(file: str, unit: str, findings: list[Finding], least: Severity) -> Iterator[str]:
    head = f"    <testcase classname={_attribute(file)} name={_attribute(unit)}"
    if not findings:
        yield f"{head}/>"
        return
    yield f"{head}>"
    failing = [finding for finding in findings if finding.severity.reaches(least)]
    if failing:
        codes = ", ".join(dict.fromkeys(finding.code for finding in failing))
        yield f"      <failure message={_attribute(failing[0].message)} type={_attribute(codes)}>{_lines(failing)}</failure>"
    notes = [finding for finding in findings if finding not in failing]
    if notes:
        yield f"      <system-out>{_lines(notes)}</system-out>"
    yield "    </testcase>"


def _lines(findings: Iterable[Finding]) -> str:
    return _clean("\n".join(map(_line, findings))).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _line(finding: Finding) -> str:
    place = f"{finding.file}:{finding.line}"
    return f"{place}: {finding.severity} {finding.code} {finding.name}: {finding.message}"


def _attribute(text: str) -> str:
    return quoteattr(_clean(text).replace("\n", " "))


def _clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(
        char
        if char in "\t\n" or 0x20 <= ord(char) < 0xD800 or 0xE000 <= ord(char) < 0xFFFE or ord(char) > 0xFFFF
        else "\ufffd"
        for char in text
    )
