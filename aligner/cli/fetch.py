"""`clausebank fetch`: official files from the Official Document System of the United Nations."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from aligner.cli import terminal
from aligner.cli.options import JsonOption


class FetchedFormat(StrEnum):
    """The formats that can be asked for."""

    PDF = "pdf"
    DOCX = "docx"


FormatOption = Annotated[
    FetchedFormat, typer.Option("--format", "-f", help="docx: Word, which for old documents is .doc.")
]
ServerOption = Annotated[
    str,
    typer.Option(
        "--server", metavar="URL", envvar="CLAUSEBANK_UN_SERVER", help="Another server that answers in the same way."
    ),
]
WaitOption = Annotated[float, typer.Option("--wait", metavar="SECONDS", min=0, help="Pause between two requests.")]


def fetch(
    symbol: Annotated[str, typer.Argument(metavar="SYMBOL", help="Document symbol, such as A/66/359 or A/RES/64/211.")],
    languages: Annotated[
        str, typer.Option("--languages", "-l", metavar="TAGS", help="Languages out of ar,zh,en,fr,ru,es.")
    ] = "en,zh,ru",
    file_format: FormatOption = FetchedFormat.PDF,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the files.")] = Path(),
    server: ServerOption = "https://documents.un.org",
    wait: WaitOption = 1.0,
    *,
    as_json: JsonOption = False,
) -> None:
    """Fetch a document of the United Nations in some of its languages.

    The files get plain names (A-66-359-zh.pdf); provenance.json beside them records symbol, language, address, time,
    sha256 and the job number that the file shows. Repeated, it fetches only what is not there yet.

    Ends with 0 when every language is there, with 1 when some are not, with 2 when none is.

    Examples:
        clausebank fetch A/66/359 --languages en,zh,ru -o official
        clausebank fetch A/69/723 --languages fr --format docx -o official
    """
    from aligner.sources.undocs import DocumentSystem, Fetched, FileFormat
    from aligner.sources.web import WebClient

    tags = list(dict.fromkeys(tag.strip() for tag in languages.split(",") if tag.strip()))
    system = DocumentSystem(WebClient(wait=wait, say=terminal.note), server)
    results = []
    for result in system.fetch(symbol, tags, output, FileFormat(file_format)):
        results.append(result)
        if isinstance(result, Fetched):
            record = result.provenance
            line = (
                f"{output / record.file}: {'fetched' if result.is_new else 'already here'}, sha256 {record.sha256[:12]}"
            )
            line += f", job number {record.job_number}" if record.job_number else ""
            if not as_json:
                print(line)
        else:
            terminal.note(f"{result.language}: {result.reason}")
    fetched = [record for record in results if isinstance(record, Fetched)]
    if as_json:
        terminal.print_json(
            [
                {
                    "language": record.provenance.language if isinstance(record, Fetched) else record.language,
                    "file": str(output / record.provenance.file) if isinstance(record, Fetched) else None,
                    "new": record.is_new if isinstance(record, Fetched) else None,
                    "sha256": record.provenance.sha256 if isinstance(record, Fetched) else None,
                    "address": record.provenance.address if isinstance(record, Fetched) else None,
                    "job_number": record.provenance.job_number or None if isinstance(record, Fetched) else None,
                    "problem": None if isinstance(record, Fetched) else record.reason,
                }
                for record in results
            ]
        )
    if len(fetched) < len(results):
        raise typer.Exit(1 if fetched else 2)
