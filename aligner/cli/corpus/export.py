"""`clausebank corpus export`: a corpus as a translation memory or as parallel lines."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from aligner.cli import terminal
from aligner.cli.corpus.options import CorpusArgument, LeastOption, pair_of
from aligner.errors import UsageError


class CorpusFormat(StrEnum):
    """The formats of a corpus."""

    TMX = "tmx"
    MOSES = "moses"


def export(
    corpus: CorpusArgument,
    to: Annotated[CorpusFormat, typer.Option("--to", help="The format.")],
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to; - is standard output. Moses: FILE.en and FILE.zh."
        ),
    ],
    pair: Annotated[
        str,
        typer.Option(
            "--pair", "-p", metavar="SOURCE:TARGET", help="Two languages, by their own links: the finest grain."
        ),
    ] = "",
    languages: Annotated[
        str, typer.Option("--languages", "-l", metavar="TAGS", help="Units that have all of these, such as en,zh,ru.")
    ] = "",
    least: LeastOption = 0.0,
) -> None:
    """Write what is aligned to a file that other tools read, one unit after the other, however big the corpus is.

    A unit that lacks a language asked for is left out. Nothing in a corpus has been reviewed, and a TMX says so.

    Examples:
        clausebank corpus export un-corpus --to tmx --pair en:zh --min-confidence 0.9 -o un.en-zh.tmx
        clausebank corpus export un-corpus --to tmx --languages en,zh,ru -o un.tmx
        clausebank corpus export un-corpus --to moses --pair en:zh -o un
    """
    from aligner.corpus.dataset import Dataset
    from aligner.corpus.export import write_moses, write_tmx

    if bool(pair) == bool(languages):
        raise UsageError("one of --pair and --languages is needed", hint="--pair en:zh, or --languages en,zh,ru")
    dataset = Dataset(corpus)
    tags = dataset.check_languages(pair_of(pair) if pair else languages.split(","))
    matches = dataset.pairs(tags[0], tags[1], least) if pair else dataset.units(tags, least)
    count = (write_tmx if to is CorpusFormat.TMX else write_moses)(matches, tags, output)
    where = "standard output" if output == "-" else output
    terminal.note(
        f"{where}: {count:,} {'links' if pair else 'units'}, {', '.join(tags)}; aligned automatically, not reviewed"
    )
