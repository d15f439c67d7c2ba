"""`clausebank check --fix` and `--diff`: what is fixed, file by file."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from aligner.bank import Bank
from aligner.checks.fixing import Fixer, fix
from aligner.checks.plan import Planner
from aligner.checks.reports.diff import unified_diff
from aligner.checks.reports.text import visible
from aligner.cli import terminal
from aligner.cli.check_report import counted


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
        result = fix(name, bank, fixer, plan.options, write=write)
        total += len(result.fixes)
        if not write:
            on_screen = sys.stdout.isatty()
            for line in unified_diff(result):
                # A patch needs the characters themselves; a person has to see them.
                print(visible(line) if on_screen else line)
        fate = "fixed" if write else "would be fixed"
        remark = f"; {counted(result.unplaced, 'fix')[:-1]}es not placed" if result.unplaced > 1 else ""
        terminal.note(f"{name}: {counted(len(result.fixes), 'segment')} {fate}{remark}")
    return total
