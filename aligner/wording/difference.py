"""Two wordings of one language, word by word: what was taken out and what was put in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_UNSPACED = r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_LETTERS = rf"(?:(?!{_UNSPACED})[^\W_])+"
_PIECE = re.compile(rf"{_UNSPACED}|{_LETTERS}(?:[-'’]{_LETTERS})*|\s+|.", re.DOTALL)
_Kind = Literal["", "ins", "del"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of text: in both wordings (``kind`` is empty), only in the new one, or only in the old one."""

    kind: _Kind
    text: str


def pieces(text: str) -> list[str]:
    """A text as words, spaces and marks; each Chinese character alone.

    >>> pieces("64号决议, a code-book")
    ['64', '号', '决', '议', ',', ' ', 'a', ' ', 'code-book']
    """
    return _PIECE.findall(text)


def edits(old: str, new: str) -> list[Edit]:
    """How one wording becomes the other; the parts that are not insertions, joined, are the old wording.

    >>> [(edit.kind, edit.text) for edit in edits("the use of force", "the threat of force")]
    [('', 'the '), ('del', 'use'), ('ins', 'threat'), ('', ' of force')]
    """
    a, b = pieces(old), pieces(new)
    changes: list[Edit] = []
    blocks = _without_crumbs(SequenceMatcher(None, a, b, autojunk=False).get_opcodes(), a)
    for start, end, other_start, other_end, same in blocks:
        if same:
            changes.append(Edit("", "".join(a[start:end])))
            continue
        if end > start:
            changes.append(Edit("del", "".join(a[start:end])))
        if other_end > other_start:
            changes.append(Edit("ins", "".join(b[other_start:other_end])))
    return changes


_Block = tuple[int, int, int, int, bool]


def _without_crumbs(opcodes: Sequence[tuple[str, int, int, int, int]], a: list[str]) -> list[_Block]:
    """Changes joined over what is too short to read by itself: a space or a mark that happens to be equal."""
    blocks: list[_Block] = []
    for number, (tag, i, j, k, m) in enumerate(opcodes):
        inner = 0 < number < len(opcodes) - 1
        same = tag == "equal" and not (inner and not any(piece.isalnum() for piece in a[i:j]))
        if blocks and not same and not blocks[-1][4]:
            blocks[-1] = (blocks[-1][0], j, blocks[-1][2], m, False)
        else:
            blocks.append((i, j, k, m, same))
    return blocks


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """How much two bags of words have in common: 1 for the same words, 0 for none (the Dice coefficient)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def bag(text: str) -> Counter[str]:
    """The words of a text with how often each stands in it, in lower case."""
    return Counter(piece.casefold() for piece in pieces(text) if piece[0].isalnum())
