"""`clausebank page`: a text as one file to read in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.compare import shared_languages
from aligner.cli.options import BankOption, LanguagesOption, TextArgument, chosen_languages
from aligner.model import Document
from aligner.wording.passages import text_or_file
from tmx import atomic

if TYPE_CHECKING:
    from aligner.reader import ReaderPage


def page(
    text: TextArgument,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")
    ] = "-",
    languages: LanguagesOption = None,
    compare: Annotated[
        str | None, typer.Option("--compare", metavar="OTHER", help="Show what became of TEXT in this newer version.")
    ] = None,
    bank: BankOption = None,
) -> None:
    """Write a text as one page to read: its languages side by side, with search, notes and findings.

    The file needs no network and no other file. Phrases light up with their counterparts in the other columns;
    wording that is not verified is marked as such on screen and on every printed sheet.

    Examples:
        clausebank page a-66-359 -o code.html
        clausebank page a-66-359 --languages en,zh -o code.html
        clausebank page a-66-359 --compare a-69-723 -o revision.html
        clausebank page memory.tmx -o memory.html
    """
    from aligner.reader import render

    document = text_or_file(text, Bank(bank))
    shown = (
        _compared(document, text_or_file(compare, Bank(bank)), languages)
        if compare
        else _checked(document, chosen_languages(languages, document.languages))
    )
    html = render(shown)
    with atomic.text(output) as out:
        out.write(html)
    where = "standard output" if output == "-" else output
    terminal.note(f"{where}: {len(shown.rows)} clauses in {', '.join(column.tag for column in shown.columns)}")
    for column in shown.untrusted:
        terminal.note(f"{column.tag} is {column.badge}: not compared with the official text")


def _checked(document: Document, tags: Sequence[str]) -> ReaderPage:
    from aligner.checks import all_rules, from_document, run
    from aligner.reader import page_of
    from aligner.reader.links import word_links

    links = word_links(document, tags, lambda count: terminal.progress(count, "linking words: units"))
    return page_of(document, tags, run(from_document(document), all_rules()), links)


def _compared(old: Document, new: Document, languages: str | None) -> ReaderPage:
    from aligner.reader import comparison

    return comparison(old, new, shared_languages(old, new, languages))
