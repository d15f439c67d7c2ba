"""Segments of TMX and translations of XLIFF, Android and Qt in the characters of their file.

The file has been read by a real parser before, so that it is known to be well-formed: here its tags only have to be
told from its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from aligner.exchange.contents import CODE, dropped_beside_codes
from aligner.exchange.editing import EditableText
from tmx.languages import canonical, from_locale

TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[(?P<data>.*?)\]\]>|<\?.*?\?>|<!DOCTYPE(?:[^\[>]|\[.*?\]\s*(?=>))*>"
    r"""|<(?P<end>/?)(?P<name>[^\s/>]+)(?P<attributes>(?:[^"'>]|"[^"]*"|'[^']*')*?)(?P<empty>/?)>""",
    re.DOTALL,
)
"""A tag, a comment or another thing between ``<`` and ``>``."""
ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CHARACTER = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));|\r\n|[^&]", re.DOTALL)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_SEGMENTS = frozenset(("seg", "target", "translation", "numerusform", "string", "item"))
"""Elements that hold the words of a segment."""
_NATIVE = frozenset(("bpt", "ept", "it", "ph", "ut"))
"""Codes around which, and not in which, the words stand."""
_CODES = _NATIVE | frozenset(("x", "bx", "ex", "g", "pc", "sc", "ec", "cp"))
_APART = frozenset(("alt-trans", "match", "note", "prop"))
"""Elements whose segments are not those of the unit."""


@dataclass(slots=True)
class _Collected:
    """The characters of a segment that is being read; ``is_known`` until something comes that stands for other words."""

    line: int
    language: str
    characters: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    is_known: bool = True

    def add(self, raw: str, start: int, end: int) -> None:
        place = start
        for character, span in spelled_out(raw, start, end):
            self._put(character, span)
            place = span[1]
        # What is left begins with an entity that the file itself declares.
        self.is_known = self.is_known and place == end

    def add_data(self, raw: str, start: int, end: int) -> None:
        for match in re.compile(r"\r\n|.", re.DOTALL).finditer(raw, start, end):
            self._put("\n" if match[0] in {"\r\n", "\r"} else match[0], match.span())

    def add_code(self, place: int) -> None:
        self._put(CODE, (place, place))

    def _put(self, character: str, span: tuple[int, int]) -> None:
        self.characters.append(character)
        self.spans.append(span)

    def text(self) -> EditableText:
        marked = "".join(self.characters)
        dropped = dropped_beside_codes(marked)
        places = [place for place, char in enumerate(marked) if char != CODE and place not in dropped]
        words = "".join(marked[place] for place in places)
        return EditableText(words, [self.spans[place] for place in places], self.line, self.language, escape)


def spelled_out(raw: str, start: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """The characters of a text between tags and where each is written, up to the first entity that is not of XML."""
    while start < end and (match := _CHARACTER.match(raw, start, end)):
        yield _character(match), match.span()
        start = match.end()


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, named = match.groups()
    if named:
        return _NAMED[named]
    if decimal or hexadecimal:
        return chr(int(decimal) if decimal else int(hexadecimal, 16))
    return "\n" if match[0] in {"\r\n", "\r"} else match[0]


class _Elements:
    """The elements that are open at a place of the file, and the segments being read."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.languages: list[str] = [""]
        self.segments: list[tuple[int, _Collected]] = []
        self.silent_from: int | None = None
        """How deep the element is whose words are not part of the segment."""

    def open(self, name: str, attributes: dict[str, str], place: int, line: int) -> None:
        self.names.append(name)
        names = ("xml:lang", "lang", "target-language", *(("language",) if name == "TS" else ()))
        language = next(filter(None, (attributes.get(attribute) for attribute in names)), "")
        self.languages.append(canonical(from_locale(language)) if language else self.languages[-1])
        if self.silent_from is not None:
            return
        if self.segments and name in _CODES:
            self.segments[-1][1].add_code(place)
        is_apart = name in _APART or attributes.get("mtype") == "x-sdl-deleted"
        if is_apart or (self.segments and name in _NATIVE):
            self.silent_from = len(self.names)
        elif name in _SEGMENTS or (self.segments and name == "mrk" and attributes.get("mtype") == "seg"):
            self.segments.append((len(self.names), _Collected(line, self.languages[-1])))

    def close(self, place: int) -> _Collected | None:
        """Close the innermost element, and give the segment that ends with it."""
        depth, name = len(self.names), self.names.pop()
        self.languages.pop()
        if self.silent_from == depth:
            self.silent_from = None
        if self.segments and self.silent_from is None and name in _CODES:
            self.segments[-1][1].add_code(place)
        if self.segments and self.segments[-1][0] == depth:
            return self.segments.pop()[1]
        return None

    @property
    def segment(self) -> _Collected | None:
        return self.segments[-1][1] if self.segments and self.silent_from is None else None


def texts(raw: str, _path: Path) -> Iterator[EditableText]:
    """The segments of a file, in order."""
    elements = _Elements()
    place, line, counted = 0, 1, 0
    for match in TOKEN.finditer(raw):
        line += raw.count("\n", counted, match.start())
        counted = match.start()
        if segment := elements.segment:
            segment.add(raw, place, match.start())
            if match["data"] is not None:
                segment.add_data(raw, *match.span("data"))
        place = match.end()
        name = (match["name"] or "").rpartition(":")[2]
        if not name:
            continue
        if not match["end"]:
            attributes = {key: double or single for key, double, single in ATTRIBUTE.findall(match["attributes"])}
            elements.open(name, attributes, match.end(), line)
        if (match["end"] or match["empty"]) and elements.names:
            collected = elements.close(match.start())
            if collected and collected.is_known and collected.spans:
                yield collected.text()
