"""The errors a user can cause and can mend.

Each says what is wrong, where, and what to do, in one line.
"""

from __future__ import annotations


class TmxError(Exception):
    """Base of all errors of this package.

    Args:
        what: what is wrong, without a final full stop.
        where: the file, line and translation unit it was found in.
        hint: what to do about it.

    >>> print(TmxError("the file is empty", where="memory.tmx", hint="export it again"))
    memory.tmx: the file is empty; export it again
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.hint = what, where, hint

    def __str__(self) -> str:
        """One line, however the parts were broken."""
        message = f"{self.where}: {self.what}" if self.where else self.what
        return " ".join(f"{message}; {self.hint}".split()) if self.hint else " ".join(message.split())


class TmxUsageError(TmxError):
    """The request itself cannot be carried out: an argument or an option is wrong."""


class TmxInputError(TmxError):
    """A file that cannot be opened or is no TMX at all."""


class TmxOutputError(TmxError):
    """A file that cannot be written; whatever stood there before is untouched."""


class UnwritableTextError(TmxError):
    """A value that no XML file can carry, such as a control character or half a surrogate pair."""
