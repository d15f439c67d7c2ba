"""HTML: paragraphs, list items with the numbers a browser would give them, cells of tables."""

from __future__ import annotations

import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aligner.sources.blocks import Block, BlockKind
from aligner.sources.errors import UnreadableError
from aligner.sources.extract import Extract, with_letterhead
from aligner.sources.joining import tidy
from aligner.sources.numbering import alphabetic
from aligner.text.numerals import roman

_SILENT = frozenset(["script", "style", "template", "noscript", "head", "nav", "select", "textarea", "svg", "button"])
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "ruby",
        "rb",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)


def extract(path: Path) -> Extract:
    """The paragraphs of a page.

    Raises:
        UnreadableError: it is no HTML, or there is no text in it.
    """
    from lxml import etree, html

    # No network, no entities of a document type: libxml2's HTML parser knows neither, and refuses deep trees.
    parser = html.HTMLParser(no_network=True, huge_tree=False, encoding=_encoding(path))
    try:
        root = html.parse(str(path), parser).getroot()
    except (etree.ParserError, etree.XMLSyntaxError, OSError) as error:
        raise UnreadableError("not HTML that can be read", where=str(path), hint="fetch it again") from error
    blocks = _Walk().through(root) if root is not None else []
    if not blocks:
        raise UnreadableError("there is no text in it", where=str(path), hint="fetch it again")
    # Not by XPath, which fails on a page of many million elements.
    generators = [it.get("content", "") for it in root.iter("meta") if (it.get("name") or "").lower() == "generator"]
    return Extract(with_letterhead(blocks), "; ".join(generators))


def _encoding(path: Path) -> str | None:
    """UTF-8 where the bytes are; else what the page declares (None leaves that to the parser)."""
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


_KINDS = {"td": BlockKind.TABLE, "th": BlockKind.TABLE, "footer": BlockKind.FURNITURE, "aside": BlockKind.NOTE}


class _Walk:
    """Goes through a page once, without recursion: it may be nested as deep as it likes."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._label = ""
        self._kinds = [BlockKind.TEXT]
        self._counts: list[int] = []

    def through(self, root: Any) -> list[Block]:
        waiting: list[tuple[Callable[[Any], None], Any]] = [(self._open, root)]
        while waiting:
            step, element = waiting.pop()
            step(element)
            if step == self._open and not _is_silent(element):
                waiting.append((self._close, element))
                for child in reversed(element):
                    waiting += ((self._tail, child), (self._open, child))
        self._flush()
        return self.blocks

    def _open(self, element: Any) -> None:
        if _is_silent(element):
            return
        if element.tag == "br":
            self._parts.append("\n")
            if _is_second_br(element):
                self._flush()
        elif element.tag not in _INLINE:
            self._flush()
            if element.tag in ("ol", "ul", "menu"):
                self._counts.append(_integer(element.get("start"), 1) - 1)
            if element.tag == "li" and self._counts:
                self._counts[-1] = _integer(element.get("value"), self._counts[-1] + 1)
                self._label = _number(element, self._counts[-1])
        self._kinds.append(_KINDS.get(element.tag, self._kinds[-1]))
        self._parts.append(_spaces(element.text))

    def _close(self, element: Any) -> None:
        if element.tag not in _INLINE and element.tag != "br":
            self._flush()
            if element.tag in ("ol", "ul", "menu"):
                self._counts.pop()
        self._kinds.pop()

    def _tail(self, element: Any) -> None:
        self._parts.append(_spaces(element.tail))

    def _flush(self) -> None:
        text = tidy("".join(self._parts))
        self._parts.clear()
        if text:
            self.blocks.append(Block(text, label=self._label, kind=self._kinds[-1]))
            self._label = ""


def _is_silent(element: Any) -> bool:
    return not isinstance(element.tag, str) or element.tag in _SILENT or element.get("hidden") is not None


def _is_second_br(element: Any) -> bool:
    before = element.getprevious()
    return before is not None and before.tag == "br" and not (before.tail or "").strip()


def _spaces(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")


def _number(item: Any, number: int) -> str:
    """What a browser prints before an item of an ordered list; empty for other lists.

    https://html.spec.whatwg.org/multipage/grouping-content.html#ordinal-value
    """
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
        return ""
    shape = parent.get("type") or "1"
    if shape in ("a", "A") and number > 0:
        return f"{alphabetic(number).upper() if shape == 'A' else alphabetic(number)}."
    if shape in ("i", "I") and 0 < number < 4000:
        return f"{roman(number).upper() if shape == 'I' else roman(number)}."
    return f"{number}."


def _integer(value: str | None, otherwise: int) -> int:
    bare = (value or "").strip()
    return int(bare) if bare and set(bare) <= set(string.digits) and len(bare) < 9 else otherwise
