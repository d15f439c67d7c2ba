"""Translations of a gettext catalogue in the characters of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from aligner.exchange.editing import EditableText

_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_STRING = re.compile(r'[ \t]*(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)[ \t]*)?"(.*)"[ \t\r]*\n?\Z')
_CHARACTER = re.compile(r'\\([\\ntrvbf"])|(.)', re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f"}
_WRITTEN = {"\\": "\\\\", '"': '\\"'} | {character: f"\\{name}" for name, character in _ESCAPES.items()}


def written(words: str) -> str:
    r"""Words as a catalogue writes them between quotes.

    >>> written('a "b"\n')
    'a \\"b\\"\\n'
    """
    return "".join(_WRITTEN.get(character, character) for character in words)


def texts(raw: str, _path: Path) -> Iterator[EditableText]:
    """The translations of a file, in order; comments and obsolete entries are none."""
    characters: list[str] = []
    spans: list[tuple[int, int]] = []
    line = start = 0
    is_translation = False
    for number, row in enumerate(_LINE.finditer(raw), start=1):
        match = _STRING.match(row[0])
        keyword = match[1] if match else ""
        if keyword or not match:
            if is_translation and spans:
                yield EditableText("".join(characters), spans, line, "", written)
            characters, spans = [], []
            is_translation, line = bool(keyword and keyword.startswith("msgstr")), number
        if match and is_translation:
            start = row.start() + match.start(2)
            for character in _CHARACTER.finditer(match[2]):
                escaped, plain = character.groups()
                characters.append(plain or _ESCAPES.get(escaped, escaped))
                spans.append((start + character.start(), start + character.end()))
    if is_translation and spans:
        yield EditableText("".join(characters), spans, line, "", written)
