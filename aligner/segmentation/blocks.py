"""Plain text -> blocks."""

from __future__ import annotations

import re
from itertools import chain

from aligner.text.labels import find

_EMPTY_LINE = re.compile(r"\n[ \t\r\f]*\n\s*")


def blocks(text: str) -> list[str]:
    r"""The blocks of a plain text: separated by empty lines where it has any, else one a line.

    A line that begins with a label begins a block in either case. Lines of one block stay apart by a line break.

    >>> blocks("Purpose\n\nEach State pledges:\n(a) To comply;\n(b) Not to use force.")
    ['Purpose', 'Each State pledges:', '(a) To comply;', '(b) Not to use force.']
    >>> blocks("宗旨\n本准则旨在明确各国的权利与责任。")
    ['宗旨', '本准则旨在明确各国的权利与责任。']
    """
    text = text.replace("\r\n", "\n").replace("\f", "\n\n").strip()
    if not _EMPTY_LINE.search(text):
        return [line.strip() for line in text.split("\n") if line.strip()]
    return list(chain.from_iterable(map(_at_labels, _EMPTY_LINE.split(text))))


def _at_labels(paragraph: str) -> list[str]:
    blocks: list[list[str]] = []
    for line in paragraph.split("\n"):
        if not blocks or find(line):
            blocks.append([])
        blocks[-1].append(line.strip())
    return [joined for lines in blocks if (joined := "\n".join(lines).strip())]
