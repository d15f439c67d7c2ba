"""`clausebank analyse`: how much of a document was translated before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.lists import InOption, OutputOption, texts_of, write_text
from aligner.cli.options import BankOption, JsonOption
from aligner.wording.tables import ListFormat

if TYPE_CHECKING:
    from aligner.wording.analysis import FileAnalysis

_HEAD = ("file", "band", "segments", "words", "characters")
_FORMATS = (ListFormat.TEXT, ListFormat.JSON, ListFormat.CSV, ListFormat.TSV, ListFormat.XLSX)
_ALL = "all files"


def analyse(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="DOCUMENT...",
            help="What `align` and `check` read: text, PDF, docx, XLIFF, PO ..., a text of the bank.",
        ),
    ],
    language: Annotated[str, typer.Option("--language", "-l", metavar="TAG", help="The language of the documents.")],
    texts: InOption = None,
    to: Annotated[ListFormat | None, typer.Option("--format", "-f", help="The format of the table.")] = None,
    output: OutputOption = "-",
    bank: BankOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Say how much of documents is new, by the bands that translators are paid by.

    Documents are cut into sentences; files of translation tools are taken by their segments. A segment that came
    before, in this file or another, is a repetition; any other goes into the band of its best match, as `clausebank
    lookup` counts it. In context are matches of 100 % whose neighbour is the same in the document and in the memory.
    Words are those of the language; characters are counted without spaces.

    Exit status: 0 done, 2 usage or unreadable input.

    Examples:
        clausebank analyse contract.docx --language en --in memory.tmx
        clausebank analyse *.html -l en --in memory.tmx --in a-66-359 -o analysis.xlsx
    """
    from aligner.wording.analysis import analyse as sorted_into_bands
    from aligner.wording.tables import Table, format_for, json_text, write, write_lines

    form = format_for(output, ListFormat.JSON if as_json else to, _FORMATS)
    searched = texts_of(texts, bank)
    searched.require([language], "--language")
    analyses = list(sorted_into_bands(((file, _segments(file, language, bank)) for file in files), searched, language))
    rows = [row for analysis in analyses for row in _rows(analysis)]
    if len(analyses) > 1:
        rows += _sums(analyses)
    table = Table(_HEAD, rows)
    if form is ListFormat.JSON:
        write_lines([json_text(table.records)], output)
    elif form is ListFormat.TEXT:
        write_text([terminal.table([list(map(str, row)) for row in rows], _HEAD)], output)
    else:
        write(table, form, output)


def _segments(file: str, language: str, bank: Path | None) -> list[str]:
    from aligner.wording.documents import segments_of

    return [segment.text for segment in segments_of(file, language, Bank(bank))]


def _rows(analysis: FileAnalysis) -> list[tuple[str, str, int, int, int]]:
    return [
        (analysis.file, band, volume.segments, volume.words, volume.characters)
        for band, volume in analysis.bands.items()
    ]


def _sums(analyses: list[FileAnalysis]) -> list[tuple[str, str, int, int, int]]:
    sums = []
    for band in analyses[0].bands:
        volumes = [analysis.bands[band] for analysis in analyses]
        segments = sum(volume.segments for volume in volumes)
        words = sum(volume.words for volume in volumes)
        sums.append((_ALL, band, segments, words, sum(volume.characters for volume in volumes)))
    return sums
