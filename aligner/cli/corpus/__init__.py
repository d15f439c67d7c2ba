"""`clausebank corpus`: many documents at once, built, described, searched and exported."""

from __future__ import annotations

import typer

from aligner.cli.command import Command
from aligner.cli.corpus.build import build
from aligner.cli.corpus.export import export
from aligner.cli.corpus.look import sample, search, stats

app = typer.Typer(
    name="corpus",
    help="Many documents: build an aligned corpus here or on a cluster, and describe, search, sample and export it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

app.command("build", cls=Command)(build)
app.command("stats", cls=Command)(stats)
app.command("search", cls=Command)(search)
app.command("sample", cls=Command)(sample)
app.command("export", cls=Command)(export)

__all__ = ["app"]
