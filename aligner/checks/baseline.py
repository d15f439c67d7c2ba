"""Known findings: what an old memory had when checking began, so that only what is new is reported."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from aligner.checks.finding import Finding
from aligner.errors import InputError
from tmx import atomic

SCHEMA_VERSION = 1


def read(path: Path) -> Counter[str]:
    """Fingerprints of known findings, with how often each stands.

    Raises:
        InputError: the file is missing or is no baseline.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        entries = data["findings"] if data["schema"] == SCHEMA_VERSION else None
        return Counter({entry["fingerprint"]: int(entry["count"]) for entry in entries or ()})
    except FileNotFoundError as error:
        raise InputError("there is no such baseline", where=str(path), hint="make it with --update-baseline") from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError("is no baseline", where=str(path), hint="make it anew with --update-baseline") from error


def unknown(findings: Iterable[Finding], known: Counter[str]) -> Iterator[Finding]:
    """The findings that are not known; one that stands more often than it did is reported for the rest.

    Args:
        findings: all there are.
        known: what was read; what is found again is taken out of it.
    """
    for finding in findings:
        fingerprint = finding.fingerprint
        if known[fingerprint] > 0:
            known[fingerprint] -= 1
        else:
            yield finding


def write(findings: Iterable[Finding], path: Path) -> int:
    """Write findings as the baseline, and return how many there are; an existing file is replaced as a whole.

    Raises:
        TmxOutputError: the file cannot be written.
    """
    entries: dict[str, dict[str, object]] = {}
    count = 0
    for finding in findings:
        count += 1
        entry = entries.setdefault(
            finding.fingerprint,
            {"fingerprint": finding.fingerprint, "code": finding.code, "unit": finding.unit_id, "count": 0},
        )
        entry["count"] = int(str(entry["count"])) + 1
    lines = ",\n".join(f"  {json.dumps(entry, ensure_ascii=False)}" for entry in entries.values())
    with atomic.text(str(path)) as out:
        out.write(f'{{"schema": {SCHEMA_VERSION}, "findings": [\n{lines}\n]}}\n')
    return count
