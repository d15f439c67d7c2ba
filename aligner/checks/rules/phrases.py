"""ALN01x: the phrases of a unit are verbatim parts of its segments, apart from each other, and cover it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Example, Rule
from aligner.checks.traits import PHRASES
from aligner.coverage import covered, remainders
from aligner.model import Phrase, Role, Segment, Stretch, Unit
from aligner.text.english import listed


def _unit(phrases: tuple[tuple[str, str], ...], unmatched: tuple[str, ...] = ()) -> Example:
    segments = {
        "en": Segment("to prevent, inter alia, the use of force"),
        "ru": Segment("не допустить применения силы"),
    }
    aligned = tuple(Phrase({"en": Stretch(en), "ru": Stretch(ru)}) for en, ru in phrases)
    return Example((Unit("1", Role.ITEM, segments, phrases=aligned, unmatched={"en": unmatched} if unmatched else {}),))


_PREVENT, _FORCE = ("to prevent", "не допустить"), ("the use of force", "применения силы")


class PhraseNotInSegment(Rule):
    code = "ALN010"
    name = "phrase-not-in-segment"
    severity = Severity.ERROR
    what = "A stretch of a phrase is not a verbatim part of its segment, or lacks a language of the unit."
    why = "Exports cut phrases out of the clause; what is not in it would be wording that no document has."
    needs = PHRASES
    bad = _unit((("to prevent", "не допускать"), _FORCE), ("inter alia",))
    good = _unit((_PREVENT, _FORCE), ("inter alia",))

    def check(self, reading: Reading) -> Iterator[Problem]:
        unit = reading.unit
        for number, phrase in enumerate(unit.phrases, start=1):
            if missing := tuple(language for language in reading.texts if language not in phrase.stretches):
                yield Problem(f"phrase {number} has no stretch in {listed(missing)}", missing, line=phrase.line)
            for language, stretch in phrase.stretches.items():
                if stretch.span(unit.text(language)) is None:
                    nth = f", occurrence {stretch.occurrence}," if stretch.occurrence > 1 else ""
                    message = f"phrase {number}: '{stretch.text}'{nth} is not in the {language} segment"
                    yield Problem(message, (language,), line=phrase.line)


class PhrasesOverlap(Rule):
    code = "ALN011"
    name = "phrases-overlap"
    severity = Severity.ERROR
    what = "Two phrases of a unit share words in one language."
    why = "The words would be translated twice."
    needs = PHRASES
    bad = _unit((_PREVENT, ("the use of force", "допустить применения силы")), ("inter alia",))
    good = _unit((_PREVENT, _FORCE), ("inter alia",))

    def check(self, reading: Reading) -> Iterator[Problem]:
        for language in reading.texts if reading.unit.phrases else ():
            spans = sorted(covered(reading.unit, language))
            for (_, end), (start, last) in pairwise(spans):
                if start < end:
                    mark = Highlight(language, start, min(end, last))
                    words = reading.texts[language][mark.start : mark.end]
                    yield Problem(f"'{words}' is part of two phrases in {language}", (language,), (mark,))


class UnmatchedDisagrees(Rule):
    code = "ALN012"
    name = "unmatched-disagrees"
    severity = Severity.ERROR
    what = "The words listed as having no counterpart are not the words that the phrases leave over."
    why = "Phrases and the list together are the whole clause; a word in neither is lost in the phrase memory."
    needs = PHRASES
    bad = _unit((_PREVENT, _FORCE))
    good = _unit((_PREVENT, _FORCE), ("inter alia",))

    def check(self, reading: Reading) -> Iterator[Problem]:
        unit = reading.unit
        if not unit.phrases and not unit.unmatched:
            return
        for language in reading.texts:
            left, listed = remainders(unit, language), unit.unmatched.get(language, ())
            if left != listed:
                message = (
                    f"the phrases leave {_list(left)} over in {language}, but {_list(listed)} is listed as unmatched"
                )
                yield Problem(message, (language,))


def _list(parts: tuple[str, ...]) -> str:
    return " | ".join(f"'{part}'" for part in parts) or "nothing"
