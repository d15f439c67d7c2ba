"""The numbers that Word prints before the paragraphs of automatic lists (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from aligner.sources.numbering import FORMATS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BULLET = "•"


@dataclass(frozen=True, slots=True)
class _Level:
    """How a list numbers one of its levels; ``style`` is the paragraph style that belongs to it."""

    start: int
    format: str
    text: str
    style: str = ""
    is_legal: bool = False  # the numbers of outer levels in Arabic numerals


class WordNumbering:
    """Counts along a document; ask for the labels of its paragraphs in their order.

    Args:
        numbering: root of ``word/numbering.xml``, or None.
        styles: root of ``word/styles.xml``, or None.
    """

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._of_number: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._styles: dict[str, Any] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._started: set[str] = set()
        if styles is not None:
            self._styles = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Any) -> None:
        linked: dict[str, str] = {}  # list to the style whose list it uses
        for abstract in numbering.iterchildren(f"{W}abstractNum"):
            list_ = abstract.get(f"{W}abstractNumId")
            self._levels[list_] = {
                _number(level.get(f"{W}ilvl")): _level(level) for level in abstract.iterchildren(f"{W}lvl")
            }
            if style := _value(abstract.find(f"{W}numStyleLink")):
                linked[list_] = style
        for number in numbering.iterchildren(f"{W}num"):
            self._read_number(number)
        for list_, style in linked.items():
            number, _ = _numbered(self._styles[style].find(f"{W}pPr")) if style in self._styles else (None, None)
            self._levels[list_] = self._levels.get(self._of_number.get(number or "", ""), {})

    def _read_number(self, number: Any) -> None:
        id_, list_ = number.get(f"{W}numId"), _value(number.find(f"{W}abstractNumId"))
        for override in number.iterchildren(f"{W}lvlOverride"):
            depth = _number(override.get(f"{W}ilvl"))
            start, level = override.find(f"{W}startOverride"), override.find(f"{W}lvl")
            if start is not None:
                self._starts[id_, depth] = _number(_value(start))
            if level is not None:  # a level of its own makes it a list of its own
                own_list = f"{list_}/{id_}"
                self._levels[own_list] = {
                    **self._levels.get(own_list, self._levels.get(list_, {})),
                    depth: _level(level),
                }
        self._of_number[id_] = f"{list_}/{id_}" if f"{list_}/{id_}" in self._levels else list_

    def label(self, paragraph: Any) -> str:
        """What Word prints before this paragraph, such as ``(a)``; empty where it is in no list."""
        number, depth = self._place(paragraph)
        list_ = self._of_number.get(number, "")
        levels = self._levels.get(list_, {})
        if depth not in levels:
            return ""
        counts = self._counts[list_]
        if number not in self._started:
            self._started.add(number)
            for level in [level for id_, level in self._starts if id_ == number]:
                counts.pop(level, None)
        start = self._starts.get((number, depth), levels[depth].start)
        counts[depth] = counts[depth] + 1 if depth in counts else start
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if levels[depth].format == "bullet":
            sign = levels[depth].text
            return sign if sign and not any(0xE000 <= ord(char) <= 0xF8FF or char == "o" for char in sign) else _BULLET

        def counted(match: re.Match[str]) -> str:
            level = int(match.group(1)) - 1
            at = levels.get(level, levels[depth])
            written = "decimal" if levels[depth].is_legal else at.format
            return FORMATS.get(written, str)(counts.get(level, at.start))

        return re.sub(r"%([1-9])", counted, levels[depth].text).strip()

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """List number and depth, the paragraph's own or those of its style."""
        properties = paragraph.find(f"{W}pPr")
        number, depth = _numbered(properties)
        style_name = _value(properties.find(f"{W}pStyle")) if properties is not None else ""
        visited = set()
        while (number is None or depth is None) and style_name in self._styles and style_name not in visited:
            visited.add(style_name)
            style = self._styles[style_name]
            from_style = _numbered(style.find(f"{W}pPr"))
            number = from_style[0] if number is None else number
            # Which level belongs to a style the list says; the style's own word does not count (17.9.23).
            by_list = self._depth_of(number, style_name)
            depth = (from_style[1] if by_list is None else by_list) if depth is None else depth
            style_name = _value(style.find(f"{W}basedOn"))
        return number or "", depth or 0

    def _depth_of(self, number: str | None, style: str) -> int | None:
        levels = self._levels.get(self._of_number.get(number or "", ""), {})
        return next((depth for depth, level in levels.items() if level.style == style), None)


def _numbered(properties: Any | None) -> tuple[str | None, int | None]:
    numbering = properties.find(f"{W}numPr") if properties is not None else None
    if numbering is None:
        return None, None
    number, depth = numbering.find(f"{W}numId"), numbering.find(f"{W}ilvl")
    return (
        _value(number) if number is not None else None,
        _number(_value(depth)) if depth is not None else None,
    )


def _level(level: Any) -> _Level:
    return _Level(
        start=_number(_value(level.find(f"{W}start")) or "1"),
        format=_value(level.find(f"{W}numFmt")) or "decimal",
        text=_value(level.find(f"{W}lvlText")),
        style=_value(level.find(f"{W}pStyle")),
        is_legal=level.find(f"{W}isLgl") is not None,
    )


def _value(element: Any | None) -> str:
    return (element.get(f"{W}val") or "") if element is not None else ""


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0
