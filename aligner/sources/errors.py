"""What can be wrong with a file from outside, or with getting it."""

from __future__ import annotations

from aligner.errors import ClausebankError, InputError


class UnreadableError(InputError):
    """A file that is damaged, too large, of an unknown kind, or has no text in it."""


class FetchError(ClausebankError):
    """A document that could not be fetched: not there, no network, or not what was asked for."""


class NoAnswerError(FetchError):
    """Nobody answers, or not with anything whole, however often it is asked."""
