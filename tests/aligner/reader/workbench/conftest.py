"""Sessions of these tests are not advised: neither the aligner nor the checker runs beside them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aligner.reader.workbench import adviser


@pytest.fixture(autouse=True, scope="package")
def without_advice() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(adviser, "MOST_UNITS", 0)
        yield
