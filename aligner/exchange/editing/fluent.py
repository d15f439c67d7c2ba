"""Patterns of Fluent in the characters of their file: those of messages, attributes and variants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from aligner.exchange.editing import EditableText

_START = re.compile(
    r"^(?P<head>-?[A-Za-z][\w-]*[ ]*=|[ ]+\.[A-Za-z][\w-]*[ ]*=|[ ]*\*?\[[^\]\n]*\])[ ]*(?P<text>[^\r\n]*)",
    re.MULTILINE,
)
_CONTINUED = re.compile(r"\r?\n(?P<blank>(?:[ ]*\r?\n)*)(?P<indent>[ ]+)(?P<text>[^\s.*\[}][^\r\n]*)")
_PLACEABLE = re.compile(r"\{[ ]*([^{}]*?)[ ]*\}")


def texts(raw: str, _path: Path) -> Iterator[EditableText]:
    """The patterns of a file, in order; one whose lines are indented differently is left out."""
    line, counted = 1, 0
    for match in _START.finditer(raw):
        line += raw.count("\n", counted, match.start())
        counted = match.start()
        lines = [match.span("text")] if match["text"].strip() else []
        place, indents = match.end(), set()
        while continued := _CONTINUED.match(raw, place):
            lines.append(continued.span("text"))
            indents.add(continued["indent"])
            place = continued.end()
        if not lines or len(indents) > 1:
            continue
        characters: list[str] = []
        spans: list[tuple[int, int]] = []
        for start, end in lines:
            if spans:
                characters.append("\n")
                spans.append((spans[-1][1], start))
            for character, span in _characters(raw, start, end):
                characters.append(character)
                spans.append(span)
        yield EditableText("".join(characters), spans, line, "", str)


def _characters(raw: str, start: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """The characters of a line; those of a placeable as its reader writes them, all at its place."""
    while start < end:
        placeable = _PLACEABLE.match(raw, start, end)
        if placeable is None:
            yield raw[start], (start, start + 1)
            start += 1
            continue
        written = f"{{ {placeable[1]} }}"
        for character in written[:-1]:
            yield character, (start, start)
        yield written[-1], placeable.span()
        start = placeable.end()
