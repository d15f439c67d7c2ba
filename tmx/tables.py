"""Memories as tables (CSV, TSV): a row for a unit, a column for a language. Codes and attributes are not carried."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, Literal, TextIO

from tmx import atomic
from tmx.cells import rows
from tmx.document import markup
from tmx.errors import TmxInputError, TmxUsageError
from tmx.inline import Segment, native_code, plain_text
from tmx.languages import is_tag
from tmx.model import Note, Property, TranslationUnit, Variant

Codes = Literal["drop", "show", "keep"]
CODES: Mapping[str, Callable[[Segment], str]] = {"drop": plain_text, "show": native_code, "keep": markup}
"""What becomes of native codes: left out, shown as they were in the original format, or kept as TMX elements."""

DELIMITERS: Mapping[str, str] = {"csv": ",", "tsv": "\t"}


def write_table(
    destination: str | os.PathLike[str] | BinaryIO,
    units: Iterable[TranslationUnit],
    languages: Sequence[str],
    *,
    delimiter: str = ",",
    codes: Codes = "drop",
    props: Sequence[str] = (),
) -> int:
    """Write a table in UTF-8 with the columns tuid, one for each language, ``prop:TYPE`` for each property, and note.

    Of several variants in one language the first is taken; several properties or notes are put on lines of one cell.

    Args:
        destination: a path, ``-`` for standard output, or a binary stream.
        units: the units.
        languages: which languages, by the tags of the units.
        delimiter: what stands between cells.
        codes: what becomes of native codes (:data:`CODES`).
        props: which properties.

    Returns:
        How many rows were written, the heading not counted.
    """
    to_text = CODES[codes]
    written = 0
    with atomic.text(destination) as stream:
        table = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
        table.writerow(["tuid", *languages, *(f"prop:{kind}" for kind in props), "note"])
        for unit in units:
            variants = (unit.variant(language) for language in languages)
            texts = [to_text(variant.segment) if variant else "" for variant in variants]
            values = ["\n".join(prop.text for prop in unit.props if prop.type == kind) for kind in props]
            table.writerow([unit.tuid or "", *texts, *values, "\n".join(note.text for note in unit.notes)])
            written += 1
    return written


def read_table(stream: TextIO, *, delimiter: str = ",", name: str = "table") -> Iterator[TranslationUnit]:
    r"""The units of a table as :func:`write_table` writes it; empty cells are no variants, rows without text no units.

    Raises:
        TmxInputError: naming the line, when the heading or a row cannot be read.

    >>> import io
    >>> for unit in read_table(io.StringIO("tuid,en,fr\n1,Treaty,Traité\n")):
    ...     print(unit.tuid, unit.languages)
    1 ('en', 'fr')
    """
    table = rows(stream, delimiter)
    line = 0
    try:
        line, cells = next(table, (1, []))
        heading = _heading(cells, name)
        for line, row in table:
            if row and len(row) != len(heading):
                raise TmxInputError(
                    f"a row of {len(row)} cells under a heading of {len(heading)}", where=f"{name}:{line}"
                )
            unit = _unit(list(zip(heading, row, strict=True)), line) if row else None
            if unit:
                yield unit
    except (csv.Error, UnicodeDecodeError) as error:
        raise TmxInputError(
            f"cannot be read as a table ({error})", where=f"{name}:{line + 1}", hint="save it as CSV in UTF-8"
        ) from error


def _heading(cells: list[str], name: str) -> list[str]:
    heading = [cell.strip().removeprefix("\ufeff") for cell in cells]
    unknown = [c for c in heading if c not in ("tuid", "note") and not c.startswith("prop:") and not is_tag(c)]
    if unknown or not any(is_tag(cell) and cell not in ("tuid", "note") for cell in heading):
        what = f"the column {unknown[0]!r} is no language tag" if unknown else "no column is a language"
        raise TmxInputError(what, where=f"{name}:1", hint="head the columns tuid, en, fr ..., prop:TYPE, note")
    return heading


def _unit(cells: list[tuple[str, str]], line: int) -> TranslationUnit | None:
    variants = [Variant(column, text) for column, text in cells if text and _is_language(column)]
    if not variants:
        return None
    return TranslationUnit(
        variants,
        tuid=next((text for column, text in cells if column == "tuid" and text), None),
        props=[Property(column[5:], text) for column, text in cells if column.startswith("prop:") and text],
        notes=[Note(text) for column, text in cells if column == "note" and text],
        line=line,
    )


def _is_language(column: str) -> bool:
    return column not in ("tuid", "note") and not column.startswith("prop:")


def languages_of(units: Iterable[TranslationUnit]) -> list[str]:
    """The languages of units, in the order in which they first appear."""
    found: dict[str, str] = {}
    for unit in units:
        for language in unit.languages:
            found.setdefault(language.lower(), language)
    if not found:
        raise TmxUsageError("there is no unit, so no language to make columns of", hint="name them: --languages en,fr")
    return list(found.values())
