"""Strings of JSON in the characters of their file: JSON lines and catalogues."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from aligner.exchange.editing import EditableText

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"(?!\s*:)', re.DOTALL)
_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)


def texts(raw: str, _path: Path) -> Iterator[EditableText]:
    """The strings of a file that are values, in order; names of values are none."""
    line, counted = 1, 0
    for match in re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL).finditer(raw):
        if not (string := _STRING.fullmatch(raw, *match.span())) or _is_name(raw, match.end()):
            continue
        line += raw.count("\n", counted, match.start())
        counted = match.start()
        characters, spans = [], []
        for character in _CHARACTER.finditer(raw, *string.span(1)):
            characters.append(json.loads(f'"{character[0]}"', strict=False))
            spans.append(character.span())
        if spans:
            yield EditableText("".join(characters), spans, line, "", _written)


def _is_name(raw: str, end: int) -> bool:
    return re.compile(r"\s*:").match(raw, end) is not None


def _written(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)[1:-1]
