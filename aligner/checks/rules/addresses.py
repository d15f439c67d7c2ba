"""URL: the same addresses in every language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from aligner.checks.disagreement import Mention, contested, disagreements, mismatches, omissions, values_by_language
from aligner.checks.finding import Problem, Severity
from aligner.checks.reading import CREDITS, Reading
from aligner.checks.rule import Rule, example
from aligner.checks.traits import ADDRESSES
from aligner.text.codes import Code, CodeKind
from aligner.text.references import Reference

_NAMES = "english|chinese|russian|french|spanish|arabic"


@lru_cache(maxsize=64)
def _language_part(tags: tuple[str, ...]) -> re.Pattern[str]:
    """What names one of some languages, or of those of the United Nations, in an address."""
    names = {form for tag in tags for form in (tag.lower(), tag.lower().partition("-")[0])}
    spelled = "|".join(sorted({*names, "en", "zh", "ru", "fr", "es", "ar", "zh-cn", "zh-hans"}, key=len, reverse=True))
    return re.compile(rf"(?:(?<=[/=_.-])|\A)(?:{spelled}|{_NAMES})(?=[/&?._#-]|\Z)")


class AddressMismatch(Rule):
    code = "URL001"
    name = "address-mismatch"
    severity = Severity.WARNING
    what = (
        "A web or mail address is missing or different in some languages. Names of languages, as in /en/ and /ru/, "
        "count as the same."
    )
    why = "A mistyped address leads nowhere, or somewhere else."
    needs = ADDRESSES
    bad = example({"en": "see www.un.org/law", "ru": "см. www.un.org/low"})
    good = example({"en": "see www.un.org/en/law", "ru": "см. www.un.org/ru/law"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        part = _language_part(tuple(reading.texts))
        mentions = {language: _addresses(reading.codes(language), part) for language in reading.texts}
        if not any(mentions.values()) or CREDITS in reading.texts.values():
            return
        values = values_by_language(mentions)

        def has(address: Mention, language: str) -> bool:
            return address.value in values[language]

        differences = disagreements(contested(mentions, has), mentions)
        yield from mismatches(differences, "address")
        yield from omissions(differences, "address")


def _addresses(codes: Iterable[Code], part: re.Pattern[str]) -> list[Reference]:
    return [
        Reference(code.start, code.end, _neutral(code.value, part)) for code in codes if code.kind is CodeKind.ADDRESS
    ]


def _neutral(address: str, part: re.Pattern[str]) -> str:
    """The address without protocol, final slash and the language in it."""
    bare = re.sub(r"\A(?:https?://)?(?:www\.)?", "", address).rstrip("/").lower()
    return part.sub("*", bare)
