"""Which of some files is which language version of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from aligner.errors import UsageError
from aligner.sources import Source, read
from aligner.sources.formats import EXTENSIONS
from aligner.sources.provenance import FILE, Provenance, provenance_of, read_provenance
from aligner.text.iso639 import is_assigned
from aligner.text.languages import canonical

# The last part of a name that looks like a tag: A-69-723-zh.pdf, annex.zh-Hant.txt, code_ru.html.
_TAG = re.compile(r"[-._]([A-Za-z]{2}(?:-[A-Za-z]{2,4})?)\Z")
_NO_LANGUAGES = frozenset(("v1", "v2", "md"))


@dataclass(frozen=True, slots=True)
class SourceVersion:
    """A language version as it was read, and its record where it was fetched."""

    language: str
    source: Source
    provenance: Provenance | None = None


def read_versions(arguments: Iterable[str]) -> tuple[SourceVersion, ...]:
    """Read the files that arguments name: folders, files whose names end with the language, or ``zh=FILE``.

    Raises:
        UsageError: a file's language cannot be told, or two files have the same.
        UnreadableError: a file cannot be read.
    """
    paths: dict[str, Path] = {}
    for language, path in _named(arguments):
        if language in paths:
            raise UsageError(
                f"{path.name} and {paths[language].name} are both '{language}'", hint="give one file per language"
            )
        paths[language] = path
    if not paths:
        raise UsageError(
            "there is no document in what was given", hint="give files such as A-69-723-zh.pdf, or zh=FILE"
        )
    return tuple(_version(language, path) for language, path in paths.items())


def _named(arguments: Iterable[str]) -> Iterable[tuple[str, Path]]:
    for argument in arguments:
        tag, equals, name = argument.partition("=")
        if equals and tag.replace("-", "").isalnum() and not Path(argument).exists():
            if not is_assigned(tag):
                raise UsageError(
                    f"'{tag}' is not the tag of a language", where=argument, hint="write en, zh-Hant or sr-Latn"
                )
            yield canonical(tag), Path(name)
        elif Path(argument).is_dir():
            fetched = {entry.file: entry.language for entry in read_provenance(Path(argument))}
            for path in sorted(Path(argument).iterdir()):
                if path.name != FILE and path.suffix.lower() in EXTENSIONS:
                    yield fetched.get(path.name) or _by_name(path), path
        else:
            fetched = {entry.file: entry.language for entry in read_provenance(Path(argument).parent)}
            yield fetched.get(Path(argument).name) or _by_name(Path(argument)), Path(argument)


def _by_name(path: Path) -> str:
    if not path.exists():
        raise UsageError("there is no such file or folder", where=str(path), hint="give files such as A-69-723-zh.pdf")
    match = _TAG.search(path.stem)
    if not match or match.group(1).lower() in _NO_LANGUAGES:
        raise UsageError("its name does not say its language", where=str(path), hint=f"write zh={path}")
    return canonical(match.group(1))


def _version(language: str, path: Path) -> SourceVersion:
    source = read(path)
    return SourceVersion(language, source, provenance_of(source))
