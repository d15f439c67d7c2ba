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
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.file, finding.unit_id or TEXT), []).append(finding)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<testsuites name="clausebank check">'
    for file, units in checked.items():
        cases = list(dict.fromkeys([*units, *([TEXT] if (file, TEXT) in found else [])]))
        failed = sum(any(it.severity.reaches(least) for it in found.get((file, unit), ())) for unit in cases)
        yield f'  <testsuite name={_attribute(file)} tests="{len(cases)}" failures="{failed}" errors="0" skipped="0">'
        for unit in cases:
            yield from _case(file, unit, found.get((file, unit), []), least)
        yield "  </testsuite>"
    yield "</testsuites>"


def _case(file: str, unit: str, findings: list[Finding], least: Severity) -> Iterator[str]:
    head = f"    <testcase classname={_attribute(file)} name={_attribute(unit)}"
    if not findings:
        yield f"{head}/>"
        return
    yield f"{head}>"
    failing = [it for it in findings if it.severity.reaches(least)]
    if failing:
        kinds = ", ".join(dict.fromkeys(it.code for it in failing))
        yield f"      <failure message={_attribute(failing[0].message)} type={_attribute(kinds)}>{_lines(failing)}</failure>"
    notes = [it for it in findings if it not in failing]
    if notes:
        yield f"      <system-out>{_lines(notes)}</system-out>"
    yield "    </testcase>"


def _lines(findings: Iterable[Finding]) -> str:
    lines = (f"{it.file}:{it.line}: {it.severity} {it.code} {it.name}: {it.message}" for it in findings)
    return _clean("\n".join(lines)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


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
