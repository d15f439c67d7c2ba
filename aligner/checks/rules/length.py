"""LEN: length out of proportion to the counterparts, by the text's own measure."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import log, sqrt
from statistics import median

from aligner.checks.finding import Mark, Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Located, Rule, Setting, example

LIMIT = 4.5
"""Standard deviations from the text's own proportion, on every pair of the language, that are out of it."""
SAMPLE = 5000
"""Units whose proportions are remembered."""
_USUAL = {"en": 1.0, "fr": 1.17, "es": 1.15, "ru": 1.1, "ar": 0.87, "zh": 0.32, "ja": 0.45, "ko": 0.5, "de": 1.15}
_PRIOR_WEIGHT = 20
_SPREAD = 0.16
_SHORT_SPREAD = 3.0
"""Variance of a log ratio that one character of a short segment adds (6.8 in Gale and Church 1993, per character of
difference; here per character of the shorter segment, which a proportion of long ones does not have)."""


class LengthOutOfProportion(Rule):
    code = "LEN001"
    name = "length-out-of-proportion"
    severity = Severity.WARNING
    what = (
        "A segment is much shorter or longer than its counterparts, measured by the proportions of this text "
        "(median and spread of the logarithms; Gale and Church 1993) and, in a short text, by those usual for the languages."
    )
    why = "Something was cut off, left out, or belongs to another unit."
    bad = example(
        {
            "en": "To cooperate in combating criminal and terrorist activities that use such networks",
            "zh": "合作打击利用此类网络从事的犯罪和恐怖活动",
            "ru": "сотрудничать",
        }
    )
    good = example(
        {
            "en": "To cooperate in combating criminal and terrorist activities",
            "zh": "合作打击犯罪和恐怖活动",
            "ru": "сотрудничать в борьбе с преступной и террористической деятельностью",
        }
    )

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._ratios: dict[tuple[str, str], deque[float]] = {
            pair: deque(maxlen=SAMPLE) for pair in combinations(setting.languages, 2)
        }

    def check_window(self, readings: Sequence[Reading]) -> Iterator[Located]:
        for pair, ratios in self._ratios.items():
            ratios.extend(_ratio(it, pair) for it in readings if pair[0] in it.texts and pair[1] in it.texts)
        usual = {pair: _usual(pair, ratios) for pair, ratios in self._ratios.items()}
        for reading in readings:
            for language, score in self._scores(reading, usual):
                direction = "short" if score < 0 else "long"
                lengths = ", ".join(f"{tag} {len(text)}" for tag, text in reading.texts.items())
                mark = Mark(language, 0, len(reading.texts[language]))
                yield (
                    reading,
                    Problem(
                        f"{language} is out of proportion, too {direction} ({lengths} characters)", (language,), (mark,)
                    ),
                )

    def _scores(
        self, reading: Reading, usual: dict[tuple[str, str], tuple[float, float]]
    ) -> Iterator[tuple[str, float]]:
        """The languages out of proportion to all others, on the same side; for two languages the shorter one."""
        scores: dict[str, list[float]] = {}
        for pair, (centre, spread) in usual.items():
            if pair[0] in reading.texts and pair[1] in reading.texts:
                ratio = _ratio(reading, pair)
                shorter = min(len(reading.texts[tag]) / _USUAL.get(tag[:2], 1.0) for tag in pair)
                score = (ratio - centre) / sqrt(spread**2 + _SHORT_SPREAD / shorter)
                scores.setdefault(pair[0], []).append(score)
                scores.setdefault(pair[1], []).append(-score)
        out = {
            tag: min(those, key=abs)
            for tag, those in scores.items()
            if all(it > LIMIT for it in those) or all(it < -LIMIT for it in those)
        }
        if len(out) > 1:
            tag = min(out, key=lambda it: out[it])
            out = {tag: out[tag]}
        yield from out.items()


def _ratio(reading: Reading, pair: tuple[str, str]) -> float:
    return log(len(reading.texts[pair[0]]) / len(reading.texts[pair[1]]))


def _usual(pair: tuple[str, str], ratios: Sequence[float]) -> tuple[float, float]:
    """Centre and spread of a text's log ratios, drawn to what is usual for the languages while there are few."""
    prior = log(_USUAL.get(pair[0][:2], 1.0) / _USUAL.get(pair[1][:2], 1.0))
    if not ratios:
        return prior, 2 * _SPREAD
    centre = median(ratios)
    spread = max(_SPREAD / 2, 1.4826 * median(abs(ratio - centre) for ratio in ratios))
    weight = len(ratios) / (len(ratios) + _PRIOR_WEIGHT)
    return weight * centre + (1 - weight) * prior, weight * spread + (1 - weight) * 2 * _SPREAD
