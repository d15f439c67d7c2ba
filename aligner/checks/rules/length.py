"""LEN: length out of proportion to the counterparts, by the text's own measure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from math import log
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import CREDITS, Reading
from aligner.checks.rule import Located, Rule, Setting, example
from aligner.text.codes import OBJECT

if TYPE_CHECKING:
    import numpy.typing as npt

LIMIT = 2.6
"""Standard deviations from the text's own proportion, in every pair of the language, that are out of it; chosen on
half of a UN corpus for about three reports in 1,000 clean units."""
LIMIT_LONG = 3.5
"""The same for long segments, which are less often at fault than said in more words: one more report in 2,033 units."""
LIMIT_OF_TWO = 4.0
"""The limit for two languages, either of which may be the one that says too much or too little."""
_SHORTEST, _SHORTEST_OF_TWO = 40, 80
"""The fewest characters, as many as an English text would have, of the longest segment; where there are two, there is no
third to show which of them is right."""
SAMPLE = 5000
"""Units whose proportions are remembered."""
_USUAL = {"en": 1.0, "fr": 1.17, "es": 1.15, "ru": 1.1, "ar": 0.87, "zh": 0.27, "ja": 0.45, "ko": 0.5, "de": 1.15}
"""Characters of a language to one of English."""
_PRIOR_WEIGHT = 20
_SPREAD, _SHORT_SPREAD = 0.10, 2.5
"""The variance of a log ratio is the square of the first plus the second divided by the English length: a sum of
independent differences, as in Gale and Church, of half the size they found."""


_Pair: TypeAlias = "tuple[str, str]"
_Numbers: TypeAlias = "npt.NDArray[np.float64]"


class LengthOutOfProportion(Rule):
    code = "LEN001"
    name = "length-out-of-proportion"
    severity = Severity.WARNING
    what = (
        "A segment is much shorter or longer than its counterparts. The measure is the proportions of this text "
        "(median and spread of the logarithms; Gale and Church 1993), together with those usual for the languages "
        "while the text is short. Placeholders, tags and addresses do not count."
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
        self._ratios = {pair: _Ratios(*[np.empty(0)] * 3) for pair in combinations(setting.languages, 2)}

    def check_window(self, readings: Sequence[Reading]) -> Iterator[Located]:
        lengths = {tag: _lengths(readings, tag) for tag in self.setting.languages}
        scores: dict[_Pair, tuple[_Numbers, _Numbers]] = {}
        suspects = np.zeros(len(readings), bool)
        for pair, before in self._ratios.items():
            # Only units that have words in both languages have a ratio; the others score 0.
            has_both = (lengths[pair[0]] > 0) & (lengths[pair[1]] > 0)
            of_window = _ratios(pair, lengths[pair[0]][has_both], lengths[pair[1]][has_both])
            sample = _Ratios(*(np.concatenate(columns)[-SAMPLE:] for columns in zip(before, of_window, strict=True)))
            self._ratios[pair] = sample
            centre, scale = _usual(pair, sample)
            as_short, as_long = np.zeros(len(readings)), np.zeros(len(readings))
            as_short[has_both] = (of_window.ratio - centre) / (of_window.spread * scale)
            as_long[has_both] = (of_window.ratio - centre) / (of_window.spread_of_shorter * scale)
            scores[pair] = as_short, as_long
            suspects |= np.abs(as_short) >= LIMIT
        for place in np.flatnonzero(suspects).tolist():
            reading = readings[place]
            scores_of_unit = {pair: (float(short[place]), float(long[place])) for pair, (short, long) in scores.items()}
            if _is_too_short_to_tell(reading.texts, lengths, place):
                continue
            if out := _out_of_proportion(_scores(reading, scores_of_unit)):
                tag, score = out
                how = "short" if score < 0 else "long"
                shown = ", ".join(f"{language} {len(text)}" for language, text in reading.texts.items())
                message = f"{tag} is out of proportion, too {how} ({shown} characters)"
                yield reading, Problem(message, (tag,), (Highlight(tag, 0, len(reading.texts[tag])),))


def _is_too_short_to_tell(tags: Collection[str], lengths: Mapping[str, _Numbers], place: int) -> bool:
    """Whether all segments of a unit are so short that a word more or less is out of proportion."""
    longest = max(lengths[tag][place] / _USUAL.get(tag[:2], 1.0) for tag in tags)
    return bool(longest < (_SHORTEST_OF_TWO if len(tags) == 2 else _SHORTEST))


def _scores(reading: Reading, of_pair: Mapping[_Pair, tuple[float, float]]) -> dict[str, list[float]]:
    """Per language, its distance from what is usual in each pair, in standard deviations; below zero is short.

    What a segment should have depends on its counterpart: a short one is measured by the spread that the longer text has,
    a long one by that of the shorter.
    """
    scores: dict[str, list[float]] = {tag: [] for tag in reading.texts}
    for pair, (as_short, as_long) in of_pair.items():
        if pair[0] in scores and pair[1] in scores:
            scores[pair[0]].append(as_short if as_short < 0 else as_long)
            scores[pair[1]].append(-as_short if as_short > 0 else -as_long)
    return scores


def _out_of_proportion(scores: Mapping[str, Sequence[float]]) -> tuple[str, float] | None:
    """The language farthest out on the same side in all of its pairs; of two languages the short one."""
    nearest: dict[str, float] = {}
    for tag, of_pairs in scores.items():
        is_on_one_side = abs(sum(of_pairs)) == sum(map(abs, of_pairs))
        if of_pairs and is_on_one_side:
            nearest[tag] = min(of_pairs, key=abs)
    shortest, longest = (LIMIT, LIMIT_LONG) if len(scores) > 2 else (LIMIT_OF_TWO, LIMIT_OF_TWO)
    out = {tag: score for tag, score in nearest.items() if not -shortest < score < longest}
    return min(out.items(), key=lambda item: (-abs(item[1]), item[1])) if out else None


class _Ratios(NamedTuple):
    """The log ratios of the lengths of two languages, and the standard deviations they have at the longer and the shorter."""

    ratio: _Numbers
    spread: _Numbers
    spread_of_shorter: _Numbers


def _ratios(pair: _Pair, first: _Numbers, second: _Numbers) -> _Ratios:
    """The ratios of some lengths, none of them zero; spread by the length of an English text that says as much."""
    english = first / _USUAL.get(pair[0][:2], 1.0), second / _USUAL.get(pair[1][:2], 1.0)
    logs = map(log, (first / second).tolist())  # of the standard library: the last digit is then that of any machine
    longer, shorter = (np.sqrt(_SPREAD**2 + _SHORT_SPREAD / of(*english)) for of in (np.maximum, np.minimum))
    return _Ratios(np.fromiter(logs, float, len(first)), longer, shorter)


def _lengths(readings: Sequence[Reading], tag: str) -> _Numbers:
    """The lengths of the texts of a language, shape (units,); 0 where a unit has none."""
    return np.array([_length(_wording(reading, tag), tag) if tag in reading.texts else 0.0 for reading in readings])


def _wording(reading: Reading, tag: str) -> str:
    """The text without its codes, which are as long in every language."""
    text, prose = reading.texts[tag], reading.prose(tag)
    if prose is text:
        return text  # without codes, as most are
    if CREDITS in reading.texts.values():
        return ""
    if prose == text:
        return text
    words = " ".join(prose.replace(OBJECT, "").split())
    # Plural forms side by side say the same; languages have two to six of them.
    return max(words.split("|"), key=len).strip()


def _length(text: str, tag: str) -> float:
    """Characters; a Latin name or a number in Chinese counts as it would in English."""
    if tag[:2] not in {"zh", "ja"}:
        return len(text)
    wide = len(text.encode(errors="surrogatepass")) - len(text)  # two more bytes each
    return max(0.5, wide / 2 + (len(text) - wide / 2) * _USUAL["zh"])


def _usual(pair: _Pair, sample: _Ratios) -> tuple[float, float]:
    """Centre of a text's log ratios and the scale of their spread, drawn to the usual ones while there are few."""
    prior = log(_USUAL.get(pair[0][:2], 1.0) / _USUAL.get(pair[1][:2], 1.0))
    count = len(sample.ratio)
    if not count:
        return prior, 1.0
    centre = _median(sample.ratio)
    scale = 1.4826 * _median(np.abs(sample.ratio - centre) / sample.spread)
    weight = count / (count + _PRIOR_WEIGHT)
    return weight * centre + (1 - weight) * prior, max(0.8, weight * scale + (1 - weight))


def _median(values: _Numbers) -> float:
    """As :func:`numpy.median`, which takes its time to import masked arrays first."""
    middle = (len(values) - 1) // 2, len(values) // 2
    lower, upper = np.partition(values, middle)[list(middle)]
    return float((lower + upper) / 2)
