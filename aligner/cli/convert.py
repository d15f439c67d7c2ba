"""`clausebank convert`: a file of one format as a file of another, without a bank."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from aligner.cli import terminal
from aligner.cli.export import announce, chosen_format, direction_of, write_selection
from aligner.cli.options import LanguagesOption, TargetProgram, tags_of
from aligner.errors import UsageError
from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.formats import FORMATS, reader_of

_READABLE = ", ".join(it.name for it in FORMATS.values() if it.readable)
_WRITABLE = ", ".join(it.name for it in FORMATS.values() if it.writable)


def convert(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of any format that can be read.")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")
    ] = "-",
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="FORMAT", help=f"One of: {_WRITABLE}; else what the name of the output says."),
    ] = None,
    from_: Annotated[
        str, typer.Option("--from", metavar="FORMAT", help=f"Where the file name does not say it: {_READABLE}.")
    ] = "",
    languages: LanguagesOption = None,
    pair: Annotated[
        str | None, typer.Option("--pair", "-p", metavar="SOURCE:TARGET", help="Exactly two languages, such as en:ru.")
    ] = None,
    grain: Annotated[
        EntryGrain | None, typer.Option("--grain", "-g", help="The size of an entry, where the file has phrases.")
    ] = None,
    client: Annotated[
        TargetProgram | None, typer.Option("--for", help="Write a memory as this program needs it, such as omegat.")
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option("--language", metavar="OLD=NEW", help="Write a language tag as another; may be repeated."),
    ] = None,
) -> None:
    """Convert a file with translations to another format: a memory to a spreadsheet, XLIFF to a memory ...

    Units that are not translated stay where the format has a place for them. What a tool says of a translation (fuzzy,
    approved) stays with it; what the format cannot carry is listed. A memory to a memory is `clausebank tmx convert`,
    which keeps what other formats have no place for.

    Examples:
        clausebank convert memory.tmx -o memory.xlsx
        clausebank convert studio.sdltm -o memory.tmx
        clausebank convert app.de.po -o app.de.xlf
        clausebank convert review.docx --pair en:fr --for omegat -o memory.tmx
    """
    from aligner.exchange.contents import ReadOptions
    from aligner.exchange.conversion import text_of

    path = Path(file)
    reader, chosen = reader_of(path, from_), chosen_format(to, output)
    if reader.name == chosen.name == "tmx":
        raise UsageError("both are TMX", where=file, hint="`clausebank tmx convert` keeps all that a memory has")
    tags = tags_of(pair or languages or "")
    read = text_of(
        # A memory offers what it has as finished, so what is to be confirmed does not go into one.
        reader.read(path, ReadOptions(tags)),
        path.name,
        path.name,
        with_fuzzy=chosen.name != "tmx",
    )
    if pair is None and languages is None and chosen.languages == 2 and len(read.document.languages) > 2:
        raise UsageError(
            f"{chosen.name} has one source and one target, and the file {len(read.document.languages)} languages",
            where="--pair",
            hint=f"choose two of {', '.join(read.document.languages)}",
        )
    direction, document = direction_of(read.document, languages, pair, language)
    selection = Selection(document, direction, chosen.default_grain(grain), has_status=read.has_status)
    # A memory must not have empty segments; a catalogue has them for what is still to be translated.
    selection = replace(selection, with_gaps=chosen.languages == 2)
    write_selection(selection, chosen, output, client)
    announce(chosen, selection, output)
    for remark in read.remarks:
        terminal.note(f"not carried over: {remark}")
