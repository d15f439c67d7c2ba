"""`clausebank page`: a text as one file to read in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import BankOption, LanguagesOption, TextArgument, chosen_languages
from tmx import atomic


def page(
    text: TextArgument,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")
    ] = "-",
    languages: LanguagesOption = None,
    bank: BankOption = None,
) -> None:
    """Write a text as one page to read: its languages side by side, with search, notes and findings.

    The file needs no network and no other file. Phrases light up with their counterparts in the other columns;
    wording that is not verified is marked as such on screen and on every printed sheet.

    Examples:
        clausebank page a-66-359 -o code.html
        clausebank page a-66-359 --languages en,zh -o code.html
    """
    from aligner.checks import all_rules, from_document, run
    from aligner.reader import page_of, render

    document = Bank(bank).load(text)
    tags = chosen_languages(languages, document.languages)
    shown = page_of(document, tags, run(from_document(document), all_rules()))
    html = render(shown)
    with atomic.text(output) as out:
        out.write(html)
    where = "standard output" if output == "-" else output
    terminal.note(f"{where}: {len(shown.rows)} clauses in {', '.join(tags)}")
    for column in shown.untrusted:
        terminal.note(f"{column.tag} is {column.badge}: not compared with the official text")
