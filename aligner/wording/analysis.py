"""How much of a document is new: its segments by how like they are to what the memories have.

The bands are those that translators are paid by. A segment that came before, in the same file or another, is a
repetition and is looked up only once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from aligner.text.words import words
from aligner.wording.lookup import matches
from aligner.wording.texts import Texts

REPETITION, NEW = "repetitions", "new"
LEAST = 50
"""The lowest percentage that helps a translator."""
_BANDS = ((100, "100 %"), (95, "95-99 %"), (85, "85-94 %"), (75, "75-84 %"), (LEAST, f"{LEAST}-74 %"), (0, NEW))
BANDS = (REPETITION, *(name for _, name in _BANDS))
"""The names of the bands, the cheapest first."""


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


def analyse(files: Iterable[tuple[str, Iterable[str]]], texts: Texts, language: str) -> Iterator[FileAnalysis]:
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
    known: set[str] = set()
    for file, segments in files:
        analysis = FileAnalysis(file)
        for segment in segments:
            band = REPETITION if segment in known else band_of(segment, texts, language)
            known.add(segment)
            analysis.bands[band].add(segment, language)
        yield analysis


def band_of(segment: str, texts: Texts, language: str) -> str:
    """The band of a segment, by its best match."""
    best = matches(segment, texts, language, least=LEAST, most=1)
    percent = best[0].percent if best else 0
    return next(name for least, name in _BANDS if percent >= least)
