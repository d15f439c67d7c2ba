"""`clausebank tmx to` and `from`: memories as CSV, TSV and JSON Lines, and back."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from aligner.cli import terminal
from aligner.cli.tmx.shared import (
    ClientOption,
    FileArgument,
    LenientOption,
    OutputOption,
    TargetProgram,
    opened,
    shown,
    tags,
    write,
)

if TYPE_CHECKING:
    from tmx import TranslationUnit


class TableFormat(StrEnum):
    """The formats besides TMX."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"


class Codes(StrEnum):
    """What becomes of native codes in a table."""

    DROP = "drop"
    SHOW = "show"
    KEEP = "keep"


FormatArgument = Annotated[TableFormat, typer.Argument(metavar="FORMAT", help="csv, tsv or jsonl.")]


def to(
    form: FormatArgument,
    file: FileArgument,
    output: OutputOption = "-",
    languages: Annotated[
        str,
        typer.Option(
            "--languages",
            "-l",
            metavar="TAGS",
            help="Columns of a table; without it all languages, by reading a file twice.",
        ),
    ] = "",
    props: Annotated[
        list[str] | None, typer.Option("--prop", metavar="TYPE", help="A column for this property; may be repeated.")
    ] = None,
    codes: Annotated[
        Codes,
        typer.Option("--codes", help="Native codes in a table: dropped, shown as they were, or kept as TMX has them."),
    ] = Codes.DROP,
    *,
    lenient: LenientOption = False,
) -> None:
    """Write a memory as a table (a row for a unit, a column for a language) or as JSON Lines (without loss).

    Examples:
        clausebank tmx to csv memory.tmx -o memory.csv
        clausebank tmx to tsv memory.tmx --languages en,fr --codes show
        clausebank tmx to jsonl memory.tmx | jq -r '.variants[0].segment'
    """
    from tmx.jsonl import write_json_lines
    from tmx.tables import DELIMITERS, write_table

    columns = tags(languages)
    if form is not TableFormat.JSONL and not columns:
        columns = _all_languages(file, lenient=lenient)
    with opened(file, lenient=lenient) as reader:
        units = shown(reader, file)
        if form is TableFormat.JSONL:
            rows = write_json_lines(output, units)
        else:
            rows = write_table(
                output, units, columns, delimiter=DELIMITERS[form.value], codes=codes.value, props=props or ()
            )
    terminal.note(f"{'standard output' if output == '-' else output}: {rows:,} units")


def _all_languages(file: str, *, lenient: bool) -> list[str]:
    import tmx
    from tmx.tables import languages_of

    if file == "-" or Path(file).is_fifo():
        what = "standard input" if file == "-" else file
        raise tmx.TmxUsageError(f"{what} is read only once", hint="name the columns: --languages en,fr")
    with tmx.read(file, errors="report" if lenient else "strict") as reader:
        return languages_of(shown(reader, file))


def from_(
    form: FormatArgument,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A table or JSON Lines in UTF-8; - for standard input.")],
    output: OutputOption = "-",
    source: Annotated[
        str,
        typer.Option("--source", metavar="TAG", help="The source language; without it the first column or variant."),
    ] = "",
    client: ClientOption = TargetProgram.GENERIC,
    *,
    lenient: Annotated[
        bool, typer.Option("--lenient", help="Leave out units with text that XML cannot carry.")
    ] = False,
) -> None:
    """Write a memory from a table with the heading tuid, en, fr ..., prop:TYPE, note, or from JSON Lines.

    Examples:
        clausebank tmx from csv terms.csv --source en -o terms.tmx
        clausebank tmx to jsonl a.tmx | grep -v obsolete | clausebank tmx from jsonl - -o b.tmx
    """
    import tmx

    with _text(file) as stream:
        units = _units(form, stream, file)
        first = next(units, None)
        if first is None:
            raise tmx.TmxInputError("there is no unit", where=file)
        header = tmx.Header(srclang=tags(source)[0] if source else first.variants[0].language)
        write(output, itertools.chain([first], units), header, client.value, lenient=lenient)


def _units(form: TableFormat, stream: TextIO, name: str) -> Iterator[TranslationUnit]:
    from tmx.jsonl import read_json_lines
    from tmx.tables import DELIMITERS, read_table

    if form is TableFormat.JSONL:
        return read_json_lines(stream, name=name)
    return read_table(stream, delimiter=DELIMITERS[form.value], name=name)


@contextmanager
def _text(file: str) -> Iterator[TextIO]:
    """A text file in UTF-8, with or without a signature; line ends inside cells are kept."""
    import io
    import sys

    import tmx

    if file == "-":
        yield io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline="")
        return
    try:
        with open(file, encoding="utf-8-sig", newline="") as stream:  # noqa: PTH123 - a name, not a path to build on
            yield stream
    except OSError as error:
        raise tmx.TmxInputError(f"cannot be opened ({error.strerror})", where=file, hint="check the name") from error
