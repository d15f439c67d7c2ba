"""Dates of other calendars as dates of the Gregorian one.

The arithmetic is that of libraries: hijridate (Umm al-Qura, as Saudi Arabia dates its documents), persiantools and
pyluach. All three are pure Python and MIT, and are imported when the first such date is met.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import lru_cache


@lru_cache(maxsize=1024)
def gregorian(calendar: str, year: int, month: int, day: int) -> dt.date | None:
    """The Gregorian date of a date of another calendar; None where there is no such date, or it is not known.

    Args:
        calendar: ``islamic``, ``persian`` or ``hebrew``.
        year: of that calendar.
        month: of that calendar; the Hebrew months count from Nisan.
        day: of that month.

    >>> gregorian("islamic", 1436, 9, 15), gregorian("persian", 1398, 1, 1), gregorian("hebrew", 5779, 11, 15)
    (datetime.date(2015, 7, 2), datetime.date(2019, 3, 21), datetime.date(2019, 1, 21))
    >>> gregorian("islamic", 1436, 9, 31) is None
    True
    """
    first, last = _YEARS[calendar]
    if not first <= year <= last:
        return None
    try:
        return _CONVERTERS[calendar](year, month, day)
    except (ValueError, OverflowError):  # no such day
        return None


def _islamic(year: int, month: int, day: int) -> dt.date:
    from hijridate import Hijri

    return dt.date(*Hijri(year, month, day).to_gregorian().datetuple())


def _persian(year: int, month: int, day: int) -> dt.date:
    from persiantools.jdatetime import JalaliDate

    date: dt.date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    return date


def _hebrew(year: int, month: int, day: int) -> dt.date:
    from pyluach.dates import HebrewDate

    date: dt.date = HebrewDate(year, month, day).to_pydate()
    return date


_CONVERTERS: Mapping[str, Callable[[int, int, int], dt.date]] = {
    "islamic": _islamic,
    "persian": _persian,
    "hebrew": _hebrew,
}
_YEARS = {"islamic": (1343, 1500), "persian": (1200, 1500), "hebrew": (5400, 6000)}
"""The years that documents of today are dated with, first and last."""
