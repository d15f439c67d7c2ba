"""Word documents (docx), read from their XML.

python-docx gives the runs of paragraphs, but neither the numbers of automatic lists nor footnotes, text boxes, content
controls and tracked insertions; all of these hold text of official documents, so the parts are read here directly
(docs/benchmarks/sources.md has both side by side).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aligner.sources.archive import Archive
from aligner.sources.blocks import Block, BlockKind
from aligner.sources.errors import UnreadableError
from aligner.sources.extract import Extract, with_letterhead
from aligner.sources.joining import tidy
from aligner.sources.word_numbering import W, WordNumbering

_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset(
    {f"{W}{name}" for name in ["del", "moveFrom", "rt", "pPr", "rPr", "sdtPr", "instrText", "delText"]}
    | {f"{_MARKUP}Fallback"}
)
_CHARACTERS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": ""}
_PAGE_BREAK = "\f"  # in the text of a paragraph only until its page is counted


def extract(path: Path, data: bytes) -> Extract:
    """Everything a Word document says: body, text boxes, notes, heads and feet.

    Raises:
        UnreadableError: it is damaged, too large, unsafe, or there is no text in it.
    """
    with Archive(path, data) as archive:
        root = archive.xml("word/document.xml")
        if root is None:
            raise UnreadableError("a zip file, but no Word document", where=str(path), hint="give the docx itself")
        lists = WordNumbering(archive.xml("word/numbering.xml"), archive.xml("word/styles.xml"))
        blocks = [
            *_furniture(archive, "header"),
            *_body(root, lists),
            *_notes(archive, "footnote", root),
            *_notes(archive, "endnote", root),
            *_furniture(archive, "footer"),
        ]
        if not blocks:
            raise UnreadableError("there is no text in it", where=str(path), hint="fetch it again")
        return Extract(with_letterhead(blocks), _creator(archive), tuple(_remarks(root)))


def _body(root: Any, lists: WordNumbering) -> Iterator[Block]:
    page = 1 if any(True for _ in root.iter(f"{W}lastRenderedPageBreak")) else 0
    cells = _Cells()
    for paragraph in root.iter(f"{W}p"):
        if _is_skipped(paragraph):
            continue
        text = _text(paragraph)
        label = lists.label(paragraph) if text.strip() else ""
        bare = text.strip(f" \t\n{_PAGE_BREAK}")
        if page:
            page += text[: text.find(bare)].count(_PAGE_BREAK)
        if bare:
            cell = cells.place(paragraph)
            kind = BlockKind.TABLE if cell else BlockKind.TEXT
            yield Block(tidy(text.replace(_PAGE_BREAK, "")), label=label, kind=kind, page=page, cell=cell)
        if page:
            page += text[text.find(bare) :].count(_PAGE_BREAK)


class _Cells:
    """Row and column of paragraphs, asked for in their order."""

    def __init__(self) -> None:
        self._row: Any = None
        self._cell: Any = None
        self._row_count = self._column = 0

    def place(self, paragraph: Any) -> tuple[int, int] | None:
        """Where a paragraph is in a table, both counted from 1; None where it is in none."""
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        if cell is None:
            return None
        row = cell.getparent()
        if row is not self._row:
            self._row, self._row_count, self._column = row, self._row_count + 1, 0
        self._column += cell is not self._cell
        self._cell = cell
        return self._row_count, self._column


def _is_skipped(paragraph: Any) -> bool:
    return any(ancestor.tag in _SKIPPED for ancestor in paragraph.iterancestors())


def _text(paragraph: Any) -> str:
    """The characters of a paragraph, without those of text boxes in it, which are paragraphs of their own."""
    parts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in _SKIPPED or element.tag == f"{W}p":
            continue
        if element.tag == f"{W}t":
            parts.append(element.text or "")
        elif element.tag == f"{W}br" and element.get(f"{W}type") == "page":
            parts.append("")  # Word marks where the page really broke
        elif element.tag == f"{W}lastRenderedPageBreak":
            parts.append(_PAGE_BREAK)
        elif element.tag in _CHARACTERS:
            parts.append(_CHARACTERS[element.tag])
        elif element.tag == f"{W}sym":
            parts.append(_symbol(element.get(f"{W}char") or ""))
        elif element.tag != f"{W}r" or not _is_silent(element):
            waiting.extend(reversed(element))
    return "".join(parts)


def _is_silent(run: Any) -> bool:
    """A run that is hidden, or holds nothing but the mark of a note."""
    hidden = run.find(f"{W}rPr/{W}vanish")
    if hidden is not None and hidden.get(f"{W}val") not in ("0", "false"):
        return True
    return run.find(f"{W}footnoteReference") is not None or run.find(f"{W}endnoteReference") is not None


def _symbol(code: str) -> str:
    """A character of a symbol font; those fonts use the private area, where no other font has them."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def _notes(archive: Archive, name: str, document: Any) -> Iterator[Block]:
    root = archive.xml(f"word/{name}s.xml")
    if root is None:
        return
    marks = {}
    number = 0
    for reference in document.iter(f"{W}{name}Reference"):
        if reference.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            mark = "".join(text.text or "" for text in reference.getparent().iter(f"{W}t"))
        else:
            number += 1
            mark = str(number)
        marks[reference.get(f"{W}id")] = mark
    for note in root.iter(f"{W}{name}"):
        text = tidy(" ".join(_text(paragraph) for paragraph in note.iter(f"{W}p")).replace(_PAGE_BREAK, ""))
        mark = marks.get(note.get(f"{W}id"), "")
        if mark and text:
            yield Block(text.removeprefix(mark).strip(), label=mark, kind=BlockKind.NOTE)


def _furniture(archive: Archive, name: str) -> Iterator[Block]:
    """Texts of the heads or feet, each once; Word has up to three of each per section."""
    seen = set()
    for part in archive.names():
        if part.startswith(f"word/{name}") and part.endswith(".xml"):
            root = archive.xml(part)
            for paragraph in root.iter(f"{W}p") if root is not None else ():
                text = "" if _is_skipped(paragraph) else tidy(_text(paragraph).replace(_PAGE_BREAK, ""))
                if text and text not in seen:
                    seen.add(text)
                    yield Block(text, kind=BlockKind.FURNITURE)


def _creator(archive: Archive) -> str:
    texts = []
    for part in ("docProps/core.xml", "docProps/app.xml"):
        root = archive.xml(part)
        texts += [text.strip() for text in root.itertext() if text.strip()] if root is not None else []
    return "; ".join(texts)


def _remarks(root: Any) -> Iterator[str]:
    inserted = sum(1 for _ in root.iter(f"{W}ins"))
    deleted = sum(1 for _ in root.iter(f"{W}del"))
    if inserted or deleted:
        yield f"tracked changes ({inserted} insertions, {deleted} deletions) were read as accepted"
    hidden = sum(_is_silent(run) and run.find(f"{W}rPr/{W}vanish") is not None for run in root.iter(f"{W}r"))
    if hidden:
        yield f"hidden text ({hidden} runs) was not read"
