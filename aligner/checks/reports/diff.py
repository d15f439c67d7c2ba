"""What a fix changes, as a unified diff that `patch` and `git apply` take."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from aligner.checks.fixing import FixedFile

_CONTEXT = 3


def unified_diff(result: FixedFile) -> Iterator[str]:
    """The lines of the diff, without line ends; none where nothing changes."""
    if result.before == result.after:
        return
    before, after = _lines(result.before), _lines(result.after)
    yield f"--- {result.file}"
    yield f"+++ {result.file}"
    if len(before) != len(after):
        yield from list(_bare(difflib.unified_diff(before, after, n=_CONTEXT)))[2:]
        return
    # Fixes hardly ever join lines, and comparing place by place takes linear time.
    changed = [place for place, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    for first, last in _hunks(changed, len(before)):
        count = last - first
        yield f"@@ -{first + 1},{count} +{first + 1},{count} @@"
        yield from _bare(_hunk(before, after, first, last))


def _hunk(before: list[str], after: list[str], first: int, last: int) -> Iterator[str]:
    removed: list[int] = []
    for place in range(first, last):
        if before[place] != after[place]:
            removed.append(place)
            continue
        yield from _pairs(before, after, removed)
        removed = []
        yield f" {before[place]}"
    yield from _pairs(before, after, removed)


def _pairs(before: list[str], after: list[str], places: list[int]) -> Iterator[str]:
    yield from (f"-{before[place]}" for place in places)
    yield from (f"+{after[place]}" for place in places)


def _hunks(changed: list[int], total: int) -> Iterator[tuple[int, int]]:
    """Runs of lines with changes and their context, as start and end."""
    first = last = -1
    for place in changed:
        if last < 0 or place - _CONTEXT > last:
            if last >= 0:
                yield first, last
            first = max(0, place - _CONTEXT)
        last = min(total, place + _CONTEXT + 1)
    if last >= 0:
        yield first, last


def _lines(characters: str) -> list[str]:
    """The lines of a file with their ends; a line break is what `patch` takes for one."""
    lines = characters.removeprefix("\ufeff").split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _bare(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"
