"""NEG: what is negated in one language is negated, in some form, in all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from aligner.checks import lost_negation, vectors
from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.lost_negation import Gains, Negations
from aligner.checks.reading import Reading
from aligner.checks.rule import Located, Rule, Setting, example
from aligner.checks.traits import NEGATION, SAME
from aligner.text import negation

_SURE = frozenset({"en"})
"""Languages whose plain negation shows in the others more often than theirs does in it (402 of 430 UN and news units).
Of two languages one of these is believed; the other only where the English text is a clause that could have a *not*."""
_CLAUSE = re.compile(
    r"\b(?:shall|may|must|should|will|can|could|would|is|are|was|were|has|have|had|does|do|did)\b", re.IGNORECASE
)
_SAYS_IT = re.compile(
    r"\b(?:empty|lock|protect|mistake|errors?\b|inactiv|outstand|partial|abort|bad\b|wrong|disallow|disabl|imped|imbalanc"
    r"|infinit|n/a|isolat|delet|clos(?:e|ing)|keep away|still\b|but\b|delay|suspend|expir|former|lost\b|end(?:s|ed)\b)",
    re.IGNORECASE,
)
"""English words for what other languages may negate."""

_SHORT = 100
"""Characters of texts that negate in one language and say the opposite in others: messages of a program."""
_ZERO = re.compile(r"(?<![\d.,])0(?![\d.,]*\d)")
"""*0 files* are no files."""
_FEWEST = 3
"""Languages from which on sentence vectors are weighed in; the weights were learned from three."""
_LEAST_LOST, _LEAST_OWN = 0.6, 0.95
"""The probabilities from which on a lost negation, and one of a language's own, are reported: together for about six
reports in 1,000 clean units of UN text (docs/benchmarks/checks.md)."""


class NegationMismatch(Rule):
    code = "NEG001"
    name = "negation-mismatch"
    severity = Severity.WARNING
    what = (
        "All languages except one negate a sentence plainly (not, 不, не), and that one has fewer words that could "
        "express a negation; or one language alone negates it. Words that negate implicitly (refrain, without, "
        "unable, 防止) count. Of two languages, a negation that is missing in English is reported only in a clause that "
        "could have *not*. With --meaning, in three languages or more, it also counts whether the texts come closer "
        "to each other when the negation is taken out."
    )
    why = "A lost or added negation turns a duty into its opposite, and neither numbers nor meaning vectors show it."
    needs = NEGATION
    languages = ("ar", "en", "es", "fr", "ru", "zh")  # those whose reports were read
    bad = example({"en": "Not to use networks", "zh": "不利用网络", "ru": "использовать сети"})
    good = example({"en": "Not to use networks", "zh": "不利用网络", "ru": "не использовать сети"})

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._weighs = setting.meaning and _encoder_knows(setting.languages)

    def check(self, reading: Reading) -> Iterable[Problem]:
        if self._weighs and len(reading.texts) >= _FEWEST:
            return ()
        plain = _plain(reading)
        # Most texts that negate do so in all languages; then there is nothing to count.
        affirming = [tag for tag, places in plain.items() if not places]
        if not affirming or len(affirming) == len(plain):
            return ()
        # Those that negate plainly have one sign at least, and need not be counted to be more than none.
        signs = dict.fromkeys(plain, 1) | _signs(reading, affirming)
        if len(plain) > 2 and len(affirming) == 1 and signs[affirming[0]]:
            signs = _signs(reading, plain)
        problems = _by_words(plain, signs, reading.texts)
        if len(plain) == 3 and max(map(len, reading.texts.values())) < _SHORT:
            return (problem for problem in problems if _is_lost(problem, plain))
        return problems

    def check_window(self, readings: Sequence[Reading]) -> Iterator[Located]:
        if not self._weighs:
            return
        suspects = []
        for reading in readings:
            if reading.traits & NEGATION and len(reading.texts) >= _FEWEST:
                unit = negations(reading)
                if unit.could_have_lost() or unit.negates_alone():
                    suspects.append((reading, unit))
        if not suspects:
            return
        gains = lost_negation.gains([unit for _, unit in suspects], vectors.load())
        for (reading, unit), gained in zip(suspects, gains, strict=True):
            if problem := _weighed(unit, gained):
                yield reading, problem


def _is_lost(problem: Problem, plain: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    """Whether the languages named do not negate plainly: short texts often negate in one language alone."""
    return not any(plain[tag] for tag in problem.languages) or len(problem.languages) == len(plain)


def _encoder_knows(languages: Sequence[str]) -> bool:
    """Whether sentence vectors can be asked of all languages of a text, and there are enough to weigh by."""
    if len(languages) < _FEWEST or not all(tag[:2] in NegationMismatch.languages for tag in languages):
        return False
    from aligner import encoder

    model = encoder.load()
    return all(encoder.knows(model, tag) for tag in languages)


def negations(reading: Reading) -> Negations:
    """What negates in a unit, and what its words alone would report."""
    plain = _plain(reading)
    signs = _signs(reading, plain)
    reported = next((problem.languages for problem in _by_words(plain, signs, reading.texts)), ())
    return Negations(reading.texts, plain, signs, reported)


def _plain(reading: Reading) -> dict[str, list[tuple[int, int]]]:
    """Where a unit negates plainly, in the languages whose negations are known."""
    plain: dict[str, list[tuple[int, int]]] = {}
    for tag, text in reading.texts.items():
        is_copy = reading.traits & SAME and text in (reading.texts[language] for language in plain)
        if tag[:2] in NegationMismatch.languages and not is_copy:
            plain[tag] = negation.plain(reading.prose(tag), tag) if reading.traits_of[tag] & NEGATION else []
    return plain


def _signs(reading: Reading, languages: Iterable[str]) -> dict[str, int]:
    """The number of words of each text that can stand for a negation."""
    return {tag: negation.signs(reading.prose(tag), tag) + len(_ZERO.findall(reading.prose(tag))) for tag in languages}


def _weighed(unit: Negations, gained: Gains) -> Problem | None:
    """A negation that one language has of its own, or else one that a language most likely lost."""
    tag = unit.negates_alone()
    if tag and lost_negation.chance(lost_negation.own(unit, tag, gained), lost_negation.OWN) >= _LEAST_OWN:
        affirming = ", ".join(language for language in unit.plain if language != tag)
        highlights = tuple(Highlight(tag, *place) for place in unit.plain[tag])
        return Problem(f"negation in {tag}; none in {affirming}", (tag,), highlights)
    chances = {
        tag: lost_negation.chance(lost_negation.lost(unit, tag, gained), lost_negation.LOST)
        for tag in unit.could_have_lost()
    }
    if not chances or max(chances.values()) < _LEAST_LOST:
        return None
    alone = max(chances, key=lambda tag: chances[tag])
    return _lost_in(alone, tuple(tag for tag in unit.plain if unit.plain[tag] and tag != alone), unit.plain, unit.signs)


def _lost_in(
    alone: str, negating: tuple[str, ...], plain: Mapping[str, Sequence[tuple[int, int]]], signs: Mapping[str, int]
) -> Problem:
    lost = "fewer" if signs[alone] else "none"
    marks: list[Highlight] = []
    for tag in negating:
        marks += [Highlight(tag, *place) for place in plain[tag]]
    return Problem(f"negation in {', '.join(negating)}; {lost} in {alone}", (alone,), tuple(marks))


def _by_words(
    plain: Mapping[str, Sequence[tuple[int, int]]], signs: Mapping[str, int], texts: Mapping[str, str]
) -> Iterator[Problem]:
    """What the words alone show."""
    languages = tuple(plain)
    negating = tuple(tag for tag, places in plain.items() if places)
    affirming = tuple(tag for tag in languages if tag not in negating)
    if not negating or not affirming:
        return
    if alone := _with_fewer(affirming, signs):
        yield _lost_in(alone, tuple(tag for tag in languages if tag != alone), plain, signs)
        return
    lacking = tuple(tag for tag in affirming if not signs[tag])
    marks = tuple(Highlight(tag, *plain[tag][0]) for tag in negating)
    is_sure = any(tag[:2] in _SURE for tag in negating) or (
        len(lacking) == 1 == len(negating) == len(plain[negating[0]]) and _could_negate(texts[lacking[0]], lacking[0])
    )
    if not lacking or (not is_sure and (len(languages) == 2 or len(negating) + len(lacking) < len(languages))):
        return
    message = f"negation in {', '.join(negating)}; none in {', '.join(lacking)}"
    if len(negating) + len(lacking) < len(languages) or len(lacking) < len(negating):
        yield Problem(message, lacking, marks)
    elif len(negating) == len(lacking):
        yield Problem(message, languages, marks)
    else:
        yield Problem(message, negating, marks)


def _could_negate(text: str, language: str) -> bool:
    """Whether a text is an English clause with a verb that *not* goes with, and no word for what others negate."""
    return language[:2] in _SURE and bool(_CLAUSE.search(text)) and not _SAYS_IT.search(text)


def _with_fewer(affirming: Sequence[str], signs: Mapping[str, int]) -> str:
    """The one of three languages or more that negates nowhere plainly, as all others do, and less than they in any form."""
    if len(affirming) != 1 or len(signs) <= 2:
        return ""
    alone = affirming[0]
    return alone if all(signs[tag] > signs[alone] for tag in signs if tag != alone) else ""
