"""What can be wrong with a memory: rules, and what was found against them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tmx.errors import TmxError


class TmxSeverity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """Text is lost or cannot be read; reading stops here unless it is to go on."""
    WARNING = "warning"
    """Nothing is lost, but the standard forbids it, or programs are known to stumble over it."""
    NOTE = "note"
    """Worth knowing."""


@dataclass(frozen=True, slots=True)
class TmxRule:
    """One thing a memory can get wrong.

    Attributes:
        code: stable short name, ``T`` and three digits.
        name: what to call it.
        severity: how much it matters.
        explanation: why it matters and what to do.
    """

    code: str
    name: str
    severity: TmxSeverity
    explanation: str

    @property
    def breaks_standard(self) -> bool:
        """Whether the standard forbids it, which the first hundred codes are for."""
        return self.code < "T1"


def short(text: str, most: int = 80) -> str:
    """A text from a file as part of a message: at most a given number of characters of it.

    >>> short("a long name", 6)
    'a long...'
    """
    return text if len(text) <= most else f"{text[:most]}..."


@dataclass(frozen=True, slots=True)
class TmxFinding:
    """A rule and where it is broken.

    Attributes:
        line: line of the file, counted from 1; 0 for the file as a whole.
        tuid: the unit's identifier; None where it has none or no unit is concerned.
    """

    rule: TmxRule
    message: str
    line: int = 0
    tuid: str | None = None

    def __str__(self) -> str:
        """One line for people, without the file's name."""
        where = f"line {self.line}" if self.line else "whole file"
        unit = f", tuid {short(self.tuid)}" if self.tuid is not None else ""
        return f"{where}{unit}: {self.message} [{self.rule.code} {self.rule.name}]"


class InvalidTmxError(TmxError):
    """A file that breaks a rule, where none may be broken; ``finding`` says which and where."""

    def __init__(self, finding: TmxFinding, name: str = "") -> None:
        where = ":".join(part for part in (name, str(finding.line or "")) if part)
        unit = f"tuid {short(finding.tuid)}: " if finding.tuid is not None else ""
        super().__init__(f"{unit}{finding.message} [{finding.rule.code} {finding.rule.name}]", where=where)
        self.finding = finding
