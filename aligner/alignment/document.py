"""An alignment as a text of the bank: one unit a bead."""

from __future__ import annotations

from collections.abc import Mapping

from aligner.alignment.beads import Alignment, Bead
from aligner.alignment.texts import Text
from aligner.model import Document, LanguageVersion, Role, Segment, Status, Unit
from aligner.text.languages import language


def document(text: Text, alignment: Alignment, origin: Mapping[str, str] | None = None) -> Document:
    """A text of the bank, every wording unverified: nobody has compared it yet.

    Args:
        text: what was aligned; its id becomes the text's name.
        alignment: what `aligner.align` found.
        origin: language to the file it came from.
    """
    origin = origin or {}
    units = tuple(
        Unit(
            id=f"u{number}",
            role=_role(text, bead),
            segments={tag: _segment(text, tag, blocks) for tag, blocks in bead.blocks.items()},
            note=f"alignment: confidence {bead.confidence:.2f}",
        )
        for number, bead in enumerate(alignment.beads, 1)
    )
    versions = {tag: LanguageVersion(tag, Status.UNVERIFIED, origin.get(tag, "unknown")) for tag in alignment.languages}
    return Document(text.id, "", dict.fromkeys(alignment.languages, text.id), versions, units)


def _role(text: Text, bead: Bead) -> Role:
    """The role that the first language gives the first block."""
    tag, blocks = next(iter(bead.blocks.items()))
    return text.parts[tag][blocks[0]].role if text.parts else Role.PARAGRAPH


def _segment(text: Text, tag: str, blocks: tuple[int, ...]) -> Segment:
    """The blocks as one; the label of the first stands apart, where it is known."""
    first, *others = blocks
    wording, label = text.blocks[tag][first], ""
    if text.parts:
        wording, label = text.parts[tag][first].text, text.parts[tag][first].label
    return Segment(language(tag).joiner.join([wording, *(text.blocks[tag][k] for k in others)]), label)
