"""The messages of a software catalogue in one language: Java, Fluent, Android, Apple, ARB and JSON.

moz.l10n reads the formats that have a grammar of their own (Apache-2.0; the extra ``catalogues``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.errors import InputError, MissingExtraError
from aligner.exchange import markup, plain

PLURAL = "["
"""What comes after the key of a message in the key of one of its plural forms: ``files[few]``."""
APPLE = re.compile(
    r'/\*(?P<comment>.*?)\*/|"(?P<key>(?:[^"\\]|\\.)*)"\s*=\s*"(?P<text>(?:[^"\\]|\\.)*)"\s*;', re.DOTALL
)
ESCAPE = re.compile(r"\\(?:[uU]([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


@dataclass(frozen=True, slots=True)
class CatalogueMessage:
    """A message, or a plural form of one.

    Attributes:
        key: its key, the same in every language.
        text: its text, with placeholders as the file writes them.
        line: the line it begins on; 0 where that is not known.
        note: the comment before it.
        is_fixed: whether nobody may translate it.
    """

    key: str
    text: str
    line: int = 0
    note: str = ""
    is_fixed: bool = False


def read(path: Path) -> list[CatalogueMessage]:
    """The messages of a file, in order.

    Raises:
        InputError: it is not what its name says.
        MissingExtraError: moz.l10n is needed for it and not installed.
    """
    suffix = path.suffix.lower()
    if suffix in {".json", ".arb"}:
        return list(_of_json(plain.read_text(path), path))
    if suffix == ".strings":
        return list(_of_apple(plain.read_text(path)))
    if suffix == ".xml":
        markup.parse(path)  # refuses entities and whatever else a document may do to its reader
    return list(_of_moz(path))


def _of_json(text: str, path: Path) -> Iterator[CatalogueMessage]:
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON: {error}", where=str(path)) from error
    if not isinstance(tree, dict):
        raise InputError("is not a catalogue: its top level is not an object", where=str(path))
    lines = _Lines(text)
    notes = {key[1:]: value for key, value in tree.items() if key.startswith("@") and isinstance(value, dict)}
    for keys, value in _leaves(tree, ()):
        # In ARB what begins with @ describes the message of that name.
        if not keys[0].startswith("@"):
            note = str(notes.get(keys[0], {}).get("description", ""))
            yield CatalogueMessage(".".join(keys), value, lines.of(f'"{keys[-1]}"'), note)


def _leaves(tree: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, value in tree.items():
        if isinstance(value, str):
            yield (*above, key), value
        elif isinstance(value, dict):
            yield from _leaves(value, (*above, key))


class _Lines:
    """The lines of keys, which are looked for in the order of the file."""

    def __init__(self, text: str) -> None:
        self._text, self._place, self._line = text, 0, 1

    def of(self, written: str) -> int:
        """The line of the next place where a key is written so; 0 where there is none."""
        place = self._text.find(written, self._place)
        if place < 0:
            return 0
        self._line += self._text.count("\n", self._place, place)
        self._place = place
        return self._line


def _of_apple(text: str) -> Iterator[CatalogueMessage]:
    note, line, counted = "", 1, 0
    for match in APPLE.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        if match["comment"] is not None:
            note = " ".join(match["comment"].split())
            continue
        yield CatalogueMessage(unescaped(match["key"]), unescaped(match["text"]), line, note)
        note = ""


def unescaped(written: str) -> str:
    r"""The text of a string of Apple's catalogues.

    >>> unescaped(r'\"Open\" \U2026')
    '"Open" …'
    """
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else _ESCAPES.get(match[2], match[2]), written)


def _of_moz(path: Path) -> Iterator[CatalogueMessage]:
    try:
        from moz.l10n.model import Entry
        from moz.l10n.resource import parse_resource
    except ModuleNotFoundError as error:
        raise MissingExtraError(f"a catalogue {path.suffix}", "catalogues") from error
    text = _decoded(plain.read_bytes(path), path)
    try:
        resource = parse_resource(str(path), text)
    except Exception as error:
        # The library names no class that all of its errors have.
        raise InputError(f"is not a catalogue that can be read: {error}", where=str(path)) from error
    lines = _Lines(text)
    for section in resource.sections:
        for entry in section.entries:
            if not isinstance(entry, Entry):
                continue
            key = ".".join((*section.id, *entry.id))
            written = f'name="{entry.id[0]}"' if path.suffix == ".xml" else entry.id[-1]
            line = entry.linepos.value if entry.linepos else lines.of(written)
            is_fixed = any(meta.key == "translatable" and meta.value == "false" for meta in entry.meta)
            for suffix, text in _texts(entry.value, ""):
                yield CatalogueMessage(key + suffix, text, line, entry.comment, is_fixed)
            for name, value in entry.properties.items():
                for suffix, text in _texts(value, f".{name}"):
                    yield CatalogueMessage(key + suffix, text, line, entry.comment, is_fixed)


def _decoded(source: bytes, path: Path) -> str:
    """The text of a file; Java wrote properties in Latin-1 before it wrote them in UTF-8."""
    try:
        return plain.decoded(source, path)
    except InputError:
        if path.suffix != ".properties":
            raise
        return source.decode("latin-1")


def _texts(message: Any, suffix: str) -> Iterator[tuple[str, str]]:
    """The texts of a message: one, or one for each of its variants; the one for all other cases has the bare key."""
    for keys, pattern in message:
        names = [key for key in keys if isinstance(key, str)]
        yield suffix + (f"{PLURAL}{','.join(names)}]" if names else ""), "".join(map(_written, pattern))


def _written(part: Any) -> str:
    if isinstance(part, str):
        return part
    source = part.attributes.get("source")
    if isinstance(source, str):
        return source
    if hasattr(part, "kind"):
        return f"</{part.name}>" if part.kind == "close" else f"<{part.name}{'/' if part.kind == 'standalone' else ''}>"
    name = getattr(part.arg, "name", part.arg)
    return f"{{ ${name} }}" if hasattr(part.arg, "name") else f"{{ {name or part.function} }}"
