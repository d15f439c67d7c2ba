"""Punctuation, whatever the script: ``。`` and ``.`` are both a stop; quotation marks and brackets with their partners."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class PunctuationKind(StrEnum):
    """What a punctuation mark does, whatever the script."""

    STOP = "stop"
    ELLIPSIS = "ellipsis"
    QUESTION = "question"
    EXCLAMATION = "exclamation"
    SEMICOLON = "semicolon"
    COLON = "colon"
    COMMA = "comma"


_CHARACTERS = {
    PunctuationKind.STOP: ".。．｡﹒۔।॥።։།༎༑။៕។᠃",
    PunctuationKind.ELLIPSIS: "…⋯",
    PunctuationKind.QUESTION: "?？؟﹖፧",
    PunctuationKind.EXCLAMATION: "!！﹗",
    PunctuationKind.SEMICOLON: ";；؛﹔",
    PunctuationKind.COLON: ":：﹕",
    PunctuationKind.COMMA: ",，、﹐﹑､،",
}
PUNCTUATION: Mapping[str, PunctuationKind] = MappingProxyType(
    {character: kind for kind, characters in _CHARACTERS.items() for character in characters}
)
"""Punctuation mark to what it does."""

QUOTATIONS: Mapping[str, str] = MappingProxyType(
    {"“": "”", "‘": "’", "«": "»", "‹": "›", "„": "“", "‚": "‘", "「": "」", "『": "』", "《": "》", "〈": "〉"}
)
"""Opening quotation mark to the closing one; the straight marks open and close alike and are not in the table."""

BRACKETS: Mapping[str, str] = MappingProxyType(
    {"(": ")", "（": "）", "[": "]", "［": "］", "{": "}", "【": "】", "〔": "〕"}
)
"""Opening bracket to the closing one."""
