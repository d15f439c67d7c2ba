"""Where the bytes of a memory come from: a file, a pipe, a compressed file; and their encoding."""

from __future__ import annotations

import codecs
import io
import itertools
import os
import re
import sys
from collections.abc import Iterator
from typing import BinaryIO, cast

from tmx.errors import TmxInputError, TmxUsageError

Source = str | os.PathLike[str] | bytes | BinaryIO

CHUNK = 1 << 16
_HEAD = 1024
_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OTHER_ARCHIVES = (b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd")
"""How files of bzip2, xz, 7-Zip, RAR and Zstandard begin."""
_BOMB_SIZE, _BOMB_RATIO = 32 << 20, 200
"""Real memories shrink to a tenth or so. What unpacks to over 32 MB at over 200 to 1 is not one."""

_SIGNATURES = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNSIGNED = (
    (re.compile(rb"<\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0<"), "utf-32-be"),
    (re.compile(rb"<\0[^\0]\0"), "utf-16-le"),
    (re.compile(rb"\0<\0[^\0]"), "utf-16-be"),
)
_DECLARED = re.compile(r"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.:-]*)["']""", re.ASCII)
_ALIASES = {
    "iso-10646-ucs-2": "utf-16",
    "ucs-2": "utf-16",
    "unicode": "utf-16",
    "iso-10646-ucs-4": "utf-32",
    "ucs-4": "utf-32",
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "windows-874": "cp874",
    "x-mac-roman": "mac-roman",
}
"""Names of encodings, from the IANA and older programs, that Python does not know."""
_PRINTABLE = bytes(range(0x20, 0x7F))


class Bytes:
    """The uncompressed bytes of a memory, in chunks.

    Attributes:
        name: what to call the source in messages.
        head: its first bytes.
        damage: why a compressed file could not be unpacked to its end; empty otherwise.

    Raises:
        TmxInputError: when it cannot be opened, or is an archive without exactly one memory.
    """

    def __init__(self, source: Source) -> None:
        self.name, self._stream, self._ours = _opened(source)
        self._packed: BinaryIO | None = None
        self.damage = ""
        try:
            self.head = self._unpacked(self._read_head())
        except BaseException:
            self.close()
            raise

    def chunks(self, size: int = CHUNK) -> Iterator[bytes]:
        """The bytes from the first on: the head, then pieces of at most a size."""
        total = 0
        for chunk in itertools.chain([self.head], iter(lambda: self._read(size), b"")):
            total += len(chunk)
            if self._packed and total > _BOMB_SIZE and total > _BOMB_RATIO * self._packed.tell():
                raise TmxInputError(
                    f"unpacks to more than {_BOMB_RATIO} times its size", where=self.name, hint="unpack and inspect it"
                )
            yield chunk

    def close(self) -> None:
        """Close what was opened here; a stream given by the caller stays open."""
        if self._packed:
            self._stream.close()
        if self._ours:
            (self._packed or self._stream).close()

    def _unpacked(self, head: bytes) -> bytes:
        """The first bytes of the memory itself, of those of the file."""
        if head.startswith((_GZIP, *_ZIP)):
            self._packed, self._stream = self._stream, self._gunzipped(head) if head[0] == _GZIP[0] else self._member()
            head = self._read_head()
            if self.damage and not head:
                raise TmxInputError(self.damage, where=self.name)
        if head.startswith((_GZIP, *_ZIP, *_OTHER_ARCHIVES)):
            problem = "is an archive in an archive" if self._packed else "is an archive of a kind that is not read"
            raise TmxInputError(problem, where=self.name, hint="unpack it first")
        return head

    def _gunzipped(self, head: bytes) -> BinaryIO:
        import gzip

        return cast("BinaryIO", gzip.GzipFile(fileobj=_Rejoined(head, self._stream)))

    def _member(self) -> BinaryIO:
        from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

        if not self._stream.seekable():
            raise TmxInputError("a zip archive cannot be read from a pipe", where=self.name, hint="unpack it first")
        try:
            archive = ZipFile(self._stream)
            # What macOS keeps about each file is not one of them.
            files = [
                info for info in archive.infolist() if not info.is_dir() and not info.filename.startswith("__MACOSX/")
            ]
            memories = [info for info in files if info.filename.lower().endswith(".tmx")] or files
            if len(memories) != 1:
                names = ", ".join(info.filename for info in memories[:5]) or "none"
                raise TmxInputError(
                    f"an archive with {len(memories)} memories ({names})",
                    where=self.name,
                    hint="unpack the one you want",
                )
            if memories[0].flag_bits & 1:
                raise TmxInputError("is encrypted", where=self.name, hint="unpack it first")
            if memories[0].compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # the others unpack without a limit
                raise TmxInputError("is compressed in an unusual way", where=self.name, hint="unpack it first")
            return cast("BinaryIO", archive.open(memories[0]))
        except (BadZipFile, NotImplementedError, RuntimeError, ValueError) as error:
            raise TmxInputError(f"cannot be unpacked ({error})", where=self.name) from error

    def _read_head(self) -> bytes:
        """Enough to tell what the file is, however few bytes a pipe hands over at once."""
        head = self._read(CHUNK)
        while len(head) < _HEAD and (more := self._read(CHUNK)):
            head += more
        return head

    def _read(self, size: int) -> bytes:
        try:
            # At the end of a compressed file, `read` would lose what it has when what follows is damaged.
            return self._stream.read1(size) if self._packed else self._stream.read(size)  # type: ignore[attr-defined]
        except Exception as error:
            if self._packed and not getattr(error, "errno", None):
                self.damage = f"cannot be unpacked further ({error})"
                return b""
            if not isinstance(error, OSError):
                raise  # of the caller's own stream
            raise TmxInputError(f"cannot be read ({error.strerror or error})", where=self.name) from error


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were read already."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def read(self, size: int = -1) -> bytes:
        if not self._head:
            return self._rest.read(size)
        piece = self._head if size < 0 else self._head[:size]
        self._head = self._head[len(piece) :]
        return piece


def _opened(source: Source) -> tuple[str, BinaryIO, bool]:
    if isinstance(source, bytes):
        return "bytes", io.BytesIO(source), True
    if not isinstance(source, str | os.PathLike):
        if isinstance(source, io.TextIOBase) or not hasattr(source, "read"):
            problem = f"a memory cannot be read from {type(source).__name__}"
            raise TmxUsageError(problem, hint="give a path, bytes, or a stream opened with 'rb'")
        return str(getattr(source, "name", "stream")), source, False
    name = os.fspath(source)
    if name == "-":
        return "standard input", cast("BinaryIO", sys.stdin.buffer), False
    try:
        return name, open(name, "rb"), True  # noqa: PTH123 - closed by `Bytes.close`
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise TmxInputError(f"cannot be opened ({reason})", where=name, hint="check the name") from error


def encoding_of(head: bytes) -> tuple[str, int, str]:
    """The encoding of a file, how many bytes its signature takes, and what is odd about it (empty: nothing).

    The signature or the width of the first characters decides, then the XML declaration, then UTF-8 (XML 1.0,
    appendix F).

    >>> encoding_of("<?xml version='1.0' encoding='UTF-16'?>".encode("utf-16-be"))
    ('utf-16-be', 0, '')
    >>> encoding_of(b"<?xml version='1.0' encoding='GBK'?>")
    ('gbk', 0, '')
    """
    for signature, encoding in _SIGNATURES:
        if head.startswith(signature):
            return encoding, len(signature), _contradiction(head[len(signature) :], encoding)
    for start, encoding in _UNSIGNED:
        if start.match(head):
            return encoding, 0, _contradiction(head, encoding)
    match = _DECLARED.match(head[:1024].decode("latin-1"))
    if not match:
        return "utf-8", 0, ""
    declared = match[1]
    try:
        encoding = codecs.lookup(_ALIASES.get(declared.lower(), declared)).name
    except LookupError:
        return "utf-8", 0, f"no encoding called {declared} is known; read as UTF-8"
    if not has_ascii(encoding):
        return "utf-8", 0, f"declared as {declared}, which it is not; read as UTF-8"
    return encoding, 0, ""


def has_ascii(encoding: str) -> bool:
    """Whether ASCII is ASCII in an encoding; UTF-16, UTF-7, EBCDIC, unicode_escape and the like cannot be declared in it.

    >>> [has_ascii(encoding) for encoding in ("gbk", "koi8-r", "utf-16", "utf-7", "rot13")]
    [True, True, False, False, False]
    """
    try:
        codec = codecs.lookup(encoding)
        return codec._is_text_encoding and _PRINTABLE.decode(encoding) == _PRINTABLE.decode("ascii")  # noqa: SLF001 - no public way to ask
    except (LookupError, ValueError):
        return False


def _contradiction(head: bytes, encoding: str) -> str:
    match = _DECLARED.match(head[: 1024 * 4].decode(encoding, "replace"))
    if not match:
        return ""
    family = encoding.removesuffix("-le").removesuffix("-be")
    try:
        declared = codecs.lookup(_ALIASES.get(match[1].lower(), match[1])).name
    except LookupError:
        declared = match[1]
    agrees = declared in (encoding, family)
    return "" if agrees else f"declared as {match[1]}, which it is not; read as {family.upper()}"
