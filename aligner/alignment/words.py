"""Word links: which token of one language stands for which token of another, within a unit.

Two tokens are linked when each is the best counterpart of the other (mutual argmax, as in SimAlign: Jalili Sabet et al.,
"SimAlign: High Quality Word Alignments without Parallel Training Data", Findings of EMNLP 2020). How near two tokens
are is a sum of evidence: the meaning of the token alone and of the five tokens around it (sentence encoder), the same
stem or number, where in the unit they stand, and the company they keep over all units given. With three languages or
more, a pair also gains from the tokens of a third that stand for both.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner import encoder as encoders
from aligner.alignment.company import Company
from aligner.alignment.tokens import Token, tokens

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float32]

Pair = tuple[str, str]
"""Two language tags."""

# Chosen among some thirty settings on the term triples of the annex: docs/benchmarks/words.md.
_AROUND = 0.5  # what the tokens around weigh, the token itself being 1
_REACH = 2  # tokens either side
_DISTANCE = 0.1
_UNEQUAL_KIND = 0.3  # a function word for a content word
_SAME = 1.0
_COMPANY = 1.0  # only where there is no encoder
_SHARPNESS = 0.1
_THIRD = 1.0
_LEAST = 0.2
_LONGEST = 400
"""Tokens of a unit that are linked; a longer one is no unit, and its matrix would be large."""


@dataclass(frozen=True, slots=True)
class WordLink:
    """Two tokens that stand for each other.

    Attributes:
        first: in the first language of the pair.
        second: in the second.
        score: how sure, from 0 to about 1.
    """

    first: Token
    second: Token
    score: float


Links = Mapping[Pair, tuple[WordLink, ...]]
"""The links of one unit, for each pair of its languages."""


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
    encoder = encoder or encoders.load()
    read = [{tag: tokens(text, tag)[:_LONGEST] for tag, text in unit.items() if text} for unit in units]
    company = Company(read)
    return [_linked(texts, unit, encoder, company) for texts, unit in zip(units, read, strict=True)]


def _linked(
    texts: Mapping[str, str], unit: Mapping[str, Sequence[Token]], encoder: encoders.Encoder, company: Company
) -> Links:
    languages = [tag for tag, words in unit.items() if words]
    vectors = {tag: _vectors(texts[tag], unit[tag], encoder) for tag in languages if encoders.knows(encoder, tag)}
    chances = {
        (one, other): _chances(_nearness(unit, one, other, vectors, company))
        for one, other in itertools.combinations(languages, 2)
    }
    return {pair: _mutual(unit, pair, _supported(pair, chances, languages)) for pair in chances}


def _vectors(text: str, words: Sequence[Token], encoder: encoders.Encoder) -> tuple[Matrix, Matrix]:
    """Vectors of the tokens alone, and of each with the text around it; both of shape (tokens, dimensions)."""
    last = len(words) - 1
    around = [text[words[max(0, at - _REACH)].start : words[min(last, at + _REACH)].end] for at in range(len(words))]
    return encoder.encode([word.text for word in words]), encoder.encode(around)


def _nearness(
    unit: Mapping[str, Sequence[Token]],
    one: str,
    other: str,
    vectors: Mapping[str, tuple[Matrix, Matrix]],
    company: Company,
) -> Matrix:
    """The evidence for every pair of tokens, shape (tokens of one, tokens of the other)."""
    import numpy as np

    first, second = unit[one], unit[other]
    if one in vectors and other in vectors:
        (alone, around), (alone_too, around_too) = vectors[one], vectors[other]
        near: Matrix = alone @ alone_too.T + _AROUND * (around @ around_too.T)
    else:
        near = _COMPANY * company.dice(one, first, other, second)
    stems, kinds = np.array([word.stem for word in second]), np.array([word.is_function_word for word in second])
    near += _SAME * np.array([stems == word.stem for word in first], np.float32)
    near -= _UNEQUAL_KIND * np.array([kinds != word.is_function_word for word in first], np.float32)
    places = [np.arange(len(words), dtype=np.float32) / max(1, len(words) - 1) for words in (first, second)]
    near -= _DISTANCE * np.abs(places[0][:, None] - places[1][None])
    return near


def _chances(near: Matrix) -> Matrix:
    """How far each token chooses the other among all: the geometric mean of the softmax in both directions."""
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


def _mutual(unit: Mapping[str, Sequence[Token]], pair: Pair, chances: Matrix) -> tuple[WordLink, ...]:
    first, second = unit[pair[0]], unit[pair[1]]
    best, back = chances.argmax(1), chances.argmax(0)
    most = 1 + (_THIRD if sum(map(bool, unit.values())) > 2 else 0)
    return tuple(
        WordLink(first[at], second[to], round(float(chances[at, to]) / most, 3))
        for at, to in enumerate(best.tolist())
        if back[to] == at and chances[at, to] >= _LEAST
    )


def consistent(links: Links) -> list[dict[str, Token]]:
    """Tokens of all languages of a unit that stand for each other, every pair of them linked.

    What a pair links and a third language does not confirm is left out: use the pairs where that matters.

    >>> units = [{"en": "Adherence is voluntary.", "ru": "Присоединение является добровольным.", "zh": "自愿遵守。"}]
    >>> [{tag: word.text for tag, word in group.items()} for group in consistent(link_words(units)[0])]
    [{'en': 'Adherence', 'ru': 'Присоединение', 'zh': '遵守'}, {'en': 'voluntary', 'ru': 'добровольным', 'zh': '自愿'}]
    """
    if not links:
        return []
    languages = list(dict.fromkeys(tag for pair in links for tag in pair))
    reached = {pair: {link.first: link.second for link in found} for pair, found in links.items()}
    groups = []
    for token in sorted(reached.get((languages[0], languages[1]), {}), key=lambda token: token.start):
        group: dict[str, Token] = {languages[0]: token}
        for tag in languages[1:]:
            if (found := reached.get((languages[0], tag), {}).get(token)) is not None:
                group[tag] = found
        pairs = itertools.combinations(languages, 2)
        if len(group) == len(languages) and all(
            reached[one, other].get(group[one]) == group[other] for one, other in pairs
        ):
            groups.append(group)
    return groups
