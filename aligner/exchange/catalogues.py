"""Software catalogues with a file per language (``en.json`` and ``de.json``), compared as one text."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from aligner.errors import InputError
from aligner.exchange.contents import Contents
from aligner.exchange.locales import language_in
from aligner.exchange.messages import PLURAL, CatalogueMessage, read
from aligner.exchange.plurals import placeholders
from aligner.model import Role, Segment, TranslationState, Unit
from tmx.languages import matches

SUFFIXES = frozenset((".json", ".arb", ".properties", ".strings", ".ftl"))
EDITORS = {
    ".json": "json",
    ".arb": "json",
    ".properties": "properties",
    ".strings": "strings",
    ".ftl": "fluent",
    ".xml": "xml",
    ".ts": "xml",
    ".xcstrings": "xcstrings",
}
"""Extension of a catalogue to the module of :mod:`aligner.exchange.editing` that finds its texts."""
DEFAULT_SOURCE = "en"
"""The language of files whose name says none, and the source where nobody says one."""
_NEAR = "-_."
_OF_ONE_NUMBER = (f"{PLURAL}zero]", f"{PLURAL}one]", f"{PLURAL}two]")


def is_catalogue(path: Path) -> bool:
    """Whether a file's name is that of a catalogue in one language."""
    return path.suffix.lower() in SUFFIXES or (path.suffix == ".xml" and path.parent.name.split("-")[0] == "values")


def group_of(path: Path, source: str = "") -> dict[str, Path]:
    """The files of a catalogue by language, the source first; a single one where the name says no language.

    >>> group_of(Path("nowhere/app.json"))
    {'en': PosixPath('nowhere/app.json')}
    """
    source = source or DEFAULT_SOURCE
    language, pattern = language_in(path)
    if not language:
        pattern = _pattern_of_default(path)
    files = {source: default} if (default := _default(pattern)) and default.is_file() else {}
    start = Path(pattern[: pattern.index("*")]).parent if "*" in pattern else path.parent
    for sibling in sorted(start.glob(str(Path(pattern).relative_to(start)))) if "*" in pattern else ():
        tag, own_pattern = language_in(sibling)
        if tag and own_pattern == pattern:
            files.setdefault(tag, sibling)
    files = files or {language or source: path}
    # The source may have a region where the user names none: en-US is the source of the others.
    return {tag: files[tag] for tag in sorted(files, key=lambda tag: (not matches(tag, source), tag))}


def _pattern_of_default(path: Path) -> str:
    """The pattern of the translations beside a file that names no language: strings.xml, messages.properties."""
    if path.suffix == ".xml":
        return str(path.parent.parent / "values-*" / path.name)
    return str(path.with_name(f"{path.stem}_*{path.suffix}"))


def _default(pattern: str) -> Path | None:
    """The file without a language that a pattern of translations has beside it."""
    for sign in _NEAR:
        if f"{sign}*" in pattern:
            return Path(pattern.replace(f"{sign}*", ""))
    return None


def contents_of_files(files: Mapping[str, Path], on_bad_file: Callable[[str, InputError], None]) -> Contents:
    """The messages of all languages, joined by key in the order of the first file.

    Args:
        files: language to file, the source first.
        on_bad_file: is given the name and the error of a file that cannot be read; the others are joined without it.

    Raises:
        MissingExtraError: the library for the format is not installed.
    """
    messages: dict[str, dict[str, CatalogueMessage]] = {}
    for tag, path in files.items():
        try:
            messages[tag] = _by_key(path)
        except InputError as error:
            on_bad_file(str(path), error)
    source = next(iter(messages), "")
    return Contents(
        _units(messages, source), tuple(messages), in_order=False, source=source if len(messages) > 1 else ""
    )


def _by_key(path: Path) -> dict[str, CatalogueMessage]:
    return {message.key: message for message in read(path)}


def _units(messages: Mapping[str, Mapping[str, CatalogueMessage]], source: str) -> Iterator[Unit]:
    keys = dict.fromkeys(itertools.chain.from_iterable(messages.values()))
    for key in keys:
        by_language = {tag: by_key[key] for tag, by_key in messages.items() if key in by_key}
        bare = key.partition(PLURAL)[0]
        if source not in by_language and bare in messages[source]:
            # A language may have plural forms that the source has not; each says what the general form says.
            by_language = {source: messages[source][bare], **by_language}
        first = next(iter(by_language.values()))
        if key.endswith(_OF_ONE_NUMBER):
            # A form for one number may say it in a word; where its places differ it has no counterpart.
            places = placeholders(first.text)
            by_language = {tag: message for tag, message in by_language.items() if placeholders(message.text) == places}
        segments = {
            tag: Segment(message.text, line=message.line) for tag, message in by_language.items() if message.text
        }
        yield Unit(
            key,
            Role.PARAGRAPH,
            segments,
            note=first.note,
            line=first.line,
            states={} if key != bare else _states(messages, segments, source, is_fixed=first.is_fixed),
        )


def _states(
    messages: Mapping[str, object], segments: Mapping[str, Segment], source: str, *, is_fixed: bool
) -> dict[str, TranslationState]:
    translations = [tag for tag in messages if tag != source]
    if is_fixed:
        return dict.fromkeys(translations, TranslationState.LOCKED)
    return {tag: TranslationState.UNTRANSLATED for tag in translations if tag not in segments}
