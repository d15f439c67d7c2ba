"""One memory in several files."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from tmx import atomic
from tmx.errors import TmxUsageError
from tmx.languages import ALL_LANGUAGES, canonical, matches, same
from tmx.model import Header, TranslationUnit
from tmx.profiles import EXACT, Profile
from tmx.reader import Errors
from tmx.writer import Writer, Written

MAX_FILES = 200
"""How many files are written at once at most; each is open until all are done."""

Parts = Callable[[TranslationUnit], Iterable[tuple[str, TranslationUnit]]]
"""Gives the parts a unit belongs to, and what of the unit."""

_OUTSIDE_NAMES = re.compile(r"[^\w.,=+@-]+")


def by_pair(header: Header) -> Parts:
    """One part for each pair of the source language and another, such as ``en.fr``."""

    def parts(unit: TranslationUnit) -> Iterator[tuple[str, TranslationUnit]]:
        source = unit.attributes.get("srclang", header.srclang)
        if source in ("", ALL_LANGUAGES):
            source = unit.variants[0].language
        sources = [variant for variant in unit.variants if same(variant.language, source)] or [
            variant for variant in unit.variants if matches(variant.language, source)
        ]
        translations = [variant for variant in unit.variants if variant not in sources]
        for target, variants in itertools.groupby(sorted(translations, key=lambda v: v.language), lambda v: v.language):
            if sources:
                name = f"{canonical(sources[0].language)}.{canonical(target)}"
                yield name, replace(unit, variants=(*sources, *variants))

    return parts


def by_size(units: int) -> Parts:
    """Parts of that many units each, numbered ``001``, ``002`` ..."""
    if units < 1:
        raise TmxUsageError(f"parts of {units} units", hint="give a number from 1")
    numbers = itertools.count()
    return lambda unit: [(f"{next(numbers) // units + 1:03}", unit)]


def by_prop(kind: str) -> Parts:
    """One part for each value of a property of the units, and ``none`` for units without it."""

    def parts(unit: TranslationUnit) -> Iterator[tuple[str, TranslationUnit]]:
        values = [prop.text for part in unit.parts for prop in part.props if prop.type == kind]
        return ((value, unit) for value in dict.fromkeys(values or ["none"]))

    return parts


def split(
    units: Iterable[TranslationUnit],
    header: Header,
    parts: Parts,
    folder: str | os.PathLike[str],
    stem: str,
    *,
    suffix: str = ".tmx",
    profile: str | Profile = EXACT,
    errors: Errors = "strict",
    left_out: Callable[[TranslationUnit], None] | None = None,
) -> Mapping[Path, Written]:
    """Write each part of a memory to a file ``stem.part.tmx`` in a folder; the files appear together at the end.

    Args:
        units: the units.
        header: the header; the source language of a part by pairs is its first language.
        parts: which part a unit belongs to: :func:`by_pair`, :func:`by_size`, :func:`by_prop` or a function like these.
        folder: where to write, made when it is missing.
        stem: the beginning of the files' names.
        suffix: the end of the files' names.
        profile: as for :func:`tmx.write`.
        errors: as for :func:`tmx.write`.
        left_out: receives each unit, or what is left of it, that belongs to no part.

    Raises:
        TmxUsageError: when there would be more than :data:`MAX_FILES` files.
        TmxOutputError: when the folder or a file cannot be written.
    """
    writers: dict[Path, Writer] = {}
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(atomic.folder(folder))
        for unit in units:
            of_unit = list(parts(unit))
            if not of_unit and left_out:
                left_out(unit)
            for name, part in of_unit:
                path = place / f"{stem}.{_file_name(name)}{suffix}"
                if path not in writers:
                    if len(writers) == MAX_FILES:
                        raise TmxUsageError(
                            f"more than {MAX_FILES} files would be written", hint="choose larger parts, or filter first"
                        )
                    part_header = header if part is unit else replace(header, srclang=part.variants[0].language)
                    writers[path] = stack.enter_context(Writer(path, part_header, profile=profile, errors=errors))
                writers[path].write(part)
    return {path: writer.written() for path, writer in writers.items()}


def _file_name(value: str) -> str:
    """A value as part of a file name: nothing that leads out of the folder, and not too long."""
    return _OUTSIDE_NAMES.sub("-", value).strip(".-")[:80] or "empty"
