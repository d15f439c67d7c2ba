"""RTF (Rich Text Format 1.9.1): paragraphs, rows of tables, footnotes, the numbers of lists, heads and feet.

striprtf, the usual library, loses footnotes and list numbers, and everything after a brace too many, without a word;
so the control words that matter are read here, and a file whose groups do not close is refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from aligner.sources.blocks import Block, BlockKind
from aligner.sources.errors import UnreadableError
from aligner.sources.extract import Extract, with_letterhead
from aligner.sources.joining import tidy

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
# Groups that hold no text of the document. A group that begins with \* holds none either, unless it is known below.
_SILENT = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "object",
        "themedata",
        "colorschememapping",
        "datastore",
        "latentstyles",
        "listtable",
        "listoverridetable",
        "rsidtbl",
        "generator",
        "fldinst",
        "xmlnstbl",
        "filetbl",
        "revtbl",
        "bkmkstart",
        "bkmkend",
        "nonshppict",
        "wgrffmtfilter",
        "pnseclvl",
        "annotation",
        "atnid",
        "atnauthor",
        "atndate",
        "atnref",
        "xe",
        "tc",
        "rxe",
        "objdata",
        "objclass",
    ]
)
_STARRED = frozenset(["shptxt", "shpinst", "footnote"])  # text in spite of \*
_KINDS = {
    "footnote": BlockKind.NOTE,
    **dict.fromkeys(
        ["header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"], BlockKind.FURNITURE
    ),
}
_ENDS = frozenset(["par", "sect", "page", "row", "cell", "nestcell", "nestrow", "line_end"])
_CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "\u2014", "endash": "\u2013", "emspace": "\u2003", "enspace": "\u2002",
    "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d", "bullet": "\u2022",
}  # fmt: skip
_SIGNS = {b"~": "\xa0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
_CHARSETS = {
    0: "cp1252", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_DEEPEST = 10_000


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being read, with the number its list gives it and the bytes not yet decoded."""

    kind: BlockKind
    parts: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds until the group ends."""

    paragraph: _Paragraph
    is_silent: bool = False
    is_label: bool = False
    is_hidden: bool = False
    skipped: int = 1  # characters that stand in for a Unicode character, for readers that know none
    encoding: str = "cp1252"


def extract(path: Path, data: bytes) -> Extract:
    """Everything an RTF file says.

    Raises:
        UnreadableError: its groups do not close, or there is no text in it.
    """
    reader = _Reader(path)
    at = 0
    while at < len(data):
        match = _TOKEN.match(data, at)
        assert match is not None  # noqa: S101 - the alternatives of the pattern cover every byte
        reader.take(match)
        # What follows \bin is no text and may look like anything.
        at = match.end() + (int(match["number"] or 0) if match["word"] == b"bin" else 0)
    return reader.extract()


class _Reader:
    """Reads token after token."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._group = _Group(_Paragraph(BlockKind.TEXT))
        self._around: list[_Group] = []
        self._blocks: list[Block] = []
        self._encodings: dict[int, str] = {}
        self._font = 0
        self._is_starred = False
        self._to_skip = 0
        self._hidden = 0
        self._row = self._column = 1
        self._is_in_table = False
        self._is_over = False

    def take(self, match: re.Match[bytes]) -> None:
        """The next token."""
        if self._is_over:
            if match["text"] and match["text"].strip(b"\0 \t"):
                raise self._damaged("there is text after its end")
        elif match["brace"]:
            self._brace(match["brace"])
        elif match["word"]:
            self._word(match["word"].decode(), int(match["number"]) if match["number"] else None)
        elif match["hex"]:
            self._bytes(bytes.fromhex(match["hex"].decode()))
        elif match["text"]:
            self._bytes(match["text"])
        elif match["sign"] == b"*":
            self._is_starred = True
        elif match["sign"] in _SIGNS:
            if match["sign"] in b"\r\n":
                self._end_paragraph()
            else:
                self._say(_SIGNS[match["sign"]])

    def extract(self) -> Extract:
        """What was read.

        Raises:
            UnreadableError: the file does not end where it should, or says nothing.
        """
        if not self._is_over:
            raise self._damaged("its groups do not close: damaged or cut off")
        self._end_paragraph()
        if not self._blocks:
            raise UnreadableError("there is no text in it", where=str(self._path), hint="fetch it again")
        remarks = (f"hidden text ({self._hidden:,} characters) was not read",) if self._hidden else ()
        return Extract(with_letterhead(self._blocks), remarks=remarks)

    def _damaged(self, what: str) -> UnreadableError:
        return UnreadableError(what, where=str(self._path), hint="save it again, or as docx")

    def _brace(self, brace: bytes) -> None:
        self._decode()
        self._to_skip = 0
        self._is_starred = False
        if brace == b"{":
            if len(self._around) == _DEEPEST:
                raise self._damaged(f"nested deeper than {_DEEPEST:,} groups")
            self._around.append(self._group)
            return
        if not self._around:
            raise self._damaged("a group ends that has not begun")
        ended, self._group = self._group, self._around.pop()
        if ended.paragraph is not self._group.paragraph:
            self._end(ended.paragraph)
        self._is_over = not self._around

    def _word(self, word: str, number: int | None) -> None:
        self._decode()
        self._to_skip = 0
        is_starred, self._is_starred = self._is_starred, False
        if word in _SILENT or (is_starred and word not in _STARRED):
            self._group = replace(self._group, is_silent=True)
        if word == "f" and number is not None:
            self._font = number
            self._group = replace(self._group, encoding=self._encodings.get(number, self._group.encoding))
        elif word == "fcharset" and number in _CHARSETS:
            self._encodings[self._font] = _CHARSETS[number]
        elif word == "ansicpg":
            self._group = replace(self._group, encoding=_codec(number))
        elif word == "uc":
            self._group = replace(self._group, skipped=max(number or 0, 0))
        elif word == "v":
            self._group = replace(self._group, is_hidden=number != 0)
        elif self._group.is_silent:
            return
        elif word in _KINDS:
            self._group = replace(self._group, paragraph=_Paragraph(_KINDS[word]))
        elif word in ("listtext", "pntext"):
            self._group = replace(self._group, is_label=True)
        else:
            self._text_word(word, number)

    def _text_word(self, word: str, number: int | None) -> None:
        """A control word that says or ends something."""
        if word == "u" and number is not None:
            self._say(chr(number & 0xFFFF))
            self._to_skip = self._group.skipped
        elif word in _CHARACTERS:
            self._say(_CHARACTERS[word])
        elif word == "pard":
            self._is_in_table = False
        elif word in ("intbl", "itap"):
            self._is_in_table = number != 0
        elif word in _ENDS:
            self._is_in_table = self._is_in_table or word in ("cell", "nestcell")
            self._end_paragraph()
            self._column += word in ("cell", "nestcell")
            if word in ("row", "nestrow"):
                self._row, self._column = self._row + 1, 1

    def _bytes(self, data: bytes) -> None:
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        if not self._group.is_silent:
            self._group.paragraph.pending += data[skipped:]

    def _decode(self) -> None:
        """The bytes since the last token that was no text, as characters; they may be two to a character."""
        pending = self._group.paragraph.pending
        if pending:
            text = pending.decode(self._group.encoding, "replace")
            pending.clear()
            self._say(text)

    def _say(self, text: str) -> None:
        self._decode()
        group = self._group
        if group.is_silent:
            return
        if group.is_hidden:
            self._hidden += len(text.strip())
        else:
            (group.paragraph.label if group.is_label else group.paragraph.parts).append(text)

    def _end_paragraph(self) -> None:
        self._decode()
        self._end(self._group.paragraph)

    def _end(self, paragraph: _Paragraph) -> None:
        # Two halves of a character beyond the first 65,536 come as two control words.
        text = tidy("".join(paragraph.parts).encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
        label = tidy("".join(paragraph.label))
        paragraph.parts.clear()
        paragraph.label.clear()
        if text:
            is_cell = self._is_in_table and paragraph.kind is BlockKind.TEXT
            kind = BlockKind.TABLE if is_cell else paragraph.kind
            self._blocks.append(Block(text, label, kind, cell=(self._row, self._column) if is_cell else None))


def _codec(page: int | None) -> str:
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "utf-8" if page == 65001 else "cp1252"
