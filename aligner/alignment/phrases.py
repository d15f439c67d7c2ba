"""Phrase proposals: parts of a unit that stand for each other in all its languages, for a person to review.

A phrase is consistent with the word links: contiguous in every language, and no word in it is linked to a word outside
(phrase extraction, Och & Ney, "The Alignment Template Approach to Statistical Machine Translation", Computational
Linguistics 30(4), 2004). Of all sets of phrases that do not overlap, the proposal links the most words in phrases of
about the wanted length.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from aligner.alignment.words import Links, link_words
from aligner.model import Phrase, Stretch, Unit
from aligner.text.words import Word
from aligner.text.words import words as read_words

_Range = tuple[int, int]  # offsets in a text
_LONGEST = 16  # words of the first language in a phrase
_UNEVEN = 0.08  # what a word more or less than wanted costs, squared


def propose_phrases(
    unit: Unit, languages: Sequence[str], *, links: Links | None = None, words: int = 6
) -> tuple[Phrase, ...]:
    """Phrases of a unit in some of its languages, in the order of the first; empty where too little is linked.

    Each is a verbatim stretch of the segment in every language, and none overlaps another.

    Args:
        unit: with a segment in each language.
        languages: at least two; the first counts the words of a phrase.
        links: the unit's word links, where :func:`link_words` was run on the whole document; made here when None.
        words: how many words of the first language a phrase should have, about.

    >>> from aligner.bank import Bank
    >>> for phrase in propose_phrases(Bank().load("a-66-359").unit("pledge.i"), ["en", "zh"], words=4):
    ...     print(" | ".join(stretch.text for stretch in phrase.stretches.values()))
    assist developing | 帮助发展中国家
    enhance capacity-building on information security | 提升信息安全能力
    close the digital divide | 弥合数字鸿沟
    """
    texts = {tag: unit.text(tag) for tag in languages if unit.text(tag)}
    if len(texts) < 2:
        return ()
    links = links if links is not None else link_words([texts])[0]
    joined = _joined(links, list(texts))
    first, *others = texts
    best = _best(
        read_words(texts[first], first), {other: joined[first, other] for other in others}, joined, others, words
    )
    return tuple(
        Phrase({tag: _stretch(texts[tag], span) for tag, span in zip(texts, spans, strict=True)}) for spans in best
    )


def _joined(links: Links, languages: Sequence[str]) -> dict[tuple[str, str], list[tuple[_Range, _Range]]]:
    """The links as ranges, for every two languages in both directions."""
    joined: dict[tuple[str, str], list[tuple[_Range, _Range]]] = {}
    for one, far in itertools.permutations(languages, 2):
        joined[one, far] = [(_range(link.first), _range(link.second)) for link in links.get((one, far), ())]
        joined[one, far] += [(_range(link.second), _range(link.first)) for link in links.get((far, one), ())]
    return joined


def _range(word: Word) -> _Range:
    return word.start, word.end


def _best(
    first_words: Sequence[Word],
    from_first: Mapping[str, list[tuple[_Range, _Range]]],
    joined: Mapping[tuple[str, str], list[tuple[_Range, _Range]]],
    others: Sequence[str],
    words: int,
) -> list[list[_Range]]:
    """The set of phrases of greatest value, by dynamic programming over the words of the first language."""
    value = [0.0] * (len(first_words) + 1)
    steps: list[tuple[int, list[_Range]] | None] = [None] * (len(first_words) + 1)
    for stop in range(1, len(first_words) + 1):
        value[stop] = value[stop - 1]
        if first_words[stop - 1].is_function_word:
            continue  # "security of" is no phrase
        for start in range(max(0, stop - _LONGEST), stop):
            whole = (first_words[start].start, first_words[stop - 1].end)
            spans = _spans(whole, from_first, joined, others)
            if spans is None:
                continue
            linked = sum(_within(ours, whole) for ours, _ in from_first[others[0]])
            gain = value[start] + linked - _UNEVEN * (stop - start - words) ** 2
            if gain > value[stop]:
                value[stop], steps[stop] = gain, (start, [whole, *spans])
    chosen, at = [], len(first_words)
    while at:
        step = steps[at]
        if step is not None:
            chosen.append(step[1])
        at = step[0] if step else at - 1
    return chosen[::-1]


def _spans(
    whole: _Range,
    from_first: Mapping[str, list[tuple[_Range, _Range]]],
    joined: Mapping[tuple[str, str], list[tuple[_Range, _Range]]],
    others: Sequence[str],
) -> list[_Range] | None:
    """What a stretch of the first language spans in each other one; None where that is not consistent."""
    spans = []
    for other in others:
        inside = [pair for pair in from_first[other] if _within(pair[0], whole)]
        if not inside or min(ours[0] for ours, _ in inside) > whole[0] or max(ours[1] for ours, _ in inside) < whole[1]:
            return None  # it has to begin and end with linked words, or its edges are arbitrary
        span = (min(theirs[0] for _, theirs in inside), max(theirs[1] for _, theirs in inside))
        if any(_within(theirs, span) and not _within(ours, whole) for ours, theirs in from_first[other]):
            return None
        spans.append(span)
    places = dict(zip(others, spans, strict=True))
    for one, other in itertools.permutations(others, 2):
        if any(
            _within(ours, places[one]) and not _within(theirs, places[other]) for ours, theirs in joined[one, other]
        ):
            return None
    return spans


def _within(inner: _Range, outer: _Range) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _stretch(text: str, span: _Range) -> Stretch:
    words = text[span[0] : span[1]]
    occurrence, at = 1, text.find(words)
    while at < span[0]:
        occurrence, at = occurrence + 1, text.find(words, at + 1)
    return Stretch(words, occurrence)
