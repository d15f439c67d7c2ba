"""Text for a terminal and for a pipe: colour and line breaks in the first only, JSON for programs.

What :func:`coloured`, :func:`wrapped`, :func:`table` and :func:`note` are given comes out :func:`safe`: a text from
anywhere cannot steer the terminal. What is printed without them is made safe where it is printed.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable
from typing import IO, Literal

Colour = Literal["bold", "dim", "red", "yellow", "green", "cyan"]
# C0 and C1 controls but for the tab, and the marks that turn the direction of text.
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_CODES: dict[Colour, str] = {"bold": "1", "dim": "2", "red": "31", "yellow": "33", "green": "32", "cyan": "36"}


def open_closed_streams() -> None:
    """Give standard streams that are closed a place to go, so that no file that is opened later takes their place.

    What is written to a closed standard output is an error, as on a full disk; what goes to a closed standard error is lost.
    """
    for number, name, flags in ((0, "stdin", os.O_RDONLY), (1, "stdout", os.O_RDONLY), (2, "stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            null = os.open(os.devnull, flags)
            if null != number:
                os.dup2(null, number)
                os.close(null)
            stream = os.fdopen(number, "r" if name == "stdin" else "w", encoding="utf-8", closefd=False)
            setattr(sys, name, stream)


def has_colour(stream: IO[str] | None = None) -> bool:
    """Whether colour is wanted: on a terminal, unless NO_COLOR is set (https://no-color.org)."""
    stream = stream or sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def coloured(text: str, colour: Colour) -> str:
    """The text in a colour where standard output is a terminal, else as it is."""
    shown = safe(text)
    return f"\x1b[{_CODES[colour]}m{shown}\x1b[0m" if has_colour() else shown


def width(text: str) -> int:
    """Columns a text takes in a terminal; a Chinese character takes two.

    >>> width("zh 大会")
    7
    """
    from rich.cells import cell_len

    return cell_len(text)


def padded(text: str, columns: int) -> str:
    """The text, padded with spaces to a number of columns."""
    return text + " " * (columns - width(text))


def wrapped(text: str, indent: int) -> str:
    """The text broken into lines that fit the terminal, all but the first indented; unbroken in a pipe."""
    text = safe(text)
    if not sys.stdout.isatty():
        return text
    from rich.console import Console
    from rich.text import Text

    console = Console()
    lines = Text(text).wrap(console, max(20, console.width - indent))
    return ("\n" + " " * indent).join(line.plain.rstrip() for line in lines)


def table(rows: Iterable[Iterable[str]], head: Iterable[str]) -> str:
    """Rows as columns two spaces apart, the head in bold; widths as a terminal counts them."""
    cells = [list(head), *([*map(safe, row)] for row in rows)]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    lines = [_table_line(row, widths) for row in cells]
    return "\n".join([coloured(lines[0], "bold"), *lines[1:]])


def _table_line(row: list[str], widths: list[int]) -> str:
    return "  ".join(map(padded, row, widths)).rstrip()


def print_json(value: object) -> None:
    """Print a value as JSON that people can read too."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def safe(text: str) -> str:
    r"""The text with control characters, and marks that turn its direction, made visible.

    >>> safe("a\x1b[31mb")
    'a\u241b[31mb'
    """
    return _CONTROLS.sub(lambda match: _visible(match[0]), text)


def _visible(character: str) -> str:
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def progress(count: int, what: str) -> None:
    """Say how far long work has come, on one line that is written over; on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r{what}: {count:,}", end="", file=sys.stderr, flush=True)


def note_unverified(languages: Iterable[str]) -> None:
    """Say which languages are not verified, where their wording is shown without a mark of its own."""
    if tags := ", ".join(dict.fromkeys(languages)):
        note(f"not verified, never compared with the official text: {tags}")


def note(message: str) -> None:
    """Say something beside the output, on standard error."""
    print(safe(message), file=sys.stderr)
