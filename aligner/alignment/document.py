"""An alignment as a text of the bank: one unit per bead."""

from __future__ import annotations

from collections.abc import Mapping

from aligner.alignment.beads import Alignment, Bead
from aligner.alignment.composition import compose_units, titles
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
