r"""Official files in: fetched from the United Nations, read to blocks, whatever their format.

A file is recognized by its bytes (:mod:`aligner.sources.formats`). Nothing in a file is trusted: sizes are bounded, nothing
is expanded, unpacked to disk or fetched, and native code reads in a process of its own.

>>> import tempfile
>>> path = Path(tempfile.mkdtemp()) / "a.txt"
>>> _ = path.write_text("11-49656\n\n- (a) To comply with the\nCharter;\n", encoding="utf-8")
>>> [block.text for block in read(path).body]
['(a) To comply with the Charter;']
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from aligner import untrusted
from aligner.errors import InputError
from aligner.sources.blocks import SAMPLE_MARK, Block, BlockKind, Source
from aligner.sources.errors import FetchError, NoAnswerError, UnreadableError
from aligner.sources.formats import MAX_BYTES, TITLES, format_of, is_whole

__all__ = [
    "SAMPLE_MARK",
    "Block",
    "BlockKind",
    "FetchError",
    "NoAnswerError",
    "Source",
    "UnreadableError",
    "format_of",
    "is_whole",
    "read",
    "read_data",
]


def read(path: Path) -> Source:
    """Read a file to blocks.

    Raises:
        UnreadableError: there is no such file, or it is damaged, too large, unsafe or without text.
        MissingExtraError: the library for its format is not installed.
        ClausebankError: an old Word document, and LibreOffice is not installed.
    """
    try:
        data = untrusted.read_bytes(path, MAX_BYTES, only_files=True)
    except InputError as error:
        raise UnreadableError(error.what, where=error.where, hint=f"{error.hint}; what is read: {TITLES}") from error
    return read_data(path, data)


def read_data(path: Path, data: bytes) -> Source:
    """Read the bytes of a file to blocks; as :func:`read`.

    Args:
        path: the file's name.
        data: what is in it.
    """
    if not data.strip():
        raise UnreadableError("the file is empty", where=str(path), hint="fetch it again")
    source_format = format_of(data, path.name)
    if len(data) > source_format.max_bytes:
        raise UnreadableError(
            f"{source_format.name} of more than {source_format.max_bytes >> 20} MB",
            where=str(path),
            hint="split it: no official document has that",
        )
    extract = source_format.extract(path, data)
    sha256 = hashlib.sha256(data).hexdigest()
    return Source(path, source_format.name, sha256, extract.blocks, extract.creator, extract.remarks)
