"""Attestations and witnesses as plain data, for formats that can keep them, and in words, for those that only show them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from aligner.model import Attestation, AttestationKind, Stretch, Verdict, Witness


def attestation_record(attestation: Attestation) -> dict[str, Any]:
    """An attestation as plain data, without what it does not have.

    >>> attestation_record(Attestation("press", AttestationKind.DIRECT, "two uses", Verdict.AGREES))
    {'witness': 'press', 'kind': 'direct', 'quotation': 'two uses', 'verdict': 'agrees'}
    """
    record = {key: value for key, value in asdict(attestation).items() if value and key != "line"}
    return record | {"kind": str(attestation.kind), "verdict": str(attestation.verdict)}


def attestation_of(record: Mapping[str, Any]) -> Attestation:
    """The attestation of such a record.

    Raises:
        TypeError, KeyError, ValueError: it is of another shape.
    """
    return Attestation(
        witness=str(record["witness"]),
        kind=AttestationKind(record["kind"]),
        quotation=str(record["quotation"]),
        verdict=Verdict(record["verdict"]),
        supports=_stretches(record.get("supports", ())),
        contradicts=_stretches(record.get("contradicts", ())),
        normalized=str(record.get("normalized", "")),
        note=str(record.get("note", "")),
    )


def _stretches(records: Any) -> tuple[Stretch, ...]:
    return tuple(Stretch(str(record["text"]), int(record.get("occurrence", 1))) for record in records)


def attestation_json(attestation: Attestation) -> str:
    """An attestation on one line."""
    return json.dumps(attestation_record(attestation), ensure_ascii=False)


def witness_json(name: str, witness: Witness) -> str:
    """A witness with its name on one line."""
    return json.dumps({"name": name} | witness_record(witness), ensure_ascii=False)


def witness_record(witness: Witness) -> dict[str, str]:
    """A witness as plain data, without what is not known of it."""
    return {key: value for key, value in asdict(witness).items() if value}


def witness_of(record: Mapping[str, Any]) -> Witness:
    """The witness of such a record.

    Raises:
        KeyError: it has no title.
    """
    return Witness(str(record["title"]), *(str(record.get(key, "")) for key in ("date", "address", "obtained")))


def in_words(attestation: Attestation) -> str:
    """An attestation for a person to read.

    >>> in_words(Attestation("press", AttestationKind.DIRECT, "two uses", Verdict.AGREES))
    'press (direct, agrees): two uses'
    """
    return f"{attestation.witness} ({attestation.kind}, {attestation.verdict}): {attestation.quotation}"
