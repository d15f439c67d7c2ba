"""PDF: every character with its place, from PDFium; lines and paragraphs are made of them here.

PDFium (pypdfium2, Apache-2.0 or BSD-3-Clause) rather than pdfminer.six: on the samples it has every character, in the
order of the page, in a tenth of the time or less, where the default layout of pdfminer.six loses or misplaces 47 to
2,332 characters in 10,000 (docs/benchmarks/sources.md); its loose boxes and font weights are what paragraphs are told by.
It is native code that meets untrusted files, so :mod:`aligner.sources.confined` runs this module in a process of its
own, with limits of memory and time.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from pathlib import Path
from typing import Any

from aligner.errors import MissingExtraError
from aligner.sources.errors import UnreadableError
from aligner.sources.extract import Extract, with_letterhead
from aligner.sources.pages import Char, Page, lines_of
from aligner.sources.paragraphs import paragraphs

MAX_PAGES = 2_000
MAX_CHARS = 10_000_000

_LINE_END_HYPHENS = ("\x02", "\ufffe")  # what PDFium puts for a hyphen that it takes for a broken word
# Forms that fonts have and texts do not: ligatures, and the radicals some Chinese fonts map their characters to.
_GLYPH_FORMS = ((0xFB00, 0xFB06), (0x2E80, 0x2FD5))


def extract(path: Path, data: bytes) -> Extract:
    """Everything a PDF says.

    Raises:
        MissingExtraError: pypdfium2 is not installed.
        UnreadableError: the file is damaged, protected or too large, or has no text layer.
    """
    pdfium = _library()
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("protected by a password", where=str(path), hint="save it without") from error
        raise UnreadableError(
            "not a PDF that can be read: damaged or cut off", where=str(path), hint="fetch it again"
        ) from error
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableError(f"{len(document):,} pages, more than {MAX_PAGES:,}", where=str(path), hint="split it")
        return _extract(path, pdfium, document)
    finally:
        document.close()


def _extract(path: Path, pdfium: Any, document: Any) -> Extract:
    pages, scanned, count = [], [], 0
    for number in range(len(document)):
        page = _page(pdfium, document, number)
        count += len(page.chars)
        if count > MAX_CHARS:
            raise UnreadableError(f"more than {MAX_CHARS:,} characters", where=str(path), hint="split it")
        if not page.chars and _has_picture(pdfium, document, number):
            scanned.append(number + 1)
        pages.append(page)
    if not count:
        what = "scanned pages without a text layer" if scanned else "there is no text in it"
        raise UnreadableError(what, where=str(path), hint="run text recognition (ocrmypdf) first, then compare by eye")
    remarks = []
    if scanned:
        shown = ", ".join(map(str, scanned[:12])) + (" ..." if len(scanned) > 12 else "")
        remarks.append(f"scanned without a text layer, not read: page {shown}")
    unmapped = sum(char.text == "\ufffd" for page in pages for char in page.chars)
    if unmapped:
        remarks.append(f"{unmapped} characters have no Unicode value in the fonts of the file; they are read as \ufffd")
    metadata = document.get_metadata_dict()
    creator = "; ".join(value for key in ("Creator", "Producer", "Author") if (value := metadata.get(key, "")))
    return Extract(with_letterhead(paragraphs(lines_of(pages))), creator, tuple(remarks))


def _library() -> Any:
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtraError("reading PDF", "documents") from error
    return pypdfium2


def _page(pdfium: Any, document: Any, number: int) -> Page:
    page = document[number]
    text_page = page.get_textpage()
    try:
        left, bottom, right, top = page.get_cropbox()
        return Page(number + 1, right - left, top - bottom, _chars(pdfium.raw, text_page.raw, left, top))
    finally:
        text_page.close()
        page.close()


def _chars(raw: Any, text_page: Any, left: float, top: float) -> tuple[Char, ...]:
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    chars: list[Char] = []
    high = 0
    for index in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code in (0x0A, 0x0D, 0):
            continue
        made = raw.FPDFText_IsGenerated(text_page, index) == 1
        raw.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(x), ctypes.byref(y))
        raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box))
        raw.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix))
        size = raw.FPDFText_GetFontSize(text_page, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
        if made and chars:
            # A space that is not in the file has no origin of its own.
            last = chars[-1]
            chars.append(Char(" ", last.x1, max(box.right - left, last.x1), last.y, last.size, last.bold, made=True))
            continue
        is_unmapped = raw.FPDFText_HasUnicodeMapError(text_page, index) == 1
        text = "\ufffd" if is_unmapped or 0xD800 <= code < 0xE000 else _plain(chr(code))
        bold, fixed = _style(raw, text_page, index)
        chars.append(Char(text, box.left - left, box.right - left, top - y.value, size, bold, fixed=fixed))
    return tuple(chars)


def _plain(char: str) -> str:
    if char in _LINE_END_HYPHENS:
        return "-"
    if any(low <= ord(char) <= high for low, high in _GLYPH_FORMS):
        return unicodedata.normalize("NFKC", char)
    return char


def _style(raw: Any, text_page: Any, index: int) -> tuple[bool, bool]:
    """Whether a character is bold, and whether its font has one width; fonts say so by weight, flags or name."""
    name = ctypes.create_string_buffer(64)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, index, name, 64, ctypes.byref(flags))
    font = name.value.lower()
    is_bold = raw.FPDFText_GetFontWeight(text_page, index) >= 600 or b"bold" in font or bool(flags.value & (1 << 18))
    return is_bold, bool(flags.value & 1) or any(word in font for word in (b"mono", b"courier", b"consolas"))


def _has_picture(pdfium: Any, document: Any, number: int) -> bool:
    page = document[number]
    try:
        return any(True for _ in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    finally:
        page.close()
