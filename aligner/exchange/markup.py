"""XML in and out: untrusted files are parsed without entities, network or unbounded memory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from aligner.errors import InputError, OutputError
from aligner.exchange.contents import CODE, code_offsets
from aligner.exchange.facts import is_fact
from aligner.model import InlineCode
from tmx import atomic

MAX_BYTES = 256 << 20
"""Larger files are refused: they are held in memory as a tree."""

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
LANG = f"{{{XML_NAMESPACE}}}lang"
ID = f"{{{XML_NAMESPACE}}}id"
SPACE = f"{{{XML_NAMESPACE}}}space"
EMPTY = frozenset(("x", "bx", "ex", "ph", "sc", "ec", "cp"))
"""Inline codes that surround nothing."""
KINDS = {"bpt": "open", "bx": "open", "sc": "open", "ept": "close", "ex": "close", "ec": "close"}
"""Inline codes that are one end of a pair."""
OURS = "clausebank"
"""What our own notes name as their author, so that those of other people are known."""
_DELETED = re.compile(r"delet", re.IGNORECASE)
"""In the kind of a mark around words that a tracked change took out: ``x-sdl-deleted``, ``x-mq-deleted`` ..."""


def parse(path: Path) -> etree._Element:
    """The root element of a file.

    Raises:
        InputError: it cannot be read, is too large, is not well-formed, or declares entities.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"more than {MAX_BYTES >> 20} MB", where=str(path), hint="split the file")
        source = path.read_bytes()
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", where=str(path)) from error
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        where = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise InputError(f"not well-formed XML: {error.msg}", where=where, hint="export the file again") from error
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.entities()):
        raise InputError("declares entities", where=str(path), hint="such files are refused; export it without them")
    return root


def document(
    tag: str, attributes: Mapping[str, str], space: str = "", spaces: Mapping[str, str] | None = None
) -> etree._Element:
    """A new root element, in a default namespace where one is given; ``spaces`` are further ones by prefix."""
    namespaces: dict[str, str] = dict(spaces or {})
    if space:
        namespaces[None] = space  # type: ignore[index] # lxml's key for the default namespace, which its stubs lack
    return etree.Element(f"{{{space}}}{tag}" if space else tag, dict(attributes), nsmap=namespaces or None)


def line(element: etree._Element) -> int:
    """The line of the file that the element stands on; 0 where that is not known."""
    number = element.sourceline
    return number if isinstance(number, int) else 0


def with_codes(
    element: etree._Element | None, codes: Container[str], has_words: Callable[[str], bool], left_out: Counter[str]
) -> str:
    """The text of a segment of XLIFF, with a :data:`~aligner.exchange.contents.CODE` at both ends of each inline code.

    Args:
        element: the segment; None has no text.
        codes: the names of elements that are codes; they are counted.
        has_words: whether what an element of some name surrounds belongs to the text.
        left_out: where codes are counted.
    """
    if element is None:
        return ""
    parts = [element.text or ""]
    for inner in element:
        if is_deleted(inner):
            left_out[f"deletion of a tracked change: {content(inner)}"] += 1
            parts.append(inner.tail or "")
            continue
        code = CODE if name(inner) in codes else ""
        left_out["inline codes"] += len(code)
        words = with_codes(inner, codes, has_words, left_out) if has_words(name(inner)) else ""
        parts += (code, words, code, inner.tail or "")
    return "".join(parts)


def is_deleted(element: etree._Element) -> bool:
    """Whether a tracked change took the words of an element out."""
    return bool(_DELETED.search(element.get("mtype", "") or element.get("type", ""))) and name(element) == "mrk"


def remarks(unit: etree._Element) -> tuple[str, tuple[str, ...]]:
    """What people wrote beside a unit of XLIFF: the note of the text it was made from, and the comments of others.

    Tools write comments as notes in many places, as attributes of marks, or in elements of their own namespace.
    """
    notes, comments = list[str](), list[str]()
    for element in unit.iter():
        words = content(element).strip() if name(element) in _REMARKS else element.get("comment", "").strip()
        if name(element) == "mrk" and element.get("type") == "comment":
            words = element.get("value", "").strip() or words
        if not words or any(name(outer) in _REMARKS for outer in element.iterancestors() if outer is not unit):
            continue
        author = element.get("from", "") or element.get("category", "")
        if author == OURS:
            notes.append(words)
        elif _is_of_catalogue(words):
            continue
        else:
            comments.append(f"{words} ({author})" if author else words)
    return "\n".join(notes), tuple(dict.fromkeys(comments))


def _is_of_catalogue(words: str) -> bool:
    """Whether a note is what our catalogues say of an entry, which a converter made a note of."""
    names = [line.partition(":")[0] for line in words.split("\n")]
    return all(is_fact(name) or name == "note" for name in names)


_REMARKS = frozenset(("note", "comment", "Comment", "cmt"))


def inline_codes(text: str, names: Iterable[tuple[str, str] | None]) -> tuple[InlineCode, ...]:
    """The inline codes of a segment.

    Args:
        text: as :func:`with_codes` gives it.
        names: for each code in it, as :func:`code_names` gives them, its name and kind.
    """
    places = zip(code_offsets(text), names, strict=True)
    return tuple(InlineCode(offset, *named) for offset, named in places if named)


def code_names(
    element: etree._Element | None, codes: Container[str], has_words: Callable[[str], bool]
) -> Iterator[tuple[str, str] | None]:
    """Name and kind of each :data:`~aligner.exchange.contents.CODE` of :func:`with_codes`, in the same order.

    A code that surrounds nothing is one code, though both its ends are marked: for the second there is None.
    """
    for inner in () if element is None else element:
        if is_deleted(inner):
            continue
        tag = name(inner)
        is_code, is_span = tag in codes, has_words(tag) and tag not in EMPTY
        label = inner.get("id") or inner.get("rid") or ""
        if is_code:
            yield label, "open" if is_span else KINDS.get(tag, "alone")
        if has_words(tag):
            yield from code_names(inner, codes, has_words)
        if is_code:
            yield (label, "close") if is_span else None


def name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return etree.QName(element).localname


def namespace(element: etree._Element) -> str:
    """The element's namespace; empty where it has none."""
    return etree.QName(element).namespace or ""


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The child elements of those names, in any namespace."""
    return (child for child in element if name(child) in names)


def child(element: etree._Element, *path: str) -> etree._Element | None:
    """The first element that names lead to, one level each; None where there is none."""
    current: etree._Element | None = element
    for step in path:
        current = next(children(current, step), None) if current is not None else None
    return current


def is_without(element: etree._Element, tag: str) -> bool:
    """Whether no element of that name in it has any text."""
    return not any(content(inner).strip() for inner in element.iter(f"{{*}}{tag}"))


def language_of(element: etree._Element, tag: str) -> str:
    """The language that the first element of that name in it says; empty where it says none."""
    first = next(element.iter(f"{{*}}{tag}"), None)
    return first.get(LANG, "") if first is not None else ""


class FileNames:
    """Names of the units of an XLIFF document, whose ids are unique in one of its files and no further."""

    def __init__(self, root: etree._Element) -> None:
        files = list(children(root, "file"))
        self._prefixes: dict[etree._Element, str] = (
            {file: f"{file.get('id') or number}." for number, file in enumerate(files, start=1)}
            if len(files) > 1
            else {}
        )

    def of(self, unit: etree._Element, own: str) -> str:
        """The name of a unit: its own, after that of its file where there are several; empty where it has none."""
        file = next(unit.iterancestors("{*}file"), None)
        return self._prefixes.get(file, "") + own if own and file is not None else own


def content(element: etree._Element | None) -> str:
    """All text in an element; empty where there is no element."""
    return "" if element is None else "".join(str(part) for part in element.itertext())


def add(parent: etree._Element, tag: str, text: str = "", where: str = "", **attributes: str) -> etree._Element:
    """Add an element in its parent's namespace.

    Raises:
        OutputError: XML cannot carry a character of the text or of a value.
    """
    space = namespace(parent)
    try:
        new = etree.SubElement(parent, f"{{{space}}}{tag}" if space else tag, attributes)
        if text:
            new.text = text
    except ValueError as error:
        raise OutputError("XML cannot carry a control character of this text", where=where or tag) from error
    return new


def save(root: etree._Element, destination: str, doctype: str = "") -> None:
    """Write a document, indented where that adds nothing to a text."""
    source = etree.tostring(root, pretty_print=True, xml_declaration=False, encoding="unicode")
    with atomic.text(destination) as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n' + (f"{doctype}\n" if doctype else "") + source)
