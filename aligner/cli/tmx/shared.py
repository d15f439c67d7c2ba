"""Arguments, options and manners that the commands on memories share."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli import terminal
from aligner.cli.options import TargetProgram
from aligner.text.english import counted

if TYPE_CHECKING:
    from tmx import Header, Profile, Reader, TranslationUnit, Written


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
RenameOption = Annotated[
    list[str] | None,
    typer.Option("--language", metavar="OLD=NEW", help="Write a language tag as another; may be repeated."),
]
NormalisedOption = Annotated[
    bool, typer.Option("--normalised", help="Compare without letter case, white space, Unicode form and codes.")
]


_MOST_LISTED = 100
"""How many errors are listed where reading goes on after them."""


class By(StrEnum):
    """What makes two units the same."""

    UNIT = "unit"
    SOURCE = "source"
    TUID = "tuid"


@contextmanager
def opened(file: str, *, lenient: bool, strict: bool = False) -> Iterator[Reader]:
    """A memory to read; in the end, what was wrong with it is listed on standard error.

    Raises:
        typer.Exit: status 1, when something was passed over.
    """
    import tmx

    try:
        with tmx.read(file, errors="report" if lenient else "standard" if strict else "strict") as reader:
            yield reader
    except tmx.InvalidTmxError as error:
        if not error.hint and not lenient:
            error.hint = "--lenient goes on with what is sound"
        raise
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
