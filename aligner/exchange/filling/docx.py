"""Bilingual tables in Word: an empty cell of the target is filled and highlighted, and the remark says what it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from aligner.errors import InputError
from aligner.exchange import plain, table
from aligner.exchange.docx import add_words, cells_of, table_rows, words_of
from aligner.exchange.filling import Propose
from aligner.sources.archive import Archive
from tmx import atomic
from tmx.languages import matches

_DOCUMENT = "word/document.xml"


def fill(path: Path, output: str, pair: tuple[str, str], propose: Propose) -> None:
    """Write a document with the empty cells of its table filled; see :func:`aligner.exchange.filling.fill`."""
    source_bytes = plain.read_bytes(path)
    with Archive(path, source_bytes) as archive:
        root = archive.xml(_DOCUMENT)
    if root is None:
        raise InputError("is not a document of Word", where=str(path), hint="save it as .docx")
    for source, target, remark in _cells(root, pair):
        words = words_of(source)
        proposal = propose(words) if words.strip() and not words_of(target).strip() else None
        if proposal:
            add_words(target, proposal.target, highlight="yellow")
            if remark is not None:
                add_words(remark, proposal.in_words)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source_bytes)) as old, zipfile.ZipFile(packed, "w") as new:
        for member in old.infolist():
            is_document = member.filename == _DOCUMENT
            xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if is_document else b""
            new.writestr(member, xml or old.read(member), member.compress_type)
    with atomic.binary(output) as out:
        out.write(packed.getvalue())


def _cells(root: Any, pair: tuple[str, str]) -> Iterator[tuple[Any, Any, Any | None]]:
    """The cells of source, target and remarks of each row below a heading that names the two languages."""
    columns: dict[str, int] = {}
    of_table: Any = None
    for element, row in table_rows(root):
        cells = cells_of(row)
        if element is not of_table:
            of_table, columns = element, {}
        if not columns:
            columns = _columns([words_of(cell) for cell in cells], pair)
        elif len(cells) > max(columns.values()):
            remark = columns.get(table.REVIEW)
            yield cells[columns["source"]], cells[columns["target"]], None if remark is None else cells[remark]


def _columns(heading: list[str], pair: tuple[str, str]) -> dict[str, int]:
    """Where source, target and remarks are; nothing where a row does not name both languages."""
    columns: dict[str, int] = {}
    for place, name in enumerate(map(table.named, heading)):
        for key, tag in zip(("source", "target"), pair, strict=True):
            if matches(name, tag):
                columns.setdefault(key, place)
        if name == table.REVIEW:
            columns[name] = place
    return columns if {"source", "target"} <= columns.keys() else {}
