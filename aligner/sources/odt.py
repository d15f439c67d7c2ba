"""OpenDocument text (ODF 1.3): paragraphs, lists with their numbers, rows of tables, notes, heads and feet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aligner.sources.archive import Archive
from aligner.sources.blocks import Block, BlockKind
from aligner.sources.errors import UnreadableError
from aligner.sources.extract import Extract, with_letterhead
from aligner.sources.joining import tidy
from aligner.sources.numbering import alphabetic
from aligner.text.numerals import roman

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
T, _TABLE, _STYLE, _OFFICE = (f"{{{_OASIS}:{name}:1.0}}" for name in ("text", "table", "style", "office"))
_SKIPPED = frozenset(
    {f"{T}tracked-changes", f"{T}note", f"{_OFFICE}annotation", f"{T}ruby-text", f"{T}sequence-decls"}
    | {f"{T}{name}-index-source" for name in ("table-of-content", "alphabetical", "illustration", "table", "user")}
)
_PARAGRAPHS = (f"{T}p", f"{T}h")
_SHAPES: Mapping[str, Callable[[int], str]] = {"1": str, "a": alphabetic, "i": roman}


@dataclass(frozen=True, slots=True)
class _Level:
    """How a list numbers one of its levels."""

    shape: str
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    levels: int = 1

    def number(self, count: int) -> str:
        """A number in the shape of the level; empty where it has none."""
        write = _SHAPES.get(self.shape.lower())
        written = write(count) if write and count > 0 else ""
        return written.upper() if self.shape.isupper() else written


@dataclass(slots=True)
class _List:
    """A list that is being counted."""

    levels: Mapping[int, _Level]
    counts: Counter[int] = field(default_factory=Counter)

    def label(self, depth: int, start: int | None) -> str:
        """The label of the next item at a depth, counted from 1."""
        level = self.levels.get(depth)
        if level is None:
            return ""
        first = level.start if start is None else start
        self.counts[depth] = self.counts[depth] + 1 if self.counts[depth] and start is None else first
        for deeper in [number for number in self.counts if number > depth]:
            del self.counts[deeper]
        shown = range(max(1, depth - level.levels + 1), depth + 1)
        numbers = [
            self.levels[at].number(self.counts[at] or self.levels[at].start) for at in shown if at in self.levels
        ]
        number = ".".join(filter(None, numbers))
        return f"{level.prefix}{number}{level.suffix}".strip() if number else ""


def extract(path: Path, data: bytes) -> Extract:
    """Everything a text document says.

    Raises:
        UnreadableError: it is damaged, too large, unsafe or encrypted, or there is no text in it.
    """
    with Archive(path, data) as archive:
        content, styles = archive.xml("content.xml"), archive.xml("styles.xml")
        body = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
        if body is None:
            raise UnreadableError("no OpenDocument text", where=str(path), hint="save it as odt or docx")
        roots = [root for root in (styles, content) if root is not None]
        reader = _Reader(roots)
        furniture = list(_furniture(styles)) if styles is not None else []
        blocks = [*furniture, *reader.blocks(body), *_notes(body)]
        meta = archive.xml("meta.xml")
    if not blocks:
        raise UnreadableError("there is no text in it", where=str(path), hint="fetch it again")
    creator = "; ".join(text.strip() for text in meta.itertext() if text.strip()) if meta is not None else ""
    return Extract(with_letterhead(blocks), creator, tuple(_remarks(body)))


class _Reader:
    """Paragraphs in the order of the document, with the numbers of their lists and headings."""

    def __init__(self, roots: list[Any]) -> None:
        self._styles = {style.get(f"{_STYLE}name"): style for root in roots for style in root.iter(f"{_STYLE}style")}
        self._list_levels = {
            style.get(f"{_STYLE}name"): _levels(style) for root in roots for style in root.iter(f"{T}list-style")
        }
        outlines = [_levels(outline) for root in roots for outline in root.iter(f"{T}outline-style")]
        self._outline = _List(outlines[0] if outlines else {})
        self._lists: dict[str, _List] = {}  # by name of style: a list that goes on elsewhere goes on counting
        self._row = self._column = 0

    def blocks(self, body: Any) -> Iterator[Block]:
        """The paragraphs below an element."""
        # Each waits with the depth of lists around it, its list, the label for its first paragraph, and its cell.
        waiting: list[tuple[Any, int, _List | None, list[str], tuple[int, int] | None]] = [(body, 0, None, [], None)]
        while waiting:
            element, depth, list_, label, cell = waiting.pop()
            if not isinstance(element.tag, str) or element.tag in _SKIPPED:
                continue
            if element.tag == f"{_TABLE}table-row":
                self._row, self._column = self._row + 1, 0
            elif element.tag == f"{_TABLE}table-cell":
                self._column += 1
                cell = (self._row, self._column)
            elif element.tag == f"{T}list":
                depth, list_ = depth + 1, self._list(element, list_)
            elif element.tag == f"{T}list-item" and list_ is not None:
                label = [list_.label(depth, _integer(element.get(f"{T}start-value")))]
            elif element.tag in _PARAGRAPHS:
                yield from self._paragraph(element, label, cell)
            waiting += [(child, depth, list_, label, cell) for child in reversed(element)]

    def _list(self, element: Any, around: _List | None) -> _List:
        """The list that begins: an inner one counts with the list around it unless it has a style of its own."""
        name = element.get(f"{T}style-name") or ""
        levels = self._list_levels.get(name, {})
        if around is not None:
            return around if not name or around.levels is levels else _List(levels)
        is_continued = element.get(f"{T}continue-numbering") == "true" or element.get(f"{T}continue-list") is not None
        if not is_continued or name not in self._lists:
            self._lists[name] = _List(levels)
        return self._lists[name]

    def _paragraph(self, element: Any, label: list[str], cell: tuple[int, int] | None) -> Iterator[Block]:
        text = tidy(_text(element))
        if not text:
            return
        number = label.pop() if label else ""
        if element.tag == f"{T}h" and not number and element.get(f"{T}is-list-header") != "true":
            number = self._outline.label(_integer(element.get(f"{T}outline-level")) or 1, None)
        yield Block(text, number, BlockKind.TABLE if cell else BlockKind.TEXT, cell=cell)


def _levels(style: Any) -> dict[int, _Level]:
    levels = {}
    for level in style:
        depth = _integer(level.get(f"{T}level"))
        if depth and level.tag in (f"{T}list-level-style-number", f"{T}outline-level-style"):
            levels[depth] = _Level(
                level.get(f"{_STYLE}num-format") or "",
                level.get(f"{_STYLE}num-prefix") or "",
                level.get(f"{_STYLE}num-suffix") or "",
                _integer(level.get(f"{T}start-value")) or 1,
                _integer(level.get(f"{T}display-levels")) or 1,
            )
    return levels


def _text(paragraph: Any) -> str:
    """The characters of a paragraph, without its notes and without paragraphs of frames in it."""
    parts = [paragraph.text or ""]
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            parts.append(element)
            continue
        waiting.append(element.tail or "")
        if element.tag in _SKIPPED or element.tag in _PARAGRAPHS or not isinstance(element.tag, str):
            continue
        if element.tag == f"{T}s":
            parts.append(" ")
        elif element.tag in (f"{T}tab", f"{T}line-break"):
            parts.append("\n")
        parts.append(element.text or "")
        waiting.extend(reversed(element))
    return "".join(parts)


def _notes(body: Any) -> Iterator[Block]:
    for note in body.iter(f"{T}note"):
        mark = tidy("".join(text for text in note.find(f"{T}note-citation").itertext()))
        text = tidy(" ".join(_text(paragraph) for paragraph in note.iter(*_PARAGRAPHS)))
        if text:
            yield Block(text, mark, BlockKind.NOTE)


def _furniture(styles: Any) -> Iterator[Block]:
    """Texts of heads and feet, each once."""
    texts: dict[str, None] = {}
    for name in ("header", "footer", "header-left", "footer-left", "header-first", "footer-first"):
        for part in styles.iter(f"{_STYLE}{name}"):
            texts.update(dict.fromkeys(tidy(_text(paragraph)) for paragraph in part.iter(*_PARAGRAPHS)))
    return (Block(text, kind=BlockKind.FURNITURE) for text in texts if text)


def _remarks(body: Any) -> Iterator[str]:
    changes = sum(1 for _ in body.iter(f"{T}changed-region"))
    if changes:
        yield f"tracked changes ({changes}) were read as accepted"
    comments = sum(1 for _ in body.iter(f"{_OFFICE}annotation"))
    if comments:
        yield f"comments ({comments}) were not read"


def _integer(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 9 else None
