"""Which of several units that say the same is kept."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from tmx.model import TranslationUnit
from tmx.selection import last_change


class Keep(StrEnum):
    """Which unit of several is kept; among equals the first."""

    FIRST = "first"
    LAST = "last"
    NEWEST = "newest"
    """That with the latest date of change, or else of creation."""
    MOST_USED = "most-used"
    """That with the highest usage count."""
    REVIEWED = "reviewed"
    """That which was checked most, by a property of the unit or its variants; of those the newest."""


_STATES = (
    ("x-status", "x-confirmationlevel", "x-state", "state", "approved", "x-approved", "confirmed", "x-confirmed"),
    {
        "rejectedtranslation": 1, "rejectedsignoff": 1, "superseded": 1, "fuzzy": 1,
        "draft": 2, "unverified": 2, "new": 2, "needs-translation": 2, "no": 2, "false": 2, "0": 2,
        "translated": 4, "needs-review-translation": 4,
        "yes": 5, "true": 5, "1": 5, "confirmed": 5,
        "approvedtranslation": 6, "reviewed": 6, "proofread": 6, "approved": 6,
        "approvedsignoff": 7, "signed-off": 7, "final": 7, "verified": 7,
    },
)  # fmt: skip
"""Properties in which programs keep how far a unit was checked (clausebank, Trados, XLIFF), and what their values count."""
_UNKNOWN = 3
_DIGITS = str.maketrans("", "", "TZ")


def rank(keep: Keep) -> Callable[[TranslationUnit], int]:
    """How much a unit is to be preferred: of two, that with the higher number is kept.

    >>> from tmx import Variant
    >>> unit = TranslationUnit([Variant("en", "Treaty")], attributes={"changedate": "20240501T120000Z", "usagecount": "3"})
    >>> rank(Keep.NEWEST)(unit), rank(Keep.MOST_USED)(unit), rank(Keep.FIRST)(unit)
    (20240501120000, 3, 0)
    """
    ranks = {Keep.NEWEST: _date, Keep.MOST_USED: _usage, Keep.REVIEWED: _review}
    return ranks.get(keep, lambda _: 0)


def _date(unit: TranslationUnit) -> int:
    digits = last_change(unit).translate(_DIGITS)
    return int(digits) if len(digits) == 14 and digits.isascii() and digits.isdecimal() else 0


def _usage(unit: TranslationUnit) -> int:
    counts = (part.attributes.get("usagecount", "") for part in unit.parts)
    return max((int(count) for count in counts if count.isascii() and count.isdecimal() and len(count) < 12), default=0)


def _review(unit: TranslationUnit) -> int:
    names, values = _STATES
    states = [
        values.get(prop.text.strip().lower(), _UNKNOWN)
        for part in unit.parts
        for prop in part.props
        if prop.type.lower() in names
    ]
    # A unit is as sure as the least sure of its variants.
    return min(states, default=_UNKNOWN) * 10**14 + _date(unit)
