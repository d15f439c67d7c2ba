"""`clausebank tmx`: translation memories of any origin, checked and processed with the library :mod:`tmx`."""

from __future__ import annotations

import typer

from aligner.cli.command import Command
from aligner.cli.tmx.change import convert, filter_, split
from aligner.cli.tmx.combine import dedupe, merge
from aligner.cli.tmx.inspect import diff, info, validate
from aligner.cli.tmx.surgery import anonymise, edit, sort, trim
from aligner.cli.tmx.table import from_, to

app = typer.Typer(
    name="tmx",
    help="Translation memories (TMX): validate, describe, convert, merge, split, clean, edit, compare.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

app.command("validate", cls=Command)(validate)
app.command("info", cls=Command)(info)
app.command("convert", cls=Command)(convert)
app.command("merge", cls=Command)(merge)
app.command("split", cls=Command)(split)
app.command("dedupe", cls=Command)(dedupe)
app.command("filter", cls=Command)(filter_)
app.command("edit", cls=Command)(edit)
app.command("trim", cls=Command)(trim)
app.command("sort", cls=Command)(sort)
app.command("anonymise", cls=Command)(anonymise)
app.command("diff", cls=Command)(diff)
app.command("to", cls=Command)(to)
app.command("from", cls=Command)(from_)

__all__ = ["app"]
