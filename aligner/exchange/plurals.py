"""The plural forms of a gettext catalogue: which text of the source each of them translates.

The header's formula says which numbers a form is for (gettext manual, section 11.2.6). Sources have two forms, one for
the number 1 and one for all others; a translation has one to six.
"""

from __future__ import annotations

import gettext
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import polib

_FORMULA = re.compile(r"nplurals\s*=\s*(\d{1,2})\s*;\s*plural\s*=\s*([^;]{1,500})")
_NUMBERS = (*range(201), 1_000, 10_000, 1_000_000)
"""Numbers that tell the forms of every language apart."""
_PLACEHOLDER = re.compile(r"%(?:\([^)]*\)|\d+\$)?[-+ #0-9.*]*[hlLqjzt]*[a-zA-Z@]|\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Form:
    """One text to compare with its source.

    Attributes:
        suffix: what distinguishes its id from those of the other forms; empty for the first.
        keyword: the keyword of the catalogue before it.
        source: the text of the source that it translates; empty where it has no counterpart there.
        translation: the translation.
    """

    suffix: str
    keyword: str
    source: str
    translation: str


class Plurals:
    """The forms of a catalogue, by the numbers they are for; none where its header does not say."""

    def __init__(self, numbers_of_forms: tuple[frozenset[int], ...]) -> None:
        self._numbers = numbers_of_forms

    @classmethod
    def of(cls, header: str) -> Plurals:
        """The forms that a header field ``Plural-Forms`` describes; one for 1 and one for all others without it."""
        numbers: list[set[int]] = []
        if match := _FORMULA.search(header):
            try:
                form_of = gettext.c2py(match[2])
                numbers = [set() for _ in range(int(match[1]))]
                for number in _NUMBERS:
                    numbers[form_of(number)].add(number)
            except (ValueError, ArithmeticError, IndexError, RecursionError):
                numbers = []
        return cls(tuple(map(frozenset, numbers)))

    def forms(self, entry: polib.POEntry) -> Iterator[Form]:
        """The texts of an entry: one, or one for each form of its plural.

        >>> plural = {0: "Ein Stern", 1: "%d Sterne"}
        >>> entry = polib.POEntry(msgid="One star", msgid_plural="%d stars", msgstr_plural=plural)
        >>> [(form.source, form.translation) for form in Plurals.of("").forms(entry)]
        [('One star', 'Ein Stern'), ('%d stars', '%d Sterne')]
        """
        if not entry.msgid_plural:
            yield Form("", "msgstr", entry.msgid, entry.msgstr)
            return
        forms = {int(index): text for index, text in sorted(entry.msgstr_plural.items())} or {0: ""}
        last = max(forms)
        for index, text in forms.items():
            suffix = "" if index == 0 and last else ".plural" if index == last else f".plural.{index}"
            yield Form(suffix, f"msgstr[{index}]", self._source(entry, index, text), text)

    def _source(self, entry: polib.POEntry, index: int, translation: str) -> str:
        """The text of the source that a form translates.

        A form for several numbers has a place for the number, as the plural of the source has. A form for one number
        only may say it in a word, or, for none, deny it: where its places differ it has no counterpart to be held to.
        """
        one, many = entry.msgid, entry.msgid_plural
        numbers = self._numbers[index] if index < len(self._numbers) else frozenset(_NUMBERS[:2])
        if not self._numbers:
            return one if index == 0 else many
        places = placeholders(translation)
        if numbers == {1}:
            return one if places == placeholders(one) or not translation else ""
        if 1 in numbers and places == placeholders(one):
            return one
        if len(numbers) == 1 and places != placeholders(many):
            return ""
        return many


def placeholders(text: str) -> Counter[str]:
    """The placeholders of a message, each with how often it occurs.

    >>> placeholders("%d of {total}")
    Counter({'%d': 1, '{total}': 1})
    """
    return Counter(_PLACEHOLDER.findall(text))
