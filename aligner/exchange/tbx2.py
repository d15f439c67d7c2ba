"""TBX of 2008, for older tools."""

from __future__ import annotations

from aligner.exchange.tbx import read
from aligner.exchange.tbx import write_2008 as write

__all__ = ["read", "write"]
