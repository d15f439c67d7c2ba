"""Values of Java's properties in the characters of their file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from aligner.exchange.editing import EditableText

_ENTRY = re.compile(
    r"^[ \t\f]*(?![#!])(?P<key>(?:[^\\:=\s]|\\.)+)[ \t\f]*[:=]?[ \t\f]*(?P<value>(?:[^\\\r\n]|\\(?:\r\n|.))*)",
    re.MULTILINE | re.DOTALL,
)
_CHARACTER = re.compile(
    r"\\u([0-9a-fA-F]{4})|\\(?P<break>\r\n|[\r\n])[ \t\f]*|\\(?P<escaped>.)|(?P<plain>.)", re.DOTALL
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
_WRITTEN = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f"}


def texts(raw: str, _path: Path) -> Iterator[EditableText]:
    """The values of a file, in order; comments are none."""
    line, counted = 1, 0
    for match in _ENTRY.finditer(raw):
        line += raw.count("\n", counted, match.start())
        counted = match.start()
        characters, spans = [], []
        for character in _CHARACTER.finditer(raw, *match.span("value")):
            if character["break"]:
                continue
            escaped = character["escaped"]
            number = character[1]
            characters.append(chr(int(number, 16)) if number else _ESCAPES.get(escaped, escaped) or character["plain"])
            spans.append(character.span())
        if spans:
            yield EditableText("".join(characters), spans, line, "", _written)


def _written(words: str) -> str:
    return "".join(_WRITTEN.get(character, character) for character in words)
