"""FIL: files and rows that could not be read, and so were not checked."""

from __future__ import annotations

from aligner.checks.finding import Severity
from aligner.checks.rule import Example, Rule


class UnreadableFile(Rule):
    """Reported by the command, which alone sees what could not be read."""

    code = "FIL001"
    name = "unreadable-file"
    severity = Severity.ERROR
    what = "A file, or a row of it, that could not be read; what could be read was checked."
    why = "What could not be read was not checked: without this finding the report would look clean."
    bad = Example(())
    good = Example(())
