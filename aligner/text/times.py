"""Times of the day, in the twelve-hour clock of English and Chinese and the twenty-four-hour one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aligner.text.rows import DIGIT, Row

_SPACE = " \u00a0\u202f"
_S = f"[{_SPACE}]?"
# The first digit comes first, before it is looked at what stands before it: digits are found quickly.
_FIRST = r"\d(?<![\d.,:].)"
_SECOND = r"(?:(?<=[01])\d|(?<=2)[0-4])"
_HOUR = rf"({_FIRST}{_SECOND}?)"
_ENGLISH = re.compile(
    rf"{_HOUR}(?:[.:]([0-5]\d))?(?:{_S}(?:-|–|to|and){_S}([01]?\d)(?:[.:]([0-5]\d))?)?{_S}([ap])\.?{_S}m\b\.?",
    re.IGNORECASE,
)
_MILITARY = re.compile(
    rf"([012](?<!\d.){_SECOND})([0-5]\d)(?: and ([01]\d|2[0-4])([0-5]\d))?(?= (?:hours|hrs|h)\b)", re.IGNORECASE
)
_CHINESE = re.compile(
    r"(上午|下午|晚上|晚间|中午|凌晨|早上)?(?<!\d)([01]?\d|2[0-4])[时点](?!间|代|期(?!间)|刻)(?:(半)|([0-5]?\d)分?)?"
)
_RUSSIAN = re.compile(rf"{_HOUR}{_S}ч(?:\.|ас(?:ов|а|ам)?(?!\w)\.?)(?:{_S}([0-5]\d){_S}м(?:ин(?:ут)?)?\b\.?)?")
_GERMAN = re.compile(rf"{_HOUR}(?:[.:]([0-5]\d))?{_S}Uhr\b(?:{_S}([0-5]\d)(?!\d))?")
# With minutes only: 24 h is a duration as well.
_FRENCH = re.compile(rf"{_HOUR}{_S}h{_S}([0-5]\d)(?!\d)")
_CLOCK = re.compile(rf"(\d(?<![\d:].){_SECOND}?):([0-5]\d)(?![\d:])")
_SIGNS = {
    "en": re.compile(rf"\d(?::\d|{_S}[ap]\.?{_S}m\b| (?:hours|hrs|h)\b)", re.IGNORECASE),
    "zh": re.compile(r"\d[:时点]"),
    "ru": re.compile(rf"\d(?::\d|{_S}ч)"),
    "de": re.compile(rf"\d(?::\d|{_S}Uhr)"),
    **dict.fromkeys(("fr", "es", "pt"), re.compile(rf"\d(?::\d|{_S}h)")),
}
_CLOCK_SIGN = re.compile(r"\d:\d")
"""What every time has, which is quick to look for."""
_ROWS: Mapping[str, tuple[Row, ...]] = {
    "en": (
        (DIGIT, ":", DIGIT),
        (DIGIT, "ap", ".m" + _SPACE),
        (DIGIT, _SPACE, "ap", ".m" + _SPACE),
        (DIGIT, " ", "h"),
    ),
    "zh": ((DIGIT, ":时点"),),
    "ru": ((DIGIT, ":", DIGIT), (DIGIT, "ч"), (DIGIT, _SPACE, "ч")),
    "de": ((DIGIT, ":", DIGIT), (DIGIT, "u", "h"), (DIGIT, _SPACE, "u", "h")),
    **dict.fromkeys(("fr", "es", "pt"), ((DIGIT, ":", DIGIT), (DIGIT, "h"), (DIGIT, _SPACE, "h"))),
}
_AFTERNOON = frozenset({"下午", "晚上", "晚间", "p", "P"})


@dataclass(frozen=True, slots=True)
class Time:
    """A time of the day in a text: where it stands, hour and minute of the twenty-four-hour clock."""

    start: int
    end: int
    hour: int
    minute: int

    @property
    def value(self) -> str:
        """The time as ISO 8601 writes it.

        >>> Time(0, 1, 17, 5).value
        '17:05'
        """
        return f"{self.hour:02}:{self.minute:02}"


def times(text: str, language: str) -> list[Time]:
    """The times of a text, in text order.

    >>> [time.value for time in times("from 3 to 6.15 p.m.", "en")]
    ['15:00', '18:15']
    >>> [time.value for time in times("下午3时05分", "zh")], [time.value for time in times("в 15 ч. 05 м.", "ru")]
    (['15:05'], ['15:05'])
    >>> [time.value for time in times("um 14.30 Uhr", "de")], [time.value for time in times("à 14 h 30", "fr")]
    (['14:30'], ['14:30'])
    """
    base = language[:2]
    if not _SIGNS.get(base, _CLOCK_SIGN).search(text):
        return []
    found: list[Time] = []
    if base == "en":
        found += _english(text)
    elif base == "zh":
        found += _chinese(text)
    elif base == "ru" and "ч" in text:
        found += (Time(it.start(), it.end(), int(it[1]), int(it[2] or 0)) for it in _RUSSIAN.finditer(text))
    elif base == "de":
        found += (Time(it.start(), it.end(), int(it[1]), int(it[2] or it[3] or 0)) for it in _GERMAN.finditer(text))
    elif base in {"fr", "es", "pt"}:
        found += (Time(it.start(), it.end(), int(it[1]), int(it[2])) for it in _FRENCH.finditer(text))
    if ":" in text:
        # What stands before p.m. is a time with it, not one of the morning besides.
        taken = [(it.start, it.end) for it in found]
        found += (
            Time(it.start(), it.end(), int(it[1]), int(it[2]))
            for it in _CLOCK.finditer(text)
            if not any(start <= it.start() < end for start, end in taken)
        )
    return sorted(found, key=lambda time: time.start)


def rows(language: str) -> tuple[Row, ...]:
    """Without one of these rows a text has no time of the day."""
    return _ROWS.get(language[:2], ((DIGIT, ":", DIGIT),))


def _english(text: str) -> Iterator[Time]:
    for match in _ENGLISH.finditer(text):
        hour, minute, hour2, minute2, half = match.groups()
        yield Time(match.start(), match.end(), _hour(int(hour), half), int(minute or 0))
        if hour2:
            yield Time(match.start(), match.end(), _hour(int(hour2), half), int(minute2 or 0))
    for match in _MILITARY.finditer(text):
        yield Time(match.start(), match.end(), int(match[1]), int(match[2]))
        if match[3]:
            yield Time(match.start(), match.end(), int(match[3]), int(match[4]))


def _chinese(text: str) -> Iterator[Time]:
    end, before = -9, None
    for match in _CHINESE.finditer(text):
        half, hour, thirty, minute = match.groups()
        # 下午3时至6时: the second of a range is of the same half of the day.
        if half is None and match.start() - end <= 2:
            half = before
        end, before = match.end(), half
        yield Time(match.start(), match.end(), _hour(int(hour), half), 30 if thirty else int(minute or 0))


def _hour(hour: int, half: str | None) -> int:
    if half in _AFTERNOON and hour < 12:
        return hour + 12
    return 0 if half in {"a", "A"} and hour == 12 else hour
