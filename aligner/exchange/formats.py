"""The formats a text can be exported to and imported from, by the name the command line knows them by.

A format is one module of this package with a function ``write(selection, destination)`` and, where it can be read
back, ``read(path)``. It is imported when it is used; what it keeps of a text is said here, as data.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.errors import InputError, MissingExtraError, UsageError
from aligner.exchange.contents import AS_WRITTEN, Contents, ReadOptions, contents_of
from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.features import Feature, count, meaning, without

_F = Feature
_ENTRIES = (EntryGrain.CLAUSE, EntryGrain.PHRASE, EntryGrain.BOTH)
_DOCUMENT = frozenset({_F.SYMBOL, _F.TITLE, _F.DETAILS, _F.PROVENANCE, _F.WITNESSES})
_TERMBASE = frozenset({_F.TERMS, _F.TERM_NOTES, _F.TERM_PLACES})
_WHOLE_UNITS = frozenset(Feature) - _DOCUMENT - _TERMBASE - {_F.REVISIONS}
_TABLE = _WHOLE_UNITS - {_F.ATTESTATIONS, _F.UNMATCHED, _F.EXCEPTIONS}
_CATALOGUE = _TABLE - {_F.GAPS}
_GLOSSARY = frozenset({_F.TERMS})


@dataclass(frozen=True, slots=True)
class Loss:
    """A feature that a text has and a file of a format does not carry."""

    feature: Feature
    count: int

    def __str__(self) -> str:
        """Such as ``3 notes``."""
        return f"{self.count} {meaning(self.feature)}"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    Attributes:
        name: what follows ``--to`` and ``--from``.
        title: what it is, in a few words.
        keeps: the features of a text that a file of it carries.
        extensions: how file names end; the first is the usual one.
        library: what writes and reads it.
        languages: how many a file has: 2 (a direction) or 0 for any number.
        grains: the sizes an entry can have; empty where whole units are written, phrases in their places, or terms.
        module: the module of this package.
        readable: whether it can be read back.
        writable: whether it can be written.
        extra: the optional dependency it needs; empty for none.
        editor: the module of :mod:`aligner.exchange.editing` that finds its texts in the characters of a file, so that
            they can be changed where they stand; empty where there is none.
        has_read_options: whether its reader takes :class:`~aligner.exchange.contents.ReadOptions`.
    """

    name: str
    title: str
    keeps: frozenset[Feature]
    extensions: tuple[str, ...]
    library: str
    languages: int = 0
    grains: tuple[EntryGrain, ...] = ()
    module: str = ""
    readable: bool = True
    writable: bool = True
    extra: str = ""
    editor: str = ""
    has_read_options: bool = False

    def write(self, selection: Selection, destination: str) -> None:
        """Write a selection to a path, or to standard output (``-``).

        Raises:
            UsageError: the format is only read, has no such grain, or another number of languages.
            MissingExtraError: its library is not installed.
            ClausebankError: the file cannot be written.
        """
        self.require_writable(destination)
        if self.languages == 2:
            selection.pair(f"a file of format {self.name}")
        self.module_of().write(selection, destination)

    def require_writable(self, destination: str) -> None:
        """Raise where files of the format are only read.

        Raises:
            UsageError: they are.
        """
        if not self.writable:
            writable = ", ".join(format_.name for format_ in FORMATS.values() if format_.writable)
            raise UsageError(f"{self.name} is read, not written", where=destination, hint=f"can be written: {writable}")

    def read(self, path: Path, options: ReadOptions = AS_WRITTEN) -> Contents:
        """Read a file.

        Args:
            path: the file.
            options: what the user says of it.

        Raises:
            UsageError: the format cannot be read back.
            MissingExtraError: its library is not installed.
            ClausebankError: the file is not what its name says.
        """
        if not self.readable:
            readable = ", ".join(format_.name for format_ in FORMATS.values() if format_.readable)
            raise UsageError(f"{self.name} is written, not read", where=str(path), hint=f"can be read: {readable}")
        module = self.module_of()
        contents: Contents = module.read(path, options) if self.has_read_options else module.read(path)
        return contents

    def default_grain(self, asked: EntryGrain | None) -> EntryGrain:
        """The grain of an export: clauses unless asked otherwise; whole units with their phrases where there is none.

        Raises:
            UsageError: the format has no entries of that grain.
        """
        if not self.grains:
            if asked is not None:
                content = "whole units, phrases inside them" if Feature.TEXT in self.keeps else "terms"
                raise UsageError(f"{self.name} holds {content}", where="--grain", hint="leave --grain out")
            return EntryGrain.BOTH
        if asked is not None and asked not in self.grains:
            raise UsageError(f"{self.name} has no {asked}", where="--grain", hint=f"give {', '.join(self.grains)}")
        return asked or EntryGrain.CLAUSE

    def losses(self, selection: Selection) -> tuple[Loss, ...]:
        """What the text has and the file will not carry, in the order of :class:`Feature`."""
        features = self.keeps
        if self.grains and selection.grain == EntryGrain.CLAUSE:
            features = features - {Feature.PHRASES, Feature.UNMATCHED}
        contents, lost = contents_of(selection), list[Loss]()
        for feature in Feature:
            number = 0 if feature in features else count(contents, feature)
            if number:
                lost.append(Loss(feature, number))
                contents = without(contents, {feature})
        return tuple(lost)

    def module_of(self) -> Any:
        """The module that writes and reads the format.

        Raises:
            MissingExtraError: its library is not installed.
        """
        try:
            return importlib.import_module(f"aligner.exchange.{self.module or self.name}")
        except ModuleNotFoundError as error:
            if not self.extra or (error.name or "").startswith("aligner"):
                raise
            raise MissingExtraError(f"the format {self.name}", self.extra) from error


_PAGE = frozenset({_F.TEXT, _F.GAPS, _F.IDS, _F.ROLES, _F.LABELS, _F.STATUS, _F.NOTES, _F.PHRASES, _F.SYMBOL, _F.TITLE})
_CORPUS = frozenset({_F.TEXT, _F.GAPS, _F.IDS, _F.ROLES, _F.LABELS, _F.STATUS, _F.SYMBOL, _F.TITLE})
_SPACED_PAGE = _PAGE | {_F.SPACING}

FORMATS: Mapping[str, Format] = {
    it.name: it
    for it in (
        Format(
            "tmx",
            "translation memory, TMX 1.4",
            _CATALOGUE | {_F.ATTESTATIONS, _F.WITNESSES, _F.UNMATCHED, _F.EXCEPTIONS, _F.SYMBOL},
            (".tmx", ".tmx.gz"),
            "tmx (own)",
            grains=_ENTRIES,
            editor="xml",
        ),
        Format(
            "po",
            "gettext catalogue",
            _CATALOGUE,
            (".po",),
            "polib",
            languages=2,
            grains=_ENTRIES,
            editor="po",
            has_read_options=True,
        ),
        Format(
            "xliff",
            "XLIFF 1.2",
            _CATALOGUE,
            (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf"),
            "lxml",
            languages=2,
            grains=_ENTRIES,
            editor="xml",
            has_read_options=True,
        ),
        Format(
            "xliff2",
            "XLIFF 2.1",
            _CATALOGUE,
            (".xlf2",),
            "lxml",
            languages=2,
            grains=_ENTRIES,
            editor="xml",
            has_read_options=True,
        ),
        Format(
            "sdltm",
            "memory of Trados Studio",
            frozenset({_F.TEXT, _F.GAPS, _F.IDS, _F.SPACING}),
            (".sdltm",),
            "sqlite3 (Python)",
            languages=2,
            writable=False,
            has_read_options=True,
        ),
        Format("tbx", "termbase, TBX-Basic (ISO 30042:2019)", _TERMBASE, (".tbx",), "lxml"),
        Format("tbx2", "termbase, TBX-Basic of 2008, for older tools", _TERMBASE, (".tbx2",), "lxml"),
        Format(
            "csv",
            "table separated by commas",
            _TABLE,
            (".csv",),
            "csv (Python)",
            grains=_ENTRIES,
            editor="table",
            has_read_options=True,
        ),
        Format(
            "tsv",
            "table separated by tabs",
            _TABLE,
            (".tsv", ".tab"),
            "csv (Python)",
            grains=_ENTRIES,
            editor="table",
            has_read_options=True,
        ),
        Format(
            "xlsx",
            "spreadsheet for reviewers",
            _TABLE,
            (".xlsx",),
            "openpyxl",
            grains=_ENTRIES,
            extra="tables",
            editor="xlsx",
            has_read_options=True,
        ),
        Format(
            "ods",
            "OpenDocument spreadsheet",
            _TABLE,
            (".ods",),
            "lxml",
            grains=_ENTRIES,
            has_read_options=True,
        ),
        Format(
            "docx",
            "table in a Word document, for reviewers",
            _TABLE - {_F.ROLES},
            (".docx",),
            "lxml",
            grains=_ENTRIES,
            has_read_options=True,
        ),
        Format(
            "jsonl",
            "JSON, a unit a line",
            _WHOLE_UNITS,
            (".jsonl", ".ndjson"),
            "json (Python)",
            editor="json",
            has_read_options=True,
        ),
        Format(
            "moses",
            "plain text, a file per language, an entry a line",
            frozenset({_F.TEXT}),
            (),
            "own",
            grains=_ENTRIES,
        ),
        Format(
            "parquet",
            "Apache Parquet, a unit a row",
            _WHOLE_UNITS | {_F.SYMBOL, _F.TITLE, _F.PROVENANCE, _F.WITNESSES},
            (".parquet",),
            "pyarrow",
            extra="parquet",
        ),
        Format(
            "conllu",
            "CoNLL-U, a segment a sentence, cut into words",
            frozenset({_F.TEXT, _F.GAPS, _F.IDS, _F.ROLES, _F.LABELS, _F.STATUS}),
            (".conllu",),
            "conllu, rjieba",
            extra="conllu",
        ),
        Format(
            "tei",
            "TEI P5, texts with stand-off alignment",
            _TABLE | {_F.SYMBOL, _F.TITLE},
            (".tei", ".tei.xml"),
            "lxml",
        ),
        Format(
            "akn",
            "Akoma Ntoso 3.0, an expression per language",
            frozenset({_F.TEXT, _F.GAPS, _F.IDS, _F.ROLES, _F.LABELS, _F.STATUS, _F.SYMBOL, _F.SPACING}),
            (".akn", ".akn.xml"),
            "lxml",
            readable=False,
        ),
        Format(
            "vertical",
            "folder for NoSketch Engine and KonText: vertical text, registry, alignments",
            _CORPUS,
            (),
            "own",
            readable=False,
        ),
        Format(
            "cwb",
            "folder for the IMS Open Corpus Workbench, with a script that encodes it",
            _CORPUS,
            (),
            "own",
            readable=False,
        ),
        Format("xces", "folder as OPUS has it: XML of words, XCES alignments", _CORPUS, (), "own", readable=False),
        Format(
            "blacklab", "folder for BlackLab, with the description of its format", _CORPUS, (), "own", readable=False
        ),
        Format("html", "HTML table", _SPACED_PAGE, (".html", ".htm"), "own", grains=_ENTRIES, readable=False),
        Format("md", "Markdown table", _PAGE, (".md",), "own", grains=_ENTRIES, readable=False),
        Format("omegat", "OmegaT glossary", _GLOSSARY, (".utf8",), "own", languages=2, readable=False),
        Format("wordfast", "Wordfast glossary", _GLOSSARY, (), "own", languages=2, readable=False),
    )
}


def format_named(name: str, where: str = "--to") -> Format:
    """The format of that name.

    Raises:
        UsageError: there is none.
    """
    if name not in FORMATS:
        raise UsageError(f"unknown format '{name}'", where=where, hint=f"known: {', '.join(FORMATS)}")
    return FORMATS[name]


def format_of(path: str) -> Format | None:
    """The format that a file name's extension says; None where it says none.

    >>> format_of("code.en-ru.po").name
    'po'
    """
    lower = path.lower()
    return next((format_ for format_ in FORMATS.values() if lower.endswith(format_.extensions)), None)


def read(path: Path, name: str = "", options: ReadOptions = AS_WRITTEN) -> Contents:
    """Read a file in the format of that name, or of its extension.

    Raises:
        UsageError: the format is unknown, or cannot be read.
        ClausebankError: the file is not what its name says.
    """
    return reader_of(path, name).read(path, options)


def can_edit(path: Path, name: str = "") -> bool:
    """Whether texts of a file can be changed where they stand: one of a format with an editor, not compressed."""
    format_ = FORMATS.get(name) or format_of(path.name)
    return bool(format_ and format_.editor) and path.suffix != ".gz"


def reader_of(path: Path, name: str = "") -> Format:
    """The format to read a file in: the named one, or that of its extension.

    Raises:
        UsageError: the format is unknown, or the extension does not say one.
        InputError: there is no such file.
    """
    if not path.exists() and name != "moses":
        raise InputError("there is no such file", where=str(path), hint="check the name")
    format_ = format_named(name, "--from") if name else format_of(path.name)
    if format_ is None:
        raise UsageError("the file name does not say the format", where=str(path), hint="name it with --from")
    return format_
