"""Spreadsheets: the reviewer's table. Ids stay in sight, widths suit the text, and a column waits for remarks.

A cell is written as text, so that nothing in it is ever computed. A file that is read may come from anyone: its size
is known before it is unpacked, and XML in it that declares a document type is refused.
"""

from __future__ import annotations

import contextlib
import io
import posixpath
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from aligner.errors import ClausebankError, InputError, OutputError
from aligner.exchange import plain, review, table
from aligner.exchange.contents import AS_WRITTEN, Contents, ReadOptions
from aligner.exchange.entries import Selection
from aligner.exchange.table import REVIEW
from aligner.model import Status
from tmx import atomic

MAX_UNPACKED = 256 << 20
MAX_FILES = 2_000
MAX_ROWS = 1 << 20
MAX_COLUMNS = 1000
MAX_STYLES = 4 << 20
"""The most bytes that the styles of a workbook may take; each becomes an object many times its size."""
MAX_STRINGS = 64 << 20
"""The most bytes that its strings may take, which are in memory as a whole."""
MAX_CELL = 32_767
"""The most characters that a cell holds (ECMA-376)."""

_WIDTHS = {"id": 16, "role": 20, "note": 40, REVIEW: 40}
_TEXT_WIDTH, _FACT_WIDTH = 60, 12
_LINE, _MAX_HEIGHT = 15.0, 409.0
"""Points; a row can be no higher (ECMA-376)."""
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_UNVERIFIED = PatternFill("solid", fgColor="FFF4D6")


def write(selection: Selection, destination: str) -> None:
    """Write the table of a selection as a workbook of one sheet.

    Raises:
        OutputError: a text is longer than a cell may be, or has a character that a workbook cannot carry.
        TmxOutputError: the file cannot be written.
    """
    _write_table(table.table(selection), selection, destination)


def write_review(selection: Selection, destination: str) -> None:
    """Write the table for reviewing the alignment of a selection as a workbook; the names of blocks are hidden.

    Raises:
        OutputError, TmxOutputError: as for :func:`write`.
    """
    _write_table(review.review_table(selection), selection, destination)


def _write_table(shown: table.EntryTable, selection: Selection, destination: str) -> None:
    columns = (*shown.columns, REVIEW)
    book = openpyxl.Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = _sheet_name(selection.document.symbol)
    sheet.freeze_panes = "B2"
    for number, name in enumerate(columns, start=1):
        width = _TEXT_WIDTH if name in selection.languages else _WIDTHS.get(name, _FACT_WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.column_dimensions[get_column_letter(number)].hidden = name.startswith(f"{table.BLOCK}-")
        _fill(sheet.cell(1, number), name, "the first row").font = Font(bold=True)
    for line, row in enumerate(shown.rows, start=2):
        record = dict(zip(shown.columns, row, strict=True))
        sheet.row_dimensions[line].height = _height(record, selection.languages)
        for number, name in enumerate(columns, start=1):
            if text := record.get(name):
                cell = _fill(sheet.cell(line, number), text, f"{record['id']}, column {name}")
                if record.get(f"status-{name}", Status.VERIFIED) != Status.VERIFIED:
                    cell.fill = _UNVERIFIED
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.auto_filter.ref = sheet.dimensions
    _offer_statuses(sheet, columns, len(shown.rows))
    _save(book, destination)


def write_rows(rows: Iterable[Sequence[str]], destination: str) -> None:
    """Write rows as a workbook of one sheet, each cell as text.

    Raises:
        OutputError: a text is longer than a cell may be, or has a character that a workbook cannot carry.
        TmxOutputError: the file cannot be written.
    """
    book = openpyxl.Workbook()
    sheet = book.active or book.create_sheet()
    for line, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if text:
                _fill(sheet.cell(line, column), text, f"row {line}, column {column}")
    sheet.freeze_panes = "B2"
    _save(book, destination)


def _save(book: openpyxl.Workbook, destination: str) -> None:
    """Write a workbook that is complete, as not even standard output gets the beginning of one."""
    packed = io.BytesIO()
    book.save(packed)
    with atomic.binary(destination) as out:
        out.write(packed.getvalue())


def _sheet_name(symbol: str) -> str:
    return "".join("-" if character in r"[]:*?/\'" else character for character in symbol)[:31] or "text"


def _height(record: dict[str, str], tags: tuple[str, ...]) -> float:
    """The height of a row in points, so that all of its text shows: no program fits a row that it did not write."""
    widths = [*((tag, _TEXT_WIDTH) for tag in tags), ("note", _WIDTHS["note"])]
    lines = max(_lines(record.get(name, ""), width) for name, width in widths)
    return min(_LINE * (lines + (lines > 1)), _MAX_HEIGHT)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a cell of that width."""
    return sum(-(-max(1, _columns(line)) // width) for line in text.split("\n"))


def _columns(text: str) -> int:
    """How wide a text is in the unit of column widths; a Chinese character takes two."""
    return len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text)


def _fill(cell: Any, text: str, where: str) -> Any:
    """Put text into a cell; the stubs of openpyxl take any cell for one that may be merged."""
    if len(text) > MAX_CELL:
        raise OutputError(f"{len(text):,} characters do not fit in a cell ({MAX_CELL:,})", where=where)
    try:
        cell.value = text
    except IllegalCharacterError as error:
        raise OutputError("a workbook cannot carry a control character of this text", where=where) from error
    cell.data_type = "s"  # openpyxl takes text that begins with '=' for a formula
    cell.number_format = "@"
    cell.alignment = _WRAPPED
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    return cell


def _offer_statuses(sheet: Worksheet, columns: tuple[str, ...], rows: int) -> None:
    """Let the cells of a status offer the statuses there are."""
    offer = DataValidation(type="list", formula1=f'"{",".join(Status)}"', allow_blank=True)
    for number, name in enumerate(columns, start=1):
        if name.startswith("status-") and rows:
            letter = get_column_letter(number)
            offer.add(f"{letter}2:{letter}{rows + 1}")
    if offer.sqref:
        sheet.add_data_validation(offer)


def read(path: Path, options: ReadOptions = AS_WRITTEN) -> Contents:
    """Read the first sheet of a workbook that has a table of texts, which may follow a title.

    Words that are struck through are left out and listed, and comments on cells are those of their row.

    Raises:
        InputError: it is not a workbook, unpacks to more than it may, has no column of a language, or holds a formula;
            from the units too.
    """
    with _damage_named(path):
        workbook = _Workbook(path)
        sheet = workbook.table_sheet(options.languages)
    contents = table.contents(workbook.rows(sheet, options), str(path), options, workbook.comments(sheet))
    contents.left_out.update(f"sheet '{unread.title}'" for unread in workbook.sheets if unread is not sheet)
    return contents


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of the sheet that :func:`read` reads, each with its number.

    Raises:
        InputError: as for :func:`read`.
    """
    with _damage_named(path):
        workbook = _Workbook(path)
        sheet = workbook.table_sheet(())
    return workbook.rows(sheet)


def table_part(path: Path) -> str:
    """The name in the archive of the sheet that :func:`read` reads.

    Raises:
        InputError: as for :func:`read`.
    """
    with _damage_named(path):
        sheet = _Workbook(path).table_sheet(())
        return str(sheet._worksheet_path).lstrip("/")  # noqa: SLF001 - no public name


@contextlib.contextmanager
def _damage_named(path: Path) -> Iterator[None]:
    """One error for whatever a damaged workbook makes its library raise."""
    try:
        yield
    except (ClausebankError, MemoryError):
        raise
    except Exception as error:
        problem = f"is not a workbook that can be read ({type(error).__name__})"
        raise InputError(problem, where=str(path), hint="save it again as .xlsx") from error


class _Workbook:
    """A workbook that is read row by row.

    Attributes:
        sheets: those that hold cells.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._source = path, plain.read_bytes(path)
        _refuse_bombs(self._source, path)
        self._book: Any = openpyxl.load_workbook(
            io.BytesIO(self._source), read_only=True, data_only=False, keep_links=False, rich_text=True
        )
        self.sheets: list[Any] = list(self._book.worksheets)
        self._struck_styles = _struck_styles(self._book)
        self._comments: dict[str, dict[int, list[str]]] = {}

    def table_sheet(self, asked: Sequence[str]) -> Any:
        """The first sheet that names the columns of a table of texts; the first of all where none does.

        Raises:
            InputError: there is no sheet.
        """
        if not self.sheets:
            raise InputError("has no sheet", where=str(self._path), hint="save the table as .xlsx")
        return table.sheet_with_table(self.sheets, self.rows, asked)

    def rows(self, sheet: Any, options: ReadOptions = AS_WRITTEN) -> Iterator[tuple[int, list[str]]]:
        """The cells of a sheet as texts, each row with its number; rows that are not in the file are passed over."""
        with _damage_named(self._path), sheet._get_source() as source:  # noqa: SLF001 - see below
            # The rows of openpyxl know no rich text in a cell that holds its own words, so its parser is asked.
            strings, formats = sheet._shared_strings, self._book._date_formats  # noqa: SLF001
            parser = WorkSheetParser(source, strings, date_formats=formats, rich_text=True)
            for number, cells in parser.parse():
                if number > MAX_ROWS:
                    raise InputError(f"more than {MAX_ROWS:,} rows", where=str(self._path), hint="split the table")
                try:
                    texts = self._texts(cells, number, self.comments(sheet))
                except InputError as error:
                    options.bad_row(error)
                else:
                    yield number, texts

    def _texts(self, cells: list[dict[str, Any]], row: int, comments: dict[int, list[str]]) -> list[str]:
        """The words of a row; what is struck through becomes a comment."""
        texts: list[str] = []
        for cell in cells:
            column = cell["column"]
            where = f"{self._path}, cell {get_column_letter(column)}{row}"
            if column > MAX_COLUMNS:
                raise InputError(f"more than {MAX_COLUMNS:,} columns", where=where, hint="split the table")
            if cell["data_type"] == "f":
                raise table.formula(str(cell["value"]), where)
            words, struck = _without_struck(cell["value"])
            if cell["style_id"] in self._struck_styles:
                words, struck = "", words + struck
            if struck:
                comments.setdefault(row, []).append(f"struck through, so left out: {struck}")
            texts += [""] * (column - 1 - len(texts)) + [words]
        return texts

    def comments(self, sheet: Any) -> dict[int, list[str]]:
        """What a reviewer attached to the cells of a sheet, by row."""
        part = str(getattr(sheet, "_worksheet_path", ""))
        if part not in self._comments:
            with zipfile.ZipFile(io.BytesIO(self._source)) as packed:
                self._comments[part] = _comments_of(packed, part)
        return self._comments[part]


def _struck_styles(book: Any) -> frozenset[int]:
    """The numbers of the styles of cells that are struck through as a whole."""
    struck_fonts = {number for number, font in enumerate(book._fonts) if font.strike}  # noqa: SLF001 - not public
    return frozenset(at for at, style in enumerate(book._cell_styles) if style.fontId in struck_fonts)  # noqa: SLF001


def _without_struck(value: Any) -> tuple[str, str]:
    """The words of a cell, and those that are struck through."""
    if value is None:
        return "", ""
    if not isinstance(value, CellRichText):
        return str(value), ""
    words, struck = "", ""
    for block in value:
        if isinstance(block, TextBlock) and block.font.strike:
            struck += block.text
        else:
            words += str(block)
    return words, struck


_CELL = re.compile(r"[A-Z]+([0-9]+)")


def _comments_of(packed: zipfile.ZipFile, part: str) -> dict[int, list[str]]:
    """The comments on a sheet; a thread of replies is kept twice in a workbook, and taken from the newer place."""
    folder, _, name = part.lstrip("/").rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    names = packed.namelist()
    if relations not in names:
        return {}
    parts: dict[str, str] = {}
    for relation in _parsed(packed, relations):
        kind = relation.get("Type", "").rpartition("/")[2]
        parts[kind] = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
    comments: dict[int, list[str]] = {}
    threads = parts.get("threadedComment", "")
    source = threads if threads in names else parts.get("comments", "")
    if source not in names:
        return {}
    for element in _parsed(packed, source).iter("{*}comment", "{*}threadedComment"):
        place = _CELL.fullmatch(element.get("ref", ""))
        # Phonetic readings stand beside the words, in elements of their own.
        words = "".join(text.text or "" for text in element.iter("{*}t", "{*}text")).strip()
        if place and words:
            comments.setdefault(int(place[1]), []).append(f"{element.get('ref')}: {words}")
    return comments


def _parsed(packed: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(packed.read(name), parser)


def _refuse_bombs(source: bytes, path: Path) -> None:
    """Look at the sizes before anything is unpacked; an unpacker never gives more than the size that is declared."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as packed:
            members = packed.infolist()
            if len(members) > MAX_FILES or sum(member.file_size for member in members) > MAX_UNPACKED:
                raise InputError(
                    f"would unpack to more than {MAX_UNPACKED >> 20} MB", where=str(path), hint="split the table"
                )
            for ending, most in (("styles.xml", MAX_STYLES), ("sharedStrings.xml", MAX_STRINGS)):
                if any(member.filename.endswith(ending) and member.file_size > most for member in members):
                    problem = f"{ending} of more than {most >> 20} MB"
                    raise InputError(problem, where=str(path), hint="copy the texts into a new workbook")
            for member in members:
                if member.filename.endswith((".xml", ".rels")) and _declares(packed, member):
                    raise InputError("declares a document type", where=str(path), hint="save it again as .xlsx")
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError("is not a workbook", where=str(path), hint="save it as .xlsx") from error


def _declares(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether the XML has a document type, the door to entities; or an encoding that would hide one."""
    tail = b""
    with packed.open(member) as stream:
        while block := stream.read(1 << 20):
            if b"\0" in block or b"<!DOCTYPE" in tail + block:
                return True
            tail = block[-16:]
    return False
