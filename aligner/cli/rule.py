"""`clausebank rule`: what a rule of `check` looks for, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from aligner.checks import Rule, all_rules, rule_named
from aligner.checks.explain import explained, reference
from aligner.cli import terminal
from aligner.cli.options import JsonOption
from aligner.errors import UsageError


def rule(
    name: Annotated[
        str | None, typer.Argument(metavar="CODE", help="Code or name of a rule.", show_default=False)
    ] = None,
    *,
    all_: Annotated[bool, typer.Option("--all", help="List every rule in a line.")] = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="The reference of all rules, as docs/rules.md has it.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Explain a rule of `check`: what it looks for, why it matters, a bad and a good example.

    Examples:
      clausebank rule NUM001
      clausebank rule number-mismatch
      clausebank rule --all
    """
    if markdown:
        print(reference(), end="")
        return
    if name is None and not all_:
        raise UsageError("no rule is named", hint="clausebank rule CODE, or clausebank rule --all")
    rules = all_rules() if name is None else (rule_named(name),)
    if as_json:
        terminal.print_json([_record(described) for described in rules])
    elif name is None:
        rows = [_row(listed) for listed in rules]
        print(terminal.table(rows, ("code", "severity", "", "name", "looks for")))
    else:
        print(explained(rules[0]), end="")


def _first(text: str) -> str:
    """The first sentence, or as much of it as a table can show."""
    first = text.split(": ", maxsplit=1)[0].split(". ", maxsplit=1)[0].rstrip(".")
    return first if len(first) <= 90 else f"{first[:89]}…"


def _row(listed: type[Rule]) -> tuple[str, ...]:
    fixable = "fixable" if listed.is_fixable() else ""
    return listed.code, listed.severity, fixable, listed.name, _first(listed.what)


def _record(described: type[Rule]) -> dict[str, object]:
    return {
        "code": described.code,
        "name": described.name,
        "severity": str(described.severity),
        "what": described.what,
        "why": described.why,
        "fixable": described.is_fixable(),
        "opt_in": described.opt_in,
        "languages": list(described.languages),
    }
