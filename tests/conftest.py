"""Where the tests find data that is not part of the project, and how properties are tested."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples every time, and no clock: a busy machine is no fault.
settings.register_profile("clausebank", derandomize=True, deadline=None)
settings.load_profile("clausebank")


def _folder(variable: str) -> Path:
    value = os.environ.get(variable)
    if not value:
        pytest.skip(f"{variable} is not set: this test reads data that is kept outside the project")
    folder = Path(value)
    if not folder.is_dir():
        pytest.fail(f"{variable} names no folder: {folder}")
    return folder


@pytest.fixture(scope="session")
def gold_dir() -> Path:
    """Texts of known alignment (cc-by-4.0.tsv, udhr.tsv, unpc-dev.tsv, ntrex-128.tsv)."""
    return _folder("GOLD_DIR")


@pytest.fixture(scope="session")
def tmx_corpus() -> Path:
    """Translation memories of other tools, and broken ones (peers/, samples/, schemas/)."""
    return _folder("TMX_CORPUS")
