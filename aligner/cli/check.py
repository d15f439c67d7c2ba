"""`clausebank check`: rules over texts of the bank and over any file of aligned units."""

from __future__ import annotations

import gc
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from aligner.bank import Bank
from aligner.checks import Finding, Rule, Severity, Tally, all_rules, baseline, settings
from aligner.checks.checked_text import CheckedText
from aligner.checks.inputs import opened
from aligner.checks.runner import run
from aligner.checks.selection import RuleSelection
from aligner.cli import terminal
from aligner.cli.options import BankOption, JsonOption, own_bank
from aligner.errors import UsageError
from aligner.model import Unit
from tmx import atomic


class ReportFormat(StrEnum):
    """The formats of a report."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"


def check(
    texts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEXT|FILE|-]...",
            help="Texts of the bank, files (TMX, XLIFF, PO, TSV ...: see `clausebank formats`), or - for standard "
            "input; all texts of the bank when none is given.",
            show_default=False,
        ),
    ] = None,
    selected: Annotated[
        str | None,
        typer.Option(
            "--select",
            "-s",
            metavar="CODES",
            envvar="CLAUSEBANK_SELECT",
            help="Only these rules: codes, prefixes (NUM), names, or ALL; separated by commas.",
        ),
    ] = None,
    ignored: Annotated[
        str | None,
        typer.Option(
            "--ignore", "-i", metavar="CODES", envvar="CLAUSEBANK_IGNORE", help="Not these rules; the longer name wins."
        ),
    ] = None,
    meaning: Annotated[
        bool | None,
        typer.Option(
            "--meaning/--no-meaning",
            envvar="CLAUSEBANK_MEANING",
            help="Compare meanings too (ALN020, ALN021), about 10 ms a segment. Without either: up to 500 units.",
            show_default=False,
        ),
    ] = None,
    report: Annotated[
        ReportFormat, typer.Option("--format", "-f", help="The format of the report.")
    ] = ReportFormat.TEXT,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")
    ] = "-",
    fail_on: Annotated[
        Severity | None,
        typer.Option(
            "--fail-on",
            envvar="CLAUSEBANK_FAIL_ON",
            help="The least severity that makes the exit status 1; warning unless configured.",
            show_default=False,
        ),
    ] = None,
    known: Annotated[
        Path | None,
        typer.Option(
            "--baseline", metavar="FILE", envvar="CLAUSEBANK_BASELINE", help="Report only what this file does not list."
        ),
    ] = None,
    from_: Annotated[
        str, typer.Option("--from", metavar="FORMAT", help="The format of the files, where their names do not say it.")
    ] = "",
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            metavar="FILE",
            envvar="CLAUSEBANK_CONFIG",
            help="The configuration; else clausebank.toml or pyproject.toml of this folder or one above.",
        ),
    ] = None,
    bank: BankOption = None,
    *,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write all findings into the --baseline file, and exit with 0.")
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what is safe to mend (texts of the bank, TMX).")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count findings by rule instead of listing them.")
    ] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Check aligned texts: structure, numbers, dates, references, terms, negation, characters and more.

    All languages of a unit are compared at once, and the one that stands alone is named. `clausebank rule --all`
    lists the rules.

    Exit status: 0 clean (notes alone are clean), 1 findings, 2 wrong usage or input that cannot be read.

    Examples:
      clausebank check
      clausebank check a-66-359 --select ALN,NUM --format json
      clausebank check memory.tmx --baseline known.json
      clausebank export a-66-359 --to tmx | clausebank check -
      clausebank check memory.tmx --fix --diff
    """
    conf = settings.load(config or settings.find(Path.cwd()))
    choice = RuleSelection(
        selected=conf.select if selected is None else _codes(selected, "--select"),
        ignored=conf.ignore if ignored is None else _codes(ignored, "--ignore"),
        extra=conf.rules,
        meaning=conf.meaning if meaning is None else meaning,
    )
    choice.rules()  # a wrong name is said before anything is read
    least = fail_on or conf.fail_on or Severity.WARNING
    shown = ReportFormat.JSON if as_json else report
    if statistics and shown not in {ReportFormat.TEXT, ReportFormat.JSON}:
        raise UsageError(f"--statistics has no format '{shown}'", hint="give --format text or json")
    known = known or conf.baseline
    if update_baseline and known is None:
        raise UsageError("--update-baseline needs to know where", hint="give --baseline FILE")
    # Units come and go by the thousand and hold no cycles: looking for some after every 700 objects is wasted time.
    gc.set_threshold(100_000)
    names, root = tuple(texts or ()), Bank(bank)
    names = names or root.names()
    if fix or diff:
        if not diff and not set(root.names()).isdisjoint(name for name in names if not Path(name).exists()):
            root = own_bank(bank)
        _mend(names, root, choice, from_, write=fix and not diff)
        if diff:
            return
    session = _Session(choice, root, from_)
    findings: Iterator[Finding] = session.findings(names)
    if update_baseline and known:
        terminal.note(f"{known}: {baseline.write(findings, known)} findings")
        return
    left = baseline.read(known) if known else Counter[str]()
    listed = left.total()
    if known:
        findings = baseline.unknown(findings, left)
    with atomic.text(output) as out:
        if statistics:
            lines: Iterable[str] = _counts(findings, session, as_json=shown is ReportFormat.JSON)
        else:
            lines = _lines(findings, shown, session, least, on_screen=output == "-" and sys.stdout.isatty())
        for line in lines:
            out.write(line + "\n")
    checked = f"{_count(session.units, 'unit')}, {_count(len(session.rules), 'rule')}"
    terminal.note(f"{checked}: {session.tally.summary()}{_hint(session, least, known=listed - left.total())}")
    raise typer.Exit(0 if exit_zero or not session.tally.fails(least) else 1)


@dataclass
class _Session:
    """One run of the command over its inputs, and what it counts on the way."""

    choice: RuleSelection
    bank: Bank
    from_: str
    tally: Tally = field(default_factory=Tally)
    rules: tuple[type[Rule], ...] = ()
    units: int = 0
    widest: int = 0
    """The most languages that a unit of the input had."""
    checked: dict[str, list[str]] = field(default_factory=dict)
    keeps_ids: bool = False

    def findings(self, names: Iterable[str]) -> Iterator[Finding]:
        """What is found in the inputs, one after the other."""
        for name in names:
            self.widest = 0
            with opened(name, self.bank, self.from_) as source:
                checked, rules = self.choice.for_source(replace(source, units=self._counted(source)))
                self.rules = tuple(dict.fromkeys((*self.rules, *rules)))
                yield from run(checked, rules)
                if self.widest == 1:
                    terminal.note(f"{source.file}: one language only, so there is nothing to compare")
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")

    def _counted(self, source: CheckedText) -> Iterator[Unit]:
        ids = self.checked.setdefault(source.file, [])
        for unit in source.units:
            self.units += 1
            self.widest = max(self.widest, len(unit.segments))
            if self.keeps_ids:
                ids.append(unit.id)
            if self.units % 1000 == 0 and sys.stderr.isatty():
                sys.stderr.write(f"\r{source.file}: {self.units:,} units")
            yield unit


def _codes(option: str, where: str) -> tuple[str, ...]:
    codes = tuple(code.strip() for code in option.split(",") if code.strip())
    if not codes and where == "--select":
        raise UsageError("no rule is named", where=where, hint="such as --select NUM,CHR002; ALL for every rule")
    return codes


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _lines(
    findings: Iterator[Finding], report: ReportFormat, session: _Session, least: Severity, *, on_screen: bool
) -> Iterable[str]:
    findings = _tallied(findings, session.tally)
    if report is ReportFormat.SARIF:
        from aligner.checks.reports.sarif import sarif

        return sarif(findings, (*all_rules(), *session.choice.extra))
    if report is ReportFormat.JUNIT:
        from aligner.checks.reports.junit import junit

        session.keeps_ids = True
        return junit(findings, session.checked, least)
    return _simple(report, on_screen=on_screen)(findings)


def _simple(report: ReportFormat, *, on_screen: bool) -> Callable[[Iterable[Finding]], Iterable[str]]:
    """The reports that need nothing but findings."""
    from aligner.checks.reports.ci import github, gitlab
    from aligner.checks.reports.json import json, jsonl
    from aligner.checks.reports.text import WIDTH, text

    if report is ReportFormat.TEXT:
        # A line that the terminal would break takes the underline away from its stretch.
        width = min(WIDTH, shutil.get_terminal_size().columns) if on_screen else WIDTH
        return lambda findings: text(findings, colour=on_screen and terminal.has_colour(sys.stdout), width=width)
    return {
        ReportFormat.JSON: json,
        ReportFormat.JSONL: jsonl,
        ReportFormat.GITHUB: github,
        ReportFormat.GITLAB: gitlab,
    }[report]


def _tallied(findings: Iterable[Finding], tally: Tally) -> Iterator[Finding]:
    for finding in findings:
        tally.add(finding)
        yield finding


def _counts(findings: Iterable[Finding], session: _Session, *, as_json: bool) -> Iterator[str]:
    """A line per rule, most frequent first."""
    for finding in findings:
        session.tally.add(finding)
    severities = {rule.code: rule.severity for rule in session.rules}
    counts = sorted(session.tally.by_rule.items(), key=lambda item: (-item[1], item[0]))
    if as_json:
        from aligner.checks.reports.json import counts as json_counts

        yield from json_counts((code, name, severities[code], count) for (code, name), count in counts)
        return
    for (code, name), count in counts:
        yield f"{count:>7}  {code}  {severities[code]:<7}  {name}"


def _hint(session: _Session, least: Severity, known: int) -> str:
    fixable = session.tally.fixable
    parts = [f"{known} known from the baseline"] if known else []
    parts += [f"{fixable} can be mended with --fix"] if fixable else []
    below = sum(count for severity, count in session.tally.by_severity.items() if not severity.reaches(least))
    if below and below == session.tally.total:
        parts.append("clean for --fail-on " + least)
    return f" ({'; '.join(parts)})" if parts else ""


def _mend(names: Sequence[str], bank: Bank, choice: RuleSelection, format_name: str, *, write: bool) -> None:
    from aligner.checks.fixing import fix

    for name in names:
        changes = fix(name, bank, choice.rules(), format_name, write=write)
        if not write and changes:
            print(f"--- {name}\n+++ {name} (mended)")
            for change in changes:
                print("\n".join(change.lines()))
        terminal.note(f"{name}: {_count(len(changes), 'segment')} {'mended' if write else 'would be mended'}")
