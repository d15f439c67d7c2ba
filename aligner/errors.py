"""The errors a user can cause and can fix.

Each says what is wrong, where, and what to do; the command line prints it as one line and ends with status 2.
:class:`ClausebankError` is the base of all, also of those that :mod:`tmx` raises.
"""

from __future__ import annotations

from tmx.errors import ClausebankError

__all__ = [
    "ClausebankError",
    "InputError",
    "MissingExtraError",
    "NotFoundError",
    "OutputError",
    "SchemaError",
    "UsageError",
]


class UsageError(ClausebankError):
    """The request itself cannot be carried out: an option or an argument is wrong."""


class NotFoundError(ClausebankError):
    """A text, unit or language that the bank does not hold."""


class SchemaError(ClausebankError):
    """A file of the bank that does not say what a text needs; holds all that was found in it.

    ``problems`` are errors themselves, in the order of the file; the message is the first, with a count of the rest.
    """

    def __init__(self, problems: list[ClausebankError]) -> None:
        first = problems[0]
        rest = f" ({len(problems) - 1} more problems in this text)" if len(problems) > 1 else ""
        super().__init__(first.what + rest, where=first.where, hint=first.hint)
        self.problems = tuple(problems)


class InputError(ClausebankError):
    """A file that cannot be read, or is not what its name says."""


class OutputError(ClausebankError):
    """A file that cannot be written; whatever stood there before is untouched."""


class MissingExtraError(ClausebankError):
    """A feature whose optional dependency is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs the extra '{extra}'", hint=f"pip install 'clausebank[{extra}]'")
