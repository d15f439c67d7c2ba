"""From what a user names (a text of the bank, a file, standard input) to what is checked."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aligner.bank import Bank
from aligner.bank.reading import DOCUMENT_FILE, read_document
from aligner.checks.checked_text import CheckedText, can_mend, from_document, text_named
from aligner.errors import InputError
from aligner.exchange import formats
from aligner.exchange.contents import whole_units

_HEAD = 4096


@contextmanager
def opened(name: str, bank: Bank, format_name: str = "") -> Iterator[CheckedText]:
    """What a name stands for: ``-``, a file, the folder of a text, or a text of the bank.

    Args:
        name: as the user gave it.
        bank: where texts are looked up.
        format_name: the format of the file; empty to go by its extension, or, for ``-``, by its beginning.

    Raises:
        NotFoundError: neither a file nor a text of that name.
        ClausebankError: the file cannot be read; from the units too.
    """
    path = Path(name)
    if name == "-":
        with tempfile.TemporaryDirectory() as folder:
            spooled = Path(folder, "input")
            with spooled.open("wb") as out:
                shutil.copyfileobj(sys.stdin.buffer, out)
            yield _of_file(spooled, name, format_name or _guessed(spooled))
    elif (path / DOCUMENT_FILE).is_file():
        yield from_document(read_document(path))
    elif path.is_file():
        yield _of_file(path, name, format_name)
    else:
        yield from_document(text_named(name, bank))


def _of_file(path: Path, name: str, format_name: str) -> CheckedText:
    contents = formats.read(path, format_name)
    kind = format_name or getattr(formats.format_of(path.name), "name", "")
    return CheckedText(
        file="<stdin>" if name == "-" else name,
        units=whole_units(contents.units, name),
        # A memory names one language in its header at most; its first units tell the others.
        languages=() if kind == "tmx" else contents.languages,
        concepts=contents.concepts,
        # Only files that come from a bank know of verification; any other wording is what it is.
        has_status=bool(contents.symbol or contents.versions),
        in_order=contents.in_order,
        mendable=can_mend(name, format_name),
    )


def _guessed(path: Path) -> str:
    """The format of a file by its first bytes.

    Raises:
        InputError: they do not tell.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    text = head.decode("utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", errors="replace")
    for kind, pattern in (("tmx", r"<tmx\b"), ("xliff", r"<xliff\b"), ("po", r'^msgid\s+"'), ("jsonl", r"\A\s*\{")):
        if re.search(pattern, text, re.MULTILINE):
            return kind
    first = text.partition("\n")[0]
    if "\t" in first or "," in first:
        return "tsv" if "\t" in first else "csv"
    raise InputError("its beginning does not tell the format", where="<stdin>", hint="name it with --from")
