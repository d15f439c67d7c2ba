"""The report of `clausebank check`: written as findings come, and summed up on standard error."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from aligner.checks import Finding, Rule, Severity, Tally, all_rules, baseline
from aligner.checks.plan import Planner
from aligner.checks.session import Session
from aligner.cli import terminal
from aligner.model import Unit
from tmx import atomic

_MOST_FILES = 30
"""Files whose coverage is told one by one; of more, only those that were not compared as a whole are named."""


class ReportFormat(StrEnum):
    """The formats of a report."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What report the user wants.

    Attributes:
        format: its format.
        output: the file it is written to; ``-`` for standard output.
        least: the severity from which on a finding fails.
        baseline: the file of known findings; None for none.
        statistics: whether findings are counted by rule instead of listed.
    """

    format: ReportFormat
    output: str
    least: Severity
    baseline: Path | None = None
    statistics: bool = False


def write_report(names: Sequence[str], planner: Planner, request: ReportRequest) -> int:
    """Check the inputs, write the report, say on standard error what was compared, and return the exit status.

    Raises:
        ClausebankError: the baseline cannot be read, or the report not be written.
    """
    accepted = baseline.read(request.baseline) if request.baseline else None
    tally = Tally()
    ids: dict[str, list[str]] = {}
    session = Session(planner, _Progress(ids if request.format is ReportFormat.JUNIT else None).unit)
    findings = session.findings(names)
    findings = _tallied(accepted.unknown(findings) if accepted else findings, tally)
    with atomic.text(request.output) as out:
        for line in _lines(findings, request, session, tally, ids):
            out.write(line + "\n")
    _sum_up(session, tally, request, accepted)
    if session.failures:
        return 2
    return 1 if tally.fails(request.least) else 0


class _Progress:
    """Shows on a terminal how far long work has come, and keeps the ids of units where a report names them all."""

    def __init__(self, ids: dict[str, list[str]] | None) -> None:
        self._ids, self._count, self._shows = ids, 0, sys.stderr.isatty()

    def unit(self, file: str, unit: Unit) -> None:
        if self._ids is not None:
            self._ids.setdefault(file, []).append(unit.id)
        self._count += 1
        if self._shows and self._count % 1000 == 0:
            sys.stderr.write(f"\r\x1b[K{terminal.safe(file)}: {self._count:,} units\r")


def _tallied(findings: Iterable[Finding], tally: Tally) -> Iterator[Finding]:
    for finding in findings:
        tally.add(finding)
        yield finding


def _lines(
    findings: Iterator[Finding], request: ReportRequest, session: Session, tally: Tally, ids: dict[str, list[str]]
) -> Iterable[str]:
    if request.statistics:
        return _counts(findings, tally, as_json=request.format is ReportFormat.JSON)
    if request.format is ReportFormat.SARIF:
        from aligner.checks.reports.sarif import sarif

        return sarif(findings, lambda: _all_rules(session), session.planner.settings.documentation)
    if request.format is ReportFormat.JUNIT:
        from aligner.checks.reports.junit import junit

        return junit(findings, ids, request.least)
    if request.format is ReportFormat.JSON:
        from aligner.checks.reports.json import json

        return json(findings, session.coverages)
    return _simple(request)(findings)


def _all_rules(session: Session) -> tuple[type[Rule], ...]:
    """The rules there are, and after them those that configurations have brought so far."""
    return tuple(dict.fromkeys((*all_rules(), *session.rules)))


def _simple(request: ReportRequest) -> Callable[[Iterable[Finding]], Iterable[str]]:
    """The reports that need nothing but findings."""
    from aligner.checks.reports.ci import github, gitlab
    from aligner.checks.reports.json import jsonl
    from aligner.checks.reports.text import WIDTH, text

    if request.format is ReportFormat.TEXT:
        on_screen = request.output == "-" and sys.stdout.isatty()
        # A line that the terminal would break takes the underline away from its stretch.
        width = min(WIDTH, shutil.get_terminal_size().columns) if on_screen else WIDTH
        return lambda findings: text(findings, colour=on_screen and terminal.has_colour(sys.stdout), width=width)
    return {ReportFormat.JSONL: jsonl, ReportFormat.GITHUB: github, ReportFormat.GITLAB: gitlab}[request.format]


def _counts(findings: Iterable[Finding], tally: Tally, *, as_json: bool) -> Iterator[str]:
    """A line per rule, most frequent first."""
    severities = {finding.code: finding.severity for finding in findings}
    counts = sorted(tally.by_rule.items(), key=lambda item: (-item[1], item[0]))
    if as_json:
        from aligner.checks.reports.json import counts as json_counts

        yield from json_counts((code, name, severities[code], count) for (code, name), count in counts)
        return
    for (code, name), count in counts:
        yield f"{count:>7}  {code}  {severities[code]:<7}  {name}"


def counted(number: int, what: str) -> str:
    """A number of things.

    >>> counted(1, "unit"), counted(2, "unit")
    ('1 unit', '2 units')
    """
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _sum_up(session: Session, tally: Tally, request: ReportRequest, known: baseline.Baseline | None) -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    for coverage in session.coverages:
        if not coverage.is_whole and (len(session.coverages) <= _MOST_FILES or coverage.states):
            terminal.note(f"{coverage.file}: {coverage}")
        if coverage.units and len(coverage.languages) == 1:
            terminal.note(f"{coverage.file}: one language only, so there is nothing to compare")
    checked = f"{counted(session.units, 'unit')}, {counted(len(session.rules), 'rule')}"
    remarks = _remarks(session, tally, request, known)
    terminal.note(f"{checked}: {tally.summary()}{f' ({remarks})' if remarks else ''}")


def _remarks(session: Session, tally: Tally, request: ReportRequest, known: baseline.Baseline | None) -> str:
    """What else the user should know: of the baseline, of fixes, of rules that did not run."""
    remarks = []
    if known:
        stale = known.stale(session.files, {rule.code for rule in session.rules})
        remarks.append(f"{known.matched} known from the baseline")
        if stale:
            remarks.append(f"{stale} in the baseline no longer occur: drop them with --update-baseline")
    if tally.fixable:
        remarks.append(f"{tally.fixable} fixable with --fix")
    if tally.unsafe:
        remarks.append(f"{tally.unsafe} with --fix --unsafe-fixes")
    if session.without_meaning:
        units = counted(session.without_meaning, "unit")
        remarks.append(f"rules that compare meanings were left out for {units}: --meaning")
    below = sum(count for severity, count in tally.by_severity.items() if not severity.reaches(request.least))
    if below and below == tally.total:
        remarks.append(f"clean for --fail-on {request.least}")
    return "; ".join(remarks)
