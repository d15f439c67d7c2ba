"""From what a user names (a text of the bank, a file, standard input) to what is checked."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from aligner.bank import Bank
from aligner.bank.reading import DOCUMENT_FILE, read_document
from aligner.checks.checked_text import CheckedText, from_document, text_named
from aligner.checks.coverage import Coverage, is_one_of
from aligner.checks.pragmas import with_ignores
from aligner.errors import InputError
from aligner.exchange import catalogues, formats, qt, xcstrings
from aligner.exchange.contents import ReadOptions, each_translation
from aligner.model import Concept, TranslationState

STANDARD_INPUT = "<stdin>"
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class InputOptions:
    """What the user says of the inputs.

    Attributes:
        languages: the languages to compare; empty for all.
        source: the language the others were translated from; empty to go by the file.
        include: states in which a translation is compared although it is not final.
        format_name: the format of files; empty to go by the name, or, for standard input, by its beginning.
        concepts: terms to check the inputs against, beside their own.
    """

    languages: tuple[str, ...] = ()
    source: str = ""
    include: frozenset[TranslationState] = frozenset()
    format_name: str = ""
    concepts: tuple[Concept, ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """The languages that the user names, the source first."""
        return tuple(dict.fromkeys(filter(None, (self.source, *self.languages))))


@dataclass(slots=True)
class OpenedInput:
    """An input that is being checked.

    Attributes:
        text: what is checked.
        coverage: what of it was compared; filled as units are read.
        bad_rows: the errors of rows that could not be read; filled as units are read.
        bad_files: names and errors of files of a catalogue that could not be read.
    """

    text: CheckedText
    coverage: Coverage
    bad_rows: list[InputError] = field(default_factory=list)
    bad_files: list[tuple[str, InputError]] = field(default_factory=list)


@contextmanager
def opened(name: str, bank: Bank, options: InputOptions) -> Iterator[OpenedInput]:
    """What a name stands for: ``-``, a file, the folder of a text, or a text of the bank.

    Args:
        name: as the user gave it.
        bank: where texts are looked up.
        options: what the user says of it.

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
            format_name = options.format_name or _guessed(spooled)
            yield _of_file(spooled, STANDARD_INPUT, replace(options, format_name=format_name))
    elif (path / DOCUMENT_FILE).is_file():
        yield _narrowed(from_document(read_document(path)), options, Coverage(name))
    elif is_catalogue(name, options):
        yield _of_catalogue(name, options)
    elif path.is_file():
        yield _of_file(path, name, options)
    else:
        yield _narrowed(from_document(text_named(name, bank)), options, Coverage(name))


def is_catalogue(name: str, options: InputOptions) -> bool:
    """Whether a name is that of a catalogue of software."""
    path = Path(name)
    suffixes = {".ts", ".xcstrings"}
    return not options.format_name and path.is_file() and (catalogues.is_catalogue(path) or path.suffix in suffixes)


def _of_catalogue(name: str, options: InputOptions) -> OpenedInput:
    """A catalogue of software: a file in several languages, or the files of all languages, of which one is named."""
    path = Path(name)
    files: dict[str, Path] = {}
    bad_files: list[tuple[str, InputError]] = []
    if path.suffix == ".ts":
        contents = qt.read(path, ReadOptions(options.asked, allow_unnamed=True))
    elif path.suffix == ".xcstrings":
        contents = xcstrings.read(path)
    else:
        files = catalogues.group_of(path, options.source)
        contents = catalogues.contents_of_files(files, lambda file, error: bad_files.append((file, error)))
    text = CheckedText(
        file=name,
        units=contents.units,
        languages=contents.languages,
        in_order=False,
        source=contents.source,
        files={tag: str(file) for tag, file in files.items()},
    )
    coverage = Coverage(name, left_out=contents.left_out, has_direction=bool(contents.source))
    return replace(_narrowed(text, options, coverage), bad_files=bad_files)


def _of_file(path: Path, name: str, options: InputOptions) -> OpenedInput:
    bad_rows: list[InputError] = []
    read_options = ReadOptions(options.asked, by_segment=True, allow_unnamed=True, on_bad_row=bad_rows.append)
    contents = formats.read(path, options.format_name, read_options)
    kind = options.format_name or getattr(formats.format_of(path.name), "name", "")
    text = CheckedText(
        file=name,
        units=each_translation(contents.units),
        # A memory names one language in its header at most; its first units show the others.
        languages=() if kind == "tmx" else contents.languages,
        concepts=contents.concepts,
        # Only files that come from a bank know of verification; any other wording is what it is.
        has_status=bool(contents.symbol or contents.versions),
        in_order=contents.in_order,
        is_partial=not (contents.symbol or contents.versions or contents.source),
        source=contents.source,
        is_fixable=name != STANDARD_INPUT and formats.can_edit(path, options.format_name),
    )
    coverage = Coverage(name, left_out=contents.left_out, has_direction=bool(contents.source))
    return _narrowed(text, options, coverage, bad_rows)


def _narrowed(
    text: CheckedText, options: InputOptions, coverage: Coverage, bad_rows: list[InputError] | None = None
) -> OpenedInput:
    """An input with the languages and translations that are to be compared."""
    tags = options.asked if options.languages else ()
    units = coverage.units_to_compare(with_ignores(text.units), tags, options.include, text.source)
    languages = text.languages
    if tags and languages:
        languages = tuple(filter(partial(is_one_of, tags=tags), languages))
        if not languages:
            has = ", ".join(text.languages)
            raise InputError(f"has no language {' or '.join(tags)}", where=text.file, hint=f"it has: {has}")
    text = replace(
        text,
        units=units,
        languages=languages,
        concepts=(*text.concepts, *options.concepts),
        is_partial=text.is_partial and not tags,
    )
    return OpenedInput(text, coverage, [] if bad_rows is None else bad_rows)


def _guessed(path: Path) -> str:
    """The format of a file by its first bytes.

    Raises:
        InputError: they do not show it.
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
    raise InputError("its beginning does not show the format", where=STANDARD_INPUT, hint="name it with --from")
