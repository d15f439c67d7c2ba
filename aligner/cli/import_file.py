"""`clausebank import`: a file of another tool into a text of the bank."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.bank import Bank, name_of
from aligner.cli import terminal
from aligner.cli.options import BankOption, JsonOption, own_bank
from aligner.errors import NotFoundError, UsageError
from aligner.exchange.formats import FORMATS, reader_of

if TYPE_CHECKING:
    from aligner.exchange.importing import Import
    from aligner.model import Document

_READABLE = ", ".join(it.name for it in FORMATS.values() if it.readable)


def import_file(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file; - is standard input (needs --from).")],
    name: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="Name of the text; else that of the file.")
    ] = None,
    format_name: Annotated[
        str, typer.Option("--from", metavar="FORMAT", help=f"Where the file name does not say it: {_READABLE}.")
    ] = "",
    bank: BankOption = None,
    *,
    update: Annotated[bool, typer.Option("--update", help="Change a text that is there.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Show what would be done and write nothing.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Import a file as a new text, or into the text it was made from.

    What a file does not call verified comes in as unverified. With --update the wording, labels, roles and notes of
    the file replace those of the text; phrases, provenance and all else that the format cannot carry stay, an empty
    cell or a missing row deletes nothing, and a wording that was changed becomes unverified. What could not be carried
    over is listed.

    Examples:
        clausebank import memory.tmx --as treaty --bank texts
        clausebank export a-66-359 -o review.xlsx
        clausebank import review.xlsx --as a-66-359 --update --dry-run
        clausebank import review.xlsx --as a-66-359 --update --bank texts
    """
    with _local(file, format_name) as path:
        chosen = name_of(name or Path(file).stem)
        if not chosen:
            raise UsageError("the text needs a name", where="--as", hint="letters and digits, such as a-66-359")
        shown = "standard input" if file == "-" else path.name
        if dry_run:
            texts = Bank(bank)
            there = texts.load(chosen) if chosen in texts.names() or update else None
            result = _imported(there, path, shown, chosen, format_name, update)
        else:
            with own_bank(bank).holding(chosen) as held:
                result = _imported(held.document, path, shown, chosen, format_name, update)
                held.save(result.document)
    _say(result, as_json=as_json, dry_run=dry_run, update=update)


@contextmanager
def _local(file: str, format_name: str) -> Iterator[Path]:
    """The file; standard input is kept in a temporary one, since some formats are not read from front to end."""
    if file != "-":
        yield Path(file)
        return
    if not format_name:
        raise UsageError("standard input has no name to tell its format", where="--from", hint="give --from FORMAT")
    with tempfile.NamedTemporaryFile() as copy:
        shutil.copyfileobj(sys.stdin.buffer, copy)
        copy.flush()
        yield Path(copy.name)


def _imported(there: Document | None, path: Path, shown: str, name: str, format_name: str, update: bool) -> Import:
    from aligner.exchange.importing import new_document
    from aligner.exchange.update import updated

    reader = reader_of(path, format_name)
    if there and not update:
        raise UsageError(f"there is a text '{name}' already", hint="change it with --update, or give --as NAME")
    if update and not there:
        raise NotFoundError(f"no text '{name}' in the bank", hint="leave out --update to make a new one")
    contents = reader.read(path)
    source = f"{shown} ({contents.form or reader.title})"
    return updated(there, contents, source) if there else new_document(contents, name, source)


def _say(result: Import, *, as_json: bool, dry_run: bool, update: bool) -> None:
    document = result.document
    if as_json:
        terminal.print_json(
            {
                "text": document.name,
                "written": not dry_run,
                "units": len(document.units),
                "languages": {tag: str(version.status) for tag, version in document.languages.items()},
                "changes": [asdict(change) for change in result.changes],
                "not_carried": list(result.remarks),
            }
        )
        return
    for change in result.changes:
        print(f"{terminal.safe(change.unit)}  {terminal.coloured(change.what, 'bold')}")
        if change.before:
            print(terminal.coloured(f"  - {change.before}", "red"))
        print(terminal.coloured(f"  + {change.after}", "green"))
    if result.remarks:
        terminal.note("Not taken over, or to be looked at:")
    for remark in result.remarks:
        terminal.note(f"  - {remark}")
    for tag, version in document.languages.items():
        if version.status != "verified":
            terminal.note(f"{tag} is {version.status}: not compared with the official text")
    done = (
        f"{len(result.changes)} changes"
        if update
        else f"{len(document.units)} units in {', '.join(document.languages)}"
    )
    terminal.note(f"{document.name}: {done}{' (nothing written)' if dry_run else ''}")
