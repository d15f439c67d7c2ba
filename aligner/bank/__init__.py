"""The bank: a folder of texts, each a folder of YAML files that people edit by hand.

>>> bank = Bank()
>>> bank.names()
('a-66-359',)
>>> bank.load("A/66/359").unit("pledge").text("en")
'Code of conduct'
"""

from __future__ import annotations

import contextlib
import difflib
import importlib.resources
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from aligner.bank.reading import DOCUMENT_FILE, read_document
from aligner.bank.transaction import Transaction, changing, holds, place_of, sweep
from aligner.bank.writing import put, write_document
from aligner.errors import NotFoundError
from aligner.model import Document

__all__ = ["Bank", "HeldText", "held_text", "name_of", "read_document", "shipped_texts", "write_document"]


@dataclass(frozen=True, slots=True)
class HeldText:
    """A text that nobody else can change, for as long as it is held.

    Attributes:
        document: the text as it is; None where there is none of this name yet.
        transaction: the change of its files.
    """

    document: Document | None
    transaction: Transaction

    def save(self, document: Document, files: Mapping[str, Path] | None = None) -> None:
        """Write a text and the files that belong to it, such as ``sources/a.pdf``: all of them or none.

        Raises:
            OutputError: a file cannot be written; the text is as it was.
            InputError, SchemaError: what was written could not be read again; the text is as it was.
        """
        put(document, self.transaction, files or {})


@contextlib.contextmanager
def held_text(folder: Path) -> Iterator[HeldText]:
    """Hold the text of a folder for a change, from reading it to writing it.

    Raises:
        OutputError: the folder cannot be written, or another run is changing the text.
        InputError, SchemaError: the text that is there cannot be read.
    """
    with changing(folder) as transaction:
        document = read_document(folder) if (folder / DOCUMENT_FILE).exists() else None
        yield HeldText(document, transaction)


class Bank:
    """The texts below one folder.

    Args:
        root: the folder; the texts that are installed with this package when None.

    Raises:
        NotFoundError: there is no such folder.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = root if root is not None else shipped_texts()
        if not self.root.is_dir():
            raise NotFoundError("there is no such folder", where=str(root), hint="name a folder of texts")

    def names(self) -> tuple[str, ...]:
        """Names of all texts, sorted."""
        sweep(self.root)
        return tuple(sorted(name for name in os.listdir(self.root) if holds(f"{self.root}/{name}", DOCUMENT_FILE)))  # noqa: PTH208 - names of thousands

    def load(self, text: str) -> Document:
        """Load a text by its name (``a-66-359``) or its document symbol (``A/66/359``).

        Raises:
            NotFoundError: the bank holds no such text.
            InputError: a file of the text is missing or is not YAML.
            SchemaError: the files do not say what a text needs.
        """
        name = self._folder_name(text)
        if not place_of(self.root / name, DOCUMENT_FILE).exists():
            names = self.names()
            close = difflib.get_close_matches(name, names, n=1)
            hint = f"did you mean '{close[0]}'?" if close else f"there are: {', '.join(names) or 'none'}"
            raise NotFoundError(f"no text '{text}' in the bank", where=str(self.root), hint=hint)
        return read_document(self.root / name)

    def load_all(self) -> tuple[Document, ...]:
        """Load every text."""
        return tuple(self.load(name) for name in self.names())

    @contextlib.contextmanager
    def holding(self, text: str) -> Iterator[HeldText]:
        """Hold a text for a change, from reading it to writing it; it need not be there yet.

        Raises:
            OutputError, InputError, SchemaError: as :func:`held_text`.
        """
        with held_text(self.root / self._folder_name(text)) as held:
            yield held

    def save(self, document: Document) -> Path:
        """Write a text into its folder, and return the folder; it is there as a whole, or as it was.

        Raises:
            OutputError: a file cannot be written, or another run is changing the text.
        """
        folder = self.root / self._folder_name(document.name)
        write_document(document, folder)
        return folder

    def _folder_name(self, text: str) -> str:
        """The name of a text as its folder has it, which people may have written in their own way."""
        own = Path(text).name == text and place_of(self.root / text, DOCUMENT_FILE).exists()
        return text if own else name_of(text)


def shipped_texts() -> Path:
    """The folder of texts that come with this package: data of the package, or `texts/` of a checkout.

    >>> (shipped_texts() / "a-66-359" / "document.yaml").exists()
    True
    """
    package = Path(str(importlib.resources.files("aligner")))
    data = package / "texts"
    return data if data.is_dir() else package.parent / "texts"


def name_of(symbol: str) -> str:
    """A document symbol as the name of a folder.

    >>> name_of("A/66/359")
    'a-66-359'
    >>> name_of("../A/RES/64/211")
    'a-res-64-211'
    """
    return re.sub(r"[^a-z0-9]+", "-", symbol.lower()).strip("-")
