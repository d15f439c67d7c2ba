"""How the commands of `clausebank` behave: help that keeps its examples, errors as one line and exit status 2."""

from __future__ import annotations

import inspect
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from aligner.errors import ClausebankError, SchemaError
from tmx.errors import TmxError


class Command(TyperCommand):
    """A command whose indented help paragraphs (examples) are printed line for line, not joined into one."""

    def format_help_text(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - the signature of the base class
        """Write the help text."""
        for paragraph in inspect.cleandoc(self.help or "").split("\n\n"):
            formatter.write_paragraph()
            with formatter.indentation():
                if any(line.startswith(" ") for line in paragraph.splitlines()):
                    for line in paragraph.splitlines():
                        formatter.write(f"{'':{formatter.current_indent}}{line}\n")
                else:
                    formatter.write_text(paragraph)


class Commands(TyperGroup):
    """A group of commands; what a user can mend is said in one line per problem, with exit status 2."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that the arguments name."""
        try:
            return super().invoke(ctx)
        except SchemaError as error:
            problems: tuple[Exception, ...] = error.problems
        except (ClausebankError, TmxError) as error:
            problems = (error,)
        for problem in problems:
            typer.echo(f"clausebank: {problem}", err=True)
        return ctx.exit(2)
