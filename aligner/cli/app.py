"""The `clausebank` command: registers each command and turns errors into one line and exit status 2."""

from __future__ import annotations

import os
import sys

import typer

from aligner.errors import ClausebankError

app = typer.Typer(
    name="clausebank",
    help="Multilingual texts kept clause by clause: list, show, check, align, compare, export.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,  # plain help: the same in a terminal, a pipe and the docs, and no slow import
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line; the exit status is 0 (clean), 1 (findings) or 2 (usage, or input that cannot be read)."""
    try:
        app()
    except ClausebankError as error:
        sys.exit(_fail(error))
    except BrokenPipeError:
        # The reader of our output (head, a pager) went away: not an error. Python would print one at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(error: Exception) -> int:
    print(f"clausebank: {error}", file=sys.stderr)
    return 2
