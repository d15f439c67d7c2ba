"""Clauses of a block: a list that runs on in one paragraph is cut at its labels, as if each item had its own line."""

from __future__ import annotations

import re

from aligner.text import counters, labels

# A label inside a paragraph stands after punctuation ("pledges: (a) ...; and (b) ...") or begins a line of it.
_INLINE = re.compile(
    r"(?:^|(?<=[:：;；؛,，،。.])\s{0,4}(?:(?:and|or|et|ou|y|o|и|или|либо|以及|和|或)\s{1,4})?|\n\s{0,16}(?:[-–—•*]\s{1,8})?)"
    rf"(?P<label>[(（](?:{counters.PATTERN})[)）]|(?:{counters.PATTERN})[)）])(?=\s|[㐀-鿿《“])"
)
_LINE_LABEL = re.compile(rf"\n\s{{0,16}}(?P<label>(?:{counters.PATTERN})[.．、])(?=\s|[㐀-鿿《“])")


def spans(text: str) -> list[tuple[int, int]]:
    """Start and end offsets of the clauses of a block: contiguous, in order, from 0 to its length.

    A label cuts only where its list is one: the next label follows it, or it follows the one before.

    >>> text = "Each State pledges: (a) to comply; and (b) not to use force."
    >>> [text[start:end] for start, end in spans(text)]
    ['Each State pledges: ', '(a) to comply; and ', '(b) not to use force.']
    >>> len(spans("Recalling paragraphs 2 (a), (b) and (c) of the annex, "))
    1
    """
    found = [(match.start("label"), labels.readings(match["label"])) for match in _candidates(text)]
    present = {(label.style, label.ordinal) for _, readings in found for label in readings}
    reached: dict[tuple[str, ...], int] = {}
    starts = [0]
    begin = len(text) - len(text.lstrip())
    for at, readings in found:
        for label in readings:
            continues = label.ordinal > 1 and reached.get(label.style) == label.ordinal - 1
            if continues or (label.ordinal == 1 and (label.style, 2) in present):
                reached[label.style] = label.ordinal
                starts += [at] if at > begin else []
                break
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _candidates(text: str) -> list[re.Match[str]]:
    found = [*_INLINE.finditer(text), *_LINE_LABEL.finditer(text)]
    return sorted(found, key=lambda match: match.start("label"))
