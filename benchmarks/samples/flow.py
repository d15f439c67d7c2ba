"""Generated documents in formats without pages: text as transcriptions have it, and HTML."""

from __future__ import annotations

import html
import textwrap
from pathlib import Path

from aligner.sources import SAMPLE_MARK
from benchmarks.samples.composition import Part, Piece, Sample


def write_text(sample: Sample, path: Path, *, width: int = 0, creator: str = SAMPLE_MARK) -> None:
    """Write a text file, its paragraphs on one line each or wrapped to a width; the first line is the creator."""
    parts = [creator] if creator else []
    for number, piece in enumerate(it for it in sample.pieces if it.part != Part.BREAK):
        mark = piece.mark if piece.part != Part.NOTE else ""
        text = f"{piece.mark} {piece.text}" if piece.part == Part.NOTE else f"{piece.printed}{mark}"
        if piece.part == Part.ITEM and not width:
            text = f"- {text}"
        parts.append("\n".join(textwrap.wrap(text, width, break_long_words=False)) if width else text)
        if number % 12 == 11:
            parts.append(f"{2 + number // 12} {sample.job_number}")
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def write_html(sample: Sample, path: Path, *, creator: str = SAMPLE_MARK) -> None:
    """Write a page with a menu, a script, an ordered list and a table."""
    rows: list[str] = []
    cells = [piece for piece in sample.pieces if piece.part == Part.CELL]
    for piece in sample.pieces:
        if piece is (cells[0] if cells else None):
            rows.append(_table(cells))
        elif piece.part not in (Part.BREAK, Part.CELL):
            rows.append(_element(piece))
    path.write_text(
        "<!DOCTYPE html>\n"
        f'<html lang="{sample.language}"><head><meta charset="utf-8"><meta name="generator" content="{creator}">\n'
        f"<title>{sample.symbol}</title><style>p {{ margin: 1em }}</style></head>\n"
        "<body><nav>Home &gt; Documents</nav><script>var a = '<p>no text</p>';</script>\n"
        + "\n".join(rows)
        + f"\n<footer>{sample.job_number}</footer></body></html>\n",
        encoding="utf-8",
    )


def _element(piece: Piece) -> str:
    text = html.escape(piece.text)
    if piece.part == Part.HEADING:
        return f"<h2>{text}</h2>"
    if piece.part == Part.NOTE:
        return f'<aside role="doc-footnote"><p><sup>{piece.mark}</sup> {text}</p></aside>'
    label = f"{html.escape(piece.label)}\n " if piece.label else ""
    return f"<p>{label}{text}</p>"


def _table(cells: list[Piece]) -> str:
    pairs = zip(cells[::2], cells[1::2], strict=True)
    rows = (f"<tr><td>{html.escape(a.text)}</td><td><b>{html.escape(b.text)}</b></td></tr>" for a, b in pairs)
    return f"<table>{''.join(rows)}</table>"
