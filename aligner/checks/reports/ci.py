"""For continuous integration: GitHub's workflow commands and GitLab's code quality report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from aligner.checks.finding import Finding, Severity
from aligner.checks.reports.text import visible

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def github(findings: Iterable[Finding]) -> Iterator[str]:
    """Annotations on the lines of a pull request (docs.github.com, "Workflow commands for GitHub Actions")."""
    for finding in findings:
        fields = {"file": finding.file, "line": str(finding.line) if finding.line else "", "title": _title(finding)}
        shown = ",".join(f"{key}={_escaped_field(value)}" for key, value in fields.items() if value)
        yield f"::{_GITHUB[finding.severity]} {shown}::{_escaped(visible(_message(finding)))}"


def gitlab(findings: Iterable[Finding]) -> Iterator[str]:
    """A code quality report (docs.gitlab.com, "Code Quality", report format)."""
    yield "["
    seen: dict[str, int] = {}
    before = ""
    for finding in findings:
        if before:
            yield f"{before},"
        # The report wants fingerprints that differ; equal findings of one unit are numbered.
        nth = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        before = json.dumps(
            {
                "description": _message(finding),
                "check_name": f"{finding.code} {finding.name}",
                "fingerprint": finding.fingerprint + (f"-{nth}" if nth > 1 else ""),
                "severity": _GITLAB[finding.severity],
                "location": {"path": finding.file, "lines": {"begin": max(1, finding.line)}},
            }
        )
    if before:
        yield before
    yield "]"


def _title(finding: Finding) -> str:
    return f"{finding.code} {finding.name}"


def _message(finding: Finding) -> str:
    return f"{finding.unit_id}: {finding.message}" if finding.unit_id else finding.message


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_field(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
