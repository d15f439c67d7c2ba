"""`clausebank check --fix`, `--add-ignores` and `--diff`: what is changed, file by file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from aligner.bank import Bank
from aligner.checks import Severity, baseline
from aligner.checks.accepting import accept
from aligner.checks.fixing import FixedFile, Fixer, fix
from aligner.checks.plan import Planner
from aligner.checks.reports.diff import unified_diff
from aligner.checks.reports.text import visible
from aligner.checks.session import Session
from aligner.cli import terminal
from aligner.cli.check_report import counted
from aligner.errors import UsageError


def fix_all(names: Sequence[str], bank: Bank, planner: Planner, *, unsafe: bool, write: bool) -> int:
    """Fix the inputs where they stand, or print what would change, and return how many segments that are.

    Raises:
        UsageError: texts of an input cannot be changed where they stand.
        ClausebankError: an input cannot be read or written.
    """
    total = 0
    for name in names:
        plan = planner.of(name)
        fixer = Fixer(plan.selection.rules(), unsafe=unsafe)
        for result in fix(name, bank, fixer, plan.options, write=write):
            total += len(result.fixes)
            if not write:
                _show(result)
            fate = "fixed" if write else "would be fixed"
            remark = f"; {result.unplaced} not placed" if result.unplaced else ""
            terminal.note(f"{result.file}: {counted(len(result.fixes), 'segment')} {fate}{remark}")
    return total


def accept_all(
    names: Sequence[str],
    bank: Bank,
    planner: Planner,
    reason: str,
    least: Severity,
    baseline_file: Path | None,
    *,
    write: bool,
) -> None:
    """Accept what is found in the inputs by notes in them, or print what would be written.

    Args:
        names: the inputs.
        bank: where texts are looked up.
        planner: what is done with each input.
        reason: why the findings are right.
        least: the severity from which on findings are accepted; others let an input be clean anyway.
        baseline_file: known findings, which are not accepted again.
        write: whether to write, or to print what would be written.

    Raises:
        UsageError: the reason is not one line, or a file is of a kind that holds no notes.
        ClausebankError: an input cannot be read or written.
    """
    if not reason.strip() or "\n" in reason:
        raise UsageError(
            "the reason is not one line of words", where="--add-ignores", hint="say why the findings are right"
        )
    accepted = baseline.read(baseline_file) if baseline_file and baseline_file.exists() else None
    for name in names:
        session = Session(planner)
        findings = session.findings([name])
        new_findings = accepted.unknown(findings) if accepted else findings
        failing = [finding for finding in new_findings if finding.severity.reaches(least)]
        result = accept(name, bank, failing, reason.strip(), planner.of(name).options.format_name, write=write)
        if not write:
            _show(result)
        fate = "written" if write else "would be written"
        remark = f"; {counted(result.unplaced, 'finding')} could not be accepted there" if result.unplaced else ""
        terminal.note(f"{name}: {counted(len(result.fixes), 'ignore')} {fate}{remark}")


def _show(result: FixedFile) -> None:
    on_screen = sys.stdout.isatty()
    for line in unified_diff(result):
        # A patch needs the characters themselves; a person has to see them.
        print(visible(line) if on_screen else line)
