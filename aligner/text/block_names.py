"""Blocks of a text named by their words, and found again by them after the text has changed.

The label of a block is not part of its name, since one paragraph more renumbers all that follow. Neither are spaces: a
file that is read anew may break its lines elsewhere.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from aligner.model import BlockName
from aligner.text.labels import split

_LONGEST = 60
"""Characters of words that are written out in a name."""
_BEGINNING = 40
_LONG = re.compile(r"(?P<beginning>.+)… \[(?P<length>[0-9]+):(?P<checksum>[0-9a-f]{12})\]", re.DOTALL)
_Key = tuple[int, str]
"""The length of words without spaces, and their checksum."""


def named(blocks: Sequence[str], language: str) -> tuple[BlockName, ...]:
    """The names of all blocks of one language of a text.

    Args:
        blocks: in order, with or without their labels.
        language: BCP 47 tag.

    >>> [name.words for name in named(["(a) To comply;", "(b) To report."], "en")]
    ['To comply;', 'To report.']
    >>> [(name.place, name.among) for name in named(["Yes.", "No.", "Yes."], "en")]
    [(1, 2), (1, 1), (2, 2)]
    """
    wordings = [without_label(block, language) for block in blocks]
    among = Counter(map(_compact, wordings))
    place: Counter[str] = Counter()
    names = []
    for words, near in zip(wordings, _neighbours(wordings), strict=True):
        compact_words = _compact(words)
        place[compact_words] += 1
        names.append(BlockName(_shown(words), near, place[compact_words], among[compact_words]))
    return tuple(names)


def without_label(block: str, language: str) -> str:
    """The words of a block; a block that is only a label, such as "Article 1", has it as its words."""
    return split(block, language)[1] or block.strip()


class BlockFinder:
    """Finds blocks of one language of a text by their names.

    Args:
        blocks: in order, with or without their labels.
        language: BCP 47 tag.
    """

    def __init__(self, blocks: Sequence[str], language: str) -> None:
        self._blocks, self._language = blocks, language
        wordings = [without_label(block, language) for block in blocks]
        self._near = list(_neighbours(wordings))
        self._words = [_compact(words) for words in wordings]
        self._printed = [_compact(block) for block in blocks]
        self._places: dict[_Key, list[int]] = defaultdict(list)
        for number, words in enumerate(self._words):
            self._places[len(words), _checksum(words)].append(number)
        self._starts: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._words):
            self._starts[words[:1]].append(number)

    def find(self, name: BlockName) -> tuple[int, ...]:
        """The number of the block of that name, from 0; of several, where the words are now cut into several blocks.

        Empty where the words are gone, or nobody can say which of several equal blocks is meant.
        """
        key, beginning = _key(name.words)
        places = self._places.get(key, [])
        if len(places) == 1 and name.among == 1:
            return (places[0],)
        if places:
            return self._nearest(name, places)
        return next(self._runs(key, beginning), ())

    def cuts(self, names: Iterable[BlockName]) -> dict[int, tuple[int, ...]]:
        """Where blocks are to be cut so that names which are not found become blocks: number to offsets, rising.

        A block is cut only if such names cover all of it.

        >>> halves = named(["Peace now;", "law later."], "en")
        >>> BlockFinder(["Yes.", "Peace now; law later."], "en").cuts(halves)
        {1: (11,)}
        """
        missing: dict[str, list[tuple[_Key, str]]] = defaultdict(list)
        for name in dict.fromkeys(names):
            if not self._places.get(_key(name.words)[0]) and not self.find(name):
                key, beginning = _key(name.words)
                missing[beginning[:1]].append((key, beginning))
        cuts = {}
        if missing:
            for number, block in enumerate(self._blocks):
                offsets = self._tiled(block, missing)
                if len(offsets) > 1:
                    cuts[number] = tuple(offsets[1:])
        return cuts

    def _tiled(self, block: str, missing: Mapping[str, Sequence[tuple[_Key, str]]]) -> list[int]:
        """Where the pieces of a block begin that have names; empty where names do not cover it."""
        offsets, start = [], len(block) - len(block.lstrip())
        while start < len(block):
            length = self._named_length(block[start:], missing)
            if not length:
                return []
            offsets.append(start)
            start += length
        return offsets

    def _named_length(self, text: str, missing: Mapping[str, Sequence[tuple[_Key, str]]]) -> int:
        """The characters at the beginning of a text, with the spaces after them, that have a name; 0 if none have."""
        words = without_label(text, self._language)
        label = text.find(words)
        compact_words = _compact(words)
        for (length, checksum), beginning in missing.get(compact_words[:1], ()):
            if compact_words.startswith(beginning) and _checksum(compact_words[:length]) == checksum:
                ends = [at for at, character in enumerate(words, 1) if not character.isspace()]
                end = ends[length - 1] if length <= len(ends) else len(words)
                return label + end + len(words[end:]) - len(words[end:].lstrip())
        return 0

    def _nearest(self, name: BlockName, places: Sequence[int]) -> tuple[int, ...]:
        """Of equal blocks the one with most of the neighbours that the named one had."""
        before, after = name.near[:4], name.near[4:]
        agreeing = [(self._near[place][:4] == before) + (self._near[place][4:] == after) for place in places]
        most = max(agreeing)
        nearest = [place for place, count in zip(places, agreeing, strict=True) if count == most]
        # In a run of equal blocks neighbours say nothing; their number does, as long as it is the same.
        if most and len(nearest) == 1 and _checksum(self._words[places[0]])[:4] not in (before, after):
            return (nearest[0],)
        return (places[name.place - 1],) if most and len(places) == name.among else ()

    def _runs(self, key: _Key, beginning: str) -> Iterator[tuple[int, ...]]:
        """Neighbouring blocks that have the words together."""
        length, checksum = key
        for start in self._starts.get(beginning[:1], ()):
            words, stop = self._words[start], start + 1
            if not (words.startswith(beginning) or beginning.startswith(words)):
                continue
            while len(words) < length and stop < len(self._words):
                words += self._printed[stop]
                stop += 1
            if len(words) == length and _checksum(words) == checksum:
                yield tuple(range(start, stop))


def _compact(words: str) -> str:
    return "".join(unicodedata.normalize("NFC", words).split())


def _checksum(compact_words: str) -> str:
    return hashlib.sha256(compact_words.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _shown(words: str) -> str:
    """Words as a name has them."""
    text = " ".join(unicodedata.normalize("NFC", words).split())
    if len(text) <= _LONGEST and not _LONG.fullmatch(text):
        return text
    compact_words = _compact(words)
    return f"{text[:_BEGINNING].rstrip()}… [{len(compact_words)}:{_checksum(compact_words)}]"


def _key(shown: str) -> tuple[_Key, str]:
    """What says whether words are those of a name, and how they begin, without spaces."""
    match = _LONG.fullmatch(shown)
    if match:
        return (int(match["length"]), match["checksum"]), _compact(match["beginning"])
    words = _compact(shown)
    return (len(words), _checksum(words)), words


def _neighbours(wordings: Sequence[str]) -> Iterator[str]:
    """Four digits of the checksum of the words before each block, and four of those after it."""
    checksums = [_checksum(_compact(words))[:4] for words in ("", *wordings, "")]
    for number in range(1, len(checksums) - 1):
        yield checksums[number - 1] + checksums[number + 1]
