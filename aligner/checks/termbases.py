"""Terms to check texts against: from files of terms, or from texts of the bank that have some."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from aligner.bank import Bank
from aligner.errors import InputError
from aligner.exchange import glossaries
from aligner.model import Concept


def concepts_of(names: Iterable[str], bank: Bank, languages: Sequence[str] = ()) -> tuple[Concept, ...]:
    """The concepts of files (TBX, tables, glossaries of OmegaT) and of texts of the bank.

    Args:
        names: files, or texts of the bank.
        bank: where texts are looked up.
        languages: source and target of glossaries that do not say theirs.

    Raises:
        NotFoundError: a name is neither a file nor a text.
        InputError: a file cannot be read, or holds no terms.
    """
    concepts: list[Concept] = []
    for name in names:
        path = Path(name)
        concepts_of_name = glossaries.read(path, languages) if path.is_file() else bank.load(name).concepts
        if not concepts_of_name:
            raise InputError("holds no terms", where=name, hint="name a file of terms, or a text that has some")
        concepts += concepts_of_name
    return tuple(concepts)
