"""The manifest of a corpus: which file is which language of which document, one file a row.

JSON Lines (``{"id": "a/66/359", "language": "en", "path": "en/a-66-359.docx"}``) or tab-separated with a head of the
same names; other columns are left alone. A path is relative to a folder and never leads out of it, or is an address
(``https://...``). The order of rows means nothing: documents are sorted by id, languages by tag, so that the same files always make the same corpus.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from aligner.corpus.errors import ManifestError
from aligner.text.languages import canonical, is_tag

_COLUMNS = ("id", "language", "path")
_Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """A document of the manifest.

    Attributes:
        id: its name; unique.
        files: language tag and path (or address) of each of its files, by tag.
        problem: why the manifest does not say what to do with it; empty where it does.
    """

    id: str
    files: tuple[tuple[str, str], ...]
    problem: str = ""


def read(path: str) -> tuple[ManifestEntry, ...]:
    """The documents of a manifest, sorted by id.

    A document with two different files for one language has a ``problem``; a row that is repeated counts once.

    Args:
        path: of the manifest, or ``-`` for standard input.

    Raises:
        ManifestError: there is no such file, or a row does not say what it must; names the line.
    """
    if path == "-":
        return _entries(_rows(sys.stdin, path))
    try:
        with Path(path).open(encoding="utf-8-sig") as lines:
            return _entries(_rows(lines, path))
    except OSError as error:
        raise ManifestError(error.strerror or "cannot be read", where=path, hint="name a JSONL or TSV file") from error
    except UnicodeDecodeError as error:
        raise ManifestError("not UTF-8 text", where=path, hint="a manifest is a JSONL or TSV file in UTF-8") from error


def _rows(lines: Iterable[str], where: str) -> Iterator[_Row]:
    head: list[str] | None = None
    for number, line in enumerate(lines, start=1):
        text = line.strip("\r\n")
        if not text.strip():
            continue
        if text.lstrip().startswith("{"):
            yield _checked(_parsed(text, f"{where}:{number}"), f"{where}:{number}")
        elif head is None:
            head = [name.strip() for name in text.split("\t")]
            if missing := [name for name in _COLUMNS if name not in head]:
                raise ManifestError(
                    f"the head lacks {', '.join(missing)}",
                    where=f"{where}:{number}",
                    hint="the first line of a TSV manifest names the columns id, language and path",
                )
        else:
            yield _checked(dict(zip(head, text.split("\t"), strict=False)), f"{where}:{number}")


def _parsed(text: str, where: str) -> Mapping[str, object]:
    try:
        row = json.loads(text)
    except ValueError as error:
        raise ManifestError(f"not JSON ({error})", where=where, hint="one JSON object a line") from error
    return row if isinstance(row, dict) else {}


def _checked(row: Mapping[str, object], where: str) -> _Row:
    values = [row.get(name) for name in _COLUMNS]
    for column, value in zip(_COLUMNS, values, strict=True):
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            raise ManifestError(
                f"no {column}",
                where=where,
                hint="every row has an id, a language and a path, all of them plain strings",
            )
    name, language, path = (str(value).strip() for value in values)
    if not is_tag(language):
        raise ManifestError(f"'{language}' is no language tag", where=where, hint="write BCP 47, such as en or zh-CN")
    return name, canonical(language), path


def _entries(rows: Iterable[_Row]) -> tuple[ManifestEntry, ...]:
    paths: dict[str, dict[str, set[str]]] = {}
    for name, language, path in rows:
        paths.setdefault(name, {}).setdefault(language, set()).add(path)
    return tuple(_entry(name, paths[name]) for name in sorted(paths))


def _entry(name: str, by_language: dict[str, set[str]]) -> ManifestEntry:
    files = tuple((language, path) for language in sorted(by_language) for path in sorted(by_language[language]))
    problem = ""
    if doubled := [language for language, paths in sorted(by_language.items()) if len(paths) > 1]:
        problem = f"more than one file for {', '.join(doubled)}: {', '.join(sorted(by_language[doubled[0]]))}"
    elif len(by_language) == 1:
        problem = f"only in {files[0][0]}: there is nothing to align it with"
    return ManifestEntry(name, files, problem)
