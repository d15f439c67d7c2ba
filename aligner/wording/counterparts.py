"""What stands for a stretch of one language in the others: the words linked to it, or else its phrase."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from aligner.errors import MissingExtraError
from aligner.model import Unit
from aligner.wording.linking import Linker, distinct, renderings
from aligner.wording.passages import Passage
from aligner.wording.query import Spans
from aligner.wording.texts import Texts

_BESIDE = 400


class Counterparts:
    """Finds counterparts, learning from a text which words go together the first time that is needed.

    Where the libraries that words need are not installed, phrases alone are used, and ``has_words`` is False.

    Args:
        learn: gives the units of a text to learn from, by its name.

    >>> from aligner.bank import Bank
    >>> annex = Bank().load("a-66-359")
    >>> found = Counterparts(lambda name: annex.units).of("a-66-359", annex.unit("pledge.d"), "en", [(27, 45)])
    >>> {tag: [annex.unit("pledge.d").text(tag)[a:b] for a, b in spans] for tag, spans in found.items()}
    {'zh': ['供应链的安全'], 'ru': ['безопасность цепочки поставок']}
    """

    def __init__(self, learn: Callable[[str], Sequence[Unit]]) -> None:
        self._learn = learn
        self._learned: dict[str, Sequence[Unit]] = {}
        self._linkers: dict[tuple[str, str, str], Linker] = {}
        self.has_words = True

    def of(self, text: str, unit: Unit, language: str, spans: Spans) -> Mapping[str, Spans]:
        """For each other language, what stands for the spans, in text order; nothing where that is not known.

        A stretch whose every word is linked has its words; any other has its phrase, which says less but is right.
        """
        found = {}
        for tag in unit.segments:
            if tag == language:
                continue
            stood: set[tuple[int, int]] = set()
            for span in spans:
                stood.update(self._words(text, unit, language, tag, span) or _phrases(unit, language, tag, span))
            if stood:
                found[tag] = joined(unit.text(tag), stood)
        return found

    def _words(self, text: str, unit: Unit, language: str, other: str, span: tuple[int, int]) -> Spans:
        if not self.has_words:
            return []
        try:
            linker = self._linker(text, language, other)
            links = linker.links(unit)
            wanted = linker.content(unit, span)
        except MissingExtraError:
            self.has_words = False
            return []
        linked = {word.start for link in links for word in link.own}
        if not wanted or not all(word.start in linked for word in wanted):
            return []
        return [(word.start, word.end) for words in renderings(links, [span]) for word in words]

    def _linker(self, text: str, language: str, other: str) -> Linker:
        key = text, language, other
        if key not in self._linkers:
            if text not in self._learned:
                self._learned[text] = self._learn(text)
            self._linkers[key] = Linker(self._learned[text], language, other)
        return self._linkers[key]


def learning_from(shown: Iterable[Passage], texts: Texts) -> Counterparts:
    """Counterparts that learn from what is to be shown, and from a few hundred other units of a large memory."""
    found: dict[str, list[Unit]] = {}
    for passage in shown:
        found.setdefault(passage.text, []).append(passage.unit)
    return Counterparts(lambda name: distinct([*found.get(name, ()), *texts.sample(name, _BESIDE)]))


def _phrases(unit: Unit, language: str, other: str, span: tuple[int, int]) -> Spans:
    """The stretches of another language in the phrases that a span touches."""
    found = []
    for phrase in unit.phrases:
        own, there = phrase.stretches.get(language), phrase.stretches.get(other)
        place, far = own and own.span(unit.text(language)), there and there.span(unit.text(other))
        if place and far and span[0] < place[1] and place[0] < span[1]:
            found.append(far)
    return found


def joined(text: str, spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans in text order, those made one between which nothing but space stands.

    >>> joined("信息安全 и", [(2, 4), (0, 2)])
    [(0, 4)]
    """
    found: Spans = []
    for start, end in sorted(spans):
        if found and not text[found[-1][1] : start].strip():
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
