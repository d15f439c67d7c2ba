"""`clausebank tmx validate`, `info` and `diff`: what is wrong with a memory, what is in it, what has changed."""

from __future__ import annotations

import json
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli import terminal
from aligner.cli.options import JsonOption
from aligner.cli.tmx.shared import (
    By,
    FileArgument,
    LenientOption,
    NormalisedOption,
    RenameOption,
    change_lines,
    opened,
    pass_over,
    renamed,
    shown,
)
from aligner.text.english import counted

if TYPE_CHECKING:
    from tmx import Header, Statistics, TmxFinding
    from tmx.difference import UnitChange


class FailOn(StrEnum):
    """The least severity that makes the exit status 1."""

    ERROR = "error"
    WARNING = "warning"


def validate(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", help="TMX files, also in gzip or zip; - for standard input."),
    ] = None,
    target: Annotated[
        list[str] | None,
        typer.Option("--target", "-t", metavar="TAG", help="A language every unit should have; may be repeated."),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=0, help="How many findings to print of each rule and file; 0 for all.")
    ] = 20,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="The least severity that makes the exit status 1.")
    ] = FailOn.WARNING,
    *,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules and exit.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print every finding as a line of JSON.")] = False,
) -> None:
    """Say everything that is wrong with memories, with line, unit and rule.

    Exit status: 0 clean, 1 findings, 2 a file that cannot be read or is not TMX at all.

    Examples:
        clausebank tmx validate memory.tmx
        clausebank tmx validate --target fr --fail-on error *.tmx
        clausebank tmx validate --rules
    """
    import tmx

    if rules:
        _print_rules(as_json=as_json)
        return
    if not files:
        raise tmx.TmxUsageError("no file is named", hint="give one or more, or - for standard input")
    counts: Counter[str] = Counter()
    for file in files:
        of_file: Counter[str] = Counter()
        for finding in tmx.validate(file, targets=target or ()):
            of_file[finding.rule.code] += 1
            if as_json:
                print(json.dumps({"file": file, **_finding(finding)}, ensure_ascii=False))
            elif not limit or of_file[finding.rule.code] <= limit:
                print(_line(file, finding))
        if not as_json:
            _print_rest(file, of_file, limit)
        counts += of_file
    failing = [code for code in counts if fail_on == FailOn.WARNING or tmx.RULES[code].severity == "error"]
    terminal.note(f"{len(files)} files: {_summary(counts)}" if len(files) > 1 else _summary(counts))
    raise typer.Exit(1 if failing else 0)


def _finding(finding: TmxFinding) -> dict[str, object]:
    rule = finding.rule
    named = {"code": rule.code, "rule": rule.name, "severity": str(rule.severity)}
    return {"line": finding.line, "tuid": finding.tuid, **named, "message": finding.message}


def _line(file: str, finding: TmxFinding) -> str:
    from tmx.findings import short

    rule = finding.rule
    severity = terminal.coloured(rule.severity, "red" if rule.severity == "error" else "yellow")
    unit = f"tuid {short(finding.tuid)}: " if finding.tuid is not None else ""
    message = terminal.safe(f"{unit}{finding.message}")
    return f"{file}:{finding.line}: {severity} {rule.code} {rule.name}: {message}"


def _print_rest(file: str, counts: Counter[str], limit: int) -> None:
    from tmx import RULES

    for code, count in counts.items():
        if limit and count > limit:
            print(f"{file}: and {count - limit:,} more of {code} {RULES[code].name} (--limit 0 prints all)")


def _summary(counts: Counter[str]) -> str:
    if not counts:
        return "no findings"
    from tmx import RULES

    errors = sum(count for code, count in counts.items() if RULES[code].severity == "error")
    numbers = (("error", errors), ("warning", counts.total() - errors))
    return ", ".join(counted(number, name) for name, number in numbers)


def _print_rules(*, as_json: bool) -> None:
    from tmx import RULES

    if as_json:
        terminal.print_json(
            [
                {"code": rule.code, "name": rule.name, "severity": str(rule.severity), "explanation": rule.explanation}
                for rule in RULES.values()
            ]
        )
        return
    for rule in RULES.values():
        print(f"{terminal.coloured(rule.code, 'bold')} {rule.name} ({rule.severity})")
        print(f"     {terminal.wrapped(rule.explanation, indent=5)}")


def info(
    file: FileArgument,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="Processes to read a big uncompressed file with.")
    ] = 1,
    *,
    lenient: LenientOption = False,
    as_json: JsonOption = False,
) -> None:
    """Describe a memory: header, languages, counts, lengths, tools, dates, properties and codes.

    Examples:
        clausebank tmx info memory.tmx
        clausebank tmx info big.tmx --jobs 2 --json
    """
    import tmx
    from tmx.parallel import map_parts

    if jobs > 1 and Path(file).is_file():
        results, findings = map_parts(file, tmx.statistics, jobs=jobs, errors="report" if lenient else "strict")
        statistics = results[0]
        for part in results[1:]:
            statistics.add(part)
        with tmx.read(file, errors="report", on_finding=lambda _: None) as reader:
            header, encoding = reader.header, reader.encoding
        _print_info(file, header, encoding, statistics, as_json=as_json)
        pass_over(file, sum(finding.rule.severity is tmx.TmxSeverity.ERROR for finding in findings))
        return
    with opened(file, lenient=lenient) as reader:
        statistics = tmx.statistics(shown(reader, file))
        _print_info(file, reader.header, reader.encoding, statistics, as_json=as_json)


def _print_info(file: str, header: Header, encoding: str, statistics: Statistics, *, as_json: bool) -> None:
    head = {
        "version": header.version,
        "encoding": encoding,
        "srclang": header.srclang,
        "segtype": header.segtype,
        "datatype": header.datatype,
        "creationtool": f"{header.creationtool} {header.creationtoolversion}".strip(),
    }
    languages = {
        tag: {
            "variants": figures.variants,
            "empty": figures.empty,
            "characters": figures.characters,
            "mean": round(figures.characters / (figures.variants - figures.empty), 1)
            if figures.variants > figures.empty
            else 0,
            "longest": figures.longest,
        }
        for tag, figures in statistics.languages.items()
    }
    counts = {"tools": statistics.tools, "props": statistics.props, "codes": statistics.codes}
    combinations = {" ".join(tags): count for tags, count in statistics.combinations.most_common()}
    totals = {"units": statistics.units, "with_tuid": statistics.with_tuid, "notes": statistics.notes}
    dates = {"first_date": statistics.first_date, "last_date": statistics.last_date}
    if as_json:
        terminal.print_json(
            {"file": file, **head, **totals, **dates, "languages": languages, "combinations": combinations, **counts}
        )
        return
    lines = {**head, "units": f"{statistics.units:,} ({statistics.with_tuid:,} with tuid)"}
    if statistics.first_date:
        lines["dates"] = f"{statistics.first_date} to {statistics.last_date}"
    for name, value in lines.items():
        print(f"{name:13} {terminal.safe(value)}")
    for name, counter in counts.items():
        if counter:
            commonest = ", ".join(f"{key} {count:,}" for key, count in counter.most_common(12))
            print(f"{name:13} {terminal.safe(commonest)}")
    if languages:
        print()
        rows = []
        for tag, figures in languages.items():
            rows.append([tag, *(f"{value:,}" for value in figures.values())])
        print(terminal.table(rows, ["language", "variants", "empty", "characters", "mean", "longest"]))
        print()
        most = [[tags, f"{n:,}"] for tags, n in list(combinations.items())[:20]]
        print(terminal.table(most, ["languages", "units"]))


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The memory before.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The memory after; - for standard input.")],
    by: Annotated[By, typer.Option("--by", help="What makes two units the same.")] = By.TUID,
    *,
    normalised: NormalisedOption = False,
    language: RenameOption = None,
    lenient: LenientOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print every change as a line of JSON.")] = False,
) -> None:
    """Say which units were added, removed or changed.

    Units are the same by their identifier or by their source text; those without one count as added and removed.
    Exit status: 0 no difference, 1 differences, 2 a file that cannot be read.

    Examples:
        clausebank tmx diff 2023.tmx 2024.tmx
        clausebank tmx diff old.tmx new.tmx --by source --json
    """
    from tmx.difference import difference
    from tmx.duplicates import key_of

    counts: Counter[str] = Counter()
    with opened(old, lenient=lenient) as before, opened(new, lenient=lenient) as after:
        old_units, header = renamed(shown(before, old), before.header, language)
        new_units, _ = renamed(shown(after, new), after.header, language)
        key = key_of(by.value, header, normalise=normalised)
        for change in difference(old_units, new_units, key):
            counts[change.kind] += 1
            for line in [_change_json(change)] if as_json else change_lines(change):
                print(line)
    terminal.note(", ".join(f"{counts[kind]:,} {kind}" for kind in ("added", "removed", "changed")))
    raise typer.Exit(1 if counts else 0)


def _change_json(change: UnitChange) -> str:
    from tmx.jsonl import to_json

    before = to_json(change.before) if change.before else None
    after = to_json(change.after) if change.after else None
    return json.dumps(
        {"change": change.kind, "languages": change.languages(), "before": before, "after": after}, ensure_ascii=False
    )
