"""Texts of a file changed where they stand: every byte that is not part of a change stays as it is.

A reader gives the words of a file; an editor of this package finds the same words again in its characters, one by one,
so that a change of a word touches its characters and nothing else: comments, byte order mark, line ends, quoting,
entities, order of attributes, encoding and wrapping are not written anew.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.errors import InputError
from aligner.exchange.editing.encoding import EncodedFile
from tmx import atomic


@dataclass(frozen=True, slots=True)
class EditableText:
    """The words of one segment, and where each of their characters stands in the file.

    Attributes:
        words: as the reader of the format gives them.
        spans: for each character the offsets of what is written for it.
        line: the line of the file it begins on.
        language: its language tag; empty where the file does not say it at this place.
        written: how the file writes words: with entities, escapes or doubled quotes.
        replaced: says what to change so that the text has other words, where that is more than to change its characters.
    """

    words: str
    spans: Sequence[tuple[int, int]]
    line: int
    language: str
    written: Callable[[str], str]
    replaced: Callable[[str], Iterator[Replacement]] | None = None


@dataclass(frozen=True, slots=True)
class Replacement:
    """New characters for a stretch of the file, as start and end offsets; both are the same for an insertion."""

    start: int
    end: int
    characters: str


Editor = Callable[[str, Path], Iterator[EditableText]]
"""Finds the texts of a file in its characters."""


def editor_named(module: str) -> Editor:
    """The editor of that module of this package."""
    editor: Editor = importlib.import_module(f"aligner.exchange.editing.{module}").texts
    return editor


def edits(text: EditableText, words: str) -> Iterator[Replacement]:
    """What to change in the file so that a text has other words; what both have in common is not touched."""
    from rapidfuzz.distance import Levenshtein

    if text.replaced:
        yield from text.replaced(words)
        return
    for step in Levenshtein.opcodes(text.words, words):
        if step.tag == "equal":
            continue
        characters = text.written(words[step.dest_start : step.dest_end])
        if step.src_start == step.src_end:
            # An insertion stands right behind the character before it, or in front of the first one.
            place = text.spans[step.src_start - 1][1] if step.src_start else text.spans[0][0]
            yield Replacement(place, place, characters)
            continue
        # Characters of one stretch may stand apart in the file, with codes or line ends of the file between them.
        for position in range(step.src_start, step.src_end):
            yield Replacement(*text.spans[position], characters if position == step.src_start else "")


def edited(characters: str, changes: Iterable[Replacement]) -> str:
    """The characters of a file after changes, which must not overlap.

    >>> edited("<seg>a  b</seg>", [Replacement(6, 7, "")])
    '<seg>a b</seg>'
    """
    parts, end = [], 0
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        parts += [characters[end : change.start], change.characters]
        end = change.end
    return "".join([*parts, characters[end:]])


def write(path: Path, file: EncodedFile, characters: str) -> None:
    """Write the characters of a file back in its own encoding; the file is replaced as a whole.

    Raises:
        InputError: its encoding cannot hold a new character; nothing is written.
        OutputError: it cannot be written.
    """
    try:
        source = file.encoded(characters)
    except UnicodeEncodeError as error:
        raise InputError(f"{file.encoding} cannot hold a character that a fix would write", where=str(path)) from error
    with atomic.binary(str(path)) as out:
        out.write(source)
