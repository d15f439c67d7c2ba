"""`clausebank check`: rules over texts of the bank and over any file of aligned units."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer

from aligner.bank import Bank
from aligner.checks import Finding, Rule, Severity, Tally, from_document, run, select
from aligner.cli import terminal
from aligner.cli.options import BankOption, JsonOption


class Format(StrEnum):
    """The formats of a report."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


def check(
    texts: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]...", help="Names or symbols of texts; all of the bank when none is given."),
    ] = None,
    chosen: Annotated[
        str, typer.Option("--select", metavar="CODES", help="Only these rules: codes, prefixes or names, or ALL.")
    ] = "",
    ignored: Annotated[str, typer.Option("--ignore", metavar="CODES", help="Not these rules.")] = "",
    report: Annotated[Format, typer.Option("--format", "-f", help="The format of the report.")] = Format.TEXT,
    fail_on: Annotated[
        Severity, typer.Option("--fail-on", help="The least severity that makes the exit status 1.")
    ] = Severity.WARNING,
    bank: BankOption = None,
    *,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Check texts: their structure, numbers, references and how far the wording can be trusted.

    Exit status: 0 clean (notes alone are clean), 1 findings, 2 usage or unreadable input.

    Examples:
    clausebank check
    clausebank check a-66-359 --select ALN,NUM --format json
    """
    rules = select(_codes(chosen), _codes(ignored))
    tally = Tally()
    findings = _counted(_findings(texts or [], rules, Bank(bank)), tally)
    for line in _lines(findings, Format.JSON if as_json else report):
        print(line)
    terminal.note(f"{len(rules)} rules: {tally.summary()}")
    raise typer.Exit(0 if exit_zero or not tally.fails(fail_on) else 1)


def _codes(option: str) -> list[str]:
    return [code.strip() for code in option.split(",") if code.strip()]


def _findings(texts: list[str], rules: tuple[type[Rule], ...], bank: Bank) -> Iterator[Finding]:
    for name in texts or bank.names():
        yield from run(from_document(bank.load(name)), rules)


def _counted(findings: Iterator[Finding], tally: Tally) -> Iterator[Finding]:
    for finding in findings:
        tally.add(finding)
        yield finding


def _lines(findings: Iterator[Finding], report: Format) -> Iterator[str]:
    from aligner.checks.reports.json import json, jsonl
    from aligner.checks.reports.text import text

    if report is Format.JSON:
        return json(findings)
    if report is Format.JSONL:
        return jsonl(findings)
    return text(findings, colour=terminal.has_colour(sys.stdout))
