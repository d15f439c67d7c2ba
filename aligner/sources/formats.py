"""The formats of source files, in the order in which a file is tried: what each looks like and which module reads it.

A format is one module of this package with a function ``extract(path, data)``, imported when it is used. A file is
recognized by its bytes; only Markdown, which looks like plain text, is told by its name.
"""

from __future__ import annotations

import importlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aligner.sources.extract import Extract

_TEXT_BYTES = 16 << 20
"""Text and HTML need up to eighty times their size to be read; this is five thousand pages."""
MAX_BYTES = 128 << 20
"""No format has larger files: official documents have a few megabytes."""
_HEAD = 1024


@dataclass(frozen=True, slots=True)
class SourceFormat:
    """A format of source files.

    Attributes:
        name: as provenance and messages have it.
        title: what it is, for people.
        extensions: how file names end; the first is the usual one.
        matches: whether the bytes of a file are of this format; a format without is told by the extension alone.
        is_text: whether it may be a page that a server shows people instead of the file they asked for.
        module: the module of this package that reads it, where it has another name.
        max_bytes: the largest file that is read.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    matches: Callable[[bytes], bool] | None
    is_text: bool = False
    module: str = ""
    max_bytes: int = MAX_BYTES

    def extract(self, path: Path, data: bytes) -> Extract:
        """What a file of this format says.

        Args:
            path: its name, for messages and for what it tells.
            data: its bytes.

        Raises:
            UnreadableError: it is damaged, too large, unsafe or without text.
            MissingExtraError: the library for it is not installed.
        """
        module = importlib.import_module(f"aligner.sources.{self.module or self.name}")
        extract: Extract = module.extract(path, data)
        return extract


def _is_pdf(data: bytes) -> bool:
    return b"%pdf-" in data[:_HEAD].lower()


def _is_zip_of(mimetype: bytes, part: bytes) -> Callable[[bytes], bool]:
    """A zip file that says its type in its first part, as it should, or has a part that only this format has."""
    # Names are not compressed; those of all parts stand in the directory at the end.
    return lambda data: data.startswith(b"PK") and (mimetype in data[:_HEAD] or part in data[-(1 << 16) :])


def _is_html(data: bytes) -> bool:
    # Without the zeros of UTF-16, which is enough to know a tag.
    start = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"").lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<html" in start


FORMATS: dict[str, SourceFormat] = {
    it.name: it
    for it in (
        SourceFormat("pdf", "PDF", (".pdf",), _is_pdf, module="confined"),
        SourceFormat(
            "odt", "OpenDocument", (".odt",), _is_zip_of(b"application/vnd.oasis.opendocument.text", b"content.xml")
        ),
        SourceFormat("epub", "EPUB", (".epub",), _is_zip_of(b"application/epub+zip", b"META-INF/container.xml")),
        SourceFormat("docx", "Word", (".docx",), lambda data: data.startswith(b"PK")),
        SourceFormat(
            "doc", "Word before 2007", (".doc",), lambda data: data.startswith(b"\xd0\xcf\x11\xe0"), module="office"
        ),
        SourceFormat("rtf", "RTF", (".rtf",), lambda data: data[:_HEAD].lstrip().startswith(b"{\\rtf")),
        SourceFormat("html", "HTML", (".html", ".htm", ".xhtml"), _is_html, is_text=True, max_bytes=_TEXT_BYTES),
        SourceFormat("markdown", "Markdown", (".md", ".markdown"), None, is_text=True, max_bytes=_TEXT_BYTES),
        SourceFormat(
            "text", "plain text", (".txt",), lambda _: True, is_text=True, module="plain", max_bytes=_TEXT_BYTES
        ),
    )
}
EXTENSIONS = frozenset(end for it in FORMATS.values() for end in it.extensions)
TITLES = ", ".join(it.title for it in FORMATS.values())


def format_of(data: bytes, name: str = "") -> SourceFormat:
    """The format of a file, by its bytes and, where they could be either, by its name.

    >>> [format_of(data).name for data in (b"%PDF-1.4", b"<!DOCTYPE html>", "大会，".encode())]
    ['pdf', 'html', 'text']
    >>> format_of(b"# Code", "code.md").name
    'markdown'
    """
    ends = Path(name).suffix.lower()
    for source_format in FORMATS.values():
        if source_format.matches(data) if source_format.matches else ends in source_format.extensions:
            return source_format
    raise AssertionError  # plain text matches anything


def is_whole(data: bytes) -> bool:
    """Whether a file has its end: PDF and zip say at the end where everything is.

    >>> is_whole(b"%PDF-1.4 ... %%EOF"), is_whole(b"%PDF-1.4 ... 3 0 o")
    (True, False)
    """
    if _is_pdf(data):
        return b"%%EOF" in data[-2048:]
    return zipfile.is_zipfile(io.BytesIO(data)) if data.startswith(b"PK") else bool(data)
