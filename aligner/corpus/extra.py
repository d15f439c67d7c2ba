"""The libraries of the extra ``corpus``, loaded when they are used."""

from __future__ import annotations

import importlib
from typing import Any

from aligner.errors import MissingExtraError


def library(name: str) -> Any:
    """The module of that name.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingExtraError("working with corpora", "corpus") from error
