"""Clauses of a block: a list that runs on in one paragraph is cut at its labels, as if each item had its own line."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from aligner.segmentation import vocabulary
from aligner.text import labels
from aligner.text.counters import counters


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A label inside a paragraph, after punctuation ("pledges: (a) ...; and (b) ..."), and one that begins a line of it."""
    counter, conjunction = counters(language).pattern, vocabulary.conjunction(language)
    inline = re.compile(
        rf"(?:^|(?<=[:：;；؛,，،。.])\s{{0,4}}(?:(?:{conjunction})\s{{1,4}})?|\n\s{{0,16}}(?:[-–—•*]\s{{1,8}})?)"
        rf"(?P<label>[(（](?:{counter})[)）]|(?:{counter})[)）])(?=\s|[㐀-鿿《“])"
    )
    return inline, re.compile(rf"\n\s{{0,16}}(?P<label>(?:{counter})[.．、])(?=\s|[㐀-鿿《“])")


def spans(text: str, language: str = "") -> list[tuple[int, int]]:
    """Start and end offsets of the clauses of a block: contiguous, in order, from 0 to its length.

    A label cuts only where its list is one: the next label follows it, or it follows the one before.

    >>> text = "Each State pledges: (a) to comply; and (b) not to use force."
    >>> [text[start:end] for start, end in spans(text)]
    ['Each State pledges: ', '(a) to comply; and ', '(b) not to use force.']
    >>> len(spans("Recalling paragraphs 2 (a), (b) and (c) of the annex, "))
    1
    """
    candidates = [
        (match.start("label"), labels.readings(match["label"], language)) for match in _candidates(text, language)
    ]
    all_readings = chain.from_iterable(readings for _, readings in candidates)
    present = {(label.style, label.ordinal) for label in all_readings}
    reached: dict[tuple[str, ...], int] = {}
    starts = [0]
    begin = len(text) - len(text.lstrip())
    for at, readings in candidates:
        for label in readings:
            continues = label.ordinal > 1 and reached.get(label.style) == label.ordinal - 1
            if continues or (label.ordinal == 1 and (label.style, 2) in present):
                reached[label.style] = label.ordinal
                starts += [at] if at > begin else []
                break
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _candidates(text: str, language: str) -> list[re.Match[str]]:
    inline, at_line = _patterns(language)
    return sorted((*inline.finditer(text), *at_line.finditer(text)), key=lambda match: match.start("label"))
