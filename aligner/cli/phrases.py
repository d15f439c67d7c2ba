"""`clausebank phrases`: aligned phrases of a text, proposed by the word linker, accepted by people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import BankOption, LanguagesOption, TextArgument, chosen_languages, own_bank
from aligner.coverage import remainders
from aligner.errors import UsageError
from aligner.text.english import counted

if TYPE_CHECKING:
    from aligner.exchange.formats import Format
    from aligner.exchange.importing import Import
    from aligner.model import Document, Unit

_TABLES = ("xlsx", "ods", "csv", "tsv")


def phrases(
    text: TextArgument,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help=f"A table to review: {', '.join(_TABLES)}.")
    ] = "-",
    accept: Annotated[
        Path | None,
        typer.Option("--accept", metavar="FILE", help="Write what is left in a reviewed table to the text."),
    ] = None,
    languages: LanguagesOption = None,
    bank: BankOption = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="With --accept: show what would be done and write nothing.")
    ] = False,
) -> None:
    """Propose aligned phrases of a text as a table, and write those that a person left in it to the text.

    They are proposed for units that have none, in all languages chosen. Delete the rows that are wrong, correct the
    others, add your own; then --accept writes them to the units. Words that are not in their unit are listed, and not
    written.

    Examples:
        clausebank phrases treaty --bank texts -o phrases.xlsx
        clausebank phrases treaty --bank texts --accept phrases.xlsx
    """
    if accept:
        _accept(text, accept, bank, dry_run=dry_run)
        return
    document = Bank(bank).load(text)
    tags = chosen_languages(languages, document.languages)
    if len(tags) < 2:
        raise UsageError("two languages or more have links", where="--languages", hint="such as en,ru")
    count = _write(document, tags, _format(output), output)
    where = "standard output" if output == "-" else output
    terminal.note(f"{where}: {counted(count, 'phrase')} proposed; --accept writes them")


def _format(output: str) -> Format:
    from aligner.exchange.formats import format_named, format_of

    chosen = format_named("tsv") if output == "-" else format_of(output)
    if chosen is None or chosen.name not in _TABLES:
        raise UsageError("proposals are a table", where=output, hint=f"name a file of: {', '.join(_TABLES)}")
    return chosen


def _write(document: Document, tags: Sequence[str], chosen: Format, output: str) -> int:
    from aligner.alignment.phrases import propose_phrases
    from aligner.alignment.words import link_words
    from aligner.exchange.entries import EntryGrain, Selection

    open_units = [unit for unit in document.units if not unit.phrases and all(unit.text(tag) for tag in tags)]
    texts = [{tag: unit.text(tag) for tag in tags} for unit in open_units]
    units = []
    for unit, links in zip(open_units, link_words(texts), strict=True):
        units.append(replace(unit, phrases=propose_phrases(unit, tags, links=links)))
    chosen.write(Selection(replace(document, units=tuple(units)), tuple(tags), EntryGrain.PHRASE), output)
    return sum(len(unit.phrases) for unit in units)


def _accept(text: str, table: Path, bank: Path | None, *, dry_run: bool) -> None:
    home = own_bank(bank)
    with home.holding(home.load(text).name) as held:
        result = _accepted(held.document or home.load(text), table)
        if not dry_run:
            held.save(result.document)
    for change in result.changes:
        print(f"{terminal.safe(change.unit)}  {terminal.coloured(change.what, 'bold')}  {terminal.safe(change.after)}")
    for remark in result.remarks:
        terminal.note(f"  - {remark}")
    terminal.note(f"{text}: {counted(len(result.changes), 'change')}{' (nothing written)' if dry_run else ''}")


def _accepted(document: Document, table: Path) -> Import:
    from aligner.exchange.formats import reader_of
    from aligner.exchange.update import updated

    result = updated(document, reader_of(table, "").read(table), table.name)
    units = tuple(map(_with_unmatched, document.units, result.document.units))
    return replace(result, document=replace(result.document, units=units))


def _with_unmatched(before: Unit, unit: Unit) -> Unit:
    """A unit whose phrases changed, with the words that they leave over listed."""
    if unit.phrases == before.phrases:
        return unit
    left = {tag: remainders(unit, tag) for tag in unit.segments}
    return replace(unit, unmatched={tag: words for tag, words in left.items() if words})
