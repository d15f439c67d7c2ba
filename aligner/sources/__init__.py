r"""Official files in: fetched from the United Nations, read to blocks, whatever their format.

A file is told by what its first bytes are, never by its name. Nothing in a file is trusted: sizes are bounded, nothing
is expanded, unpacked to disk or fetched, and native code reads in a process of its own.

>>> import tempfile
>>> path = Path(tempfile.mkdtemp()) / "a.txt"
>>> _ = path.write_text("11-49656\n\n- (a) To comply with the\nCharter;\n", encoding="utf-8")
>>> [block.text for block in read(path).body]
['(a) To comply with the Charter;']
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from aligner.sources.blocks import SAMPLE_MARK, Block, BlockKind, Source
from aligner.sources.errors import FetchError, NoAnswerError, UnreadableError
from aligner.sources.extract import Extract

__all__ = [
    "SAMPLE_MARK",
    "Block",
    "BlockKind",
    "FetchError",
    "NoAnswerError",
    "Source",
    "UnreadableError",
    "format_of",
    "is_whole",
    "read",
]

MAX_BYTES = 128 << 20
"""Larger files are refused: official documents have a few megabytes."""

MAX_TEXT_BYTES = 16 << 20
"""The same of text and HTML, which need up to eighty times their size to be read; this is five thousand pages."""


def format_of(head: bytes) -> str:
    """The format of a file by its first bytes: ``pdf``, ``docx``, ``doc``, ``html`` or ``text``.

    >>> format_of(b"%PDF-1.4"), format_of(b"<!DOCTYPE html>"), format_of("大会，".encode())
    ('pdf', 'html', 'text')
    """
    start = head[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b"%pdf-" in head[:1024].lower():
        return "pdf"
    if head.startswith(b"PK"):
        return "docx"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "doc"
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<html" in start:
        return "html"
    return "text"


def is_whole(data: bytes) -> bool:
    """Whether a file has its end: PDF and zip say at the end where everything is.

    >>> is_whole(b"%PDF-1.4 ... %%EOF"), is_whole(b"%PDF-1.4 ... 3 0 o")
    (True, False)
    """
    kind = format_of(data)
    if kind == "pdf":
        return b"%%EOF" in data[-2048:]
    return zipfile.is_zipfile(io.BytesIO(data)) if kind == "docx" else bool(data)


def read(path: Path) -> Source:
    """Read a file to blocks.

    Raises:
        UnreadableError: there is no such file, or it is damaged, too large, unsafe or without text.
        MissingExtraError: PDF, and the extra ``documents`` is not installed.
        ClausebankError: an old Word document, and LibreOffice is not installed.
    """
    try:
        if not path.is_file():
            what = "is a folder, not a file" if path.is_dir() else "there is no such file"
            raise UnreadableError(what, where=str(path), hint="name a PDF, docx, doc, HTML or text file")
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError(
                f"more than {MAX_BYTES >> 20} MB", where=str(path), hint="no official document has that"
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            error.strerror or "cannot be read", where=str(path), hint="check its permissions"
        ) from error
    if not data.strip():
        raise UnreadableError("the file is empty", where=str(path), hint="fetch it again")
    kind = format_of(data)
    if kind in ("text", "html") and len(data) > MAX_TEXT_BYTES:
        raise UnreadableError(
            f"{kind} of more than {MAX_TEXT_BYTES >> 20} MB",
            where=str(path),
            hint="split it: no official document has that",
        )
    result = _READERS[kind](path)
    return Source(path, kind, hashlib.sha256(data).hexdigest(), result.blocks, result.creator, result.remarks)


def _pdf(path: Path) -> Extract:
    from aligner.sources.confined import extract_pdf

    return extract_pdf(path)


def _docx(path: Path) -> Extract:
    from aligner.sources import docx

    return docx.extract(path)


def _doc(path: Path) -> Extract:
    from aligner.sources import office

    return office.extract(path)


def _html(path: Path) -> Extract:
    from aligner.sources import html

    return html.extract(path)


def _text(path: Path) -> Extract:
    from aligner.sources import plain

    return plain.extract(path)


_READERS: Mapping[str, Callable[[Path], Extract]] = {
    "pdf": _pdf,
    "docx": _docx,
    "doc": _doc,
    "html": _html,
    "text": _text,
}
