"""Attestations that somebody contributes: read from a file, compared with the text at once, and added to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from aligner.attestation.quotations import judged
from aligner.bank.located import Located, read_yaml
from aligner.bank.witnesses import read_attestation, read_witnesses
from aligner.errors import InputError
from aligner.model import Attestation, Document, Verdict, Witness


@dataclass(frozen=True, slots=True)
class ContributedAttestation:
    """An attestation with the unit and the language whose wording it bears on."""

    unit: str
    language: str
    attestation: Attestation


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a file contributes: attestations in its order, and the publications that they name and the text does not."""

    attestations: tuple[ContributedAttestation, ...]
    witnesses: Mapping[str, Witness]


def read_contribution(path: Path, document: Document) -> Contribution:
    """Read a file of attestations and compare each with the wording of the text.

    The verdict and the stretches follow from the quotation; only that a quotation decides nothing (``related``) has to
    be said. A verdict that is written has to be the one that follows.

    Args:
        path: a YAML file with ``attestations`` and, for publications that are new to the text, ``witnesses``.
        document: the text.

    Raises:
        InputError: the file is no such file, or an entry is there already.
        SchemaError: an entry names no unit, language or witness, or its verdict is not the one that follows.
    """
    root = read_yaml(path)
    entries = root.mapping()
    for key, value in entries.items():
        if key not in ("attestations", "witnesses"):
            raise value.fail(f"unknown key '{key}'", "known here: witnesses, attestations")
    if "attestations" not in entries:
        raise root.fail("'attestations' is missing", "list the quotations")
    new = read_witnesses(entries["witnesses"]) if "witnesses" in entries else {}
    for name, witness in new.items():
        if document.witnesses.get(name, witness) != witness:
            raise entries["witnesses"].fail(f"the text has another witness '{name}'", "give it another name")
    witnesses = {**document.witnesses, **new}
    contributed = [_contributed(item, document, witnesses) for item in entries["attestations"].sequence()]
    used = {entry.attestation.witness for entry in contributed}
    return Contribution(tuple(contributed), {name: witness for name, witness in new.items() if name in used})


def _contributed(owner: Located, document: Document, witnesses: Mapping[str, Witness]) -> ContributedAttestation:
    entries = owner.mapping()
    for key in ("unit", "language"):
        if key not in entries:
            raise owner.fail(f"'{key}' is missing", "say whose wording it bears on")
    unit, language = entries["unit"].text(), entries["language"].text()
    segments = {candidate.id: candidate.segments for candidate in document.units}
    if unit not in segments:
        raise entries["unit"].fail(f"there is no unit '{unit}'", f"see `clausebank show {document.name}`")
    if language not in segments[unit]:
        raise entries["language"].fail(f"{unit} has no wording in '{language}'", f"it has: {', '.join(segments[unit])}")
    segment = segments[unit][language]
    written = read_attestation(owner, witnesses, Verdict.AGREES, ("unit", "language"))
    attestation = judged(written, segment.text)
    if "verdict" in entries and written.verdict != attestation.verdict:
        differing = "; ".join(stretch.text for stretch in attestation.contradicts)
        raise entries["verdict"].fail(
            f"'{written.verdict}', but the quotation {attestation.verdict}"
            + (f" at: {differing}" if differing else ""),
            "leave the verdict out, or say 'related' of what decides nothing",
        )
    if replace(attestation, line=0) in segment.attestations:
        raise InputError("is there already", where=owner.where, hint="take the entry out")
    return ContributedAttestation(unit, language, attestation)


def contributed_to(document: Document, contribution: Contribution) -> Document:
    """A text with what a file contributes to it."""
    units = {unit.id: unit for unit in document.units}
    for entry in contribution.attestations:
        unit = units[entry.unit]
        segment = unit.segments[entry.language]
        segment = replace(segment, attestations=(*segment.attestations, entry.attestation))
        units[entry.unit] = replace(unit, segments={**unit.segments, entry.language: segment})
    return replace(document, units=tuple(units.values()), witnesses={**document.witnesses, **contribution.witnesses})
