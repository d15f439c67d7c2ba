"""One run of `check` over its inputs: one after the other, and none of them hides the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from aligner.checks.checked_text import CheckedText
from aligner.checks.coverage import Coverage
from aligner.checks.finding import Finding
from aligner.checks.inputs import opened
from aligner.checks.plan import Plan, Planner
from aligner.checks.rule import Rule
from aligner.checks.rules.files import UnreadableFile
from aligner.checks.runner import run
from aligner.errors import ClausebankError, SchemaError
from aligner.model import Unit

_LINE = re.compile(r":(\d+)(?:, |\Z)")


@dataclass
class Session:
    """One run, and what it counts on the way.

    Attributes:
        planner: what is done with each input.
        on_unit: called with each input and unit before its findings are given.
        rules: the rules that ran on any input.
        coverages: what of each input was compared.
        failures: how many files and rows could not be read.
        without_meaning: units of texts that were too long to have their meanings compared unasked.
    """

    planner: Planner
    on_unit: Callable[[str, Unit], None] = lambda _file, _unit: None
    rules: tuple[type[Rule], ...] = ()
    coverages: list[Coverage] = field(default_factory=list)
    failures: int = 0
    without_meaning: int = 0

    @property
    def units(self) -> int:
        """How many units were compared."""
        return sum(coverage.units for coverage in self.coverages)

    @property
    def files(self) -> list[str]:
        """The files that were checked."""
        return [coverage.file for coverage in self.coverages]

    def findings(self, names: Iterable[str]) -> Iterator[Finding]:
        """The findings in the inputs; an input that cannot be read is one of them."""
        for name in names:
            try:
                yield from self._findings_in(name)
            except ClausebankError as error:
                self.failures += 1
                for problem in error.problems if isinstance(error, SchemaError) else (error,):
                    yield _unreadable(problem, name)

    def _findings_in(self, name: str) -> Iterator[Finding]:
        plan = self.planner.of(name)
        with opened(name, self.planner.bank, plan.options) as source:
            # The name in findings is that of the file with the units, also where a text of the bank was named.
            source.coverage.file = source.text.file
            self.coverages.append(source.coverage)
            yield from self._checked(source.text, plan)
            for file, error in (*source.bad_files, *((source.text.file, error) for error in source.bad_rows)):
                self.failures += 1
                yield _unreadable(error, file)

    def _checked(self, text: CheckedText, plan: Plan) -> Iterator[Finding]:
        text, rules = plan.selection.for_text(text)
        self.rules = tuple(dict.fromkeys((*self.rules, *rules)))
        before = self.units
        yield from run(text, rules, lambda unit: self.on_unit(text.file, unit))
        has_meaning = any(rule.needs_encoder for rule in rules)
        if plan.selection.is_by_default and not has_meaning:
            self.without_meaning += self.units - before


def _unreadable(error: Exception, name: str) -> Finding:
    where, description = getattr(error, "where", ""), getattr(error, "what", str(error))
    hint = getattr(error, "hint", "")
    line = _LINE.search(where)
    message = " ".join(f"{description}; {hint}".split()) if hint else description
    rule = UnreadableFile
    number = int(line[1]) if line else 0
    return Finding(rule.code, rule.name, rule.severity, name, number, None, (), message)
