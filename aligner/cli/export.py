"""`clausebank export`: a text as a translation memory or a catalogue."""

from __future__ import annotations

from typing import Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import BankOption, LanguagesOption, TextArgument, chosen_languages
from aligner.errors import UsageError
from aligner.exchange.entries import Grain, Selection
from aligner.exchange.formats import FORMATS, format_named
from aligner.model import Document


def export(
    text: TextArgument,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}.")],
    languages: LanguagesOption = None,
    pair: Annotated[
        str | None, typer.Option("--pair", "-p", metavar="SOURCE:TARGET", help="Exactly two languages, such as en:ru.")
    ] = None,
    grain: Annotated[Grain, typer.Option("--grain", "-g", help="The size of an entry.")] = Grain.CLAUSE,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")
    ] = "-",
    bank: BankOption = None,
) -> None:
    """Export a text to a file that other tools read.

    The first language is the source of the file: a text of the bank has no direction of its own. Wording that is not
    verified is marked so in the file (TMX: property x-status; PO: flag fuzzy).

    Examples:
        clausebank export a-66-359 --to tmx --grain both -o code.tmx
        clausebank export a-66-359 --to tmx --pair en:ru -o code.en-ru.tmx
        clausebank export a-66-359 --to po --pair en:zh -o code.zh.po
    """
    document = Bank(bank).load(text)
    selection = Selection(document, _direction(document, languages, pair), grain)
    format_named(to).write(selection, output)
    _say(selection, output)


def _direction(document: Document, languages: str | None, pair: str | None) -> tuple[str, ...]:
    if pair is None:
        return chosen_languages(languages, document.languages)
    if languages is not None:
        raise UsageError("--pair and --languages exclude each other", hint="give one of them")
    tags = chosen_languages(pair.replace(":", ","), document.languages)
    if len(tags) != 2:
        raise UsageError(f"'{pair}' is not a pair of two languages", where="--pair", hint="write it as en:ru")
    return tags


def _say(selection: Selection, output: str) -> None:
    source, *targets = selection.languages
    entries = list(selection.entries())
    phrases = sum(entry.is_phrase for entry in entries)
    counts = [
        f"{number} {name}" for number, name in ((len(entries) - phrases, "clauses"), (phrases, "phrases")) if number
    ]
    where = "standard output" if output == "-" else output
    terminal.note(f"{where}: {' and '.join(counts) or 'nothing'}, {source} to {', '.join(targets) or 'nothing'}")
    if left_out := selection.incomplete():
        shown = ", ".join(entry.id for entry in left_out[:5]) + (" ..." if len(left_out) > 5 else "")
        terminal.note(f"left out, because a language is missing: {len(left_out)} ({shown})")
    for tag, version in selection.unverified().items():
        terminal.note(f"{tag} is {version.status}: not compared with the official text")
