"""What a rule reports: where, in which languages, and how grave it is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from aligner.model import Unit


class Severity(StrEnum):
    """How grave a finding is; compare with :meth:`reaches`."""

    INFO = "info"
    """To be known; nothing needs to be done."""
    WARNING = "warning"
    """Probably wrong; someone has to look."""
    ERROR = "error"
    """Wrong, or not usable as it is."""

    def reaches(self, least: Severity) -> bool:
        """Whether this is as grave as ``least`` or graver.

        >>> Severity.ERROR.reaches(Severity.WARNING), Severity.INFO.reaches(Severity.WARNING)
        (True, False)
        """
        order = list(Severity)
        return order.index(self) >= order.index(least)


class Applicability(StrEnum):
    """What ``--fix`` can do about a finding."""

    NONE = "none"
    UNSAFE = "unsafe"
    """There is a fix that may be wrong, made only with ``--unsafe-fixes``."""
    SAFE = "safe"


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch of the segment in one language, as start and end offsets: what a report underlines."""

    language: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule says of one unit; the runner adds the rule, the file and the line.

    Attributes:
        message: one line, without a final full stop.
        languages: the languages at fault: the one that stands alone, or all where none does.
        marks: the stretches concerned, in any language.
        line: the line in the file, where it is another than that of the unit or the segment at fault.
    """

    message: str
    languages: tuple[str, ...]
    marks: tuple[Highlight, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One report of one rule.

    Attributes:
        code: the rule's code, such as ``NUM001``.
        name: the rule's name, such as ``number-mismatch``.
        severity: how grave it is.
        file: the file, as given by the user, or the name of the text.
        line: line in the file, counted from 1; 0 where it is not known.
        unit: the unit concerned; None for a finding on the whole text.
        languages: the languages at fault.
        message: one line, without a final full stop.
        marks: the stretches concerned.
        fix: what ``--fix`` can do about it.
    """

    code: str
    name: str
    severity: Severity
    file: str
    line: int
    unit: Unit | None
    languages: tuple[str, ...]
    message: str
    marks: tuple[Highlight, ...] = ()
    fix: Applicability = Applicability.NONE

    @property
    def fixable(self) -> bool:
        """Whether ``--fix`` takes it away without being asked for more."""
        return self.fix is Applicability.SAFE

    @property
    def unit_id(self) -> str:
        """The unit's id; empty for a finding on the whole text."""
        return self.unit.id if self.unit else ""

    @property
    def fingerprint(self) -> str:
        """A name for this finding that outlives changes elsewhere in the file: lines take no part in it.

        Two findings of one rule in one unit differ in language or in words, or have the same name.
        """
        parts = [self.code, self._anchor(), *self.languages, *self._words()]
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def _anchor(self) -> str:
        """The unit's id; its wording where the id is a number, and so perhaps only the unit's place in the file."""
        if self.unit and self.unit.id.partition(".")[0].isdecimal():
            return "\x1e".join(segment.text for segment in self.unit.segments.values())
        return self.unit_id

    def _words(self) -> list[str]:
        """The words marked, else the segments at fault: a message may name lines and other units, which move."""
        if self.unit is None:
            return [self.message]
        if self.marks:
            return [self.unit.text(mark.language)[mark.start : mark.end] for mark in self.marks]
        segments = [self.unit.segments[tag] for tag in self.languages if tag in self.unit.segments]
        return [f"{segment.label}\x1e{segment.text}" for segment in segments]

    def record(self) -> dict[str, object]:
        """The finding as plain data, for JSON; offsets count characters (code points) of the texts."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": str(self.severity),
            "file": self.file,
            "line": self.line,
            "unit": self.unit_id,
            "languages": list(self.languages),
            "message": self.message,
            "fixable": self.fixable,
            "fix": str(self.fix),
            "texts": {tag: segment.text for tag, segment in self.unit.segments.items()} if self.unit else {},
            "marks": [_mark_record(mark, self.unit) for mark in self.marks if self.unit],
            "fingerprint": self.fingerprint,
        }


def _mark_record(mark: Highlight, unit: Unit) -> Mapping[str, object]:
    words = unit.text(mark.language)[mark.start : mark.end]
    return {"language": mark.language, "start": mark.start, "end": mark.end, "text": words}


@dataclass(slots=True)
class Tally:
    """Counts of findings by severity and by rule."""

    by_severity: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(reversed(Severity), 0))
    by_rule: dict[tuple[str, str], int] = field(default_factory=dict)
    fixable: int = 0
    unsafe: int = 0
    """Findings with a fix that may be wrong."""

    def add(self, finding: Finding) -> None:
        """Count one finding."""
        self.by_severity[finding.severity] += 1
        key = finding.code, finding.name
        self.by_rule[key] = self.by_rule.get(key, 0) + 1
        self.fixable += finding.fix is Applicability.SAFE
        self.unsafe += finding.fix is Applicability.UNSAFE

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.by_severity.values())

    def fails(self, least: Severity) -> bool:
        """Whether any finding is as grave as ``least``."""
        return any(count and severity.reaches(least) for severity, count in self.by_severity.items())

    def summary(self) -> str:
        """One line.

        >>> Tally().summary()
        'nothing found'
        """
        parts = [
            f"{count} {severity}{'s' if count != 1 and severity is not Severity.INFO else ''}"
            for severity, count in self.by_severity.items()
            if count
        ]
        return ", ".join(parts) or "nothing found"
