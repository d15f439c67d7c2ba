"""The `clausebank` command: registers each command and turns errors into one line and exit status 2."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from aligner.cli.check import check
from aligner.cli.export import export
from aligner.cli.list import list_texts
from aligner.cli.show import show
from aligner.errors import ClausebankError, SchemaError
from tmx.errors import TmxError


class _Commands(TyperGroup):
    """Runs a command; what a user can mend is said in one line per problem, with exit status 2."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except SchemaError as error:
            problems: tuple[Exception, ...] = error.problems
        except (ClausebankError, TmxError) as error:
            problems = (error,)
        for problem in problems:
            typer.echo(f"clausebank: {problem}", err=True)
        return ctx.exit(2)


app = typer.Typer(
    name="clausebank",
    cls=_Commands,
    help="Multilingual texts kept clause by clause: list, show, check, align, compare, export.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,  # plain help: the same in a terminal, a pipe and the docs, and no slow import
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("list")(list_texts)
app.command("show")(show)
app.command("check")(check)
app.command("export")(export)


def main() -> None:
    """Run the command line; the exit status is 0 (clean), 1 (findings) or 2 (usage, or input that cannot be read)."""
    app()
