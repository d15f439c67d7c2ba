"""Bilingual tables in Word documents (docx, ECMA-376): a row for each clause or phrase, out and back.

Reviewers get such tables from every translation tool. What comes back has tracked changes and comments: words that
were inserted count, words that were deleted or struck through do not and are listed, and so is every comment.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from aligner.errors import InputError, OutputError
from aligner.exchange import markup, plain, table
from aligner.exchange.contents import AS_WRITTEN, Contents, ReadOptions
from aligner.exchange.entries import Selection
from aligner.exchange.table import REVIEW
from aligner.model import Status
from aligner.sources.archive import Archive
from aligner.sources.word_numbering import W
from aligner.text.languages import language
from tmx import atomic
from tmx.document import is_legal

_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DELETED = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))
_SKIPPED = frozenset(f"{W}{name}" for name in ("pPr", "rPr", "instrText", "rt", "p", "tbl")) | {f"{_MARKUP}Fallback"}
_CHARACTERS = {
    f"{W}{name}": character
    for name, character in (("tab", "\t"), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "\u2011"))
}
_WHITE_SPACE = {"\t": "tab", "\n": "br"}
_OFF = frozenset(("0", "false", "off", "none"))
_NOT_WRITTEN = ("role", "attested")
"""The columns for which a page has no room: the id says where a clause stands."""


# In --------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _CellText:
    """What a cell says.

    Attributes:
        words: the wording of the paragraph that is being read.
        lines: the wording of each paragraph.
        deleted: what a tracked change took out.
        struck: what is struck through.
        comments: the ids of the comments on it.
    """

    words: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    comments: dict[str, None] = field(default_factory=dict)


_Row = tuple[int, list[str]]


def read(path: Path, options: ReadOptions = AS_WRITTEN) -> Contents:
    """Read the first table with a row that names languages, and the later tables with the same row.

    Raises:
        InputError: it is no document of Word, or has no table with a column of a language; from the units too.
        UnreadableError: it is damaged, encrypted, or unpacks to more than it may.
    """
    with Archive(path, plain.read_bytes(path)) as archive:
        root, remarks = archive.xml("word/document.xml"), archive.xml("word/comments.xml")
    if root is None:
        raise InputError("is not a document of Word", where=str(path), hint="save it as .docx")
    reader = _Reader({} if remarks is None else _comments(remarks))
    rows, unread = _bilingual(list(map(reader.rows, root.iter(f"{W}tbl"))), options, str(path))
    contents = table.contents(iter(rows), str(path), options, reader.comments)
    contents.left_out.update(reader.left_out)
    contents.left_out["tables of something else"] += unread
    return contents


def _bilingual(tables: Sequence[list[_Row]], options: ReadOptions, file: str) -> tuple[list[_Row], int]:
    """The rows of the tables that have the heading of the first one with languages, and how many tables have another.

    Raises:
        InputError: no table names a language.
    """
    rows: list[_Row] = []
    heading: list[str] | None = None
    unread = 0
    for table_rows in tables:
        below = iter(table_rows)
        has_heading = table.has_heading(below, options.languages)
        below_heading = list(below)
        own_heading = table_rows[len(table_rows) - len(below_heading) - 1][1] if has_heading else None
        if own_heading is None or (heading is not None and own_heading != heading):
            unread += 1
            continue
        rows += table_rows if heading is None else below_heading
        heading = own_heading
    if heading is None:
        problem = "no table has a column of a language" if tables else "has no table"
        raise InputError(problem, where=file, hint="its first row names the columns, such as: id, en, ru")
    return rows, unread


class _Reader:
    """The tables of a document, one after the other, their rows numbered through.

    Attributes:
        comments: what was remarked, struck through or deleted, by the number of the row.
        left_out: what has no place in a unit.
    """

    def __init__(self, words_by_comment: Mapping[str, str]) -> None:
        self._words_by_comment = words_by_comment
        self._number = 0
        self.comments: dict[int, list[str]] = {}
        self.left_out: Counter[str] = Counter()

    def rows(self, element: Any) -> list[_Row]:
        """The rows of a table; those that a tracked change took out are none."""
        rows = []
        for row in _inner(element, "tr", "tbl"):
            self._number += 1
            cells = self._cells(row)
            if row.find(f"{W}trPr/{W}del") is None:
                rows.append((self._number, cells))
            elif any(cells):
                self.left_out[f"row that a tracked change deleted: {' | '.join(cells)}"] += 1
        return rows

    def _cells(self, row: Any) -> list[str]:
        texts: list[str] = []
        for cell in _inner(row, "tc", "tr"):
            cell_text = _text_of(cell)
            texts.append("\n".join(cell_text.lines))
            remarks = self.comments.setdefault(self._number, [])
            remarks += [f"deleted by a tracked change: {words}" for words in cell_text.deleted if words.strip()]
            remarks += [f"struck through, so left out: {words}" for words in cell_text.struck if words.strip()]
            remarks += [self._words_by_comment[id_] for id_ in cell_text.comments if self._words_by_comment.get(id_)]
            # A cell over several columns leaves those after the first without words.
            texts += [""] * (_span(cell) - 1)
        return texts


def table_rows(root: Any) -> Iterator[tuple[Any, Any]]:
    """The rows of all tables of a document, each after its table."""
    for element in root.iter(f"{W}tbl"):
        yield from ((element, row) for row in _inner(element, "tr", "tbl"))


def cells_of(row: Any) -> list[Any]:
    """The cells of a row; one that goes over several columns stands for each of them."""
    cells = []
    for cell in _inner(row, "tc", "tr"):
        cells += [cell] * _span(cell)
    return cells


def words_of(cell: Any) -> str:
    """The wording of a cell, as tracked changes leave it."""
    return "\n".join(_text_of(cell).lines)


def add_words(cell: Any, text: str, *, highlight: str = "") -> None:
    """Add words to a cell, behind those that it has."""
    paragraphs = list(_inner(cell, "p", "tc"))
    paragraph = paragraphs[-1] if paragraphs else _add(cell, "p")
    _add_runs(paragraph, text, {"highlight": highlight} if highlight else {})


def _inner(element: Any, name: str, around: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, without those of tables in its cells."""
    for inner in element.iter(f"{W}{name}"):
        if next(inner.iterancestors(f"{W}{around}")) is element:
            yield inner


def _text_of(cell: Any) -> _CellText:
    text = _CellText()
    for paragraph in _inner(cell, "p", "tc"):
        if any(ancestor.tag == f"{W}txbxContent" for ancestor in paragraph.iterancestors()):
            continue
        _read_paragraph(paragraph, text)
        # Where a tracked change deleted the end of a paragraph, the next one follows in the same line.
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is None:
            text.lines.append("".join(text.words))
            text.words.clear()
    if text.words:
        text.lines.append("".join(text.words))
    # Empty paragraphs at the ends are nobody's wording: Word wants one in every cell.
    while text.lines and not text.lines[-1]:
        text.lines.pop()
    while text.lines and not text.lines[0]:
        text.lines.pop(0)
    return text


def _read_paragraph(paragraph: Any, text: _CellText) -> None:
    waiting: list[tuple[Any, list[str]]] = [(child, text.words) for child in reversed(paragraph)]
    while waiting:
        element, parts = waiting.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag in (f"{W}t", f"{W}delText"):
            parts.append(element.text or "")
        elif element.tag in _CHARACTERS:
            parts.append(_CHARACTERS[element.tag])
        elif element.tag in (f"{W}commentReference", f"{W}commentRangeStart"):
            text.comments[element.get(f"{W}id", "")] = None
        elif element.tag in _DELETED:
            text.deleted.append("".join(words.text or "" for words in element.iter(f"{W}delText", f"{W}t")))
        elif element.tag == f"{W}r":
            own_parts = parts if not _has(element, "strike", "dstrike") else []
            if own_parts is not parts:
                text.struck.append("".join(words.text or "" for words in element.iter(f"{W}t")))
            if not _has(element, "vanish"):
                waiting += [(child, own_parts) for child in reversed(element)]
        else:
            waiting += [(child, parts) for child in reversed(element)]


def _has(run: Any, *names: str) -> bool:
    """Whether a run has one of some properties that are on or off."""
    properties = (run.find(f"{W}rPr/{W}{name}") for name in names)
    return any(switch is not None and switch.get(f"{W}val", "true") not in _OFF for switch in properties)


def _comments(root: Any) -> dict[str, str]:
    """The words of comments by their ids, with who wrote them."""
    words_by_id = {}
    for comment in root.iter(f"{W}comment"):
        paragraphs = [[words.text or "" for words in paragraph.iter(f"{W}t")] for paragraph in comment.iter(f"{W}p")]
        words, author = "\n".join(map("".join, paragraphs)).strip(), comment.get(f"{W}author", "")
        words_by_id[comment.get(f"{W}id", "")] = f"{words} ({author})" if words and author else words
    return words_by_id


def _span(cell: Any) -> int:
    """Over how many columns a cell goes."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else max(1, min(_integer(span.get(f"{W}val")), 100))


def _integer(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 9 else 1


# Out -------------------------------------------------------------------------------------------------------------

_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    ),
}
_PAGE_WIDTH, _PAGE_HEIGHT, _MARGIN = 16838, 11906, 720
"""A4 across, in twentieths of a point."""
_FACT_WIDTH = 1350
_LABEL_WIDTH = 700
_UNVERIFIED = "FFF4D6"


def write(selection: Selection, destination: str) -> None:
    """Write a selection as a document with one table: ids, each language with its labels, status, notes, room for remarks.

    Raises:
        OutputError: a text has a character that XML cannot carry.
        TmxOutputError: the file cannot be written.
    """
    shown = table.table(selection)
    columns = [name for name in shown.columns if name.partition("-")[0] not in _NOT_WRITTEN]
    columns.append(REVIEW)
    document = etree.Element(f"{W}document", nsmap={"w": W.strip("{}")})
    body = etree.SubElement(document, f"{W}body")
    _add_paragraph(body, selection.heading, "", is_bold=True)
    for tag, version in selection.unverified().items():
        _add_paragraph(body, f"{tag} is {version.status}: {version.source}", "")
    grid = _new_table(body, columns, selection.languages)
    _add_row(grid, columns, dict(zip(columns, columns, strict=True)), selection.languages, is_head=True)
    for texts in shown.rows:
        _add_row(grid, columns, dict(zip(shown.columns, texts, strict=True)), selection.languages)
    section = etree.SubElement(body, f"{W}sectPr")
    _add(section, "pgSz", w=str(_PAGE_WIDTH), h=str(_PAGE_HEIGHT), orient="landscape")
    sides = dict.fromkeys(("top", "right", "bottom", "left", "header", "footer", "gutter"), str(_MARGIN))
    _add(section, "pgMar", **sides | {"gutter": "0"})
    _save(document, destination)


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{W}{name}", {f"{W}{key}": value for key, value in attributes.items()})


def _new_table(body: etree._Element, columns: Sequence[str], tags: Sequence[str]) -> etree._Element:
    grid = _add(body, "tbl")
    properties = _add(grid, "tblPr")
    _add(properties, "tblW", w="0", type="auto")
    borders = _add(properties, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _add(borders, side, val="single", sz="4", space="0", color="999999")
    _add(properties, "tblLayout", type="fixed")
    widths = _add(grid, "tblGrid")
    wide = {*tags, "note", REVIEW}.intersection(columns)
    narrow = {name: _LABEL_WIDTH if name.startswith("label-") else _FACT_WIDTH for name in columns if name not in wide}
    room = _PAGE_WIDTH - 2 * _MARGIN - sum(narrow.values())
    for name in columns:
        _add(widths, "gridCol", w=str(narrow.get(name) or max(room // len(wide), _FACT_WIDTH)))
    return grid


def _add_row(
    grid: etree._Element,
    columns: Sequence[str],
    record: Mapping[str, str],
    tags: Sequence[str],
    *,
    is_head: bool = False,
) -> None:
    row = _add(grid, "tr")
    properties = _add(row, "trPr")
    _add(properties, "cantSplit")
    if is_head:
        _add(properties, "tblHeader")
    for name in columns:
        cell = _add(row, "tc")
        if name in tags and record.get(f"status-{name}", Status.VERIFIED) != Status.VERIFIED:
            _add(_add(cell, "tcPr"), "shd", val="clear", color="auto", fill=_UNVERIFIED)
        text = record.get(name, "")
        if not is_legal(text):
            raise OutputError("XML cannot carry a control character of this text", where=record["id"])
        _add_paragraph(cell, text, name if name in tags else "", is_bold=is_head)


def _add_paragraph(parent: etree._Element, text: str, tag: str, *, is_bold: bool = False) -> None:
    """A paragraph; its language is that of the column, so that Word checks its spelling and knows its direction."""
    paragraph = _add(parent, "p")
    is_from_right = bool(tag) and language(tag).direction == "rtl"
    if is_from_right:
        _add(_add(paragraph, "pPr"), "bidi")
    properties = {"b": ""} if is_bold else {}
    properties |= {"rtl": ""} if is_from_right else {}
    _add_runs(paragraph, text, properties, tag)


def _add_runs(paragraph: etree._Element, text: str, properties: Mapping[str, str], tag: str = "") -> None:
    """Add words to a paragraph, with properties of their characters by name; one without a value is switched on."""
    for part in re.findall(r"[\t\n]|[^\t\n]+", text):
        run = _add(paragraph, "r")
        run_properties = _add(run, "rPr")
        for name, value in properties.items():
            _add(run_properties, name, **({"val": value} if value else {}))
        if tag:
            _add(run_properties, "lang", val=tag, eastAsia=tag, bidi=tag)
        if part in _WHITE_SPACE:
            _add(run, _WHITE_SPACE[part])
            continue
        words = _add(run, "t")
        words.set(markup.SPACE, "preserve")
        words.text = part


def _save(document: etree._Element, destination: str) -> None:
    """Write a document that is complete; with a fixed date, so that the same text gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in _PARTS.items():
            xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{part}'
            archive.writestr(zipfile.ZipInfo(name), xml, zipfile.ZIP_DEFLATED)
        body = etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True)
        archive.writestr(zipfile.ZipInfo("word/document.xml"), body, zipfile.ZIP_DEFLATED)
    with atomic.binary(destination) as out:
        out.write(packed.getvalue())
