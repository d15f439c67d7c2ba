"""SARIF 2.1.0 (OASIS standard, 2020): for code scanning of GitHub and Azure, and for editors.

The unit is the logical location of a result, because the line says little where a file is made by a program.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from aligner.checks.explain import explained
from aligner.checks.finding import Finding, Severity
from aligner.checks.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "clausebank/v1"
DOCUMENTATION = "https://example.org/clausebank/"
"""Where the pages that `make site` makes are kept, unless the configuration says it: nowhere yet that everybody can reach."""
_PAGE = "rules.html"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(
    findings: Iterable[Finding], rules: Callable[[], Sequence[type[Rule]]], documentation: str = ""
) -> Iterator[str]:
    """A log of one run: a result for each finding, one a line, then the rules.

    Args:
        findings: gone through once.
        rules: the rules that may have run by now; files may bring rules of their own, which are added at the end.
        documentation: the address of the folder that the page of the rules is in.
    """
    yield f'{{"$schema": {json.dumps(SCHEMA)}, "version": "2.1.0", "runs": [{{"columnKind": "unicodeCodePoints",'
    yield ' "results": ['
    before = ""
    index: dict[str, int] = {}
    for finding in findings:
        if before:
            yield f"{before},"
        if finding.code not in index:
            index = {rule.code: number for number, rule in enumerate(rules())}
        before = json.dumps(_result(finding, index))
    if before:
        yield before
    folder = f"{(documentation or DOCUMENTATION).rstrip('/')}/"
    driver = {
        "name": "clausebank",
        "version": version("clausebank"),
        "rules": [_descriptor(rule, folder) for rule in rules()],
    }
    yield f' ], "tool": {{"driver": {json.dumps(driver)}}}}}]}}'


def _descriptor(rule: type[Rule], folder: str) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": f"{rule.what} {rule.why}"},
        "helpUri": f"{folder}{_PAGE}#{rule.code.lower()}-{rule.name}",
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
