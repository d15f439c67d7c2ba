"""Checking a text: what `clausebank check` finds, as records."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aligner.bank import Bank
from aligner.checks import Finding, run
from aligner.checks.checked_text import from_document
from aligner.checks.inputs import InputOptions, opened
from aligner.checks.selection import RuleSelection
from aligner.model import Document
from clausebank.results import Results

COLUMNS = ("unit", "code", "severity", "languages", "message")


def check(
    source: Document | str | Path,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    meaning: bool | None = None,
) -> Results[Finding]:
    """Check a text: structure, numbers, dates, references, terms, negation, characters and more.

    Args:
        source: a text, the name of one in the bank, or a file.
        select: codes, prefixes or names of rules, or ``ALL``; empty for the usual ones.
        ignore: the same, taken away.
        meaning: whether to compare meanings with the sentence encoder; None to do so in short texts.

    Raises:
        NotFoundError: there is no such text, file or rule.
        InputError: the file cannot be read.

    >>> from clausebank import load
    >>> [finding.code for finding in check(load("a-66-359"), select=["NUM", "DAT"])]
    []
    """
    choice = RuleSelection(selected=tuple(select), ignored=tuple(ignore), meaning=meaning)
    if isinstance(source, Document):
        text, rules = choice.for_text(from_document(source))
        return Results(run(text, rules), COLUMNS, _row)
    with opened(str(source), Bank(), InputOptions()) as file:
        text, rules = choice.for_text(file.text)
        results = Results(run(text, rules), COLUMNS, _row)
        if file.bad_rows:
            raise file.bad_rows[0]
        return results


def _row(finding: Finding) -> tuple[object, ...]:
    unit = finding.unit.id if finding.unit else None
    return unit, finding.code, str(finding.severity), ", ".join(finding.languages), finding.message
