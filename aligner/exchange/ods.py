"""OpenDocument spreadsheets (ODF 1.3), as LibreOffice writes them: the reviewer's table, out and back.

No library gives the comments on cells and the words that are struck through, so the parts are read here, within the
limits of :mod:`aligner.sources.archive`. A file that is written has text in its cells and nothing that is computed.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from aligner.errors import InputError, OutputError
from aligner.exchange import plain, table
from aligner.exchange.contents import AS_WRITTEN, Contents, ReadOptions
from aligner.exchange.entries import Selection
from aligner.exchange.table import REVIEW
from aligner.model import Status
from aligner.sources.archive import Archive
from tmx import atomic
from tmx.document import is_legal

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
MAX_ROWS = 1 << 20
MAX_COLUMNS = 1000
MAX_CHARACTERS = 256 << 20
"""The most characters that the rows of a sheet may have, cells that the file only says to repeat among them."""

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = {
    "office": f"{_OASIS}:office:1.0",
    "table": f"{_OASIS}:table:1.0",
    "text": f"{_OASIS}:text:1.0",
    "style": f"{_OASIS}:style:1.0",
    "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "manifest": f"{_OASIS}:manifest:1.0",
}
_OFFICE, _TABLE, _TEXT, _STYLE, _FO, _MANIFEST = (f"{{{uri}}}" for uri in _NAMESPACES.values())
_PARTS = re.compile(r"(?P<spaces> {2,}|\A | \Z)|(?P<tab>\t)|[^ \t]+| ")
"""What a line is made of: white space that OpenDocument has elements for, and everything else."""
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_ANNOTATION = f"{_OFFICE}annotation"
_WIDTHS = {"text": "10cm", "fact": "3.5cm"}


def read(path: Path, options: ReadOptions = AS_WRITTEN) -> Contents:
    """Read the first sheet that has a table of texts, which may follow a title.

    Words that are struck through are left out and listed, and comments on cells are those of their row.

    Raises:
        InputError: it is no spreadsheet, has no column of a language, or holds a formula; from the units too.
        UnreadableError: it is damaged, encrypted, or unpacks to more than it may.
    """
    spreadsheet = _Spreadsheet(path)
    sheet = spreadsheet.table_sheet(options.languages)
    contents = table.contents(spreadsheet.rows(sheet, options), str(path), options, spreadsheet.comments(sheet))
    contents.left_out.update(f"sheet '{_name(unread)}'" for unread in spreadsheet.sheets if unread is not sheet)
    return contents


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of the sheet that :func:`read` reads, each with its number.

    Raises:
        InputError, UnreadableError: as for :func:`read`.
    """
    spreadsheet = _Spreadsheet(path)
    return spreadsheet.rows(spreadsheet.table_sheet(()))


def _name(sheet: Any) -> str:
    return str(sheet.get(f"{_TABLE}name", ""))


class _Spreadsheet:
    """A spreadsheet that is read.

    Attributes:
        sheets: its elements of sheets, in order.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with Archive(path, plain.read_bytes(path)) as archive:
            content, styles = archive.xml("content.xml"), archive.xml("styles.xml")
        body = content.find(f"{_OFFICE}body/{_OFFICE}spreadsheet") if content is not None else None
        if body is None:
            raise InputError("is not a spreadsheet", where=str(path), hint="save it as .ods")
        self.sheets: list[Any] = list(body.iterchildren(f"{_TABLE}table"))
        self._struck_styles = _struck_styles([root for root in (styles, content) if root is not None])
        self._comments: dict[Any, dict[int, list[str]]] = {}

    def table_sheet(self, asked: Sequence[str]) -> Any:
        """The first sheet that names the columns of a table of texts; the first of all where none does.

        Raises:
            InputError: there is no sheet.
        """
        if not self.sheets:
            raise InputError("has no sheet", where=str(self._path), hint="save the table as .ods")
        return table.sheet_with_table(self.sheets, self.rows, asked)

    def comments(self, sheet: Any) -> dict[int, list[str]]:
        """What a reviewer attached to the cells of a sheet, by row; filled while its rows are read."""
        return self._comments.setdefault(sheet, {})

    def rows(self, sheet: Any, options: ReadOptions = AS_WRITTEN) -> Iterator[tuple[int, list[str]]]:
        """The cells of a sheet as texts, each row with its number; empty rows are passed over."""
        comments = self.comments(sheet)
        comments.clear()
        number = characters = 0
        for element in sheet.iter(f"{_TABLE}table-row"):
            first, number = number + 1, number + _repeated(element, "rows")
            try:
                cells = self._cells(element, first, comments)
            except InputError as error:
                options.bad_row(error)
                continue
            if not any(cells) and first not in comments:
                continue
            characters += (number - first + 1) * sum(map(len, cells))
            if number > MAX_ROWS or characters > MAX_CHARACTERS:
                raise InputError(f"more than {MAX_ROWS:,} rows", where=str(self._path), hint="split the table")
            for line in range(first, number + 1):
                yield line, list(cells)

    def _cells(self, row: Any, number: int, comments: dict[int, list[str]]) -> list[str]:
        """The words of a row; what is struck through becomes a comment."""
        texts: list[str] = []
        for cell in row.iterchildren(*_CELLS):
            if cell.get(f"{_TABLE}formula") is not None:
                where = f"{self._path}, row {number}, column {len(texts) + 1}"
                raise table.formula(cell.get(f"{_TABLE}formula"), where)
            words, struck = self._words(cell)
            place = len(texts) + 1
            if struck:
                comments.setdefault(number, []).append(f"struck through, so left out: {struck}")
            for annotation in cell.iterchildren(_ANNOTATION):
                remark = "\n".join("".join(paragraph.itertext()) for paragraph in annotation.iterchildren(f"{_TEXT}p"))
                if remark.strip():
                    comments.setdefault(number, []).append(f"column {place}: {remark.strip()}")
            count = _repeated(cell, "columns")
            if words and place + count - 1 > MAX_COLUMNS:
                where = f"{self._path}, row {number}"
                raise InputError(f"more than {MAX_COLUMNS:,} columns", where=where, hint="split the table")
            # The last cell of a row is repeated, empty, to the edge of the sheet.
            texts += [words] * min(count, MAX_COLUMNS - len(texts))
        return texts

    def _words(self, cell: Any) -> tuple[str, str]:
        """The words of a cell, and those that are struck through."""
        paragraphs = list(cell.iterchildren(f"{_TEXT}p"))
        parts = [_without_struck(paragraph, self._struck_styles) for paragraph in paragraphs]
        words = "\n".join(kept for kept, _ in parts)
        struck = "\n".join(crossed_out for _, crossed_out in parts if crossed_out)
        if cell.get(f"{_TABLE}style-name") in self._struck_styles:
            return "", words + struck
        return words, struck


def _repeated(element: Any, what: str) -> int:
    """How often a row or a cell is to be taken."""
    count = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return min(int(count), MAX_ROWS + 1) if count.isascii() and count.isdigit() and len(count) < 9 else 1


def _struck_styles(roots: Iterable[Any]) -> frozenset[str]:
    """The names of the styles of words and cells that are struck through, those built upon another among them."""
    parents: dict[str, str] = {}
    lines: dict[str, str] = {}
    for style in itertools.chain.from_iterable(root.iter(f"{_STYLE}style") for root in roots):
        name = style.get(f"{_STYLE}name", "")
        parents[name] = style.get(f"{_STYLE}parent-style-name", "")
        for properties in style.iterchildren(f"{_STYLE}text-properties"):
            line = properties.get(f"{_STYLE}text-line-through-style") or properties.get(
                f"{_STYLE}text-line-through-type"
            )
            if line:
                lines[name] = line
    struck = set()
    for name in parents:
        ancestor, passed = name, set[str]()
        while ancestor and ancestor not in lines and ancestor not in passed:
            passed.add(ancestor)
            ancestor = parents.get(ancestor, "")
        if lines.get(ancestor, "none") != "none":
            struck.add(name)
    return frozenset(struck)


def _without_struck(paragraph: Any, struck_styles: frozenset[str]) -> tuple[str, str]:
    """The words of a paragraph, and those that are struck through."""
    parts: tuple[list[str], list[str]] = ([], [])
    waiting: list[tuple[Any, bool]] = [(paragraph, False)]
    while waiting:
        element, is_struck = waiting.pop()
        if isinstance(element, str):
            parts[is_struck].append(element)
            continue
        if element is not paragraph:
            waiting.append((element.tail or "", is_struck))
        if element.tag == _ANNOTATION:
            continue
        is_inner_struck = is_struck or element.get(f"{_TEXT}style-name") in struck_styles
        if element.tag == f"{_TEXT}s":
            count = element.get(f"{_TEXT}c", "1")
            parts[is_struck].append(" " * min(int(count) if count.isascii() and count.isdigit() else 1, 1000))
        elif element.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts[is_struck].append("\t" if element.tag == f"{_TEXT}tab" else "\n")
        waiting += [(child, is_inner_struck) for child in reversed(element)]
        waiting.append((element.text or "", is_inner_struck))
    return "".join(parts[0]), "".join(parts[1])


# Out -------------------------------------------------------------------------------------------------------------


def write(selection: Selection, destination: str) -> None:
    """Write the table of a selection as a spreadsheet of one sheet.

    Raises:
        OutputError: a text has a character that XML cannot carry.
        TmxOutputError: the file cannot be written.
    """
    shown = table.table(selection)
    columns = (*shown.columns, REVIEW)
    wide = {*selection.languages, "note", REVIEW}
    sheet = _new_sheet(["text" if name in wide else "fact" for name in columns])
    _add_row(sheet, dict(enumerate(columns)), "the first row", style="head")
    for texts in shown.rows:
        record = dict(zip(shown.columns, texts, strict=True))
        unsure = {tag for tag in selection.languages if record.get(f"status-{tag}", Status.VERIFIED) != Status.VERIFIED}
        styles = {number: "unverified" for number, name in enumerate(columns) if name in unsure}
        _add_row(sheet, dict(enumerate(texts)), record["id"], styles=styles)
    _save(sheet, destination)


def write_rows(rows_of_texts: Iterable[Sequence[str]], destination: str) -> None:
    """Write rows as a spreadsheet of one sheet, each cell as text.

    Raises:
        OutputError, TmxOutputError: as for :func:`write`.
    """
    sheet = _new_sheet([])
    for number, texts in enumerate(rows_of_texts, start=1):
        _add_row(sheet, dict(enumerate(texts)), f"row {number}")
    _save(sheet, destination)


def _new_sheet(kinds: Sequence[str]) -> etree._Element:
    sheet = etree.Element(f"{_TABLE}table", {f"{_TABLE}name": "text"}, nsmap=_NAMESPACES)
    for kind in kinds:
        etree.SubElement(sheet, f"{_TABLE}table-column", {f"{_TABLE}style-name": kind})
    return sheet


def _add_row(
    sheet: etree._Element,
    texts: Mapping[int, str],
    where: str,
    *,
    style: str = "words",
    styles: Mapping[int, str] | None = None,
) -> None:
    row = etree.SubElement(sheet, f"{_TABLE}table-row")
    for number, text in texts.items():
        cell = etree.SubElement(row, f"{_TABLE}table-cell")
        if not text:
            continue
        cell.set(f"{_TABLE}style-name", (styles or {}).get(number, style))
        cell.set(f"{_OFFICE}value-type", "string")
        if not is_legal(text):
            raise OutputError("XML cannot carry a control character of this text", where=where)
        for line in text.split("\n"):
            _add_paragraph(cell, line)


def _add_paragraph(cell: etree._Element, line: str) -> None:
    """A line of a cell; of several spaces OpenDocument would keep one, so they are elements, as tabs are."""
    paragraph = etree.SubElement(cell, f"{_TEXT}p")
    last: etree._Element | None = None
    for part in _PARTS.finditer(line):
        if part["spaces"]:
            last = etree.SubElement(paragraph, f"{_TEXT}s", {f"{_TEXT}c": str(len(part["spaces"]))})
        elif part["tab"]:
            last = etree.SubElement(paragraph, f"{_TEXT}tab")
        elif last is None:
            paragraph.text = (paragraph.text or "") + part[0]
        else:
            last.tail = (last.tail or "") + part[0]


def _save(sheet: etree._Element, destination: str) -> None:
    """Write a spreadsheet that is complete; the type of the file comes first and is not packed (ODF 1.3, part 2)."""
    root = etree.Element(f"{_OFFICE}document-content", {f"{_OFFICE}version": "1.3"}, nsmap=_NAMESPACES)
    root.append(_styles())
    spreadsheet = etree.SubElement(etree.SubElement(root, f"{_OFFICE}body"), f"{_OFFICE}spreadsheet")
    spreadsheet.append(sheet)
    manifest = etree.Element(f"{_MANIFEST}manifest", {f"{_MANIFEST}version": "1.3"}, nsmap=_NAMESPACES)
    for name, kind in (("/", MIMETYPE), ("content.xml", "text/xml")):
        entry = {f"{_MANIFEST}full-path": name, f"{_MANIFEST}media-type": kind}
        etree.SubElement(manifest, f"{_MANIFEST}file-entry", entry)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MIMETYPE, zipfile.ZIP_STORED)
        for name, part in (("content.xml", root), ("META-INF/manifest.xml", manifest)):
            # A fixed date, so that the same text gives the same bytes.
            xml = etree.tostring(part, xml_declaration=True, encoding="UTF-8")
            archive.writestr(zipfile.ZipInfo(name), xml, zipfile.ZIP_DEFLATED)
    with atomic.binary(destination) as out:
        out.write(packed.getvalue())


def _styles() -> etree._Element:
    styles = etree.Element(f"{_OFFICE}automatic-styles", nsmap=_NAMESPACES)
    for name, width in _WIDTHS.items():
        column = etree.SubElement(styles, f"{_STYLE}style", {f"{_STYLE}name": name, f"{_STYLE}family": "table-column"})
        etree.SubElement(column, f"{_STYLE}table-column-properties", {f"{_STYLE}column-width": width})
    for name, color in (("words", ""), ("head", ""), ("unverified", "#fff4d6")):
        cell = etree.SubElement(styles, f"{_STYLE}style", {f"{_STYLE}name": name, f"{_STYLE}family": "table-cell"})
        properties = {f"{_FO}wrap-option": "wrap", f"{_STYLE}vertical-align": "top"}
        if color:
            properties[f"{_FO}background-color"] = color
        etree.SubElement(cell, f"{_STYLE}table-cell-properties", properties)
        if name == "head":
            etree.SubElement(cell, f"{_STYLE}text-properties", {f"{_FO}font-weight": "bold"})
    return styles
