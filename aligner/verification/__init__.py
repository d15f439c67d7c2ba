"""Stored wording against official files: the only way a text of the bank becomes verified.

>>> from aligner.bank import Bank
>>> from aligner.sources import read
>>> text = Bank().load("a-66-359")
>>> comparison = compare(text, "en", read(text.path / text.languages["en"].file))
>>> dict(comparison.counts), [it.unit for it in comparison.units if it.emended]
({<Standing.IDENTICAL: 'identical'>: 27}, ['pledge.i'])
"""

from __future__ import annotations

from aligner.attestation.anchoring import Unanchored
from aligner.attestation.folding import Fold, folded
from aligner.verification.adoption import Adoption, adopt
from aligner.verification.comparison import Comparison, Standing, UnitComparison, Wording, compare
from aligner.verification.differences import Deviation, deviations

__all__ = [
    "Adoption",
    "Comparison",
    "Deviation",
    "Fold",
    "Standing",
    "Unanchored",
    "UnitComparison",
    "Wording",
    "adopt",
    "compare",
    "deviations",
    "folded",
]
