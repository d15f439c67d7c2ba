"""DUP: a word written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Rule, example
from aligner.checks.traits import DOUBLED

# One space: words of two columns stand further apart.
_DOUBLED = re.compile(r"(?<![\w-])([^\W\d_]{2,}|[яиау])\s\1(?![\w-])", re.IGNORECASE)
# One-character words that nothing doubles, unless one of the two belongs to the word before or after it.
_DOUBLED_CHINESE = re.compile(
    r"(?<!目)(的)\1(?!确)|(?<!为)(了)\2(?!解)|(?<![现存旨所内正潜自外])(在)\3(?![线职场于])|(?<![共饱总附])(和)\4(?![平谐睦解])"
    r"|(?<![以涉普波提])(及)\5(?!时)|(?<!参)(与)\6(?!会)|(?<![反针绝应面])(对)\7(?![方话待象手外策立称联照抗应付比岸面错])|(?<![由对关基等位属终])(于)\8"
)
_PUNCTUATION = ".,;:!?)»”\"'"
_FINE_WORDS = {
    "en": "that had very so ha bye is her you no now there",
    "de": "die das der den dem des sie ihr sehr wer was wie ganz",
    "nl": "die dat het zij heel",
    "fr": "vous nous plus très tout non si oui",
    "es": "no sí muy mucho poco que",
    "it": "piano via passo man poco molto che sì no",
    "pt": "que muito não sim",
    "ru": "что в да нет еле чуть очень так всё",
    "uk": "що в так ні дуже",
    "cs": "se že ano",
    "sk": "sa áno",
    "sl": "se je",
    "hr": "je se da",
    "sr": "je se da је се да",
    "hu": "az már",
    "sv": "att det som är",
    "da": "at der det er",
    "nb": "at det er som",
    "no": "at det er som",
    "fi": "se on",
    "el": "το που του την της",
    "pl": "tak nie",
    "ro": "se nu",
    "bg": "да се",
    "ca": "que no",
}
"""Words that may stand twice in a row, by language; other languages double words to say more, each, or slowly."""
_FINE = {language: frozenset(words.split()) for language, words in _FINE_WORDS.items()}


class DoubledWord(Rule):
    code = "DUP001"
    name = "doubled-word"
    severity = Severity.WARNING
    what = (
        "A word is written twice in a row. Words that may be doubled (had had, that that; Chinese reduplication) are "
        "not reported."
    )
    why = "A slip of editing that spelling checkers miss."
    unsafe_fix = True
    needs = DOUBLED
    bad = example({"en": "of the the Charter", "ru": "Устава"})
    good = example({"en": "of the Charter", "ru": "Устава"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        doubled = {language: list(self._doubled(reading, language)) for language in reading.texts}
        if len(doubled) > 1 and all(doubled.values()):
            return  # what all say twice is meant so
        for language, matches in doubled.items():
            yield from (_problem(match, language) for match in matches)

    def _doubled(self, reading: Reading, language: str) -> Iterator[re.Match[str]]:
        """What stands twice in one text."""
        if not reading.traits_of[language] & DOUBLED:
            return
        text, fine = reading.prose(language), _FINE.get(language[:2])
        if language.startswith("zh"):
            matches = _DOUBLED_CHINESE.finditer(text)
            yield from (match for match in matches if not _is_reduplication(text, *match.span()))
        elif fine is not None:
            words = text.lower().split()
            after = words[1:]
            alike = compress(zip(words, after, strict=False), map(str.startswith, after, words))
            if any(second.rstrip(_PUNCTUATION) == first for first, second in alike):
                for match in _DOUBLED.finditer(text):
                    # A name may be one: Pago Pago, Baden Baden.
                    if match.group(1).lower() not in fine and not match.group(1).isupper() and not _is_name(match):
                        yield match

    def fix(self, text: str, language: str) -> str:
        """The word once, where it is a small word that nothing can need twice."""
        return text if language[:2] != "en" else re.sub(r"\b(the|of|and|to|in|for|by|with|a|an) \1\b", r"\1", text)


def _is_reduplication(text: str, start: int, end: int) -> bool:
    """Whether another doubled character is next to it: 实实在在 and 和和气气 are words."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return any(len(pair) == 2 and pair[0] == pair[1] and pair.isalpha() for pair in (before, after))


def _is_name(match: re.Match[str]) -> bool:
    first, _, second = match.group().partition(match.group()[len(match.group(1))])
    return first.istitle() and second.strip().istitle()


def _problem(match: re.Match[str], language: str) -> Problem:
    word = match.group()[: len(match.group()) // 2].strip()
    return Problem(
        f"'{word}' stands twice in {language}", (language,), (Highlight(language, match.start(), match.end()),)
    )
