"""How much of a document is new: its segments by how like they are to what the memories have.

The bands are those that translators are paid by. A segment that came before is a repetition, in the same file or across
files, and is looked up only once. A match of 100 % is in context where the segment before it, in the document and in the
memory, is the same too; at the beginning of a document, the segment after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from aligner.text.words import words
from aligner.wording.lookup import Match, plain, ranked
from aligner.wording.texts import Texts

WITHIN, ACROSS, IN_CONTEXT, NEW = "repetitions", "repetitions across files", "in context", "new"
LEAST = 50
"""The lowest percentage that helps a translator."""
_BY_PERCENT = ((100, "100 %"), (95, "95-99 %"), (85, "85-94 %"), (75, "75-84 %"), (LEAST, f"{LEAST}-74 %"), (0, NEW))
BANDS = (WITHIN, ACROSS, IN_CONTEXT, *(name for _, name in _BY_PERCENT))
"""The names of the bands, the cheapest first."""
_STEPS = (85, 70, LEAST)
"""Percentages that are asked for one after the other: a good match is found sooner than a bad one."""
_MOST_PLACES = 100
"""Units of the same wording that are asked for their context."""


@dataclass(slots=True)
class Volume:
    """How much text: segments, words, and characters without spaces."""

    segments: int = 0
    words: int = 0
    characters: int = 0

    def add(self, segment: str, language: str) -> None:
        """Count a segment in."""
        self.segments += 1
        self.words += len(words(segment, language))
        self.characters += len("".join(segment.split()))


@dataclass(slots=True)
class FileAnalysis:
    """A file by bands; every band is there, also when it is empty."""

    file: str
    bands: dict[str, Volume] = field(default_factory=lambda: {name: Volume() for name in BANDS})


def analyse(files: Iterable[tuple[str, Sequence[str]]], texts: Texts, language: str) -> Iterator[FileAnalysis]:
    """Sort the segments of files into bands.

    Args:
        files: name and segments of each file, in order; repetitions count across files.
        texts: what was translated before.
        language: the language of the files.

    >>> from aligner.bank import Bank
    >>> segments = ["Adherence to the code is voluntary and open to all States.", "Entirely different words.", "Entirely different words."]
    >>> (analysis,) = analyse([("a.txt", segments)], Texts(["a-66-359"], Bank()), "en")
    >>> {name: volume.words for name, volume in analysis.bands.items() if volume.segments}
    {'repetitions': 3, '100 %': 11, 'new': 3}
    """
    in_earlier_files: set[str] = set()
    for file, segments in files:
        analysis = FileAnalysis(file)
        in_this_file: set[str] = set()
        for place, segment in enumerate(segments):
            if segment in in_this_file:
                band = WITHIN
            elif segment in in_earlier_files:
                band = ACROSS
            else:
                neighbour = _neighbour(segments, place)
                band = band_of(segment, texts, language, *neighbour)
            in_this_file.add(segment)
            analysis.bands[band].add(segment, language)
        in_earlier_files |= in_this_file
        yield analysis


def band_of(segment: str, texts: Texts, language: str, distance: int = 0, neighbour: str = "") -> str:
    """The band of a segment, by its best match.

    Args:
        segment: what is looked up.
        texts: what was translated before.
        language: its language.
        distance: where its neighbour in the document is: -1 before it, 1 behind it, 0 where it has none.
        neighbour: that neighbour.
    """
    matches: list[Match] = []
    for least in _STEPS:
        if matches := ranked(segment, texts, language, least=least, most=1):
            break
    best = matches[0].percent if matches else 0
    if best == 100 and distance:
        same = [match for match in matches if match.percent == 100][:_MOST_PLACES]
        if any(_is_beside(match, texts, distance, neighbour) for match in same):
            return IN_CONTEXT
    return next(name for least, name in _BY_PERCENT if best >= least)


def _neighbour(segments: Sequence[str], place: int) -> tuple[int, str]:
    """The neighbour of a segment that says its context: the one before it, or at the beginning the one behind it."""
    if place:
        return -1, segments[place - 1]
    return (1, segments[1]) if len(segments) > 1 else (0, "")


def _is_beside(match: Match, texts: Texts, distance: int, neighbour: str) -> bool:
    """Whether the neighbour of a match in its memory has the same wording."""
    beside = texts.neighbour(match.passage, distance)
    return beside is not None and plain(beside.unit.text(match.language)) == plain(neighbour)
