"""The `clausebank` command: every subcommand under its name."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from aligner.cli.align import align
from aligner.cli.check import check
from aligner.cli.command import Command, Commands
from aligner.cli.compare import compare
from aligner.cli.corpus import app as corpus_app
from aligner.cli.equivalents import equivalents
from aligner.cli.export import export
from aligner.cli.fetch import fetch
from aligner.cli.formats import formats
from aligner.cli.import_file import import_file
from aligner.cli.kwic import kwic
from aligner.cli.list import list_texts
from aligner.cli.openings import openings
from aligner.cli.page import page
from aligner.cli.rule import rule
from aligner.cli.score import score
from aligner.cli.search import search
from aligner.cli.show import show
from aligner.cli.terms import terms
from aligner.cli.tmx import app as tmx_app
from aligner.cli.verify import verify


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"clausebank {version('clausebank')}")
        raise typer.Exit


app = typer.Typer(
    name="clausebank",
    cls=Commands,
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,  # plain help: the same in a terminal, a pipe and the docs, and no slow import
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("list", cls=Command)(list_texts)
app.command("show", cls=Command)(show)
app.command("check", cls=Command)(check)
app.command("align", cls=Command)(align)
app.command("score", cls=Command)(score)
app.command("rule", cls=Command)(rule)
app.command("export", cls=Command)(export)
app.command("import", cls=Command)(import_file)
app.command("formats", cls=Command)(formats)
app.command("fetch", cls=Command)(fetch)
app.command("verify", cls=Command)(verify)
app.command("search", cls=Command)(search)
app.command("kwic", cls=Command)(kwic)
app.command("equivalents", cls=Command)(equivalents)
app.command("openings", cls=Command)(openings)
app.command("terms", cls=Command)(terms)
app.command("compare", cls=Command)(compare)
app.command("page", cls=Command)(page)
app.add_typer(corpus_app)
app.add_typer(tmx_app)


@app.callback()
def options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Multilingual texts kept clause by clause: list, show, check, align, compare, export.

    Every command ends with status 0 (clean), 1 (findings) or 2 (wrong usage, or input that cannot be read).
    """


def main() -> None:
    """Run the command line."""
    app()
