"""Strings of Apple's catalogues (``.strings``) in the characters of their file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from aligner.exchange.editing import EditableText
from aligner.exchange.messages import APPLE, ESCAPE, unescaped

_WRITTEN = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def texts(raw: str, _path: Path) -> Iterator[EditableText]:
    """The texts of a file, in order; keys and comments are none."""
    line, counted = 1, 0
    for match in APPLE.finditer(raw):
        line += raw.count("\n", counted, match.start())
        counted = match.start()
        if not match["text"]:
            continue
        characters, spans = [], []
        place, end = match.span("text")
        while place < end:
            escape = ESCAPE.match(raw, place, end)
            stop = escape.end() if escape else place + 1
            characters.append(unescaped(raw[place:stop]))
            spans.append((place, stop))
            place = stop
        yield EditableText("".join(characters), spans, line, "", _written)


def _written(words: str) -> str:
    return "".join(_WRITTEN.get(character, character) for character in words)
