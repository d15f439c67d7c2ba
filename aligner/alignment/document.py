"""An alignment as a text of the bank: one unit a bead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aligner.alignment.beads import Alignment
from aligner.languages import language
from aligner.model import Document, LanguageVersion, Role, Segment, Status, Unit


def document(
    name: str, text: Mapping[str, Sequence[str]], alignment: Alignment, origin: Mapping[str, str] | None = None
) -> Document:
    """A text of the bank, every wording unverified: nobody has compared it yet.

    Args:
        name: the text's name.
        text: language to blocks, as they were aligned.
        alignment: what `aligner.align` found.
        origin: language to the file it came from.
    """
    origin = origin or {}
    units = tuple(
        Unit(
            id=f"u{number}",
            role=Role.PARAGRAPH,
            segments={
                tag: Segment(language(tag).joiner.join(text[tag][k] for k in blocks))
                for tag, blocks in ((tag, bead.blocks.get(tag, ())) for tag in alignment.languages)
                if blocks
            },
            note=f"alignment: confidence {bead.confidence:.2f}",
        )
        for number, bead in enumerate(alignment.beads, 1)
    )
    versions = {tag: LanguageVersion(tag, Status.UNVERIFIED, origin.get(tag, "unknown")) for tag in alignment.languages}
    return Document(name, "", dict.fromkeys(alignment.languages, name), versions, units)
