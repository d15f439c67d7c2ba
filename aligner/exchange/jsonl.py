"""JSON lines: one whole unit a line, for programs; keys are those of the model."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from aligner.errors import InputError
from aligner.exchange import plain
from aligner.exchange.apparatus import attestation_of, attestation_record
from aligner.exchange.contents import AS_WRITTEN, Contents, ReadOptions, contents_of, role_of
from aligner.exchange.entries import Selection
from aligner.exchange.facts import status_of
from aligner.model import Phrase, Segment, Stretch, Unit
from tmx import atomic

_Record = dict[str, Any]


def write(selection: Selection, destination: str) -> None:
    """Write the units of a selection, phrases inside them.

    Raises:
        TmxOutputError: the file cannot be written.
    """
    with atomic.text(destination) as out:
        for unit in contents_of(selection).units:
            out.write(json.dumps(record(unit), ensure_ascii=False) + "\n")


def record(unit: Unit) -> _Record:
    """A unit as plain data, without what it does not have.

    >>> record(Unit("a", role_of("item", ""), {"en": Segment("To comply", "(a)")}))["segments"]
    {'en': {'text': 'To comply', 'status': 'unverified', 'label': '(a)'}}
    """
    optional = {
        "phrases": [_phrase(phrase) for phrase in unit.phrases],
        "unmatched": {tag: list(words) for tag, words in unit.unmatched.items()},
        "ignore": dict(unit.ignore),
        "note": unit.note,
    }
    return {
        "id": unit.id,
        "role": str(unit.role),
        "segments": {tag: _segment(segment) for tag, segment in unit.segments.items()},
        **{key: value for key, value in optional.items() if value},
    }


def _segment(segment: Segment) -> _Record:
    entry: _Record = {"text": segment.text, "status": str(segment.status)}
    if segment.label:
        entry["label"] = segment.label
    if segment.attestations:
        entry["attestations"] = [attestation_record(attestation) for attestation in segment.attestations]
    return entry


def _phrase(phrase: Phrase) -> _Record:
    return {
        tag: stretch.text if stretch.occurrence == 1 else {"text": stretch.text, "occurrence": stretch.occurrence}
        for tag, stretch in phrase.stretches.items()
    }


def read(path: Path, options: ReadOptions = AS_WRITTEN) -> Contents:
    """Read a file of units, one per line.

    Raises:
        InputError: it is not in UTF-8, or a line is not a unit; from the units too.
    """
    lines = plain.read_text(path).split("\n")
    first = next(_units(lines, path, replace(options, on_bad_row=options.on_bad_row and _pass_over)), None)
    return Contents(_units(lines, path, options), tuple(first.segments) if first else ())


def _pass_over(_error: InputError) -> None:
    """The first unit is looked for twice; its bad neighbours are reported once."""


def _units(lines: list[str], path: Path, options: ReadOptions) -> Iterator[Unit]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _unit(line, number, f"{path}:{number}")
        except InputError as error:
            options.bad_row(error)


def _unit(line: str, number: int, where: str) -> Unit:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError("is not JSON", where=where, hint="one object per line") from error
    try:
        return unit_of(entry, where, number)
    except (TypeError, KeyError, AttributeError, ValueError) as error:
        if isinstance(entry, dict) and "beads" in entry:
            hint = "let align write a table, such as aligned.tsv"
            raise InputError(
                "has numbers of blocks, and no words, as align writes it", where=where, hint=hint
            ) from error
        raise InputError(f"is not a unit ({error})", where=where, hint='needs "id" and "segments"') from error


def unit_of(entry: Mapping[str, Any], where: str, line: int = 0) -> Unit:
    """The unit of such a record.

    Raises:
        InputError: a role or status that there is not.
        TypeError, KeyError, AttributeError, ValueError: the record is of another shape.
    """
    return Unit(
        id=_text(entry["id"]),
        role=role_of(_text(entry.get("role", "")), where),
        segments={
            tag: Segment(
                _text(segment_record["text"]),
                _text(segment_record.get("label", "")),
                status_of(_text(segment_record.get("status", "")), where),
                tuple(map(attestation_of, segment_record.get("attestations", []))),
                line,
            )
            for tag, segment_record in entry["segments"].items()
        },
        phrases=tuple(_phrase_of(phrase_record, line) for phrase_record in entry.get("phrases", [])),
        unmatched={tag: _texts(words) for tag, words in entry.get("unmatched", {}).items()},
        ignore={code: _text(reason) for code, reason in entry.get("ignore", {}).items()},
        note=_text(entry.get("note", "")),
        line=line,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40} is not a text")
    return value


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(f"{values!r:.40} is not a list")
    return tuple(map(_text, values))


def _phrase_of(entry: Mapping[str, Any], line: int) -> Phrase:
    return Phrase({tag: _stretch(stretch_record) for tag, stretch_record in entry.items()}, line)


def _stretch(value: Any) -> Stretch:
    if isinstance(value, str):
        return Stretch(value)
    occurrence = value["occurrence"]
    if not isinstance(occurrence, int) or isinstance(occurrence, bool) or not 0 < occurrence < 10_000:
        raise ValueError(f"{occurrence!r:.40} is not an occurrence")
    return Stretch(_text(value["text"]), occurrence)
