"""An alignment as a text of the bank: one unit per bead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aligner.alignment.beads import Alignment, Bead
from aligner.alignment.composition import compose_units, printed, titles
from aligner.alignment.joint import align
from aligner.alignment.kept import each_block
from aligner.alignment.texts import Text
from aligner.model import Document, LanguageVersion, Status
from aligner.text.remark import AlignmentRemark


def document(text: Text, alignment: Alignment, origin: Mapping[str, str] | None = None) -> Document:
    """A text of the bank, every wording unverified: nobody has compared it yet.

    Args:
        text: what was aligned; its id becomes the text's name.
        alignment: what `aligner.align` found.
        origin: language to the file it came from.
    """
    origin = origin or {}
    units = compose_units(text.parts, alignment.beads, note=_remark)
    versions = {tag: LanguageVersion(tag, Status.UNVERIFIED, origin.get(tag, "unknown")) for tag in alignment.languages}
    return Document(text.id, "", titles(units, alignment.languages, text.id), versions, units)


def _remark(bead: Bead) -> str:
    return str(AlignmentRemark(bead.confidence, bead.moved))


def with_probabilities(document: Document) -> Document:
    """A text whose notes say nothing but how sure the alignment of each unit is, as an aligner sees it now.

    Units are aligned anew, their segments as blocks; what people decided is sure. A unit that the aligner would group
    otherwise is as probable, at most, as what is left by the bead that it would make.
    """
    tags = [tag for tag in document.languages if any(unit.text(tag) for unit in document.units)]
    if len(tags) < 2:
        return document
    numbers: dict[str, dict[str, int]] = {tag: {} for tag in tags}
    blocks: dict[str, list[str]] = {tag: [] for tag in tags}
    for unit in document.units:
        for tag in tags:
            if unit.text(tag):
                numbers[tag][unit.id] = len(blocks[tag])
                blocks[tag].append(printed(unit.segments[tag].label, unit.text(tag)))
    bead_of: dict[tuple[str, int], Bead] = {}
    for bead in align(blocks, keep=document.decisions).beads:
        bead_of.update(dict.fromkeys(each_block(bead.blocks), bead))
    units = []
    for unit in document.units:
        own = {tag: (numbers[tag][unit.id],) for tag in tags if unit.id in numbers[tag]}
        sure = [bead_of[tag, of_tag[0]] for tag, of_tag in own.items()]
        probability = min(
            (bead.confidence if bead.blocks == own else 1 - bead.confidence for bead in sure), default=1.0
        )
        moved = next((bead.moved for bead in sure if bead.blocks == own), ())
        units.append(replace(unit, note=str(AlignmentRemark(probability, moved))))
    return replace(document, units=tuple(units))
