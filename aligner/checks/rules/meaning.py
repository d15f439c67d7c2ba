"""ALN02x: a segment means what its counterparts mean, as far as sentence vectors tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from aligner.checks import vectors
from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Located, Rule, example
from aligner.text.english import listed

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vectors = npt.NDArray[np.float32]

NEIGHBOURS = 3
"""Units before and after whose counterparts are compared."""
_SAME = 0.9
"""Cosine from which two segments of one language say the same: neither is a wrong counterpart of the other's."""
_NEAREST = 4
_CLOSER = 0.05
"""How much closer a neighbour's counterpart has to be than the unit's own (mean over the other languages)."""
_HEADING = 45
"""Characters of a heading, for which a neighbour has to be three times as much closer: two or three words tell less."""
_STRANGE, _STRANGE_HEADING = 0.0, -0.1
"""Hubness-corrected similarity (own less the mean of the nearest others) from which on a counterpart is strange, and from
which on that of a heading is: of 49 headings given another's counterpart all were below (half of a UN corpus)."""

_CLAUSES = (
    {"en": "To settle any dispute through peaceful means", "zh": "以和平方式解决任何争端", "ru": "урегулировать любые споры мирными средствами"},
    {"en": "To assist developing countries", "zh": "帮助发展中国家", "ru": "помогать развивающимся странам"},
    {"en": "To respect human rights", "zh": "尊重人权", "ru": "уважать права человека"},
    {"en": "Adherence to the code is voluntary", "zh": "各国自愿遵守本准则", "ru": "присоединение к Правилам является добровольным"},
    {"en": "To cooperate in combating terrorism", "zh": "合作打击恐怖主义", "ru": "сотрудничать в борьбе с терроризмом"},
    {"en": "To protect the environment of the sea", "zh": "保护海洋环境", "ru": "защищать морскую среду"},
)  # fmt: skip
_SWAPPED = tuple(
    {**clause, "ru": _CLAUSES[1 - number]["ru"]} if number < 2 else clause for number, clause in enumerate(_CLAUSES)
)
_STRANGER = ({**_CLAUSES[0], "zh": "草莓蛋糕的做法很简单"}, *_CLAUSES[1:])


class _Meaning(Rule):
    """Compares the vectors of a window of units, each pair of languages."""

    opt_in = True
    needs_encoder = True

    def check_window(self, readings: Sequence[Reading]) -> Iterator[Located]:
        from aligner import encoder

        model = encoder.load()
        tags = [tag for tag in self.setting.languages if encoder.knows(model, tag)]
        window = [reading for reading in readings if reading.texts.keys() >= set(tags)]
        if len(tags) < 2 or len(window) < 3:
            return
        yield from self.compare(window, _similarities(tuple(window), tuple(tags)))

    def compare(self, window: Sequence[Reading], similarities: Similarities) -> Iterator[Located]:
        """What the similarities say."""
        raise NotImplementedError


@lru_cache(maxsize=1)
def _similarities(window: tuple[Reading, ...], tags: tuple[str, ...]) -> Similarities:
    """Computed once for all rules of this module, and kept until the next window."""
    texts: list[str] = []
    for tag in tags:
        texts += [reading.texts[tag] for reading in window]
    by_language = vectors.load().encode(texts).reshape(len(tags), len(window), -1)
    return Similarities(dict(zip(tags, by_language, strict=True)))


class Similarities:
    """Cosines within and between the languages of a window.

    Args:
        vectors: language to vectors, shape (units, dimensions), each of length 1.
    """

    def __init__(self, vectors: dict[str, Vectors]) -> None:
        self._vectors = vectors
        self.languages = tuple(vectors)

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], tuple[Vectors, Vectors]]:
        """Per pair: own similarity of each unit, and similarities to all others, near repetitions left out (-1)."""
        import numpy as np

        alike = {tag: rows @ rows.T > _SAME for tag, rows in self._vectors.items()}
        pairs = {}
        for first, second in combinations(self.languages, 2):
            table = self._vectors[first] @ self._vectors[second].T
            own_similarity = np.diag(table).copy()
            table[alike[first] | alike[second]] = -1
            np.fill_diagonal(table, -1)
            pairs[first, second] = own_similarity, table
        return pairs

    @cached_property
    def closer_neighbour(self) -> dict[str, Vectors]:
        """Per language and unit: by how much its counterparts are closer than the neighbours' (mean over languages).

        A neighbour counts only where the text stands closer to its counterparts than its own does: what has slipped
        leaves a place that is filled wrongly too, while of two clauses that say nearly the same the right one is closest.
        """
        import numpy as np

        margins = {}
        for pair, (own_similarity, table) in self._pairs.items():
            best = np.full(len(own_similarity), -1, np.float32)
            for step in range(1, min(NEIGHBOURS, len(own_similarity) - 1) + 1):
                # Similarities of each unit to the counterpart ``step`` units after it, and before it.
                after, before = np.diagonal(table, step), np.diagonal(table, -step)
                nearer = np.maximum(after, before)
                best[:-step] = np.maximum(best[:-step], np.where(nearer > own_similarity[step:], nearer, -1))
                best[step:] = np.maximum(best[step:], np.where(nearer > own_similarity[:-step], nearer, -1))
            margins[pair] = own_similarity - best
        return self._by_language(margins)

    @cached_property
    def strangeness(self) -> dict[str, Vectors]:
        """Per language and unit: own similarity less that to the nearest others, in both directions (cf. CSLS).

        Conneau et al., "Word Translation Without Parallel Data", ICLR 2018.
        """
        import numpy as np

        scores = {}
        for pair, (own_similarity, table) in self._pairs.items():
            nearest = min(_NEAREST, len(own_similarity) - 1)
            rows = np.partition(table, -nearest, axis=1)[:, -nearest:].mean(1)
            columns = np.partition(table, -nearest, axis=0)[-nearest:].mean(0)
            scores[pair] = own_similarity - (rows + columns) / 2
        return self._by_language(scores)

    def _by_language(self, scores: dict[tuple[str, str], Vectors]) -> dict[str, Vectors]:
        """A language's score is the mean over its pairs."""
        import numpy as np

        means: dict[str, Vectors] = {}
        for tag in self.languages:
            means[tag] = np.mean([score for pair, score in scores.items() if tag in pair], axis=0)
        return means


class ShiftedCounterpart(_Meaning):
    code = "ALN020"
    name = "shifted-counterpart"
    severity = Severity.ERROR
    what = (
        f"A segment is closer in meaning to the counterparts of a neighbour (up to {NEIGHBOURS} units away) than to its own. "
        "Needs the sentence encoder: see --meaning."
    )
    why = "Rows have slipped: everything from there on is paired with the wrong text."
    bad = example(*_SWAPPED)
    good = example(*_CLAUSES)

    def compare(self, window: Sequence[Reading], similarities: Similarities) -> Iterator[Located]:
        margins = similarities.closer_neighbour
        for place, reading in enumerate(window):
            scores = {tag: float(margins[tag][place]) for tag in similarities.languages}
            if tags := _worst(scores, -_CLOSER * (3 if _is_short(reading) else 1)):
                message = f"{listed(tags)} {'is' if len(tags) == 1 else 'are'} closer in meaning to a neighbour's counterpart than to {'its' if len(tags) == 1 else 'their'} own"
                yield reading, Problem(message, tags, _whole(reading, tags))


class WrongCounterpart(_Meaning):
    code = "ALN021"
    name = "wrong-counterpart"
    severity = Severity.WARNING
    what = (
        "A segment is no closer in meaning to its counterparts than to the nearest of all other units around. "
        "Needs the sentence encoder: see --meaning."
    )
    why = "The segments of the unit probably do not belong together, or one of them is very free."
    bad = example(*_STRANGER)
    good = example(*_CLAUSES)

    def compare(self, window: Sequence[Reading], similarities: Similarities) -> Iterator[Located]:
        strangeness = similarities.strangeness
        for place, reading in enumerate(window):
            scores = {tag: float(strangeness[tag][place]) for tag in similarities.languages}
            if tags := _worst(scores, _STRANGE_HEADING if _is_short(reading) else _STRANGE):
                message = f"{listed(tags)} {'is' if len(tags) == 1 else 'are'} far in meaning from {'its' if len(tags) == 1 else 'each other as'} counterparts"
                yield reading, Problem(message, tags, _whole(reading, tags))


def _worst(scores: dict[str, float], limit: float) -> tuple[str, ...]:
    """The language below the limit, the lowest where several are; both languages of two, which share one score."""
    if min(scores.values()) >= limit:
        return ()
    return tuple(scores) if len(scores) == 2 else (min(scores, key=lambda tag: scores[tag]),)


def _is_short(reading: Reading) -> bool:
    """Whether the longest text is no longer than a heading."""
    return max(map(len, reading.texts.values())) < _HEADING


def _whole(reading: Reading, tags: Sequence[str]) -> tuple[Highlight, ...]:
    return tuple(Highlight(tag, 0, len(reading.texts[tag])) for tag in tags)
