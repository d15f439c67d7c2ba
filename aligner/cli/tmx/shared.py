"""Arguments, options and manners that the commands on memories share."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, cast

import typer

from aligner.cli import terminal
from aligner.cli.options import TargetProgram
from aligner.text.english import counted

if TYPE_CHECKING:
    from tmx import Header, Profile, Reader, Repair, TranslationUnit, UnitChange, Written


FileArgument = Annotated[
    str, typer.Argument(metavar="FILE", help="A TMX file, also in gzip or zip; - for standard input.")
]
OutputOption = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", help="Where to write (.gz: compressed); - for standard output."),
]
ClientOption = Annotated[
    TargetProgram,
    typer.Option("--for", help="Write as this program needs it; exact keeps everything as it was read."),
]
LenientOption = Annotated[
    bool,
    typer.Option("--lenient", help="Go on after errors with all that is sound; exit status 1 says that some was not."),
]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="Stop at whatever the standard forbids, also where nothing is lost by it.")
]
RepairOption = Annotated[
    bool,
    typer.Option(
        "--repair", help="Repair bare & and <, entities of HTML, forbidden characters, dates and tags; each is listed."
    ),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")]
RenameOption = Annotated[
    list[str] | None,
    typer.Option("--language", metavar="OLD=NEW", help="Write a language tag as another; may be repeated."),
]
NormalisedOption = Annotated[
    bool, typer.Option("--normalised", help="Compare without letter case, white space, Unicode form and codes.")
]


_MOST_SHOWN = 100
"""How many changes a dry run shows."""
_MOST_LISTED = 100
"""How many errors are listed where reading goes on after them."""


class By(StrEnum):
    """What makes two units the same."""

    UNIT = "unit"
    SOURCE = "source"
    TUID = "tuid"


@contextmanager
def opened(
    file: str, *, lenient: bool, strict: bool = False, repair: bool = False, quiet: bool = False
) -> Iterator[Reader]:
    """A memory to read; in the end, what was wrong with it is listed on standard error.

    Args:
        file: its name; ``-`` for standard input.
        lenient: whether to go on after errors.
        strict: whether to stop at whatever the standard forbids.
        repair: whether to repair what can be repaired.
        quiet: whether to list nothing, as for a file that was read before.

    Raises:
        typer.Exit: status 1, when something was passed over.
    """
    import tmx

    repairs = _Repairs(listed=not quiet)
    # A raw stream has all of a binary one that is needed here, and types do not know it.
    source = cast("BinaryIO", tmx.RepairedStream(file, repairs.add)) if repair else file
    try:
        with tmx.read(source, errors="report" if lenient else "standard" if strict else "strict") as reader:
            yield reader
    except tmx.InvalidTmxError as error:
        if not error.hint and not lenient:
            error.hint = "--lenient goes on with what is sound" if repair else "--repair repairs, --lenient leaves out"
        raise
    finally:
        if not isinstance(source, str):
            source.close()
    if quiet:
        return
    repairs.sum_up(reader.name)
    errors = [finding for finding in reader.findings if finding.rule.severity is tmx.TmxSeverity.ERROR]
    for finding in errors[:_MOST_LISTED]:
        terminal.note(f"  left out: {finding}")
    counts = reader.counts.items()
    number = sum(count for code, count in counts if tmx.RULES[code].severity is tmx.TmxSeverity.ERROR)
    odd = sum(count for code, count in counts if tmx.RULES[code].breaks_standard) - number
    if odd:
        departures = counted(odd, "departure")
        terminal.note(
            f"{reader.name}: {departures} from the standard, by which nothing is lost; `clausebank tmx validate` lists them"
        )
    pass_over(reader.name, number)


class _Repairs:
    """Lists what is repaired, one by one, as far as a person reads such lists."""

    def __init__(self, *, listed: bool) -> None:
        self._count, self._listed = 0, listed

    def add(self, repair: Repair) -> None:
        self._count += 1
        if self._listed and self._count <= _MOST_LISTED:
            terminal.note(f"  repaired: {terminal.safe(str(repair))}")

    def sum_up(self, name: str) -> None:
        if self._count:
            more = f", of which the first {_MOST_LISTED} are listed" if self._count > _MOST_LISTED else ""
            terminal.note(f"{name}: {counted(self._count, 'repair')}{more}")


def pass_over(name: str, errors: int) -> None:
    """Say how many errors of a file were passed over.

    Raises:
        typer.Exit: status 1, when there are any.
    """
    if errors:
        terminal.note(f"{name}: {counted(errors, 'error')} passed over; `clausebank tmx validate` lists them")
        raise typer.Exit(1)


def shown(units: Iterable[TranslationUnit], what: str) -> Iterator[TranslationUnit]:
    """The units, counted on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from units
        return
    last = time.monotonic()
    count = 0
    iterator = iter(units)
    while block := list(itertools.islice(iterator, 1000)):
        yield from block
        count += len(block)
        if time.monotonic() - last > 0.2:
            last = time.monotonic()
            print(f"\r{what}: {count:,} units", end="", file=sys.stderr, flush=True)
    if count > 1000:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def write(
    output: str, units: Iterable[TranslationUnit], header: Header, profile: str | Profile, *, lenient: bool
) -> None:
    """Write a memory and say what became of it.

    Raises:
        typer.Exit: status 1, when something could not be written.
    """
    import tmx

    written = tmx.write(
        output,
        shown(units, Path(output).name if output != "-" else "standard output"),
        header=header,
        profile=profile,
        errors="report" if lenient else "strict",
    )
    say_written(output, written)
    if written.refused:
        raise typer.Exit(1)


Changed = tuple["TranslationUnit", "TranslationUnit | None"]
"""A unit before and after; the same object where nothing changes, None where it is taken out."""


def put_through(
    output: str, both: Iterable[Changed], header: Header, profile: str, *, dry_run: bool, lenient: bool
) -> None:
    """Write the units after a change and say how many changed; or, as a dry run, show the changes and write nothing."""
    counts = {"changed": 0, "taken out": 0}

    def after() -> Iterator[TranslationUnit]:
        for old, new in both:
            if new is None:
                counts["taken out"] += 1
                continue
            counts["changed"] += new is not old
            yield new

    if dry_run:
        show_changes((("", old, new) for old, new in both if new is not old), "would change")
        return
    write(output, after(), header, profile, lenient=lenient)
    said = ", ".join(f"{counted(count, 'unit')} {what}" for what, count in counts.items() if count)
    terminal.note(said or "nothing changed")


def show_changes(changes: Iterable[tuple[str, TranslationUnit, TranslationUnit | None]], what: str) -> None:
    """Print the first changes, each with a remark where it has one, and say how many there are."""
    from tmx import UnitChange

    count = 0
    for remark, old, new in changes:
        count += 1
        if count <= _MOST_SHOWN:
            place = f"line {old.line}" if old.line else ""
            print("\n".join(change_lines(UnitChange(old, new), ", ".join(filter(None, (place, remark))))))
    more = f"; the first {_MOST_SHOWN} are shown" if count > _MOST_SHOWN else ""
    terminal.note(f"{counted(count, 'unit')} {what}{more}; nothing is written")


def change_lines(change: UnitChange, remark: str = "") -> Iterator[str]:
    """What a change does to a unit: a line for the unit, and one for each text and detail before and after."""
    sign, colour = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}[change.kind]
    name = change.unit.tuid if change.unit.tuid is not None else "(no tuid)"
    line = terminal.safe(f"{sign} {name}{f' ({remark})' if remark else ''}")
    yield terminal.coloured(line, colour)  # type: ignore[arg-type]
    # A unit that only moves has no texts that differ; those it has show which one it is.
    is_same = change.before == change.after
    for language in change.unit.languages if is_same else change.languages():
        for mark, unit in (("-", change.before), ("+", None if is_same else change.after)):
            variant = unit.variant(language) if unit else None
            if variant:
                yield f"    {' ' if is_same else mark} {terminal.safe(f'{language}: {variant.text}')}"
    for detail in change.details():
        yield f"    {terminal.safe(detail)}"


def date_of(value: str) -> str:
    """A date as TMX writes it, of one in ISO 8601; an empty one stays empty.

    Raises:
        TmxUsageError: it is not a date.
    """
    from tmx import TmxUsageError
    from tmx.dates import format_date, is_date

    if not value or is_date(value):
        return value
    import datetime as dt

    try:
        return format_date(dt.datetime.fromisoformat(value))
    except ValueError as error:
        raise TmxUsageError(f"{value!r} is not a date", hint="write 2024-05-01 or 20240501T120000Z") from error


def say_written(output: str, written: Written) -> None:
    """One line on standard error about a file, and a few about what was left out of it."""
    left_out = f", {written.omitted:,} left out" if written.omitted else ""
    units = counted(written.units, "unit")
    terminal.note(f"{'standard output' if output == '-' else output}: {units}{left_out}")
    for description, count in written.changes.items():
        terminal.note(f"  not written: {count:,} {description}")
    for omission in written.omissions[:5]:
        terminal.note(f"  {omission}")
    if written.omitted > 5:
        terminal.note(f"  and {written.omitted - 5:,} more")


def tags(option: str) -> list[str]:
    """The language tags of a comma-separated option.

    Raises:
        TmxUsageError: one of them is none.
    """
    from tmx import TmxUsageError
    from tmx.languages import is_tag

    names = [tag.strip() for tag in option.replace(":", ",").split(",") if tag.strip()]
    for tag in names:
        if not is_tag(tag):
            raise TmxUsageError(f"{tag!r} is not a language tag", hint="write tags such as en,zh-CN,ru")
    return names


def in_direction(
    header: Header, units: Iterable[TranslationUnit], source: str
) -> tuple[Header, Iterable[TranslationUnit]]:
    """The header with the source language in the letters of the first unit."""
    from tmx.selection import header_for

    iterator = iter(units)
    first = list(itertools.islice(iterator, 1))
    return header_for(header, source, first), itertools.chain(first, iterator)


def renamed(
    units: Iterable[TranslationUnit], header: Header, options: list[str] | None
) -> tuple[Iterable[TranslationUnit], Header]:
    """The units and the header with the tags that the options say.

    Raises:
        UsageError: an option does not say which tag becomes which.
    """
    if not options:
        return units, header
    from aligner.exchange.matching import asked_renaming
    from tmx.selection import renamed as with_tags

    tags_by_name = asked_renaming(options)
    # Tags are compared as the file writes them, and zh_CN may be zh_CN there.
    raw = {
        option.partition("=")[0].strip(): tags_by_name[name] for option, name in zip(options, tags_by_name, strict=True)
    }
    return with_tags(units, header, tags_by_name | raw)
