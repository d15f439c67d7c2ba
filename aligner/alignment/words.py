"""Word links: which word of one language is the counterpart of which word of another, within a unit.

Two words are linked when each is the best counterpart of the other (mutual argmax, as in SimAlign: Jalili Sabet et al.,
"SimAlign: High Quality Word Alignments without Parallel Training Data", Findings of EMNLP 2020). How near two words are
is a sum of evidence: the meaning of the word itself (its vector in the sentence encoder), the mean of the vectors of the
five words around it, the same stem or number, and where in the unit they stand; for a language that the encoder does not
know, how often the two words occur in the same units. With three languages or more, a pair also gains from the words of
a third language that are near both. Every distinct word is encoded once, so a long text costs little more than its
vocabulary.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from aligner import encoder as encoders
from aligner.alignment.company import Company
from aligner.model import Phrase
from aligner.text.words import LONGEST, Word, words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float32]

Pair = tuple[str, str]
"""Two language tags."""

# Chosen among some thirty settings on the term triples of the annex: docs/benchmarks/words.md.
_AROUND = 0.5  # what the words around weigh, the word itself being 1
_REACH = 2  # words either side
_DISTANCE = 0.1
_UNEQUAL_KIND = 0.3  # a function word for a content word
_SAME = 1.0
_COMPANY = 1.0  # only where there is no encoder
_SHARPNESS = 0.1
_THIRD = 1.0
_ACROSS = 10.0  # a word of one phrase for a word of another
_LEAST = 0.2
_LONGEST = 400
"""Words of a unit that are linked; the matrix of a longer one would be large."""
_BLOCK = 200
"""Units whose new words are encoded at once."""


@dataclass(frozen=True, slots=True)
class WordLink:
    """Two words that are counterparts.

    Attributes:
        first: in the first language of the pair.
        second: in the second.
        score: how sure, from 0 to about 1.
        first_beside: unlinked neighbours of ``first`` that have no nearer word than ``second``: the parts of a compound
            that is one word there (网络 + 安全 for "cybersecurity").
        second_beside: the same in the second language.
    """

    first: Word
    second: Word
    score: float
    first_beside: tuple[Word, ...] = ()
    second_beside: tuple[Word, ...] = ()


Links: TypeAlias = "Mapping[Pair, tuple[WordLink, ...]]"
"""The links of one unit, for each pair of its languages."""
_Words: TypeAlias = "Mapping[str, Sequence[Word]]"
"""The words of one unit, by language."""


def link_words(units: Sequence[Mapping[str, str]], *, encoder: encoders.Encoder | None = None) -> list[Links]:
    """The word links of each unit, for every pair of its languages in the order they are given.

    Args:
        units: language tag to text, for each unit; units of one document help each other.
        encoder: where meanings come from; the default one when None. A pair with a language it does not know is linked
            by stems, numbers, places and company only, which finds less.

    >>> links = link_words([{"en": "Adherence is voluntary.", "ru": "Присоединение является добровольным."}])
    >>> [(link.first.text, link.second.text) for link in links[0]["en", "ru"]]
    [('Adherence', 'Присоединение'), ('is', 'является'), ('voluntary', 'добровольным')]
    """
    linker = WordLinker(units, encoder=encoder)
    return [linker.link(unit) for unit in units]


class WordLinker:
    """Links the words of units, one after the other; every distinct word is encoded once.

    Args:
        units: the units to be linked, language tag to text: their words are encoded together.
        background: gives further units of the same document or memory, asked for where the encoder does not know a
            language and the company that words keep is the evidence.
        encoder: where meanings come from; the default one when None.
    """

    def __init__(
        self,
        units: Sequence[Mapping[str, str]] = (),
        *,
        background: Callable[[], Sequence[Mapping[str, str]]] = tuple,
        encoder: encoders.Encoder | None = None,
    ) -> None:
        self._encoder = encoder or encoders.load()
        self._vectors: dict[str, Matrix] = {}
        self._units, self._ahead = units, iter(units)
        self._background = background

    def link(self, unit: Mapping[str, str], phrases: Sequence[Phrase] = ()) -> Links:
        """The links of one unit.

        Args:
            unit: language tag to text.
            phrases: its aligned phrases, as far as they are known: no link leads from one into another.
        """
        # The matrices are small: threads would wait for each other longer than they work.
        with _processors().limit(limits=1, user_api="blas"):
            return self._linked(unit, phrases)

    def _linked(self, unit: Mapping[str, str], phrases: Sequence[Phrase]) -> Links:
        unit_words = _words(unit)
        languages = [tag for tag in unit_words if unit_words[tag]]
        self._encode(unit_words)
        vectors = {tag: self._around(unit_words[tag]) for tag in languages if encoders.knows(self._encoder, tag)}
        places = {tag: _phrase_numbers(unit_words[tag], phrases, unit[tag]) for tag in languages}
        chances: dict[Pair, Matrix] = {}
        for one, other in itertools.combinations(languages, 2):
            near = _nearness(unit_words[one], unit_words[other])
            if one in vectors and other in vectors:
                (alone, around), (other_alone, other_around) = vectors[one], vectors[other]
                near += alone @ other_alone.T + _AROUND * (around @ other_around.T)
            else:
                near += _COMPANY * self._company.dice(one, unit_words[one], other, unit_words[other])
            near -= _ACROSS * _differ(places[one], places[other])
            chances[one, other] = _chances(near)
        return {pair: _mutual(unit_words, pair, _supported(pair, chances, languages)) for pair in chances}

    @functools.cached_property
    def _company(self) -> Company:
        distinct = {tuple(unit.items()): unit for unit in (*self._units, *self._background())}
        return Company([_words(unit) for unit in distinct.values()])

    def _encode(self, unit: _Words) -> None:
        """Encode the words that have no vector yet, and with them those of the next units: many at once is faster."""
        missing = self._missing(unit)
        if not missing:
            return
        for ahead in itertools.islice(self._ahead, _BLOCK):
            missing |= self._missing(_words(ahead))
        texts = list(missing)
        # No word has more letters than that: what has is data, which would take as long as a page.
        vectors = self._encoder.encode([text[:LONGEST] for text in texts])
        self._vectors.update(zip(texts, vectors, strict=True))

    def _missing(self, unit: _Words) -> dict[str, None]:
        missing: dict[str, None] = {}
        for tag, unit_words in unit.items():
            if encoders.knows(self._encoder, tag):
                missing.update((word.text, None) for word in unit_words if word.text not in self._vectors)
        return missing

    def _around(self, unit_words: Sequence[Word]) -> tuple[Matrix, Matrix]:
        """The vectors of the words, and the mean of the vectors around each; both of shape (words, dimensions)."""
        import numpy as np

        alone = np.stack([self._vectors[word.text] for word in unit_words])
        # A window that reaches beyond the text takes in rows of zeros there, which add nothing to its sum.
        padded = np.pad(alone, ((_REACH, _REACH), (0, 0)))
        around = np.sum([padded[shift : shift + len(alone)] for shift in range(2 * _REACH + 1)], axis=0)
        norm = np.linalg.norm(around, axis=1, keepdims=True)
        return alone, around / np.maximum(norm, 1e-9)


@functools.cache
def _processors() -> Any:
    import threadpoolctl

    return threadpoolctl.ThreadpoolController()


@functools.lru_cache(maxsize=1024)
def _read(text: str, language: str) -> tuple[Word, ...]:
    return tuple(words(text, language)[:_LONGEST])


def _words(unit: Mapping[str, str]) -> _Words:
    return {tag: _read(text, tag) for tag, text in unit.items() if text}


def _phrase_numbers(unit_words: Sequence[Word], phrases: Sequence[Phrase], text: str) -> list[int]:
    """For each word, the number of the phrase that holds it; -1 where none does."""
    numbers = [-1] * len(unit_words)
    for number, phrase in enumerate(phrases):
        stretch = phrase.stretches.get(unit_words[0].language)
        start, end = (stretch and stretch.span(text)) or (0, 0)
        for at, word in enumerate(unit_words):
            if start <= word.start and word.end <= end:
                numbers[at] = number
    return numbers


def _differ(one: Sequence[int], other: Sequence[int]) -> Matrix:
    """1 for two words that one phrase does not hold both of, 0 for all others; shape (one, other)."""
    import numpy as np

    different: Matrix = (np.array(one)[:, None] != np.array(other)[None]).astype(np.float32)
    return different


def _nearness(first: Sequence[Word], second: Sequence[Word]) -> Matrix:
    """The evidence of form and place for every pair of words, shape (first, second)."""
    import numpy as np

    sides = (first, second)
    stems = [np.array([word.stem for word in side]) for side in sides]
    kinds = [np.array(list(map(_holds_together, side))) for side in sides]
    places = [np.arange(len(side), dtype=np.float32) / max(1, len(side) - 1) for side in sides]
    # Each pair of arrays is spread over rows and columns: [:, None] is one language, [None] the other.
    near: Matrix = _SAME * (stems[0][:, None] == stems[1][None]).astype(np.float32)
    near -= _UNEQUAL_KIND * (kinds[0][:, None] != kinds[1][None])
    near -= _DISTANCE * np.abs(places[0][:, None] - places[1][None])
    return near


def _holds_together(word: Word) -> bool:
    """Whether a word is of the other kind than those that name something; "shall" is a verb elsewhere, and of neither."""
    return word.is_function_word and not word.is_modal


def _chances(near: Matrix) -> Matrix:
    """How far each word chooses the other among all: the geometric mean of the softmax in both directions."""
    import numpy as np

    rows = np.exp((near - near.max(1, keepdims=True)) / _SHARPNESS)
    columns = np.exp((near - near.max(0, keepdims=True)) / _SHARPNESS)
    mean: Matrix = np.sqrt(rows / rows.sum(1, keepdims=True) * (columns / columns.sum(0, keepdims=True)))
    return mean


def _supported(pair: Pair, chances: Mapping[Pair, Matrix], languages: Sequence[str]) -> Matrix:
    """The chances of a pair with what the other languages add, each an equal share."""
    one, other = pair
    thirds = [tag for tag in languages if tag not in pair]
    total = chances[pair]
    for third in thirds:
        total = total + _THIRD / len(thirds) * (_directed(chances, one, third) @ _directed(chances, third, other))
    return total


def _directed(chances: Mapping[Pair, Matrix], one: str, other: str) -> Matrix:
    return chances[one, other] if (one, other) in chances else chances[other, one].T


def _mutual(unit: _Words, pair: Pair, chances: Matrix) -> tuple[WordLink, ...]:
    first, second = unit[pair[0]], unit[pair[1]]
    best, back = chances.argmax(1).tolist(), chances.argmax(0).tolist()
    most = 1 + (_THIRD if sum(map(bool, unit.values())) > 2 else 0)
    linked = {at: to for at, to in enumerate(best) if back[to] == at and chances[at, to] >= _LEAST}
    reached = set(linked.values())
    links = []
    for at, to in linked.items():
        first_beside = {near for near, far in enumerate(best) if far == to and near not in linked}
        second_beside = {near for near, far in enumerate(back) if far == at and near not in reached}
        beside = _beside(first, at, first_beside), _beside(second, to, second_beside)
        links.append(WordLink(first[at], second[to], round(float(chances[at, to]) / most, 3), *beside))
    return tuple(links)


def _beside(side: Sequence[Word], at: int, joining: AbstractSet[int]) -> tuple[Word, ...]:
    """The words next to a linked one, in either direction without a gap, that join it; in text order."""
    start = end = at
    while start - 1 in joining and _joins(side[start - 1], side[at]):
        start -= 1
    while end + 1 in joining and _joins(side[end + 1], side[at]):
        end += 1
    return tuple(side[start:at]) + tuple(side[at + 1 : end + 1])


def _joins(word: Word, linked: Word) -> bool:
    return len(word.text) > 1 and word.is_function_word == linked.is_function_word


def consistent(links: Links) -> list[dict[str, Word]]:
    """Words of all languages of a unit that are counterparts, every pair of them linked.

    A pair's links that a third language does not confirm are left out: use the pairs where that matters.

    >>> units = [{"en": "Adherence is voluntary.", "ru": "Присоединение является добровольным.", "zh": "自愿遵守。"}]
    >>> [{tag: word.text for tag, word in group.items()} for group in consistent(link_words(units)[0])]
    [{'en': 'Adherence', 'ru': 'Присоединение', 'zh': '遵守'}, {'en': 'voluntary', 'ru': 'добровольным', 'zh': '自愿'}]
    """
    languages = list(dict.fromkeys(itertools.chain.from_iterable(links)))
    if len(languages) < 2:
        return []
    reached = {pair: {link.first: link.second for link in pair_links} for pair, pair_links in links.items()}
    groups = []
    for word in sorted(reached.get((languages[0], languages[1]), {}), key=lambda word: word.start):
        group: dict[str, Word] = {languages[0]: word}
        for tag in languages[1:]:
            if counterpart := reached.get((languages[0], tag), {}).get(word):
                group[tag] = counterpart
        if len(group) == len(languages) and _is_consistent(group, reached):
            groups.append(group)
    return groups


def _is_consistent(group: Mapping[str, Word], reached: Mapping[Pair, Mapping[Word, Word]]) -> bool:
    pairs = itertools.combinations(group, 2)
    return all(reached[one, other].get(group[one]) == group[other] for one, other in pairs)
