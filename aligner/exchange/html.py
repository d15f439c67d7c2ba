"""An HTML table in one file: a row for each clause or phrase, a column per language, every language marked as such."""

from __future__ import annotations

from html import escape
from importlib.metadata import version

from aligner.exchange.entries import Entry, Selection
from aligner.model import Segment, Status
from tmx import atomic

_STYLE = """\
body{font:16px/1.5 system-ui,sans-serif;margin:2rem}
table{border-collapse:collapse}
th,td{border:1px solid #bbb;padding:.4rem .6rem;text-align:start;vertical-align:top}
thead th{position:sticky;top:0;background:#fff}
td[lang]{min-width:14em}
.phrase td{font-size:.9em}
.label{color:#555}
.status{font-size:.75em;border:1px solid;border-radius:.3em;padding:0 .3em;color:#8a4b00}
.note{color:#444}
"""


def write(selection: Selection, destination: str) -> None:
    """Write a page with the table of a selection.

    Raises:
        TmxOutputError: the file cannot be written.
    """
    document, tags = selection.document, selection.languages
    with atomic.text(destination) as out:
        out.write(
            f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="generator" content="clausebank {version("clausebank")}">\n'
            f'<meta name="viewport" content="width=device-width">\n'
            f"<title>{escape(selection.heading)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
            f"<h1>{escape(document.symbol or selection.heading)}</h1>\n<ul>\n"
        )
        unverified = selection.unverified()
        for tag in tags:
            out.write(f'<li lang="{tag}" dir="auto">{escape(document.title.get(tag, tag))}</li>\n')
        for tag, language_version in unverified.items():
            out.write(
                f'<li>{tag} is <span class="status">{language_version.status}</span>: {escape(language_version.source)}</li>\n'
            )
        heads = "".join(f'<th scope="col">{name}</th>' for name in ("id", "role", *tags, "note"))
        out.write(f"</ul>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n")
        out.writelines(_row(entry, tags) for entry in selection.all_entries())
        out.write("</tbody>\n</table>\n</body>\n</html>\n")


def _row(entry: Entry, tags: tuple[str, ...]) -> str:
    cells = "".join(_cell(tag, entry.segments.get(tag), has_status=entry.has_status) for tag in tags)
    kind = ' class="phrase"' if entry.is_phrase else ""
    note = f'<td class="note">{escape(entry.note)}</td>'
    return f'<tr{kind}><th scope="row">{escape(entry.id)}</th><td>{entry.unit.role}</td>{cells}{note}</tr>\n'


def _cell(tag: str, segment: Segment | None, *, has_status: bool) -> str:
    if segment is None:
        return "<td></td>"
    label = f'<span class="label">{escape(segment.label)}</span> ' if segment.label else ""
    is_marked = has_status and segment.status != Status.VERIFIED
    mark = f' <span class="status" lang="en">{segment.status}</span>' if is_marked else ""
    return f'<td lang="{tag}" dir="auto">{label}{escape(segment.text)}{mark}</td>'
