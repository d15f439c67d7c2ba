"""XML parts of a zipped document, read with limits: nothing is unpacked to disk, nothing is fetched or expanded."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any, Self

from aligner.sources.errors import UnreadableError

MAX_PART = 32 << 20
"""Bytes of one part, unpacked. The longest reports of the United Nations have a fifth of it."""
MAX_ALL = 128 << 20
MAX_PARTS = 10_000


class Archive:
    """A zip file of XML parts.

    Args:
        path: its name, for messages.
        data: its bytes.

    Raises:
        UnreadableError: the file is damaged, has parts with names outside it, or would unpack to more than the limits.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise self.damaged("not a document that can be read: damaged or cut off", "fetch it again") from error
        self._left = MAX_ALL
        try:
            self._judge()
        except UnreadableError:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    def damaged(self, what: str, hint: str) -> UnreadableError:
        """The error of this file."""
        return UnreadableError(what, where=str(self.path), hint=hint)

    def _judge(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > MAX_PARTS:
            raise self.damaged(f"{len(parts):,} parts, more than {MAX_PARTS:,}", "do not open it")
        for part in parts:
            name = part.filename.replace("\\", "/")
            if name.startswith("/") or ".." in PurePosixPath(name).parts or ":" in name.split("/")[0]:
                raise self.damaged(f"a part has a name outside the file: {part.filename!r}", "do not open it")
            if part.flag_bits & 1:
                raise self.damaged("protected by a password", "save it without")

    def names(self) -> Iterator[str]:
        """Names of all parts, in the order of the file."""
        return (part.filename for part in self._zip.infolist())

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self._zip.NameToInfo

    def xml(self, name: str) -> Any | None:
        """The root element of a part; None where there is no such part.

        Raises:
            UnreadableError: it is too large, damaged, not XML, or has a document type (entities).
        """
        from lxml import etree

        data = self.data(name)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self.damaged(f"{name} is not valid XML ({error.msg})", "fetch it again") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.damaged(f"{name} has a document type, which no document needs and attacks use", "do not open it")
        return root

    def data(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is no such part.

        Raises:
            UnreadableError: it is too large or damaged.
        """
        try:
            part = self._zip.getinfo(name)
        except KeyError:
            return None
        limit = min(MAX_PART, self._left)
        # What a zip says of its sizes may be a lie: count what comes out, and stop at the limit.
        if part.file_size > limit:
            raise self.damaged(f"{name} unpacks to {part.file_size:,} bytes, more than {limit:,}", "do not open it")
        try:
            with self._zip.open(part) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise self.damaged(f"{name} is damaged or cut off", "fetch it again") from error
        if len(data) > limit:
            raise self.damaged(f"{name} unpacks to more than {limit:,} bytes", "do not open it")
        self._left -= len(data)
        return data
