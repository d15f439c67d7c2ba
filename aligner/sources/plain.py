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
from aligner.sources.hyphens import FileVocabulary
from aligner.sources.joining import join_lines, tidy
from aligner.text.scripts import is_unspaced

BOMS = (
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
_OPENING, _CLOSING = re.compile(r"\*\*(?=\S)"), re.compile(r"(?<=\S)\*\*")
_HEADING = re.compile(r"#{1,6}\s+")
_NOTE = re.compile(r"(\*{1,3})\s+\S")
_CALL = re.compile(r"(?<=[^\s*])\*{1,3}\Z")
_MAX_WIDTH = 120  # a file with longer lines has not been wrapped to a width


def extract(path: Path, data: bytes) -> Extract:
    """The paragraphs of a text file: separated by blank lines, one a line, or wrapped to a width.

    Raises:
        UnreadableError: it is not text in UTF-8 (or in UTF-16 or UTF-32 with a byte order mark), or says nothing.
    """
    text = decoded(path, data)
    parts = re.split(r"\n[ \t]*\n|\f", text)
    chunks = [chunk for chunk in map(_lines, parts) if chunk]
    vocabulary = FileVocabulary.of(text.split("\n"))
    wrapped = _wrapped_at(chunks)
    paragraphs = itertools.chain.from_iterable(_paragraphs(chunk, wrapped) for chunk in chunks)
    blocks = [_block(_unmarked(tidy(join_lines(lines, vocabulary)))) for lines in paragraphs]
    if not blocks:
        raise UnreadableError("there is no text in it", where=str(path), hint="fetch it again")
    creator = SAMPLE_MARK if SAMPLE_MARK in text else ""
    return Extract(with_letterhead(_with_notes(blocks)), creator)


def _lines(part: str) -> list[str]:
    return [line.rstrip() for line in part.split("\n") if line.strip()]


def _block(text: str) -> Block:
    return block_of(text, kind=BlockKind.FURNITURE if SAMPLE_MARK in text else BlockKind.TEXT)


def _with_notes(blocks: Sequence[Block]) -> list[Block]:
    """Footnotes marked with stars, where a paragraph ends with the same stars; there the stars are no text."""
    marks = [_NOTE.match(block.text) for block in blocks]
    calls = [_CALL.search(block.text) for block in blocks]
    noted = {mark.group(1) for mark in marks if mark}
    called = {call.group() for call in calls if call}
    marked = []
    for block, mark, call in zip(blocks, marks, calls, strict=True):
        if mark and mark.group(1) in called:
            marked.append(dataclasses.replace(block, kind=BlockKind.NOTE))
        elif call and not mark and call.group() in noted:
            marked.append(dataclasses.replace(block, text=block.text[: call.start()]))
        else:
            marked.append(block)
    return marked


def decoded(path: Path, data: bytes) -> str:
    """The characters of a text file, every line end as a line feed.

    Raises:
        UnreadableError: it is not text in UTF-8, or in UTF-16 or UTF-32 with a byte order mark.
    """
    encoding = next((name for bom, name in BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"not {encoding.upper()} text", where=f"{path}:{line}", hint="save it as UTF-8 (iconv -f GB18030 -t UTF-8)"
        ) from error
    if "\0" in text:
        raise UnreadableError(
            "not text, nor any format that is read here", where=str(path), hint="save it as text in UTF-8"
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
    return _without_strong(_HEADING.sub("", _LIST_MARK.sub("", text, count=1), count=1))


def _without_strong(text: str) -> str:
    """The text without the stars around strong words; a pair that does not close stays."""
    pieces, at = [], 0
    # Where no closing stars follow the first opening ones, none follow later ones.
    while (opening := _OPENING.search(text, at)) and (closing := _CLOSING.search(text, opening.end() + 1)):
        pieces += [text[at : opening.start()], text[opening.end() : closing.start()]]
        at = closing.end()
    return "".join([*pieces, text[at:]])
