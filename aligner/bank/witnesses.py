"""What a text records of published wordings: the witnesses, the attestations, and the changes made after them."""

from __future__ import annotations

from collections.abc import Mapping

from aligner.bank.fields import choice_of, date_of, refuse_unknown, required
from aligner.bank.located import Located
from aligner.model import Attestation, AttestationKind, Revision, Stretch, Verdict, Witness

_WITNESS_KEYS = ("title", "date", "address", "obtained")
_REVISION_KEYS = ("date", "before", "reason", "witnesses")


def read_witnesses(owner: Located) -> dict[str, Witness]:
    """Read the publications of a text, by name.

    Raises:
        SchemaError: one has no title, or an unknown key.
    """
    witnesses = {}
    for name, entry in owner.mapping().items():
        value = entry.inside(f"witness {name}")
        entries = value.mapping()
        refuse_unknown(entries, _WITNESS_KEYS)
        texts = {key: fact.text() for key, fact in entries.items()}
        if not texts.get("title"):
            raise value.fail("'title' is missing", "say what publication it is")
        witnesses[name] = Witness(**texts)
    return witnesses


ATTESTATION_KEYS = ("witness", "kind", "quotation", "normalized", "verdict", "supports", "contradicts", "note")


def read_attestation(
    owner: Located, witnesses: Mapping[str, Witness], default: Verdict | None = None, others: tuple[str, ...] = ()
) -> Attestation:
    """Read an entry of the attestations of a language.

    Args:
        owner: the entry.
        witnesses: the publications that it may name.
        default: the verdict where the entry has none; it must have one where this is None.
        others: keys that the entry may have besides its own.

    Raises:
        SchemaError: a key is missing or unknown, or the witness is not described.
    """
    entries = owner.mapping()
    refuse_unknown(entries, (*ATTESTATION_KEYS, *others))
    quotation = required(owner, entries, "quotation").text()
    if not quotation.strip():
        raise entries["quotation"].fail("a quotation is empty", "give the words as they were found")
    return Attestation(
        witness=_named_witness(required(owner, entries, "witness"), witnesses),
        kind=AttestationKind(choice_of(required(owner, entries, "kind"), AttestationKind)),
        quotation=quotation,
        verdict=default
        if default and "verdict" not in entries
        else Verdict(choice_of(required(owner, entries, "verdict"), Verdict)),
        supports=_stretches(entries["supports"]) if "supports" in entries else (),
        contradicts=_stretches(entries["contradicts"]) if "contradicts" in entries else (),
        normalized=entries["normalized"].text() if "normalized" in entries else "",
        note=entries["note"].text() if "note" in entries else "",
        line=owner.line,
    )


def _named_witness(value: Located, witnesses: Mapping[str, Witness]) -> str:
    name = value.text()
    if name not in witnesses:
        raise value.fail(f"'{name}' is not among the witnesses", "describe it in document.yaml")
    return name


def _stretches(owner: Located) -> tuple[Stretch, ...]:
    """A list of stretches; one whose words occur before is a mapping with its occurrence."""
    stretches = []
    for item in owner.sequence():
        if item.is_mapping():
            entries = item.mapping()
            refuse_unknown(entries, ("text", "occurrence"))
            occurrence = entries["occurrence"].integer() if "occurrence" in entries else 1
            stretches.append(Stretch(required(item, entries, "text").text(), occurrence))
        else:
            stretches.append(Stretch(item.text()))
    if not all(stretch.text for stretch in stretches):
        raise owner.fail("a stretch is empty", "give its words")
    return tuple(stretches)


def read_revision(owner: Located, witnesses: Mapping[str, Witness]) -> Revision:
    """Read an earlier wording.

    Raises:
        SchemaError: a key is missing or unknown, or a witness is not described.
    """
    entries = owner.mapping()
    refuse_unknown(entries, _REVISION_KEYS)
    names = entries["witnesses"].sequence() if "witnesses" in entries else ()
    return Revision(
        date=date_of(required(owner, entries, "date")),
        before=required(owner, entries, "before").text(),
        reason=required(owner, entries, "reason").text(),
        witnesses=tuple(_named_witness(name, witnesses) for name in names),
    )
