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

if TYPE_CHECKING:
    from tmx import Header, Profile, Reader, TranslationUnit, Written


class TargetProgram(StrEnum):
    """Who is to load a memory; the names of :data:`tmx.PROFILES`."""

    GENERIC = "generic"
    EXACT = "exact"
    OMEGAT = "omegat"
    TRADOS = "trados"
    MEMOQ = "memoq"
    WEBLATE = "weblate"
    POEDIT = "poedit"


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
    typer.Option("--lenient", help="Go on after errors with all that is sound; exit status 1 tells that some was not."),
]
NormalisedOption = Annotated[
    bool, typer.Option("--normalised", help="Compare without letter case, white space, Unicode form and codes.")
]


class By(StrEnum):
    """What makes two units the same."""

    UNIT = "unit"
    SOURCE = "source"
    TUID = "tuid"


@contextmanager
def opened(file: str, *, lenient: bool) -> Iterator[Reader]:
    """A memory to read; in the end, what was wrong with it is summed up on standard error.

    Raises:
        typer.Exit: status 1, when something was passed over.
    """
    import tmx

    try:
        with tmx.read(file, errors="report" if lenient else "strict") as reader:
            yield reader
    except tmx.InvalidTmxError as error:
        if not error.hint and not lenient:
            error.hint = "--lenient goes on with what is sound"
        raise
    counts = reader.counts.items()
    pass_over(reader.name, sum(n for code, n in counts if tmx.RULES[code].severity is tmx.TmxSeverity.ERROR))


def pass_over(name: str, errors: int) -> None:
    """Say how many errors of a file were passed over.

    Raises:
        typer.Exit: status 1, when there are any.
    """
    if errors:
        terminal.note(
            f"{name}: {errors:,} error{'' if errors == 1 else 's'} passed over; `clausebank tmx validate` lists them"
        )
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
    units = "1 unit" if written.units == 1 else f"{written.units:,} units"
    terminal.note(f"{'standard output' if output == '-' else output}: {units}{left_out}")
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

    found = [tag.strip() for tag in option.split(",") if tag.strip()]
    for tag in found:
        if not is_tag(tag):
            raise TmxUsageError(f"{tag!r} is no language tag", hint="write tags such as en,zh-CN,ru")
    return found
