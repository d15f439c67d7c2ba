"""REF: the same documents and articles are referred to in every language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import ascii_lowercase

from aligner.checks.disagreement import (
    Disagreement,
    Mention,
    contested,
    disagreements,
    mismatches,
    omissions,
    values_by_language,
)
from aligner.checks.finding import Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Rule, example
from aligner.checks.traits import REFERENCES, SUBDIVISIONS
from aligner.text import labels
from aligner.text.references import Reference

_AROUND_SLASH = re.compile(r" */ *")
_SHORT_NUMBER = 2
"""Digits of a number that may be any number where no year stands beside it."""


class SymbolMismatch(Rule):
    code = "REF001"
    name = "symbol-mismatch"
    severity = Severity.ERROR
    what = "The languages give different document symbols or resolution numbers."
    why = "A reader of that language is sent to another document."
    needs = REFERENCES
    bad = example({"en": "resolution 64/211", "zh": "第64/221号决议", "ru": "резолюция 64/211"})
    good = example({"en": "resolution 64/211", "zh": "第64/211号决议", "ru": "резолюция 64/211"})

    def check(self, reading: Reading) -> Iterable[Problem]:
        return mismatches(reading.once(_disagreements), "reference")


class SymbolMissing(Rule):
    code = "REF002"
    name = "symbol-missing"
    severity = Severity.WARNING
    what = "A document symbol or resolution number is given in some languages only."
    why = "Without it, readers of the other languages cannot find the document that is meant."
    needs = REFERENCES
    bad = example({"en": "the report (A/66/359)", "ru": "доклад"})
    good = example({"en": "the report (A/66/359)", "ru": "доклад (A/66/359)"})

    def check(self, reading: Reading) -> Iterable[Problem]:
        return omissions(reading.once(_disagreements), "reference")


class SubdivisionMismatch(Rule):
    code = "REF003"
    name = "subdivision-mismatch"
    severity = Severity.ERROR
    what = (
        "The letter of a subparagraph, the bis or ter of an article, or the letter of an article such as 7A differs "
        "between languages: 2 (b) and 2 c). Letters of other scripts count by their place in the alphabet."
    )
    why = "A reader of that language is sent to another provision."
    needs = SUBDIVISIONS
    bad = example(
        {
            "en": "paragraph 2 (b) of article 9",
            "fr": "l’article 9, paragraphe 2 c)",
            "es": "párrafo 2 b) del artículo 9",
        }
    )
    good = example(
        {
            "en": "paragraph 2 (b) of article 9",
            "fr": "l’article 9, paragraphe 2 b)",
            "es": "párrafo 2 b) del artículo 9",
        }
    )

    def check(self, reading: Reading) -> Iterator[Problem]:
        letters = {tag: list(_letters(reading.prose(tag), tag)) for tag in reading.texts}
        if _differ(letters):
            counted = {tag: list(_letters(reading.prose(tag), tag, as_seen=False)) for tag in reading.texts}
            yield from _compared("subparagraph", letters, counted)
        inserted = {tag: list(_inserted(reading.prose(tag))) for tag in reading.texts}
        if _differ(inserted):
            yield from _compared("article", inserted, inserted)


def _differ(mentions: Mapping[str, Sequence[Reference]]) -> bool:
    return len(set(map(frozenset, values_by_language(mentions).values()))) > 1


def _compared(
    kind: str, mentions: Mapping[str, Sequence[Reference]], other_readings: Mapping[str, Sequence[Reference]]
) -> Iterator[Problem]:
    values: dict[str, set[str]] = {}
    for tag, of_text in mentions.items():
        values[tag] = {place.value for place in (*of_text, *other_readings[tag])}

    def has(place: Mention, language: str) -> bool:
        return place.value in values[language]

    return mismatches(disagreements(contested(mentions, has), mentions), kind)


_LETTER = re.compile(r"(?<![.%]\d)(?<=[\s\u00a0\d(（款条條项項第])[(（]?([a-zа-яё]|[ء-ي])[)）]")
_INSERTED = re.compile(r"(?<=\d)[\s\u00a0-]?(bis|ter|quater|quinquies|sexies|septies|бис|тер|кватер)\b", re.IGNORECASE)
_LETTERED = re.compile(r"(?<![\w.,%/-])\d{1,3}[A-HАВСЕН](?![\w/-])")
"""The number of an article that was put in later: 7A."""
_CAPITALS = str.maketrans("АВСЕН", "ABCEH")
_LATIN = {"бис": "bis", "тер": "ter", "кватер": "quater"}


_LOOKALIKES = str.maketrans("асеорху", "aceopxy")


def _letters(text: str, language: str, *, as_seen: bool = True) -> Iterator[Reference]:
    """The letters of subparagraphs, as Latin ones; that at the head of a text is its own label.

    A Cyrillic letter that looks like a Latin one is that (as seen), or counts in its own alphabet.
    """
    for match in _LETTER.finditer(text, 1):
        letter = match[1].translate(_LOOKALIKES) if as_seen else match[1]
        counted = labels.readings(f"({letter})", language)
        if counted and 0 < counted[0].ordinal <= len(ascii_lowercase):
            yield Reference(match.start(1), match.end(1), f"({ascii_lowercase[counted[0].ordinal - 1]})")


def _inserted(text: str) -> Iterator[Reference]:
    for match in _INSERTED.finditer(text):
        value = match[1].lower()
        yield Reference(match.start(1), match.end(1), _LATIN.get(value, value))
    for match in _LETTERED.finditer(text):
        yield Reference(match.start(), match.end(), match[0].translate(_CAPITALS))


def _disagreements(reading: Reading) -> list[Disagreement]:
    mentions = {language: reading.symbols(language) for language in reading.texts}
    if not any(mentions.values()):
        return []
    values = values_by_language(mentions)

    def has(reference: Mention, language: str) -> bool:
        if reference.value in values[language] or _parts(reference.value) <= reading.values(language):
            return True
        if reference.value in _AROUND_SLASH.sub("/", reading.prose(language)):
            return True
        number = _bare_number(reference.value)
        has_other_year = any(value.startswith(f"{number} (") for value in values[language])
        return number in reading.values(language) and not has_other_year

    return disagreements(contested(mentions, has), mentions)


def _bare_number(value: str) -> str:
    """The number of a resolution that tells enough without its year, ``2118`` of ``2118 (2013)``; else nothing."""
    number, _, year = value.partition(" (")
    return number if year and len(number) > _SHORT_NUMBER else ""


def _parts(value: str) -> frozenset[str]:
    """The numbers in a reference that another style may give apart; ``1/3`` may be a third, a symbol never is a number."""
    if value.replace("/", "").isdigit():
        return frozenset({value})
    number, _, year = value.rstrip(")").partition(" (")
    return frozenset({number, year}) if year.isdigit() else frozenset({"no number"})
