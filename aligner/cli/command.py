"""How the commands of `clausebank` behave: loaded when called, help that keeps its examples, errors as one line."""

from __future__ import annotations

import difflib
import errno
import inspect
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

import typer
from typer.core import TyperCommand, TyperGroup

from aligner.cli import terminal
from aligner.errors import ClausebankError, OutputError, SchemaError, UsageError
from tmx.atomic import NO_ROOM

PIPE_CLOSED = 128 + 13
"""The exit status that a shell gives a program ended by SIGPIPE."""


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


@dataclass(frozen=True, slots=True)
class LazyCommand:
    """A command before it is loaded: where its function (or group) is, as ``module:name``, and what it does."""

    target: str
    summary: str

    def load(self, name: str) -> Any:
        """Import the command; one command's libraries must not cost another's start."""
        module, attribute = self.target.split(":")
        group = getattr(import_module(module), attribute)
        if not isinstance(group, typer.Typer):
            function, group = group, typer.Typer(rich_markup_mode=None, add_completion=False)
            group.command(name, cls=Command)(function)
        command = typer.main.get_command(group)
        command.name = name
        return command


class Commands(TyperGroup):
    """A group of commands; what a user can put right is said in one line per problem, with exit status 2."""

    entries: ClassVar[Mapping[str, LazyCommand]] = {}
    """The commands that are loaded when they are called, in the order of the help."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature of the base class
        """Names of all commands."""
        return [*self.entries]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the signature of the base class
        """The command of a name; None where there is none."""
        entry = self.entries.get(cmd_name)
        return entry.load(cmd_name) if entry else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - the signature of the base class
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in self.entries.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that the arguments name, or say which one is like it."""
        if args and args[0] not in self.entries and not args[0].startswith("-"):
            close = difflib.get_close_matches(args[0], self.entries, n=1)
            hint = f"did you mean '{close[0]}'?" if close else "see `clausebank --help`"
            raise UsageError(f"no command '{args[0]}'", hint=hint)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that the arguments name."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                if sys.stdout:
                    sys.stdout.flush()  # a full disk is found out here, not when the interpreter ends
        except SchemaError as error:
            problems: tuple[Exception, ...] = error.problems
        except ClausebankError as error:
            problems = (error,)
        except OSError as error:
            if error.errno not in {errno.EPIPE, errno.EBADF, *NO_ROOM}:
                raise
            sys.stdout = None  # what is left in it can go nowhere
            if error.errno == errno.EPIPE:
                return ctx.exit(PIPE_CLOSED)  # as in `| head`: nothing was found, and nothing is wrong
            reason = "it is closed" if error.errno == errno.EBADF else error.strerror
            problems = (OutputError(f"cannot be written ({reason})", where="standard output"),)
        for problem in problems:
            typer.echo(f"clausebank: {terminal.safe(str(problem))}", err=True)
        return ctx.exit(2)
