"""`clausebank verify`: the stored wording of a language against an official file, given or fetched."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.fetch import FetchedFormat, FormatOption, ServerOption, WaitOption
from aligner.cli.options import BankOption, JsonOption, TextArgument, own_bank
from aligner.cli.verify_report import comparison_entry, print_adoption, print_comparison
from aligner.errors import NotFoundError, UsageError
from aligner.model import Document, Status

if TYPE_CHECKING:
    from aligner.sources import Source
    from aligner.verification import Adoption, Comparison

_DIFFERENT = ("missing", "extra")


def verify(
    text: TextArgument,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="The official file: PDF, docx, doc, HTML or text.")
    ] = None,
    language: Annotated[
        str,
        typer.Option("--language", "-l", metavar="TAG", help="The language of the file; with --fetch, only this one."),
    ] = "",
    bank: BankOption = None,
    *,
    fetch: Annotated[
        bool,
        typer.Option(
            "--fetch", help="Get the official files of every language that is not verified, and compare them."
        ),
    ] = False,
    update: Annotated[
        bool,
        typer.Option("--update", help="Adopt the official wording and mark it verified, after showing what differs."),
    ] = False,
    file_format: FormatOption = FetchedFormat.PDF,
    server: ServerOption = "https://documents.un.org",
    wait: WaitOption = 1.0,
    as_json: JsonOption = False,
) -> None:
    """Compare the stored wording of a language with the official file, unit by unit, character by character.

    The units are looked for in the whole file: a letter before them, running heads, footnotes do not matter.
    Differences of quotation marks, spaces, full width and kinds of hyphen are typographic, and named; all others are
    wording: [-stored-]{+official+}. Where the file and a published quotation disagree, that is said.

    With --fetch the files come from the Official Document System of the United Nations; one that is not there as PDF
    is asked for as Word. What is adopted is kept in the text's folder, with its address, date and checksum.

    Ends with 0 when nothing but typography differs, or after --update; with 1 when wording differs, or a file is not
    there; with 2 when no file can be read, or one does not hold the text.

    Examples:
        clausebank verify a-66-359 --language zh A-66-359-zh.pdf
        clausebank verify a-66-359 --language zh A-66-359-zh.pdf --update --bank texts
        clausebank verify a-66-359 --fetch
        clausebank verify a-66-359 --fetch --update --bank texts
    """
    home = own_bank(bank) if update else Bank(bank)
    document = home.load(text)
    if not fetch:
        if file is None or not language:
            raise UsageError(
                "needs the official FILE and its --language", hint="or --fetch, to get what is not verified"
            )
        from aligner.sources import read

        is_same, entry = _verified(home, document, language, read(file), update=update, as_json=as_json)
        if as_json:
            terminal.print_json(entry)
        if not is_same:
            raise typer.Exit(1)
        return
    if file is not None:
        raise UsageError("--fetch gets the file itself", hint="leave FILE out")
    tags = _unverified(document, language)
    entries = []
    agree = []
    with tempfile.TemporaryDirectory() as folder:
        for tag, source in _fetched(document, tags, Path(folder), file_format, server, wait):
            is_same, entry = _verified(home, document, tag, source, update=update, as_json=as_json)
            agree.append(is_same)
            entries.append(entry)
    if as_json:
        terminal.print_json(entries)
    if not agree:
        raise typer.Exit(2)
    if len(agree) < len(tags) or not all(agree):
        raise typer.Exit(1)


def _verified(
    home: Bank, document: Document, language: str, source: Source, *, update: bool, as_json: bool
) -> tuple[bool, dict[str, object]]:
    """Compare a language with a file and, where that is wanted, adopt the file.

    Returns:
        Whether the text now agrees with the file, and the comparison as plain data.
    """
    from aligner.verification import compare
    from aligner.verification.record import adopt_into

    adoption: Adoption | None = None
    with home.holding(document.name) if update else contextlib.nullcontext() as held:
        comparison: Comparison = compare((held and held.document) or document, language, source)
        if not as_json:
            print_comparison(comparison)
        if held:
            adoption = adopt_into(held, comparison)
    if adoption and not as_json:
        print_adoption(comparison, adoption)
    is_whole = adoption is not None and not any(unit.standing in _DIFFERENT for unit in comparison.units)
    return comparison.is_clean or is_whole, comparison_entry(comparison, adoption)


def _unverified(document: Document, language: str) -> list[str]:
    """The languages to fetch: the one that is asked for, or all that have a wording which is not verified."""
    if language:
        if language not in document.languages:
            raise NotFoundError(
                f"no language '{language}'", where=document.name, hint=f"it has: {', '.join(document.languages)}"
            )
        return [language]
    tags = [tag for tag, version in document.languages.items() if version.status != Status.VERIFIED]
    if not tags:
        raise UsageError("every language is verified already", where=document.name, hint="name one with --language")
    return tags


def _fetched(
    document: Document, tags: Sequence[str], folder: Path, file_format: FetchedFormat, server: str, wait: float
) -> Iterator[tuple[str, Source]]:
    """The official files, one language after the other; what is not there in one format is asked for in the other."""
    from aligner.sources import read
    from aligner.sources.undocs import DocumentSystem, Fetched, FileFormat
    from aligner.sources.web import WebClient

    system = DocumentSystem(WebClient(wait=wait, say=terminal.note), server)
    formats = sorted(FileFormat, key=lambda kind: kind.value != file_format.value)
    for tag in tags:
        reasons = []
        for kind in formats:
            (result,) = system.fetch(document.symbol, [tag], folder, kind)
            if isinstance(result, Fetched):
                terminal.note(f"{tag}: {result.provenance.address}, sha256 {result.provenance.sha256}")
                yield tag, read(folder / result.provenance.file)
                break
            reasons.append(result.reason)
        else:
            terminal.note(f"{tag}: {'; '.join(reasons)}")
