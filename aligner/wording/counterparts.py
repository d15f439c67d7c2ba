"""The counterparts of a stretch of one language in the others: the words linked to it, or else its phrase."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from aligner.alignment.words import Links, WordLink, WordLinker
from aligner.model import Unit
from aligner.text.words import Word, words
from aligner.wording.passages import Passage
from aligner.wording.query import Spans
from aligner.wording.texts import Texts


@dataclass(frozen=True, slots=True)
class Rendering:
    """What the words of a stretch are linked to in another language.

    Attributes:
        words: the linked words, in text order.
        score: how sure the weakest of the links is, from 0 to 1.
        is_complete: whether every word of the stretch that names something is linked.
    """

    words: tuple[Word, ...]
    score: float
    is_complete: bool


class Counterparts:
    """Finds counterparts by the links between words, made the first time a unit is asked about.

    Args:
        units: the units that will be asked about, as far as they are known.
        background: gives further units of the same texts, which help where the encoder does not know a language.

    >>> from aligner.bank import Bank
    >>> unit = Bank().load("a-66-359").unit("pledge.d")
    >>> spans = Counterparts([unit]).of(unit, "en", [(27, 45)])
    >>> {tag: [unit.text(tag)[start:end] for start, end in of_tag] for tag, of_tag in spans.items()}
    {'zh': ['供应链的安全'], 'ru': ['безопасность цепочки поставок']}
    """

    def __init__(self, units: Sequence[Unit], background: Callable[[], Sequence[Unit]] = tuple) -> None:
        self._linker = WordLinker(
            [_texts(unit) for unit in units], background=lambda: [_texts(unit) for unit in background()]
        )
        self._links: dict[tuple[tuple[str, str], ...], Links] = {}

    def of(self, unit: Unit, language: str, spans: Spans) -> Mapping[str, Spans]:
        """For each other language, where the counterparts of the spans are, in text order.

        A stretch whose every word is linked has its words; any other has its phrase, which says less but is right, or
        those of its words that are linked where the unit has no phrases. A language without either is left out.
        """
        counterparts = {}
        for tag in unit.segments:
            places: set[tuple[int, int]] = set()
            for span in spans if tag != language else ():
                places.update(self._span(unit, language, tag, span))
            if places:
                counterparts[tag] = joined(unit.text(tag), places, tag)
        return counterparts

    def _span(self, unit: Unit, language: str, other: str, span: tuple[int, int]) -> Spans:
        rendering = self.rendering(unit, language, other, span)
        linked = [(word.start, word.end) for word in rendering.words] if rendering else []
        if rendering and rendering.is_complete:
            return linked
        return _phrases(unit, language, other, span) or linked

    def rendering(self, unit: Unit, language: str, other: str, span: tuple[int, int]) -> Rendering | None:
        """The words of another language that are linked to a stretch; None where none is."""
        asked = naming([word for word in words(unit.text(language), language) if _touches(word, span)])
        by_word = self._by_word(unit, language, other)
        links = [by_word[word] for word in asked if word in by_word]
        linked: dict[int, Word] = {}
        for link in links:
            is_first = link.first.language == language
            far = (link.second, *link.second_beside) if is_first else (link.first, *link.first_beside)
            linked.update((word.start, word) for word in far)
        if not linked:
            return None
        in_order = tuple(linked[start] for start in sorted(linked))
        return Rendering(in_order, min(link.score for link in links), len(links) == len(asked))

    def _by_word(self, unit: Unit, language: str, other: str) -> Mapping[Word, WordLink]:
        """The links of a unit by the words of one of its languages, the parts of a compound included."""
        links = self.links(unit)
        by_word: dict[Word, WordLink] = {}
        for link in links.get((language, other), ()):
            by_word.update(dict.fromkeys((link.first, *link.first_beside), link))
        for link in links.get((other, language), ()):
            by_word.update(dict.fromkeys((link.second, *link.second_beside), link))
        return by_word

    def links(self, unit: Unit) -> Links:
        """The word links of a unit, all pairs of its languages."""
        key = tuple(_texts(unit).items())
        if key not in self._links:
            self._links[key] = self._linker.link(_texts(unit), unit.phrases)
        return self._links[key]


def _texts(unit: Unit) -> dict[str, str]:
    return {tag: segment.text for tag, segment in unit.segments.items() if segment.text}


def _touches(word: Word, span: tuple[int, int]) -> bool:
    return span[0] < word.end and word.start < span[1]


def naming(stretch: Sequence[Word]) -> Sequence[Word]:
    """The words of a stretch that name something; all of them where none does, as in "shall not"."""
    return [word for word in stretch if not word.is_function_word] or stretch


def counterparts_of(shown: Iterable[Passage], texts: Texts) -> Counterparts:
    """Counterparts for what is to be shown."""
    passages = list(shown)
    names = dict.fromkeys(passage.text for passage in passages)

    def background() -> list[Unit]:
        return [unit for name in names for unit in texts.sample(name)]

    return Counterparts([passage.unit for passage in passages], background)


def _phrases(unit: Unit, language: str, other: str, span: tuple[int, int]) -> Spans:
    """The stretches of another language in the phrases that a span touches."""
    places = []
    for phrase in unit.phrases:
        near, far = phrase.stretches.get(language), phrase.stretches.get(other)
        near_span, far_span = near and near.span(unit.text(language)), far and far.span(unit.text(other))
        if near_span and far_span and span[0] < near_span[1] and near_span[0] < span[1]:
            places.append(far_span)
    return places


def joined(text: str, spans: Iterable[tuple[int, int]], language: str) -> Spans:
    """Spans in text order; those between which only spaces or function words are found become one.

    >>> joined("信息的安全 и", [(3, 5), (0, 2)], "zh")
    [(0, 5)]
    """
    merged: Spans = []
    for start, end in sorted(spans):
        if merged and _is_filler(text[merged[-1][1] : start], language):
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _is_filler(between: str, language: str) -> bool:
    if not between.strip():
        return True
    function_words = [word for word in words(between, language) if word.is_function_word]
    return "".join(word.text for word in function_words) == "".join(between.split())
