"""Times of the day, in the twelve-hour clock and the twenty-four-hour one, as each language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from aligner.text.languages import language as known_language
from aligner.text.rows import DIGIT, SPACES, Row, any_of
from aligner.text.spans import SpanSet

_SECOND = r"(?:(?<=[01])\d|(?<=2)[0-4])"
# The first digit comes before the look at what stands before it, as digits are found quickly.
_PARTS = {
    "{H}": rf"(?P<hour>\d(?<![\d.,:].){_SECOND}?)",
    "{HH}": rf"(?P<hour>[012](?<!\d.){_SECOND})",
    "{M}": r"(?P<minute>[0-5]\d)",
    "{S}": f"[{SPACES}]?",
}
"""What stands for a part of a time in the patterns of a language."""
_CLOCK = re.compile(rf"(\d(?<![\d:].){_SECOND}?):([0-5]\d)(?![\d:])")
_CLOCK_ROW: Row = (DIGIT, ":", DIGIT)


@dataclass(frozen=True, slots=True)
class _Grammar:
    """How times are found in one language."""

    sign: re.Pattern[str]
    patterns: tuple[re.Pattern[str], ...]
    morning: frozenset[str]
    afternoon: frozenset[str]


@cache
def _grammar(tag: str) -> _Grammar:
    clock, sign = known_language(tag).clock, any_of(rows(tag))
    if not clock:
        return _Grammar(sign, (), frozenset(), frozenset())
    patterns = tuple(map(_compiled, clock.patterns))
    return _Grammar(sign, patterns, _words(clock.morning), _words(clock.afternoon))


def _words(listed: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in listed.split())


def _compiled(pattern: str) -> re.Pattern[str]:
    for part, meaning in _PARTS.items():
        pattern = pattern.replace(part, meaning)
    return re.compile(pattern, re.IGNORECASE)


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
    grammar = _grammar(known_language(language).tag)
    if not grammar.sign.search(text):
        return []
    times = list(chain.from_iterable(_matched(pattern, text, grammar) for pattern in grammar.patterns))
    times.sort(key=lambda time: time.start)
    if ":" in text:
        times += _not_inside(
            times, (Time(*match.span(), int(match[1]), int(match[2])) for match in _CLOCK.finditer(text))
        )
    return sorted(times, key=lambda time: time.start)


def rows(language: str) -> tuple[Row, ...]:
    """Without one of these rows a text has no time of the day."""
    clock = known_language(language).clock
    return (_CLOCK_ROW, *clock.hints) if clock else (_CLOCK_ROW,)


def _matched(pattern: re.Pattern[str], text: str, grammar: _Grammar) -> Iterator[Time]:
    """The times that a pattern finds, two for each range."""
    end, half_before = -9, ""
    for match in pattern.finditer(text):
        groups = match.groupdict()
        half = (groups.get("half") or "").lower()
        # 下午3时至6时: the second of a range is of the same half of the day.
        if not half and match.start() - end <= 2:
            half = half_before
        end, half_before = match.end(), half
        minute = 30 if groups.get("thirty") else int(groups.get("minute") or 0)
        yield Time(match.start(), match.end(), _hour(int(match["hour"]), half, grammar), minute)
        if groups.get("hour2"):
            yield Time(
                match.start(), match.end(), _hour(int(match["hour2"]), half, grammar), int(groups["minute2"] or 0)
            )


def _not_inside(times: Iterable[Time], clock_times: Iterable[Time]) -> Iterator[Time]:
    """Times such as 3:05 that are not part of others: what stands before p.m. is not a time of the morning besides."""
    matched = SpanSet((time.start, time.end) for time in times)
    return (time for time in clock_times if not matched.hold(time.start))


def _hour(hour: int, half: str, grammar: _Grammar) -> int:
    if half in grammar.afternoon and hour < 12:
        return hour + 12
    return 0 if half in grammar.morning and hour == 12 else hour
