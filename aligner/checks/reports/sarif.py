"""SARIF 2.1.0 (OASIS standard, 2020): for code scanning of GitHub and Azure, and for editors.

The unit is the logical location of a result, because the line says little where a file is made by a program.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from aligner.checks.explain import explained
from aligner.checks.finding import Finding, Severity
from aligner.checks.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "clausebank/v1"
RULES_PAGE = "https://example.org/clausebank/rules.html"
"""The page that `make site` makes of the rules, where the project's documentation is kept."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(findings: Iterable[Finding], rules: Sequence[type[Rule]]) -> Iterator[str]:
    """A log of one run: the rules that ran and a result for each finding, one a line."""
    driver = {
        "name": "clausebank",
        "version": version("clausebank"),
        "rules": [_descriptor(rule) for rule in rules],
    }
    index = {rule.code: number for number, rule in enumerate(rules)}
    yield f'{{"$schema": {json.dumps(SCHEMA)}, "version": "2.1.0", "runs": [{{"columnKind": "unicodeCodePoints",'
    yield f' "tool": {{"driver": {json.dumps(driver)}}},'
    yield ' "results": ['
    before = ""
    for finding in findings:
        if before:
            yield f"{before},"
        before = json.dumps(_result(finding, index))
    if before:
        yield before
    yield "]}]}"


def _descriptor(rule: type[Rule]) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": f"{rule.what} {rule.why}"},
        "helpUri": f"{RULES_PAGE}#{rule.code.lower()}-{rule.name}",
        "help": {"text": explained(rule), "markdown": explained(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, index: dict[str, int]) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(finding.file)}}
    if finding.line:
        physical["region"] = {"startLine": finding.line}
    location: dict[str, object] = {"physicalLocation": physical}
    if finding.unit_id:
        location["logicalLocations"] = [{"name": finding.unit_id, "kind": "resource"}]
    return {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {
            "languages": list(finding.languages),
            "fix": str(finding.fix),
            "texts": {tag: finding.unit.text(tag) for tag in finding.unit.segments} if finding.unit else {},
        },
    }


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
