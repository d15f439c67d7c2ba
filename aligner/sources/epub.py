"""EPUB: the pages of a book in reading order, each read as HTML."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from aligner.sources.archive import Archive
from aligner.sources.blocks import Block
from aligner.sources.errors import UnreadableError
from aligner.sources.extract import Extract, with_letterhead
from aligner.sources.html import read_page

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PACKAGE = "{http://www.idpf.org/2007/opf}"


def extract(path: Path, data: bytes) -> Extract:
    """The paragraphs of a book.

    Raises:
        UnreadableError: it is damaged, too large, unsafe or protected, lacks a page, or has no text.
    """
    blocks: list[Block] = []
    remarks: dict[str, None] = {}
    rows = 0
    with Archive(path, data) as archive:
        if archive.has("META-INF/rights.xml"):
            raise UnreadableError("protected against copying", where=str(path), hint="give a book without protection")
        for name in _pages(archive):
            content = archive.data(name)
            if content is None:
                raise archive.damaged(f"the page {name} is missing", "fetch it again")
            page = read_page(path, content)
            blocks += page.blocks_after(rows)
            rows += page.rows
            remarks.update(dict.fromkeys(f"{name}: {remark}" for remark in page.remarks))
    if not blocks:
        raise UnreadableError("there is no text in it", where=str(path), hint="fetch it again")
    return Extract(with_letterhead(blocks), remarks=tuple(remarks))


def _pages(archive: Archive) -> Iterator[str]:
    """Names of the pages in reading order (EPUB 3.3, package document, spine)."""
    container = archive.xml("META-INF/container.xml")
    root_file = container.find(f".//{_CONTAINER}rootfile") if container is not None else None
    name = root_file.get("full-path", "") if root_file is not None else ""
    package: Any = archive.xml(name)
    if package is None:
        raise archive.damaged("no EPUB: its list of pages is missing", "fetch it again")
    items = {item.get("id"): item for item in package.iter(f"{_PACKAGE}item")}
    for reference in package.iter(f"{_PACKAGE}itemref"):
        item = items.get(reference.get("idref"))
        # The table of contents repeats the headings of the pages.
        if (
            item is not None
            and "html" in item.get("media-type", "")
            and "nav" not in item.get("properties", "").split()
        ):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(item.get("href", ""))))
