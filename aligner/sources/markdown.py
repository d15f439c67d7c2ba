"""Markdown: headings, paragraphs, list items with their numbers, rows of tables; emphasis and links as plain text.

markdown-it-py (MIT) parses as CommonMark says, with tables. HTML inside a page is read as a page of HTML is.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.sources.blocks import SAMPLE_MARK, Block, BlockKind, block_of
from aligner.sources.errors import UnreadableError
from aligner.sources.extract import Extract, with_letterhead
from aligner.sources.html import read_page
from aligner.sources.hyphens import FileVocabulary
from aligner.sources.joining import NO_WORDS, join_lines
from aligner.sources.plain import decoded

if TYPE_CHECKING:
    from markdown_it.token import Token

_DEEPEST = 100
"""Lists and quotations may be nested so deep. What is deeper the parser passes over, so that such a file is refused."""

_MOST_BRACKETS = 100_000
"""At each bracket the parser looks for a link, which takes it a hundred times as long as a letter."""


def extract(path: Path, data: bytes) -> Extract:
    """The paragraphs of a Markdown file.

    Raises:
        UnreadableError: it is not text in UTF-8, is nested too deep, or says nothing.
    """
    from markdown_it import MarkdownIt

    text = decoded(path, data)
    if text.count("[") > _MOST_BRACKETS:
        raise UnreadableError(f"more than {_MOST_BRACKETS:,} brackets", where=str(path), hint="split it")
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    try:
        tokens = parser.parse(text)
    except RecursionError as error:
        raise _too_deep(path) from error
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise _too_deep(path)
    blocks = list(_Reader(path, FileVocabulary.of(text.split("\n"))).read(tokens))
    if not blocks:
        raise UnreadableError("there is no text in it", where=str(path), hint="fetch it again")
    return Extract(with_letterhead(blocks), SAMPLE_MARK if SAMPLE_MARK in text else "")


def _too_deep(path: Path) -> UnreadableError:
    return UnreadableError(f"nested deeper than {_DEEPEST} levels", where=str(path), hint="save it as plain text")


class _Reader:
    """Blocks from the tokens of a parser."""

    def __init__(self, path: Path, vocabulary: FileVocabulary) -> None:
        self._path, self._vocabulary = path, vocabulary
        self._label = ""
        self._row = self._column = 0
        self._is_in_table = False

    def read(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """The blocks, in order."""
        for token in tokens:
            self._note_place(token)
            if token.type == "inline":
                yield from self._block(join_lines(_lines(token), self._vocabulary))
            elif token.type in ("code_block", "fence"):
                yield from self._block(join_lines(token.content.split("\n"), NO_WORDS))
            elif token.type == "html_block":
                yield from read_page(self._path, token.content.encode()).blocks

    def _note_place(self, token: Token) -> None:
        match token.type:
            case "list_item_open":
                self._label = f"{token.info}{token.markup}" if token.info else ""
            case "table_open" | "table_close":
                self._is_in_table = token.type == "table_open"
            case "tr_open":
                self._row, self._column = self._row + 1, 0
            case "th_open" | "td_open":
                self._column += 1

    def _block(self, joined: str) -> Iterator[Block]:
        kind = BlockKind.TABLE if self._is_in_table else BlockKind.TEXT
        block = block_of(joined, kind=BlockKind.FURNITURE if SAMPLE_MARK in joined else kind)
        if block.text:
            cell = (self._row, self._column) if self._is_in_table else None
            yield dataclasses.replace(block, label=self._label, cell=cell)
            self._label = ""


def _lines(token: Token) -> list[str]:
    """The lines of an inline token: its text without marks; the alternative text of pictures among it."""
    lines = [""]
    waiting = list(reversed(token.children or []))
    while waiting:
        child = waiting.pop()
        if child.type in ("softbreak", "hardbreak") or (child.type == "html_inline" and "<br" in child.content.lower()):
            lines.append("")
        elif child.type == "image":
            waiting.extend(reversed(child.children or []))
        elif child.type != "html_inline":
            lines[-1] += child.content
    return lines
