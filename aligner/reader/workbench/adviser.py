"""What the aligner and the checker say of a text under correction, asked in the background while people work."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from aligner.checks import all_rules, from_document, run
from aligner.model import Document, Unit
from aligner.reader.workbench.opinion import AlignerOpinion

MOST_UNITS = 3_000
"""Larger texts are neither aligned nor checked while people wait: `align` and `check` do that before."""
_REST = 1.0
"""Seconds without a step after which changed rows are checked."""


@dataclass(frozen=True, slots=True)
class RowFinding:
    """A finding of `check` in a row."""

    rule: str
    severity: str
    message: str


class Adviser:
    """Asks for the opinion of the aligner once, and asks the checker after each step.

    Args:
        opinion: the aligner's opinion, known or asked for; None where it takes too long.
        document: the text as it is now.
    """

    def __init__(self, opinion: Callable[[], AlignerOpinion | None], document: Callable[[], Document]) -> None:
        self._opinion, self._document = opinion, document
        self._checked: dict[str, Unit] = {}
        self._wake, self._is_closed = threading.Event(), False
        self.opinion: AlignerOpinion | None = None
        self.findings: Mapping[str, Sequence[RowFinding]] = {}
        self.is_asking = True
        self.count = 0
        """Changes with everything that it has to say anew."""
        self._thread = threading.Thread(target=self._advise, daemon=True)
        self._thread.start()

    def look_again(self) -> None:
        """Say that there was a step."""
        self._wake.set()

    def close(self) -> None:
        """Ask nothing any more; what runs is not waited for."""
        self._is_closed = True
        self._wake.set()

    def _advise(self) -> None:
        self.opinion = self._opinion()
        self.is_asking = False
        self.count += 1
        while not self._is_closed:
            self._check()
            self._wake.wait()
            while self._wake.is_set() and not self._is_closed:
                self._wake.clear()
                self._wake.wait(_REST)

    def _check(self) -> None:
        document = self._document()
        if len(document.units) > MOST_UNITS:
            return
        changed = tuple(unit for unit in document.units if self._checked.get(unit.id) != unit)
        if not changed:
            return
        findings: dict[str, list[RowFinding]] = {unit.id: [] for unit in changed}
        for finding in run(from_document(replace(document, units=changed)), all_rules()):
            if finding.unit is not None and finding.unit.id in findings:
                findings[finding.unit.id].append(RowFinding(finding.code, str(finding.severity), finding.message))
        self._checked = {unit.id: unit for unit in document.units}
        self.findings = {**self.findings, **findings}
        self.count += 1
