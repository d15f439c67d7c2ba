"""Plain text, and the light Markdown that transcriptions of documents are written in."""

from __future__ import annotations

import codecs
import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from aligner.sources.blocks import SAMPLE_MARK, Block, BlockKind, block_of
from aligner.sources.errors import UnreadableError
from aligner.sources.extract import Extract, with_letterhead
from aligner.sources.hyphens import Vocabulary
from aligner.sources.joining import is_unspaced, join_lines, tidy

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LIST_MARK = re.compile(r"[-*+]\s+(?=[(（]?[^\W_]{1,5}[)）.、])")  # "- (a) To comply": the dash is Markdown's
_OWN_LINE = re.compile(
    r"(?:[-*+•–]\s|#{1,6}\s|[(（][^\W_]{1,5}[)）]\s?|[^\W_]{1,3}[)）.]\s|[一二三四五六七八九十]{1,3}、|\(Signed\))"
)
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_HEADING = re.compile(r"#{1,6}\s+")
_NOTE = re.compile(r"(\*{1,3})\s+\S")
_MAX_WIDTH = 120  # a file with longer lines has not been wrapped to a width


def extract(path: Path) -> Extract:
    """The paragraphs of a text file: separated by blank lines, one a line, or wrapped to a width.

    Raises:
        UnreadableError: it is not text in UTF-8 (or in UTF-16 or UTF-32 with a byte order mark), or says nothing.
    """
    text = _decoded(path)
    chunks = [
        chunk for part in re.split(r"\n[ \t]*\n|\f", text) if (chunk := [it for it in part.split("\n") if it.strip()])
    ]
    vocabulary = Vocabulary.of(text.split("\n"))
    wrapped = _wrapped_at(chunks)
    blocks = [
        _block(_unmarked(tidy(join_lines(lines, vocabulary))))
        for chunk in chunks
        for lines in _paragraphs([line.rstrip() for line in chunk], wrapped)
    ]
    if not blocks:
        raise UnreadableError("there is no text in it", where=str(path), hint="fetch it again")
    creator = SAMPLE_MARK if SAMPLE_MARK in text else ""
    return Extract(with_letterhead(_with_notes(blocks)), creator)


def _block(text: str) -> Block:
    return block_of(text, kind=BlockKind.FURNITURE if SAMPLE_MARK in text else BlockKind.TEXT)


def _with_notes(blocks: Sequence[Block]) -> list[Block]:
    """Footnotes marked with stars, where a paragraph ends with the same stars; there the stars are no text."""
    notes = {match.group(1) for block in blocks if (match := _NOTE.match(block.text))}
    found = []
    for block in blocks:
        stars = re.search(r"(?<=[^\s*])\*{1,3}\Z", block.text)
        if match := _NOTE.match(block.text):
            kind = BlockKind.NOTE if _is_called(match.group(1), blocks) else block.kind
            found.append(dataclasses.replace(block, kind=kind))
        elif stars and stars.group() in notes:
            found.append(dataclasses.replace(block, text=block.text[: stars.start()]))
        else:
            found.append(block)
    return found


def _is_called(stars: str, blocks: Sequence[Block]) -> bool:
    return any(re.search(rf"[^\s*]{re.escape(stars)}\Z", block.text) for block in blocks)


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"not {encoding.upper()} text", where=f"{path}:{line}", hint="save it as UTF-8 (iconv -f GB18030 -t UTF-8)"
        ) from error
    if "\0" in text:
        raise UnreadableError(
            "not text, nor any format that is read here", where=str(path), hint="give PDF, docx, doc, HTML or text"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _wrapped_at(chunks: Sequence[Sequence[str]]) -> int:
    """The width that paragraphs were wrapped to; 0 where a line is a paragraph."""
    longest = max((_width(line) for chunk in chunks for line in chunk), default=0)
    full = sum(
        _width(line) + _first_width(after) + 1 > longest
        for chunk in chunks
        for line, after in itertools.pairwise(chunk)
    )
    ends = sum(len(chunk) - 1 for chunk in chunks)
    return longest if longest <= _MAX_WIDTH and full * 2 > ends else 0


def _paragraphs(lines: Sequence[str], wrapped: int) -> Iterator[list[str]]:
    group = [lines[0]]
    for before, line in itertools.pairwise(lines):
        had_room = _width(before) + 1 + _first_width(line) <= wrapped
        if not wrapped or had_room or _OWN_LINE.match(line.lstrip()):
            yield group
            group = []
        group.append(line)
    yield group


def _width(line: str) -> int:
    return sum(2 if is_unspaced(char) else 1 for char in line)


def _first_width(line: str) -> int:
    bare = line.strip()
    return 2 if is_unspaced(bare[0]) else _width(bare.split(maxsplit=1)[0])


def _unmarked(text: str) -> str:
    """The text without the marks of Markdown; a star that refers to a footnote stays.

    >>> _unmarked("- (a) To **comply**"), _unmarked("- to comply"), _unmarked("* A/66/150.")
    ('(a) To comply', '- to comply', '* A/66/150.')
    """
    return _STRONG.sub(r"\1", _HEADING.sub("", _LIST_MARK.sub("", text, count=1), count=1))
