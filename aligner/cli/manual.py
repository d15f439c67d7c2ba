"""The manual page, made of the help of the commands: ``python -m aligner.cli.manual > docs/clausebank.1``."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from typing import Any

import typer

from aligner.cli.app import app

_INTRODUCTION = """\
.TH CLAUSEBANK 1 "" "clausebank" "User Commands"
.SH NAME
clausebank \\- multilingual texts kept clause by clause: aligned, checked, compared, exported"""
_CLOSING = """\
.SH EXIT STATUS
0: clean. 1: findings. 2: wrong usage, or input that cannot be read.
.SH SEE ALSO
.BR omegat (1),
.BR msgfmt (1)"""


def manual() -> str:
    """The manual page of all commands, in the man macros of roff (man(7)).

    >>> manual().splitlines()[3:5]
    ['.SH SYNOPSIS', '.B clausebank']
    """
    root: Any = typer.main.get_command(app)
    context = root.context_class(root, info_name="clausebank")
    lines = [_INTRODUCTION, *_synopsis(root, context), ".SH DESCRIPTION", *_described(root, context), ".SH COMMANDS"]
    for name in root.list_commands(context):
        lines += _command(root.get_command(context, name), name, context)
    return "\n".join([*lines, _CLOSING, ""])


def _command(command: Any, name: str, parent: Any) -> Iterator[str]:
    context = command.context_class(command, info_name=name, parent=parent)
    yield f".SS {_escaped(context.command_path)}"
    yield from _synopsis(command, context, macro=".PP")
    yield from _described(command, context)
    for child in command.list_commands(context) if hasattr(command, "list_commands") else ():
        yield from _command(command.get_command(context, child), child, context)


def _synopsis(command: Any, context: Any, macro: str = ".SH SYNOPSIS") -> Iterator[str]:
    yield macro
    yield f".B {_escaped(context.command_path)}"
    yield from map(_escaped, [" ".join(command.collect_usage_pieces(context))])


def _described(command: Any, context: Any) -> Iterator[str]:
    """The help in paragraphs, examples line for line, then arguments and options."""
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        yield ".PP"
        is_example = any(line.startswith(" ") for line in paragraph.splitlines())
        text = map(_escaped, paragraph.splitlines())
        yield from (".nf", *text, ".fi") if is_example else text
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record:
            name, meaning = record
            yield from (".TP", f".B {_escaped(name)}", _escaped(" ".join(meaning.split())))


def _escaped(text: str) -> str:
    r"""Text that roff prints as it is.

    >>> print(_escaped("--json is \\n"), _escaped(".po and 'x'"))
    \-\-json is \en \&.po and \(aqx\(aq
    """
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return re.sub(r"^\.", "\\&.", text)


if __name__ == "__main__":
    sys.stdout.write(manual())
