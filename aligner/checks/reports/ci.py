"""For continuous integration: GitHub's workflow commands and GitLab's code quality report."""

from __future__ import annotations

import hashlib
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
    counts: dict[str, int] = {}
    entry = ""
    for finding in findings:
        if entry:
            yield f"{entry},"
        # The report wants fingerprints that differ: by file, and numbered for equal findings of one unit.
        name = hashlib.sha256(f"{finding.file}\x1f{finding.fingerprint}".encode("utf-8", "surrogatepass")).hexdigest()
        counts[name] = counts.get(name, 0) + 1
        entry = json.dumps(
            {
                "description": _message(finding),
                "check_name": _title(finding),
                "fingerprint": name[:32] + (f"-{counts[name]}" if counts[name] > 1 else ""),
                "severity": _GITLAB[finding.severity],
                "location": {"path": finding.file, "lines": {"begin": max(1, finding.line)}},
            }
        )
    if entry:
        yield entry
    yield "]"


def _title(finding: Finding) -> str:
    return f"{finding.code} {finding.name}"


def _message(finding: Finding) -> str:
    return f"{finding.unit_id}: {finding.message}" if finding.unit_id else finding.message


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_field(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
