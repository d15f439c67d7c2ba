"""The errors a user can cause and can fix.

Each says what is wrong, where, and what to do, in one line.
"""

from __future__ import annotations


class ClausebankError(Exception):
    """Base of all errors of the project, those of this package among them.

    Args:
        what: what is wrong, without a final full stop.
        where: the file, line, unit or option it was found in (``texts/x/annex.yaml:12, unit title``).
        hint: what to do about it.

    >>> print(ClausebankError("no such unit", where="a-66-359", hint="see `clausebank show a-66-359`"))
    a-66-359: no such unit; see `clausebank show a-66-359`
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.hint = what, where, hint

    def __str__(self) -> str:
        """One line, however the parts were broken."""
        message = f"{self.where}: {self.what}" if self.where else self.what
        return " ".join(f"{message}; {self.hint}".split()) if self.hint else " ".join(message.split())


class TmxError(ClausebankError):
    """Base of all errors of this package."""


class TmxUsageError(TmxError):
    """The request itself cannot be carried out: an argument or an option is wrong."""


class TmxInputError(TmxError):
    """A file that cannot be opened or is not TMX at all."""


class TmxOutputError(TmxError):
    """A file that cannot be written; whatever stood there before is untouched."""


class UnwritableTextError(TmxError):
    """A value that no XML file can carry, such as a control character or half a surrogate pair."""
