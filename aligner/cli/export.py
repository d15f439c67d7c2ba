"""`clausebank export`: a text in a format that other tools read."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import BankOption, LanguagesOption, TargetProgram, TextArgument, chosen_languages, tags_of
from aligner.errors import UsageError
from aligner.exchange.contents import contents_of
from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.features import Feature
from aligner.exchange.formats import FORMATS, Format, format_named, format_of
from aligner.exchange.matching import asked_renaming
from aligner.exchange.tmx import write as write_memory
from aligner.model import Document
from aligner.text.english import counted


class Recipient(StrEnum):
    """Who an export is for: a program that loads a memory, or a person who reviews the alignment."""

    GENERIC = TargetProgram.GENERIC.value
    EXACT = TargetProgram.EXACT.value
    OMEGAT = TargetProgram.OMEGAT.value
    TRADOS = TargetProgram.TRADOS.value
    MEMOQ = TargetProgram.MEMOQ.value
    WEBLATE = TargetProgram.WEBLATE.value
    POEDIT = TargetProgram.POEDIT.value
    REVIEW = "review"


_WRITABLE = tuple(it.name for it in FORMATS.values() if it.writable)


def export(
    text: TextArgument,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="FORMAT", help=f"One of: {', '.join(_WRITABLE)}; else what FILE's extension says."
        ),
    ] = None,
    languages: LanguagesOption = None,
    pair: Annotated[
        str | None, typer.Option("--pair", "-p", metavar="SOURCE:TARGET", help="Exactly two languages, such as en:ru.")
    ] = None,
    grain: Annotated[
        EntryGrain | None,
        typer.Option("--grain", "-g", help="The size of an entry; clause, where a format has entries."),
    ] = None,
    client: Annotated[
        Recipient | None,
        typer.Option(
            "--for", help="Write a memory as this program needs it; review: an xlsx to correct the alignment."
        ),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option("--language", metavar="OLD=NEW", help="Write a language tag as another; may be repeated."),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")
    ] = "-",
    bank: BankOption = None,
) -> None:
    """Export a text to a file that other tools read.

    The formats vertical, cwb, xces and blacklab are folders for corpus tools: -o gives the name of the folder. The first language is the source of the file: a text of the bank has no direction of its own. Wording that is not
    verified is marked so in the file (TMX: property x-status; PO: flag fuzzy). What the text has and the format cannot
    carry is listed on standard error; `clausebank formats` says it of every format.

    Examples:
        clausebank export a-66-359 --to tmx --grain both -o code.tmx
        clausebank export a-66-359 --pair en:ru -o code.en-ru.xlf
        clausebank export a-66-359 --pair en:zh -o code.zh.po
        clausebank export a-66-359 --pair en:zh --language zh=zh-CN --for trados -o code.tmx
        clausebank export a-66-359 -o code.xlsx
        clausebank export a-66-359 --for review -o review.xlsx
        clausebank export a-66-359 --to omegat --pair en:zh -o glossary.txt
        clausebank export a-66-359 --to vertical -o corpus
    """
    document = Bank(bank).load(text)
    chosen = chosen_format(to, output)
    if client is Recipient.REVIEW:
        if languages or pair or language or grain:
            raise UsageError("a review has all languages of the text, clause by clause", where="--for review")
        _write_review(document, chosen, output)
        return
    direction, document = direction_of(document, languages, pair, language)
    selection = Selection(document, direction, chosen.default_grain(grain))
    write_selection(selection, chosen, output, TargetProgram(client.value) if client else None)
    announce(chosen, selection, output)


def write_selection(selection: Selection, chosen: Format, output: str, client: TargetProgram | None) -> None:
    """Write a selection in a format, as a program needs it.

    Raises:
        UsageError: a program is named for a format that is the same for all of them.
        ClausebankError: as for :meth:`Format.write`.
    """
    if client and chosen.name != "tmx":
        raise UsageError(f"a file of format {chosen.name} is the same for every program", where="--for")
    if client:
        write_memory(selection, output, client.value)
    else:
        chosen.write(selection, output)


def _write_review(document: Document, chosen: Format, output: str) -> None:
    from aligner.alignment.document import with_probabilities

    if chosen.name != "xlsx":
        raise UsageError("a review is a spreadsheet", where="--for review", hint="write it to a file such as x.xlsx")
    selection = Selection(with_probabilities(document), tuple(document.languages))
    chosen.module_of().write_review(selection, output)
    where = "standard output" if output == "-" else output
    terminal.note(
        f"{where}: {counted(len(document.units), 'unit')} in {', '.join(document.languages)}, to be regrouped"
    )
    terminal.note(f"next: clausebank import {where} --as {document.name} --update --dry-run")


def chosen_format(to: str | None, output: str) -> Format:
    """The format that an option or the name of the output says.

    Raises:
        UsageError: neither does, or it is only read.
    """
    chosen = format_named(to) if to is not None else format_of(output)
    if chosen is None:
        raise UsageError(
            "the format is not given, nor does a file name say it", where="--to", hint=f"known: {', '.join(_WRITABLE)}"
        )
    chosen.require_writable(output)
    return chosen


def direction_of(
    document: Document, languages: str | None, pair: str | None, renaming: list[str] | None
) -> tuple[tuple[str, ...], Document]:
    """The languages of a file, the source first, and the text in the tags that options give them.

    Raises:
        UsageError: the options exclude each other, or name a language that the text does not have.
    """
    tags, direction = asked_renaming(renaming or ()), _chosen_direction(document, languages, pair)
    if unknown := [tag for tag in tags if tag not in document.languages]:
        raise UsageError(f"the text has no language '{unknown[0]}'", where="--language", hint=", ".join(direction))
    renamed = document.in_languages(tags) if tags else document
    return tuple(tags.get(tag, tag) for tag in direction), renamed


def _chosen_direction(document: Document, languages: str | None, pair: str | None) -> tuple[str, ...]:
    if pair is None:
        return chosen_languages(languages, document.languages)
    if languages is not None:
        raise UsageError("--pair and --languages exclude each other", hint="give one of them")
    tags = chosen_languages(",".join(tags_of(pair)), document.languages)
    if len(tags) != 2:
        raise UsageError(f"'{pair}' is not a pair of two languages", where="--pair", hint="write it as en:ru")
    return tags


def announce(chosen: Format, selection: Selection, output: str) -> None:
    """Say on standard error what was written, what was left out, and what the format cannot carry."""
    source, *targets = selection.languages
    where = "standard output" if output == "-" else output
    languages = f"{source} to {', '.join(targets)}" if targets else source
    terminal.note(f"{where}: {_amount(chosen, selection)}, {languages}")
    left_out = selection.incomplete() if Feature.GAPS not in chosen.keeps and Feature.TEXT in chosen.keeps else ()
    if left_out:
        shown = ", ".join(entry.id for entry in left_out[:5]) + (" ..." if len(left_out) > 5 else "")
        terminal.note(f"left out, because a language is missing: {len(left_out)} ({shown})")
    unsaid = {Feature.GAPS} if selection.has_status else {Feature.GAPS, Feature.PROVENANCE}
    losses = [loss for loss in chosen.losses(selection) if loss.feature not in unsaid]
    if losses:
        terminal.note(f"not in a file of format {chosen.name}: {'; '.join(map(str, losses))}")
        if Feature.PHRASES in chosen.keeps and any(loss.feature == Feature.PHRASES for loss in losses):
            terminal.note("--grain both writes the phrases as entries of their own")
    for tag, version in selection.unverified().items():
        terminal.note(f"{tag} is {version.status}: not compared with the official text")


def _amount(chosen: Format, selection: Selection) -> str:
    if Feature.TEXT not in chosen.keeps:
        return counted(len(contents_of(selection).concepts), "concept")
    entries = list(selection.all_entries() if Feature.GAPS in chosen.keeps else selection.entries())
    phrases = sum(entry.is_phrase for entry in entries)
    counts = {"clause": len(entries) - phrases, "phrase": phrases if Feature.PHRASES in chosen.keeps else 0}
    return " and ".join(counted(number, name) for name, number in counts.items() if number) or "nothing"
