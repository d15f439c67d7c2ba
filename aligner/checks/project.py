"""The files that are checked when a folder or a pattern is named."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from aligner.bank.reading import DOCUMENT_FILE
from aligner.checks.plan import is_named
from aligner.checks.settings import Settings, of_folder
from aligner.errors import InputError
from aligner.exchange import catalogues, formats

_SKIPPED = frozenset(("node_modules", "__pycache__", "venv", "site-packages", "build", "dist"))
"""Folders that hold no sources of anybody's own."""
_HEAD = 1024
_PATTERN = frozenset("*?[")
_LOOKED_FOR = ("tmx", "po", "xliff", "xliff2", "tsv", "csv", "xlsx", "ods", "jsonl")
"""Formats of files that are looked for in folders; others are checked when they are named."""


def inputs_in(names: Iterable[str], settings_of: Callable[[Path], Settings] = of_folder) -> list[str]:
    """The inputs that names stand for: themselves, or the files of a folder or pattern, each once and in order.

    Args:
        names: as the user gave them.
        settings_of: the settings for a folder, which say what is left out there.

    Raises:
        InputError: a folder or pattern holds no file that can be checked.
    """
    inputs: dict[str, None] = {}
    for name in names:
        if is_named_itself(name):
            inputs[name] = None
            continue
        files = list(_files_below(Path(name), settings_of) if Path(name).is_dir() else _matching(name, settings_of))
        if not files:
            hint = "name a folder or a pattern with TMX, XLIFF, PO or tables in it"
            raise InputError("holds no file that can be checked", where=name, hint=hint)
        inputs |= dict.fromkeys(map(str, files))
    return list(inputs)


def is_named_itself(name: str) -> bool:
    """Whether a name is that of an input, and not of a folder with inputs or a pattern."""
    path = Path(name)
    if path.is_dir():
        return (path / DOCUMENT_FILE).is_file()
    return path.exists() or not _PATTERN & set(name)


def _files_below(folder: Path, settings_of: Callable[[Path], Settings]) -> Iterator[Path]:
    """The files of a folder and of those in it, sorted, without what the settings exclude; links are not followed."""
    for parent, folders, files in os.walk(folder):
        place = Path(parent)
        chosen = settings_of(place)
        if (place / DOCUMENT_FILE).is_file():
            folders.clear()
            yield place
            continue
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in _SKIPPED and not _is_left(place / name, chosen)
        )
        for name in sorted(files):
            if _is_looked_for(place, name) and not _is_left(place / name, chosen):
                yield place / name


def _is_looked_for(folder: Path, name: str) -> bool:
    path, format_ = folder / name, formats.format_of(name)
    if name.startswith("."):
        return False
    if format_ is not None:
        return format_.name in _LOOKED_FOR
    if path.suffix == ".ts":  # of Qt, or a program in TypeScript
        with path.open("rb") as file:
            return b"<TS" in file.read(_HEAD)
    return path.suffix == ".xcstrings" or is_first_catalogue(path)


def is_first_catalogue(path: Path) -> bool:
    """Whether a file is the one that its catalogue is checked under: the files of all languages are checked once."""
    if not catalogues.is_catalogue(path):
        return False
    files = catalogues.group_of(path)
    # A single file may be anything: settings are JSON too.
    return len(files) > 1 and next(iter(files.values())) == path


def _matching(pattern: str, settings_of: Callable[[Path], Settings]) -> Iterator[Path]:
    absolute = Path(pattern).is_absolute()
    root = Path(Path(pattern).anchor) if absolute else Path()
    for path in sorted(root.glob(str(Path(pattern).relative_to(root)) if absolute else pattern)):
        if path.is_file() and not _is_left(path, settings_of(path.parent)):
            yield path


def _is_left(path: Path, chosen: Settings) -> bool:
    return any(is_named(path, pattern, chosen.folder) for pattern in chosen.exclude)
