"""Terms of a termbase in running text, in whatever inflected form.

Russian words are compared by their dictionary forms (pymorphy3; its dictionary is OpenCorpora's), those of other
languages by their stems (`Snowball <https://snowballstem.org>`_, after Porter 1980), which are too coarse for Russian;
languages that write no spaces by substring. A term with a capital letter is found with a capital only: «Правила» is the code, «правила» are
regulations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
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
        self._sequences: dict[str, list[tuple[str, _Sequence]]] = {}
        self._strings: dict[str, list[str]] = {}
        for key, of_concept in terms.items():
            for term in filter(None, of_concept):
                self._add(key, term)
        # A lookahead finds terms that overlap; the longest at each place comes first.
        longest = sorted(self._strings, key=len, reverse=True)
        self._pattern = re.compile(f"(?=({'|'.join(map(re.escape, longest))}))") if longest else None

    def _add(self, key: str, term: str) -> None:
        if not self._spaced:
            self._strings.setdefault(term, []).append(key)
            return
        sequence = tuple((self._forms(word.lower()), word[0].isupper()) for word in _WORD.findall(term))
        for form in sequence[0][0] if sequence else ():
            self._sequences.setdefault(form, []).append((key, sequence))

    def find(self, text: str) -> list[Term]:
        """The terms in a text, in text order."""
        terms = self._by_stems(text) if self._spaced else self._by_strings(text)
        nested = _nested({(term.start, term.end) for term in terms})
        return [replace(term, nested=(term.start, term.end) in nested) for term in terms]

    def _by_stems(self, text: str) -> list[Term]:
        words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
        forms = [self._forms(word.lower()) for _, _, word in words]
        terms: dict[tuple[int, int, str], Term] = {}
        for place, word_forms in enumerate(forms):
            for key, sequence in (entry for form in word_forms for entry in self._sequences.get(form, ())):
                last = place + len(sequence)
                if last <= len(words) and all(
                    not forms[place + n].isdisjoint(term_forms) and (not capital or words[place + n][2][0].isupper())
                    for n, (term_forms, capital) in enumerate(sequence)
                ):
                    term = Term(words[place][0], words[last - 1][1], key)
                    terms[term.start, term.end, key] = term
        return list(terms.values())

    def _by_strings(self, text: str) -> list[Term]:
        terms: list[Term] = []
        for match in self._pattern.finditer(text) if self._pattern else ():
            start, longest = match.start(1), match.group(1)
            terms += (
                Term(start, start + length, key)
                for length in range(1, len(longest) + 1)
                for key in self._strings.get(longest[:length], ())
            )
        return terms


def _nested(spans: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """The stretches that lie inside longer ones."""
    nested: set[tuple[int, int]] = set()
    last = -1
    # Of stretches that begin at one place the longest comes first: what ends before it lies inside it.
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end <= last:
            nested.add((start, end))
        last = max(last, end)
    return nested


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
