"""A Markdown table (GitHub's dialect): a row for each clause or phrase, a column per language."""

from __future__ import annotations

import re

from aligner.exchange.entries import Entry, Selection
from aligner.model import Status
from tmx import atomic

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def write(selection: Selection, destination: str) -> None:
    """Write a table of a selection, under its title and what is to be known of each language.

    Raises:
        TmxOutputError: the file cannot be written.
    """
    document = selection.document
    head = ("id", "role", *selection.languages, "note")
    with atomic.text(destination) as out:
        out.write(f"# {_text(document.symbol or selection.heading)}\n\n")
        out.writelines(
            f"- {tag}: {_text(document.title[tag])}\n" for tag in selection.languages if tag in document.title
        )
        out.writelines(
            f"- {tag} is **{version.status}**: {_text(version.source)}\n"
            for tag, version in selection.unverified().items()
        )
        out.write(f"\n{_row(head)}{_row(['---'] * len(head))}")
        out.writelines(_row(_cells(entry, selection)) for entry in selection.all_entries())


def _cells(entry: Entry, selection: Selection) -> list[str]:
    texts = []
    for tag in selection.languages:
        segment = entry.segments.get(tag)
        is_marked = entry.has_status and segment and segment.status != Status.VERIFIED
        mark = f" *({segment.status})*" if segment and is_marked else ""
        texts.append(f"{_text(f'{segment.label} {segment.text}'.strip())}{mark}" if segment else "")
    return [_text(entry.id), str(entry.unit.role), *texts, _text(entry.note)]


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _text(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    return "<br>".join(_SPECIAL.sub(r"\\\1", text).splitlines())
