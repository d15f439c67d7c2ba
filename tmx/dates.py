"""Dates as TMX writes them: ISO 8601 basic format in Universal Time."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

_DATE = re.compile(r"\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])[0-5]\d[0-5]\dZ", re.ASCII)


@lru_cache(maxsize=4096)
def is_date(value: str) -> bool:
    """Whether a value is a date as TMX 1.4 wants it.

    >>> is_date("20020125T210600Z"), is_date("2002-01-25"), is_date("20021325T210600Z")
    (True, False, False)
    """
    return _DATE.fullmatch(value) is not None


def parse_date(value: str) -> dt.datetime:
    """The moment a TMX date means.

    Raises:
        ValueError: when it is not such a date.

    >>> parse_date("20020125T210600Z").isoformat()
    '2002-01-25T21:06:00+00:00'
    """
    return dt.datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)


def format_date(moment: dt.datetime) -> str:
    """A moment as TMX writes it; one without a time zone is taken for Universal Time.

    >>> format_date(dt.datetime(2002, 1, 25, 21, 6, tzinfo=dt.UTC))
    '20020125T210600Z'
    """
    if moment.tzinfo:
        moment = moment.astimezone(dt.UTC)
    return moment.strftime("%Y%m%dT%H%M%SZ")
