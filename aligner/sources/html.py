"""HTML: paragraphs, list items with the numbers a browser would give them, rows of tables.

libxml2 reports the tags one after the other and builds no tree: its trees end, without a word, where a page is nested
deeper than 256 elements.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aligner.sources.blocks import Block, BlockKind
from aligner.sources.errors import UnreadableError
from aligner.sources.extract import Extract, with_letterhead
from aligner.sources.joining import tidy
from aligner.sources.numbering import alphabetic
from aligner.sources.plain import BOMS
from aligner.text.numerals import roman

_CODE = frozenset((
    "script", "style", "template", "noscript", "head", "svg", "iframe", "noframes", "object", "math", "title",
))  # fmt: skip
_CONTROLS = frozenset(("nav", "select", "textarea", "button"))
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "rt", "rp", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
_LISTS = ("ol", "ul", "menu")
_KINDS = {"td": BlockKind.TABLE, "th": BlockKind.TABLE, "footer": BlockKind.FURNITURE, "aside": BlockKind.NOTE}
_CHUNK = 1 << 16
_END = "clausebank: end of page"
"""Follows the page, as a paragraph: where the parser does not report it as one, something before it was left open."""


def extract(path: Path, data: bytes) -> Extract:
    """The paragraphs of a page.

    Raises:
        UnreadableError: it is not HTML, or there is no text in it.
    """
    page = read_page(path, data)
    if not page.blocks:
        raise UnreadableError("there is no text in it", where=str(path), hint="fetch it again")
    return Extract(with_letterhead(page.blocks), "; ".join(page.generators), page.remarks)


def read_page(path: Path, data: bytes) -> HtmlPage:
    """What a page says, however deeply it is nested and whatever tags it leaves open.

    Raises:
        UnreadableError: it is not HTML.
    """
    from lxml import etree

    page = HtmlPage()
    data = _in_utf8(data)
    # No network, no entities of a document type: libxml2's HTML parser knows neither.
    parser = etree.HTMLParser(target=page, no_network=True, huge_tree=True, encoding=_encoding(data))
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
        parser.feed(f"<p>{_END}")
        parser.close()
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableError("not HTML that can be read", where=str(path), hint="fetch it again") from error
    if not page.is_whole:
        raise UnreadableError(
            "ends inside a tag, a comment, a script or a menu that is not closed, so that text would be missing",
            where=str(path),
            hint="save it again from a browser",
        )
    return page


def _in_utf8(data: bytes) -> bytes:
    """The page without byte order mark, and with what XHTML marks as characters written as HTML writes it."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            data = data.decode(encoding, "replace").encode()
            break
    first, *sections = data.split(b"<![CDATA[")
    pieces = [first]
    for section in sections:
        characters, _, following = section.partition(b"]]>")
        pieces += [characters.replace(b"&", b"&amp;").replace(b"<", b"&lt;"), following]
    return b"".join(pieces)


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are; else what the page declares (None leaves that to the parser)."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


@dataclass(slots=True)
class _Open:
    """An element that has begun: what it makes of its text, and for a list how far it has counted."""

    tag: str
    kind: BlockKind
    is_silent: bool
    is_code: bool = False
    numbered: str = ""
    count: int = 0


class HtmlPage:
    """The blocks of a page, from the events of its parser.

    Attributes:
        blocks: what it says.
        generators: the programs that made it.
        rows: how many rows its tables have.
        is_whole: whether it ended outside everything that is not read.
        hidden: characters in menus, forms and hidden elements, which are not read.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.generators: list[str] = []
        self.hidden = 0
        self.is_whole = False
        self._open = [_Open("", BlockKind.TEXT, is_silent=False)]
        self._lists: list[_Open] = []
        self._rows: list[list[int]] = []  # row and column of the cell that is read, for each open row
        self.rows = 0
        self._parts: list[str] = []
        self._label = ""
        self._after_break = False

    def blocks_after(self, rows: int) -> list[Block]:
        """The blocks of a page that follows others with that many rows."""
        moved = [(block, block.cell) for block in self.blocks]
        return [replace(block, cell=(cell[0] + rows, cell[1])) if cell else block for block, cell in moved]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was not read, in words."""
        return (f"menus, forms and hidden text ({self.hidden:,} characters) were not read",) if self.hidden else ()

    def start(self, tag: Any, attrib: Mapping[Any, Any]) -> None:
        """An element begins."""
        around = self._open[-1]
        is_silent = around.is_silent or tag in _CODE or tag in _CONTROLS or "hidden" in attrib
        element = _Open(tag, _KINDS.get(tag, around.kind), is_silent, around.is_code or tag in _CODE)
        if tag == "meta" and attrib.get("name", "").lower() == "generator":
            self.generators.append(attrib.get("content", ""))
        if not is_silent:
            self._begin(element, attrib)
        self._open.append(element)

    def _begin(self, element: _Open, attributes: Mapping[str, str]) -> None:
        tag = element.tag
        if tag == "br":
            self._parts.append("\n")
            if self._after_break:
                self._flush()
            self._after_break = True
        elif tag not in _INLINE:
            self._flush()
        if tag in _LISTS:
            is_numbered = tag == "ol" and "none" not in attributes.get("style", "")
            element.numbered = attributes.get("type", "1") if is_numbered else ""
            element.count = _integer(attributes.get("start"), 1) - 1
            self._lists.append(element)
        elif tag == "li" and self._lists:
            list_ = self._lists[-1]
            list_.count = _integer(attributes.get("value"), list_.count + 1)
            self._label = _number(list_.numbered, list_.count)
        elif tag == "tr":
            self.rows += 1
            self._rows.append([self.rows, 0])
        elif tag in ("td", "th") and self._rows:
            self._rows[-1][1] += 1

    def end(self, tag: Any) -> None:
        """An element ends."""
        if len(self._open) == 1:
            return
        element = self._open[-1]
        if not element.is_silent and tag not in _INLINE and tag != "br":
            self._flush()
        self._open.pop()
        if self._lists and self._lists[-1] is element:
            self._lists.pop()
        if tag == "tr" and self._rows and not element.is_silent:
            self._rows.pop()

    def data(self, data: str | bytes) -> None:
        """Characters of an element."""
        text, element = str(data), self._open[-1]
        if text == _END:
            self.is_whole = not element.is_silent
            return
        if element.is_silent:
            self.hidden += 0 if element.is_code else len(text.strip())
            return
        if text.strip():
            self._after_break = False
        self._parts.append(text.replace("\n", " ").replace("\r", " "))

    def comment(self, text: str | bytes) -> None:
        """A comment says nothing."""

    def pi(self, target: str | bytes, data: str | bytes | None = None) -> None:
        """A processing instruction says nothing."""

    def close(self) -> None:
        """The page ends, with whatever is still open."""
        self._flush()

    def _flush(self) -> None:
        text = tidy("".join(self._parts))
        self._parts.clear()
        self._after_break = False
        if text:
            kind = self._open[-1].kind
            row, column = self._rows[-1] if self._rows and kind is BlockKind.TABLE else (0, 0)
            self.blocks.append(Block(text, label=self._label, kind=kind, cell=(row, column) if column else None))
            self._label = ""


def _number(numbered: str, number: int) -> str:
    """What a browser prints before an item of an ordered list of that type; empty for other lists.

    https://html.spec.whatwg.org/multipage/grouping-content.html#ordinal-value
    """
    if not numbered:
        return ""
    if numbered in ("a", "A") and number > 0:
        return f"{alphabetic(number).upper() if numbered == 'A' else alphabetic(number)}."
    if numbered in ("i", "I") and 0 < number < 4000:
        return f"{roman(number).upper() if numbered == 'I' else roman(number)}."
    return f"{number}."


def _integer(value: str | None, otherwise: int) -> int:
    bare = (value or "").strip()
    return int(bare) if bare and set(bare) <= set(string.digits) and len(bare) < 9 else otherwise
