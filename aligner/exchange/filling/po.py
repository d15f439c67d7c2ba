"""Catalogues of gettext: an empty translation is filled, flagged fuzzy, with the source it was made for in ``#|``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aligner.exchange.editing import Replacement, edited, encoding
from aligner.exchange.editing.po import written
from aligner.exchange.filling import Proposal, Propose
from tmx import atomic

_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_STRING = re.compile(r'[ \t]*(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)[ \t]*)?"(.*)"[ \t\r]*\n?\Z')
_ESCAPE = re.compile(r'\\([\\ntrvbf"])')
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f"}


@dataclass(slots=True)
class _Entry:
    """One entry, by the words of its strings and where what may change stands.

    Attributes:
        strings: keyword to words.
        start: where its first string begins, in front of which its comments stand.
        flags: where the list of its flags begins; 0 where it has none.
        translation: start and end of the lines of its translation.
    """

    strings: dict[str, str] = field(default_factory=dict)
    start: int = -1
    flags: int = 0
    translation: tuple[int, int] = (0, 0)


def fill(path: Path, output: str, _pair: tuple[str, str], propose: Propose) -> None:
    """Write a catalogue with its empty translations filled; see :func:`aligner.exchange.filling.fill`."""
    file = encoding.read(path)
    changes: list[Replacement] = []
    newline = "\r\n" if "\r\n" in file.characters else "\n"
    for entry in _entries(file.characters):
        source = entry.strings.get("msgid", "")
        is_plural = "msgid_plural" in entry.strings
        if source and not is_plural and entry.strings.get("msgstr") == "" and (proposal := propose(source)):
            changes += _filled(entry, proposal, newline)
    with atomic.binary(output) as out:
        out.write(file.encoded(edited(file.characters, changes)))


def _filled(entry: _Entry, proposal: Proposal, newline: str) -> Iterator[Replacement]:
    if entry.flags:
        yield Replacement(entry.flags, entry.flags, " fuzzy,")
    comments = [f"# {' '.join(proposal.in_words.split())}"] + ([] if entry.flags else ["#, fuzzy"])
    if proposal.percent < 100:
        comments += [f"#| {line}" for line in _lines("msgid", proposal.source)]
    yield Replacement(entry.start, entry.start, "".join(comment + newline for comment in comments))
    yield Replacement(*entry.translation, newline.join(_lines("msgstr", proposal.target)) + newline)


def _lines(keyword: str, words: str) -> list[str]:
    """A string as gettext writes it: on a line of its own after each line break in it."""
    parts = words.splitlines(keepends=True)
    if len(parts) < 2:
        return [f'{keyword} "{written(words)}"']
    return [f'{keyword} ""', *(f'"{written(part)}"' for part in parts)]


def _entries(raw: str) -> Iterator[_Entry]:
    entry, keyword = _Entry(), ""
    for line in _LINE.finditer(raw):
        match = _STRING.match(line[0])
        if match:
            if match[1] in ("msgctxt", "msgid") and "msgstr" in entry.strings:
                yield entry
                entry = _Entry()
            keyword = match[1] or keyword
            entry.start = line.start() if entry.start < 0 else entry.start
            entry.strings[keyword] = entry.strings.get(keyword, "") + _ESCAPE.sub(_unescaped, match[2])
            if keyword == "msgstr":
                entry.translation = (line.start() if match[1] else entry.translation[0], line.end())
            continue
        if entry.strings:
            yield entry
            entry, keyword = _Entry(), ""
        if line[0].startswith("#,"):
            entry.flags = line.start() + 2
        elif not line[0].strip():
            entry.flags = 0
    if entry.strings:
        yield entry


def _unescaped(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[1], match[1])
