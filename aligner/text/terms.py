"""Terms of a termbase in running text, in whatever inflected form.

Russian words are compared by their dictionary forms (pymorphy3; its dictionary is OpenCorpora's), those of other
languages by their stems (`Snowball <https://snowballstem.org>`_, after Porter 1980), which are too coarse for Russian;
languages that write no spaces by substring. A term with a capital letter is found with a capital only: «Правила» is the code, «правила» are
regulations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from aligner.text.languages import language as known_language

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_ALGORITHMS = {"en": "english", "fr": "french", "es": "spanish", "ar": "arabic", "de": "german", "it": "italian", "pt": "portuguese"}  # fmt: skip


_Sequence: TypeAlias = "tuple[tuple[frozenset[str], bool], ...]"
"""The words of a term: the forms of each, and whether it has a capital."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term in a text: where it stands, whose it is, and whether it is only part of a longer term there."""

    start: int
    end: int
    key: str
    nested: bool = False


class Termbase:
    """Terms of one language, ready to be found.

    Args:
        terms: key (a concept's id) to its terms.
        language: their language.

    >>> base = Termbase({"state": ["State"], "country": ["developing country"]}, "en")
    >>> [(term.key, term.start) for term in base.find("States assist developing countries, they stated")]
    [('state', 0), ('country', 14)]
    """

    def __init__(self, terms: Mapping[str, Iterable[str]], language: str) -> None:
        self._spaced = known_language(language).joiner != ""
        self._forms = _forms(language[:2])
        written = [(key, term) for key, those in terms.items() for term in those if term]
        self._sequences: dict[str, list[tuple[str, _Sequence]]] = {}
        self._strings: dict[str, list[str]] = {}
        for key, term in written:
            if self._spaced:
                sequence = tuple((self._forms(word.lower()), word[0].isupper()) for word in _WORD.findall(term))
                for form in sequence[0][0] if sequence else ():
                    self._sequences.setdefault(form, []).append((key, sequence))
            else:
                self._strings.setdefault(term, []).append(key)
        # A lookahead finds terms that overlap; the longest at each place comes first.
        longest = sorted(self._strings, key=len, reverse=True)
        self._pattern = re.compile(f"(?=({'|'.join(map(re.escape, longest))}))") if longest else None

    def find(self, text: str) -> list[Term]:
        """The terms in a text, in text order."""
        found = self._by_stems(text) if self._spaced else self._by_strings(text)
        return [Term(it.start, it.end, it.key, nested=_is_nested(it, found)) for it in found]

    def _by_stems(self, text: str) -> list[Term]:
        words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
        forms = [self._forms(word.lower()) for _, _, word in words]
        found: dict[tuple[int, int, str], Term] = {}
        for place, here in enumerate(forms):
            for key, sequence in (entry for form in here for entry in self._sequences.get(form, ())):
                last = place + len(sequence)
                if last <= len(words) and all(
                    not forms[place + n].isdisjoint(wanted) and (not capital or words[place + n][2][0].isupper())
                    for n, (wanted, capital) in enumerate(sequence)
                ):
                    term = Term(words[place][0], words[last - 1][1], key)
                    found[term.start, term.end, key] = term
        return list(found.values())

    def _by_strings(self, text: str) -> list[Term]:
        found: list[Term] = []
        for match in self._pattern.finditer(text) if self._pattern else ():
            start, longest = match.start(1), match.group(1)
            found += (
                Term(start, start + length, key)
                for length in range(1, len(longest) + 1)
                for key in self._strings.get(longest[:length], ())
            )
        return found


def _is_nested(term: Term, found: Iterable[Term]) -> bool:
    length = term.end - term.start
    return any(
        other.start <= term.start and term.end <= other.end and other.end - other.start > length for other in found
    )


@cache
def _forms(language: str) -> Callable[[str], frozenset[str]]:
    """What makes two words of a language the same: a function from a word in lower case to its forms of reference."""
    if language == "ru":
        import pymorphy3

        parse = pymorphy3.MorphAnalyzer(lang="ru").parse
        return lru_cache(maxsize=100_000)(lambda word: frozenset(reading.normal_form for reading in parse(word)))
    if language in _ALGORITHMS:
        import snowballstemmer

        stem = snowballstemmer.stemmer(_ALGORITHMS[language]).stemWord
        return lru_cache(maxsize=100_000)(lambda word: frozenset((stem(word),)))
    return lambda word: frozenset((word,))
