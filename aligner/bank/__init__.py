"""The bank: a folder of texts, each a folder of YAML files that people edit by hand.

>>> bank = Bank()
>>> bank.names()
('a-66-359',)
>>> bank.load("A/66/359").unit("pledge").text("en")
'Code of conduct'
"""

from __future__ import annotations

import difflib
import importlib.resources
import re
from pathlib import Path

from aligner.bank.reading import DOCUMENT_FILE, read_document
from aligner.bank.writing import write_document
from aligner.errors import NotFoundError
from aligner.model import Document

__all__ = ["Bank", "name_of", "read_document", "shipped_texts", "write_document"]


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
        return tuple(sorted(path.parent.name for path in self.root.glob(f"*/{DOCUMENT_FILE}")))

    def load(self, text: str) -> Document:
        """Load a text by its name (``a-66-359``) or its document symbol (``A/66/359``).

        Raises:
            NotFoundError: the bank holds no such text.
            InputError: a file of the text is missing or is not YAML.
            SchemaError: the files do not say what a text needs.
        """
        name = name_of(text)
        names = self.names()
        if name not in names:
            close = difflib.get_close_matches(name, names, n=1)
            hint = f"did you mean '{close[0]}'?" if close else f"there are: {', '.join(names) or 'none'}"
            raise NotFoundError(f"no text '{text}' in the bank", where=str(self.root), hint=hint)
        return read_document(self.root / name)

    def load_all(self) -> tuple[Document, ...]:
        """Load every text."""
        return tuple(self.load(name) for name in self.names())

    def save(self, document: Document) -> Path:
        """Write a text into its folder, and return the folder.

        Key order and comments of existing files stay; every file is written whole or not at all.
        """
        folder = self.root / name_of(document.name)
        write_document(document, folder)
        return folder


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
