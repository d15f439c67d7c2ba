"""Values that should be the same in all languages: which language lacks what the others have, or has what they lack."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from aligner.checks.finding import Highlight, Problem
from aligner.checks.reading import spoken


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


@dataclass(slots=True)
class Difference:
    """How one language differs from the others: values it lacks and values only it has, with where they stand."""

    lacks: dict[str, list[Highlight]] = field(default_factory=dict)
    adds: dict[str, list[Highlight]] = field(default_factory=dict)

    @property
    def differs(self) -> bool:
        """Whether there is any difference."""
        return bool(self.lacks or self.adds)

    @property
    def replaces(self) -> bool:
        """Whether it has something else in the place of what it lacks."""
        return bool(self.lacks and self.adds)


def differences(found: Mapping[str, Sequence[Mention]], has: Callable[[Mention, str], bool]) -> dict[str, Difference]:
    """Compare the mentions of all languages; a language that does not differ from most others is not in the result.

    Args:
        found: per language what it mentions and the others are asked for.
        has: whether a language has a mention's value, in any form.

    Where half of the languages have a value and half do not, those that lack it and those that add it all differ.
    """
    result: dict[str, Difference] = {}
    if not any(found.values()):
        return result
    said: set[str] = set()
    for language, mentions in found.items():
        for mention in mentions:
            if mention.value in said:
                continue
            said.add(mention.value)
            lacking = [other for other in found if other != language and not has(mention, other)]
            if not lacking:
                continue
            having = [other for other in found if other not in lacking]
            mark = Highlight(language, mention.start, mention.end)
            if 2 * len(lacking) <= len(found):
                for other in lacking:
                    result.setdefault(other, Difference()).lacks.setdefault(mention.value, []).append(mark)
            if 2 * len(having) <= len(found):
                for other in having:
                    marks = [mark] if other == language else []
                    result.setdefault(other, Difference()).adds.setdefault(mention.value, []).extend(marks)
    return result


def replaced(found: Mapping[str, Difference]) -> dict[str, Difference]:
    """The languages that have something else in the place of what they lack."""
    return {language: difference for language, difference in found.items() if difference.replaces}


def one_sided(found: Mapping[str, Difference]) -> dict[str, Difference]:
    """The languages that only lack something, or only add something."""
    return {language: difference for language, difference in found.items() if not difference.replaces}


def problems(found: Mapping[str, Difference], kind: str, languages: tuple[str, ...]) -> Iterator[Problem]:
    """One problem per language that stands alone; one for both where there are only two.

    Args:
        found: the differences to report.
        kind: what differs, in the singular: ``number``.
        languages: all languages compared.
    """
    done: set[str] = set()
    for language, difference in found.items():
        if language in done:
            continue
        marks = tuple(mark for group in (*difference.lacks.values(), *difference.adds.values()) for mark in group)
        others = tuple(other for other in languages if other != language)
        if len(languages) == 2:
            done.update(languages)
        if difference.replaces:
            message = (
                f"{language} has the {_named(kind, difference.adds)}, {spoken(others)} {_named(kind, difference.lacks)}"
            )
        elif difference.lacks:
            message = f"{language} lacks the {_named(kind, difference.lacks)}"
        else:
            message = f"only {language} has the {_named(kind, difference.adds)}"
        yield Problem(message, languages if len(languages) == 2 else (language,), marks)


def _named(kind: str, values: Mapping[str, object]) -> str:
    return f"{kind}{'s' if len(values) > 1 else ''} {spoken(tuple(values))}"
