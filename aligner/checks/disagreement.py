"""Values that should be the same in all languages: which languages agree on which value.

Languages that have one value in the place of another disagree; those are grouped, so that one finding says it all:
"number 5 in en, fr; 6 in es, ru". Nobody is said to be wrong unless all others agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Protocol

from aligner.checks.finding import Highlight, Problem


class Mention(Protocol):
    """Something with a value at a place of a text."""

    @property
    def start(self) -> int:
        """Offset of its first character."""

    @property
    def end(self) -> int:
        """Offset after its last character."""

    @property
    def value(self) -> str:
        """The same in every language."""


@dataclass(frozen=True, slots=True)
class Contested:
    """A value that some languages have and some lack.

    Attributes:
        value: the value.
        having: the languages that have it, in any form.
        lacking: the languages that lack it. A language of which neither is known is in neither.
        highlights: where it is mentioned.
    """

    value: str
    having: tuple[str, ...]
    lacking: tuple[str, ...]
    highlights: tuple[Highlight, ...]

    def rivals(self, other: Contested) -> bool:
        """Whether one language has this value in the place of the other, and another the other way round."""
        return (
            not set(self.having) & set(other.having)
            and not set(other.having).isdisjoint(self.lacking)
            and not set(self.having).isdisjoint(other.lacking)
        )


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Values of which languages have one or another, or a single value that some lack.

    Attributes:
        values: the contested values.
        languages: all languages compared.
    """

    values: tuple[Contested, ...]
    languages: tuple[str, ...]

    @property
    def compared(self) -> tuple[str, ...]:
        """The languages of which it is known what they have."""
        compared: set[str] = set()
        for contested in self.values:
            compared.update(contested.having, contested.lacking)
        return tuple(language for language in self.languages if language in compared)

    @property
    def is_mismatch(self) -> bool:
        """Whether most languages have a value, and not the same."""
        having = {language for contested in self.values for language in contested.having}
        return len(self.values) > 1 and 2 * len(having) > len(self.compared)

    def groups(self) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """The values and the languages that have just these, the larger groups first; those that have none come last.

        >>> five = Contested("5", ("en", "fr"), ("es", "ru"), ())
        >>> six = Contested("6", ("es", "ru"), ("en", "fr"), ())
        >>> Disagreement((five, six), ("en", "fr", "es", "ru")).groups()
        [(('5',), ('en', 'fr')), (('6',), ('es', 'ru'))]
        """
        by_values: dict[tuple[str, ...], list[str]] = {}
        for language in self.compared:
            values_of_language = tuple(contested.value for contested in self.values if language in contested.having)
            by_values.setdefault(values_of_language, []).append(language)
        ordered = sorted(by_values.items(), key=lambda group: (not group[0], -len(group[1])))
        return [(values, tuple(languages)) for values, languages in ordered]

    def at_fault(self) -> tuple[str, ...]:
        """The languages that differ from most; those that lack the values where half do; else all of them."""
        compared, groups = self.compared, self.groups()
        largest = max((languages for _, languages in groups), key=len)
        if 2 * len(largest) > len(compared):
            return tuple(language for language in compared if language not in largest)
        last_values, last_languages = groups[-1]
        half_lacks = len(groups) == 2 < len(compared) and not last_values
        return last_languages if half_lacks else compared


def contested(mentions: Mapping[str, Sequence[Mention]], has: Callable[[Mention, str], bool | None]) -> list[Contested]:
    """The values that are not in all languages.

    Args:
        mentions: per language what it mentions and the others are asked for.
        has: whether a language has a mention's value, in any form; None where that cannot be known.
    """
    by_value: dict[str, tuple[Mention, list[Highlight]]] = {}
    for language, of_language in mentions.items():
        for mention in of_language:
            _, highlights = by_value.setdefault(mention.value, (mention, []))
            highlights.append(Highlight(language, mention.start, mention.end))
    result = []
    for value, (mention, highlights) in by_value.items():
        saying = {highlight.language for highlight in highlights}
        answers = {language: language in saying or has(mention, language) for language in mentions}
        lacking = tuple(language for language, answer in answers.items() if answer is False)
        if lacking:
            having = tuple(language for language, answer in answers.items() if answer)
            result.append(Contested(value, having, lacking, tuple(highlights)))
    return result


def values_by_language(mentions: Mapping[str, Iterable[Mention]]) -> dict[str, set[str]]:
    """Per language, the different values that it mentions."""
    return {language: {mention.value for mention in of_language} for language, of_language in mentions.items()}


def disagreements(values: Sequence[Contested], languages: Iterable[str]) -> list[Disagreement]:
    """Contested values, those that stand in each other's place together; each other one by itself.

    >>> five, six = Contested("5", ("en",), ("fr", "ru"), ()), Contested("6", ("fr",), ("en", "ru"), ())
    >>> year = Contested("2014", ("en", "fr"), ("ru",), ())
    >>> for disagreement in disagreements([five, six, year], ("en", "fr", "ru")):
    ...     print([contested.value for contested in disagreement.values])
    ['5', '6']
    ['2014']
    """
    component = list(range(len(values)))
    for first, second in combinations(range(len(values)), 2):
        if values[first].rivals(values[second]):
            joined = component[second]
            component = [component[first] if number == joined else number for number in component]
    tags = tuple(languages)
    members: dict[int, list[Contested]] = {}
    for number, value in zip(component, values, strict=True):
        members.setdefault(number, []).append(value)
    return [Disagreement(tuple(group), tags) for group in members.values()]


def mismatches(found: Iterable[Disagreement], kind: str) -> Iterator[Problem]:
    """One problem per disagreement where languages have different values."""
    return (problem(disagreement, kind) for disagreement in found if disagreement.is_mismatch)


def omissions(found: Iterable[Disagreement], kind: str) -> Iterator[Problem]:
    """One problem for all values that are missing in the same languages."""
    by_lacking: dict[tuple[str, ...], list[Contested]] = {}
    for disagreement in found:
        if not disagreement.is_mismatch:
            for value in disagreement.values:
                by_lacking.setdefault(value.lacking, []).append(value)
            languages = disagreement.languages
    for values in by_lacking.values():
        yield problem(Disagreement(tuple(values), languages), kind)


def grouped(values: Mapping[str, str]) -> str:
    """Languages by what they have, in words; the larger groups first, those that have nothing last.

    >>> grouped({"en": ".", "zh": "", "ru": "."})
    '. in en, ru; none in zh'
    """
    by_value: dict[str, list[str]] = {}
    for language, value in values.items():
        by_value.setdefault(value, []).append(language)
    ordered = sorted(by_value.items(), key=lambda group: (not group[0], -len(group[1])))
    return "; ".join(f"{value or 'none'} in {', '.join(languages)}" for value, languages in ordered)


def problem(disagreement: Disagreement, kind: str) -> Problem:
    """A disagreement in words.

    Args:
        disagreement: the disagreement.
        kind: what differs, in the singular: ``number``.

    >>> five = Contested("5", ("en", "fr"), ("es",), ())
    >>> six = Contested("6", ("es",), ("en", "fr"), ())
    >>> mismatch = problem(Disagreement((five, six), ("en", "fr", "es")), "number")
    >>> mismatch.message, mismatch.languages
    ('number 5 in en, fr; 6 in es', ('es',))
    >>> problem(Disagreement((five,), ("en", "fr", "es")), "number").message
    'number 5 in en, fr; none in es'
    """
    shown: dict[str, str] = {}
    for values, languages in disagreement.groups():
        shown |= dict.fromkeys(languages, " and ".join(values))
    plural = ("es" if kind.endswith("s") else "s") if len(disagreement.groups()[0][0]) > 1 else ""
    highlights = tuple(dict.fromkeys(chain.from_iterable(value.highlights for value in disagreement.values)))
    return Problem(f"{kind}{plural} {grouped(shown)}", disagreement.at_fault(), highlights)
