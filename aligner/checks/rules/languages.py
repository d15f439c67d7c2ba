"""ALN: each segment is in the language it is said to be in, where the script does not show that it is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import CREDITS, Reading
from aligner.checks.rule import Located, Rule, example
from aligner.checks.rules.scripts import QUOTED
from aligner.text.identification import is_installed, other_language
from aligner.text.languages import language, tags

_LETTERS = 20
"""Fewer letters are too few to tell a language by."""
_WORDS = 3
"""Words in small letters from which on a text is more than names."""
_OWN_WORDS = 2
"""Function words of its own from which on a text is in its language."""
_SHORT = 40
_MARGIN, _MARGIN_OF_SHORT, _MARGIN_OF_FEW = 11.0, 13.0, 20.0
"""The least margins: the second for fewer than 40 letters, the last for fewer than three words in small letters. Chosen on
segments of 12 languages (docs/benchmarks/checks.md)."""
_OF_RELATIVES = {"ru": frozenset("на за от с не по до при без то но под над се".split())}  # noqa: SIM905
"""Function words that a language shares with relatives which have no module: Russian with Bulgarian."""


class WrongLanguage(Rule):
    code = "ALN007"
    name = "wrong-language"
    severity = Severity.ERROR
    what = (
        "A segment of 20 letters or more is in another language of the same script: a Spanish one in the French column. Names and "
        "what stands in quotation marks are passed over; near relatives (Croatian and Bosnian) are not told apart."
    )
    why = "Columns were swapped, or a segment was taken from the wrong file."
    needs_encoder = True
    bad = example(
        {
            "en": "The States shall cooperate in this matter",
            "fr": "Los Estados deberán cooperar entre sí en esta materia",
        }
    )
    good = example(
        {"en": "The States shall cooperate in this matter", "fr": "Les États doivent coopérer entre eux en la matière"}
    )

    def is_idle(self) -> bool:
        return not is_installed()

    def check_window(self, readings: Sequence[Reading]) -> Iterator[Located]:
        for reading in readings:
            for tag, text in reading.texts.items() if CREDITS not in reading.texts.values() else ():
                words = _wording(reading.prose(tag))
                if not words or _is_surely_own(words, tag):
                    continue
                if identified := _identified(words, tag):
                    name = language(identified).name or identified
                    highlight = Highlight(tag, 0, len(text))
                    yield reading, Problem(f"the {tag} segment is in {name} ({identified})", (tag,), (highlight,))


def _is_surely_own(words: str, tag: str) -> bool:
    """Whether a text has function words that no other language has: most have, and need not be compared letter by letter."""
    return len(_own_words(tag).intersection(words.lower().split())) >= _OWN_WORDS


@cache
def _own_words(tag: str) -> frozenset[str]:
    function_words = set(language(tag).function_words.split())
    for foreign in tags():
        if language(foreign).tag != language(tag).tag:
            function_words -= set(language(foreign).function_words.split())
    return frozenset(function_words - _OF_RELATIVES.get(language(tag).tag, frozenset()))


def _identified(words: str, tag: str) -> str:
    """The other language of the same script that a text is in; another script is reported by ALN005."""
    identified, margin = other_language(words, tag)
    scripts, expected_scripts = language(identified).scripts, language(tag).scripts
    if scripts and expected_scripts and set(scripts).isdisjoint(expected_scripts):
        return ""
    least = _MARGIN_OF_SHORT if sum(map(str.isalpha, words)) < _SHORT else _MARGIN
    if words.lower() != words.upper() and _small_words(words) < _WORDS:
        least = _MARGIN_OF_FEW
    return identified if margin >= least else ""


def _small_words(text: str) -> int:
    return sum(word.islower() for word in text.split())


def _wording(prose: str) -> str:
    """What a language can be told by: a text without its quotations; empty where it is too short or all names."""
    words = QUOTED.sub(" ", prose)
    is_long = sum(map(str.isalpha, words)) >= _LETTERS
    has_case = words.lower() != words.upper()
    return words if is_long and (_small_words(words) or not has_case) else ""
