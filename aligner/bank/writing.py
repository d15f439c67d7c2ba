"""From a :class:`~aligner.model.Document` to the files of a text, as a careful person would write them by hand.

One line per language, a blank line between units, nothing written that follows from the rest. Where a file is
written again, its keys keep their order and its comments stay, each above the entry it stood in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from aligner.bank.located import Located, read_yaml
from aligner.bank.reading import DOCUMENT_FILE, TERMS_FILE
from aligner.errors import OutputError
from aligner.model import Concept, Document, LanguageVersion, Phrase, Unit
from tmx import atomic

_SafeDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_NO_WRAP = 2**31 - 1

_Entry = dict[str, Any]


class _Inline(dict[str, Any]):
    """A small mapping that reads best on one line: ``{en: (a), zh: (a)}``."""


class _InlineList(list[str]):
    """A list of short texts that reads best on one line: ``[title, adoption]``."""


class _Dumper(_SafeDumper):  # type: ignore[misc] # which of two classes it is depends on how PyYAML was built
    pass


_Dumper.add_representer(
    _Inline, lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True)
)

_Dumper.add_representer(
    _InlineList, lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)
)


def write_document(document: Document, folder: Path) -> None:
    """Write all files of a text into a folder, each whole or not at all.

    Raises:
        OutputError, TmxOutputError: the folder or a file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot be made a folder ({error.strerror})", where=str(folder)) from error
    _write(folder / DOCUMENT_FILE, _document_entry(document), lists=())
    units = [_unit_entry(unit, document.languages) for unit in document.units]
    _write(folder / document.units_file, {"units": units}, lists=("units",))
    if document.concepts:
        _write(folder / TERMS_FILE, {"concepts": [_concept_entry(c) for c in document.concepts]}, lists=("concepts",))


def _write(path: Path, entry: _Entry, lists: Iterable[str]) -> None:
    kept: Mapping[str, str] = {}
    if path.exists():
        root = read_yaml(path)
        entry = _in_order_of(root.plain(), entry)
        kept = _comments(root, lists)
    try:
        text = _text(entry, lists, kept)
    except UnicodeEncodeError as error:
        raise OutputError(
            f"text that Unicode cannot carry: {error.object[error.start : error.end]!r}", where=str(path)
        ) from error
    with atomic.text(path) as out:
        out.write(text)


def _text(entry: _Entry, lists: Iterable[str], kept: Mapping[str, str]) -> str:
    parts = [kept.get("", "")]
    for key, value in entry.items():
        if key not in lists:
            parts.append(_dump({key: value}))
            continue
        items = [kept.get(item["id"], "") + _dump([item]) for item in value]
        parts.append(f"{key}:\n" + "\n".join(items) if items else f"{key}: []\n")
    return "".join(parts)


def _dump(value: object) -> str:
    return str(
        yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_NO_WRAP, default_flow_style=False)
    )


def _in_order_of(old: object, new: Any) -> Any:
    """The new value with mapping keys in the order they had; keys that are new come where they stand, or last."""
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [key for key in old if key in new] + [key for key in new if key not in old]
        return type(new)({key: _in_order_of(old.get(key), new[key]) for key in keys})
    if isinstance(old, list) and isinstance(new, list) and not isinstance(new, _InlineList):
        by_id = {item["id"]: item for item in old if isinstance(item, dict) and "id" in item}
        return [_in_order_of(by_id.get(item.get("id")), item) if isinstance(item, dict) else item for item in new]
    return new


def _comments(root: Located, lists: Iterable[str]) -> dict[str, str]:
    """Comments of a file by the id of the entry they stand in or directly above; '' for those before the first."""
    starts = {
        item.line - 1: item.mapping()["id"].text()
        for key, value in root.mapping().items()
        if key in lists
        for item in value.sequence()
    }
    in_scalars = _scalar_columns(root)
    kept: dict[str, list[str]] = {"": []}
    owner, above = "", list[str]()
    for number, line in enumerate(root.file.read_text(encoding="utf-8-sig").splitlines()):
        hashes = (match.start() for match in re.finditer(r"(?<!\S)#", line))
        spans = in_scalars.get(number, ())
        column = next((at for at in hashes if not any(start <= at < end for start, end in spans)), len(line))
        content, comment = line[:column].strip(), line[column:].rstrip()
        if number in starts:
            owner = starts[number]
        if content:
            kept.setdefault(owner, []).extend(above)
            above = []
        if comment:
            (kept[owner] if content else above).append(comment + "\n")
    kept[owner].extend(above)
    return {key: "".join(lines) for key, lines in kept.items()}


def _scalar_columns(root: Located) -> dict[int, list[tuple[int, int]]]:
    """Per line, the stretches that belong to scalars: a '#' in them is text."""
    found: dict[int, list[tuple[int, int]]] = {}
    for node in root.scalars():
        first, last = node.start_mark, node.end_mark
        for number in range(first.line, last.line + 1):
            start = first.column if number == first.line else 0
            end = last.column if number == last.line else _NO_WRAP
            found.setdefault(number, []).append((start, end))
    return found


def _without_empty(entry: _Entry) -> _Entry:
    return {key: value for key, value in entry.items() if value or value == 0}


def _one_or_list(values: tuple[str, ...]) -> str | list[str]:
    return values[0] if len(values) == 1 else _InlineList(values)


def _document_entry(document: Document) -> _Entry:
    return {
        "symbol": document.symbol,
        "title": dict(document.title),
        **({"date": document.date} if document.date else {}),
        **document.details,
        "units": document.units_file,
        "languages": {tag: _version_entry(version) for tag, version in document.languages.items()},
    }


def _version_entry(version: LanguageVersion) -> _Entry:
    emendations = [
        {"unit": it.unit, "found": it.found, "read": it.read, "reason": it.reason} for it in version.emendations
    ]
    return _without_empty(
        {
            "status": str(version.status),
            "source": version.source,
            "file": version.file,
            "sha256": version.sha256,
            "attestations": dict(version.attestations),
            "emendations": emendations,
        }
    )


def _unit_entry(unit: Unit, languages: Mapping[str, LanguageVersion]) -> _Entry:
    segments = unit.segments
    own_status = {tag: str(it.status) for tag, it in segments.items() if it.status != languages[tag].status}
    attested = {tag: _one_or_list(it.attested) for tag, it in segments.items() if it.attested}
    entry: _Entry = {"id": unit.id, "role": str(unit.role)}
    entry |= _without_empty({"label": _Inline({tag: it.label for tag, it in segments.items() if it.label})})
    entry |= {tag: it.text for tag, it in segments.items()}
    return entry | _without_empty(
        {
            "status": _Inline(own_status),
            "attested": _Inline(attested),
            "note": unit.note,
            "ignore": dict(unit.ignore),
            "phrases": [_phrase_entry(phrase) for phrase in unit.phrases],
            "unmatched": {tag: _InlineList(words) for tag, words in unit.unmatched.items() if words},
        }
    )


def _phrase_entry(phrase: Phrase) -> _Entry:
    nth = {tag: stretch.occurrence for tag, stretch in phrase.stretches.items() if stretch.occurrence > 1}
    entry: _Entry = {tag: stretch.text for tag, stretch in phrase.stretches.items()}
    return entry | _without_empty({"occurrence": _Inline(nth)})


def _concept_entry(concept: Concept) -> _Entry:
    return {
        "id": concept.id,
        **{tag: _InlineList(terms) for tag, terms in concept.terms.items()},
        **_without_empty(
            {
                "definition": concept.definition,
                "note": concept.note,
                "units": _InlineList(concept.units),
                "superseded": {tag: _InlineList(terms) for tag, terms in concept.superseded.items()},
            }
        ),
    }
