"""`clausebank pretranslate`: a document filled from memories."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aligner.cli import terminal
from aligner.cli.lists import InOption, texts_of
from aligner.cli.options import BankOption, tags_of
from aligner.errors import UsageError
from aligner.text.english import counted


def pretranslate(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A PO, XLIFF 1.2 or 2, docx or TMX file.")],
    texts: InOption = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")
    ] = "-",
    least: Annotated[int, typer.Option("--min", metavar="PERCENT", min=1, max=100, help="The worst match taken.")] = 75,
    pair: Annotated[
        str,
        typer.Option("--pair", "-p", metavar="SOURCE:TARGET", help="Where the file does not say its direction: en:ru."),
    ] = "",
    bank: BankOption = None,
) -> None:
    """Fill what is not translated in a document from memories, marked as matches to be confirmed.

    Nothing is written over a translation, and every other byte of a PO or XLIFF file stays as it is. A match is flagged
    fuzzy (PO, with its source in #|), has the state needs-review-translation with the match beside it (XLIFF 1.2), a
    subState with its percentage (XLIFF 2), is highlighted (docx), or is an unverified variant (TMX). Percentages are
    those of `clausebank lookup`.

    Exit status: 0 something was filled, 1 nothing was, 2 usage or unreadable input.

    Examples:
        clausebank pretranslate app.de.po --in memory.tmx -o app.filled.de.po
        clausebank pretranslate contract.xlf --in memory.tmx --in a-66-359 --min 85 -o contract.filled.xlf
        clausebank pretranslate table.docx --pair en:fr --in memory.tmx -o table.filled.docx
    """
    from aligner.exchange.filling import fill
    from aligner.exchange.formats import reader_of
    from aligner.wording.pretranslation import Pretranslator

    path = Path(file)
    kind = reader_of(path)
    direction = _direction(path, pair)
    searched = texts_of(texts, bank)
    searched.require([direction[0].partition("-")[0]], "--pair")
    pretranslator = Pretranslator(searched, direction, least)
    fill(path, kind, output, direction, pretranslator.propose)
    matched, exact = sum(pretranslator.percents.values()), pretranslator.percents[100]
    have = "has" if matched == 1 else "have"
    terminal.note(
        f"{'standard output' if output == '-' else output}: {matched} of {counted(pretranslator.asked, 'empty translation')} "
        f"{have} a match ({exact} at 100%, {matched - exact} below), to be confirmed"
    )
    raise typer.Exit(0 if matched else 1)


def _direction(path: Path, pair: str) -> tuple[str, str]:
    """Source and target of a document: as the user says, else as the document does.

    Raises:
        UsageError: neither says it.
    """
    from aligner.exchange import formats

    # A file that cannot be read is an error before anything is filled.
    contents = formats.read(path)
    tags = list(tags_of(pair))
    if not tags:
        tags = [contents.source, *contents.languages] if contents.source else list(contents.languages)
    tags = list(dict.fromkeys(tags))
    if len(tags) != 2:
        has = f"it has {', '.join(tags)}; " if tags and not pair else ""
        raise UsageError("the direction is not known", where=str(path), hint=f"{has}say it: --pair en:ru")
    return tags[0], tags[1]
