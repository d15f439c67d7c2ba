"""`clausebank tmx to` and `from`: memories as CSV, TSV, spreadsheets and JSON Lines, and back."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from aligner.cli import terminal
from aligner.cli.options import TargetProgram
from aligner.cli.tmx.shared import (
    ClientOption,
    FileArgument,
    LenientOption,
    OutputOption,
    opened,
    shown,
    tags,
    write,
)
from aligner.exchange.formats import format_named
from aligner.text.english import counted

if TYPE_CHECKING:
    from tmx import TranslationUnit


class TableFormat(StrEnum):
    """The formats besides TMX."""

    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    ODS = "ods"
    JSONL = "jsonl"


_SPREADSHEETS = frozenset((TableFormat.XLSX, TableFormat.ODS))


class Codes(StrEnum):
    """What becomes of native codes in a table."""

    DROP = "drop"
    SHOW = "show"
    KEEP = "keep"


FormatArgument = Annotated[TableFormat, typer.Argument(metavar="FORMAT", help="csv, tsv, xlsx, ods or jsonl.")]


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

    columns = tags(languages)
    if form is not TableFormat.JSONL and not columns:
        columns = _all_languages(file, lenient=lenient)
    with opened(file, lenient=lenient) as reader:
        units = shown(reader, file)
        if form is TableFormat.JSONL:
            rows, left_out = write_json_lines(output, units), 0
        else:
            rows, left_out = _write_table(form, output, units, columns, codes, props or [])
    terminal.note(f"{'standard output' if output == '-' else output}: {counted(rows, 'unit')}")
    if left_out:
        are = "has" if left_out == 1 else "have"
        terminal.note(
            f"{counted(left_out, 'variant')} {are} no column and {are} been left out; name more with --languages"
        )
        raise typer.Exit(1)


def _write_table(
    form: TableFormat,
    output: str,
    units: Iterable[TranslationUnit],
    columns: list[str],
    codes: Codes,
    props: list[str],
) -> tuple[int, int]:
    """Write a table; how many rows it has, and how many variants have no column."""
    from tmx.tables import CODES, DELIMITERS, table_heading, table_row, write_table

    if form not in _SPREADSHEETS:
        delimiter = DELIMITERS[form.value]
        written = write_table(output, units, columns, delimiter=delimiter, codes=codes.value, props=props)
        return written.rows, written.left_out
    rows, left_out = [table_heading(columns, props)], 0
    for unit in units:
        row, dropped = table_row(unit, columns, CODES[codes.value], props)
        rows.append(row)
        left_out += dropped
    format_named(form).module_of().write_rows(rows, output)
    return len(rows) - 1, left_out


def _all_languages(file: str, *, lenient: bool) -> list[str]:
    import tmx
    from tmx.tables import languages_of

    if file == "-" or Path(file).is_fifo():
        name = "standard input" if file == "-" else file
        raise tmx.TmxUsageError(f"{name} is read only once", hint="name the columns: --languages en,fr")
    with tmx.read(file, errors="report" if lenient else "strict") as reader:
        return languages_of(shown(reader, file))


def from_(
    form: FormatArgument,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A table, or JSON Lines; - for standard input.")],
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

    A table is read as `import` reads it: separated by commas, semicolons or tabs, in UTF-8 or UTF-16, its columns
    headed by tags, locales (fr_FR) or English names of languages. Any other column becomes a property of the units.

    Examples:
        clausebank tmx from csv terms.csv --source en -o terms.tmx
        clausebank tmx to jsonl a.tmx | grep -v obsolete | clausebank tmx from jsonl - -o b.tmx
    """
    import tmx

    with _units(form, file) as units:
        first = next(units, None)
        if first is None:
            raise tmx.TmxInputError("there is no unit", where=file)
        header = tmx.Header(srclang=tags(source)[0] if source else first.variants[0].language)
        write(output, itertools.chain([first], units), header, client.value, lenient=lenient)


@contextmanager
def _units(form: TableFormat, file: str) -> Iterator[Iterator[TranslationUnit]]:
    from aligner.exchange.review import without_block_columns
    from tmx.jsonl import read_json_lines
    from tmx.tables import DELIMITERS, read_table, units_of_rows

    if form in _SPREADSHEETS:
        if file == "-":
            import tmx

            raise tmx.TmxUsageError("a spreadsheet is not read from standard input", hint="give the name of the file")
        rows = format_named(form).module_of().rows(Path(file))
        yield units_of_rows(without_block_columns(rows), file)
        return
    with _text(file) as stream:
        if form is TableFormat.JSONL:
            yield read_json_lines(stream, name=file)
        else:
            yield read_table(stream, delimiter=DELIMITERS[form.value], name=file)


@contextmanager
def _text(file: str) -> Iterator[TextIO]:
    """A text file in UTF-8 or UTF-16, with or without a signature; line ends inside cells are kept."""
    import codecs
    import io
    import sys

    import tmx

    try:
        with contextlib.ExitStack() as stack:
            source: Any = (
                io.BufferedReader(sys.stdin.buffer) if file == "-" else stack.enter_context(Path(file).open("rb"))
            )
            head = source.peek(2)[:2]
            is_utf_16 = head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
            yield io.TextIOWrapper(source, encoding="utf-16" if is_utf_16 else "utf-8-sig", newline="")
    except OSError as error:
        raise tmx.TmxInputError(f"cannot be opened ({error.strerror})", where=file, hint="check the name") from error
