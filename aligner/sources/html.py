"""HTML: paragraphs, list items with the numbers a browser would give them, cells of tables."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aligner.sources.blocks import Block, Kind
from aligner.sources.errors import UnreadableError
from aligner.sources.extract import Extract, with_letterhead
from aligner.sources.joining import tidy
from aligner.sources.numbering import alphabetic, roman

_SILENT = frozenset(("script", "style", "template", "noscript", "head", "nav", "select", "textarea", "svg", "button"))
_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd")
    + (
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
    )
    + ("tt", "u", "var", "wbr")
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
    blocks = tuple(_blocks(root)) if root is not None else ()
    if not blocks:
        raise UnreadableError("there is no text in it", where=str(path), hint="fetch it again")
    generators = root.xpath("//meta[translate(@name, 'GENRATO', 'genrato')='generator']/@content")
    return Extract(with_letterhead(blocks), "; ".join(map(str, generators)))


def _encoding(path: Path) -> str | None:
    """UTF-8 where the bytes are; else what the page declares (None leaves that to the parser)."""
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _blocks(root: Any) -> Iterator[Block]:
    """Walks the page; text gathers in ``parts`` until an element ends the paragraph."""
    parts: list[str] = []
    label, kind = "", Kind.TEXT

    def flush() -> Iterator[Block]:
        nonlocal label
        text = tidy("".join(parts))
        parts.clear()
        if text:
            yield Block(text, label=label, kind=kind)
            label = ""

    for step, element, value in _events(root):
        if step == "text":
            parts.append(value)
        elif step == "break":
            yield from flush()
            if element is not None and element.tag == "li":
                label = value
            kind = Kind.TABLE if element is not None and element.tag in ("td", "th") else Kind.TEXT
    yield from flush()


def _events(root: Any) -> Iterator[tuple[str, Any, str]]:
    """Texts and paragraph ends in document order, without recursion: a page may be nested as deep as it likes."""
    waiting: list[tuple[str, Any]] = [("open", root)]
    while waiting:
        step, element = waiting.pop()
        if step == "tail":
            if element.tail:
                yield "text", None, _spaces(element.tail)
            continue
        silent = not isinstance(element.tag, str) or element.tag in _SILENT or element.get("hidden") is not None
        if step == "close":
            if element.tag not in _INLINE:
                yield "break", None, ""
            continue
        if silent:
            continue
        if element.tag == "br":
            yield ("break", None, "") if _is_second_br(element) else ("text", None, "\n")
            continue
        if element.tag not in _INLINE:
            yield "break", element, _number(element) if element.tag == "li" else ""
        if element.text:
            yield "text", None, _spaces(element.text)
        waiting.append(("close", element))
        for child in reversed(element):
            waiting += (("tail", child), ("open", child))


def _is_second_br(element: Any) -> bool:
    before = element.getprevious()
    return before is not None and before.tag == "br" and not (before.tail or "").strip()


def _spaces(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


def _number(item: Any) -> str:
    """What a browser prints before an item of an ordered list; empty for other lists.

    https://html.spec.whatwg.org/multipage/grouping-content.html#ordinal-value
    """
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
        return ""
    number = _integer(parent.get("start"), 1) - 1
    for sibling in parent.iterchildren("li"):
        number = _integer(sibling.get("value"), number + 1)
        if sibling is item:
            break
    shape = parent.get("type") or "1"
    if shape in "aA" and number > 0:
        letters = alphabetic(number)
        return f"{letters.upper() if shape == 'A' else letters}."
    if shape in "iI" and number > 0:
        return f"{roman(number).upper() if shape == 'I' else roman(number)}."
    return f"{number}."


def _integer(value: str | None, otherwise: int) -> int:
    bare = (value or "").strip()
    return int(bare) if bare and set(bare) <= set(string.digits) and len(bare) < 9 else otherwise
