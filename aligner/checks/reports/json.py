"""For programs: one JSON document, or one JSON object a line."""

from __future__ import annotations

import json as _json
from collections.abc import Iterable, Iterator

from aligner.checks.coverage import Coverage
from aligner.checks.finding import Finding, Tally

SCHEMA_VERSION = 1
"""Raised when a field changes its meaning or goes; new fields may come at any time."""


def json(findings: Iterable[Finding], coverages: Iterable[Coverage] = ()) -> Iterator[str]:
    """One JSON document: ``schema``, ``findings``, a ``summary`` of counts by severity, and what was compared.

    Args:
        findings: gone through to the end before ``coverages`` is looked at.
        coverages: what of each file was compared.
    """
    tally = Tally()
    yield f'{{"schema": {SCHEMA_VERSION}, "findings": ['
    for number, finding in enumerate(findings):
        tally.add(finding)
        yield ("," if number else " ") + _dump(finding.record())
    counts = {str(severity): count for severity, count in tally.by_severity.items()}
    files = ",\n ".join(_dump(coverage.record()) for coverage in coverages)
    yield f'], "summary": {_dump(counts)}, "files": [\n {files}]}}'


def jsonl(findings: Iterable[Finding]) -> Iterator[str]:
    """One JSON object a line for each finding, with the ``schema`` in each."""
    for finding in findings:
        yield _dump({"schema": SCHEMA_VERSION, **finding.record()})


def counts(rules: Iterable[tuple[str, str, str, int]]) -> Iterator[str]:
    """One JSON document: how many findings each rule has, given as code, name, severity and number."""
    keys = "code", "name", "severity", "count"
    lines = ",\n".join(f" {_dump(dict(zip(keys, rule, strict=True)))}" for rule in rules)
    yield f'{{"schema": {SCHEMA_VERSION}, "rules": [\n{lines}\n]}}'


def _dump(value: object) -> str:
    # A lone surrogate in a broken file must not stop the report of it.
    dumped = _json.dumps(value, ensure_ascii=False)
    return dumped if dumped.isprintable() or _encodable(dumped) else _json.dumps(value)


def _encodable(dumped: str) -> bool:
    try:
        dumped.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
