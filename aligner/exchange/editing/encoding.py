"""The characters of a file with everything that reading for its words would drop: byte order mark and line ends."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from aligner.errors import InputError
from aligner.exchange import formats, plain
from tmx.source import encoding_of

_CHARSET = re.compile(rb"charset=([A-Za-z0-9._-]+)")
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class EncodedFile:
    """A file as characters.

    Attributes:
        characters: all of them, a byte order mark among them.
        encoding: the codec that they were read with, and are written with again.
        is_xml: whether a character that the encoding cannot hold may be written as a reference.
    """

    characters: str
    encoding: str
    is_xml: bool

    def encoded(self, characters: str) -> bytes:
        """Characters as bytes of this file.

        Raises:
            UnicodeEncodeError: the encoding cannot hold one of them.
        """
        return characters.encode(self.encoding, "xmlcharrefreplace" if self.is_xml else "strict")


@dataclass(frozen=True, slots=True)
class PackedSheet(EncodedFile):
    """The sheet of a workbook that holds its table, as characters.

    Attributes:
        source: the bytes of the workbook.
        part: the name of the sheet in it.
    """

    source: bytes = b""
    part: str = ""

    def encoded(self, characters: str) -> bytes:
        """The workbook with these characters for its sheet."""
        return _repacked(self.source, self.part, characters.encode("utf-8"))


def read(path: Path) -> EncodedFile:
    """The characters of a file.

    Raises:
        InputError: it cannot be read, or written back byte by byte.
    """
    source = plain.read_bytes(path)
    if path.suffix.lower() == ".xlsx":
        return _sheet(source, path)
    is_xml = source.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<")
    encoding = next((name for mark, name in _MARKS if source.startswith(mark)), "")
    if not encoding and is_xml:
        encoding = encoding_of(source[:4096])[0]
    if not encoding:
        charset = _CHARSET.search(source, 0, 1 << 16) if path.suffix == ".po" else None
        encoding = charset[1].decode("ascii") if charset else "utf-8"
    try:
        characters = source.decode(encoding)
        file = EncodedFile(characters, encoding, is_xml)
        if file.encoded(characters) == source:
            return file
    except (UnicodeError, LookupError):
        pass
    raise InputError(
        f"cannot be changed byte by byte: it is not plain {encoding}", where=str(path), hint="save it as UTF-8"
    )


def _sheet(source: bytes, path: Path) -> PackedSheet:
    part = formats.format_named("xlsx").module_of().table_part(path)
    with zipfile.ZipFile(path) as packed:
        content = packed.read(part)
    if content.startswith(codecs.BOM_UTF8):
        raise InputError("cannot be changed byte by byte: its sheet has a byte order mark", where=str(path))
    return PackedSheet(plain.decoded(content, path), "utf-8", is_xml=True, source=source, part=part)


def _repacked(source: bytes, part: str, content: bytes) -> bytes:
    """A workbook with other bytes in one of its parts; the others have the bytes, the order and the dates they had."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as before, zipfile.ZipFile(target, "w") as after:
        for member in before.infolist():
            after.writestr(member, content if member.filename == part else before.read(member))
    return target.getvalue()
