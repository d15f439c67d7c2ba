"""URL: the same addresses in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.checks.disagreement import Mention, differences, problems
from aligner.checks.finding import Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Rule, example
from aligner.checks.traits import ADDRESSES
from aligner.mentions.references import Reference

_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[!-~]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LANGUAGE_PART = re.compile(
    r"(?<=[/=_.-])(?:en|zh|ru|fr|es|ar|english|chinese|russian|french|spanish|arabic|zh-(?:cn|hans))(?=[/&?._-]|\Z)"
)


class AddressMismatch(Rule):
    code = "URL001"
    name = "address-mismatch"
    severity = Severity.WARNING
    what = "A web or mail address of one language is missing or different in another; /en/ and /ru/ count as the same."
    why = "A mistyped address leads nowhere, or somewhere else."
    needs = ADDRESSES
    bad = example({"en": "see www.un.org/law", "ru": "см. www.un.org/low"})
    good = example({"en": "see www.un.org/en/law", "ru": "см. www.un.org/ru/law"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        if not any("www." in text or "://" in text or "@" in text for text in reading.texts.values()):
            return
        found = {language: _addresses(text) for language, text in reading.texts.items()}
        values = {language: {it.value for it in those} for language, those in found.items()}

        def has(address: Mention, language: str) -> bool:
            return address.value in values[language]

        yield from problems(differences(found, has), "address", tuple(reading.texts))


def _addresses(text: str) -> list[Reference]:
    return [
        Reference(match.start(), match.start() + len(address), _neutral(address))
        for match in _ADDRESS.finditer(text)
        if (address := match.group().rstrip(".,;:!?)]>\"'"))
    ]


def _neutral(address: str) -> str:
    """The address without protocol, final slash and the language in it."""
    bare = re.sub(r"\A(?:https?://)?(?:www\.)?", "", address).rstrip("/").lower()
    return _LANGUAGE_PART.sub("*", bare)
