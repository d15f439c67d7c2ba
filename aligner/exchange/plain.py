"""Plain text in: bytes of bounded size, in the encoding they are in, or a line that says where they are not."""

from __future__ import annotations

import codecs
from pathlib import Path

from aligner.errors import InputError

MAX_BYTES = 1 << 30
"""Larger files are refused."""

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: it cannot be read, or is too large.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"more than {MAX_BYTES >> 20} MB", where=str(path), hint="split the file")
        return path.read_bytes()
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", where=str(path)) from error


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, or in UTF-16 with a byte order mark, as spreadsheets write it.

    Raises:
        InputError: it cannot be read, is in another encoding, or is not text.
    """
    text = decoded(read_bytes(path), path)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputError(
            "has null characters: no text, or in UTF-16 without a byte order mark",
            where=f"{path}:{line}",
            hint="save the file as UTF-8",
        )
    return text


def decoded(source: bytes, path: Path, encoding: str = "UTF-8") -> str:
    """The text of some bytes; a byte order mark outweighs the encoding given.

    Raises:
        InputError: naming the line that is in another encoding, or the encoding that nobody knows.
    """
    encoding = next((name for mark, name in _MARKS if source.startswith(mark)), encoding)
    try:
        return source.decode(encoding)
    except LookupError as error:
        raise InputError(f"no encoding is called '{encoding}'", where=str(path), hint="save it as UTF-8") from error
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise InputError(f"not {encoding}", where=f"{path}:{line}", hint="save the file as UTF-8") from error
