"""`clausebank tmx edit`, `trim`, `sort` and `anonymise`: what is done to the units of one memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli import terminal
from aligner.cli.options import TargetProgram
from aligner.cli.tmx.shared import (
    ClientOption,
    DryRunOption,
    FileArgument,
    LenientOption,
    OutputOption,
    RenameOption,
    RepairOption,
    date_of,
    in_direction,
    opened,
    put_through,
    renamed,
    show_changes,
    tags,
    write,
)
from aligner.errors import InputError, UsageError
from aligner.text.expressions import Expression

if TYPE_CHECKING:
    from tmx import Header, TranslationUnit
    from tmx.edits import Rewrite
    from tmx.sorting import SortKey
    from tmx.trimming import Trimmer

_DATES = ("creationdate", "changedate", "lastusagedate")
_LONGEST_NAME = 200


class SortBy(StrEnum):
    """What units are sorted by."""

    TEXT = "text"
    DATE = "date"
    USAGE = "usage"
    TUID = "tuid"
    LENGTH = "length"


def edit(
    file: FileArgument,
    output: OutputOption = "-",
    find: Annotated[
        str, typer.Option("--replace", metavar="TEXT", help="Replace this text, letter by letter, with that of --with.")
    ] = "",
    pattern: Annotated[
        str, typer.Option("--regex", "-e", metavar="REGEX", help="Replace what this regular expression finds.")
    ] = "",
    replacement: Annotated[
        str | None, typer.Option("--with", metavar="TEXT", help=r"The new text; \1 is a group of --regex.")
    ] = None,
    within: Annotated[str, typer.Option("--in", metavar="TAG", help="Replace in this language only.")] = "",
    props: Annotated[
        list[str] | None,
        typer.Option("--prop", metavar="TYPE=VALUE", help="Set a property of all units; TYPE= deletes it. Repeatable."),
    ] = None,
    attributes: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="Set an attribute: changedate=2024-05-01, changeid=anna, creationid= (deletes it). Repeatable.",
        ),
    ] = None,
    source: Annotated[
        str, typer.Option("--source", metavar="TAG", help="Make this language the source: its variant comes first.")
    ] = "",
    language: RenameOption = None,
    client: ClientOption = TargetProgram.EXACT,
    *,
    strip_codes: Annotated[bool, typer.Option("--strip-codes", help="Take native codes out of all segments.")] = False,
    dry_run: DryRunOption = False,
    repair: RepairOption = False,
    lenient: LenientOption = False,
) -> None:
    r"""Change all units of a memory: words, properties, dates, authors, codes, the source, language tags.

    Words are replaced in the text between codes, not across them.

    Examples:
        clausebank tmx edit un.tmx --replace Secretary-General --with 'Secretary General' --in en -o new.tmx
        clausebank tmx edit un.tmx --regex '(\d+) %' --with '\1%' --in en --dry-run
        clausebank tmx edit un.tmx --prop x-client=UN --prop x-draft= --set changeid=anna -o new.tmx
        clausebank tmx edit un.en-fr.tmx --source fr --language fr=fr-CA --strip-codes -o new.tmx
    """
    from tmx.edits import UnitEdit

    change = UnitEdit(
        rewrite=_rewrite(find, pattern, replacement),
        language=tags(within)[0] if within else "",
        props=_pairs(props, "--prop"),
        attributes=_attributes(attributes),
        strips_codes=strip_codes,
        source=tags(source)[0] if source else "",
    )
    if change == UnitEdit() and not language:
        raise UsageError(
            "nothing is to be changed", hint="give --replace, --regex, --prop, --set, --source or --language"
        )
    with opened(file, lenient=lenient, repair=repair) as reader:
        units, header = renamed(reader, reader.header, language)
        if change.source:
            header, units = in_direction(header, units, change.source)
        both = ((unit, change(unit)) for unit in units)
        put_through(output, both, header, client.value, dry_run=dry_run, lenient=lenient)


def trim(
    file: FileArgument,
    output: OutputOption = "-",
    faults: Annotated[
        str,
        typer.Option(
            "--faults", metavar="NAMES", help="What is taken out: empty, codes, same, ratio, language; with commas."
        ),
    ] = "empty,codes,same",
    ratio: Annotated[
        float, typer.Option("--ratio", metavar="N", min=1.0, help="With ratio: how many times as long as the source.")
    ] = 4.0,
    rejected: Annotated[
        str,
        typer.Option(
            "--rejected", metavar="FILE", help="Write the units that were changed or taken out, as they were."
        ),
    ] = "",
    client: ClientOption = TargetProgram.EXACT,
    *,
    dry_run: DryRunOption = False,
    repair: RepairOption = False,
    lenient: LenientOption = False,
) -> None:
    """Take out translations that are none: empty, only codes, equal to the source, of another length or language.

    A unit with one language left goes as a whole. The language of a text is found by its letters, where that is sure.

    Examples:
        clausebank tmx trim memory.tmx -o clean.tmx
        clausebank tmx trim memory.tmx --faults empty,ratio,language --ratio 3 --rejected bad.tmx -o clean.tmx
        clausebank tmx trim memory.tmx --faults same --dry-run
    """
    if rejected and file == "-":
        raise UsageError("--rejected goes through a memory twice", where="-", hint="give a file")
    counts: Counter[str] = Counter()
    if rejected and not dry_run:
        with opened(file, lenient=lenient, repair=repair, quiet=True) as reader:
            trimmer = _trimmer(faults, ratio, reader.header)
            units = (unit for unit in reader if trimmer.faults_of(unit))
            write(rejected, units, reader.header, client.value, lenient=lenient)
    with opened(file, lenient=lenient, repair=repair) as reader:
        both = _trimmed(reader, _trimmer(faults, ratio, reader.header), counts)
        put_through(output, both, reader.header, client.value, dry_run=dry_run, lenient=lenient)
        for fault, count in counts.most_common():
            terminal.note(f"{count:>7,}  {fault}")


def sort(
    file: FileArgument,
    output: OutputOption = "-",
    by: Annotated[SortBy, typer.Option("--by", help="What the units are sorted by.")] = SortBy.TEXT,
    language: Annotated[
        str, typer.Option("--in", metavar="TAG", help="The language whose text or length counts; else the source.")
    ] = "",
    client: ClientOption = TargetProgram.EXACT,
    *,
    reverse: Annotated[bool, typer.Option("--reverse", "-r", help="The last first.")] = False,
    dry_run: DryRunOption = False,
    repair: RepairOption = False,
    lenient: LenientOption = False,
) -> None:
    """Sort the units of a memory; units that are equal by what they are sorted by stay in their order.

    Texts are compared without letter case, by the numbers of their characters (Unicode code points).

    Examples:
        clausebank tmx sort memory.tmx -o sorted.tmx
        clausebank tmx sort memory.tmx --by date --reverse -o newest-first.tmx
        clausebank tmx sort memory.tmx --by length --in fr --dry-run
    """
    from tmx.sorting import in_order

    with opened(file, lenient=lenient, repair=repair) as reader:
        ordered = in_order(reader, _sort_key(by, language, reader.header), reverse=reverse)
        if dry_run:
            moves = ((f"{old + 1:,} -> {new + 1:,}", unit) for new, (old, unit) in enumerate(ordered) if old != new)
            show_changes(((description, unit, unit) for description, unit in moves), "would move")
            return
        write(output, (unit for _, unit in ordered), reader.header, client.value, lenient=lenient)


def anonymise(
    file: FileArgument,
    output: OutputOption = "-",
    names: Annotated[
        Path | None, typer.Option("--names", metavar="FILE", help="Names of people and firms to take out, one a line.")
    ] = None,
    client: ClientOption = TargetProgram.EXACT,
    *,
    dry_run: DryRunOption = False,
    repair: RepairOption = False,
    lenient: LenientOption = False,
) -> None:
    """Put [email], [web], [phone], [account] and [name] in the place of what says who is meant; authors go.

    Segments, codes, notes and properties are gone through. Numbers are found by their shape: look at --dry-run first.

    Examples:
        clausebank tmx anonymise client.tmx --dry-run
        clausebank tmx anonymise client.tmx --names people.txt -o shareable.tmx
    """
    from tmx.personal import Anonymiser

    anonymiser = Anonymiser(_names(names) if names else ())
    with opened(file, lenient=lenient, repair=repair) as reader:
        header = anonymiser.header(reader.header)
        both = ((unit, anonymiser(unit)) for unit in reader)
        put_through(output, both, header, client.value, dry_run=dry_run, lenient=lenient)
        for kind, count in anonymiser.counts.most_common():
            if count:
                terminal.note(f"{count:>7,}  {kind}")


def _rewrite(find: str, pattern: str, replacement: str | None) -> Rewrite | None:
    if not find and not pattern:
        if replacement is not None:
            raise UsageError("--with has nothing to replace", hint="give --replace or --regex")
        return None
    if find and pattern:
        raise UsageError("--replace and --regex are two ways to say one thing", hint="give one of them")
    if replacement is None:
        raise UsageError("what is the new text?", where="--with", hint="--with '' takes the old one out")
    if find:
        return lambda words: words.replace(find, replacement)
    expression = Expression(pattern, "--regex")
    return lambda words: expression.sub(replacement, words)


def _pairs(options: list[str] | None, where: str) -> dict[str, str]:
    pairs = {}
    for option in options or ():
        name, equals, value = option.partition("=")
        if not name.strip() or not equals:
            raise UsageError(f"'{option}' has no name and value", where=where, hint="write NAME=VALUE, or NAME=")
        pairs[name.strip()] = value
    return pairs


def _attributes(options: list[str] | None) -> dict[str, str]:
    """The attributes to set; dates as TMX writes them.

    Raises:
        UsageError: a unit of TMX has no such attribute.
        TmxUsageError: a date is not a date.
    """
    from tmx.schema import ATTRIBUTES

    pairs = _pairs(options, "--set")
    settable = sorted(ATTRIBUTES["tu"] - {"srclang", "segtype"})
    for name in pairs:
        if name not in settable:
            raise UsageError(f"a unit has no attribute '{name}'", where="--set", hint=f"known: {', '.join(settable)}")
    return {name: date_of(value) if name in _DATES else value for name, value in pairs.items()}


def _trimmer(names: str, ratio: float, header: Header) -> Trimmer:
    from tmx.trimming import Fault, Trimmer

    chosen = [name.strip() for name in names.split(",") if name.strip()]
    for name in chosen:
        if name not in list(Fault):
            raise UsageError(f"unknown fault '{name}'", where="--faults", hint=f"known: {', '.join(Fault)}")
    if not chosen:
        raise UsageError("nothing is named", where="--faults", hint=f"known: {', '.join(Fault)}")
    faults = [Fault(name) for name in chosen]
    if Fault.LANGUAGE not in faults:
        return Trimmer(header, faults, ratio)
    from aligner.checks.cleaning import is_in_other_language

    return Trimmer(header, faults, ratio, is_in_other_language)


def _trimmed(
    units: Iterator[TranslationUnit], trimmer: Trimmer, counts: Counter[str]
) -> Iterator[tuple[TranslationUnit, TranslationUnit | None]]:
    for unit in units:
        faults = trimmer.faults_of(unit)
        counts.update(map(str, faults.values()))
        yield unit, trimmer.trimmed(unit, faults) if faults else unit


def _sort_key(by: SortBy, language: str, header: Header) -> SortKey:
    from tmx.duplicates import source_of
    from tmx.ranking import Keep, rank

    tag = tags(language)[0] if language else ""

    def text(unit: TranslationUnit) -> str:
        variant = unit.variant(tag) if tag else source_of(unit, header)
        return (variant or unit.variants[0]).text.casefold()

    keys: dict[SortBy, SortKey] = {
        SortBy.TEXT: text,
        SortBy.LENGTH: lambda unit: len(text(unit)),
        SortBy.TUID: lambda unit: unit.tuid or "",
        SortBy.DATE: rank(Keep.NEWEST),
        SortBy.USAGE: rank(Keep.MOST_USED),
    }
    return keys[by]


def _names(path: Path) -> list[str]:
    """The names in a file.

    Raises:
        InputError: it cannot be read, has no names, or a line is no name.
    """
    from aligner.exchange import plain

    lines = plain.read_text(path).splitlines()
    names = [line.strip() for line in lines if line.strip()]
    if not names:
        raise InputError("holds no names", where=str(path), hint="write one name a line")
    for number, name in enumerate(names, start=1):
        if len(name) > _LONGEST_NAME:
            raise InputError("is longer than a name", where=f"{path}:{number}", hint="write one name a line")
    return names
