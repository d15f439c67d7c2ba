"""For people: one line per finding, with the clause under it and the stretch underlined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aligner.checks.finding import Finding, Highlight, Severity

WIDTH = 100
"""Columns of a line where nothing says how many there are; a Chinese character takes two."""
_CODES = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def text(findings: Iterable[Finding], *, colour: bool = False, width: int = WIDTH) -> Iterator[str]:
    """Lines for a terminal or a log; long clauses are cut around the stretch that matters."""
    for finding in findings:
        yield _headline(finding, colour=colour)
        languages = _shown(finding)
        margin = max(5, *map(len, languages)) if languages else 0
        for language in languages:
            yield from _excerpt(finding, language, margin, width, colour=colour)


def _headline(finding: Finding, *, colour: bool) -> str:
    place = visible(finding.file) + (f":{finding.line}" if finding.line else "")
    severity = f"\x1b[{_CODES[finding.severity]}m{finding.severity}\x1b[0m" if colour else finding.severity
    unit = f" [{visible(finding.unit_id)}]" if finding.unit_id else ""
    return f"{place}: {severity} {finding.code} {finding.name}{unit}: {visible(finding.message)}"


def _shown(finding: Finding) -> list[str]:
    """The languages to show: those marked and those at fault, in the order of the unit."""
    if finding.unit is None:
        return []
    concerned = {mark.language for mark in finding.marks} | set(finding.languages)
    return [language for language, segment in finding.unit.segments.items() if language in concerned and segment.text]


def _excerpt(finding: Finding, language: str, margin: int, width: int, *, colour: bool) -> Iterator[str]:
    words = finding.unit.text(language) if finding.unit else ""
    marks = [mark for mark in finding.marks if mark.language == language]
    head = f"  {language:<{margin}} "
    room = max(30, width - len(head) - len("……"))
    start, end = _around(words, marks[0] if marks else Highlight(language, 0, 0), room)
    before, after = "…" * (start > 0), "…" * (end < len(words))
    yield f"{head}{before}{visible(words[start:end])}{after}"
    under = "".join(_underline(words, position, marks) for position in range(start, end)).rstrip()
    if under:
        line = " " * (len(head) + len(before)) + under
        yield f"\x1b[{_CODES[finding.severity]}m{line}\x1b[0m" if colour else line


def _around(words: str, mark: Highlight, width: int) -> tuple[int, int]:
    """The part of a text to show: as much on both sides of the mark as the width allows."""
    if len(words) <= width and _columns(words) <= width:
        return 0, len(words)
    start = end = min(mark.start, len(words) - 1)
    used, grown = 0, True
    while grown:
        grown = False
        # Twice as fast to the right until the mark is in, then to both sides.
        if end < len(words) and used + _columns(words[end]) <= width:
            used, end, grown = used + _columns(words[end]), end + 1, True
        if end >= mark.end and start > 0 and used + _columns(words[start - 1]) <= width:
            used, start, grown = used + _columns(words[start - 1]), start - 1, True
    return start, end


def _underline(words: str, position: int, marks: list[Highlight]) -> str:
    marked = any(mark.start <= position < mark.end for mark in marks)
    return ("^" if marked else " ") * _columns(words[position])


def _columns(words: str) -> int:
    from rich.cells import cell_len

    return cell_len(visible(words))


def visible(words: str) -> str:
    """The text with what a terminal would not show, or obey, written as its code point."""
    if words.isprintable():
        return words
    return "".join(char if char.isprintable() or char in "\u00a0\u3000" else f"<U+{ord(char):04X}>" for char in words)
