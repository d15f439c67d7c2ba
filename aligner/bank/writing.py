"""From a :class:`~aligner.model.Document` to the files of a text, as a careful person would write them by hand.

One line per language, a blank line between units, nothing written that follows from the rest. A file that is there is
edited where its value changed (:mod:`aligner.bank.editing`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Any

from aligner.bank import decisions
from aligner.bank.dumping import InlineList, InlineMapping, dump
from aligner.bank.editing import edited
from aligner.bank.located import parsed, read_source
from aligner.bank.reading import DOCUMENT_FILE, TERMS_FILE, read_files
from aligner.bank.transaction import Transaction, changing
from aligner.errors import OutputError
from aligner.model import Attestation, Concept, Document, LanguageVersion, Phrase, Revision, Stretch, Unit

_Entry = dict[str, Any]
_NO_FILES: Mapping[str, Path] = MappingProxyType({})


def write_document(document: Document, folder: Path) -> None:
    """Write all files of a text into a folder: all of them or, after an error, none.

    Raises:
        OutputError: the folder or a file cannot be written, or another run is changing the text.
    """
    with changing(folder) as transaction:
        put(document, transaction)


def put(document: Document, transaction: Transaction, files: Mapping[str, Path] = _NO_FILES) -> None:
    """Make a document, with other files that belong to it, what a text holds.

    Before it takes its place it is read back, so that no text becomes one that cannot be read.

    Args:
        document: the text.
        transaction: the change of its folder; it is committed.
        files: names in the folder, such as ``sources/A-66-359-zh.pdf``, to files that are copied there.

    Raises:
        OutputError: a file cannot be written.
        InputError, SchemaError: what was written could not be read again.
    """
    for name, entry in _entries(document).items():
        transaction.write(name, _bytes(transaction.folder / name, entry))
    if document.decisions or (transaction.folder / decisions.FILE).exists():
        transaction.write(decisions.FILE, decisions.formatted(document.decisions).encode())
    for name, file in files.items():
        transaction.copy(file, name)
    read_files(transaction.folder, transaction.staged_or_old)
    transaction.commit()


def _entries(document: Document) -> dict[str, _Entry]:
    """The files of a text with what each is to say."""
    units = [_unit_entry(unit, document.languages) for unit in document.units]
    entries = {DOCUMENT_FILE: _document_entry(document), document.units_file: {"units": units}}
    if document.concepts:
        entries[TERMS_FILE] = {"concepts": [_concept_entry(concept) for concept in document.concepts]}
    return entries


_SPACED = ("units", "concepts")
"""Lists whose items stand a blank line apart."""


def _bytes(path: Path, entry: _Entry) -> bytes:
    try:
        return (_edited(path, entry) if path.exists() else _fresh(entry)).encode()
    except UnicodeEncodeError as error:
        raise OutputError(
            f"text that Unicode cannot carry: {error.object[error.start : error.end]!r}", where=str(path)
        ) from error


def _edited(path: Path, entry: _Entry) -> str:
    source = read_source(path)
    return edited(source, parsed(path, source), entry, _SPACED)


def _fresh(entry: _Entry) -> str:
    parts = []
    for key, value in entry.items():
        if key in _SPACED and isinstance(value, list) and value:
            parts.append(f"{key}:\n" + "\n".join(dump([item]) for item in value))
        else:
            parts.append(dump({key: value}))
    return "".join(parts)


def _without_empty(entry: _Entry) -> _Entry:
    return {key: value for key, value in entry.items() if value or value == 0}


def _document_entry(document: Document) -> _Entry:
    return {
        "symbol": document.symbol,
        "title": dict(document.title),
        **({"date": document.date} if document.date else {}),
        **document.details,
        "units": document.units_file,
        **_without_empty({"witnesses": {name: _without_empty(asdict(it)) for name, it in document.witnesses.items()}}),
        "languages": {tag: _version_entry(version) for tag, version in document.languages.items()},
    }


def _version_entry(version: LanguageVersion) -> _Entry:
    emendations = [asdict(emendation) for emendation in version.emendations]
    return _without_empty(
        {
            "status": str(version.status),
            "source": version.source,
            "file": version.file,
            "sha256": version.sha256,
            "emendations": emendations,
        }
    )


def _unit_entry(unit: Unit, languages: Mapping[str, LanguageVersion]) -> _Entry:
    labels, statuses, reviewed, texts = {}, {}, {}, {}
    attestations: dict[str, list[_Entry]] = {}
    revisions: dict[str, list[_Entry]] = {}
    for tag, segment in unit.segments.items():
        texts[tag] = segment.text
        if segment.label:
            labels[tag] = segment.label
        if segment.status != languages[tag].status:
            statuses[tag] = str(segment.status)
        if segment.reviewed:
            reviewed[tag] = segment.reviewed
        if segment.attestations:
            attestations[tag] = [attestation_entry(attestation) for attestation in segment.attestations]
        if segment.revisions:
            revisions[tag] = [_revision_entry(revision) for revision in segment.revisions]
    entry: _Entry = {"id": unit.id, "role": str(unit.role), **_without_empty({"label": InlineMapping(labels)}), **texts}
    return entry | _without_empty(
        {
            "status": InlineMapping(statuses),
            "reviewed": InlineMapping(reviewed),
            "attestations": attestations,
            "revisions": revisions,
            "note": unit.note,
            "ignore": dict(unit.ignore),
            "phrases": [_phrase_entry(phrase) for phrase in unit.phrases],
            "unmatched": {tag: InlineList(words) for tag, words in unit.unmatched.items() if words},
        }
    )


def attestation_entry(attestation: Attestation) -> _Entry:
    """An attestation as YAML has it."""
    return _without_empty(
        {
            "witness": attestation.witness,
            "kind": str(attestation.kind),
            "quotation": attestation.quotation,
            "normalized": attestation.normalized,
            "verdict": str(attestation.verdict),
            "supports": _stretch_entries(attestation.supports),
            "contradicts": _stretch_entries(attestation.contradicts),
            "note": attestation.note,
        }
    )


def _stretch_entries(stretches: tuple[Stretch, ...]) -> list[Any]:
    return [
        stretch.text if stretch.occurrence == 1 else InlineMapping(text=stretch.text, occurrence=stretch.occurrence)
        for stretch in stretches
    ]


def _revision_entry(revision: Revision) -> _Entry:
    return {
        "date": revision.date,
        "before": revision.before,
        "reason": revision.reason,
        **_without_empty({"witnesses": InlineList(revision.witnesses)}),
    }


def _phrase_entry(phrase: Phrase) -> _Entry:
    nth = {tag: stretch.occurrence for tag, stretch in phrase.stretches.items() if stretch.occurrence > 1}
    entry: _Entry = {tag: stretch.text for tag, stretch in phrase.stretches.items()}
    return entry | _without_empty({"occurrence": InlineMapping(nth)})


def _concept_entry(concept: Concept) -> _Entry:
    return {
        "id": concept.id,
        **{tag: InlineList(terms) for tag, terms in concept.terms.items()},
        **_without_empty(
            {
                "definition": concept.definition,
                "note": concept.note,
                "units": InlineList(concept.units),
                "superseded": {tag: InlineList(terms) for tag, terms in concept.superseded.items()},
            }
        ),
    }
