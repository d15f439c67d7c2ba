"""Memories as tables (CSV, TSV): a row for a unit, a column for a language. Codes and attributes are not carried."""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Literal, TextIO

from tmx import atomic, cells
from tmx.document import markup
from tmx.errors import TmxInputError, TmxUsageError
from tmx.inline import Segment, native_code, plain_text
from tmx.languages import of_column
from tmx.model import Note, Property, TranslationUnit, Variant

Codes = Literal["drop", "show", "keep"]
CODES: Mapping[str, Callable[[Segment], str]] = {"drop": plain_text, "show": native_code, "keep": markup}
"""What becomes of native codes: left out, shown as they were in the original format, or kept as TMX elements."""

DELIMITERS: Mapping[str, str] = {"csv": ",", "tsv": "\t"}
MAX_COLUMNS = 1000
"""The most languages that a table may have."""
_FURTHER = re.compile(r"(.+) \(([0-9]+)\)")
"""A column of further translations into a language: ``fr (2)``."""


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """What became of the units that were given to :func:`write_table`.

    Attributes:
        rows: how many were written.
        left_out: how many variants had no column.
    """

    rows: int
    left_out: int


def write_table(
    destination: str | os.PathLike[str] | BinaryIO,
    units: Iterable[TranslationUnit],
    languages: Sequence[str],
    *,
    delimiter: str = ",",
    codes: Codes = "drop",
    props: Sequence[str] = (),
) -> WrittenTable:
    """Write a table in UTF-8 with the columns tuid, one for each language, ``prop:TYPE`` for each property, and note.

    Several properties or notes are put on lines of one cell. Cells that a spreadsheet would take for formulas have an
    apostrophe before them.

    Args:
        destination: a path, ``-`` for standard output, or a binary stream.
        units: the units.
        languages: a tag for each column, as the units have it; one that occurs again is for the next variant in that
            language, and its column is called ``fr (2)``.
        delimiter: what stands between cells.
        codes: what becomes of native codes (:data:`CODES`).
        props: which properties.
    """
    written = left_out = 0
    heading = table_heading(languages, props)
    with atomic.text(destination) as stream:
        stream.write(cells.record(heading, delimiter))
        for unit in units:
            row, dropped = table_row(unit, languages, CODES[codes], props)
            stream.write(cells.record(row, delimiter))
            written, left_out = written + 1, left_out + dropped
    return WrittenTable(written, left_out)


def table_heading(languages: Sequence[str], props: Sequence[str]) -> list[str]:
    """The first row of a table.

    >>> table_heading(["en", "fr", "fr"], ["x-client"])
    ['tuid', 'en', 'fr', 'fr (2)', 'prop:x-client', 'note']
    """
    counts: Counter[str] = Counter()
    heading = ["tuid"]
    for language in languages:
        counts[language] += 1
        heading.append(f"{language} ({counts[language]})" if counts[language] > 1 else language)
    return [*heading, *(f"prop:{kind}" for kind in props), "note"]


def table_row(
    unit: TranslationUnit, languages: Sequence[str], to_text: Callable[[Segment], str], props: Sequence[str]
) -> tuple[list[str], int]:
    """The cells of a unit, and how many of its variants have no column."""
    variants: dict[str, list[Variant]] = {}
    for variant in unit.variants:
        variants.setdefault(variant.language.lower(), []).append(variant)
    row = [unit.tuid or ""]
    for language in languages:
        of_language = variants.get(language.lower())
        row.append(to_text(of_language.pop(0).segment) if of_language else "")
    row += [_property(unit, kind) for kind in props]
    row.append("\n".join(note.text for note in unit.notes))
    return row, sum(map(len, variants.values()))


def _property(unit: TranslationUnit, kind: str) -> str:
    return "\n".join(prop.text for prop in unit.props if prop.type == kind)


def read_table(stream: TextIO, *, delimiter: str = ",", name: str = "table") -> Iterator[TranslationUnit]:
    r"""The units of a table, such as :func:`write_table` writes; an empty cell is not a variant, a row without text is not a unit.

    Cells are separated by what the first row uses: a tab, a semicolon or a comma, else by ``delimiter``.

    Raises:
        TmxInputError: naming the line, when the heading or a row cannot be read.

    >>> import io
    >>> for unit in read_table(io.StringIO("tuid;English;fr_FR\n1;Treaty;Traité\n")):
    ...     print(unit.tuid, unit.languages)
    1 ('en', 'fr-FR')
    """
    delimiter, lines = cells.sniffed(stream, delimiter)
    return units_of_rows(cells.rows(lines, delimiter), name)


def units_of_rows(rows: Iterable[tuple[int, Sequence[str]]], name: str) -> Iterator[TranslationUnit]:
    """The units of a table by its rows, each with its number; the first one that is not empty names the columns.

    A column that is neither a language nor one of ours becomes a property: ``Comment`` is ``x-Comment``.

    Raises:
        TmxInputError: naming the row, when it or the heading cannot be read.
    """
    line, columns = 0, list[tuple[str, str]]()
    try:
        for line, row in rows:
            if not any(row):
                continue
            if not columns:
                columns = _columns(row, f"{name}:{line}")
            else:
                unit = _unit(columns, row, line, f"{name}:{line}")
                if unit:
                    yield unit
        if not columns:
            _columns([], f"{name}:1")
    except (csv.Error, UnicodeDecodeError) as error:
        raise TmxInputError(
            f"cannot be read as a table ({error})", where=f"{name}:{line + 1}", hint="save it as CSV in UTF-8"
        ) from error


def _columns(heading: Sequence[str], where: str) -> list[tuple[str, str]]:
    """What each column holds: ``language``, ``tuid``, ``note`` or ``prop``, and which one."""
    names = [cell.strip().removeprefix("\ufeff") for cell in heading]
    identifier = next((name for name in names if name.lower() in ("tuid", "id")), "")
    columns = []
    for name in names:
        further = _FURTHER.fullmatch(name)
        if name and name == identifier:
            columns.append(("tuid", ""))
        elif name.lower() == "note":
            columns.append(("note", ""))
        elif name.startswith("prop:"):
            columns.append(("prop", name.removeprefix("prop:")))
        elif tag := of_column(further[1] if further else name):
            columns.append(("language", tag))
        else:
            columns.append(("prop", f"x-{name}" if name else ""))
    if not any(kind == "language" for kind, _ in columns):
        raise TmxInputError(
            "no column is a language", where=where, hint="head the columns tuid, en, fr ..., prop:TYPE, note"
        )
    return columns


def _unit(columns: list[tuple[str, str]], row: Sequence[str], line: int, where: str) -> TranslationUnit | None:
    if any(row[len(columns) :]):
        raise TmxInputError(f"a row of {len(row)} cells under a heading of {len(columns)}", where=where)
    filled = [(kind, name, cells.armed(cell)) for (kind, name), cell in zip(columns, row, strict=False) if cell]
    variants = [Variant(name, text) for kind, name, text in filled if kind == "language"]
    if not variants:
        return None
    return TranslationUnit(
        variants,
        tuid=next((text for kind, _, text in filled if kind == "tuid"), None),
        props=[Property(name, text) for kind, name, text in filled if kind == "prop" and name],
        notes=[Note(text) for kind, _, text in filled if kind == "note"],
        line=line,
    )


def languages_of(units: Iterable[TranslationUnit]) -> list[str]:
    """The languages of units in the order in which they first appear, each as often as a unit has variants in it."""
    names: dict[str, str] = {}
    most: Counter[str] = Counter()
    for unit in units:
        for language in unit.languages:
            names.setdefault(language.lower(), language)
        most |= Counter(language.lower() for language in unit.languages)
        if len(names) > MAX_COLUMNS:
            raise TmxUsageError(
                f"more than {MAX_COLUMNS:,} languages", hint="name the columns that you want: --languages en,fr"
            )
    if not names:
        raise TmxUsageError("there is no unit, so no language to make columns of", hint="name them: --languages en,fr")
    return [names[language] for language in names for _ in range(most[language])]
