"""`clausebank tmx convert`, `split` and `filter`: memories made from one memory."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli import terminal
from aligner.cli.options import TargetProgram
from aligner.cli.tmx.shared import (
    ClientOption,
    FileArgument,
    LenientOption,
    OutputOption,
    RenameOption,
    RepairOption,
    StrictOption,
    date_of,
    in_direction,
    opened,
    renamed,
    say_written,
    tags,
    write,
)
from aligner.errors import UsageError
from aligner.text.english import counted
from aligner.text.expressions import Expression

if TYPE_CHECKING:
    from tmx import Header, TranslationUnit


_MOST_SHOWN = 20
"""How many units that are left out are listed."""


class Case(StrEnum):
    """How the letters of language tags are written."""

    CANONICAL = "canonical"
    UPPER = "upper"
    LOWER = "lower"
    KEEP = "keep"


class TmxVersion(StrEnum):
    """The versions of TMX that can be written."""

    V1_1 = "1.1"
    V1_2 = "1.2"
    V1_3 = "1.3"
    V1_4 = "1.4"


def convert(
    file: FileArgument,
    output: OutputOption = "-",
    client: ClientOption = TargetProgram.EXACT,
    pair: Annotated[
        str,
        typer.Option(
            "--pair",
            metavar="TAGS",
            help="Only these languages, the source first (en:fr); units without one are left out.",
        ),
    ] = "",
    source: Annotated[str, typer.Option("--source", metavar="TAG", help="The source language the header names.")] = "",
    version: Annotated[TmxVersion | None, typer.Option("--tmx", help="Version of TMX to write.")] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help="Encoding to write, such as UTF-8 or UTF-16.")
    ] = None,
    case: Annotated[Case | None, typer.Option("--tag-case", help="How language tags are written.")] = None,
    language: RenameOption = None,
    *,
    repair: RepairOption = False,
    lenient: LenientOption = False,
    strict: StrictOption = False,
) -> None:
    """Write a memory another way: for a program, in another version or encoding, or only some of its languages.

    Examples:
        clausebank tmx convert un.tmx --pair en,fr --for omegat -o un.en-fr.tmx
        clausebank tmx convert old.tmx.gz --tmx 1.4 --tag-case canonical -o new.tmx
        clausebank tmx convert un.tmx --pair en-US,ru --for memoq -o un.memoq.tmx
        clausebank tmx convert damaged.tmx --repair -o sound.tmx
    """
    from tmx.profiles import profile_of
    from tmx.selection import in_languages

    profile = profile_of(client.value)
    if version:
        profile = replace(profile, version=version.value)
    if encoding:
        profile = replace(profile, encoding=encoding)
    if case:
        profile = replace(profile, tag_case=case.value)
    lacking: Counter[str] = Counter()
    with opened(file, lenient=lenient, strict=strict, repair=repair) as reader:
        units, header = renamed(reader, reader.header, language)
        if pair:
            chosen = in_languages(units, tags(pair), lambda _: lacking.update([pair]))
            header, units = in_direction(header, chosen, tags(pair)[0])
        if source:
            header, units = _with_source(header, units, tags(source)[0])
        write(output, units, header, profile, lenient=lenient)
        if lacking:
            are = "is" if lacking[pair] == 1 else "are"
            terminal.note(f"{counted(lacking[pair], 'unit')} {are} not in all of {pair} and left out")


def _with_source(
    header: Header, units: Iterable[TranslationUnit], source: str
) -> tuple[Header, Iterable[TranslationUnit]]:
    """The header with another source language, and the units, which must have it.

    Raises:
        TmxUsageError: no unit has a variant in it; from the end of the units.
    """
    from tmx import TmxUsageError
    from tmx.languages import matches

    def checked(units: Iterable[TranslationUnit]) -> Iterator[TranslationUnit]:
        languages: dict[str, None] = {}
        for unit in units:
            languages |= dict.fromkeys(unit.languages)
            yield unit
        if not any(matches(language, source) for language in languages):
            has = ", ".join(itertools.islice(languages, 20)) or "none"
            raise TmxUsageError(f"no variant is in {source}", where="--source", hint=f"the languages are {has}")

    header, units = in_direction(header, units, source)
    return header, checked(units)


def split(
    file: FileArgument,
    folder: Annotated[str, typer.Option("--output", "-o", metavar="DIR", help="Folder for the parts.")] = ".",
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="RULE",
            help="pair (source and one target), size:N (N units each) or prop:TYPE (its values).",
        ),
    ] = "pair",
    client: ClientOption = TargetProgram.EXACT,
    *,
    repair: RepairOption = False,
    lenient: LenientOption = False,
    strict: StrictOption = False,
) -> None:
    """Write a memory as several files: by language pair, by number of units or by the value of a property.

    Examples:
        clausebank tmx split un.tmx --for omegat -o pairs
        clausebank tmx split big.tmx --by size:50000 -o parts
        clausebank tmx split client.tmx --by prop:x-project -o projects
    """
    from tmx import TmxUsageError
    from tmx import split as split_memory
    from tmx.splitting import by_pair, by_prop, by_size

    kind, _, value = by.partition(":")
    stem = Path(file).name.split(".")[0] if file != "-" else "memory"
    number_left_out = 0

    def left_out(unit: TranslationUnit) -> None:
        nonlocal number_left_out
        number_left_out += 1
        if number_left_out <= _MOST_SHOWN:
            terminal.note(f"  in no file: line {unit.line}, tuid {unit.tuid or '(none)'}, {', '.join(unit.languages)}")

    with opened(file, lenient=lenient, strict=strict, repair=repair) as reader:
        if kind == "pair" and not value:
            parts = by_pair(reader.header)
        elif kind == "size" and value.isascii() and value.isdecimal():
            parts = by_size(int(value))
        elif kind == "prop" and value:
            parts = by_prop(value)
        else:
            raise TmxUsageError(f"--by {by}", hint="give pair, size:N or prop:TYPE")
        written = split_memory(
            reader,
            reader.header,
            parts,
            folder,
            stem,
            profile=client.value,
            errors="report" if lenient else "strict",
            left_out=left_out,
        )
    for path, of_part in written.items():
        say_written(str(path), of_part)
    if number_left_out:
        terminal.note(f"{counted(number_left_out, 'unit')} in no file, as the source language or any other is missing")
        raise typer.Exit(1)


def filter_(
    file: FileArgument,
    output: OutputOption = "-",
    languages: Annotated[
        str,
        typer.Option("--languages", "-l", metavar="TAGS", help="Units that have all these languages, such as en,fr."),
    ] = "",
    pattern: Annotated[
        str, typer.Option("--regex", "-e", metavar="REGEX", help="Units whose text has this regular expression.")
    ] = "",
    within: Annotated[str, typer.Option("--in", metavar="TAG", help="Look for it in this language only.")] = "",
    prop: Annotated[
        str, typer.Option("--prop", metavar="TYPE[=VALUE]", help="Units with this property, or with this value of it.")
    ] = "",
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help="Last changed then or later: 2024-05-01 or 20240501T120000Z.")
    ] = "",
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="Last changed before.")] = "",
    without_findings: Annotated[
        str,
        typer.Option(
            "--without-findings",
            metavar="CODES",
            help="Units in which these rules of `check` find nothing: NUM,COD, or ALL.",
        ),
    ] = "",
    rejected: Annotated[
        str, typer.Option("--rejected", metavar="FILE", help="Write the units with findings to this file.")
    ] = "",
    client: ClientOption = TargetProgram.EXACT,
    *,
    invert: Annotated[bool, typer.Option("--invert", "-v", help="The other units instead.")] = False,
    repair: RepairOption = False,
    lenient: LenientOption = False,
    strict: StrictOption = False,
) -> None:
    """Keep the units that meet all conditions, with all their languages.

    Examples:
        clausebank tmx filter un.tmx --regex '(?i)covenant' --in en -o covenants.tmx
        clausebank tmx filter un.tmx --prop x-status=unverified --invert
        clausebank tmx filter memory.tmx --languages en,ru --since 2024-01-01 -o recent.tmx
        clausebank tmx filter memory.tmx --without-findings NUM,COD --rejected faulty.tmx -o clean.tmx
    """
    from aligner.checks.cleaning import only, without
    from tmx.selection import Condition, select

    kind, equals, value = prop.partition("=")
    condition = Condition(
        languages=tuple(tags(languages)),
        pattern=Expression(pattern, "--regex") if pattern else None,
        pattern_language=within,
        prop=kind,
        value=value if equals else None,
        since=date_of(since),
        until=date_of(until),
    )
    if rejected and not without_findings:
        raise UsageError("--rejected has nothing to write", hint="say with --without-findings which rules to run")
    faulty = _faulty(file, without_findings, lenient=lenient, repair=repair) if without_findings else frozenset()
    if rejected:
        with opened(file, lenient=lenient, repair=repair, quiet=True) as reader:
            write(rejected, only(reader, faulty), reader.header, client.value, lenient=lenient)
    with opened(file, lenient=lenient, strict=strict, repair=repair) as reader:
        units = without(reader, faulty) if faulty else reader
        write(output, select(units, condition, invert=invert), reader.header, client.value, lenient=lenient)


def _faulty(file: str, codes: str, *, lenient: bool, repair: bool) -> frozenset[int]:
    """The places of the units in which rules find something; what each rule took is said on standard error."""
    from aligner.checks import select as select_rules
    from aligner.checks.cleaning import units_with_findings

    if file == "-":
        raise UsageError("--without-findings goes through a memory twice", where="-", hint="give a file")
    rules = select_rules([code.strip() for code in codes.split(",") if code.strip()], [])
    with opened(file, lenient=lenient, repair=repair, quiet=True) as reader:
        faulty, counts = units_with_findings(reader, rules)
    if counts:
        rows = [(str(count), rule) for rule, count in counts.most_common()]
        terminal.note("taken out:")
        for count, rule in rows:
            terminal.note(f"{count:>7}  {rule}")
    return faulty
