"""A picture: what is painted, and the table that says the same to those who do not see it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from aligner.text.english import counted
from aligner.wording.pictures import svg
from aligner.wording.pictures.svg import Ink
from aligner.wording.tables import Table, write_lines

WIDTH = 720.0
"""Pixels; a picture scales to the place it is given."""
MARGIN = 20.0
TOP = 58.0
"""Where the drawing begins, below the title and the line under it."""
_READ_OUT = 40
"""Rows of the table that the description repeats."""


@dataclass(frozen=True)
class Picture:
    """A figure as SVG.

    Attributes:
        title: what it shows, in a few words.
        summary: what can be seen in it, in a sentence.
        table: the figures that it is drawn from.
        elements: what is painted, below the title.
        height: of the drawing, in pixels.
        note: what has to be said with it, such as which languages are not verified.
    """

    title: str
    summary: str
    table: Table
    elements: str
    height: float
    note: str = ""

    @cached_property
    def svg(self) -> str:
        """The picture as a file of SVG 1.1, with a title and a description for screen readers."""
        heading = svg.text(MARGIN, 26, svg.shortened(self.title, WIDTH - 2 * MARGIN, 16), size=16, weight="600")
        lead = svg.text(MARGIN, 45, svg.shortened(self.summary, WIDTH - 2 * MARGIN, 12), ink=Ink.QUIET, size=12)
        note = svg.text(MARGIN, self.height - 12, self.note, ink=Ink.SECOND, size=12) if self.note else ""
        name = "cb" + hashlib.sha256(f"{self.title}{self.elements}".encode()).hexdigest()[:10]
        return svg.document(
            WIDTH,
            self.height,
            heading + lead + self.elements + note,
            name=name,
            title=self.title,
            description=self.description,
        )

    @property
    def description(self) -> str:
        """What the picture shows, in words: the summary, and the rows of its table."""
        rows = [_in_words(row) for row in self.table.records]
        hidden = len(rows) - _READ_OUT
        more = [f"and {counted(hidden, 'row')} more"] if hidden > 0 else []
        note = [self.note] if self.note else []
        return ". ".join([self.summary.rstrip("."), *note, *rows[:_READ_OUT], *more]) + "."

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        """The picture, and its table to be opened below it."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self.table.head)
        body = "".join(_html_row(row) for row in self.table.rows)
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f"<figure>{self.svg}<details><summary>Table</summary>{table}</details></figure>"

    def save(self, path: str) -> None:
        """Write the picture to a file, complete or not at all.

        Raises:
            OutputError, TmxOutputError: the file cannot be written.
        """
        write_lines([self.svg], path)


def _in_words(row: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in row.items() if value != "")


def _html_row(row: Sequence[object]) -> str:
    cells = (f'<td dir="auto">{escape(str(cell))}</td>' for cell in row)
    return f"<tr>{''.join(cells)}</tr>"


def unverified_note(languages: Sequence[str]) -> str:
    """The line that goes with every picture of wording that is not verified; empty where there is none.

    >>> unverified_note(["zh", "ru"])
    'not verified, never compared with the official text: zh, ru'
    """
    return f"not verified, never compared with the official text: {', '.join(languages)}" if languages else ""
