"""Multilingual texts kept clause by clause, from Python.

Everything public is listed here; the packages `aligner` may change without notice. Names are loaded when they are first
used, so that importing this package costs next to nothing.

>>> import clausebank
>>> document = clausebank.load("a-66-359")
>>> document.unit("purpose.2").text("en")
'Adherence to the code is voluntary and open to all States.'
>>> len(clausebank.check(document, select=["NUM"]))
0
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aligner.checks import Finding
    from aligner.errors import ClausebankError
    from aligner.model import Concept, Document, LanguageVersion, Phrase, Role, Segment, Status, Stretch, Unit
    from aligner.verification import UnitComparison
    from aligner.wording.context import ContextLine
    from aligner.wording.equivalents import Equivalent
    from aligner.wording.keyness import KeyWord
    from aligner.wording.lookup import Match
    from aligner.wording.pictures.picture import Picture
    from aligner.wording.search import Hit
    from aligner.wording.versions import Pair
    from clausebank.alignment import align
    from clausebank.documents import export, load, read, texts
    from clausebank.findings import check
    from clausebank.results import Results
    from clausebank.verification import verify
    from clausebank.wording import (
        compare,
        concordance,
        draw_lengths,
        draw_links,
        equivalents,
        key_words,
        look_up,
        search,
    )

    __version__: str

__all__ = [
    "ClausebankError",
    "Concept",
    "ContextLine",
    "Document",
    "Equivalent",
    "Finding",
    "Hit",
    "KeyWord",
    "LanguageVersion",
    "Match",
    "Pair",
    "Phrase",
    "Picture",
    "Results",
    "Role",
    "Segment",
    "Status",
    "Stretch",
    "Unit",
    "UnitComparison",
    "__version__",
    "align",
    "check",
    "compare",
    "concordance",
    "draw_lengths",
    "draw_links",
    "equivalents",
    "export",
    "key_words",
    "load",
    "look_up",
    "read",
    "search",
    "texts",
    "verify",
]

_MODULES = MappingProxyType(
    {
        "aligner.checks": ("Finding",),
        "aligner.errors": ("ClausebankError",),
        "aligner.model": (
            "Concept",
            "Document",
            "LanguageVersion",
            "Phrase",
            "Role",
            "Segment",
            "Status",
            "Stretch",
            "Unit",
        ),
        "clausebank.findings": ("check",),
        "clausebank.results": ("Results",),
        "clausebank.verification": ("verify",),
        "clausebank.wording": (
            "compare",
            "concordance",
            "draw_lengths",
            "draw_links",
            "equivalents",
            "key_words",
            "look_up",
            "search",
        ),
        "aligner.wording.keyness": ("KeyWord",),
        "aligner.wording.pictures.picture": ("Picture",),
        "aligner.verification": ("UnitComparison",),
        "aligner.wording.context": ("ContextLine",),
        "aligner.wording.equivalents": ("Equivalent",),
        "aligner.wording.lookup": ("Match",),
        "aligner.wording.search": ("Hit",),
        "aligner.wording.versions": ("Pair",),
        "clausebank.alignment": ("align",),
        "clausebank.documents": ("export", "load", "read", "texts"),
    }
)
"""Module to the public names that it defines."""


def __getattr__(name: str) -> object:
    """Load a public name from the module that defines it (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import version

        return version("clausebank")
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'clausebank' has no attribute '{name}'")


def __dir__() -> list[str]:
    return __all__
