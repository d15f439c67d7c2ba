"""Strings of Xcode's catalogues in the characters of their file, each in the language it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from aligner.exchange.editing import EditableText
from aligner.exchange.editing import json as strings
from tmx.languages import canonical, from_locale

_TOKEN = re.compile(r'[{}]|"((?:[^"\\]|\\.)*)"(\s*:)?', re.DOTALL)


def texts(raw: str, path: Path) -> Iterator[EditableText]:
    """The texts of a file, in order: the values of ``stringUnit``, in the language that they are localizations of."""
    by_start = {text.spans[0][0]: text for text in strings.texts(raw, path)}
    keys: list[str] = []
    key = ""
    for token in _TOKEN.finditer(raw):
        if token[0] == "{":
            keys.append(key)
        elif token[0] == "}":
            del keys[-1:]
        elif token[2]:
            key = token[1]
        elif key == "value" and "localizations" in keys[:-1] and (text := by_start.get(token.start(1))):
            language = keys[keys.index("localizations") + 1]
            yield replace(text, language=canonical(from_locale(language)))
