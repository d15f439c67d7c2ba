"""`clausebank import`: a file of another tool into a text of the bank."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.bank import Bank, name_of
from aligner.cli import terminal
from aligner.cli.options import BankOption, JsonOption, own_bank
from aligner.errors import NotFoundError, UsageError
from aligner.exchange.formats import FORMATS, reader_of
from aligner.text.english import counted

if TYPE_CHECKING:
    from aligner.exchange.contents import Contents
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
    language: Annotated[
        list[str] | None,
        typer.Option("--language", metavar="OLD=NEW", help="A tag of the file and that of the text; may be repeated."),
    ] = None,
    reviewer: Annotated[
        str,
        typer.Option(
            "--accept-review", metavar="NAME", help="Record what the file calls approved as reviewed by this person."
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Show what would be done and write nothing.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Import a file as a new text, or into the text it was made from.

    What a file does not call verified comes in as unverified. With --update the wording, labels, roles and notes of
    the file replace those of the text; phrases, provenance and all else that the format cannot carry stay, an empty
    cell or a missing row deletes nothing, and a wording that was changed becomes unverified. A row is matched by its
    id, else by the property x-unit, else by its words; a translation that is not finished is not taken over. What
    could not be carried over, and every comment of a reviewer, is listed.

    A table of `export --for review` regroups: cells that were moved, rows that were joined, split, deleted or sorted are
    read by their words, and become units. One that loses words of the text, or has them twice, is refused.

    Examples:
        clausebank import memory.tmx --as treaty --bank texts
        clausebank export a-66-359 --for review -o review.xlsx
        clausebank import review.xlsx --as a-66-359 --update --dry-run
        clausebank import review.xlsx --as a-66-359 --update --bank texts
        clausebank import code.zh-CN.xlf --as a-66-359 --update --language zh-CN=zh --accept-review "Li Wei"
    """
    from aligner.exchange.importing import new_document
    from aligner.exchange.matching import asked_renaming
    from aligner.exchange.review import is_review
    from aligner.exchange.update import updated
    from aligner.reader.workbench.sheet import regrouped

    with _local(file, format_name) as path:
        chosen = name_of(name or Path(file).stem)
        if not chosen:
            raise UsageError("the text needs a name", where="--as", hint="letters and digits, such as a-66-359")
        shown = "standard input" if file == "-" else path.name
        signature = f"{reviewer}, {dt.datetime.now(dt.UTC).date()}" if reviewer else ""
        tags = asked_renaming(language or ())

        def imported(there: Document | None) -> Import:
            folder = Bank(bank).root / chosen
            if not there and folder.exists() and any(folder.iterdir()):
                raise UsageError("exists and is not a text", where=str(folder), hint="give another name with --as")
            contents, source = _read(there, path, shown, chosen, format_name, update=update)
            if there and is_review(contents.units):
                if tags or reviewer:
                    raise UsageError("a review regroups; it changes no wording", where="--language, --accept-review")
                return regrouped(there, tuple(contents.units), source)
            if there:
                return updated(there, contents, source, tags=tags, reviewer=signature)
            return new_document(contents, chosen, source, tags=tags)

        if dry_run:
            texts = Bank(bank)
            result = imported(texts.load(chosen) if chosen in texts.names() or update else None)
        else:
            with own_bank(bank).holding(chosen) as held:
                result = imported(held.document)
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


def _read(
    there: Document | None, path: Path, shown: str, name: str, format_name: str, *, update: bool
) -> tuple[Contents, str]:
    """The contents of a file that may become the text of that name, and the file in words."""
    reader = reader_of(path, format_name)
    if there and not update:
        raise UsageError(f"there is a text '{name}' already", hint="change it with --update, or give --as NAME")
    if update and not there:
        raise NotFoundError(f"no text '{name}' in the bank", hint="leave out --update to make a new one")
    contents = reader.read(path)
    contents = replace(contents, units=tuple(contents.units))
    return contents, f"{shown} ({contents.form or reader.title})"


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
        terminal.note("Not taken over, or worth a look:")
    for remark in result.remarks:
        terminal.note(f"  - {remark}")
    for tag, version in document.languages.items():
        if version.status != "verified":
            terminal.note(f"{tag} is {version.status}: not compared with the official text")
    done = (
        counted(len(result.changes), "change")
        if update
        else f"{counted(len(document.units), 'unit')} in {', '.join(document.languages)}"
    )
    terminal.note(f"{document.name}: {done}{' (nothing written)' if dry_run else ''}")
