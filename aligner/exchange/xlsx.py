"""Spreadsheets: the reviewer's table. Ids stay in sight, widths suit the text, and a column waits for remarks.

A cell is written as text, so that nothing in it is ever computed. A file that is read may come from anyone: its size
is known before it is unpacked, and XML in it that declares a document type is refused.
"""

from __future__ import annotations

import io
import itertools
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError, InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from aligner.errors import InputError, OutputError
from aligner.exchange import plain, table
from aligner.exchange.contents import AS_WRITTEN, Contents, ReadOptions, units_of
from aligner.exchange.entries import Selection
from aligner.exchange.table import REVIEW
from aligner.model import Status
from tmx import atomic

MAX_UNPACKED = 256 << 20
MAX_FILES = 2_000
MAX_ROWS = 1 << 20
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
    shown = table.table(selection)
    columns = (*shown.columns, REVIEW)
    book = openpyxl.Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = _sheet_name(selection.document.symbol)
    sheet.freeze_panes = "B2"
    for number, name in enumerate(columns, start=1):
        width = _TEXT_WIDTH if name in selection.languages else _WIDTHS.get(name, _FACT_WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width
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
    with atomic.binary(destination) as out:
        book.save(out)


def _sheet_name(symbol: str) -> str:
    return "".join("-" if it in r"[]:*?/\'" else it for it in symbol)[:31] or "text"


def _height(record: dict[str, str], tags: tuple[str, ...]) -> float:
    """The height of a row in points, so that all of its text shows: no program fits a row that it did not write."""
    columns = (
        (record[name], width) for name, width in (*((tag, _TEXT_WIDTH) for tag in tags), ("note", _WIDTHS["note"]))
    )
    lines = max(sum(-(-max(1, _columns(part)) // width) for part in text.split("\n")) for text, width in columns)
    return min(_LINE * (lines + (lines > 1)), _MAX_HEIGHT)


def _columns(text: str) -> int:
    """How wide a text is in the unit of column widths; a Chinese character takes two."""
    return len(text) + sum(unicodedata.east_asian_width(it) in "WF" for it in text)


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
    """Read the first sheet of a workbook.

    Raises:
        InputError: it is no workbook, unpacks to more than it may, has no column of a language, or holds a formula.
    """
    sheets, lines = _opened(path, options)
    _, head = next(lines, (0, []))
    columns = [table.named(name, options.languages) for name in head]
    tags = table.languages(columns, str(path), options.languages)
    left_out = Counter(f"column '{name}'" for name in table.unknown(columns, tags))
    left_out["sheets after the first"] = sheets - 1
    rows = table.rows(table.reviewed(lines, columns, left_out), columns, tags, str(path), options)
    return Contents(units_of(rows), tags, left_out=left_out)


def cells(path: Path) -> Iterator[list[str]]:
    """The texts in the rows of the first sheet.

    Raises:
        InputError: it is no workbook, unpacks to more than it may, or holds a formula.
    """
    _, lines = _opened(path, AS_WRITTEN)
    return (texts for _, texts in lines)


def _opened(path: Path, options: ReadOptions) -> tuple[int, Iterator[tuple[int, list[str]]]]:
    """How many sheets a workbook has, and the rows of the first."""
    source = plain.read_bytes(path)
    _refuse_bombs(source, path)
    try:
        book = openpyxl.load_workbook(io.BytesIO(source), read_only=True, data_only=False, keep_links=False)
        lines = _lines(book, path, options)
        first = next(lines, None)
    except (InvalidFileException, KeyError, ValueError, OSError, SyntaxError, zipfile.BadZipFile) as error:
        raise InputError("is no workbook that can be read", where=str(path), hint="save it again as .xlsx") from error
    return len(book.sheetnames), itertools.chain([first] if first else [], lines)


def _lines(book: openpyxl.Workbook, path: Path, options: ReadOptions) -> Iterator[tuple[int, list[str]]]:
    sheet = book.worksheets[0]
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()  # what a file says of its own size is not to be believed
    for number, cells in enumerate(sheet.iter_rows(max_row=MAX_ROWS), start=1):
        formulas = [(column, cell) for column, cell in enumerate(cells, start=1) if cell.data_type == "f"]
        if formulas:
            column, cell = formulas[0]
            options.bad_row(table.formula(str(cell.value), f"{path}, cell {get_column_letter(column)}{number}"))
            continue
        yield number, ["" if cell.value is None else str(cell.value) for cell in cells]


def _refuse_bombs(source: bytes, path: Path) -> None:
    """Look at the sizes before anything is unpacked; an unpacker never gives more than the size that is declared."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as packed:
            members = packed.infolist()
            if len(members) > MAX_FILES or sum(it.file_size for it in members) > MAX_UNPACKED:
                raise InputError(
                    f"would unpack to more than {MAX_UNPACKED >> 20} MB", where=str(path), hint="split the table"
                )
            for member in members:
                if member.filename.endswith((".xml", ".rels")) and _declares(packed, member):
                    raise InputError("declares a document type", where=str(path), hint="save it again as .xlsx")
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError("is no workbook", where=str(path), hint="save it as .xlsx") from error


def _declares(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether the XML has a document type, the door to entities; or an encoding that would hide one."""
    tail = b""
    with packed.open(member) as stream:
        while block := stream.read(1 << 20):
            if b"\0" in block or b"<!DOCTYPE" in tail + block:
                return True
            tail = block[-16:]
    return False
