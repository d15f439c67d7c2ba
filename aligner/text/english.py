"""Messages in plain English: a number agrees with its noun, and names are listed as in a sentence."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun, in the singular for one.

    Args:
        number: how many.
        noun: the noun in the singular.
        plural: its plural, where it does not just end with an s.

    >>> counted(1, "unit"), counted(0, "unit"), counted(1200, "entry", "entries")
    ('1 unit', '0 units', '1,200 entries')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them; nothing for none.

    >>> listed(("en", "zh", "ru")), listed(("en",)), listed(())
    ('en, zh and ru', 'en', '')
    """
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
